"""A conversation in human hands, and the only ways it can change them."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.writes import micros
from handoff.refusal import Refusal
from handoff.rows import CaseRow


class Stage(StrEnum):
    """Where a case stands."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SNOOZED = "snoozed"
    WAITING_ON_CUSTOMER = "waiting_on_customer"
    CLOSED = "closed"


class Move(StrEnum):
    """What can happen to a case."""

    CLAIM = "claim"
    RELEASE = "release"
    TRANSFER = "transfer"
    ESCALATE = "escalate"
    REPLY = "reply"
    CUSTOMER_WROTE = "customer_wrote"
    SNOOZE = "snooze"
    WAKE = "wake"
    CLOSE = "close"
    REOPEN = "reopen"
    HAND_BACK = "hand_back"


OPEN = (Stage.WAITING, Stage.CLAIMED, Stage.SNOOZED, Stage.WAITING_ON_CUSTOMER)
OWNED = (Stage.CLAIMED, Stage.SNOOZED, Stage.WAITING_ON_CUSTOMER)

OPEN_STAGES = tuple(stage.value for stage in OPEN)

PATHS: dict[tuple[Stage, Move], Stage] = {
    (Stage.WAITING, Move.CLAIM): Stage.CLAIMED,
    (Stage.WAITING, Move.TRANSFER): Stage.WAITING,
    (Stage.WAITING, Move.ESCALATE): Stage.WAITING,
    (Stage.WAITING, Move.REPLY): Stage.WAITING,  # a lead's "send anyway" before anybody claims
    (Stage.WAITING, Move.CUSTOMER_WROTE): Stage.WAITING,
    (Stage.WAITING, Move.CLOSE): Stage.CLOSED,
    (Stage.WAITING, Move.HAND_BACK): Stage.CLOSED,
    (Stage.CLAIMED, Move.RELEASE): Stage.WAITING,
    (Stage.CLAIMED, Move.TRANSFER): Stage.WAITING,
    (Stage.CLAIMED, Move.ESCALATE): Stage.WAITING,
    (Stage.CLAIMED, Move.REPLY): Stage.WAITING_ON_CUSTOMER,
    (Stage.CLAIMED, Move.CUSTOMER_WROTE): Stage.CLAIMED,
    (Stage.CLAIMED, Move.SNOOZE): Stage.SNOOZED,
    (Stage.CLAIMED, Move.CLOSE): Stage.CLOSED,
    (Stage.CLAIMED, Move.HAND_BACK): Stage.CLOSED,
    (Stage.SNOOZED, Move.RELEASE): Stage.WAITING,
    (Stage.SNOOZED, Move.TRANSFER): Stage.WAITING,
    (Stage.SNOOZED, Move.ESCALATE): Stage.WAITING,
    (Stage.SNOOZED, Move.REPLY): Stage.WAITING_ON_CUSTOMER,
    (Stage.SNOOZED, Move.CUSTOMER_WROTE): Stage.CLAIMED,
    (Stage.SNOOZED, Move.WAKE): Stage.CLAIMED,
    (Stage.SNOOZED, Move.CLOSE): Stage.CLOSED,
    (Stage.SNOOZED, Move.HAND_BACK): Stage.CLOSED,
    (Stage.WAITING_ON_CUSTOMER, Move.RELEASE): Stage.WAITING,
    (Stage.WAITING_ON_CUSTOMER, Move.TRANSFER): Stage.WAITING,
    (Stage.WAITING_ON_CUSTOMER, Move.ESCALATE): Stage.WAITING,
    (Stage.WAITING_ON_CUSTOMER, Move.REPLY): Stage.WAITING_ON_CUSTOMER,
    (Stage.WAITING_ON_CUSTOMER, Move.CUSTOMER_WROTE): Stage.CLAIMED,
    (Stage.WAITING_ON_CUSTOMER, Move.SNOOZE): Stage.SNOOZED,
    (Stage.WAITING_ON_CUSTOMER, Move.CLOSE): Stage.CLOSED,
    (Stage.WAITING_ON_CUSTOMER, Move.HAND_BACK): Stage.CLOSED,
    (Stage.CLOSED, Move.REOPEN): Stage.WAITING,
}

STANDS = {
    Stage.WAITING: "is waiting, nobody has claimed it",
    Stage.CLAIMED: "is claimed",
    Stage.SNOOZED: "is snoozed",
    Stage.WAITING_ON_CUSTOMER: "is waiting for the customer's answer",
    Stage.CLOSED: "is closed",
}


def _said_of(stage: Stage) -> tuple[Move, ...]:
    """Moves that whoever reads of them cannot make: the customer's, and a reply before anybody has claimed."""
    return (Move.CUSTOMER_WROTE, *((Move.REPLY,) if stage is Stage.WAITING else ()))


class NoSuchMove(Refusal):
    """The case cannot make this move from where it stands."""

    def __init__(self, number: int, stage: Stage, move: Move) -> None:
        able = [m.replace("_", " ") for s, m in PATHS if s is stage and m not in _said_of(stage)]
        super().__init__(
            f"Case #{number} {STANDS[stage]}, so {move.replace('_', ' ')} can't be done. What can: {', '.join(able)}."
        )
        self.stage, self.move = stage, move


def advance(case: CaseRow, move: Move, now: datetime, **changed: Any) -> CaseRow:
    """The case after `move`, its version raised; raises NoSuchMove."""
    stage = Stage(case.stage)
    if (after := PATHS.get((stage, move))) is None:
        raise NoSuchMove(case.number, stage, move)
    owned = {} if after in OWNED else {"owner": "", "owner_name": ""}
    ended = {"closed": micros(now) if after is Stage.CLOSED else 0}
    return replace(case, version=case.version + 1, stage=after.value, **(ended | owned | changed))


def touched(case: CaseRow, **changed: Any) -> CaseRow:
    """The case with something noted on it that is no move."""
    return replace(case, version=case.version + 1, **changed)


def is_open(case: CaseRow) -> bool:
    return case.stage != Stage.CLOSED


def silences(case: CaseRow) -> bool:
    """From the first claim or the first human word, whichever was first, until it is closed."""
    return is_open(case) and bool(case.claimed or case.first_word)


def pressing(case: CaseRow) -> tuple[bool, bool, bool, int, int]:
    """Sorts a queue: waiting before the rest; then urgent, then who waits to be called, then the longest wait."""
    return case.stage != Stage.WAITING, not case.urgent, not case.callback, -case.tier, case.opened
