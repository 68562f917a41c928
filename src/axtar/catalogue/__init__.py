"""The source of truth: records, versions, page texts, the library's own entities and its jobs, in one SQLite file."""

from axtar.catalogue.catalogue import Catalogue
from axtar.catalogue.documents import ExtractedFile
from axtar.catalogue.entities import EntityRevision
from axtar.catalogue.jobs import Job, JobChanges

__all__ = ["Catalogue", "EntityRevision", "ExtractedFile", "Job", "JobChanges"]
