"""Benchmark of the stages of adding, in CPU time of this process.

Each stage is measured with unseen words and with cached words.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from axtar import detect
from axtar.analyzer import shipped_analyzer, text_fields
from axtar.catalogue import Catalogue
from axtar.engines import create_engine
from axtar.extract.formats import read
from axtar.ingest.index_passages import PreparedPages, prepare_page
from axtar.model import Document
from bench.figures import Figure, Scale, cpu_seconds

T = TypeVar("T")


def stages(folder: Path, _: Scale) -> Iterator[Figure]:
    """Measure the share of each stage, over the PDFs of `adding`."""
    paths = sorted((folder / "pdfs").iterdir())
    first, again = (_stages(paths, folder / f"stages{turn}") for turn in range(2))
    for name, cold in first.items():
        yield Figure(f"{name} / all stages", cold / sum(first.values()), f"{cold:.2f} s, again {again[name]:.2f} s")


def _stages(paths: list[Path], folder: Path) -> dict[str, float]:
    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        results: list[T] = []
        spent[name] = cpu_seconds(lambda: results.append(work()))
        return results[0]

    folder.mkdir()
    analyzer = shipped_analyzer(authority=True)
    extracts = timed("reading", lambda: [read(path) for path in paths])
    passages = timed(
        "languages",
        lambda: [passage for extract in extracts for page in extract.pages for passage in detect.split_passages(page)],
    )
    analyzed = timed("words and names", lambda: [analyzer.analyze(each.text, each.language) for each in passages])
    timed("writing fields", lambda: [text_fields(tokens) for tokens in analyzed])
    analysed = PreparedPages()
    for number, extract in enumerate(extracts):
        document = Document(str(number), "", "", "", "", paged=True, page_count=1, record={})
        for page in extract.pages:
            prepare_page(analysed, document, page, analyzer)
    engine = create_engine("tantivy", folder / "index")

    def write() -> None:
        with engine.writer() as writer:
            writer.add(analysed.passages)

    timed("the index", write)
    catalogue = Catalogue(folder / "catalogue.sqlite")
    timed("spellings and words in the catalogue", lambda: _note(catalogue, analysed))
    catalogue.close()
    return spent


def _note(catalogue: Catalogue, analysed: PreparedPages) -> None:
    catalogue.corpus_words.add_spellings(analysed.spellings)
    catalogue.corpus_words.add_words(analysed.words)
