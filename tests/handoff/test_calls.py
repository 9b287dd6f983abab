"""Calls at the desk: who may place one, what each outcome leads to, what a telephone system reports."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest

from adapters.app import AllHands
from adapters.phone import StaffDial
from bot.codec import dump
from bot.conversation import Conversation, respond
from bot.effects import Effect, Handoff, PlaceCall
from bot.events import Inbound, Person, Place, Result, Said
from bot.facts import Facts
from bot.policy import Policy
from bot.ports import About
from bot.writes import moment
from handoff.calling import heard
from handoff.hours_reading import week_of
from handoff.rows import CaseRow
from handoff.timetable import Timetable
from handoff.waits import until_called, waits_of
from tests.handoff.conftest import ADA, JONAS, MINA, OMAR, Room

CALL = Handoff("call", ("asked for a call",), callback="+12025550143", secret="a secret")


async def test_only_one_calls_and_only_they_see_the_number(room: Room) -> None:
    await room.opens("please call me", need=CALL)
    assert "0143" not in str((await room.card()).card)
    assert "+1 202-555-0143" in (await room.do(MINA, "call now")).text
    assert "Mina is calling them already" in (await room.do(OMAR, "call now")).text
    assert "only they or a lead" in (await room.do(OMAR, "call no_answer")).text
    assert "+1 202-555-0143" in (await room.do(MINA, "call now")).text, "shown again to whoever calls"
    assert [offer.label for offer in (await room.card()).offers][:3] == ["Reached", "No answer", "Wrong number"]
    await room.do(JONAS, "call reached")
    assert (await room.case()).call == "reached"
    assert "Nobody is calling" in (await room.do(MINA, "call reached")).text


async def test_after_so_many_tries_we_go_on_in_writing(room: Room) -> None:
    await room.do(ADA, "policy set", 0, setting="call_tries", value="2")
    await room.opens("please call me", need=CALL)
    await room.do(MINA, "call now")
    await room.do(MINA, "call no_answer")
    assert (await room.case()).stage == "waiting" and "once more" in (await room.told())[-1]
    await room.passes(minutes=10)
    assert (await room.thread())[-1].mention == ("support",)
    await room.do(MINA, "call now")
    await room.do(MINA, "call no_answer")
    case = await room.case()
    assert (case.call, case.stage, case.owner) == ("given_up", "claimed", MINA.id)
    assert "called 2 times" in (await room.told())[-1]
    await room.hears(Said("sorry! I was out. +1 202 555 0144 works now", "c1"))
    assert ((await room.case()).call, (await room.case()).callback) == ("wanted", "+12025550144")
    await room.do(MINA, "call now")
    await room.do(MINA, "call no_answer")
    assert (await room.case()).call == "missed", "another number has tries of its own"


async def test_a_second_wish_to_be_called_is_tried_and_measured_anew(room: Room) -> None:
    await room.do(ADA, "policy set", 0, setting="call_tries", value="2")
    await room.opens("please call me", need=CALL)
    for verb in ("call now", "call no_answer", "call now", "call no_answer"):
        await room.do(MINA, verb)
    await room.passes(minutes=30)
    view = await room.desk.view("main", "web:r")
    assert view.case is not None
    place = Place("web", "demo", "chat-web:r")
    again = Inbound("again", "main", place, Person("web:r", "R. Alvarez"), room.clock.at, Said("call me please", "c9"))
    await room.store.commit(room.desk.call_back(view.case, CALL, again, About(room.clock.at, Policy())))
    await room.passes(minutes=3)
    await room.do(MINA, "call now")
    case = await room.case()
    assert until_called(case) == 180 * SECOND, "from the second wish"
    assert [line.mention for line in await room.thread() if "asks for a call" in line.text] == [(MINA.id,)]
    await room.do(MINA, "call no_answer")
    assert (await room.case()).call == "missed"


async def test_a_booked_call_is_called_out_in_the_telephones_hours(room: Room) -> None:
    """The telephone may be manned when the case's department has gone home."""
    await room.do(ADA, "hours set", 0, department="general", week="daily 08:00-09:30")
    await room.do(ADA, "hours set", 0, department="phone", week="daily 10:00-12:00")
    await room.opens("please call me", need=replace(CALL, call_at=room.clock.at + timedelta(hours=1)))
    assert (await room.case()).call == "booked"
    await room.passes(minutes=60)
    assert (await room.case()).call == "wanted" and (await room.thread())[-1].mention == ("support",)
    before = len(await room.thread())
    await room.passes(minutes=5)
    assert len(await room.thread()) > before, "and again, while nobody takes it"


