"""The documentation describes the tree as it is: its layers, paths and functions."""

import configparser
import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf8")
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")))
PATH = re.compile(r"[\w.]+/(?:[\w.]+/)*(?:[\w-]+\.(?:py|tsv|txt|lark|pot|md|toml))?")
MADE = ("documents/", "index/", "dist/")  # folders of a library or a build, which a checkout may lack
PLACES = (
    "file format", "OCR engine", "language of documents", "rule for names", "place, person or organisation",
    "thesaurus concept", "citation style", "export format of records", "search engine", "page of the web",
    "language of the interface", "kind of job",
)  # fmt: skip


def code_spans(text: str) -> list[str]:
    """Return the code spans of Markdown, each once."""
    return sorted(set(re.findall(r"`([^`\n]+)`", text)))


def paths(text: str) -> list[str]:
    """Return the code spans that are paths of the repository."""
    return [span for span in code_spans(text) if PATH.fullmatch(span) and not span.startswith(MADE)]


def functions(text: str) -> list[str]:
    """Return the code spans that are dotted names in a package of axtar."""
    packages = {path.stem for path in (ROOT / "src" / "axtar").iterdir()}
    names = [span for span in code_spans(text) if re.fullmatch(r"[a-z_]+(\.\w+)+", span)]
    return [name for name in names if name.split(".")[0] in packages and not name.endswith(".py")]


def test_the_layers_are_those_of_the_import_contract() -> None:
    """The page has a copy of the list that is checked."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter", "utf8")
    layers = contract["importlinter:contract:layers"]["layers"].split("\n")[1:]
    (block,) = re.findall(r"```text\n(.*?)```", ARCHITECTURE, re.DOTALL)
    assert block.splitlines() == layers


@pytest.mark.parametrize("extension", PLACES)
def test_the_place_of_every_extension_is_one_line(extension: str) -> None:
    """The table on the page has one row for each."""
    assert len(re.findall(rf"^\| {re.escape(extension)} \| .+ \|$", ARCHITECTURE, re.MULTILINE)) == 1


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_in_the_documentation_exists(page: Path) -> None:
    """Paths are relative to the repository, to src/axtar/, or to the package that the page describes."""
    package = ROOT / "src" / "axtar"
    places = (ROOT, package, package / page.stem)
    assert [path for path in paths(page.read_text("utf8")) if not any((at / path).exists() for at in places)] == []


@pytest.mark.parametrize("name", functions(ARCHITECTURE))
def test_every_function_in_the_architecture_exists(name: str) -> None:
    """A dotted name is that of a module, a class, a function or a method."""
    parts = name.split(".")
    value: object = import_module(f"axtar.{parts[0]}")
    for position, part in enumerate(parts[1:], 2):
        try:
            value = import_module(".".join(("axtar", *parts[:position])))
        except ModuleNotFoundError:
            value = getattr(value, part)
    assert value


def test_the_glossary_is_in_alphabetical_order() -> None:
    """Every term has one row."""
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf8")
    terms = [term.lower() for term in re.findall(r"^\| (.+?) \| ", glossary, re.MULTILINE)[2:]]
    assert terms == sorted(set(terms))
    assert len(terms) > 80


def test_paths_and_functions_are_recognized() -> None:
    """A change of their markup must not leave them unchecked."""
    assert {"ingest/write_lock.py", "names/gazetteer/", "tests/test_registries.py"} <= set(paths(ARCHITECTURE))
    assert {"ingest.add.add", "search.search.search", "analyzer.Analyzer.passage_fields"} <= set(
        functions(ARCHITECTURE)
    )
