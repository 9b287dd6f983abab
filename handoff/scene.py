"""Everything a verb may look at, and what it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol, TypeVar

from bot.content import Reply, Revise
from bot.events import Place
from bot.policy import Policy, policy_of
from bot.ports import Library, Shop
from bot.writes import ConversationRow, Row, Scalar, Writes
from handoff import brief, wording
from handoff.acts import Act, Command, Teammate
from handoff.attic import Attic
from handoff.case import silences
from handoff.naming import public_name
from handoff.pen import Pen, place_of
from handoff.refusal import Refusal
from handoff.routing import Routing, routing_of
from handoff.rows import CaseRow
from handoff.timers import clocks, rests_until
from handoff.timetable import Timetable, timetable_of

R = TypeVar("R", bound=Row)
Where = dict[str, Scalar | tuple[Scalar, ...]]


class Reading(Protocol):
    """The store, as far as a verb may use it: to read."""

    async def find(
        self,
        kind: type[R],
        where: Mapping[str, Scalar | tuple[Scalar, ...]],
        *,
        after: tuple[str, Scalar] | None = None,
        order: tuple[str, ...] = (),
        newest_first: bool = False,
        limit: int = 1000,
    ) -> tuple[R, ...]: ...


class Check(Protocol):
    """One thing `doctor` looks at: `mend` says what to do when it is not ok, or only just."""

    @property
    def name(self) -> str: ...
    @property
    def ok(self) -> bool: ...
    @property
    def warning(self) -> bool: ...
    @property
    def found(self) -> str: ...
    @property
    def mend(self) -> str: ...


class Channels(Protocol):
    """The channels beside a place's own, names by ids; None where it cannot be told whether the place is there."""

    def __call__(self, place: Place, /) -> Mapping[str, str] | None: ...


def no_channels(place: Place, /) -> Mapping[str, str] | None:
    return None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to commit, and what the actor alone is told."""

    writes: Writes = field(default_factory=Writes)
    reply: Reply = field(default_factory=Reply)


@dataclass(frozen=True, slots=True)
class Scene:
    """One act, the case it is about, and how things stand."""

    act: Act
    now: datetime
    store: Reading
    settings: Mapping[str, str] = field(default_factory=dict)
    found: CaseRow | None = None
    conversation: ConversationRow | None = None
    shop: Shop | None = None
    checks: tuple[Check, ...] = ()
    library: Library | None = None
    attic: Attic | None = None
    channels: Channels = no_channels

    @property
    def by(self) -> Teammate:
        return self.act.by

    @property
    def case(self) -> CaseRow:
        """The case this is about; a Refusal says that none was named."""
        if self.found is None:
            raise Refusal(wording.no_case_here(self.act.body.verb if isinstance(self.act.body, Command) else ""))
        return self.found

    @property
    def in_thread(self) -> bool:
        """Whether the actor acts where the case's own lines are read."""
        thread = place_of(self.case.thread)
        return thread is not None and str(thread) == str(self.act.place)

    @property
    def policy(self) -> Policy:
        return policy_of(self.settings)

    @property
    def routing(self) -> Routing:
        return routing_of(self.settings)

    def public(self, id: str, name: str) -> str:
        """A teammate's name as customers know it."""
        return public_name(self.settings, id, name)

    @property
    def hours(self) -> Timetable:
        return timetable_of(self.settings)

    @property
    def pen(self) -> Pen:
        return Pen(self.act.team, self.act.key, self.now)

    def becomes(self, after: CaseRow) -> Writes:
        """The case as it is from now on: its row, its card, its timers, the bot's voice."""
        after = replace(after, version=self.case.version + 1)
        return become(self.pen, self.policy, self.hours, self.case, after) + self._voice(after)

    def calls(self, case: CaseRow, role: str) -> tuple[str, ...]:
        """Whom a line may call: nobody while the case's people are away."""
        return (role,) if role and rests_until(self.hours, case, self.now) is None else ()

    def audit(self, verb: str, detail: str = "") -> Writes:
        subject = f"case:{self.found.number}" if self.found else "team"
        return self.pen.audit(self.by, verb, subject, detail)

    def _voice(self, after: CaseRow) -> Writes:
        """The bot falls silent, or speaks again, in the same commit as the case changes."""
        row = self.conversation
        if row is None or row.silent == silences(after):
            return Writes()
        return Writes((replace(row, version=row.version + 1, silent=silences(after)),))


def become(pen: Pen, policy: Policy, hours: Timetable, before: CaseRow, after: CaseRow) -> Writes:
    """What follows from a case's new row by itself."""
    return Writes((after,)) + redrawn(pen, before, after) + clocks(pen, policy, hours, before, after)


def redrawn(pen: Pen, before: CaseRow, after: CaseRow) -> Writes:
    """The card, brought up to date where it hangs; nothing if it would look the same."""
    thread, shown = place_of(before.thread), brief.card(after)
    if thread is None or shown == brief.card(before):
        return Writes()
    hangs = replace(thread, thread="")
    return Writes((pen.show(after, hangs, Revise(before.card, shown), "desk", "redraw"),))
