"""What a worker process may not do, so that a hostile file that takes it over gains little.

It limits memory, processor time, open files and written files, and denies the network, other programs and other processes.
Each protection is left out where the system does not have it. A worker still reads what its user may read.
"""

import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from axtar.workers.seccomp import deny_system_calls

ADDRESS_SPACE = 2 << 30
"""Bytes of address space; an item that needs more fails alone. An interpreter with PDFium, lxml and the dictionaries reserves
half a gibibyte before its first item, most of it never used. An item may need another gibibyte."""

OPEN_FILES = 128
"""Files that are open at the same time."""

FILE_BYTES = 1 << 20
"""The size above which no file is written: messages on standard error, which may be a file, are less."""

if sys.platform != "win32":  # which has no such limits
    import resource

    # Name, limit, and its soft and hard value; None keeps the hard one.
    _LIMITS = (
        ("memory limit", resource.RLIMIT_AS, ADDRESS_SPACE, ADDRESS_SPACE),
        ("limit of open files", resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES),
        ("ban on memory dumps", resource.RLIMIT_CORE, 0, 0),
        ("limit of written files", resource.RLIMIT_FSIZE, FILE_BYTES, None),  # see `allow_files`
    )


def enter() -> None:
    """Protect this process from now on."""
    if sys.platform != "win32":
        for _, limit, soft, hard in _LIMITS:
            _set_limit(limit, soft, hard)
    deny_system_calls()


def allow_files() -> None:
    """Allow this process to write large files.

    Before it ends, the coverage that was measured is written.
    """
    if sys.platform != "win32":
        _set_limit(resource.RLIMIT_FSIZE, resource.getrlimit(resource.RLIMIT_FSIZE)[1], None)


def allow_processor_time(seconds: float) -> None:
    """Let this process be ended (SIGXCPU) after so much more processor time."""
    if sys.platform != "win32":
        usage = resource.getrusage(resource.RUSAGE_SELF)
        _set_limit(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime + seconds) + 1, None)


def protections() -> dict[str, bool]:
    """Return every protection, and whether this process has it. It is called in a worker."""
    status = ""
    with suppress(OSError):
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    is_filtered = "\nSeccomp:\t2" in status
    return {
        **_limits_in_force(),
        "ban on new privileges": "\nNoNewPrivs:\t1" in status,
        "ban on network access": is_filtered,
        "ban on other programs": is_filtered,
    }


def _limits_in_force() -> Mapping[str, bool]:
    if sys.platform == "win32":
        return {}
    limits = {name: limit for name, limit, _, _ in _LIMITS} | {"limit of processor time": resource.RLIMIT_CPU}
    return {name: resource.getrlimit(limit)[0] != resource.RLIM_INFINITY for name, limit in limits.items()}


def _set_limit(limit: int, soft: int, hard: int | None) -> None:
    """Set a limit, but none above the hard limit that is in force."""
    if sys.platform != "win32":
        before = resource.getrlimit(limit)[1]
        if before != resource.RLIM_INFINITY:
            soft = before if soft == resource.RLIM_INFINITY else min(soft, before)
        with suppress(OSError, ValueError):  # macOS refuses some
            resource.setrlimit(limit, (soft, before if hard is None else soft))