async def test_whoever_lets_the_case_go_is_not_calling_any_more(room: Room) -> None:
    await room.opens("please call me", need=CALL)
    await room.do(MINA, "call now")
    await room.do(MINA, "release")
    assert [offer.label for offer in (await room.card()).offers][:2] == ["Call now", "Claim"]
    assert "Say the code" in (await room.do(OMAR, "call now")).text


async def test_a_number_that_was_only_written_in_the_chat_can_be_called_too(room: Room) -> None:
    await room.opens()
    assert "no number" in (await room.do(MINA, "call now")).text
    await room.hears(Said("you can reach me on (202) 555-0143", "c1"))
    assert "+1 202-555-0143" in (await room.do(MINA, "call now")).text
    assert "+1 202-555-0143" in (await room.told())[-1]


async def test_a_closed_case_calls_nobody(room: Room) -> None:
    await room.opens("please call me", need=CALL)
    await room.do(MINA, "close")
    assert "no number that could be called" in (await room.do(MINA, "call now")).text


async def test_a_call_is_called_out_sooner_than_another_case(room: Room) -> None:
    await room.opens("please call me", need=CALL)
    await room.passes(minutes=1)
    assert "nobody has claimed it" in (await room.thread())[-1].text


async def test_an_owner_is_not_nudged_while_the_department_is_closed(room: Room) -> None:
    await room.do(ADA, "hours set", 0, department="general", week="mon-fri 08:00-09:10; tue 08:00-09:00")
    await room.opens()
    await room.do(MINA, "claim")
    await room.passes(hours=2)
    assert not any("has waited" in line.text and "others can claim" in line.text for line in await room.thread())
    room.clock.at += timedelta(hours=20, minutes=50)  # Tuesday, 7:50
    await room.passes(minutes=16)
    assert "others can claim" in (await room.thread())[-1].text, "ten minutes of Monday and five of Tuesday"


@pytest.mark.parametrize(
    ("verb", "given", "says"),
    [
        ("hours set", {"department": "billing", "week": "sometimes"}, 'look like "mon-fri'),
        ("hours set", {"department": "billing"}, "also needs week"),
        ("hours set", {"department": "kitchen", "week": "24/7"}, "is one of"),
        ("hours clear", {"department": "billing"}, "keeps no hours of its own"),
    ],
)
async def test_a_refused_setting_of_hours_names_what_is_wanted(
    room: Room, verb: str, given: dict[str, str], says: str
) -> None:
    assert says in (await room.do(ADA, verb, 0, **given)).text


async def test_hours_are_shown_and_cleared(room: Room) -> None:
    typed = '"mon-fri 09:00-12:30 13:30-18:00; sat 10:00-14:00" zone Europe/London holidays GB closed 2026-12-24'
    told = (await room.do(ADA, "hours set", 0, department="billing", week=typed)).text
    assert told.startswith("billing: mon-fri 09:00-12:30 13:30-18:00; sat 10:00-14:00 (Europe/London)")
    shown = (await room.do(MINA, "hours show", 0)).text
    assert "public holidays of GB, closed on 2026-12-24: **open now**" in shown
    await room.do(ADA, "hours clear", 0, department="billing")
    assert "billing: open at any hour" in (await room.do(MINA, "hours show", 0)).text


async def test_calls_wait_while_the_telephone_rests(room: Room) -> None:
    await room.do(ADA, "hours set", 0, department="phone", week="mon-fri 08:00-09:05")
    await room.opens("please call me", need=CALL)
    await room.do(MINA, "call now")
    await room.do(MINA, "call no_answer")
    assert f"{moment((await room.case()).call_at):%a %H:%M}" == "Tue 08:05", "five minutes of today, five of tomorrow"


@pytest.mark.parametrize("state", ["done", "refused", "failed"])
def test_a_call_that_the_telephone_system_did_not_place_is_dialled_by_hand(state: Literal["done", "refused"]) -> None:
    wanted = dump(PlaceCall("+12025550143", 1, "web:mina", "Mina", "AFHKM"), Effect)
    body = Result("key", state, wanted, "no free line")
    place, now = Place("web", "demo", "chat"), datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    event = Inbound("k", "main", place, Person("web:r", "R"), now, body)
    turn = respond(Conversation(greeted=True), event, None, Facts(now), Policy())
    assert turn.replies == (), "the customer is told by whoever calls"
    assert ["no free line" in remark for remark in turn.remarks] == ([] if state == "done" else [True])


