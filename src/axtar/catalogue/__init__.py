"""The catalogue: the source of truth of a library, in one SQLite file.

It holds records, versions, page texts, the library's own entities and its jobs.
"""

from axtar.catalogue.catalogue import Catalogue
from axtar.catalogue.documents import ExtractedFile
from axtar.catalogue.entities import EntityRevision
from axtar.catalogue.jobs import Job, JobChanges

__all__ = ["Catalogue", "EntityRevision", "ExtractedFile", "Job", "JobChanges"]
