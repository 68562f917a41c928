"""The database file: opening it, transactions, other processes, and kills."""

import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from axtar.catalogue import Catalogue, ExtractedFile, migrations, sqlite
from axtar.errors import LibraryError, LockedError

Make = Callable[..., ExtractedFile]


def test_a_catalogue_can_be_reopened(file: Path, incoming: Make) -> None:
    """Everything stored before it was closed is there."""
    catalogue = Catalogue(file)
    [(id_, _)] = catalogue.documents.put([incoming("a.txt", "text")])
    catalogue.close()
    again = Catalogue(file)
    assert again.pages.get(id_, 1).text == "text"
    assert again.check() == []
    again.close()


def test_the_file_is_durable_and_open_to_readers(catalogue: Catalogue, file: Path) -> None:
    """It uses a write-ahead log, full synchronization and foreign keys, and has our application id and version."""
    with catalogue._database.reading() as connection:
        ask = ("journal_mode", "synchronous", "foreign_keys", "application_id", "user_version")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in ask]
    assert found == ["wal", 2, 1, sqlite.APPLICATION_ID, migrations.VERSION]
    assert file.exists()


def test_a_file_that_is_not_a_database_is_refused(file: Path) -> None:
    """The error names the file and a remedy, and the file is unchanged."""
    file.write_text("This is a letter, not a database. " * 40)
    before = file.read_bytes()
    with pytest.raises(LibraryError, match=r"catalogue\.sqlite .*backup"):
        Catalogue(file)
    assert file.read_bytes() == before


def test_a_database_of_another_program_is_refused(file: Path) -> None:
    """Only an empty database becomes a catalogue."""
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE recipe (name)")
    other.close()
    with pytest.raises(LibraryError, match="another program"):
        Catalogue(file)


def test_the_error_for_a_missing_folder_names_it(tmp_path: Path) -> None:
    """It asks the reader to check the folder."""
    with pytest.raises(LibraryError, match=r"nowhere.*folder"):
        Catalogue(tmp_path / "nowhere" / "catalogue.sqlite")


def test_a_damaged_file_is_reported(file: Path, incoming: Make) -> None:
    """Reading an overwritten page raises LibraryError, and check finds the damage."""
    catalogue = Catalogue(file)
    catalogue.documents.put([incoming(f"{number}.txt", f"{number} " * 500) for number in range(50)])
    catalogue.close()
    content = file.read_bytes()
    pages = [content[start : start + 4096] for start in range(0, len(content), 4096)]
    # The file must still open: the schema stays, on the first page and on one that holds CREATE statements.
    file.write_bytes(
        b"".join(page if number < 2 or b"CREATE" in page else b"\xa5" * 4096 for number, page in enumerate(pages))
    )
    damaged = Catalogue(file)
    with pytest.raises(LibraryError, match="damaged"):
        damaged.documents.list_all()
    assert damaged.check() != []
    damaged.close()


def test_orphans_are_reported(catalogue: Catalogue, file: Path, incoming: Make) -> None:
    """A version whose document another program deleted is reported with its table."""
    catalogue.documents.put([incoming("a.txt", "text")])
    other = sqlite3.connect(file)
    with other:
        other.execute("DELETE FROM document")
    other.close()
    assert catalogue.check() == ["a row of version refers to a missing row of document"]


def test_readers_are_not_blocked_while_another_process_writes(catalogue: Catalogue, file: Path, incoming: Make) -> None:
    """They see, and can even open, the state before the transaction; a second writer fails with LockedError."""
    catalogue.documents.put([incoming("a.txt", "text")])
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE document SET file = 'b.txt'")
    second = Catalogue(file)
    assert [document.file for document in second.documents.list_all()] == ["a.txt"]
    with second._database.reading() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 1")
    with pytest.raises(LockedError, match="another process"):
        second.documents.remove(second.documents.list_all()[0].id)
    writer.execute("COMMIT")
    writer.close()
    assert [document.file for document in second.documents.list_all()] == ["b.txt"]
    second.close()


def test_other_database_errors_are_raised_unchanged(catalogue: Catalogue) -> None:
    """A bug in our SQL is not reported as a problem of the library."""
    with pytest.raises(Exception, match="no such table") as caught, catalogue._database.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM elsewhere")
    assert not isinstance(caught.value, LibraryError)


def test_threads_share_a_catalogue(catalogue: Catalogue, incoming: Make) -> None:
    """Eight threads write and read without an error or a lost document."""
    errors: list[BaseException] = []

    def work(name: int) -> None:
        try:
            for number in range(5):
                [(id_, _)] = catalogue.documents.put([incoming(f"{name}-{number}.txt", f"{name} {number}")])
                assert catalogue.pages.get(id_, 1).text == f"{name} {number}"
        except BaseException as error:  # noqa: BLE001 - handed to the main thread
            errors.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert catalogue.documents.count() == 40


@pytest.mark.usefixtures("unmeasured")
def test_two_processes_may_create_the_same_catalogue(file: Path) -> None:
    """One of them creates the tables; the others find them."""
    code = "import sys, pathlib, axtar.catalogue as c; print(c.Catalogue(pathlib.Path(sys.argv[1])).documents.count())"
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(file)], stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    assert [process.communicate()[0] for process in running] == ["0\n"] * 4


