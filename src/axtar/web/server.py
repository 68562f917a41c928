"""Serving a library: waitress answers requests, one thread runs the jobs in the queue."""

import errno
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
from axtar.errors import AxtarError, SettingsError
from axtar.library import Library
from axtar.model import Request
from axtar.web.app import create_app
from axtar.web.documents import citation_cache

log = logging.getLogger(__name__)

THREADS = 8
POLL_SECONDS = 1.0  # between two checks of the job queue
HARD_LIMIT = 2  # times upload_mb: larger bodies are cut off by waitress, before our own error page can answer


def serve(library: Library, host: str, port: int) -> None:
    """Serve until Ctrl-C or SIGTERM; a job that is running is finished first.

    Port 0 selects any free port. Raises SettingsError if the server cannot listen on the address.
    """
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # "Task queue depth" warnings help no one here
    app = create_app(library, host)
    upload_limit = max(1, library.settings.upload_mb) << 20
    sockets: dict[int, Any] = {}
    options = {"threads": THREADS, "ident": "axtar", "max_request_body_size": HARD_LIMIT * upload_limit}
    options["clear_untrusted_proxy_headers"] = False  # web.proxy believes those of the trusted proxy only
    try:
        server = create_server(app, map=sockets, host=host, port=port, **options)
    except (OSError, ValueError) as error:
        close_sockets(sockets)
        raise _bind_error(host, port, error) from error
    # Only now, since it is shown only once: by a server that is running.
    first_password = passwords.create_first_password(library.catalogue.settings)
    port = getattr(server, "effective_port", port)  # a host with several addresses has one server each, on this port
    if first_password:
        _print_line(f"The librarian's password, shown only this once: {first_password}")
    _print_line(f"Serving on http://{f'[{host}]' if ':' in host else host}:{port} (press Ctrl-C to stop)")
    previous_handler = signal.signal(signal.SIGTERM, signal.default_int_handler)  # run() ends on KeyboardInterrupt
    try:
        with job_thread(library):
            server.run()
    finally:
        signal.signal(signal.SIGTERM, previous_handler)
        close_sockets(sockets)


def _bind_error(host: str, port: int, error: OSError | ValueError) -> SettingsError:
    """Explain why the server cannot listen on an address.

    Waitress raises ValueError for a name without an address.
    """
    if isinstance(error, ValueError):
        return SettingsError(f"The host {host!r} is unknown. Choose an address of this machine with --host.")
    if error.errno == errno.EADDRINUSE:
        return SettingsError(
            f"Port {port} on {host} is in use by another program. Stop it, or choose another with --port."
        )
    return SettingsError(
        f"The server cannot listen on port {port} of {host}: {error.strerror}. Choose others with --host and --port."
    )


def close_sockets(sockets: Mapping[int, Any]) -> None:
    """Close a server's listening sockets and connections.

    A file that a connection was still sending is closed with it.
    """
    for connection in list(sockets.values()):
        if isinstance(connection, HTTPChannel):
            connection.handle_close()
        else:
            connection.close()


@contextmanager
def job_thread(library: Library, poll_seconds: float = POLL_SECONDS) -> Iterator[None]:
    """Run the library's jobs in a background thread until the block ends."""
    stop = threading.Event()
    # A daemon thread: a second Ctrl-C ends it, and nothing is lost, since an interrupted job is run again.
    thread = threading.Thread(target=_run_jobs, args=(library, stop, poll_seconds), name="axtar-jobs", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _run_jobs(library: Library, stop: threading.Event, poll_seconds: float) -> None:
    with suppress(AxtarError):  # the first round reports what is wrong
        library.jobs.resume()
    _warm_up(library)
    _complete_index(library, stop)
    while not stop.is_set():
        try:
            library.jobs.run_pending()
        except AxtarError as error:  # such as another process that writes: the jobs stay in the queue
            log.warning("Jobs are waiting: %s", error)
        except Exception:  # a bug in one job must not end the thread that runs the others
            log.exception("A job failed")
        stop.wait(poll_seconds)


def _complete_index(library: Library, stop: threading.Event) -> None:
    """Index what a killed process left pending, while readers search what there is.

    Ends early if the server stops.
    """

    def on_progress(_done: int, _total: int) -> None:
        if stop.is_set():
            raise InterruptedError

    try:
        library.writer.index_pending(on_progress)
    except InterruptedError:
        log.info("Indexing goes on when the server is started again.")
    except AxtarError as error:
        log.warning("Some documents cannot be found yet: %s", error)


def _warm_up(library: Library) -> None:
    """Search and cite once, so that the first reader does not have to wait.

    Loading dictionaries and citation styles takes a second or two.
    """
    with suppress(AxtarError):  # readers will see the error themselves
        library.search(Request("axtar"))
        for document in library.documents.list_all(1, 0):
            library.citations.cite(document.id, None, citation_cache.STYLE, "")


def _print_line(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
