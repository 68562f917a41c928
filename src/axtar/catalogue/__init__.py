"""What is true: records, versions, the text of every page, the library's own entities and its jobs, in one SQLite file."""

from axtar.catalogue.catalogue import Catalogue
from axtar.catalogue.documents import Incoming
from axtar.catalogue.entities import Kept
from axtar.catalogue.jobs import Changes, Job

__all__ = ["Catalogue", "Changes", "Incoming", "Job", "Kept"]
