"""Events of our own that a settled row gives rise to; they are stored in the settle unit."""

from dataclasses import replace
from typing import Literal

from adapters.delivery.settlement import Final
from bot.codec import dump, load
from bot.effects import Asked, Effect, MailCode
from bot.events import Inbound, Place, Result
from bot.writes import InboxRow, OutboxRow, micros, moment
from handoff.acts import SYSTEM, Act, Fared

TO_CUSTOMER = ("staff", "bot", "notice")


def fared(row: OutboxRow, state: Final, error: str, now: int) -> tuple[InboxRow, ...]:
    """Tell the desk of staff words that reached a final state, and of any words a customer did not get."""
    if row.voice not in TO_CUSTOMER or (state == "sent" and row.voice != "staff"):
        return ()
    return (_to_desk(row, Fared(row.id, state, error), now),)


def _to_desk(row: OutboxRow, body: Fared, now: int) -> InboxRow:
    key = f"fared:{row.id}:{body.state}:{row.attempts}"
    act = Act(key, row.team, load(Place, row.to), SYSTEM, moment(now), body)
    return InboxRow(key, row.team, "desk", row.conversation, dump(act), now)


def result(
    row: OutboxRow, asked: Asked, state: Literal["done", "refused", "failed"], detail: str, now: int
) -> InboxRow:
    """The result of an effect, on its way back to the conversation that asked for it."""
    body = Result(row.id, state, dump(without_secrets(asked.effect), Effect), detail)
    event = Inbound(f"result:{row.id}", row.team, asked.place, asked.person, moment(now), body)
    return InboxRow(event.key, row.team, "customer", row.conversation, dump(event), micros(event.at))


def without_secrets(effect: Effect) -> Effect:
    """The effect as it may be kept: a code that was mailed is worth nothing to us any more."""
    return replace(effect, code="") if isinstance(effect, MailCode) else effect
