"""Runs one command of axtar again and again on copies of a library, each time with a fault at a later system call.

    LD_PRELOAD=fault_layer.so python driver.py FOLDER ENGINE OPERATION FAULT STEP

prints one JSON object for each run that left something wrong, and at the end one with the number of runs. Every run is a forked
process, so that imports and tables are paid for once. Texts are analyzed in that process: the faults are those of files.
"""

import ctypes
import errno
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axtar import cli
from axtar.errors import ExtractionError
from axtar.workers.pool import WorkerPool

COUNT, KILL, FAIL, FAIL_ONCE, SHORTEN = range(5)
"""What fault_layer.c does; `enum action` there."""

LAYER = ctypes.CDLL(None)
TIMEOUT_SECONDS = 120

WORDS = {"a": "amber", "b": "basalt", "c": "copper", "d": "damask", "e": "ebony", "x": "xylem", "y": "yarrow"}
"""The unique word in the text of each file; all texts have "lantern"."""


@dataclass(frozen=True)
class Operation:
    """A command, with what it may add and remove, and the line that reports it."""

    arguments: Callable[[Path, dict[str, str]], Sequence[str]]
    adds: str = ""
    removes: str = ""
    reported: str = r"(?:added|removed): (\w)\.txt"


OPERATIONS = {
    "add": Operation(lambda folder, _: ("add", f"{folder}/d.txt", f"{folder}/e.txt"), adds="de"),
    "remove": Operation(lambda _, ids: ("remove", "--yes", ids["a"]), removes="a"),
    "edit": Operation(lambda _, ids: ("edit", ids["b"], "title=Yarrow"), reported=r"\w+  (Yarrow)"),
    "rebuild": Operation(lambda *_: ("rebuild",)),
}

FAULTS: dict[str, tuple[int, int]] = {
    "kill": (KILL, 0),
    "power": (KILL, 0),
    "full": (FAIL, errno.ENOSPC),
    "broken": (FAIL, errno.EIO),
    "hiccup": (FAIL_ONCE, errno.EIO),
    "short": (SHORTEN, 0),
}
"""Faults by name. A power cut is a kill after which only what was flushed is there."""


@dataclass(frozen=True)
class Ran:
    """What a command did; `code` is negative for a signal, None for a command that did not end."""

    arguments: Sequence[str]
    code: int | None
    out: str
    err: str

    def failures(self, allowed: Container[int | None]) -> Iterator[str]:
        """Yield what no command may do: another exit code, or a traceback."""
        if self.code not in allowed or "Traceback" in self.err or "panicked" in self.err:
            yield f"{' '.join(self.arguments)}: exit code {self.code}: {self.out[-300:]} {self.err[-1500:]}"


