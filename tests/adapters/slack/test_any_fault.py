"""The delivery loop over the wire: whatever breaks, each message is shown once, whole and in order."""

import asyncio
import tempfile
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.delivery.loop import Delivery
from adapters.delivery.settlement import Limits
from bot.content import Post, Reply, Revise
from bot.writes import OutboxRow, Writes
from tests.adapters.delivery.conftest import FakeHands, FakeIntake
from tests.adapters.slack.mailroom import Mailroom, mailroom

QUICK = Limits(attempts=40, first_retry=0.002, longest_retry=0.01, before_reading_back=0.0, after_a_fault=0.01)
LONG = "\n\n".join("word " * 500 for _ in range(3))
SHAPES = ("short", "long", "file")
CALLS = ("chat.postMessage", "files.completeUploadExternal", "files.getUploadURLExternal", "conversations.history")
HOWS = ("drop before", "drop after accept", "fails after accept", 503, "html")
FAULTS = st.lists(st.tuples(st.sampled_from(CALLS), st.sampled_from(HOWS), st.integers(1, 2)), max_size=8)

CHANGES = ("chat.postMessage", "chat.update", "chat.delete", "conversations.history")
FAULTS_OF_CHANGES = st.lists(st.tuples(st.sampled_from(CHANGES), st.sampled_from(HOWS), st.integers(1, 2)), max_size=8)


async def sends(room: Mailroom, shapes: list[str]) -> list[OutboxRow]:
    photo = await room.files.keep("door.png", b"\x89PNG\r\n\x1a\n" + bytes(40))
    replies = {"short": Reply("Hello."), "long": Reply(LONG), "file": Reply("Look.", files=(photo,))}
    rows = [room.row(Post(replies[shape]), room.dm) for shape in shapes]
    for row in rows:
        await room.store.commit(Writes((row,)))
    return rows


def loop_of(room: Mailroom) -> Delivery:
    return Delivery(room.store, (room.sending,), FakeHands(), FakeIntake(), room.clock, QUICK)


async def carries(delivery: Delivery, until) -> None:
    """Runs the loop until then, and stops it as a process that ends."""
    running = asyncio.create_task(delivery.run())
    try:
        await asyncio.wait_for(until, 30)
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def shown_once(room: Mailroom, rows: list[OutboxRow], shapes: list[str]) -> None:
    there = room.ana.sees(room.ana.dm_channel)
    marks = [one.metadata["event_payload"] for one in there if one.metadata]
    order = [(mark["row"], mark["part"]) for mark in marks]
    expected = [(row.id, part) for row, shape in zip(rows, shapes, strict=True) for part in range(_parts(shape))]
    assert order == expected
    files = Counter(file.id for one in there for file in one.files)
    assert len(files) == shapes.count("file") and set(files.values()) <= {1}
    kept = await room.store.find(OutboxRow, {"id": tuple(row.id for row in rows)})
    assert [row.state for row in kept] == ["sent"] * len(rows)


def _parts(shape: str) -> int:
    return 3 if shape == "long" else 1


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=4), FAULTS)
def test_each_row_is_shown_once_whole_and_in_order(shapes, faults):
    asyncio.run(deliver(shapes, faults))


async def deliver(shapes, faults):
    with tempfile.TemporaryDirectory() as folder:
        async with mailroom(Path(folder)) as room:
            for method, how, times in faults:
                room.server.fails(method, how, times=times)
            rows = await sends(room, shapes)
            delivery = loop_of(room)
            await carries(delivery, delivery.drained())
            await shown_once(room, rows, shapes)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(("short", "long")), min_size=1, max_size=3), FAULTS_OF_CHANGES)
def test_what_is_changed_reads_as_the_last_change_says_and_stands_once(changes, faults):
    asyncio.run(change(changes, faults))


async def change(changes, faults):
    with tempfile.TemporaryDirectory() as folder:
        async with mailroom(Path(folder)) as room:
            (first,) = await sends(room, ["short"])
            for method, how, times in faults:
                room.server.fails(method, how, times=times)
            for number, shape in enumerate(changes):
                row = room.row(Revise(first.id, Reply(f"{number} {LONG if shape == 'long' else ''}")), room.dm)
                await room.store.commit(Writes((row,)))
            delivery = loop_of(room)
            await carries(delivery, delivery.drained())
            there = [one.raw for one in room.ana.sees(room.ana.dm_channel)]
            assert len(there) == _parts(changes[-1])
            assert "".join("".join(there).split()) == f"{len(changes) - 1}" + "word" * 1500 * (changes[-1] == "long")


STEPS = [(shape, "chat.postMessage", at) for shape, at in (("short", 1), ("long", 1), ("long", 3), ("file", 1))]
STEPS += [("file", call, 1) for call in ("files.getUploadURLExternal", "files.completeUploadExternal")]


@pytest.mark.parametrize("answered", [True, False])
@pytest.mark.parametrize(("shape", "call", "at"), STEPS)
async def test_a_process_that_ends_at_any_call_goes_on_where_it_stopped(tmp_path, shape, call, at, answered):
    async with mailroom(tmp_path) as room:
        rows = await sends(room, [shape, "short"])
        living, reached = room.api.call, asyncio.Event()
        room.api.call = _dying(living, call, at, reached, answered=answered)
        await carries(loop_of(room), reached.wait())
        room.api.call = living
        room.clock.ahead = timedelta(seconds=QUICK.lease + 1)
        room.starts_again()
        delivery = loop_of(room)
        await carries(delivery, delivery.drained())
        await shown_once(room, rows, [shape, "short"])


def _dying(call, method, at, reached, *, answered):
    """The process gets no further than the so-manieth call of a method, made or not."""
    made = Counter()

    async def until_then(space, asked, /, **params):
        made[asked] += 1
        last = (asked, made[asked]) == (method, at)
        if not last or answered:
            answer = await call(space, asked, **params)
            if not last:
                return answer
        reached.set()
        return await asyncio.Event().wait()

    return until_then
