"""Starting worker processes, and closing their pipes, on the parent's side.

Workers are plain subprocesses of this interpreter, connected by pipes, the same on every system. (multiprocessing would
import the caller's main module again in every worker, and leave workers behind when the caller is killed.) They run in a
session of their own: Ctrl-C in a terminal reaches only the caller, which ends them.
"""

import subprocess
import sys
from contextlib import suppress

PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from axtar.workers.worker import serve; serve()"
"""The Python source that a worker process runs; its arguments are the caller's `sys.path`."""

START_SECONDS = 60.0
"""Seconds that a new interpreter may need on a busy machine before it is ready."""


def start_process(program: str = PROGRAM) -> subprocess.Popen[bytes]:
    """Start a worker process, which waits for its function."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-c", program, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )


def close_pipes(process: subprocess.Popen[bytes]) -> None:
    """Close both pipes of a process that has ended."""
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):
            stream.close()  # type: ignore[union-attr] # both are pipes
