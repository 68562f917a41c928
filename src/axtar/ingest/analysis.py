"""Analysis of documents in worker processes, within limits of time and memory.

A text that takes too long, needs too much memory or crashes its worker fails alone: the other documents of its task are
analyzed again, each by itself. No worker opens the library: it receives texts and returns passages.
"""

import logging
import pickle
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from axtar.analyzer import Analyzer
from axtar.catalogue.pages import PageRepository
from axtar.errors import ExtractionError, TimedOutError
from axtar.ingest.entities import make_analyzer
from axtar.ingest.index_passages import PreparedPages, prepare_page
from axtar.ingest.limits import IngestLimits
from axtar.model import Document, Page
from axtar.model.entity import Entity
from axtar.progress import ProgressCallback
from axtar.workers.pool import ItemFailure, WorkerPool

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PageRange:
    """Consecutive pages of a document; `is_end` if its last page is among them."""

    document: str
    first: int
    last: int
    is_end: bool


Task = list[PageRange]
"""The pages that one worker analyzes at a time."""


class AnalysisFailure(NamedTuple):
    """The reason why the pages of a task, all of one document, could not be analyzed."""

    reason: str


Result = tuple[Task, PreparedPages | AnalysisFailure]


class _Item(NamedTuple):
    """A numbered task with its texts, as a worker receives it."""

    number: int
    task: Task
    texts: list[tuple[Document, list[Page]]]


@dataclass(frozen=True, slots=True)
class TextAnalysis:
    """Analyzes pages in worker processes.

    It recognizes the library's own entities and, with `authority`, the shipped ones.
    """

    pages: PageRepository
    own_entities: Sequence[Entity]
    authority: bool
    workers: WorkerPool
    limits: IngestLimits

    def results(self, documents: Mapping[str, Document]) -> Iterator[Result]:
        """Analyze documents; yield the result of each task in the order of documents and pages.

        After the failure of a document, its pages that have not been sent to a worker are omitted.
        """
        failed: set[str] = set()
        tasks = _tasks(documents.values(), self.limits.pages_per_task, failed)
        items = (self._item(number, task, documents) for number, task in enumerate(tasks))
        yield from _in_order(self._numbered_results(items, failed))

    def _numbered_results(self, items: Iterable[_Item], failed: set[str]) -> Iterator[tuple[int, list[Result]]]:
        """Yield the results of numbered tasks in order of completion.

        Adds the documents that fail to `failed`.
        """
        for item, result in self._run(items):
            results = [(item.task, result)]
            if isinstance(result, AnalysisFailure) and len(item.task) > 1:
                results = self._one_by_one(item)
            failed.update(task[0].document for task, part in results if isinstance(part, AnalysisFailure))
            yield item.number, results

    def _one_by_one(self, item: _Item) -> list[Result]:
        """Analyze the documents of a failed task, each in a task of its own."""
        parts = (_Item(number, [pages], [item.texts[number]]) for number, pages in enumerate(item.task))
        return [(part.task, result) for part, result in sorted(self._run(parts), key=lambda pair: pair[0].number)]

    def _run(self, items: Iterable[_Item]) -> Iterator[tuple[_Item, PreparedPages | AnalysisFailure]]:
        function = partial(_prepare_in_worker, pickle.dumps(tuple(self.own_entities)), self.authority, self.limits)
        batches = ([item] for item in items)
        for item, result in self.workers.run(function, batches, self.limits.analysis_timeouts):
            if isinstance(result, ItemFailure):
                if result.trace:
                    documents = ", ".join(pages.document for pages in item.task)
                    _log.error("Texts of %s: %s", documents, result.trace)
                yield item, AnalysisFailure(result.reason)
            else:
                yield item, AnalysisFailure(str(result)) if isinstance(result, ExtractionError) else result

    def _item(self, number: int, task: Task, documents: Mapping[str, Document]) -> _Item:
        keys = [(pages.document, page) for pages in task for page in range(pages.first, pages.last + 1)]
        texts = self.pages.get_many(keys)
        return _Item(
            number,
            task,
            [
                (
                    documents[pages.document],
                    [
                        texts[pages.document, page]
                        for page in range(pages.first, pages.last + 1)
                        if (pages.document, page) in texts
                    ],
                )
                for pages in task
            ],
        )


def _tasks(documents: Iterable[Document], pages_per_task: int, skipped: set[str]) -> Iterator[Task]:
    """Yield tasks of about `pages_per_task` pages.

    Documents that are in `skipped` by then are omitted. A task is a part of a long document, or many short ones.
    """
    task: Task = []
    size = 0
    for document in documents:
        for first in range(1, max(document.page_count, 1) + 1, pages_per_task):
            if document.id in skipped:
                break
            last = min(first + pages_per_task - 1, document.page_count)
            task.append(PageRange(document.id, first, last, last == document.page_count))
            size += last - first + 1
            if size >= pages_per_task:
                yield task
                task, size = [], 0
    if task:
        yield task


def _in_order(results: Iterable[tuple[int, list[Result]]]) -> Iterator[Result]:
    """Yield results by their numbers: the pages of a document are written in their order."""
    waiting: dict[int, list[Result]] = {}
    following = 0
    for number, parts in results:
        waiting[number] = parts
        while following in waiting:
            yield from waiting.pop(following)
            following += 1


# ------------------------------------------------------------------ in a worker process
def _prepare_in_worker(
    own_entities: bytes,
    authority: bool,  # noqa: FBT001 - a setting
    limits: IngestLimits,
    item: _Item,
    on_progress: ProgressCallback,
) -> PreparedPages:
    """Analyze the texts of a task, reporting progress after each passage.

    Raises TimedOutError if that takes more processor time than the limits allow for texts of this length.
    """
    on_progress(0, 0)
    analyzer = _worker_analyzer(own_entities, authority)
    characters = sum(len(page.text) for _, pages in item.texts for page in pages)
    check = _time_check(limits.analysis_seconds + characters / limits.analysis_characters_per_second)
    prepared = PreparedPages()
    for document, pages in item.texts:
        for page in pages:
            for _ in prepare_page(prepared, document, page, analyzer):
                on_progress(0, 0)
                check()
    return prepared


def _time_check(seconds: float) -> Callable[[], None]:
    """Return a function that raises TimedOutError after so much more processor time."""
    end = time.process_time() + seconds

    def check() -> None:
        if time.process_time() > end:
            raise TimedOutError(f"analyzing the text took more than {seconds:.0f} seconds")

    return check


@lru_cache(maxsize=1)
def _worker_analyzer(own_entities: bytes, authority: bool) -> Analyzer:  # noqa: FBT001 - a setting
    """Make the analyzer with these pickled entities, and keep it for the next task."""
    entities: tuple[Entity, ...] = pickle.loads(own_entities)  # noqa: S301 - our own parent wrote it
    return make_analyzer(entities, authority=authority)
