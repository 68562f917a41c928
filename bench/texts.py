"""Deterministic benchmark texts, generated from the sample collection.

Sentences are drawn at random from the samples of a language, so that word frequencies are realistic. One word in twenty joins
halves of two others, because real texts also keep introducing words that are not cached. Two names are inserted equally often:
one in ten spellings, one in a single spelling.
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
NEW_WORDS = 0.05  # share of words that are made up
NAME_SHARE = 0.01  # of all sentences, for each of the two names
LINES, WIDTH = 38, 78  # of a page: about 380 words

_SENTENCE = re.compile(r"[^\s#|%=:*\[-][^\n.!?|]{30,}?[.!?](?=\s|\[)")
_NOTE = re.compile(r"\[\^\d+\]:?|\*")
_WORD = re.compile(r"[^\W\d_]{4,}")


@cache
def sentences(language: str) -> tuple[str, ...]:
    """Read the sentences of the samples of a language."""
    texts = (_NOTE.sub("", (SAMPLES / name).read_text("utf8")) for name in SOURCES[language])
    return tuple(match[0] for text in texts for match in _SENTENCE.finditer(text))


def running(language: str, words: int, seed: int) -> str:
    """Generate about `words` words of running text."""
    return " ".join(_sentences(language, words, random.Random(f"{language}{seed}")))


def pages(language: str, count: int, seed: int) -> list[list[str]]:
    """Generate pages of LINES lines."""
    rng = random.Random(f"{language}{seed}")
    lines = _break_lines(_sentences(language, count * LINES * WIDTH, rng))
    return [[next(lines) for _ in range(LINES)] for _ in range(count)]


def print_pdfs(folder: Path, files: int, count: int) -> list[Path]:
    """Print text PDFs, in turn in each language, with an embedded font."""
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
    """Write the same texts as plain text files, which is faster."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number}.txt" for number in range(files)]
    for number, path in enumerate(paths):
        lines = [line for page in pages(_language(number), count, number) for line in page]
        path.write_text("\n".join(lines), "utf8")
    return paths


def _language(number: int) -> str:
    return tuple(SOURCES)[number % len(SOURCES)]


def _sentences(language: str, words: int, rng: random.Random) -> Iterator[str]:
    known = sentences(language)
    while words > 0:
        sentence = _WORD.sub(lambda match: _maybe_new(match[0], known, rng), rng.choice(known))
        if rng.random() < 2 * NAME_SHARE:
            sentence += f" {_name(rng)}."
        words -= len(sentence.split())
        yield sentence


def _maybe_new(word: str, known: tuple[str, ...], rng: random.Random) -> str:
    """Return the word, or sometimes a made-up one.

    A made-up word joins the first half of the word and the second half of another.
    """
    if rng.random() > NEW_WORDS:
        return word
    other: str = rng.choice(_WORD.findall(rng.choice(known)) or [word])
    return f"{word[: (len(word) + 1) // 2]}{other[len(other) // 2 :].lower()}"


def _name(rng: random.Random) -> str:
    return rng.choice((rng.choice(TEN_SPELLINGS), ONE_SPELLING))


def _break_lines(parts: Iterator[str]) -> Iterator[str]:
    """Break sentences into lines of at most WIDTH characters."""
    line = ""
    for word in (word for part in parts for word in part.split()):
        if len(line) + len(word) >= WIDTH:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
