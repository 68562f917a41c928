"""The errors that axtar raises on purpose.

    AxtarError                   1   500
    ├── UsageError               2   400   the command, the form or the query is invalid
    │   └── QuerySyntaxError     2   400   a query has a syntax error (searched as plain words, with a hint)
    ├── NotFoundError            3   404   no such document, page or entity
    │   └── RemovedError         3   410   the document was removed; its tombstone remains
    ├── ExtractionError          4   422   one file cannot be read; the others are added
    │   ├── EncryptedError       4   422
    │   ├── CorruptError         4   422
    │   ├── EmptyError           4   422   the file has no text (a scan, until axtar has OCR)
    │   ├── UnsupportedError     4   422   not a format that axtar reads
    │   └── TimedOutError        4   422   no progress for too long, or the reading process died
    ├── LibraryError             5   500   the library cannot be used: damaged, read-only, its folder cannot be created
    │   ├── LockedError          5   503   another process is writing; the message names it
    │   ├── IndexOutdatedError   5   503   the index was made by another version or other data: rebuild it
    │   ├── IndexUnreadableError 5   503   the index is missing, damaged, or of another version: rebuild it
    │   ├── ReadOnlyError        5   503   the library cannot be written by this user, or its disk is read-only
    │   └── DiskError            5   503   the disk is full or reports an error; a rebuild would not help
    ├── BusyError                1   503   too much of this work is asked for at once; trying again soon will succeed
    └── SettingsError            6   500   a setting is wrong, or its address cannot be served: a port in use, no such host

The first number is the exit code of the command line, the second the HTTP status. Messages are for the reader: what
happened, to which file, what to do. The command line reports any other OSError, such as a full disk, like a LibraryError.
"""


class AxtarError(Exception):
    """Base class of all errors that axtar raises on purpose."""

    exit_code = 1
    http_status = 500


class UsageError(AxtarError):
    """The command, the form or the query is invalid."""

    exit_code = 2
    http_status = 400


class QuerySyntaxError(UsageError):
    """A query does not follow the grammar of docs/query.md."""


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
    """The file needs a password."""


class CorruptError(ExtractionError):
    """The file is damaged beyond repair."""


class EmptyError(ExtractionError):
    """The file can be read, but contains no text."""


class UnsupportedError(ExtractionError):
    """The file has a format that axtar does not read, or another one than its suffix."""


class TimedOutError(ExtractionError):
    """Reading made no progress for too long, or its process died."""


class BusyError(AxtarError):
    """Too much of this work is asked for at once: trying again soon will succeed."""

    http_status = 503


class LibraryError(AxtarError):
    """The library on disk cannot be used."""

    exit_code = 5


class LockedError(LibraryError):
    """Another process is writing to the library."""

    http_status = 503


class IndexOutdatedError(LibraryError):
    """The index was made with another schema, other tables or other versions of dependencies."""

    http_status = 503


class IndexUnreadableError(LibraryError):
    """The index is missing, damaged, or of a format that this version does not read."""

    http_status = 503


class ReadOnlyError(LibraryError):
    """The library cannot be written by this user, or its disk is read-only."""

    http_status = 503


class DiskError(LibraryError):
    """The disk is full or reports an error, which a rebuild would not heal."""

    http_status = 503


class SettingsError(AxtarError):
    """A setting from axtar.toml, an AXTAR_ variable or an option cannot be used."""

    exit_code = 6
