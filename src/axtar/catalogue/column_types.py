"""Column types that SQLAlchemy lacks, and the format of timestamps."""

import json
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Dialect, TypeDecorator, types

from axtar.model import Record
from axtar.record_json import read_stored


def utc_now() -> str:
    """Return the current UTC time to the second, as ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Text(TypeDecorator[str]):
    """Any string, also one that is not valid Unicode.

    Such file names hold lone surrogates, which TEXT cannot store; they become bytes.
    """

    impl = types.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002, ANN401 - SQLAlchemy's signature; str or bytes
        """Convert a string to TEXT, or to a BLOB if it holds lone surrogates."""
        if value is None:
            return None
        try:
            value.encode()
        except UnicodeEncodeError:
            return value.encode("utf-8", "surrogatepass")
        return value

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002, ANN401 - SQLAlchemy's signature; str or bytes
        """Convert a stored value back to the string that `process_bind_param` received."""
        return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else cast("str | None", value)


class RecordText(TypeDecorator[Record]):
    """A bibliographic record as readable JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Record | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Serialize a record as JSON."""
        return None if value is None else json.dumps(dict(value), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Record | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Parse a stored record."""
        return None if value is None else read_stored(value)
