"""Every example in the README, the query language and the page finds something in the sample collection."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from axtar import config
from axtar.library import Library
from axtar.model import Request
from axtar.web.messages import SEARCH_TIPS
from axtar.web.search.views import EXAMPLES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf8")
QUERY_LANGUAGE = (ROOT / "docs" / "query.md").read_text("utf8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
WEB = ROOT / "src" / "axtar" / "web"

# What a person runs in the foreground, or in a checkout only; tests/package.sh serves an installed library.
NOT_RUN = ("axtar serve", "make ")


def code_spans(text: str) -> list[str]:
    """The code spans of Markdown."""
    return re.findall(r"`([^`]+)`", text)


def table_queries() -> list[str]:
    """The queries in the first column of the table of the query language."""
    rows = re.findall(r"^\| (`.+?`) \| ", QUERY_LANGUAGE, re.MULTILINE)
    return [query for row in rows for query in code_spans(row)]


def tour_queries() -> list[str]:
    """The queries in the first two items of the README's tour, which are typed on the page."""
    tour = README.partition("## A tour")[2].partition("- *p. ")[0]
    return code_spans(tour)


def shell_commands() -> list[str]:
    """The commands of the README's shell blocks that end by themselves, up to a pipe."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if not line.startswith(NOT_RUN)]
    return [line.partition(" | ")[0] for line in lines]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each shell command of the README writes, run one after the other in an empty folder."""
    folder = tmp_path_factory.mktemp("readme")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AXTAR_")}
    environment |= {"PYTHONPATH": os.pathsep.join(sys.path), "AXTAR_LIBRARY": str(folder), "AXTAR_WORKERS": "1"}
    outputs = {}
    for line in shell_commands():
        program, *arguments = shlex.split(line)
        assert program == "axtar", line
        command = [sys.executable, "-m", "axtar.cli", *arguments]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), line
        outputs[line] = done.stdout
    return outputs | {"library": str(folder)}


@pytest.fixture(scope="module")
def library(outputs: dict[str, str]) -> Iterator[Library]:
    """The library of the sample collection that the README's commands make."""
    with Library(config.load(Path(outputs["library"]), environ={})) as library:
        yield library


@pytest.mark.parametrize("line", shell_commands())
def test_every_shell_command_of_the_readme_writes_its_result(outputs: dict[str, str], line: str) -> None:
    """A search finds documents; the others write what they are for."""
    output = outputs[line]
    match shlex.split(line)[1:]:
        case ["search", "--json", *_]:
            assert json.loads(output)["total"] > 0
        case ["search", *_]:
            assert re.match(r"\d+ documents in ", output)
        case ["add", *_]:
            assert output.endswith("\n17 added\n")
        case ["names", name]:
            assert name in output.splitlines()[-1] or re.search(r"^  p\.", output, re.MULTILINE)
        case ["cite", id_, "--page", page]:
            assert f"/d/{id_}/p/{page}" in output
        case ["samples"]:
            assert output.startswith("17 sample works")
        case command:
            pytest.fail(f"no test of the output of {command}")


@pytest.mark.parametrize("query", [*table_queries(), *tour_queries(), *SEARCH_TIPS, *EXAMPLES])
def test_every_example_query_finds_something(library: Library, query: str) -> None:
    """As it is written, without a notice that it was understood otherwise."""
    answer = library.search(Request(query))
    assert answer.total > 0
    assert answer.notices == ()


def test_the_examples_are_all_extracted() -> None:
    """A change of a page's markup must not leave its examples untested."""
    assert len(shell_commands()) == 6
    assert {"Shusha", "carpet -railway", "year:..2018", "place:Ganja"} <= set(table_queries())
    assert {"Шуша", "susa", '"Karabakh carpets"'} <= set(tour_queries())
    assert {'~"Karabakh carpet"', "(carpet OR rug) AND wool", "author:Specimen"} <= set(SEARCH_TIPS)


def test_the_readme_uses_the_words_of_the_page() -> None:
    """Buttons and headings that the README sets in italics are on the page as they are written."""
    page = "\n".join(path.read_text("utf8") for path in WEB.rglob("*.html"))
    labels = re.findall(r"(?<!\*)\*([A-Z][A-Za-z ]+\??)\*(?!\*)", README + QUERY_LANGUAGE)
    assert {"Add files", "Cite", "Exact spelling only"} <= set(labels)
    assert [label for label in labels if f'_("{label}")' not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    """Relative links of Markdown, and their anchors among the headings of the page that they lead to."""
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", page.read_text("utf8")):
        path, _, anchor = target.partition("#")
        linked = page.parent / path if path else page
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked), target


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_promise_names_tests_that_exist() -> None:
    """The tests in the tables of docs/security.md are functions below tests/."""
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "security.md").read_text("utf8")))
    sources = "\n".join(path.read_text("utf8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert len(named) > 50
    assert named - set(re.findall(r"^def (test_\w+)\(", sources, re.MULTILINE)) == set()
