"""How the desk stands: the open case wherever it is, the honest wait, one order of the queue, what doctor saw."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from adapters.command_line.checks import Check
from adapters.web.cases import cases
from bot.effects import Handoff
from bot.events import Said
from bot.policy import Policy
from bot.wording import Words
from bot.writes import Writes, moment
from handoff.brief import kept
from handoff.desk import Desk
from handoff.rows import CaseRow
from handoff.timetable import ALWAYS
from handoff.waits import waits_of
from handoff.wording import LONG_WAIT_OFFERS
from tests.handoff.conftest import ADA, JONAS, MINA, NEED, OMAR, TEAM, Room


def wait(cases: tuple[CaseRow, ...], policy: Policy) -> timedelta:
    """What customers are told soon after."""
    return waits_of(cases, policy, ALWAYS, "web", moment(cases[-1].opened) + timedelta(hours=1)).usual


async def test_a_reopened_case_is_seen_behind_any_number_of_newer_ones(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "close")
    first = await room.case()
    later = [replace(first, number=number, version=1) for number in range(2, 30)]
    await room.store.commit(Writes(tuple(later)))
    await room.do(MINA, "reopen")
    view = await room.desk.view(TEAM, "web:r")
    assert view.case is not None and view.case.number == 1
    assert view.last and (view.last.number, view.next_number) == (29, 30)


async def test_the_wait_ends_with_the_first_claim_or_word_whoever_takes_it_later(room: Room) -> None:
    await room.opens()
    await room.do(OMAR, "note", text="hi")  # the desk has met Omar
    await room.passes(minutes=2)
    await room.do(MINA, "claim")
    await room.passes(minutes=5)
    await room.do(MINA, "transfer", to="omar")
    await room.passes(minutes=5)
    await room.do(OMAR, "release")
    await room.passes(minutes=5)
    await room.do(MINA, "claim")
    case = await room.case()
    assert wait((case,) * 5, Policy()) == timedelta(minutes=2)
    assert case.claimed - case.opened == 17 * 60 * 10**6, "the card still says since when Mina has it"


async def test_a_leads_word_before_any_claim_ends_the_wait(room: Room) -> None:
    await room.opens()
    await room.passes(minutes=1)
    await room.types(JONAS, "we see you", message="m1")
    await room.do(JONAS, "send_anyway", message="m1")
    await room.passes(minutes=1)
    await room.do(MINA, "claim")
    assert wait((await room.case(),) * 5, Policy()) == timedelta(minutes=1)


async def test_a_reopened_case_waits_from_then_on(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.do(MINA, "close")
    await room.passes(minutes=30)
    await room.do(MINA, "reopen")
    assert wait((await room.case(),) * 5, Policy()) == timedelta(minutes=Policy().usual_wait_minutes)
    await room.passes(minutes=3)
    await room.do(MINA, "claim")
    assert wait((await room.case(),) * 5, Policy()) == timedelta(minutes=3)


async def test_the_queue_has_one_order_in_chat_and_on_the_page(room: Room) -> None:
    """Waiting first; then urgent, then to be called, then the higher tier, then the longest wait."""
    wanted = {
        "web:claimed": replace(NEED, urgent=True),
        "web:long": NEED,
        "web:short": NEED,
        "web:senior": replace(NEED, tier=2),
        "web:call": replace(NEED, callback="+15550142"),
        "web:urgent": replace(NEED, urgent=True),
    }
    for who, need in wanted.items():
        await room.opens(who=who, need=need)
        room.clock.at += timedelta(minutes=1)
    await room.do(MINA, "claim", 1)
    shown = [row["conversation"] for row in await cases(room.store, TEAM)]
    assert shown == ["web:urgent", "web:call", "web:senior", "web:long", "web:short", "web:claimed"]
    text = (await room.do(MINA, "queue", 0)).text
    assert [line[3] for line in text.splitlines()] == ["6", "5", "4", "2", "3", "1"]


async def test_doctor_in_chat_says_what_was_found_and_marks_warnings(room: Room) -> None:
    async def checks() -> tuple[Check, ...]:
        return (
            Check("room", ok=True, found="9.1 GB free", mend="Make room."),
            Check("disk", ok=True, found="tmpfs: memory", mend="Mount a volume.", warning=True),
            Check("database", ok=False, found="not ours", mend="Move it away."),
        )

    room.desk = Desk(room.store, room.clock, checks=checks)
    lines = (await room.do(ADA, "doctor", 0)).text.splitlines()
    assert lines[-3:] == [
        "- ✓ room: 9.1 GB free",
        "- ! disk: tmpfs: memory. Mount a volume.",
        "- ✗ database: not ours. Move it away.",
    ]


def test_the_long_waits_buttons_are_called_what_the_thread_calls_them() -> None:
    """A press is relayed as the core's words for it: the customer must have read the same."""
    words = Words(datetime.now().astimezone(), shop="", bot="")
    assert {o.value: o.label for o in LONG_WAIT_OFFERS if o.value != "human"} == {
        value: words.say(f"offer.{value}") for value in ("call", "leave_message")
    }


@pytest.mark.parametrize("stage", ["waiting", "claimed"])
async def test_a_number_typed_while_a_case_is_open_lands_on_the_card(room: Room, stage: str) -> None:
    await room.opens(need=Handoff("call", ("asked for a call",)))
    if stage == "claimed":
        await room.do(MINA, "claim")
    await room.hears(Said("order 7731 please", "c1"))
    assert (await room.case()).callback == ""
    await room.hears(Said("call me on 0161 555 0142", "c2"))
    assert (await room.case()).callback == "0161 555 0142"
    await room.hears(Said("no, rather +1 202 555 0143", "c3"))
    card = await room.card()
    assert card.card and [value for label, value in card.card.facts if label == "Call back"] == ["+1 202 555 0143"]
    await room.hears(Said("thanks", "c4"))
    assert dict(kept(await room.case()).facts)["Call back"] == "+1 202 555 0143", "and stays there"
    assert (await room.case()).callback == "+1 202 555 0143"
