"""Every error that axtar raises on purpose.

    AxtarError                   1   500
    ├── UsageError               2   400   the command or form cannot be understood
    │   └── QuerySyntaxError     2   400   a query does not parse (searched as plain words, with a hint)
    ├── NotFoundError            3   404   no such document, page or entity
    │   └── RemovedError         3   410   the document was there; a tombstone says what happened
    ├── ExtractionError          4   422   one file cannot be read; the others go on
    │   ├── EncryptedError       4   422
    │   ├── CorruptError         4   422
    │   ├── EmptyError           4   422   opens, but holds no text (a scan waits for OCR)
    │   ├── UnsupportedError     4   422   not a format that axtar reads
    │   └── TimedOutError        4   422   no progress for too long, or its reader crashed
    ├── LibraryError             5   500   the library on disk is not as it should be
    │   ├── LockedError          5   503   another process writes; says which
    │   ├── IndexOutdatedError   5   503   the index was made by other tables: rebuild it
    │   └── IndexUnreadableError 5   503   the index is damaged, or of another version: rebuild it
    └── SettingsError            6   500   axtar.toml or the environment is wrong

The first number is the exit code of the command line, the second the HTTP status. The message is for the reader: what
happened, to which file, what to do.
"""


class AxtarError(Exception):
    """The root of the tree above."""

    exit_code = 1
    http_status = 500


class UsageError(AxtarError):
    """The command, the form or the query cannot be understood."""

    exit_code = 2
    http_status = 400


class QuerySyntaxError(UsageError):
    """A query is not in the grammar of docs/query.md."""


class NotFoundError(AxtarError):
    """No such document, page or entity."""

    exit_code = 3
    http_status = 404


class RemovedError(NotFoundError):
    """The document was removed; its tombstone remains."""

    http_status = 410


class ExtractionError(AxtarError):
    """One file cannot be read."""

    exit_code = 4
    http_status = 422


class EncryptedError(ExtractionError):
    """The file wants a password."""


class CorruptError(ExtractionError):
    """The file is damaged beyond what could be repaired."""


class EmptyError(ExtractionError):
    """The file opens, but holds no text."""


class UnsupportedError(ExtractionError):
    """The file is of a format that axtar does not read, or not what its name says."""


class TimedOutError(ExtractionError):
    """Reading made no progress for too long, or its process died."""


class LibraryError(AxtarError):
    """The library on disk is not as it should be."""

    exit_code = 5


class LockedError(LibraryError):
    """Another process is writing to the library."""

    http_status = 503


class IndexOutdatedError(LibraryError):
    """The index was made with another schema, other tables or other library versions."""

    http_status = 503


class IndexUnreadableError(LibraryError):
    """The index is damaged, or of a version that this one does not read."""

    http_status = 503


class SettingsError(AxtarError):
    """axtar.toml or an AXTAR_ variable holds something that cannot be used."""

    exit_code = 6
