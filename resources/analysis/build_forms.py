"""Build data/en.blocks and data/tr.blocks, the dictionaries of English and Turkish forms.

    python -m resources.analysis.build_forms

Source: the lemma lists of simplemma 2.0.0 (MIT; see README.md in this folder). simplemma's own Turkish table takes 2 s and 118 MB
to load; ours opens in milliseconds.
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
NAME_SHARE = 0.3  # of a lemma's forms with an apostrophe, above which it is a proper name
VERBAL_ENDING = re.compile(
    "m[ae]|m[ıiuü](?:ş|yor)|y?[ıiuü]ş(?!t)|[dt][ıiuü](?!r)|s[ae]|s[ıiuü]n|[ıiuü]?yor|y?[ae]n(?![ae])|[ae]r|[ıiuü]?r|y?[ae]c[ae]|y?[ıiuü](?:p|ver|nc[ae])|"
    "y?[ae](?:bil|m[aeıi]|l[ıi]|y[ıi]m)|[ıiuü]l|[ıiuü]?n(?:[ıiuü][lry]|[ae]n|[ae]c[ae]|m[ae]|d[ıiuü]|s[ae]|m[ıiuü]ş)|"
    "[dt][ıiuü]r[mdsıiuüae]|t(?:[ae]n|m[ae]|[ıiuü]r|t[ıiuü])"
)
# Derivational suffixes: gücü is a form of güç, güçlü is not. Neither the diminutive (-cık) nor the present of a verb in -la.
DERIVATION = re.compile(
    "((?:l[ıiuü](?:[kğ]|(?!yor|m[ae]))|s[ıiuü]z|(?:y?[ıiuü])?[cç][ıiuü](?!(?:[kğ]|m(?![ıiuü]z))))*)"
    "(l[ae](?:ş(?:t[ıi]r)?|n(?:d[ıi]r)?)(?=[mdtsiıaeyrlncz]))?"
)
DEMONYM_PLURAL = re.compile("(?:[iec]an|[ro]man)s$")  # Armenians, Germans: simplemma leaves most of them plural
WORD = re.compile(r"[^\W\d_]+")

Forms = dict[str, tuple[str, str]]
"""Form → lemma and flags."""


def simplemma(language: str) -> Forms:
    """Read the single words of simplemma's list; lowercase spellings win over capitalized ones."""
    entries = DefaultDictionaryFactory().get_dictionary(language)
    names = names_by_apostrophe(entries.items()) if language == "tr" else frozenset()
    forms: Forms = {}
    for form, lemma in sorted(entries.items(), key=lambda pair: (pair[0] != lower(pair[0], language), pair)):
        if WORD.fullmatch(form) and WORD.fullmatch(lemma):
            lowered = lower(form, language)
            common = form == lowered and lemma not in names
            forms.setdefault(lowered, (lower(lemma, language), "c" if common else ""))
    return forms


def english() -> Iterator[tuple[str, str, str]]:
    """Yield form, lemma and flags: simplemma's English list with our corrections."""
    archaic = listed("en_archaic.txt")
    lines = (HERE / "en_forms.tsv").read_text("utf-8").splitlines()
    corrected = dict(line.split("\t") for line in lines if not line.startswith("#"))
    for form, (lemma, flags) in simplemma("en").items():
        if form not in corrected:
            strip = lemma in archaic or (form == lemma and DEMONYM_PLURAL.search(form))
            yield form, lemma[:-1] if strip else lemma, flags
    yield from ((form, lemma, "c") for form, lemma in corrected.items())


def turkish() -> Iterator[tuple[str, str, str]]:
    """Yield form, lemma and flags: simplemma's Turkish list, with infinitives for verbs.

    A derived word is its own lemma. The base that simplemma gives instead is its second entry: a search for güçlü also finds güç.
    """
    forms = simplemma("tr")
    own_words = {form for word in listed("tr_words.txt") for form in forms_of_listed(word, forms)}
    yield from ((form, word, "c") for word in listed("tr_words.txt") for form in forms_of_listed(word, forms))
    for form, (lemma, flags) in forms.items():
        if form not in own_words:
            if derived := derived_lemma(form, lemma):
                yield form, derived, flags
            yield form, infinitive(form, lemma, forms), flags


def derived_lemma(form: str, lemma: str) -> str:
    """Return the derived word of a form that simplemma assigns to its base; else "".

    suçsuz-lar → suçsuz, özelleş-ti → özelleşmek. As in Azerbaijani, denominal verbs and words in -lık, -lı, -sız and -cı are
    their own lemmas.
    """
    match = DERIVATION.match(form, len(lemma)) if form.startswith(lemma) else None
    if not match or not match[0]:
        return ""
    noun, verb = match.groups()
    if verb:
        return lemma + noun + verb + ("mak" if "a" in verb else "mek")
    return lemma + (noun[:-1] + "k" if noun[-1] == "ğ" else noun)


def forms_of_listed(word: str, forms: Forms) -> set[str]:
    """Return a listed word, also as written before a vowel, and all its forms.

    Its forms are those that simplemma assigns to the same wrong lemma.
    """
    softened = word[:-1] + "ğ" if word[-1] == "k" else word
    wrong = forms.get(word, ("",))[0]
    return {word, softened} | {
        form for form, (lemma, _) in forms.items() if lemma == wrong and form.startswith((word, softened))
    }


def names_by_apostrophe(entries: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the Turkish lemmas that are proper names.

    The list is in lower case, but many forms of a name have an apostrophe (isa'mızın).
    """
    forms: collections.Counter[str] = collections.Counter()
    with_apostrophe: collections.Counter[str] = collections.Counter()
    for form, lemma in entries:
        forms[lemma] += 1
        with_apostrophe[lemma] += "'" in form
    return frozenset(lemma for lemma, n in forms.items() if with_apostrophe[lemma] > NAME_SHARE * n)


def infinitive(form: str, lemma: str, forms: Forms) -> str:
    """Return the infinitive of a Turkish verb form, else the lemma.

    simplemma gives the bare stem; folded, ol- (be) and öl- (die) would coincide, while olmak and ölmek do not. A stem that is
    also a noun (at: horse, throw) is a verb only before a verbal ending.
    """
    verb = next((lemma + ending for ending in ("mak", "mek") if forms.get(lemma + ending, ("",))[0] == lemma), lemma)
    return lemma if lemma in listed("tr_homonyms.txt") and not VERBAL_ENDING.match(form[len(lemma) :]) else verb


@cache
def listed(name: str) -> frozenset[str]:
    """Read the words of a hand-written list."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def table(forms: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return folded form → entries, as axtar.analysis.dictionary reads them.

    The entries of one form are in the order given.
    """
    entries: dict[str, list[str]] = collections.defaultdict(list)
    for form, lemma, flags in sorted(forms, key=itemgetter(0)):
        key, value = encode_entry(form, lemma, flags)
        entries[key].append(value)
    return {key: "|".join(dict.fromkeys(values)) for key, values in entries.items()}


if __name__ == "__main__":
    for code, source in (("en", english), ("tr", turkish)):
        entries = table(source())
        content = pack(entries.items())
        (DATA / f"{code}.blocks").write_bytes(content)
        print(f"{code}: {len(entries)} forms, {len(content)} bytes")
