"""The repository of settings: small values by key."""

from sqlalchemy import Connection, select

from axtar.catalogue.schema import setting
from axtar.catalogue.sqlite import Database, insert


class SettingRepository:
    """Values by key, such as the password hash and the session secret of the web server."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        """Return a value; None if it was never set."""
        with self._database.reading() as connection:
            return get_setting(connection, key)

    def set(self, key: str, value: str) -> None:
        """Set a value."""
        with self._database.writing() as connection:
            set_setting(connection, key, value)


# ------------------------------------------------------------------ parts of other transactions
def get_setting(connection: Connection, key: str) -> str | None:
    """Return a value; None if it was never set."""
    return connection.scalar(select(setting.c.value).where(setting.c.key == key))


def set_setting(connection: Connection, key: str, value: str) -> None:
    """Set a value."""
    row = insert(setting).values(key=key, value=value)
    connection.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
