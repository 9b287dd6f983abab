"""One unit of writing, what became of it, and what a turn starts from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.writes.kept import BindingRow
from bot.writes.row import Row, Scalar
from bot.writes.talk import ConversationRow


@dataclass(frozen=True, slots=True)
class Change:
    """Set some columns of the rows of a kind that match; no row matching is no error."""

    kind: type[Row]
    where: Mapping[str, Scalar]
    to: Mapping[str, Scalar]


@dataclass(frozen=True, slots=True)
class Erasure:
    """Remove all that is kept of one chat account, in whichever table; what stays is the store's to name.

    It comes after the unit's changes and before its rows, and makes the commit STALE if something of
    theirs is being sent, or their conversation is no longer of this version (0: there is none).
    """

    team: str
    person: str
    version: int
    settings: tuple[str, ...] = ()
    """Names of settings that are about them."""


@dataclass(frozen=True, slots=True)
class Writes:
    """One unit: all of it or nothing. `done` is the inbox row that this finishes."""

    rows: tuple[Row, ...] = ()
    changes: tuple[Change, ...] = ()
    done: str = ""
    erasures: tuple[Erasure, ...] = ()

    def __add__(self, other: "Writes") -> "Writes":
        done, erasures = self.done or other.done, self.erasures + other.erasures
        return Writes(self.rows + other.rows, self.changes + other.changes, done, erasures)


class StoreUnavailable(Exception):
    """The database could not be reached or written; nothing of the unit was kept."""


class Committed(StrEnum):
    """What became of a unit."""

    DONE = "done"
    REPEAT = "repeat"
    """The inbox row was done before: nothing was written."""
    STALE = "stale"
    """Something changed meanwhile: nothing was written; load and decide again."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a turn starts from."""

    conversation: ConversationRow | None = None
    binding: BindingRow | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
