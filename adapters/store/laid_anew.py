"""`python -m adapters.store.laid_anew`: run all migrations on a new file and keep the SQL of what came of it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.store.laying import LAID_OUT, sql_of
from adapters.store.migrate import upgrade

if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        new = Path(folder) / "new.db"
        upgrade(new)
        LAID_OUT.write_text(sql_of(new), encoding="utf-8")
