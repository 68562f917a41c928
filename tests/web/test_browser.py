"""End to end in a real browser: what readers and librarians see and do."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

pytestmark = pytest.mark.browser

DESK = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=390, height=844)


def _watch(context: BrowserContext, address: str) -> tuple[Page, list[str]]:
    """Open a page, and collect its console errors (content policy, scripts, missing files) and requests to other sites."""
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(address) else problems.append(request.url))
    return page, problems


@pytest.fixture
def page(browser: Browser, server_address: str) -> Iterator[Page]:
    """A reader's window. After the test its console must be clean, and nothing may have been loaded from elsewhere."""
    context = browser.new_context(viewport=DESK, base_url=server_address)
    page, problems = _watch(context, server_address)
    yield page
    context.close()
    assert not problems


@pytest.fixture
def plain_page(browser: Browser, server_address: str) -> Iterator[Page]:
    """A window without JavaScript."""
    context = browser.new_context(viewport=DESK, base_url=server_address, java_script_enabled=False)
    page, problems = _watch(context, server_address)
    yield page
    context.close()
    assert not problems


@pytest.fixture
def phone(browser: Browser, server_address: str) -> Iterator[Page]:
    """A phone's window."""
    context = browser.new_context(viewport=PHONE, base_url=server_address, has_touch=True, is_mobile=True)
    page, problems = _watch(context, server_address)
    yield page
    context.close()
    assert not problems


def _search(page: Page, query: str) -> None:
    page.goto("/")
    page.get_by_label("Search the library").fill(query)
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#count")).to_be_visible()
    page.wait_for_load_state()  # the count is above hits that may not have arrived yet


def _log_in(page: Page, password: str) -> None:
    page.goto("/login")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


@pytest.mark.parametrize("query", ["Şuşa", "Шуша", "Shusha"])
def test_three_spellings_find_the_same(page: Page, query: str) -> None:
    """A name in any alphabet finds the same documents, with highlights in the text."""
    _search(page, query)
    expect(page.get_by_role("link", name="Город Шуша в описаниях XIX века")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Shusha, a town on a plateau"))).to_be_visible()
    expect(page.locator(".snippet mark", has_text=re.compile("^Шуш")).first).to_be_visible()


def test_a_chip_is_removed_and_restored(page: Page) -> None:
    """Excluding a spelling removes its chip; the struck-through chip brings it back."""
    _search(page, "Shusha")
    chip = page.locator(".chip", has_text=re.compile(r"^\s*Шуша \d+"))
    chip.get_by_role("link").click()
    expect(chip).to_have_count(0)
    page.locator(".chip.off", has_text="Шуша").get_by_role("link").click()
    expect(chip).to_have_count(1)
    expect(page.locator(".chip.off")).to_have_count(0)


def test_a_facet_value_is_selected_and_removed(page: Page) -> None:
    """A click narrows the results to a document type, a second removes the filter."""
    _search(page, "Shusha")
    hits = page.locator(".hit")
    everything = hits.count()
    page.locator("#filters").get_by_role("link", name="Book").click()
    expect(hits).to_have_count(1)
    expect(page.locator("#filters a[aria-current=true]")).to_contain_text("Book")
    page.locator("#filters a[aria-current=true]").click()
    expect(hits).to_have_count(everything)


def test_paging_forward_and_back(page: Page) -> None:
    """Twelve documents: ten, two, ten."""
    _search(page, "weavers")
    expect(page.locator(".hit")).to_have_count(10)
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".hit")).to_have_count(2)
    page.get_by_role("link", name="Previous").click()
    expect(page.locator(".hit")).to_have_count(10)


def test_highlights_cover_the_printed_words(page: Page, ids: dict[str, str]) -> None:
    """Inside a highlight there are yellow pixels, and dark ones of the word."""
    page.goto(f"/d/{ids['gorod-shusha.pdf']}/p/1?q=Şuşa")
    marks = page.locator("svg.marks rect")
    expect(marks.first).to_be_visible()
    page.wait_for_function("document.querySelector('.sheet img').complete")
    for index in range(min(3, marks.count())):
        marks.nth(index).scroll_into_view_if_needed()
        box = marks.nth(index).bounding_box()
        assert box
        picture = Image.open(io.BytesIO(page.screenshot(clip={**box}))).convert("RGB")
        raw = picture.tobytes()
        pixels = [tuple(raw[place : place + 3]) for place in range(0, len(raw), 3)]
        yellow = sum(1 for red, green, blue in pixels if red > 200 and green > 180 and blue < 170)
        ink = sum(1 for red, green, blue in pixels if red < 130)
        assert yellow > len(pixels) / 3, "the highlight is not visible"
        assert ink > len(pixels) / 50, "there is no word under the highlight"


