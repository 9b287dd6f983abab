"""A real file in a folder of its own, and the store on it."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.store.migrate import migrate
from adapters.store.sqlite import SqliteStore, open_store


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, migrated once; tests work on copies."""
    path = tmp_path_factory.mktemp("migrated") / "baton.db"
    migrate(path)
    return path


@pytest.fixture
def path(tmp_path: Path, migrated: Path) -> Path:
    return Path(shutil.copy(migrated, tmp_path / "baton.db"))


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    async with open_store(path) as opened:
        yield opened
