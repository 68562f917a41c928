"""What is true: records, versions, the text of every page, and jobs, in one SQLite file."""

from axtar.catalogue.catalogue import Catalogue
from axtar.catalogue.documents import Incoming
from axtar.catalogue.jobs import Job

__all__ = ["Catalogue", "Incoming", "Job"]
