"""The sizes of the steps in which files are added and indexed."""

from dataclasses import dataclass, field

from axtar.workers.pool import Timeouts


@dataclass(frozen=True, slots=True)
class IngestLimits:
    """The sizes of batches and tasks, and the size above which worker processes are started.

    Added files are committed after `batch_files` or `batch_characters`, an index after `commit_passages`: memory stays flat,
    and a kill costs one batch. A worker analyzes `pages_per_task` at a time; up to `single_process_pages` are analyzed in
    this process, since starting others would take longer. `analysis_timeouts` apply to one task, which reports no progress
    until it ends. With more than `reindex_all_above` changed variants, all documents are reindexed.
    """

    batch_files: int = 500
    batch_characters: int = 4_000_000
    commit_passages: int = 5_000
    pages_per_task: int = 40
    single_process_pages: int = 100
    reindex_all_above: int = 3_000
    analysis_timeouts: Timeouts = field(default=Timeouts(first_heartbeat=600.0))


DEFAULT_LIMITS = IngestLimits()
