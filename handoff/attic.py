"""What the desk needs of the place where everything is kept, to give it out or to have it gone."""

from collections.abc import Mapping
from typing import Protocol

from bot.events import File
from bot.writes import Scalar

Kept = Mapping[str, tuple[Mapping[str, Scalar], ...]]
"""Rows by table, as columns by name."""


class Attic(Protocol):
    """All that lies in tables and files."""

    async def kept_of(self, team: str, person: str) -> Kept:
        """Everything of one chat account; tables without anything are left out."""

    async def keep(self, name: str, data: bytes) -> File:
        """Store a file."""

    async def read(self, ref: str) -> bytes:
        """Its bytes; raises FileNotFoundError, OSError, or ValueError for one that does not open."""

    async def clear(self) -> int:
        """Take from the disk what `GoneFileRow`s say, as far as they are due; how many files it was."""
