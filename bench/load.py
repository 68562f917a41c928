"""Load on a real server: rates, an overload and a soak.

As a script, `python -m bench.load LIBRARY [--rate N] [--seconds S]` measures one rate with an existing library.
"""

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from axtar.config import load as load_settings
from axtar.library import Library
from bench import texts
from bench.figures import Figure, Scale

ROOT = Path(__file__).parent.parent
QUESTIONS = (
    "Şuşa",
    "carpet",
    "железная дорога",
    "kitabxana OR library",
    '"the town"',
    "Karabakh weavers",
    "мост",
    "Kars",
)
CHEAP = ("/", "/static/axtar.css", "/d", "/login", "/healthz", "/api/suggest?q=Shu")
MAX_CLIENTS = 400  # threads of this process that wait for an answer
TIMEOUT = 60.0
SAMPLE_SECONDS = 1.0


@dataclass
class Answers:
    """The answers to many requests: seconds by status (0: none), and samples of the server's memory and files."""

    times: dict[int, list[float]] = field(default_factory=dict)
    samples: list[tuple[float, float, int]] = field(default_factory=list)
    cpu_seconds: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, status: int, seconds: float) -> None:
        """Add an answer."""
        with self.lock:
            self.times.setdefault(status, []).append(seconds)

    @property
    def counts(self) -> Counter[int]:
        """The number of answers by status."""
        return Counter({status: len(times) for status, times in sorted(self.times.items())})

    def percentile(self, percent: int) -> float:
        """Return the time below which so many percent of the successful answers came, in seconds."""
        times = sorted(self.times.get(200, [0.0]))
        return max(1e-6, times[min(len(times) - 1, len(times) * percent // 100)])

    def memory_slope(self) -> float:
        """Return how fast the server's memory grew in the second half, in MB a minute."""
        half = self.samples[len(self.samples) // 2 :]
        if len(half) < 3:
            return 0.0
        times, sizes = [sample[0] for sample in half], [sample[1] for sample in half]
        return 60 * statistics.linear_regression(times, sizes).slope

    def summary(self) -> str:
        """Return all figures in one line."""
        number = max(1, sum(self.counts.values()))
        files = [sample[2] for sample in self.samples] or [0]
        refused = sorted(self.times.get(503, [0.0]))
        percentiles = " ".join(f"p{percent} {1e3 * self.percentile(percent):.0f}" for percent in (50, 95, 99))
        return (
            f"{dict(self.counts)}, {percentiles} ms, refused p95 {1e3 * refused[len(refused) * 95 // 100]:.0f} ms, "
            f"{1e3 * self.cpu_seconds / number:.1f} ms of CPU a request, "
            f"memory {self.samples[-1][1] if self.samples else 0:.0f} MB ({self.memory_slope():+.2f} MB a minute), "
            f"files {min(files)} to {max(files)}"
        )


class Server:
    """A server in a process of its own, on a free port of 127.0.0.1."""

    def __init__(self, library: Path) -> None:
        program = (
            "import sys; from pathlib import Path; from axtar import config, web; from axtar.library import Library\n"
            "with Library(config.load(Path(sys.argv[1]))) as library: web.serve(library, '127.0.0.1', 0)"
        )
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, str(library)], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        assert self.process.stdout
        for line in self.process.stdout:
            if "http://" in line:
                self.port = int(line.split("127.0.0.1:")[1].split(" ")[0])
                return
        raise SystemExit("The server did not start.")

    def get(self, path: str) -> int:
        """Request a page on a new connection, and return the status; 0 if there is no answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        try:
            connection.request("GET", path, headers={"Connection": "close"})
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()
        return answer.status

    def cpu_seconds(self) -> float:
        """Return the CPU time that the server has used, where the system tells it."""
        fields = _read(f"/proc/{self.process.pid}/stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if fields else 0.0

    def memory_and_files(self) -> tuple[float, int]:
        """Return the resident memory in MB, and the number of open files."""
        pages = _read(f"/proc/{self.process.pid}/statm").split()
        files = Path(f"/proc/{self.process.pid}/fd")
        size = int(pages[1]) * os.sysconf("SC_PAGESIZE") / 1e6 if pages else 0.0
        return size, len(list(files.iterdir())) if files.exists() else 0

    def end(self) -> float:
        """Stop the server as Ctrl-C does, and return how many seconds that took."""
        began = time.perf_counter()
        self.process.terminate()
        self.process.communicate(timeout=TIMEOUT)
        return time.perf_counter() - began


def _read(path: str) -> str:
    file = Path(path)
    return file.read_text("ascii") if file.exists() else ""


def mixed(documents: Sequence[str]) -> list[str]:
    """Return addresses as readers request them: half of them searches, the others cheap pages, documents and pages."""
    searches = [f"/?q={quote(question)}" for question in QUESTIONS]
    pages = [address for id_ in documents[:4] for address in (f"/d/{id_}", f"/d/{id_}/p/1?q=carpet")]
    others = [*CHEAP, *pages]
    return [address for index, other in enumerate(others) for address in (searches[index % len(searches)], other)]


def request_at(server: Server, addresses: Sequence[str], rate: float, seconds: float) -> Answers:
    """Request addresses at a constant rate, whether or not the earlier ones have been answered."""
    answers, cpu = Answers(), server.cpu_seconds()
    began = time.perf_counter()

    def ask(address: str) -> None:
        asked = time.perf_counter()
        answers.add(server.get(address), time.perf_counter() - asked)

    with ThreadPoolExecutor(MAX_CLIENTS) as clients:
        sampled = -SAMPLE_SECONDS
        for index in range(int(rate * seconds)):
            now = time.perf_counter() - began
            if now - sampled >= SAMPLE_SECONDS:
                sampled = now
                answers.samples.append((now, *server.memory_and_files()))
            time.sleep(max(0.0, index / rate - now))
            clients.submit(ask, addresses[index % len(addresses)])
    answers.cpu_seconds = server.cpu_seconds() - cpu
    return answers


def capacity(server: Server, addresses: Sequence[str], requests: int) -> float:
    """Return how many requests a second the server answers when one client asks without a pause."""
    began = time.perf_counter()
    for index in range(requests):
        server.get(addresses[index % len(addresses)])
    return requests / (time.perf_counter() - began)


def load(folder: Path, scale: Scale) -> Iterator[Figure]:
    """Compare rates, an overload of ten times the capacity, and what comes after it, with a quiet server."""
    texts.write_files(folder / "served", scale.libraries[0], scale.text_pages)
    with Library(load_settings(folder / "served-library")) as library:
        for _ in library.add([folder / "served"]):
            pass
        documents = [document.id for document in library.documents.list_all(4, 0)]
    server = Server(folder / "served-library")
    try:
        searches, mixture = [f"/?q={quote(question)}" for question in QUESTIONS], mixed(documents)
        request_at(server, mixture, 5, scale.load_seconds)  # warms up
        quiet = request_at(server, mixture, 5, scale.load_seconds)
        for rate in (20, 50):
            answers = request_at(server, mixture, rate, scale.load_seconds)
            ratio = answers.percentile(50) / quiet.percentile(50)
            yield Figure(f"{rate} requests a second / 5, median", ratio, answers.summary())
        fast = capacity(server, searches, 10 * scale.runs)
        flood = request_at(server, searches, min(10 * fast, 500), scale.load_seconds)
        share = flood.counts[200] / max(1, sum(flood.counts.values()))
        yield Figure("overload: share that is answered", max(share, 1e-6), f"capacity {fast:.0f}/s; {flood.summary()}")
        slowest = max(seconds for times in flood.times.values() for seconds in times)
        yield Figure("overload: slowest answer / 2 s", slowest / 2, f"{slowest:.2f} s, of any status")
        after = request_at(server, mixture, 5, scale.load_seconds)
        ratio = after.percentile(50) / quiet.percentile(50)
        yield Figure("after the overload / before it, median", ratio, after.summary())
        soak = request_at(server, mixture, 10, 2 * scale.load_seconds)
        yield Figure(
            "soak: memory at its end / at its beginning", soak.samples[-1][1] / soak.samples[0][1], soak.summary()
        )
    finally:
        seconds = server.end()
    yield Figure("end of a server / 5 s", seconds / 5, f"{seconds:.2f} s")


def main(arguments: Sequence[str]) -> None:
    """Measure one rate."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.load", description="Load on one library, at a constant rate."
    )
    parser.add_argument("library", type=Path)
    parser.add_argument("--rate", type=float, default=20, help="requests a second (default: 20)")
    parser.add_argument("--seconds", type=float, default=60, help="how long (default: 60)")
    parser.add_argument("--searches", action="store_true", help="request searches only")
    options = parser.parse_args(arguments)
    with Library(load_settings(options.library)) as library:
        documents = [document.id for document in library.documents.list_all(4, 0)]
    server = Server(options.library)
    try:
        addresses = [f"/?q={quote(question)}" for question in QUESTIONS] if options.searches else mixed(documents)
        request_at(server, addresses, 5, 10)  # warms up
        answers = request_at(server, addresses, options.rate, options.seconds)
        print(answers.summary())
        print(f"slowest {max(seconds for times in answers.times.values() for seconds in times):.2f} s, any status")
    finally:
        print(f"ended after {server.end():.2f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
