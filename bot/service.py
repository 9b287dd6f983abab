"""The customer's only door: an event is stored, then gathered for, decided and committed.

Deciding is pure and happens outside the transaction; a commit that finds a newer
version loads, gathers and decides again. A turn that fails calls a person: a silent
bot is the worst failure.
"""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.codec import dump, load
from bot.content import Reply
from bot.conversation import Conversation, Turn, respond, welcome
from bot.effects import Handoff
from bot.events import Edited, Filled, Inbound, Press, Said
from bot.facts import Facts
from bot.gathering import Gatherer
from bot.hearing import Heard, as_json, hear, redact
from bot.intake import Intake
from bot.policy import Policy, policy_of
from bot.ports import About, Clock, Desk, Library, Shop, Store, Trace, Witness
from bot.recording import Recording
from bot.text import clean
from bot.wording import Words
from bot.writes import Change, Committed, InboxRow, Snapshot, StoreUnavailable, Writes, micros

log = logging.getLogger(__name__)
NAME, PRESSED = 80, 1000
"""Characters kept of a display name, and of what a button sent."""
PATIENCE = 8
"""Times a turn is decided again before something must be wrong."""


class Contended(Exception):
    """A conversation changed under every attempt to commit its turn; the event is tried again later."""


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

    def __init__(self, store: Store, shop: Shop, library: Library, desk: Desk, clock: Clock, witness: Witness) -> None:
        self._store = store
        self._desk = desk
        self._clock = clock
        self._witness = witness
        self._gatherer = Gatherer(store, shop, library, desk, clock)
        self._intake: Intake | None = None

    def connect(self, intake: Intake) -> None:
        """Give the queue that stored events wait in; done once, by the composition root."""
        self._intake = intake

    async def receive(self, event: Inbound) -> bool:
        """Redact and store an event; True if it is new. Acknowledge the platform after this.

        Raises StoreUnavailable when it could not be made durable.
        """
        assert self._intake is not None, "the composition root connects the intake"  # a wiring error
        safe = redacted(event, await self._waits_for_code(event))
        row = InboxRow(event.key, event.team, "customer", event.person.id, dump(safe), micros(event.at))
        return await self._intake.take(row) is not None

    async def _waits_for_code(self, event: Inbound) -> bool:
        """Whether the six digits we mailed ourselves may be in this message."""
        if not isinstance(event.body, Said) or "code" not in redact(event.body.text)[1]:
            return False
        row = (await self._store.load(event.team, event.person.id)).conversation
        return bool(row and load(Conversation, row.state).challenge)

    async def answer(self, row: InboxRow) -> None:
        """Lane "customer": decide and commit one stored event."""
        event = load(Inbound, row.payload)
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

    async def _decide(self, event: Inbound, snapshot: Snapshot, watch: Stopwatch) -> Decided:
        policy = policy_of(snapshot.settings)
        now = memory_of(snapshot)
        heard = _heard(event, now)
        watch.lap("hear")
        try:
            facts = await self._gatherer.gather(event, heard, now, snapshot, policy)
            watch.lap("gather")
            turn = respond(now, event, heard, facts, policy)
            if turn.binds:
                facts = await self._gatherer.bound(facts, turn.binds, policy)
                turn = welcome(turn, event, facts, policy)
        except StoreUnavailable:
            raise
        except Exception as error:  # a turn that fails must hand over, whatever went wrong in it
            log.exception("the turn for event %s failed", event.key)
            facts = await self._gatherer.least(event)
            turn = failed(now, facts, policy, error)
        watch.lap("decide")
        return Decided(turn, facts, policy, heard)

    def _writes(self, row: InboxRow, event: Inbound, snapshot: Snapshot, decided: Decided) -> Writes:
        """All that this turn changes, as one unit."""
        record = Recording(event, snapshot, self._clock.now(), decided.facts.desk.case is not None)
        about = About(self._clock.now(), decided.policy, decided.facts.account)
        secret = _forgotten(row, event) if decided.turn.masks else Writes()
        alone = _again_in_private(row, event) if decided.turn.goes_private else Writes()
        return record.of(decided.turn) + self._at_the_desk(event, decided, about) + secret + alone + Writes(done=row.id)

    def _go_private(self, writes: Writes) -> None:
        """Queue the event that a public turn stored anew; a repeat finds it done already."""
        for row in writes.rows:
            if isinstance(row, InboxRow) and self._intake is not None:
                self._intake.wake(row)

    def _at_the_desk(self, event: Inbound, decided: Decided, about: About) -> Writes:
        """The rows of the case: opened, mirrored into, remarked on or ended in the same commit."""
        turn, view = decided.turn, decided.facts.desk
        if view.case is None:
            return self._desk.open(turn.handoff, event, view, about) if turn.handoff else Writes()
        words = _as_words(event, labels_of(decided))
        writes = self._desk.relay(view.case, words, about) if words else Writes()
        for remark in turn.remarks:
            writes += self._desk.remark(view.case, event, remark, about)
        return writes + self._desk.end(view.case, event, about) if turn.ends_case else writes

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
                told(decided.facts),
                turn.outcome,
                watch.milliseconds,
                len(writes.rows) + len(writes.changes),
                repeated,
            )
        )


