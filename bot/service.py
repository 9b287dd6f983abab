"""The customer's only door: an event is stored, then gathered for, decided and committed.

Deciding is pure and happens outside the transaction; a commit that finds a newer
version loads, gathers and decides again. A turn that fails calls a person: a silent
bot is the worst failure.
"""

import logging
import time
from dataclasses import dataclass, field

from pydantic import ValidationError

from bot.anew import replace
from bot.codec import dump, load
from bot.content import Reply
from bot.conversation import Conversation, Turn, respond, welcome, words_for
from bot.effects import Handoff
from bot.events import Edited, Inbound, Place, Press, Said
from bot.facts import Facts
from bot.gathering import Gatherer
from bot.hearing import Heard, as_json, hear, redact
from bot.intake import Contended, Intake
from bot.policy import Policy, policy_of
from bot.ports import About, Catalogue, Clock, Desk, Library, Shop, Store, Trace, Witness
from bot.recording import Recording
from bot.redacting import hidden, redacted
from bot.standing import OpenCase
from bot.turns import consent
from bot.turns.presses import in_words
from bot.wording import Words
from bot.writes import Change, Committed, InboxRow, MessageRow, Snapshot, StoreUnavailable, Writes, micros

log = logging.getLogger(__name__)
PATIENCE = 8
"""Times a turn is decided again before something must be wrong."""


@dataclass(slots=True)
class Stopwatch:
    """Milliseconds by step of a turn, for the trace."""

    milliseconds: dict[str, float] = field(default_factory=dict)
    _since: float = field(default_factory=time.perf_counter)

    def lap(self, step: str) -> None:
        now = time.perf_counter()
        self.milliseconds[step] = round(self.milliseconds.get(step, 0) + (now - self._since) * 1000, 3)
        self._since = now


@dataclass(frozen=True, slots=True)
class Decided:
    """A turn and everything that led to it."""

    turn: Turn
    facts: Facts
    policy: Policy
    heard: Heard | None


