"""Events of our own that a settled row gives rise to; they are stored in the settle unit."""

from dataclasses import replace
from typing import Literal

from pydantic import ValidationError

from adapters.delivery.settlement import Final
from bot.codec import dump, load
from bot.effects import Asked, Effect, MailCode
from bot.events import Inbound, Person, Place, Result
from bot.writes import ConversationRow, InboxRow, OutboxRow, moment
from handoff.acts import SYSTEM, Act, Fared

NOWHERE = Place("", "", "")
"""Stands for a place that cannot be read; the desk finds the case by the outbox row."""
HOUR = 3_600_000_000


def fared(row: OutboxRow, state: Final, error: str, now: int) -> tuple[InboxRow, ...]:
    """Tell the desk of staff words that reached a final state, and of anything at all that was not shown."""
    if state == "sent" and row.voice != "staff":
        return ()
    key = f"fared:{row.id}:{state}:{row.attempts}"
    if row.voice == "desk" and state == "failed":
        # The desk's own report may be what failed: a place that shows nothing is told of once an hour, not for ever.
        key = f"fared:{row.place}:{now // HOUR}"
    act = Act(key, row.team, place_of(row) or NOWHERE, SYSTEM, moment(now), Fared(row.id, state, error))
    return (InboxRow(key, row.team, "desk", row.conversation, dump(act), now),)


def place_of(row: OutboxRow) -> Place | None:
    """Where a row goes to; None if that cannot be read."""
    try:
        return load(Place, row.to)
    except ValidationError:
        return None


def result(
    row: OutboxRow, asked: Asked, state: Literal["done", "refused", "failed"], detail: str, now: int
) -> InboxRow:
    """The result of an effect, on its way back to the conversation that asked for it."""
    body = Result(row.id, state, dump(without_secrets(asked.effect), Effect), detail)
    return _to_customer(row, asked.place, asked.person, body, now)


def unreadable(row: OutboxRow, conversation: ConversationRow, why: str, now: int) -> InboxRow:
    """The result of an effect that nobody can read any more; a turn that cannot read it calls a person."""
    person = Person(row.conversation, conversation.name)
    return _to_customer(row, load(Place, conversation.place), person, Result(row.id, "failed", "", why), now)


def _to_customer(row: OutboxRow, place: Place, person: Person, body: Result, now: int) -> InboxRow:
    event = Inbound(f"result:{row.id}", row.team, place, person, moment(now), body)
    return InboxRow(event.key, row.team, "customer", row.conversation, dump(event), now)


def without_secrets(effect: Effect) -> Effect:
    """The effect as it may be kept: a code that was mailed is worth nothing to us any more."""
    return replace(effect, code="") if isinstance(effect, MailCode) else effect