def redacted(event: Inbound, keeps_code: bool = False) -> Inbound:
    """The event as it may be stored: secrets hidden, and nothing in it that no database could keep.

    The code that we asked for ourselves is kept until it has been checked.
    """
    person = replace(event.person, name=clean(event.person.name)[:NAME])
    event = replace(event, person=person)
    match event.body:
        case Said(text=text) | Edited(text=text):
            plain = clean(text)
            return replace(event, body=replace(event.body, text=plain if keeps_code else redact(plain)[0]))
        case Press(ask=ask, value=value):
            return replace(event, body=Press(clean(ask)[:PRESSED], clean(value)[:PRESSED]))
        case Filled(form=form, values=values):
            safe = {clean(name)[:NAME]: redact(clean(value))[0] for name, value in values.items()}
            return replace(event, body=Filled(clean(form)[:NAME], safe))
        case _:
            return event


def _forgotten(row: InboxRow, event: Inbound) -> Writes:
    """The stored event without the code that it carried."""
    hidden = replace(event, body=replace(event.body, text="••••••")) if isinstance(event.body, Said) else event
    return Writes(changes=(Change(InboxRow, {"id": row.id}, {"payload": dump(hidden)}),))


def _again_in_private(row: InboxRow, event: Inbound) -> Writes:
    """The same event once more, as if it had been said where nobody reads along."""
    alone = replace(event, key=f"{event.key}:private", place=event.private or event.place, private=None)
    return Writes((replace(row, id=alone.key, payload=dump(alone)),))


def memory_of(snapshot: Snapshot) -> Conversation:
    return load(Conversation, snapshot.conversation.state) if snapshot.conversation else Conversation()


def _heard(event: Inbound, now: Conversation) -> Heard | None:
    return hear(event.body.text, now.before) if isinstance(event.body, Said) else None


def labels_of(decided: Decided) -> Mapping[str, str]:
    """The labels of whatever could have been pressed."""
    memory = decided.turn.after
    return {**memory.choices, **memory.offers}


def _as_words(event: Inbound, labels: Mapping[str, str]) -> Inbound | None:
    """What the case's thread shows of an event; a press is shown as the words on its label."""
    match event.body:
        case Press(value=value):
            return replace(event, body=Said(labels.get(value, value), event.key)) if value != "end" else None
        case body if isinstance(body, Said | Edited) or body.kind == "deleted":
            return event
        case _:
            return None


def failed(now: Conversation, facts: Facts, policy: Policy, error: Exception) -> Turn:
    """The turn when deciding broke: the customer hears it, a person gets it with the cause."""
    words = Words(facts.now, shop=policy.shop_name, bot=policy.bot_name)
    why = words.say("why.turn_failed", error=type(error).__name__)
    after = replace(now, errand=None, parked=())
    reply = Reply(words.say("small.failed"), notice=True)
    last = tuple(line.text for line in now.lines[-3:])
    return Turn(
        after, (reply,), handoff=Handoff("failing", (why,), last_words=last), remarks=(why,), outcome="handed off"
    )


def told(facts: Facts) -> tuple[str, ...]:
    """The facts a turn had, in plain words."""
    account = facts.account
    about = f"{account.customer.name}: {len(account.orders)} orders, {len(account.charges)} charges" if account else ""
    return tuple(
        filter(
            None,
            (
                about or ("not bound" if not facts.bound else "the shop did not answer"),
                f"case {facts.desk.case.number} is {facts.desk.case.stage}" if facts.desk.case else "",
                *(f"knowledge: {a.title} ({a.score:.2f})" for a in facts.answers),
            ),
        )
    )
