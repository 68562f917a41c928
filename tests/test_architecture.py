"""docs/architecture.md describes the tree as it is: its layers, paths and functions."""

import configparser
import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf8")
CODE_SPANS = sorted(set(re.findall(r"`([^`\n]+)`", PAGE)))
PATHS = [span for span in CODE_SPANS if re.fullmatch(r"[\w./]+(/|\.(py|tsv|lark|pot|sqlite))", span)]
LIBRARY_FILES = {"documents/", "index/", "index/catalogue.sqlite"}
NAMES = [span for span in CODE_SPANS if re.fullmatch(r"[a-z_]+(\.\w+)+", span) and span not in PATHS]
PACKAGES = {path.stem for path in (ROOT / "src" / "axtar").iterdir()}
QUESTIONS = (
    "file format", "OCR engine", "language of documents", "rule for names", "place, person or organisation",
    "thesaurus concept", "citation style", "export format of records", "search engine", "page of the web",
    "language of the interface", "kind of job",
)  # fmt: skip


def test_the_layers_are_those_of_the_import_contract() -> None:
    """The page copies the list that is checked."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter", "utf8")
    layers = contract["importlinter:contract:layers"]["layers"].split("\n")[1:]
    (block,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    assert block.splitlines() == layers


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_place_of_an_extension_is_one_line(question: str) -> None:
    """The table has one row for each."""
    assert len(re.findall(rf"^\| {re.escape(question)} \| .+ \|$", PAGE, re.MULTILINE)) == 1


@pytest.mark.parametrize("path", sorted(set(PATHS) - LIBRARY_FILES))
def test_every_path_exists(path: str) -> None:
    """It is below src/axtar/, or begins with another folder of the repository."""
    assert (ROOT / "src" / "axtar" / path).exists() or (ROOT / path).exists()


@pytest.mark.parametrize("name", [name for name in NAMES if name.split(".")[0] in PACKAGES])
def test_every_function_exists(name: str) -> None:
    """A dotted name is a module, a class or function of one, or a method."""
    parts = name.split(".")
    module, rest = import_module(f"axtar.{parts[0]}"), parts[1:]
    value: object = module
    for position, part in enumerate(rest, 1):
        try:
            value = import_module(".".join(("axtar", parts[0], *rest[:position])))
        except ModuleNotFoundError:
            value = getattr(value, part)
    assert value


def test_paths_and_functions_are_found_on_the_page() -> None:
    """The patterns above match what they are for."""
    assert {"ingest/write_lock.py", "names/gazetteer/", "tests/test_registries.py"} <= set(PATHS)
    assert {"ingest.add.add", "search.search.search", "analyzer.Analyzer.passage_fields"} <= set(NAMES)
