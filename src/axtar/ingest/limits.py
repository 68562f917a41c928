"""The sizes of the steps of adding and indexing, and the limits on the analysis of a text."""

from dataclasses import dataclass, field

from axtar.workers.pool import Timeouts


@dataclass(frozen=True, slots=True)
class IngestLimits:
    """The sizes of batches and tasks, and the limits on the analysis of a text.

    Added files are committed after `batch_files` or `batch_characters`, an index after `commit_passages`: memory stays flat,
    and a kill costs one batch. A worker analyzes `pages_per_task` at a time. With more than `reindex_all_above` changed
    variants, all documents are reindexed.

    A task may use `analysis_seconds` of processor time and one more for every `analysis_characters_per_second`; texts of
    words that no dictionary has, the slowest, take a tenth of that. `analysis_timeouts` apply between two passages.
    """

    batch_files: int = 500
    batch_characters: int = 4_000_000
    commit_passages: int = 5_000
    pages_per_task: int = 40
    reindex_all_above: int = 3_000
    analysis_seconds: float = 30.0
    analysis_characters_per_second: int = 1_500
    analysis_timeouts: Timeouts = field(default=Timeouts(first_heartbeat=60.0, next_heartbeat=30.0))


DEFAULT_LIMITS = IngestLimits()