def test_from_a_passage_to_its_page_and_back(page: Page) -> None:
    """The link of a passage opens its page with the query; text view, zoom and the link back keep it."""
    _search(page, "Şuşa")
    page.locator(".hit", has_text="Город Шуша").locator(".place a").first.click()
    expect(page.locator(".matches")).to_contain_text(re.compile(r"\d+ match"))
    page.get_by_role("navigation", name="Best matching pages").get_by_role("link").last.click()
    expect(page.locator(".matches")).to_contain_text(re.compile(r"\d+ match"))
    page.get_by_role("link", name="144").click()
    expect(page.locator(".sheet img")).to_have_attribute("width", "1300")
    page.get_by_role("link", name="View as text").click()
    expect(page.locator(".text mark").first).to_be_visible()
    page.get_by_role("link", name="Back to the results for").click()
    expect(page.get_by_label("Search the library")).to_have_value("Şuşa")


def test_citations_are_copied_downloaded_and_linked(page: Page) -> None:
    """The citation of a hit has a reference to copy, export files and a permanent link."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _search(page, "Şuşa")
    hit = page.locator(".hit", has_text="Город Шуша")
    hit.locator("summary", has_text="Cite").click()
    reference = hit.locator(".reference")
    expect(reference).to_contain_text("Образцова")
    hit.get_by_role("button", name="Copy reference").click()
    expect(hit.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == reference.inner_text()
    with page.expect_download() as download:
        hit.get_by_role("link", name="BibTeX").click()
    assert download.value.suggested_filename.endswith(".bib")
    hit.get_by_role("link", name="Permanent link").click()
    expect(page).to_have_url(re.compile(r"/d/\w+/p/\d+$"))


def test_an_upload_is_read_and_found(page: Page, password: str, tmp_path: Path) -> None:
    """A librarian uploads a file, sees the job finish without reloading, and finds the text."""
    file = tmp_path / "medlar.txt"
    file.write_text("The medlar orchard of the old station keeper.")
    _log_in(page, password)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Add files").click()
    page.get_by_label("Files").set_input_files(file)
    page.get_by_role("button", name="Add files").click()
    expect(page.locator(".job", has_text="medlar.txt")).to_contain_text("Done", timeout=60_000)
    _search(page, "medlar")
    expect(page.locator(".hit")).to_contain_text("orchard")


def test_an_upload_without_javascript(plain_page: Page, password: str, tmp_path: Path) -> None:
    """The job list reloads itself by a meta refresh."""
    file = tmp_path / "sumac.txt"
    file.write_text("Sumac grows on the slope.")
    _log_in(plain_page, password)
    plain_page.goto("/upload")
    plain_page.get_by_label("Files").set_input_files(file)
    plain_page.get_by_role("button", name="Add files").click()
    expect(plain_page.locator(".job", has_text="sumac.txt")).to_contain_text("Done", timeout=60_000)


def test_a_record_is_edited(page: Page, password: str, ids: dict[str, str]) -> None:
    """The form leads from the document and back to it, with the new author and year shown."""
    _log_in(page, password)
    page.goto(f"/d/{ids['letter-05.txt']}")
    page.get_by_role("link", name="Edit record").click()
    page.get_by_label("Year").fill("1906")
    page.get_by_label("Authors").fill("Məmmədov, Əli")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".record")).to_contain_text("Məmmədov, Əli")
    expect(page.locator(".record")).to_contain_text("1906")


def test_a_script_in_a_record_does_not_run(page: Page) -> None:
    """The hostile record is shown as text; no dialog opens and nothing is loaded."""
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    _search(page, "Nobody markup")
    page.get_by_role("link", name="<script>alert('title')</script>").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("<script>alert('title')</script>")


def test_searching_by_keyboard_alone(page: Page) -> None:
    """The skip link, a visible focus, and `/` for the search box make every step possible without a mouse."""
    page.goto("/")
    expect(
        page.get_by_label("Search the library")
    ).to_be_focused()  # browsers set it with the first frame, after the load
    page.keyboard.type("Şuşa")
    page.keyboard.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    focused = page.locator(":focus")
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused.evaluate("element => Boolean(element.closest('.hit h2'))"):
            break
    assert focused.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator(".record")).to_be_visible()
    page.wait_for_load_state()  # then its scripts have run
    page.keyboard.press("/")
    expect(page.get_by_label("Search the library")).to_be_focused()
    page.keyboard.type("weavers")
    page.keyboard.press("Enter")
    expect(page.locator(".hit")).to_have_count(10)


def test_searching_and_reading_without_javascript(plain_page: Page, ids: dict[str, str]) -> None:
    """Search, paging, citations and the page view work without scripts."""
    _search(plain_page, "weavers")
    plain_page.get_by_role("link", name="Next").click()
    expect(plain_page.locator(".hit")).to_have_count(2)
    plain_page.locator(".hit").first.locator("summary", has_text="Cite").click()
    expect(plain_page.locator(".reference").first).to_be_visible()
    expect(plain_page.locator("button.copy:visible")).to_have_count(0)
    plain_page.goto(f"/d/{ids['gorod-shusha.pdf']}/p/1?q=Şuşa")
    expect(plain_page.locator("svg.marks rect").first).to_be_visible()


@pytest.mark.parametrize(
    "address",
    ["/", "/?q=Şuşa&without=Shusha", "/?q=qzxwv", "/d", "/d/{printed}", "/d/{printed}/p/1?q=Şuşa",
     "/d/{printed}/p/1?q=Şuşa&width=1900", "/d/{printed}/p/1?view=text", "/d/{evil}/p/1", "/login"],
)  # fmt: skip
def test_pages_fit_a_phone(phone: Page, ids: dict[str, str], address: str) -> None:
    """No page is wider than a phone with all details open, and touch targets are large enough."""
    phone.goto(address.format(printed=ids["gorod-shusha.pdf"], evil=ids["evil.txt"]))
    phone.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    small = phone.evaluate(
        "[...document.querySelectorAll('button, .button, summary, .chip a, .facet-value, nav a')]"
        ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 24).map(e => e.outerHTML)"
    )
    assert not small


@pytest.mark.parametrize("address", ["/upload", "/jobs", "/d/{evil}/edit", "/d/{evil}/remove"])
def test_librarians_pages_fit_a_phone(phone: Page, password: str, ids: dict[str, str], address: str) -> None:
    """No librarians' page is wider than a phone."""
    _log_in(phone, password)
    phone.goto(address.format(evil=ids["evil.txt"]))
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


