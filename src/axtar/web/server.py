"""Serving a library: waitress for its readers, one thread for the jobs that its librarians gave it."""

import logging
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from waitress.channel import HTTPChannel
from waitress.server import create_server

from axtar.accounts import passwords
from axtar.errors import AxtarError
from axtar.library import Library
from axtar.model import Request
from axtar.web.app import create_app
from axtar.web.documents import citation_cache

log = logging.getLogger(__name__)

THREADS = 8
PAUSE = 1.0  # seconds between two looks at the queue
HARD_LIMIT = 2  # times upload_mb: what comes in beyond that is cut off before our friendly refusal


def serve(library: Library, host: str, port: int) -> None:
    """Serve until Ctrl-C or a polite kill; a job under way is finished first.

    Raises OSError where the address cannot be listened on.
    """
    app = create_app(library)
    password = passwords.create_first_password(library)
    limit = max(1, library.settings.upload_mb) << 20
    sockets: dict[int, Any] = {}
    server = create_server(
        app, map=sockets, host=host, port=port, threads=THREADS, ident="axtar", max_request_body_size=HARD_LIMIT * limit
    )
    port = getattr(
        server, "effective_port", port
    )  # a name with several addresses has as many servers, all at this port
    if password:
        _say(f"The librarian's password, shown this once: {password}")
    _say(f"axtar serves this library on http://{f'[{host}]' if ':' in host else host}:{port} (Ctrl-C ends it)")
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # run() ends in order on KeyboardInterrupt
    try:
        with working(library):
            server.run()
    finally:
        signal.signal(signal.SIGTERM, before)
        close(sockets)


def close(sockets: Mapping[int, Any]) -> None:
    """Close what a server listens on, and every connection with the files that it was still sending."""
    for one in list(sockets.values()):
        if isinstance(one, HTTPChannel):
            one.handle_close()
        else:
            one.close()


@contextmanager
def working(library: Library) -> Iterator[None]:
    """Work off the library's jobs in a thread of its own until the block ends."""
    stop = threading.Event()
    # A daemon: a second Ctrl-C ends it, and nothing is lost, since a job that was cut off is done again.
    worker = threading.Thread(target=_work, args=(library, stop), name="axtar-jobs", daemon=True)
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join()


def _work(library: Library, stop: threading.Event) -> None:
    with suppress(AxtarError):  # the first round tells what is wrong
        library.resume()
    _warm_up(library)
    while not stop.is_set():
        try:
            library.work()
        except AxtarError as error:  # such as another process that writes: the jobs stay in the queue
            log.warning("Jobs wait: %s", error)
        except Exception:  # a bug in one job must not end the thread that does the others
            log.exception("A job failed")
        stop.wait(PAUSE)


def _warm_up(library: Library) -> None:
    """Ask what nobody waits for: dictionaries and styles load with the first question, which would take a second or two."""
    with suppress(AxtarError):  # readers will be told
        library.search(Request("axtar"))
        for document in library.documents(1, 0):
            library.cite(document.id, None, citation_cache.STYLE, "")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
