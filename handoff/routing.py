"""Which department a case goes to, where its people sit and whom to call."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

from pydantic import ValidationError

from bot.codec import load
from bot.events import Place
from bot.gathering import BLOCKED
from bot.standing import DEPARTMENTS, NET, DepartmentName
from bot.writes import Scalar

__all__ = [
    "DEPARTMENTS", "NET", "OURS", "Department", "DepartmentName", "Mate", "Routing", "blocked", "blocked_accounts",
    "case_in", "department_of", "routing_of", "thread_of",
]  # fmt: skip

S = TypeVar("S")
OURS = ("web", "terminal")
"""Places of our own, where words go to nobody else."""

STAFF_PLACE = "desk.staff_place"
STAFF_ROLE = "desk.staff_role"
LEAD_ROLE = "desk.lead_role"
DEPARTMENT = "desk.department."
MATE = "desk.mate."


@dataclass(frozen=True, slots=True)
class Department:
    """Where a department's cases are shown and which role is called; empty means as general."""

    place: Place | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class Mate:
    """A teammate as last seen at the desk."""

    id: str
    name: str
    role: Literal["none", "staff", "lead", "admin"]


@dataclass(frozen=True, slots=True)
class Routing:
    """The desk's own settings, read."""

    staff_place: Place | None = None
    staff_role: str = ""
    lead_role: str = ""
    departments: Mapping[str, Department] = field(default_factory=dict)
    mates: Mapping[str, Mate] = field(default_factory=dict)

    def place(self, department: str) -> Place | None:
        """Where the cases of `department` are shown; None until the desk is set up."""
        return self.departments.get(department, Department()).place or self.staff_place

    def role(self, department: str) -> str:
        """Which role to call for `department`."""
        return self.departments.get(department, Department()).role or self.staff_role

    def platforms(self) -> dict[str, str]:
        """The chat service that each department's people sit in; empty for a page of ours."""
        places = {name: self.place(name) for name in DEPARTMENTS}
        return {name: "" if place.platform in OURS else place.platform for name, place in places.items() if place}

    def leads(self) -> str:
        return self.lead_role or self.staff_role

    def mate(self, words: str) -> Mate | None:
        """A teammate by id or by name, if it names only one."""
        if words in self.mates:
            return self.mates[words]
        named = [m for m in self.mates.values() if m.name.casefold() == words.casefold().removeprefix("@")]
        return named[0] if len(named) == 1 else None


def department_of(name: str) -> str:
    """The department that takes cases for `name`; general is the net under all."""
    key = name.strip().casefold()
    return key if key in DEPARTMENTS else NET


def routing_of(settings: Mapping[str, str]) -> Routing:
    """What the settings say; a line that cannot be read counts as not set."""
    return Routing(
        staff_place=_read(Place, settings.get(STAFF_PLACE, "")),
        staff_role=settings.get(STAFF_ROLE, ""),
        lead_role=settings.get(LEAD_ROLE, ""),
        departments=_all(Department, DEPARTMENT, settings),
        mates=_all(Mate, MATE, settings),
    )


def thread_of(place: Place, number: int) -> Place:
    """The thread of a case, by its symbolic name; an adapter knows the real one."""
    return replace(place, thread=f"case-{number}")


def case_in(place: Place) -> int:
    """The number of the case whose thread this is, 0 if it is none."""
    digits = place.thread.removeprefix("case-")
    return int(digits) if digits != place.thread and digits.isdecimal() and len(digits) < 12 else 0


def blocked(settings: Mapping[str, Scalar], person: str) -> bool:
    """Whether this person is not to be answered."""
    return bool(settings.get(BLOCKED + person))


def blocked_accounts(settings: Mapping[str, str]) -> tuple[str, ...]:
    """Everybody who is not to be answered."""
    return tuple(
        sorted(name.removeprefix(BLOCKED) for name, why in settings.items() if name.startswith(BLOCKED) and why)
    )


def _all(shape: type[S], prefix: str, settings: Mapping[str, str]) -> dict[str, S]:
    found = {
        name.removeprefix(prefix): _read(shape, text) for name, text in settings.items() if name.startswith(prefix)
    }
    return {name: value for name, value in found.items() if value is not None}


def _read(shape: type[S], text: str) -> S | None:
    try:
        return load(shape, text) if text else None
    except ValidationError:
        return None
