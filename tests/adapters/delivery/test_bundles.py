"""Texts that share a message: whatever happens, each is shown once and in its order, and can be changed by itself."""

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.delivery import loop
from adapters.delivery.loop import Delivery
from adapters.delivery.ports import Busy, CannotTell, Refused, Unknown, Unreached
from adapters.store.sqlite import open_store
from bot.codec import dump, load
from bot.content import Card, Post, Quoted, Reply, Revise, Shown, Withdraw
from bot.writes import OutboxRow, Writes, micros
from handoff.acts import Act, Fared

from .conftest import CHAT, QUICK, SARA, Bench, FakeHands, FakeIntake, MovableClock

PATIENT = replace(QUICK, attempts=60, at_once=4)


@dataclass
class Slow:
    """A platform whose places take one message at a time: once there is one, all others have to wait, and may share."""

    name: str = "chat"
    keeps_up: bool = False
    screens: dict[str, dict[str, str]] = field(default_factory=dict)
    """What stands in each place: a message's id and its words."""
    keys: dict[str, str] = field(default_factory=dict)
    plan: list[str] = field(default_factory=list)
    killed: asyncio.Event = field(default_factory=asyncio.Event)
    before: Callable[[OutboxRow], object] = lambda row: None
    blind: bool = False

    def crowded(self, row: OutboxRow) -> bool:
        return not self.keeps_up and bool(self.screens.get(row.place))

    async def deliver(self, row: OutboxRow) -> str:
        if seen := self.before(row):
            await seen  # type: ignore[misc]  # a look at the store, where a test has one
        fault = self.plan.pop() if self.plan else ""
        match fault:
            case "busy":
                raise Busy(0.001)
            case "unreached":
                raise Unreached("no route")
            case "refused":
                raise Refused("closed")
            case "dropped":
                raise Unknown("dropped before")
            case "killed before":
                await self._dies()
        shown = self._show(row)
        if fault == "lost":
            raise Unknown("dropped after")
        if fault == "killed after":
            await self._dies()
        return shown

    async def _dies(self) -> None:
        self.killed.set()
        await asyncio.Event().wait()

    def _show(self, row: OutboxRow) -> str:
        screen, shown = self.screens.setdefault(row.place, {}), load(Shown, row.payload)
        match shown:
            case Post(reply=reply):
                assert row.id not in self.keys, "shown twice"
                self.keys[row.id] = message = f"m{len(self.keys)}"
                screen[message] = words(reply)
                return message
            case Revise(of=of, reply=reply):
                screen[self.ids[of]] = words(reply)
            case Withdraw(of=of):
                del screen[self.ids[of]]
        return "changed"

    ids: dict[str, str] = field(default_factory=dict)
    """By row, the message that its platform_id names; told by the test."""

    async def find(self, row: OutboxRow) -> str | None:
        if self.blind:
            raise CannotTell("blind")
        return self.keys.get(row.id)

    def reads(self, place: str) -> list[str]:
        return list(self.screens.get(place, {}).values())


def words(reply: Reply) -> str:
    if reply.card:
        return reply.card.title
    return f"{reply.quoted.speaker}: {reply.quoted.text}" if reply.quoted else reply.text


def says(id: str, text: str, speaker: str = "Ana", voice: str = "mirror", place: int = 0) -> OutboxRow:
    where = replace(CHAT, channel=f"chat-{place}")
    reply = Reply(card=Card(text)) if not speaker else Reply(quoted=Quoted(speaker, text))
    now = micros(MovableClock().now())
    body = dump(Post(reply), Shown)
    return OutboxRow(id, "main", str(where), dump(where), SARA.id, "post", voice, body, now, now, case=7)


@pytest.fixture
def slow(bench: Bench) -> Slow:
    platform = Slow()
    bench.delivery = Delivery(bench.store, (platform,), bench.hands, bench.intake, bench.clock, PATIENT)
    return platform


HERE = str(replace(CHAT, channel="chat-0"))


