"""Rows as a turn writes them, with only what a test is about spelled out."""

from dataclasses import replace
from typing import Any

from bot.writes import ConversationRow, InboxRow, MessageRow, OutboxRow, TimerRow, Writes
from handoff.rows import CaseRow

TEAM = "main"


def inbox(id: str = "in-1", **given: Any) -> InboxRow:
    return replace(InboxRow(id, TEAM, "customer", "ann", "{}", 1), **given)


def conversation(version: int = 1, id: str = "ann", **given: Any) -> ConversationRow:
    return replace(ConversationRow(TEAM, id, version, "Ann", "{}", "{}", False, 1), **given)


def message(id: str = "m-1", **given: Any) -> MessageRow:
    return replace(MessageRow(TEAM, id, "ann", 1, "customer", "Ann", "Where is my mug?"), **given)


def post(id: str, place: str = "web:demo:ann", **given: Any) -> OutboxRow:
    return replace(OutboxRow(id, TEAM, place, "{}", "ann", "post", "bot", "{}", 1, 1), **given)


def timer(id: str = "t-1", **given: Any) -> TimerRow:
    return replace(TimerRow(TEAM, id, "desk", "ann", "nudge", 10), **given)


def case(number: int = 1, version: int = 1, **given: Any) -> CaseRow:
    made = CaseRow(
        TEAM, number, version, "ann", "Ann", "{}", "{}", "waiting", "general", 1, False, "human", "{}", opened=1
    )
    return replace(made, **given)


def turn(n: int | str, version: int = 1, who: str = "ann") -> Writes:
    """A realistic unit: the event is done, the conversation moves on, two lines, one post."""
    rows = (
        conversation(version, who),
        message(f"{n}-asked", conversation=who),
        message(f"{n}-told", conversation=who, speaker="bot"),
        post(f"{n}-post", f"web:demo:{who}", conversation=who),
    )
    return Writes(rows, done=f"in-{n}")
