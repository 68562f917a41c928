"""The format of an entity or thesaurus file: as requested, or by the file's suffix."""

from pathlib import Path


def choose_format(requested: str | None, file: Path | None, default: str) -> str:
    """Return the requested format, else that of the file's suffix, else the default.

    Raises UsageError for an unknown format.
    """
    from axtar import interchange
    from axtar.errors import UsageError

    if requested and requested not in interchange.FORMATS:
        raise UsageError(f"The format {requested!r} is not known. Known formats: {', '.join(interchange.FORMATS)}.")
    return requested or (interchange.format_for_file(file.name) if file else default)
