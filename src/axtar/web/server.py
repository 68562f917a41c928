"""Serving a library: answers by the HTTP server, and one thread that runs queued jobs."""

import errno
import logging
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from axtar.accounts import passwords
from axtar.errors import AxtarError, LibraryError, ReadOnlyError, SettingsError
from axtar.library import Library
from axtar.model import Request
from axtar.web.app import create_app
from axtar.web.documents import citation_cache
from axtar.web.http_server import HttpServer

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0  # between two checks of the job queue


def serve(library: Library, host: str, port: int) -> None:
    """Serve until Ctrl-C or SIGTERM; a job that is running is finished first.

    Port 0 selects any free port. Raises SettingsError if the server cannot listen on the address.
    """
    logging.getLogger("waitress").setLevel(logging.ERROR)  # refused and interrupted requests are no news
    app = create_app(library, host)
    try:
        server = HttpServer(app, host, port)
    except (OSError, ValueError) as error:
        raise _bind_error(host, port, error) from error
    # Only now, since it is shown only once: by a server that is running.
    _print_first_password(library)
    _print_line(f"Serving on http://{f'[{host}]' if ':' in host else host}:{server.port} (press Ctrl-C to stop)")
    with suppress(KeyboardInterrupt), stopped_by_signals(server), job_thread(library):
        server.run()


@contextmanager
def stopped_by_signals(server: HttpServer) -> Iterator[None]:
    """Stop the server in order on the first Ctrl-C or SIGTERM; a second one interrupts.

    The first sets a flag: an exception raised by a handler is lost where Python ignores exceptions, such as in a finalizer.
    A signal that is ignored remains so: a shell starts background jobs without Ctrl-C.
    """

    def stop(_number: int, _frame: object) -> None:
        server.stop()
        for number in previous:
            signal.signal(number, signal.default_int_handler)

    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    previous = {number: handler for number, handler in handlers.items() if handler is not signal.SIG_IGN}
    for number in previous:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _print_first_password(library: Library) -> None:
    """Print the librarian's password if the library had none.

    A library that cannot be written is served to readers.
    """
    try:
        first_password = passwords.create_first_password(library.catalogue.settings)
    except LibraryError as error:
        log.warning("There is no librarian's password, and none can be stored: %s", error)
        return
    if first_password:
        _print_line(f"The librarian's password, shown only this once: {first_password}")


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
    _warm_up(library)
    with ExitStack() as running:
        if _take_over_jobs(library, stop, poll_seconds, running):
            _complete_index(library, stop)
            _run_pending(library, stop, poll_seconds)


def _take_over_jobs(library: Library, stop: threading.Event, poll_seconds: float, running: ExitStack) -> bool:
    """Wait until no other process runs the library's jobs; return False if this one never will."""
    reported = ""
    while not stop.is_set():
        try:
            running.enter_context(library.running_jobs())
        except ReadOnlyError as error:
            log.warning("It can be searched, but not changed: %s", error)
            return False
        except AxtarError as error:
            if str(error) != reported:
                log.warning("Jobs are waiting: %s", error)
            reported = str(error)
        else:
            return True
        stop.wait(poll_seconds)
    return False


def _run_pending(library: Library, stop: threading.Event, poll_seconds: float) -> None:
    reported = ""
    while not stop.is_set():
        try:
            library.jobs.run_pending()
            reported = ""
        except AxtarError as error:  # such as another process that writes: the jobs stay in the queue
            if str(error) != reported:  # a read-only library says the same every second
                log.warning("Jobs are waiting: %s", error)
            reported = str(error)
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
