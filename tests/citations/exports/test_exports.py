"""Export formats for reference managers."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.citations import export
from axtar.citations.csl_item import clean_text
from axtar.citations.exports.bibtex import SPECIAL
from axtar.citations.exports.citation_key import to_ascii
from axtar.model import Document, Page

MakeDocument = Callable[..., Document]
LINK = "http://127.0.0.1:8000/d/abcd1234/p/9?q=Şuşa"
PAGE = Page(9, "46", "")
ARTICLE = {
    "type": "article-journal",
    "language": "az",
    "title": "Körpülər & yollar: 100% {yeni}",
    "author": [{"family": "İsmayılova", "given": "Gülnarə Əli qızı"}, {"literal": "Yollar və Körpülər İdarəsi"}],
    "container-title": "Şəhər_və_yol",
    "volume": "12",
    "issue": "3",
    "page": "45–61",
    "issued": {"date-parts": [[1987, 5]]},
    "DOI": "10.5555/a_b",
    "ISSN": "1234-5678",
}
CHAPTER = {
    "type": "chapter",
    "language": "ru",
    "title": "Горные дороги",
    "author": [{"family": "Лебедева", "given": "Мария Ивановна"}],
    "editor": [{"family": "Громов", "given": "Степан", "suffix": "мл."}],
    "container-title": "Пути сообщения",
    "publisher": "Наука",
    "publisher-place": "Москва",
    "issued": {"date-parts": [[1982]]},
    "accessed": {"date-parts": [[2020, 1, 2]]},
    "URL": "https://example.org/a b{c}",
    "ISBN": "5-00-000000-0",
}


def read_bibtex(text: str) -> tuple[str, str, dict[str, str]]:
    """Parse type, key and fields of one entry by counting braces, as BibTeX does."""
    head = re.match(r"@(\w+)\{([^,\s]+),\n", text)
    assert head is not None
    fields, place = {}, head.end()
    while field := re.compile(r"\s*(\w+) = \{").match(text, place):
        depth, place = 1, field.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(text[place], 0)
            place += 1
        fields[field[1]] = text[field.end() : place - 1]
        assert text[place] == ","
        place += 1
    assert text[place:] == "\n}\n"
    return head[1], head[2], fields


def unescape(text: str) -> str:
    """Return the text as LaTeX prints it."""
    back = {str(command): chr(letter) for letter, command in SPECIAL.items()}
    return re.sub("|".join(map(re.escape, back)), lambda found: back[found[0]], text)


def read_ris(text: str) -> list[tuple[str, str]]:
    """Parse tags and values as strictly as the format is defined."""
    lines = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in text.split("\r\n")[:-1]]
    assert text.endswith("\r\n")
    return [(line[1], line[2]) for line in lines if line is not None or pytest.fail(text)]


def test_an_article_in_bibtex(document: MakeDocument) -> None:
    """All fields are known to BibTeX and biblatex."""
    kind, key, fields = read_bibtex(export(document(ARTICLE), PAGE, "bibtex", LINK))
    assert (kind, key) == ("article", "ismayilova1987")
    assert fields == {
        "author": "İsmayılova, Gülnarə Əli qızı and {Yollar və Körpülər İdarəsi}",
        "title": r"{Körpülər \& yollar: 100\% {\textbraceleft}yeni{\textbraceright}}",
        "journal": r"Şəhər\_və\_yol",
        "volume": "12",
        "number": "3",
        "issn": "1234-5678",
        "pages": "45--61",
        "year": "1987",
        "month": "5",
        "doi": "10.5555/a_b",
        "url": LINK,
        "langid": "azerbaijani",
        "annote": f"p. 46; {LINK}",
    }


def test_a_chapter_in_bibtex(document: MakeDocument) -> None:
    """With its book, its editor with the suffix in the middle, and a URL that cannot end its field."""
    kind, key, fields = read_bibtex(export(document(CHAPTER), None, "bibtex", LINK))
    assert (kind, key) == ("incollection", "lebedeva1982")
    assert fields["editor"] == "Громов, мл., Степан"
    assert (fields["booktitle"], fields["publisher"], fields["address"]) == ("Пути сообщения", "Наука", "Москва")
    assert (fields["url"], fields["urldate"]) == ("https://example.org/a%20b%7Bc%7D", "2020-01-02")
    assert (fields["langid"], fields["annote"]) == ("russian", LINK)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ({"family": "Smith and Sons", "given": "J."}, "{Smith and Sons}, J."),
        ({"literal": "Roads, Bridges and Towns"}, "{Roads, Bridges and Towns}"),
        ({"family": "Beek", "given": "Anna", "non-dropping-particle": "van der"}, "van der Beek, Anna"),
        ({"family": "Nefesî"}, "Nefesî"),
        ({"given": "Nizami"}, "{Nizami}"),
    ],
)
def test_names_in_bibtex(document: MakeDocument, name: dict[str, str], written: str) -> None:
    """Names that BibTeX would parse as two people, or as family and given name, are braced."""
    assert read_bibtex(export(document({"author": [name]}), None, "bibtex", LINK))[2]["author"] == written


@pytest.mark.parametrize(
    ("record", "key"),
    [
        ({"author": [{"family": "Гасымов"}], "language": "az", "issued": {"date-parts": [[1958]]}}, "qasimov1958"),
        ({"author": [{"family": "Щукин"}], "language": "ru"}, "shchukinnd"),
        ({"author": [{"family": "Ağaoğlu"}], "issued": {"date-parts": [[1910]]}}, "agaoglu1910"),
        ({"title": "On the İrəvan road"}, "irevannd"),
        ({"author": [{"family": "Թումանյան"}], "title": "Լոռի"}, "abcd1234"),
    ],
)
def test_keys_are_ascii(document: MakeDocument, record: dict[str, Any], key: str) -> None:
    """Letters are transliterated by their language; for a script without a table the key is the document's id."""
    assert read_bibtex(export(document(record), None, "bibtex", LINK))[1] == key


