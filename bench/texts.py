"""Texts to measure with, made from our own sample texts, the same in every run.

Sentences are drawn at random from the samples of one language, so that words are as frequent as in real texts. One word in
twenty is made of two halves of others: real texts too keep bringing words that no cache has seen. Two names are sown alike
often: one in ten spellings, one in a single spelling.
"""

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "resources" / "samples"
SOURCES = {
    "en": ("bridges-of-the-aras.md", "karabakh-carpets.md", "shusha-a-town-on-a-plateau.md"),
    "tr": ("agri-dagi.md", "baku-tiflis-demiryolu.md", "kars-sehri.md"),
    "az": ("ekinci-qezeti.md", "gence-seheri.md", "qarabag-xalcalari.md", "xudaferin-korpuleri.md"),
    "ru": ("biblioteki-tiflisa.md", "gorod-shusha.md", "zakavkazskaya-zheleznaya-doroga.txt"),
}
TEN_SPELLINGS = (
    *("Shamakhi", "Shemakha", "Shamakha", "Semakha", "Şamaxı", "Şamahı", "Şemahi"),
    *("Шамахы", "Шемаха", "Шамахи"),
)
ONE_SPELLING = "Zaqatala"
NEW = 0.05
SOWN = 0.01  # of all sentences, for each of the two names
LINES, WIDTH = 38, 78  # of a page: about 380 words

_SENTENCE = re.compile(r"[^\s#|%=:*\[-][^\n.!?|]{30,}?[.!?](?=\s|\[)")
_NOTE = re.compile(r"\[\^\d+\]:?|\*")
_WORD = re.compile(r"[^\W\d_]{4,}")


@cache
def sentences(language: str) -> tuple[str, ...]:
    """The sentences of the samples of one language."""
    texts = (_NOTE.sub("", (SAMPLES / name).read_text("utf8")) for name in SOURCES[language])
    return tuple(match[0] for text in texts for match in _SENTENCE.finditer(text))


def running(language: str, words: int, seed: int) -> str:
    """About so many words of running text."""
    return " ".join(_sentences(language, words, random.Random(f"{language}{seed}")))


def pages(language: str, count: int, seed: int) -> list[list[str]]:
    """Pages of LINES lines, as they would be printed."""
    chance = random.Random(f"{language}{seed}")
    lines = _broken(_sentences(language, count * LINES * WIDTH, chance))
    return [[next(lines) for _ in range(LINES)] for _ in range(count)]


def print_pdfs(folder: Path, files: int, count: int) -> list[Path]:
    """Text PDFs in turn in each language, printed with an embedded font."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    registerFont(TTFont("Serif", SAMPLES / "fonts" / "DejaVuSerifCondensed.ttf"))
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(files):
        path = folder / f"{number}.pdf"
        canvas = Canvas(str(path), invariant=1)
        for lines in pages(_language(number), count, number):
            text = canvas.beginText(60, 780)
            text.setFont("Serif", 10)
            text.textLines(lines)
            canvas.drawText(text)
            canvas.showPage()
        canvas.save()
        paths.append(path)
    return paths


def write_files(folder: Path, files: int, count: int) -> list[Path]:
    """The same as plain text files, which are quick to make."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number}.txt" for number in range(files)]
    for number, path in enumerate(paths):
        lines = [line for page in pages(_language(number), count, number) for line in page]
        path.write_text("\n".join(lines), "utf8")
    return paths


def _language(number: int) -> str:
    return tuple(SOURCES)[number % len(SOURCES)]


def _sentences(language: str, words: int, chance: random.Random) -> Iterator[str]:
    known = sentences(language)
    while words > 0:
        sentence = _WORD.sub(lambda match: _new(match[0], known, chance), chance.choice(known))
        if chance.random() < 2 * SOWN:
            sentence += f" {_sown(chance)}."
        words -= len(sentence.split())
        yield sentence


def _new(word: str, known: tuple[str, ...], chance: random.Random) -> str:
    """The word, or sometimes one with its beginning and another's end."""
    if chance.random() > NEW:
        return word
    other: str = chance.choice(_WORD.findall(chance.choice(known)) or [word])
    return f"{word[: (len(word) + 1) // 2]}{other[len(other) // 2 :].lower()}"


def _sown(chance: random.Random) -> str:
    return chance.choice((chance.choice(TEN_SPELLINGS), ONE_SPELLING))


def _broken(parts: Iterator[str]) -> Iterator[str]:
    """Lines of at most WIDTH characters."""
    line = ""
    for word in (word for part in parts for word in part.split()):
        if len(line) + len(word) >= WIDTH:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
