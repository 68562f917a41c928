"""Benchmark of adding text PDFs, relative to PDFium's text extraction.

PDFium extracts the same pages in the same number of processes.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from axtar.config import load
from axtar.extract import parallel
from axtar.library import Library
from axtar.workers.pool import WorkerPool
from bench import texts
from bench.figures import Figure, Scale, seconds


def adding(folder: Path, scale: Scale) -> Iterator[Figure]:
    """Measure extraction alone, then adding as a whole.

    Leaves a library in `folder/library` for other benchmarks.
    """
    paths = texts.print_pdfs(folder / "pdfs", scale.files, scale.pages)
    workers = load(folder / "library").workers or os.cpu_count() or 1
    pdfium = median(_pdfium_seconds(paths, workers) for _ in range(scale.runs))
    reading = median(seconds(partial(_read, paths, workers)) for _ in range(scale.runs))
    whole = median(seconds(partial(_add, folder / f"library{run}", paths)) for run in range(scale.runs))
    (folder / "library0").rename(folder / "library")
    pages = scale.files * scale.pages
    details = f"{pages} pages: PDFium {pdfium:.2f} s, axtar"
    yield Figure("reading PDFs / PDFium", reading / pdfium, f"{details} {reading:.2f} s")
    yield Figure(
        "adding PDFs / PDFium", whole / pdfium, f"{details} {whole:.2f} s, {pages / whole:.0f} pages per second"
    )
    again = seconds(lambda: _add(folder / "library", paths))
    yield Figure("adding again / adding", again / whole, f"{again:.2f} s without new files")


def _read(paths: Sequence[Path], workers: int) -> None:
    with WorkerPool(workers) as pool:
        assert len(list(parallel.read_all(paths, pool))) == len(paths)


def _add(folder: Path, paths: Sequence[Path]) -> None:
    with Library(load(folder)) as library:
        for outcome in library.add(paths):
            assert outcome.document, outcome.message


def _pdfium_seconds(paths: Sequence[Path], workers: int) -> float:
    """Return the time that PDFium alone takes, in processes that have already started."""
    with get_context("spawn").Pool(workers) as processes:
        processes.map(count_characters, paths[:workers], 1)
        return seconds(lambda: processes.map(count_characters, paths, 1))


def count_characters(path: Path) -> int:
    """Count the characters that PDFium extracts from a file."""
    import pypdfium2

    count = 0
    with closing(pypdfium2.PdfDocument(path)) as document:
        for page in document:
            with closing(page.get_textpage()) as text:
                count += len(text.get_text_range())
            page.close()
    return count
