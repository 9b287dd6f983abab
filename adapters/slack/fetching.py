"""Events with files: stored and acknowledged first, then the files are fetched, then the event goes its way.

While its files are under way the event waits in a lane of its own, at its place in the line of its
conversation; a stop in between costs nothing but fetching them again.
"""

from dataclasses import dataclass, replace

from adapters.slack.answers import Answers, Whom
from adapters.slack.attachments import Attachments, Shared, Taken
from adapters.slack.parts import Later, Parts
from bot.codec import dump, load
from bot.events import File, Inbound, Said
from bot.writes import Change, InboxRow, Writes, micros
from handoff.acts import Act
from handoff.redacting import redacted
from handoff.rows import CaseRow

LANE = "slack"


@dataclass(frozen=True, slots=True)
class Pending:
    """What was said with files that are not here yet; one of `event` and `act`."""

    space: str
    channel: str
    thread: str
    user: str
    files: tuple[Shared, ...]
    event: Inbound | None = None
    act: Act | None = None

    @property
    def first(self) -> Inbound | Act:
        assert self.event is not None or self.act is not None
        return self.event or self.act  # type: ignore[return-value]  # one of the two is there


@dataclass(frozen=True, slots=True)
class Fetching:
    """Stores such an event, and finishes it."""

    parts: Parts
    attachments: Attachments
    answers: Answers

    async def customer(self, pending: Pending, event: Inbound) -> None:
        """Raises StoreUnavailable."""
        if (later := self.parts.later) is None:
            files = await self._taken(event.team, pending)
            await self.parts.service.receive(replace(event, body=_with(event.body, files)))
            return
        safe = await later.safe(event)
        row = InboxRow(event.key, event.team, LANE, event.person.id, dump(replace(pending, event=safe)), _at(event))
        await later.take(row)

    async def teammate(self, pending: Pending, act: Act, case: int) -> None:
        """Raises StoreUnavailable."""
        safe, _ = redacted(act)
        if (later := self.parts.later) is None:
            files = await self._taken(act.team, pending)
            reply = await self.parts.desk.receive(replace(act, body=_with(act.body, files)))
            self.answers.tell(_whom(act.team, pending), reply)
            return
        found = await self.parts.store.find(CaseRow, {"team": act.team, "number": case}, limit=1)
        conversation = found[0].conversation if found else ""
        row = InboxRow(act.key, act.team, LANE, conversation, dump(replace(pending, act=safe)), _at(act))
        await later.take(row)

    async def work(self, row: InboxRow) -> object:
        """The lane's handler."""
        later = self._later
        pending: Pending = load(Pending, row.payload)
        taken = await self._taken(row.team, pending)
        if pending.event is not None:
            event = replace(pending.event, body=_with(pending.event.body, taken))
            return await later.answer(await self._passed_on(row, "customer", dump(event)))
        assert pending.act is not None  # one of the two is there
        act = replace(pending.act, body=_with(pending.act.body, taken))
        reply = await later.act(await self._passed_on(row, "desk", dump(act)))
        self.answers.tell(_whom(row.team, pending), reply)
        return reply

    async def gives_up(self, row: InboxRow, error: Exception) -> object:
        """The words without the files are better than nothing; a customer's go to a person."""
        pending: Pending = load(Pending, row.payload)
        lost: Taken = ((), tuple(f"{file.name} could not be taken" for file in pending.files))
        if pending.event is not None:
            event = replace(pending.event, body=_with(pending.event.body, lost))
            return await self._later.gives_up(await self._passed_on(row, "customer", dump(event)), error)
        assert pending.act is not None  # one of the two is there
        act = replace(pending.act, body=_with(pending.act.body, lost))
        return await self._later.act(await self._passed_on(row, "desk", dump(act)))

    async def _taken(self, team: str, pending: Pending) -> Taken:
        return await self.attachments.taken(team, pending.space, pending.files)

    async def _passed_on(self, row: InboxRow, lane: str, payload: str) -> InboxRow:
        """The same row of the inbox, as what it now is."""
        change = Change(InboxRow, {"id": row.id, "state": "new"}, {"lane": lane, "payload": payload})
        await self.parts.store.commit(Writes(changes=(change,)))
        return replace(row, lane=lane, payload=payload)

    @property
    def _later(self) -> Later:
        assert self.parts.later is not None  # nothing is in the lane otherwise
        return self.parts.later


def _with(body: object, taken: Taken) -> Said:
    assert isinstance(body, Said)  # only words come with files
    files: tuple[File, ...] = taken[0]
    return replace(body, files=files, refused=taken[1])


def _at(event: Inbound | Act) -> int:
    return micros(event.at)


def _whom(team: str, pending: Pending) -> Whom:
    return Whom(team, pending.space, pending.user, pending.channel, pending.thread)
