"""Timers fire once, when the shop's clock has come to them."""

from dataclasses import replace
from datetime import timedelta

from bot.codec import dump, load
from bot.events import Due, Inbound
from bot.writes import TimerRow, Writes, micros

from .conftest import CHAT, SARA, Bench


async def set_timer(bench: Bench, id: str, hours: float) -> None:
    now = bench.clock.now()
    event = Inbound(f"timer:{id}", "main", CHAT, SARA, now, Due(id, "scan"))
    due = micros(now + timedelta(hours=hours))
    row = TimerRow("main", id, "customer", SARA.id, "scan", due, event=dump(event))
    await bench.store.commit(Writes((row,)))


async def test_a_timer_fires_once_and_not_before_its_time(bench: Bench) -> None:
    await set_timer(bench, "a", 24)
    async with bench.running():
        await bench.delivery.idle()
        assert await bench.inbox() == []
        bench.clock.ahead = timedelta(hours=25)
        bench.delivery.wake()
        await bench.delivery.idle()
        await bench.delivery.idle()
    (row,) = await bench.inbox()
    event = load(Inbound, row.payload)
    assert event.body == Due("a", "scan")
    assert abs(bench.clock.now() - event.at) < timedelta(hours=1)
    assert [woken.id for woken in bench.intake.woken] == [row.id]


async def test_a_timer_that_fires_is_waited_for_until_its_event_is_taken_up(bench: Bench) -> None:
    bench.hears_late()
    await set_timer(bench, "a", -1)
    async with bench.running():
        await bench.delivery.idle()
        assert len(bench.intake.woken) == 1


async def test_a_timer_whose_event_was_stored_before_is_only_marked(bench: Bench) -> None:
    await set_timer(bench, "a", -1)
    async with bench.running():
        await bench.delivery.idle()
    (timer,) = await bench.store.find(TimerRow, {"id": "a"})
    await bench.store.commit(Writes((replace(timer, state="set"),)))
    async with bench.running():
        await bench.delivery.idle()
    assert len(await bench.inbox()) == 1
    assert [t.state for t in await bench.store.find(TimerRow, {"id": "a"})] == ["fired"]


async def test_a_timer_that_cannot_be_read_is_put_out_and_holds_up_nothing(bench: Bench) -> None:
    now = micros(bench.clock.now())
    await bench.store.commit(Writes((TimerRow("main", "bad", "customer", SARA.id, "scan", now - 9, event="{}"),)))
    await set_timer(bench, "good", -1)
    await bench.send("row-0")
    await bench.carry()
    timers = await bench.store.find(TimerRow, {"team": "main"}, order=("id",))
    assert [(timer.id, timer.state) for timer in timers] == [("bad", "off"), ("good", "fired")]
    assert bench.platform.shown == ["row-0"]