async def gives(bench: Bench, *rows: OutboxRow) -> None:
    await bench.store.commit(Writes(rows))
    await bench.carry()


async def test_what_has_to_wait_shares_a_message(bench: Bench, slow: Slow) -> None:
    await gives(bench, *(says(f"row-{n}", f"word {n}") for n in range(5)))
    assert slow.reads(HERE) == ["Ana: word 0", "Ana: word 1\n\nword 2\n\nword 3\n\nword 4"]
    rows = [await bench.row(f"row-{n}") for n in range(5)]
    assert [row.state for row in rows] == ["sent"] * 5
    assert len({row.platform_id for row in rows[1:]}) == 1


async def test_a_place_that_keeps_up_shows_each_by_itself(bench: Bench, slow: Slow) -> None:
    slow.keeps_up = True
    await gives(bench, *(says(f"row-{n}", f"word {n}") for n in range(3)))
    assert slow.reads(HERE) == ["Ana: word 0", "Ana: word 1", "Ana: word 2"]


@dataclass
class Paced(Slow):
    """Knows nothing of its crowds, but how much it takes."""

    per_second: float = 4.0
    burst: int = 1
    keeps_up: bool = True


async def test_what_had_to_wait_for_its_turn_shares_a_message_too(bench: Bench) -> None:
    platform = Paced()
    bench.delivery = Delivery(bench.store, (platform,), bench.hands, bench.intake, bench.clock, PATIENT)
    await gives(bench, *(says(f"row-{n}", f"word {n}") for n in range(4)))
    assert platform.reads(HERE) == ["Ana: word 0", "Ana: word 1\n\nword 2\n\nword 3"]


async def test_only_one_speaker_and_only_words(bench: Bench, slow: Slow) -> None:
    speakers = ["Ana", "Ana", "Mina", "Mina", "", "Mina", "Ana"]
    await gives(bench, *(says(f"row-{n}", f"word {n}", speaker) for n, speaker in enumerate(speakers)))
    whole = ["Ana: word 0", "Ana: word 1", "Mina: word 2\n\nword 3", "word 4", "Mina: word 5", "Ana: word 6"]
    assert slow.reads(HERE) == whole


async def test_the_bots_own_words_are_never_taken_along(bench: Bench, slow: Slow) -> None:
    """They may have to be dropped, up to the moment that each is lent out."""
    await gives(bench, *(says(f"row-{n}", f"word {n}", voice="bot") for n in range(3)))
    assert len(slow.reads(HERE)) == 3


async def test_who_shares_and_under_which_key_is_kept_before_the_call(bench: Bench, slow: Slow) -> None:
    seen: list[tuple[str, list[str]]] = []

    async def look(row: OutboxRow) -> None:
        kept = await bench.store.find(OutboxRow, {"team": "main", "bundle": row.id}, order=("number",))
        seen.append((row.id, [one.id for one in kept]))

    slow.before = look
    slow.plan = ["", "lost", "dropped", "busy", ""]
    await gives(bench, *(says(f"row-{n}", f"word {n}") for n in range(3)))
    assert seen[0] == ("row-0", [])
    assert {tuple(kept) for _, kept in seen[1:]} == {("row-1", "row-2")}
    assert len({key for key, _ in seen[1:]}) == 1 and len(seen) == 4
    assert slow.reads(HERE) == ["Ana: word 0", "Ana: word 1\n\nword 2"]


@pytest.mark.parametrize(("fault", "state"), [("refused", "failed"), ("dropped", "unknown")])
async def test_what_came_of_it_is_told_for_each(bench: Bench, slow: Slow, fault: str, state: str) -> None:
    slow.plan, slow.blind = [fault, ""], True
    await gives(bench, *(says(f"row-{n}", f"word {n}") for n in range(3)))
    assert await bench.states("row-0", "row-1", "row-2") == ["sent", state, state]
    told = [load(Act, row.payload).body for row in await bench.inbox()]
    assert [(body.outbox, body.state) for body in told if isinstance(body, Fared)] == [
        ("row-1", state),
        ("row-2", state),
    ]


