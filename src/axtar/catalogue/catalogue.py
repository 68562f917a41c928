"""The catalogue of a library: opens the database, with a repository for each kind of row."""

from pathlib import Path

from axtar.catalogue import migrations
from axtar.catalogue.corpus_words import CorpusWordRepository
from axtar.catalogue.documents import DocumentRepository
from axtar.catalogue.entities import EntityRepository
from axtar.catalogue.index_state import IndexStateRepository
from axtar.catalogue.jobs import JobRepository
from axtar.catalogue.pages import PageRepository
from axtar.catalogue.sessions import SessionRepository
from axtar.catalogue.settings import SettingRepository
from axtar.catalogue.sqlite import Database


class Catalogue:
    """Repositories over one database. Each of their methods is one transaction.

    Threads may share all of them. Other processes may read at the same time, and write in turn. Every method raises
    LibraryError if the file is damaged or cannot be written, and LockedError if another process holds it for longer than the
    timeout.
    """

    def __init__(self, path: Path) -> None:
        """Open the database file, creating or migrating it.

        Raises LibraryError if it is not a catalogue, or a newer one.
        """
        self.path = path
        self._database = Database(path)
        try:
            migrations.migrate(self._database)
        except BaseException:
            self.close()
            raise
        self.documents = DocumentRepository(self._database)
        self.pages = PageRepository(self._database)
        self.entities = EntityRepository(self._database)
        self.jobs = JobRepository(self._database)
        self.index_state = IndexStateRepository(self._database)
        self.corpus_words = CorpusWordRepository(self._database)
        self.settings = SettingRepository(self._database)
        self.sessions = SessionRepository(self._database)

    def close(self) -> None:
        """Close the database file."""
        self._database.close()

    def check(self) -> list[str]:
        """Return the faults that the database finds in its own file; empty if it is intact.

        Reads the whole file.
        """
        return self._database.check()
