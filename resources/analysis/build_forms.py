"""Make data/en.blocks and data/tr.blocks, the dictionaries of English and Turkish word forms.

    python -m resources.analysis.build_forms

Source: the lemma lists of simplemma 2.0.0 (MIT; see README.md beside this script). Their Turkish table takes 2 s and 118 MB
as it ships; ours opens in milliseconds.
"""

import collections
import re
from collections.abc import Iterable, Iterator
from functools import cache
from operator import itemgetter
from pathlib import Path

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from axtar.analysis.dictionary import encode_entry
from axtar.analysis.lowercase import lower
from axtar.analysis.tables import pack

DATA = Path(__file__).parents[2] / "src/axtar/analysis/data"
HERE = Path(__file__).parent
VERBAL = re.compile(
    "m[ae]|m[ıiuü](?:ş|yor)|y?[ıiuü]ş(?!t)|[dt][ıiuü](?!r)|s[ae]|s[ıiuü]n|[ıiuü]?yor|y?[ae]n(?![ae])|[ae]r|[ıiuü]?r|y?[ae]c[ae]|y?[ıiuü](?:p|ver|nc[ae])|"
    "y?[ae](?:bil|m[aeıi]|l[ıi]|y[ıi]m)|[ıiuü]l|[ıiuü]?n(?:[ıiuü][lry]|[ae]n|[ae]c[ae]|m[ae]|d[ıiuü]|s[ae]|m[ıiuü]ş)|"
    "[dt][ıiuü]r[mdsıiuüae]|t(?:[ae]n|m[ae]|[ıiuü]r|t[ıiuü])"
)
# What makes words of words: gücü is a form of güç, güçlü is not. Not a diminutive (-cık), nor the present of a verb in -la.
MADE = re.compile(
    "((?:l[ıiuü](?:[kğ]|(?!yor|m[ae]))|s[ıiuü]z|(?:y?[ıiuü])?[cç][ıiuü](?!(?:[kğ]|m(?![ıiuü]z))))*)"
    "(l[ae](?:ş(?:t[ıi]r)?|n(?:d[ıi]r)?)(?=[mdtsiıaeyrlncz]))?"
)
PEOPLE = re.compile("(?:[iec]an|[ro]man)s$")  # Armenians, Germans: simplemma leaves most of them plural
WORD = re.compile(r"[^\W\d_]+")


def simplemma(language: str) -> dict[str, tuple[str, str]]:
    """Form → lemma and flags of every single word in simplemma's list; lowercase spellings win over capitalised ones."""
    entries = DefaultDictionaryFactory().get_dictionary(language)
    names = apostrophised(entries.items()) if language == "tr" else frozenset()
    found: dict[str, tuple[str, str]] = {}
    for form, lemma in sorted(entries.items(), key=lambda pair: (pair[0] != lower(pair[0], language), pair)):
        if WORD.fullmatch(form) and WORD.fullmatch(lemma):
            small = lower(form, language)
            found.setdefault(small, (lower(lemma, language), "c" if form == small and lemma not in names else ""))
    return found


def english() -> Iterator[tuple[str, str, str]]:
    """Form, lemma and flags: simplemma's English list with our corrections."""
    forms = simplemma("en")
    archaic = listed("en_archaic.txt")
    mended = {
        form: (lemma[:-1] if lemma in archaic or (form == lemma and PEOPLE.search(form)) else lemma, flags)
        for form, (lemma, flags) in forms.items()
    }
    lines = (HERE / "en_forms.tsv").read_text("utf-8").splitlines()
    corrected = dict(line.split("\t") for line in lines if not line.startswith("#"))
    yield from ((form, *rest) for form, rest in mended.items() if form not in corrected)
    yield from ((form, lemma, "c") for form, lemma in corrected.items())


def turkish() -> Iterator[tuple[str, str, str]]:
    """Form, lemma and flags: simplemma's Turkish list, with infinitives for verbs.

    A word made of another is a word of its own. What simplemma says, the other, is its second reading: who asks for güçlü is
    shown güç as well.
    """
    forms = simplemma("tr")
    ours = {form for word in listed("tr_words.txt") for form in own(word, forms)}
    yield from ((form, word, "c") for word in listed("tr_words.txt") for form in own(word, forms))
    for form, (lemma, flags) in forms.items():
        if form not in ours:
            if made := derived(form, lemma):
                yield form, made, flags
            yield form, infinitive(form, lemma, forms), flags


def derived(form: str, lemma: str) -> str:
    """The word that a form belongs to which simplemma gives to the one that this is made of: suçsuz-lar, özelleş-ti; else "".

    As in Azerbaijani, a verb of a noun and what ends in -lık, -lı, -sız and -cı are words of their own.
    """
    found = MADE.match(form, len(lemma)) if form.startswith(lemma) else None
    if not found or not found[0]:
        return ""
    noun, verb = found.groups()
    if verb:
        return lemma + noun + verb + ("mak" if "a" in verb else "mek")
    return lemma + (noun[:-1] + "k" if noun[-1] == "ğ" else noun)


def own(word: str, forms: dict[str, tuple[str, str]]) -> set[str]:
    """A word, also as written before a vowel, and all its forms that simplemma gives to the same wrong lemma."""
    softened = word[:-1] + "ğ" if word[-1] == "k" else word
    wrong = forms.get(word, ("",))[0]
    return {word, softened} | {
        form for form, (lemma, _) in forms.items() if lemma == wrong and form.startswith((word, softened))
    }


def apostrophised(entries: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Turkish lemmas that are names: the list is all in lower case, but names have many forms with an apostrophe (isa'mızın)."""
    forms: collections.Counter[str] = collections.Counter()
    cut: collections.Counter[str] = collections.Counter()
    for form, lemma in entries:
        forms[lemma] += 1
        cut[lemma] += "'" in form
    return frozenset(lemma for lemma, n in forms.items() if cut[lemma] > 0.3 * n)


def infinitive(form: str, lemma: str, forms: dict[str, tuple[str, str]]) -> str:
    """The infinitive where a Turkish form is a verb's, else the lemma.

    simplemma gives the bare stem; folded, ol- (be) and öl- (die) would fall together, olmak and ölmek do not. A stem that is
    a noun as well (at: horse, throw) is a verb where a verb's ending follows.
    """
    verb = next((lemma + ending for ending in ("mak", "mek") if forms.get(lemma + ending, ("",))[0] == lemma), lemma)
    return lemma if lemma in listed("tr_homonyms.txt") and not VERBAL.match(form[len(lemma) :]) else verb


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a hand-written list."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def table(forms: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Folded form → readings, as axtar.analysis.dictionary reads them; those of one form in the order given."""
    found: dict[str, list[str]] = collections.defaultdict(list)
    for form, lemma, flags in sorted(forms, key=itemgetter(0)):
        key, value = encode_entry(form, lemma, flags)
        found[key].append(value)
    return {key: "|".join(dict.fromkeys(values)) for key, values in found.items()}


if __name__ == "__main__":
    for code, source in (("en", english), ("tr", turkish)):
        made = table(source())
        content = pack(made.items())
        (DATA / f"{code}.blocks").write_bytes(content)
        print(f"{code}: {len(made)} forms, {len(content)} bytes")
