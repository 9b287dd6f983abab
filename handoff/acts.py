"""What staff and admins do, from whichever platform: the desk's own events."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Discriminator

from bot.events import Deleted, Due, Edited, Place, Said


@dataclass(frozen=True, slots=True)
class Teammate:
    """A member of staff; the adapter found out the role, from the platform, at this act."""

    id: str
    name: str
    role: Literal["none", "staff", "lead", "admin"]


@dataclass(frozen=True, slots=True)
class Command:
    """A verb of `handoff.commands`, with what was typed or pressed; `case` 0 means the place's own."""

    verb: str
    case: int = 0
    given: Mapping[str, str] = field(default_factory=dict)
    kind: Literal["command"] = "command"


@dataclass(frozen=True, slots=True)
class Fared:
    """A message to or for a customer reached a final state in the outbox."""

    outbox: str
    state: Literal["sent", "failed", "unknown"]
    error: str = ""
    kind: Literal["fared"] = "fared"


ActBody = Annotated[Said | Edited | Deleted | Command | Fared | Due, Discriminator("kind")]

SYSTEM = Teammate("system", "Baton", "admin")
"""Who acts when a timer or the outbox does."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a teammate did; `place` may be a case's thread, the staff channel or none."""

    key: str
    team: str
    place: Place
    by: Teammate
    at: datetime
    body: ActBody
    private: Place | None = None
    """Where the actor can be written to alone; without it, what is for them is in the answer."""