async def test_one_of_them_is_changed_and_taken_back_by_itself(bench: Bench, slow: Slow) -> None:
    await gives(bench, *(says(f"row-{n}", f"word {n}") for n in range(4)))
    slow.ids = {f"row-{n}": (await bench.row(f"row-{n}")).platform_id for n in range(4)}
    original = says("x", "x")

    def change(id: str, content: Revise | Withdraw) -> OutboxRow:
        return replace(original, id=id, kind=content.kind, payload=dump(content, Shown))

    await gives(bench, change("edit-1", Revise("row-2", Reply(quoted=Quoted("Ana", "second word")))))
    assert slow.reads(HERE)[1] == "Ana: word 1\n\nsecond word\n\nword 3"
    await gives(bench, change("edit-2", Withdraw("row-1")))
    assert slow.reads(HERE)[1] == "Ana: second word\n\nword 3"
    await gives(bench, change("edit-3", Revise("row-3", Reply(quoted=Quoted("Ana", "third word")))))
    assert slow.reads(HERE)[1] == "Ana: second word\n\nthird word"
    await gives(bench, change("edit-4", Withdraw("row-2")), change("edit-5", Withdraw("row-3")))
    assert slow.reads(HERE) == ["Ana: word 0"]


FAULTS = ("", "", "busy", "unreached", "dropped", "lost", "killed before", "killed after")
ROWS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(("Ana", "Mina", ""))), min_size=1, max_size=9)


@given(rows=ROWS, plan=st.lists(st.sampled_from(FAULTS), max_size=9))
@settings(max_examples=40, deadline=None)
def test_each_text_is_shown_once_and_in_order_whatever_breaks(rows: list[tuple[int, str]], plan: list[str]) -> None:
    asyncio.run(lives(rows, plan))


async def lives(rows: list[tuple[int, str]], plan: list[str]) -> None:
    """Process after process, until nothing is left to be shown."""
    platform, grace = Slow(plan=list(plan)), loop.GRACE
    loop.GRACE = 0.0
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "baton.db"
            async with open_store(path, full=False) as store:
                for number, (place, speaker) in enumerate(rows):
                    await store.commit(Writes((says(f"row-{number}", f"<{number}>", speaker, place=place),)))
            while not await life(path, platform):
                platform.killed.clear()
            async with open_store(path, full=False) as store:
                every = await store.find(OutboxRow, {"team": "main"}, order=("number",))
    finally:
        loop.GRACE = grace
    assert {row.state for row in every} == {"sent"}
    for place in range(2):
        here = [(speaker, f"<{n}>") for n, (at, speaker) in enumerate(rows) if at == place]
        assert spoken(platform.reads(str(replace(CHAT, channel=f"chat-{place}")))) == here


def spoken(messages: list[str]) -> list[tuple[str, str]]:
    """Speaker and words, text by text."""
    found: list[tuple[str, str]] = []
    for message in messages:
        speaker, colon, said = message.rpartition(": ")
        found += [(speaker if colon else "", text) for text in said.split("\n\n")]
    return found


async def life(path: Path, platform: Slow) -> bool:
    """One process; whether it came to its end by itself."""
    async with open_store(path, full=False) as store:
        delivery = Delivery(store, (platform,), FakeHands(), FakeIntake(), MovableClock(), PATIENT)
        running = asyncio.create_task(delivery.run())
        done, killed = asyncio.create_task(delivery.drained()), asyncio.create_task(platform.killed.wait())
        await asyncio.wait({done, killed}, timeout=20, return_when=asyncio.FIRST_COMPLETED)
        ended = done.done() and not platform.killed.is_set()
        for task in (running, done, killed):
            task.cancel()
        await asyncio.gather(running, done, killed, return_exceptions=True)
    return ended