class Service:
    """One person's event from the gateway to the outbox."""

    def __init__(
        self,
        store: Store,
        shop: Shop,
        library: Library,
        desk: Desk,
        clock: Clock,
        witness: Witness,
        catalogue: Catalogue | None = None,
    ) -> None:
        self._store = store
        self._desk = desk
        self._clock = clock
        self._witness = witness
        self._gatherer = Gatherer(store, shop, library, desk, clock, catalogue)
        self._intake: Intake | None = None
        self._fresh: dict[str, Inbound] = {}

    def connect(self, intake: Intake) -> None:
        """Give the queue that stored events wait in; done once, by the composition root."""
        self._intake = intake

    async def receive(self, event: Inbound) -> bool:
        """Redact and store an event; True if it is new. Acknowledge the platform after this.

        Raises StoreUnavailable when it could not be made durable.
        """
        assert self._intake is not None, "the composition root connects the intake"  # a wiring error
        safe = await self.safe(event)
        row = InboxRow(event.key, event.team, "customer", event.person.id, dump(safe), micros(event.at))
        if await self._intake.take(row) is None:
            return False
        # Its turn is queued and begins after this: what was just written down need not be read for it.
        self._fresh[row.id] = safe
        return True

    async def safe(self, event: Inbound) -> Inbound:
        """The event as it may be stored."""
        return redacted(event, await self._waits_for_code(event))

    async def _waits_for_code(self, event: Inbound) -> bool:
        """Whether the six digits we mailed ourselves may be in this message."""
        if not isinstance(event.body, Said) or "code" not in redact(event.body.text)[1]:
            return False
        row = (await self._store.load(event.team, event.person.id)).conversation
        return bool(row and memory_of(Snapshot(row)).challenge)

    async def answer(self, row: InboxRow) -> None:
        """Lane "customer": decide and commit one stored event."""
        event = self._fresh.pop(row.id, None) or load(Inbound, row.payload)
        watch = Stopwatch()
        for _ in range(PATIENCE):
            snapshot = await self._store.load(row.team, row.conversation)
            decided = await self._decide(event, snapshot, watch)
            writes = self._writes(row, event, snapshot, decided)
            committed = await self._store.commit(writes)
            watch.lap("commit")
            if committed is not Committed.STALE:
                self._go_private(writes)
                self._tell(event, decided, watch, writes, repeated=committed is Committed.REPEAT)
                return
        raise Contended(f"event {row.id} of {row.conversation}")

    async def give_up(self, row: InboxRow, error: Exception) -> None:
        """The last resort for an event whose turn cannot be committed: the customer hears it, a person gets it."""
        event = load(Inbound, row.payload)
        snapshot = await self._store.load(row.team, row.conversation)
        policy = policy_of(snapshot.settings)
        facts = await self._gatherer.least(event)
        decided = Decided(failed(memory_of(snapshot), event.place, facts, policy, error), facts, policy, None)
        writes = self._writes(row, event, snapshot, decided)
        if await self._store.commit(writes) is Committed.STALE:
            raise Contended(f"event {row.id} of {row.conversation}")
        self._tell(event, decided, Stopwatch(), writes, repeated=False)

    async def _decide(self, event: Inbound, snapshot: Snapshot, watch: Stopwatch) -> Decided:
        policy = policy_of(snapshot.settings)
        now = memory_of(snapshot)
        heard = _heard(event, now, policy)
        watch.lap("hear")
        try:
            facts = await self._gatherer.gather(event, heard, now, snapshot, policy)
            watch.lap("gather")
            turn = respond(now, event, heard, facts, policy)
            if turn.binds:
                facts = await self._gatherer.bound(facts, turn.binds, snapshot, policy)
                turn = welcome(turn, event, facts, policy)
        except StoreUnavailable:
            raise
        except Exception as error:  # a turn that fails must hand over, whatever went wrong in it
            log.exception("the turn for event %s failed", event.key)
            facts = await self._gatherer.least(event)
            turn = failed(now, event.place, facts, policy, error)
        watch.lap("decide")
        return Decided(turn, facts, policy, heard)

    def _writes(self, row: InboxRow, event: Inbound, snapshot: Snapshot, decided: Decided) -> Writes:
        """All that this turn changes, as one unit."""
        facts = decided.facts
        mirrored, incident = facts.desk.case is not None, facts.reported.row
        now = self._clock.now()
        record = Recording(event, snapshot, now, mirrored, decided.policy, incident)
        about = About(now, decided.policy, decided.facts.account, decided.turn.again)
        secret = _forgotten(row, event) if decided.turn.masks else Writes()
        alone = _again_in_private(row, event) if decided.turn.goes_private else Writes()
        turn = record.of(decided.turn) + self._at_the_desk(event, decided, about)
        return _asked_first(turn) + secret + alone + Writes(done=row.id)

    def _go_private(self, writes: Writes) -> None:
        """Queue the event that a public turn stored anew; a repeat finds it done already."""
        for row in writes.rows:
            if isinstance(row, InboxRow) and self._intake is not None:
                self._intake.wake(row)

    def _at_the_desk(self, event: Inbound, decided: Decided, about: About) -> Writes:
        """The rows of the case: opened, mirrored into, remarked on or ended in the same commit."""
        turn, view = decided.turn, decided.facts.desk
        event = hidden(event) if turn.masks else event
        rated = self._desk.rated(turn.rates, event, view, about) if turn.rates else Writes()
        if view.case is None:
            return rated + (self._desk.open(turn.handoff, event, view, about) if turn.handoff else Writes())
        # Who ends it is not mirrored: a case changes once in a commit.
        words = None if event.place.public or turn.ends_case or turn.rates else _as_words(event, decided)
        writes = rated + self._of_the_case(turn, view.case, words, event, about)
        for remark in turn.remarks:
            writes += self._desk.remark(view.case, event, remark, about)
        return writes + self._desk.end(view.case, event, about) if turn.ends_case else writes

    def _of_the_case(self, turn: Turn, case: OpenCase, words: Inbound | None, event: Inbound, about: About) -> Writes:
        """What was said, with what it changes about the case."""
        if turn.handoff and turn.handoff.rule == "call":
            return self._desk.call_back(case, turn.handoff, words or event, about)
        if turn.moves:
            return self._desk.move(case, turn.moves, words or event, about)
        return self._desk.relay(case, words, about) if words else Writes()

    def _tell(self, event: Inbound, decided: Decided, watch: Stopwatch, writes: Writes, *, repeated: bool) -> None:
        turn = decided.turn
        self._witness.saw(
            Trace(
                event.team,
                event.person.id,
                event.key,
                self._clock.now(),
                as_json(decided.heard) if decided.heard else {},
                turn.decided,
                decided.facts.in_words(),
                turn.outcome,
                watch.milliseconds,
                len(writes.rows) + len(writes.changes),
                repeated,
            )
        )