LOW_CONTRAST = """
() => {
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = colour => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const linear = part => part <= .03928 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4;
  const light = colour => {
    const [red, green, blue] = rgba(colour).map(part => linear(part / 255));
    return .2126 * red + .7152 * green + .0722 * blue;
  };
  const ground = element => {
    for (; element; element = element.parentElement) {
      const colour = getComputedStyle(element).backgroundColor;
      if (rgba(colour)[3] === 255) return colour;
    }
    return 'white';
  };
  const written = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  return [...document.querySelectorAll('main *, header *')]
    .filter(element => written(element) && element.checkVisibility() && !element.closest('.hidden, option'))
    .filter(element => {
      const lights = [light(getComputedStyle(element).color), light(ground(element))];
      return (Math.max(...lights) + .05) / (Math.min(...lights) + .05) < 4.5;
    })
    .map(element => element.outerHTML.slice(0, 120));
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address", ["/", "/?q=Şuşa&without=Shusha&language=ru", "/?q=qzxwv", "/d/{}", "/d/{}/p/1?q=Şuşa", "/login",
     "/?q=Fuzuli&as=p.fuzuli", "/d", "/e/p.shusha", "/nosuch"],
)  # fmt: skip
def test_text_has_enough_contrast(
    browser: Browser, server_address: str, ids: dict[str, str], address: str, scheme: str
) -> None:
    """Every text has the contrast of WCAG AA (4.5 to 1), in light and in dark."""
    context = browser.new_context(
        viewport=DESK, base_url=server_address, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(address.format(ids["gorod-shusha.pdf"]))
    low_contrast = page.evaluate(LOW_CONTRAST)
    context.close()
    assert not low_contrast


def _count_repeated_ids(page: Page) -> int:
    return int(
        page.evaluate("(ids => ids.length - new Set(ids).size)([...document.querySelectorAll('[id]')].map(e => e.id))")
    )


@pytest.mark.parametrize("address", ["/", "/?q=Şuşa", "/d", "/d/{}", "/d/{}/p/1?q=Şuşa", "/login"])
def test_pages_are_accessible(page: Page, ids: dict[str, str], address: str) -> None:
    """A page has one main element, one first-level heading, labelled fields, alternative texts and unique ids."""
    page.goto(address.format(ids["gorod-shusha.pdf"]))
    expect(page.locator("main")).to_have_count(1)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("input:not([type=hidden]):not([id]):not(label input)")).to_have_count(0)
    expect(page.locator("img:not([alt]), img[alt='']")).to_have_count(0)
    assert _count_repeated_ids(page) == 0


def _search_box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search the library")


def _suggestions(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggested names").get_by_role("option")


def test_names_are_suggested_while_typing(page: Page) -> None:
    """Suggestions in any script show what they are, are announced, and close when the focus leaves."""
    page.goto("/")
    _search_box(page).press_sequentially("Шуш")
    expect(_suggestions(page).first).to_contain_text("Шуша")
    expect(_suggestions(page).first).to_contain_text(re.compile(r"Azerbaijan · \d+ documents"))
    expect(_search_box(page)).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"Suggested names: \d"))
    _search_box(page).fill("")
    _search_box(page).press_sequentially("sus")
    expect(_suggestions(page).first).to_contain_text("Şuşa")
    page.keyboard.press("Tab")
    expect(_suggestions(page)).to_have_count(0)
    expect(_search_box(page)).to_have_attribute("aria-expanded", "false")


def test_a_suggestion_is_chosen_by_keyboard(page: Page) -> None:
    """Arrows cycle, Escape closes, Down opens again, Enter inserts the name, and a second Enter searches."""
    page.goto("/")
    _search_box(page).press_sequentially("town of Shus")
    expect(_suggestions(page).first).to_contain_text("Shush")
    page.keyboard.press("Escape")
    expect(_suggestions(page)).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(_suggestions(page).first).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(_suggestions(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(_suggestions(page).first).to_have_attribute("aria-selected", "true")
    expect(_search_box(page)).to_have_attribute(
        "aria-activedescendant", str(_suggestions(page).first.get_attribute("id"))
    )
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    chosen = _suggestions(page).first.locator("bdi").inner_text()
    page.keyboard.press("Enter")
    expect(_search_box(page)).to_have_value(f"town of {chosen}")
    expect(_search_box(page)).to_be_focused()
    expect(_suggestions(page)).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()


def test_the_choice_among_namesakes_is_kept_and_undone(page: Page) -> None:
    """A chosen poet stays chosen in further searches; a link undoes the choice, another name drops it."""
    page.goto("/")
    _search_box(page).press_sequentially("Fuzul")
    _suggestions(page).filter(has_text="historical person").click()
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile("as=h.fuzuli-poet"))
    expect(page.locator(".entity", has_text="historical person")).to_contain_text("Search all meanings")
    page.get_by_label("Exact spelling only").check()
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile("(?=.*exact=)(?=.*as=h.fuzuli-poet)"))
    page.goto("/?q=Fuzuli&as=h.fuzuli-poet")
    page.get_by_role("link", name="Search all meanings").click()
    expect(page).to_have_url(re.compile(r"\?q=Fuzuli$"))
    page.go_back()
    _search_box(page).fill("Shusha")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"\?q=Shusha$"))


def test_a_suggestion_is_chosen_by_touch(phone: Page) -> None:
    """In the header of any page, suggestions fit the window and are large enough to tap."""
    phone.goto("/d")
    _search_box(phone).tap()
    _search_box(phone).press_sequentially("Xank")
    suggestion = _suggestions(phone).first
    expect(suggestion).to_contain_text("Xankəndi")
    box = suggestion.bounding_box()
    assert box
    assert box["height"] >= 44
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    suggestion.tap()
    expect(_search_box(phone)).to_have_value("Xankəndi")
    expect(_search_box(phone)).to_be_focused()


def test_without_javascript_the_search_box_is_a_plain_field(plain_page: Page) -> None:
    """A chosen entity in the address is not carried over to another query."""
    plain_page.goto("/?q=Fuzuli&as=h.fuzuli-poet")
    box = plain_page.get_by_role("searchbox", name="Search the library")
    box.fill("Shusha")
    plain_page.get_by_role("button", name="Search").click()
    expect(plain_page).to_have_url(re.compile(r"\?q=Shusha$"))


@pytest.mark.parametrize("window", ["page", "phone", "plain_page"])
def test_the_page_of_a_place_fits_every_window(window: str, request: pytest.FixtureRequest) -> None:
    """Map and year chart are drawn under the content policy, fit the window, and the search link works."""
    page: Page = request.getfixturevalue(window)
    page.goto("/e/p.shusha")
    expect(page.locator(".map svg")).to_be_visible()
    expect(page.locator(".years rect").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") if window != "plain_page" else True
    page.get_by_role("link", name="Search the library").click()
    expect(page.locator("#count")).to_be_visible()