ADDING = """
import hashlib, sys
from pathlib import Path
from axtar.catalogue import Catalogue, ExtractedFile
from axtar.model import ExtractedDocument, Page

catalogue = Catalogue(Path(sys.argv[1]))
for batch in range(10_000):
    items = []
    for number in range(5):
        name = f"{batch}-{number}"
        pages = tuple(Page(place, None, f"{name} {place} " * 400) for place in range(1, 6))
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        items.append(ExtractedFile(name, name, name, sha256, 1, ExtractedDocument("text/plain", False, pages), {"title": name}))
    for item, (id_, status) in zip(items, catalogue.documents.put(items), strict=True):
        print(id_, item.file, flush=True)
"""


@pytest.mark.parametrize("after", [1, 17, 60])
@pytest.mark.usefixtures("unmeasured")
def test_a_kill_loses_no_reported_document(file: Path, after: int) -> None:
    """A process killed while adding leaves every reported document whole, and no part of another batch."""
    process = subprocess.Popen([sys.executable, "-c", ADDING, str(file)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    reported = [process.stdout.readline().split() for _ in range(after)]
    process.kill()
    reported += [line.split() for line in process.stdout if line.endswith("\n")]
    process.wait()
    process.stdout.close()
    catalogue = Catalogue(file)
    assert catalogue.check() == []
    for id_, name in reported:
        assert [page.text for page in catalogue.pages.iterate(id_)] == [
            f"{name} {place} " * 400 for place in range(1, 6)
        ]
    assert catalogue.documents.count() % 5 == 0
    catalogue.close()


def test_a_second_writer_waits_before_it_fails(catalogue: Catalogue) -> None:
    """The timeout is set on every connection."""
    with catalogue._database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == sqlite.TIMEOUT_SECONDS * 1000


def test_only_the_owner_may_read_the_file(file: Path) -> None:
    """It contains the keys of sessions; so do the log and the shared memory beside it. Existing files lose the permission."""
    for _ in range(2):
        catalogue = Catalogue(file)
        assert {path.name: path.stat().st_mode & 0o777 for path in file.parent.iterdir()} == {
            file.name: 0o600,
            f"{file.name}-wal": 0o600,
            f"{file.name}-shm": 0o600,
        }
        catalogue.close()
        file.chmod(0o644)


AS_ANOTHER_USER = """
import os, sys
from pathlib import Path
from axtar.catalogue import Catalogue
from axtar.errors import LibraryError
from sqlalchemy.dialects.sqlite import insert
from axtar.catalogue import corpus_words
Catalogue(Path(sys.argv[2])).close()  # imports what it needs
if os.geteuid() == 0:  # to whom no mode is a hindrance
    os.setuid(65534)
try:
    catalogue = Catalogue(Path(sys.argv[1]))
    for line in sys.stdin:
        print([document.file for document in catalogue.documents.list_all()], flush=True)
    catalogue.documents.remove(catalogue.documents.list_all()[0].id)
except LibraryError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize("crashed", [False, True])
def test_a_file_can_be_read_that_cannot_be_written(incoming: Make, tmp_path: Path, crashed: bool) -> None:
    """Its owner changes it meanwhile, or has left a log behind. Writing raises ReadOnlyError."""
    with tempfile.TemporaryDirectory() as public:  # pytest's own folders are private
        file = Path(public, "folder", "catalogue.sqlite")
        file.parent.mkdir()
        Path(public).chmod(0o755)
        catalogue = Catalogue(file)
        catalogue.documents.put([incoming("a.txt", "text")])
        if crashed:
            log = file.with_name(f"{file.name}-wal").read_bytes()
            memory = file.with_name(f"{file.name}-shm").read_bytes()
            content = file.read_bytes()
        catalogue.close()
        if crashed:
            file.write_bytes(content)
            file.with_name(f"{file.name}-wal").write_bytes(log)
            file.with_name(f"{file.name}-shm").write_bytes(memory)
        set_modes(file.parent, 0o555, 0o444)
        command = [sys.executable, "-c", AS_ANOTHER_USER, str(file), str(tmp_path / "other.sqlite")]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdin
            assert process.stdout
            process.stdin.write("\n")
            process.stdin.flush()
            assert process.stdout.readline() == "['a.txt']\n"
            set_modes(file.parent, 0o755, 0o644)
            catalogue = Catalogue(file)
            catalogue.documents.put([incoming("b.txt", "another text")])
            catalogue.close()
            set_modes(file.parent, 0o555, 0o444)
            listed, refusal = process.communicate("\n")[0].splitlines()
        set_modes(file.parent, 0o755, 0o644)
    assert listed == "['a.txt', 'b.txt']"
    assert refusal.startswith(f"ReadOnlyError {file} is read-only")


def set_modes(folder: Path, of_folder: int, of_files: int) -> None:
    """Change the modes of a folder and of the files in it."""
    folder.chmod(0o755)
    for path in folder.iterdir():
        path.chmod(of_files)
    folder.chmod(of_folder)
