"""The types of columns that SQLAlchemy does not have."""

import json
from typing import Any, cast

from sqlalchemy import Dialect, TypeDecorator, types

from axtar.model import Record


class Text(TypeDecorator[str]):
    """Any string. Names of files that are no Unicode hold lone surrogates, which TEXT cannot; they go in as bytes."""

    impl = types.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002, ANN401 - SQLAlchemy's signature; str or bytes
        """Write a string as TEXT, or as a BLOB where it cannot be one."""
        if value is None:
            return None
        try:
            value.encode()
        except UnicodeEncodeError:
            return value.encode("utf-8", "surrogatepass")
        return value

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002, ANN401 - SQLAlchemy's signature; str or bytes
        """Read back what `process_bind_param` wrote."""
        return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else cast("str | None", value)


class RecordText(TypeDecorator[Record]):
    """A bibliographic record as readable JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Record | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Write a record as JSON text."""
        return None if value is None else json.dumps(dict(value), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Record | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Read a record back."""
        return None if value is None else cast("Record", json.loads(value))
