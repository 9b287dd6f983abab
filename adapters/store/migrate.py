"""Bring a database file to the schema of this version.

A start on a current schema reads one row and imports nothing, and a new file is laid out
at once; only a real migration loads Alembic and SQLAlchemy.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from adapters.store.backup import copy
from adapters.store.connection import uri
from adapters.store.errors import NotADatabase, SchemaTooNew, StoreUnavailable, unavailable
from adapters.store.laying import lay_out

HEAD = "0011"
"""The newest revision in migrations/versions; revisions are four digits and count up."""

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(path: Path, *, head: str = HEAD, scripts: Path = MIGRATIONS) -> None:
    """Migrate in one transaction; an older file is first copied to `<name>.before-<revision>`."""
    found = revision(path)
    if found == head:
        return
    if found > head:
        raise SchemaTooNew(path, f"its schema is {found}, this Baton knows {head}")
    if found:
        copy(path, path.with_name(f"{path.name}.before-{head}"))
    try:
        if found or scripts != MIGRATIONS or not lay_out(path, head):
            upgrade(path, head, scripts)
    except sqlite3.Error as error:
        raise unavailable(path, error) from error


def require_current(path: Path) -> None:
    """Raise unless the file can be read as it is."""
    found = revision(path)
    if found > HEAD:
        raise SchemaTooNew(path, f"its schema is {found}, this Baton knows {HEAD}")
    if found < HEAD:
        raise StoreUnavailable(path, "it has no data yet, or an older schema: `baton run` or `baton migrate` first")


def revision(path: Path) -> str:
    """The schema a file has; empty for a file that is missing or empty."""
    if not path.exists():
        return ""
    try:
        with closing(sqlite3.connect(uri(path, read_only=True), uri=True)) as db:
            return _revision(db, path)
    except sqlite3.Error as error:
        raise unavailable(path, error) from error


def _revision(db: sqlite3.Connection, path: Path) -> str:
    tables = {name for (name,) in db.execute("select name from sqlite_master where type='table'")}
    if not tables:
        return ""
    if "alembic_version" not in tables:
        raise NotADatabase(path, "it holds other tables")
    found = db.execute("select version_num from alembic_version").fetchone()
    return found[0] if found else ""


def upgrade(path: Path, head: str = HEAD, scripts: Path = MIGRATIONS) -> None:
    """Run every migration the file has not had."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import NullPool, create_engine, event, exc

    def opened() -> sqlite3.Connection:
        return sqlite3.connect(uri(path, read_only=False), uri=True, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=opened, poolclass=NullPool)
    # SQLite can roll back a create table; Python's driver only does so if we begin ourselves.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("begin immediate"))
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, head)
    except exc.DBAPIError as error:
        raise error.orig if isinstance(error.orig, sqlite3.Error) else error from error
