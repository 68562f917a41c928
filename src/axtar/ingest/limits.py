"""Sizes of the steps in which files are added and indexed."""

from dataclasses import dataclass, field

from axtar.workers.pool import Timeouts


@dataclass(frozen=True, slots=True)
class IngestLimits:
    """How much is done between two commits, and from when on worker processes are worth starting.

    A batch of added files is committed at `batch_files` or `batch_characters`, an index after `commit_passages`: memory
    stays flat, and a kill costs one batch. A task of a worker has `pages_per_task`; up to `single_process_pages` are
    analyzed in this process, since starting others would take longer. `analysis_timeouts` are for one task, which reports
    no progress before it is done. With more than `reindex_all_above` changed spellings all documents are reindexed.
    """

    batch_files: int = 500
    batch_characters: int = 4_000_000
    commit_passages: int = 5_000
    pages_per_task: int = 40
    single_process_pages: int = 100
    reindex_all_above: int = 3_000
    analysis_timeouts: Timeouts = field(default=Timeouts(first_heartbeat=600.0))


DEFAULT_LIMITS = IngestLimits()
