"""HTML."""

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


def read_content(tmp_path: Path, name: str, content: str | bytes) -> ExtractedDocument:
    """Read a file of this content."""
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return read(tmp_path / name)


def test_the_text_is_what_a_reader_sees(tmp_path: Path) -> None:
    """Blocks become paragraphs, tabs separate cells, lines end at line breaks, and hidden text is ignored."""
    (page,) = read_content(tmp_path, "a.html", HTML).pages
    assert page.text.split("\n\n") == [
        "Bridges",
        "The old bridge of the town.\nSecond line.",
        "Year\tTown\n1901\tBakı",
        "one\ntwo",
        "First",
        "Second",
        "tail",
    ]


def test_the_record_is_in_the_head(tmp_path: Path) -> None:
    """Citation tags precede general ones; without a citation title the page's title is used."""
    document = read_content(tmp_path, "a.html", HTML)
    assert document.record == {
        "title": "Old bridges",
        "author": [{"literal": "A. Author"}, {"literal": "B. Author"}],
        "issued": {"date-parts": [[1998]]},
        "container-title": "Journal of Bridges",
    }
    assert not document.paged
    assert read_content(tmp_path, "b.html", "<p>Text</p>").record == {}


def test_encodings_are_declared_or_detected(tmp_path: Path) -> None:
    """The declared encoding is used if it fits, else a detected one."""
    page = (
        "<html><meta http-equiv='Content-Type' content='text/html; charset={}'><body>Старый мост у реки</body></html>"
    )
    for declared, real in (
        ("windows-1251", "windows-1251"),
        ("koi8-r", "koi8-r"),
        ("utf-8", "windows-1251"),
        ("nonsense", "utf-8"),
    ):
        (section,) = read_content(tmp_path, "a.html", page.format(declared).encode(real)).pages
        assert section.text == "Старый мост у реки"


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    """A page cannot include other files."""
    secret = tmp_path / "secret"
    secret.write_text("SECRET", encoding="utf-8")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>A &x; B</p></body></html>'
    assert "SECRET" not in read_content(tmp_path, "a.html", page).pages[0].text


def test_deep_nesting_is_read(tmp_path: Path) -> None:
    """Elements may nest deeply."""
    assert "deep" in read_content(tmp_path, "a.html", "<html><body>top" + "<div>" * 200 + "deep").pages[0].text


def test_headings_begin_sections(tmp_path: Path) -> None:
    """A chapter that is long enough ends at the next heading."""
    pages = read_content(
        tmp_path, "a.html", f"<body><h2>One</h2><p>{'word ' * 300}</p><h2>Two</h2><p>text</p></body>"
    ).pages
    assert [page.text[:3] for page in pages] == ["One", "Two"]
