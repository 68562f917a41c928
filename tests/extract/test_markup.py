"""Markdown and HTML."""

from pathlib import Path

from axtar.extract import read
from axtar.model import ExtractedDocument

HTML = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title> Old
 bridges </title>
<meta name="citation_author" content="A. Author"><meta name="citation_author" content="B. Author">
<meta name="author" content="Webmaster"><meta name="citation_publication_date" content="1998/05/01">
<meta name="citation_journal_title" content="Journal of Bridges"><meta name="empty" content="">
<style>p {color: red}</style><script>alert("no")</script></head>
<body><nav><a href="/">Home</a></nav><h1>Bridges</h1><p>The <b>old</b> bri-
dge of <i>the</i> town.<br>Second line.</p><!-- hidden --><table><tr><th>Year</th><th>Town</th></tr>
<tr><td>1901</td><td>Bakı</td></tr></table><pre>one
two</pre><ul><li>First<li>Second</ul>tail</body></html>"""


def written(tmp_path: Path, name: str, content: str | bytes) -> ExtractedDocument:
    """What is read from a file of this content."""
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return read(tmp_path / name)


def test_html_text_is_what_a_reader_sees(tmp_path: Path) -> None:
    """Blocks become paragraphs, cells are parted by tabs, lines end where the page ends them, and nothing hidden is read."""
    (page,) = written(tmp_path, "a.html", HTML).pages
    assert page.text.split("\n\n") == [
        "Bridges",
        "The old bridge of the town.\nSecond line.",
        "Year\tTown\n1901\tBakı",
        "one\ntwo",
        "First",
        "Second",
        "tail",
    ]


def test_the_head_gives_a_record(tmp_path: Path) -> None:
    """Citation tags come before the general ones; the title is the page's."""
    extract = written(tmp_path, "a.html", HTML)
    assert extract.record == {
        "title": "Old bridges",
        "author": [{"literal": "A. Author"}, {"literal": "B. Author"}],
        "issued": {"date-parts": [[1998]]},
        "container-title": "Journal of Bridges",
    }
    assert not extract.paged
    assert written(tmp_path, "b.html", "<p>Text</p>").record == {}


def test_html_encodings(tmp_path: Path) -> None:
    """The declared encoding, else what the bytes say; a false declaration is overruled."""
    page = (
        "<html><meta http-equiv='Content-Type' content='text/html; charset={}'><body>Старый мост у реки</body></html>"
    )
    for declared, real in (
        ("windows-1251", "windows-1251"),
        ("koi8-r", "koi8-r"),
        ("utf-8", "windows-1251"),
        ("nonsense", "utf-8"),
    ):
        (section,) = written(tmp_path, "a.html", page.format(declared).encode(real)).pages
        assert section.text == "Старый мост у реки"


def test_html_takes_nothing_from_elsewhere(tmp_path: Path) -> None:
    """No file and no entity of the document's own is read."""
    secret = tmp_path / "secret"
    secret.write_text("SECRET", encoding="utf-8")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>A &x; B</p></body></html>'
    assert "SECRET" not in written(tmp_path, "a.html", page).pages[0].text


def test_deep_html_is_read(tmp_path: Path) -> None:
    """Deep nesting is no reason to fail."""
    assert "deep" in written(tmp_path, "a.html", "<html><body>top" + "<div>" * 200 + "deep").pages[0].text


def test_html_headings_begin_sections(tmp_path: Path) -> None:
    """A chapter that is long enough ends where the next one begins."""
    pages = written(tmp_path, "a.html", f"<body><h2>One</h2><p>{'word ' * 300}</p><h2>Two</h2><p>text</p></body>").pages
    assert [page.text[:3] for page in pages] == ["One", "Two"]


def test_markdown_is_read_without_its_marks(tmp_path: Path) -> None:
    """Emphasis, links and line ends inside a paragraph go; lists, tables, code and HTML keep their text."""
    source = (
        "# Old *bridges*\n\nThe **old** [bri-\ndge](http://example.org) of `the`\ntown<sup>1</sup>.  \nNext line.\n\n"
        "- one\n- two\n\n"
        "| Year | Town |\n|---|---|\n| 1901 | Bakı |\n\n```\ncode\nlines\n```\n\n"
        "<div>In <b>HTML</b></div>\n\n![A picture](x.png)\n\n---\n"
    )
    extract = written(tmp_path, "a.md", source)
    assert extract.record == {"title": "Old bridges"}
    assert not extract.paged
    assert extract.pages[0].text.split("\n\n") == [
        "Old bridges",
        "The old bridge of the town1.\nNext line.",
        "one",
        "two",
        "Year\tTown\n1901\tBakı",
        "code\nlines",
        "In HTML",
        "A picture",
    ]


def test_markdown_headings_begin_sections(tmp_path: Path) -> None:
    """As in HTML; and without a first-level heading there is no title."""
    extract = written(tmp_path, "a.md", f"## One\n\n{'word ' * 300}\n\n## Two\n\ntext")
    assert [page.text[:3] for page in extract.pages] == ["One", "Two"]
    assert extract.record == {}