@dataclass
class Machine:
    """A folder of libraries, and an engine."""

    folder: Path
    engine: str
    ids: dict[str, str] = field(default_factory=dict)

    def run(self, library: Path, commands: Sequence[Sequence[str]], arm: Callable[[], Any] = lambda: None) -> list[Ran]:
        """Run commands in one forked process, which `arm` prepares."""
        outputs = [(self.folder / f"{number}.out", self.folder / f"{number}.err") for number in range(len(commands))]
        for path in (*sum(outputs, ()), self.folder / "codes"):
            path.write_text("")
        child = os.fork()
        if not child:
            os.setsid()
            arm()
            for arguments, (out, err) in zip(commands, outputs, strict=True):
                for descriptor, path in ((1, out), (2, err)):
                    os.dup2(os.open(path, os.O_WRONLY | os.O_APPEND), descriptor)
                code = _call(library, self.engine, arguments)
                with (self.folder / "codes").open("a") as stream:
                    stream.write(f"{code}\n")
            os._exit(0)
        status = _wait(child)
        codes: list[int | None] = [int(line) for line in (self.folder / "codes").read_text().split()]
        codes += [status] * (len(commands) - len(codes))
        return [
            Ran(arguments, code, out.read_text("utf8"), err.read_text("utf8"))
            for arguments, code, (out, err) in zip(commands, codes, outputs, strict=True)
        ]

    def warm_up(self) -> None:
        """Import and load in this process what its children need."""
        library, output = self.folder / "warm", os.dup(1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        for arguments in (("add", f"{self.folder}/a.txt"), ("rebuild",), ("search", "--json", "lantern"), ("check",)):
            _call(library, self.engine, arguments)
        os.dup2(output, 1)

    def create(self) -> Path:
        """Create the files, and a library of three of them."""
        for name, word in WORDS.items():
            (self.folder / f"{name}.txt").write_text(f"The lantern of {word} burns in the window. " * 3, "utf8")
        self.warm_up()
        library = self.folder / "base"
        [added] = self.run(library, [("add", *(f"{self.folder}/{name}.txt" for name in "abc"))])
        self.ids = {match[1]: match[2] for match in re.finditer(r"added: (\w)\.txt \((\w+)\)", added.out)}
        assert added.code == 0, added
        assert len(self.ids) == 3, added
        return library

    def verify(self, library: Path, operation: Operation, done: Ran) -> Iterator[str]:
        """Yield what is wrong with a library in which an operation was interrupted."""
        reported = set(re.findall(operation.reported, done.out))
        added = reported & set(operation.adds)
        certain = (set("abc") | added) - set(operation.removes)
        possible = (set("abc") | set(operation.adds)) - (reported & set(operation.removes))
        commands = [("search", "--json", "lantern"), ("list",), ("show", self.ids["c"]), ("check",)]
        found, listed, shown, checked = self.run(library, commands)
        for ran in (found, listed, shown):
            yield from ran.failures([0])
        yield from checked.failures([0, 1])
        if found.code == 0:
            yield from _compare("search after the fault", _files(found), certain, possible)
        commands = [("add", f"{self.folder}/x.txt"), ("check",), ("search", "--json", "lantern"), ("list", "--json")]
        commands += [("search", "--json", "yarrow"), ("add", *(f"{self.folder}/{name}.txt" for name in "abcdex"))]
        commands += [
            ("search", "--json", "lantern"),
            ("remove", "--yes", self.ids["c"]),
            ("search", "--json", "lantern"),
            ("check",),
        ]
        results = self.run(library, commands)
        for each in results:
            yield from each.failures([0])
        if any(each.code for each in results):
            return
        found, listed, edited, all_found, without = (results[number] for number in (2, 3, 4, 6, 8))
        yield from _compare("search after an addition", _files(found), certain | {"x"}, possible | {"x"})
        names = sorted(re.findall(r'"file": ?"(\w)\.txt"', listed.out))
        if names != _files(found):
            yield f"listed {names}, found {_files(found)}"
        if "Yarrow" in reported and _files(edited) != ["b"]:
            yield f"the edited title finds {_files(edited)}"
        yield from _compare("search after adding all", _files(all_found), set("abcdex"), set("abcdex"))
        yield from _compare("search after removing c", _files(without), set("abdex"), set("abdex"))

    def attempt(self, base: Path, operation: Operation, fault: str, call: int) -> tuple[int, list[str]]:
        """Run an operation with a fault at a call; return the number of its calls, and what is wrong afterwards."""
        library, shadow = self.folder / "library", self.folder / "shadow"
        for path in (library, shadow):
            shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(base, library)
        shadow.mkdir()
        action, code = FAULTS[fault]
        recorded = str(shadow) if fault == "power" else ""
        if recorded:
            _record(library, shadow)

        def arm() -> None:
            LAYER.fault_arm(str(library).encode(), recorded.encode(), action, code, ctypes.c_long(call))

        commands = [operation.arguments(self.folder, self.ids)]
        if fault in ("full", "broken"):
            commands.append(("search", "--json", "lantern"))
        done, *searched = self.run(library, commands, arm)
        calls = int(LAYER.fault_count())
        wrong = list(done.failures([0, -signal.SIGKILL] if action == KILL else [0] if fault == "short" else [0, 1, 5]))
        if fault == "full":
            wrong += (line for ran in searched for line in ran.failures([0]))
        for ran in searched:
            wrong += ran.failures([0, 1, 5])
        if fault == "power" and done.code:
            # Names may be on disk without contents, or neither.
            for names_are_durable in (True, False):
                after = self.folder / "after"
                shutil.rmtree(after, ignore_errors=True)
                _restore(library, shadow, after, strict=not names_are_durable)
                wrong += (f"names {names_are_durable}: {line}" for line in self.verify(after, operation, done))
        else:
            wrong += self.verify(library, operation, done)
        return calls, wrong


def _call(library: Path, engine: str, arguments: Sequence[str]) -> int:
    """Run a command in this process; return its exit code."""
    sys.argv = ["axtar", "--library", str(library), "--engine", engine, *arguments]
    try:
        cli.main()
    except SystemExit as error:
        return int(error.code or 0)
    except BaseException:  # noqa: BLE001 - a traceback is what no command may end with
        import traceback

        traceback.print_exc()
        return 99
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def _wait(child: int) -> int | None:
    """Wait for a child; return its exit code, negative for a signal, None if it had to be killed."""
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def _files(ran: Ran) -> list[str]:
    """Return the files that a search found, and "?" for each that it counted only."""
    answer = json.loads(ran.out)
    files = [hit["document"]["file"].partition(".")[0] for hit in answer["hits"]]
    return sorted(files) + ["?"] * (answer["total"] - len(files))


def _compare(what: str, found: list[str], least: set[str], most: set[str]) -> Iterator[str]:
    if len(found) != len(set(found)) or not least <= set(found) <= most:
        yield f"{what}: found {found} instead of {sorted(least)} to {sorted(most)}"


def _record(library: Path, shadow: Path) -> None:
    """Record that everything in a library is on disk, as fault_layer.c does what is flushed."""
    for folder in (library, *(path for path in library.rglob("*") if path.is_dir())):
        target = shadow / f"d{folder.stat().st_ino}"
        target.mkdir()
        for path in folder.iterdir():
            if path.is_dir():
                (target / path.name).symlink_to(str(path.stat().st_ino))
            else:
                (target / path.name).hardlink_to(path)
                shutil.copyfile(path, shadow / str(path.stat().st_ino))


def _restore(library: Path, shadow: Path, target: Path, *, strict: bool) -> None:
    """Make the library that a power cut leaves: contents as last flushed; if `strict`, names as well."""

    def content(path: Path, copy: Path) -> None:
        flushed = shadow / str(path.stat().st_ino)
        copy.write_bytes(flushed.read_bytes() if flushed.exists() else b"")

    def names(folder: Path, copy: Path) -> None:
        copy.mkdir()
        for path in folder.iterdir():
            (names if path.is_dir() else content)(path, copy / path.name)

    def flushed_names(inode: str, copy: Path) -> None:
        copy.mkdir()
        folder = shadow / f"d{inode}"
        for path in folder.iterdir() if folder.exists() else ():
            if path.is_symlink():
                flushed_names(str(path.readlink()), copy / path.name)
            else:
                content(path, copy / path.name)

    if strict:
        flushed_names(str(library.stat().st_ino), target)
    else:
        names(library, target)


def _run_in_process(
    _self: WorkerPool, function: Callable[..., object], batches: Iterable[list[object]], *_: object
) -> Iterator[tuple[object, object]]:
    """Apply a function as `WorkerPool.run` does, without processes."""
    for batch in batches:
        for item in batch:
            try:
                result: object = function(item, lambda *_: None)
            except ExtractionError as error:
                result = error
            yield item, result


def main() -> None:
    """Run the operation with the fault at every call, or at every call that a step reaches."""
    folder, engine, name, fault, step = sys.argv[1:]
    os.environ["AXTAR_WORKERS"] = "1"
    tempfile.tempdir = folder
    WorkerPool.run = _run_in_process  # type: ignore[method-assign,assignment]  # see above
    machine, operation = Machine(Path(folder), engine), OPERATIONS[name]
    base = machine.create()
    call, runs = 1, 0
    while True:
        counted, wrong = machine.attempt(base, operation, fault, call)
        runs += 1
        if wrong:
            _report({"call": call, "wrong": wrong})
        if fault == "short" or counted < call:  # all writes of one run are short; or the fault was not reached
            break
        call += int(step)
    _report({"runs": runs, "calls": call})


def _report(values: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
