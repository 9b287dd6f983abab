"""A customer who asked to be called: how the call stands, and what their words change about it. Pure.

booked ─► wanted ─► calling ─► reached
            ▲          ├─► missed ─► wanted, or given_up after so many
            └──────────┴─► wrong ─► wanted, with another number
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot import phone
from bot.effects import Handoff
from bot.hearing.entities import entities
from bot.policy import Policy
from bot.writes import micros, moment
from handoff import call_wording, wording
from handoff.rows import CaseRow

READ = 2000
"""Characters of a message that are looked through for a telephone number."""
FEW = 5
"""Fewer digits are an order or an amount rather than a telephone number."""
RUN = re.compile(r"\+?\d(?:[\s().-]{0,3}\d)+")
SAME = 7
"""Last digits by which a number is known again, however its beginning is written."""
COMING = ("wanted", "booked", "missed", "calling")
"""A call is still to come, or is being made."""


def fields(need: Handoff, now: int) -> dict[str, Any]:
    """What a case's row keeps of the wish to be called."""
    if not need.secret:
        return {"callback": need.callback}
    state = "booked" if need.call_at else "wanted"
    return {
        "callback": need.callback,
        "call": state if need.callback else "",
        "call_at": micros(need.call_at) if need.call_at else 0,
        "call_secret": need.secret,
        "call_asked": now,
        "call_tries": 0,
        "called": 0,
    }


def code(case: CaseRow, now: datetime) -> str:
    """What the caller says first today."""
    return phone.code_of_the_day(case.call_secret, now.date())


def stands(case: CaseRow) -> str:
    """How the call stands, for the card; the whole number is for whoever calls."""
    number = phone.hidden(case.callback)
    match case.call:
        case "wanted":
            return f"wanted now, on {number}"
        case "booked":
            return f"booked for {moment(case.call_at):%d %b %H:%M} UTC, on {number}"
        case "calling" if not case.owner:
            return f"wanted, on {number}: whoever was calling is gone"
        case "calling":
            return f"{wording.safe(case.owner_name)} is calling {number}"
        case "missed":
            return f"no answer on {number} ({case.call_tries}); again at {moment(case.call_at):%H:%M} UTC"
        case "wrong":
            return "wrong number; they are asked for another"
        case "given_up":
            return f"no answer on {number} ({case.call_tries}): go on in writing"
        case "reached":
            return "reached"
        case _:
            return ""


def without_numbers(case: CaseRow, words: str) -> str:
    """Their words as the card of a call has them: it hides the number, and so must what they wrote."""
    return masked(case, words) if case.call else words


def masked(case: CaseRow, words: str) -> str:
    """Their words as a list that everybody reads has them, without any telephone number."""
    named = [found.text for found in entities(words[:READ]) if found.type == "phone"]
    same = [found for found in RUN.findall(words) if _digits(found)[-SAME:] == _digits(case.callback)[-SAME:]]
    for number in sorted({*named, *(found for found in same if len(_digits(found)) >= SAME)}, key=len, reverse=True):
        words = words.replace(number, phone.hidden(number))
    return words


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def on_the_line(case: CaseRow) -> bool:
    """Whether somebody is calling them right now; whoever has let the case go is not."""
    return case.call == "calling" and bool(case.owner)


def can_be_called(case: CaseRow) -> bool:
    return bool(case.callback) and case.call != "reached" and not on_the_line(case)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a customer's words change about their call."""

    fields: dict[str, Any] = field(default_factory=dict)
    told: str = ""
    """To the customer."""
    line: str = ""
    """To staff."""
    raw: str = ""
    """A number for the card, where no call was asked for."""


NOTHING = Heard()


def heard(case: CaseRow, words: str, policy: Policy, now: datetime) -> Heard:
    """A telephone number among somebody's words is where they are to be called."""
    named = next((found.text for found in entities(words[:READ]) if found.type == "phone"), "")
    if not case.call_secret:
        return Heard({"callback": named or case.callback}, raw=named)
    if case.call in ("calling", "reached") or not (named or case.call == "wrong"):
        return NOTHING
    found = phone.find(words[:READ], policy.phone_region)
    if found.fault and (named or len(found.digits) >= FEW) and case.call in ("", "wrong"):
        return Heard(told=call_wording.no_such_number(phone.country(policy.phone_region)))
    if not found.number or found.number == case.callback:
        return NOTHING
    state = case.call if case.call in COMING else "wanted"
    at = case.call_at if state == case.call else 0
    after = {"callback": found.number, "call": state, "call_at": at, "call_tries": 0}
    told = call_wording.number_taken(phone.shown(found.number), code(case, now))
    return Heard(after, told, call_wording.another_number(phone.hidden(found.number)))