def _asked_first(turn: Writes) -> Writes:
    """All of it is of one moment; what was asked is the first to be written, whoever of us writes it down."""
    rows = sorted(turn.rows, key=lambda row: not (isinstance(row, MessageRow) and row.speaker == "customer"))
    return replace(turn, rows=tuple(rows))


def _forgotten(row: InboxRow, event: Inbound) -> Writes:
    """The stored event without the code that it carried."""
    return Writes(changes=(Change(InboxRow, {"id": row.id}, {"payload": dump(hidden(event))}),))


def _again_in_private(row: InboxRow, event: Inbound) -> Writes:
    """The same event once more, as if it had been said where nobody reads along."""
    alone = replace(event, key=f"{event.key}:private", place=event.private or event.place, private=None)
    return Writes((replace(row, id=alone.key, payload=dump(alone)),))


def memory_of(snapshot: Snapshot) -> Conversation:
    """What was remembered; a state that cannot be read is begun anew rather than met with silence."""
    if snapshot.conversation is None:
        return Conversation()
    try:
        return load(Conversation, snapshot.conversation.state)
    except ValidationError:
        log.error("the memory of %s could not be read and begins anew", snapshot.conversation.id)
        return Conversation(greeted=True)


def _heard(event: Inbound, now: Conversation, policy: Policy) -> Heard | None:
    return hear(event.body.text, now.before, policy.orders) if isinstance(event.body, Said) else None


def _label(decided: Decided, value: str) -> str:
    """The words on a button that was pressed, even if it is an old one; empty if it is none of ours."""
    memory, words = decided.turn.after, words_for(decided.facts, decided.policy)
    return {**memory.choices, **memory.offers}.get(value) or in_words(value, words)


def _as_words(event: Inbound, decided: Decided) -> Inbound | None:
    """What the case's thread shows of an event; a press is shown as the words on its label."""
    match event.body:
        case Press(value=value):
            words = _label(decided, value)
            return replace(event, body=Said(words, event.key)) if words else None
        case body if isinstance(body, Said | Edited) or body.kind == "deleted":
            return event
        case _:
            return None


def failed(now: Conversation, here: Place, facts: Facts, policy: Policy, error: Exception) -> Turn:
    """The turn when deciding broke: the customer hears it, a person gets it with the cause."""
    words = Words(facts.now, shop=policy.shop_name, bot=policy.bot_name)
    why = words.say("why.turn_failed", error=type(error).__name__)
    reply = Reply(words.say("small.failed"), notice=True)
    last = tuple(line.text for line in now.lines[-3:])
    need = Handoff("failing", (why,), last_words=last)
    after = replace(now, errand=None, parked=())
    if facts.desk.case is None and (platform := consent.needed(now, facts.desk, here, need.department)):
        asked = (reply, consent.question(words, platform))
        return Turn(replace(after, held=need), asked, remarks=(why,), outcome="failed")
    return Turn(after, (reply,), handoff=need, remarks=(why,), outcome="failed")
