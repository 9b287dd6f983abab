"""Lay a new file out at once: the newest schema as plain SQL, the same that all migrations together give.

Most files are never migrated, and a first start is a second sooner without Alembic and SQLAlchemy.
`make schema` writes the SQL anew after a migration was added; until then new files are migrated too.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from adapters.store.connection import uri

LAID_OUT = Path(__file__).parent / "migrations" / "newest.sql"


def lay_out(path: Path, head: str) -> bool:
    """Make all tables in one transaction; False where the SQL is of another revision or somebody was quicker."""
    *tables, stamp = LAID_OUT.read_text(encoding="utf-8").strip().removesuffix(";").split(";\n")
    if stamp.strip() != _stamp(head):
        return False
    with closing(sqlite3.connect(uri(path, read_only=False), uri=True, isolation_level=None)) as db:
        # Closing rolls back what was not committed.
        db.execute("begin immediate")
        if db.execute("select count(*) from sqlite_master").fetchone()[0]:
            return False
        for statement in (*tables, stamp):
            db.execute(statement)
        db.execute("commit")
    return True


def sql_of(path: Path) -> str:
    """The SQL that lays out a file like this one."""
    with closing(sqlite3.connect(uri(path, read_only=True), uri=True)) as db:
        found = db.execute("select sql from sqlite_master where sql is not null and name not like 'sqlite_%'")
        lines = "\n".join(f"{sql.strip()};" for (sql,) in found)
        (revision,) = db.execute("select version_num from alembic_version").fetchone()
    # SQLite keeps a statement as it was written: with tabs, and blanks at the ends of lines.
    return "\n".join(line.rstrip().expandtabs(4) for line in lines.splitlines()) + f"\n{_stamp(revision)};\n"


def _stamp(revision: str) -> str:
    return f"insert into alembic_version values ('{revision}')"  # noqa: S608 - a revision of ours