async def test_without_a_telephone_system_staff_dial() -> None:
    class Nobody:
        """Neither the shop nor the mail is asked."""

    hands = AllHands(Nobody(), Nobody(), StaffDial())  # type: ignore[arg-type]  # must not be touched
    assert await hands.perform("k", PlaceCall("+12025550143", 1, "web:mina", "Mina", "AFHKM")) == "Mina dials by hand"


def case(number: int, opened: int, met: int, **more: str | int) -> CaseRow:
    at = 1_795_500_000_000_000
    row = CaseRow("main", number, 1, "web:r", "R", "", "", "waiting", "general", 1, False, "human", "{}", at + opened)
    return replace(row, first_claim=at + met if met else 0, **more)  # type: ignore[arg-type]  # fields of the row


SECOND = 1_000_000


def test_waits_are_medians_by_department_and_platform_where_there_are_enough() -> None:
    here = [case(n, 0, 60 * SECOND) for n in range(5)]
    there = [case(n, 0, 600 * SECOND, conversation="slack:x") for n in range(5, 10)]
    billing = [case(n, 0, 120 * SECOND, department="billing") for n in range(10, 14)]
    now = moment(here[0].opened) + timedelta(days=1)
    waits = waits_of([*here, *there, *billing], Policy(), Timetable(), "web", now)
    assert waits.first == {"general": timedelta(minutes=1)}, "four of billing are too few to tell"
    assert waits_of([*here, *there], Policy(), Timetable(), "slack", now).first["general"] == timedelta(minutes=10)
    elsewhere = waits_of([*here, *there], Policy(), Timetable(), "discord", now)
    assert elsewhere.first["general"] == timedelta(minutes=5, seconds=30), "nothing of its own: everybody's"
    late = moment(here[0].opened) + timedelta(days=15)
    assert waits_of(here, Policy(), Timetable(), "web", late).usual == timedelta(minutes=4), "too long ago"


def test_the_hours_in_which_nobody_was_there_are_no_wait() -> None:
    opened = moment(case(1, 0, 0).opened)
    week = week_of(f"daily {opened + timedelta(hours=1):%H:%M}-{opened + timedelta(hours=3):%H:%M}")
    rows = [case(n, 0, 3660 * SECOND, closed=case(1, 0, 0).opened + 3720 * SECOND) for n in range(5)]
    waits = waits_of(rows, Policy(), Timetable({"general": week}), "web", opened + timedelta(hours=4))
    assert round(waits.first["general"].total_seconds()) in range(60, 120)
    assert round(waits.settled["general"].total_seconds()) in range(120, 180)


def test_a_wait_over_a_night_counts_the_hours_before_and_after_it() -> None:
    opened = moment(case(1, 0, 0).opened)
    week = week_of(f"daily {opened - timedelta(hours=8):%H:%M}-{opened + timedelta(minutes=10):%H:%M}")
    next_day = 16 * 3600 + 20 * 60  # sixteen hours, and twenty minutes of them open
    rows = [case(n, 0, next_day * SECOND) for n in range(5)]
    waits = waits_of(rows, Policy(), Timetable({"general": week}), "web", opened + timedelta(days=1))
    assert round(waits.first["general"].total_seconds()) in range(28 * 60, 31 * 60)


def test_the_wait_for_a_call_is_measured_from_the_wish() -> None:
    at = case(1, 0, 0).opened
    rows = [case(n, 0, 0, call="reached", call_asked=at, called=at + 50 * SECOND) for n in range(5)]
    assert waits_of(rows, Policy(), Timetable(), "web", moment(at)).call == timedelta(seconds=50)
    assert waits_of(rows[:4], Policy(), Timetable(), "web", moment(at)).call is None


@pytest.mark.parametrize("stands", ["wanted", "booked", "missed", "calling", "reached"])
def test_an_order_number_is_no_number_to_call(stands: str) -> None:
    row = case(1, 0, 0, call=stands, call_secret="s", callback="+12025550143")
    assert heard(row, "it is about order 2025550144", Policy(), moment(row.opened)).fields == {}
