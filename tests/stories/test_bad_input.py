"""Bad input gets a clear answer and loses nothing."""

import pytest

from bot.codec import dump
from bot.content import OFFER
from bot.events import Filled, Inbound, Press, Said
from bot.intake import Intake
from bot.service import Service
from bot.writes import (
    Change,
    ConversationRow,
    InboxRow,
    MessageRow,
    OutboxRow,
    StoreUnavailable,
    Writes,
    micros,
)


def untypable(text):
    """What Discord itself does not let anybody send."""
    return pytest.param(text, marks=pytest.mark.port_only("Discord takes no such message"))


HOSTILE = [
    untypable(""),
    untypable("   \n\t "),
    untypable("a" * 40_000),
    untypable("where is my order " * 3_000),
    "\x00\x01\x02 where is my order",
    "\u202ewhere is my order\u202c",
    untypable("\ud800 broken \udfff"),
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
    answer = await theo.forges(press)
    assert answer and answer[-1].text
    assert stage.paid_back() == []


async def test_somebody_elses_order_number_shows_nothing(stage):
    theo = await stage.customer("theo")
    await theo.says("refund order 7731 please")
    assert "kettle" not in theo.text
    await theo.forges(Press(OFFER, "track:7731"))
    assert "kettle" not in theo.text


@pytest.mark.port_only("our forms on Discord are filled in as they were made")
async def test_a_form_with_nonsense_is_answered(stage):
    theo = await stage.customer("theo")
    assert await theo.does(Filled("refund", {"offer": "nonsense", "x" * 200: "y"}))
    assert await theo.does(Filled("", {}))
    await theo.does(Filled("say", {"text": "where is my rucksack"}))
    assert "due" in theo.text, "a form is the words that were filled in"


async def test_a_repeated_event_does_nothing(stage):
    rosa = await stage.customer("rosa")
    await rosa.says("my kettle leaks, I want a refund", key="m-1")
    shown = len(rosa.sees)
    assert not await rosa.says("my kettle leaks, I want a refund", key="m-1")
    assert len(rosa.sees) == shown


class BrokenLibrary:
    """A library with a bug in it."""

    def beside(self, written):
        return self

    def search(self, text, intent="", limit=3):
        raise ZeroDivisionError("a bug")


@pytest.mark.port_only("hands the event to a service of its own")
async def test_a_turn_that_breaks_calls_a_person_with_the_cause(stage):
    theo, mina, app = await stage.customer("theo"), stage.teammate("mina"), stage.app
    broken = Service(app.store, app.shop, BrokenLibrary(), app.desk, app.clock, stage.traces)
    said = Said("do you deliver on sundays?", "m")
    event = Inbound("e-broken", "main", theo.place, theo.person, app.clock.now(), said)
    row = InboxRow(event.key, event.team, "customer", theo.person.id, dump(event), micros(event.at))
    await app.store.intake(row)
    await broken.answer(row)
    await stage.settled()
    assert "Something went wrong on my side" in theo.sees[0].text
    assert "ZeroDivisionError" in " ".join(mina.reads())
    assert stage.traces.seen[-1].outcome == "failed"


class FailingStore:
    """The real store, but for a commit that fails a number of times."""

    def __init__(self, store, error, times):
        self._store, self._error, self.left = store, error, times

    def __getattr__(self, name):
        return getattr(self._store, name)

    async def commit(self, writes):
        if self.left:
            self.left -= 1
            raise self._error
        return await self._store.commit(writes)


async def played(stage, store, text):
    """One message through a service on another store; returns the intake it went through."""
    app, theo = stage.app, await stage.customer("theo")
    service = Service(store, app.shop, app.library, app.desk, app.clock, stage.traces)
    intake = Intake(store, {"customer": service.answer}, {"customer": service.give_up})
    service.connect(intake)
    await service.receive(Inbound("e-1", "main", theo.place, theo.person, app.clock.now(), Said(text, "m")))
    await intake.idle()
    await stage.settled()
    return theo


@pytest.mark.port_only("hands the event to a service of its own")
async def test_an_outage_is_waited_out_and_the_message_is_answered(stage):
    store = FailingStore(stage.store, StoreUnavailable("the disk is full"), times=3)
    theo = await played(stage, store, "where is my rucksack")
    assert "due" in theo.text and store.left == 0
    [row] = await stage.store.find(InboxRow, {"id": "e-1"})
    assert row.state == "done"


@pytest.mark.port_only("hands the event to a service of its own")
async def test_a_turn_that_cannot_be_committed_is_handed_over_and_not_silent(stage):
    store = FailingStore(stage.store, ZeroDivisionError("a bug in a row"), times=4)
    theo = await played(stage, store, "where is my rucksack")
    assert "Something went wrong on my side" in theo.sees[0].text
    assert "ZeroDivisionError" in " ".join(stage.teammate("mina").reads())


async def test_a_memory_that_cannot_be_read_begins_anew(stage):
    theo = await stage.customer("theo")
    await theo.says("hi")
    await stage.store.commit(Writes(changes=(Change(ConversationRow, {"id": theo.person.id}, {"state": "{broken"}),)))
    await theo.says("where is my rucksack")
    assert "due" in theo.text


async def test_a_pressed_secret_is_hidden_before_it_is_stored(stage):
    theo = await stage.customer("theo")
    await theo.forges(Press(OFFER, "4111 1111 1111 1111"))
    for kind in (InboxRow, MessageRow, OutboxRow):
        assert "4111 1111" not in str(await stage.store.find(kind, {}))