@given(st.text())
def test_transliteration_yields_ascii_letters_and_digits(text: str) -> None:
    """For a text in any script."""
    assert re.fullmatch("[a-z0-9]*", to_ascii(text, "az"))


def test_an_article_in_ris(document: MakeDocument) -> None:
    """One tag per line, from the type to the end of the reference."""
    assert read_ris(export(document(ARTICLE), PAGE, "ris", LINK)) == [
        ("TY", "JOUR"),
        ("ID", "abcd1234"),
        ("AU", "İsmayılova, Gülnarə Əli qızı"),
        ("AU", "Yollar və Körpülər İdarəsi"),
        ("TI", "Körpülər & yollar: 100% {yeni}"),
        ("VL", "12"),
        ("IS", "3"),
        ("DO", "10.5555/a_b"),
        ("LA", "az"),
        ("JO", "Şəhər_və_yol"),
        ("PY", "1987"),
        ("DA", "1987/05//"),
        ("SP", "45"),
        ("EP", "61"),
        ("SN", "1234-5678"),
        ("UR", LINK),
        ("N1", f"p. 46; {LINK}"),
        ("ER", ""),
    ]


def test_a_chapter_in_ris(document: MakeDocument) -> None:
    """With its book, its publisher and the date of access."""
    lines = read_ris(export(document(CHAPTER), None, "ris", LINK))
    wanted = {
        ("TY", "CHAP"),
        ("T2", "Пути сообщения"),
        ("ED", "Громов, Степан, мл."),
        ("PB", "Наука"),
        ("CY", "Москва"),
    }
    assert wanted | {
        ("SN", "5-00-000000-0"),
        ("Y2", "2020/01/02/"),
        ("UR", "https://example.org/a b{c}"),
        ("N1", LINK),
    } <= set(lines)


def test_a_literal_date_is_preserved(document: MakeDocument) -> None:
    """If no year is known as a number."""
    spring = document({"title": "T", "issued": {"literal": "spring 1880"}})
    assert ("PY", "spring 1880") in read_ris(export(spring, None, "ris", LINK))
    assert read_bibtex(export(spring, None, "bibtex", LINK))[2]["year"] == "spring 1880"


def test_csl_json_is_the_record_with_its_page(document: MakeDocument) -> None:
    """The record is unchanged; a printed page is the locator, and the link is added."""
    [item] = json.loads(export(document(ARTICLE), PAGE, "csl-json", LINK))
    more = {"id": "abcd1234", "URL": LINK, "locator": "46", "label": "page", "annote": f"p. 46; {LINK}"}
    assert item == ARTICLE | more


def test_a_physical_page_is_no_locator_in_csl_json(document: MakeDocument) -> None:
    """Programs would print it as if it were the printed page number."""
    [item] = json.loads(export(document(CHAPTER), Page(9, None, ""), "csl-json", LINK))
    assert "locator" not in item
    assert item["annote"] == f"PDF p. 9; {LINK}"
    assert item["URL"] == CHAPTER["URL"]


def test_physical_pages_are_marked_by_file_format(document: MakeDocument) -> None:
    """DjVu has a prefix of its own; formats without one share a prefix."""
    for media_type, sign in (("image/vnd.djvu", "DjVu p. 9"), ("text/plain", "file p. 9")):
        text = export(document(ARTICLE, media_type=media_type), Page(9, " \n", ""), "ris", LINK)
        assert ("N1", f"{sign}; {LINK}") in read_ris(text)


@given(text=st.one_of(st.text(), st.text("{}\\%&$#_~^\"'@,=\r\n\u2028ER -")))
def test_no_text_escapes_from_its_field(document: MakeDocument, text: str) -> None:
    """Every value is preserved, except for line breaks and spaces."""
    whole = f"a{text}z"
    record = {
        "type": "book",
        "title": whole,
        "publisher": whole,
        "author": [{"literal": whole}],
        "page": whole,
        "URL": whole,
        "genre": whole,
    }
    title = clean_text(whole) if "<" not in text else None
    _, _, fields = read_bibtex(export(document(record), Page(9, whole, ""), "bibtex", f"{LINK}{text}"))
    lines = read_ris(export(document(record), Page(9, whole, ""), "ris", f"{LINK}{text}"))
    [item] = json.loads(export(document(record), Page(9, whole, ""), "csl-json", f"{LINK}{text}"))
    assert [tag for tag, _ in lines].count("ER") == 1
    assert item["locator"] == clean_text(whole)
    if title is not None:
        assert unescape(fields["title"][1:-1]) == title
        assert unescape(fields["author"][1:-1]) == title
        assert dict(lines)["TI"] == title
        assert item["title"] == title
