"""Bad input gets a clear answer and loses nothing."""

import pytest

from bot.codec import dump
from bot.content import OFFER
from bot.events import Filled, Inbound, Press, Said
from bot.service import Service
from bot.writes import InboxRow, MessageRow, micros

HOSTILE = [
    "",
    "   \n\t ",
    "a" * 40_000,
    "where is my order " * 3_000,
    "\x00\x01\x02 where is my order",
    "\u202ewhere is my order\u202c",
    "\ud800 broken \udfff",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "@everyone <@123456> <!channel> <@&99> where is my order",
    "[click](javascript:alert(1)) **bold** `code`",
    "'; drop table inbox; --",
    "{amount} %s ${jndi:ldap://x}",
    "🙃" * 500,
    "Z̸̢̛̞͙͕" * 200,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_whatever_is_said_is_answered_and_kept(stage, text):
    theo = await stage.customer("theo")
    answer = await theo.says(text)
    assert answer and all(reply.text or reply.question for reply in answer)
    assert all(trace.outcome not in ("failed", "silent") for trace in stage.traces.seen)
    assert len(await stage.store.find(MessageRow, {"speaker": "customer"})) == 1
    answer = await theo.says("where is my rucksack")
    assert "due" in answer[0].text, "and the conversation goes on"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_whatever_is_said_reaches_staff_whole_and_harmless(stage, text):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("a human please")
    await theo.says(text)
    await theo.says("are you there")
    assert "are you there" in mina.reads(1)[-1]


@pytest.mark.parametrize(
    "press",
    [
        Press("q1.order", "7731"),
        Press("", ""),
        Press(OFFER, "refund:not-mine"),
        Press(OFFER, "track:7731'; drop table orders"),
        Press(OFFER, "become:admin"),
        Press(OFFER, "end"),
        Press("case:1", "claim"),
        Press("x" * 5000, "y" * 5000),
    ],
    ids=lambda press: press.value[:12] or "empty",
)
async def test_an_old_or_forged_button_is_told_kindly_and_does_nothing(stage, press):
    theo = await stage.customer("theo")
    answer = await theo.does(press)
    assert answer and answer[-1].text
    assert stage.paid_back() == []


async def test_somebody_elses_order_number_shows_nothing(stage):
    theo = await stage.customer("theo")
    await theo.says("refund order 7731 please")
    assert "kettle" not in theo.text
    await theo.does(Press(OFFER, "track:7731"))
    assert "kettle" not in theo.text


async def test_a_form_with_nonsense_is_answered(stage):
    theo = await stage.customer("theo")
    assert await theo.does(Filled("refund", {"offer": "nonsense", "x" * 200: "y"}))
    assert await theo.does(Filled("", {}))


async def test_a_repeated_event_does_nothing(stage):
    rosa = await stage.customer("rosa")
    await rosa.says("my kettle leaks, I want a refund", key="m-1")
    shown = len(rosa.sees)
    assert not await rosa.says("my kettle leaks, I want a refund", key="m-1")
    assert len(rosa.sees) == shown


class BrokenLibrary:
    """A library with a bug in it."""

    def search(self, text, intent="", limit=3):
        raise ZeroDivisionError("a bug")


async def test_a_turn_that_breaks_calls_a_person_with_the_cause(stage):
    theo, mina, app = await stage.customer("theo"), stage.teammate("mina"), stage.app
    broken = Service(app.store, app.shop, BrokenLibrary(), app.desk, app.clock, stage.traces)
    event = Inbound("e-broken", "main", theo.place, theo.person, app.clock.now(), Said("where is my order", "m"))
    row = InboxRow(event.key, event.team, "customer", theo.person.id, dump(event), micros(event.at))
    await app.store.intake(row)
    await broken.answer(row)
    await stage.settled()
    assert "Something went wrong on my side" in theo.sees[0].text
    assert "ZeroDivisionError" in " ".join(mina.reads())
    assert stage.traces.seen[-1].outcome == "handed off"
