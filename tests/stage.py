"""The stage on which stories are played: the whole product but a chat platform.

What runs is what `baton run` builds: a real SQLite file, the sample shop with its ledger,
the shop's answers, the desk, the outbox and its delivery. Only the time and the platform
at the far end are ours.
"""

import os
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Literal

from adapters.app import App, build
from adapters.mail import FolderMail
from adapters.settings import Settings, read_settings
from bot.codec import load
from bot.content import OFFER, Mark, Post, Question, Reply, Revise, Shown, Withdraw
from bot.events import Body, Deleted, Edited, File, Inbound, Opened, Person, Place, Press, Said
from bot.ports import Trace
from bot.writes import OutboxRow
from handoff.acts import Act, ActBody, Command, Teammate
from handoff.commands import pressed
from tests.shop_house import EVERYWHERE, House, Where, a_house

TEAM = "main"
MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""When stories begin: a Monday, half past nine. Time stands still until it is moved."""
STAFF_PLACE = Place("web", "demo", "staff")
Rank = Literal["staff", "lead", "admin"]
Environment = tuple[tuple[str, str], ...]


@dataclass
class Wall:
    """The platform at the far end: shows what is delivered, each outbox row once."""

    name: str = "web"
    shown: dict[str, dict[str, Reply]] = field(default_factory=lambda: defaultdict(dict))
    marks: dict[str, str] = field(default_factory=dict)
    order: list[tuple[str, Reply]] = field(default_factory=list)

    async def deliver(self, row: OutboxRow) -> str:
        place = self.shown[row.place]
        match load(Shown, row.payload):
            case Post(reply=reply):
                place[row.id] = reply
                self.order.append((row.place, reply))
            case Revise(of=of, reply=reply):
                place[of] = reply
            case Withdraw(of=of):
                place.pop(of, None)
            case Mark(message=message, state=state):
                self.marks[message] = state
        return row.id

    async def find(self, row: OutboxRow) -> str | None:
        return row.id if row.id in self.shown[row.place] else None


@dataclass
class Traces:
    """Keeps every trace."""

    seen: list[Trace] = field(default_factory=list)

    def saw(self, trace: Trace) -> None:
        self.seen.append(trace)


class Scene:
    """Everything a story needs, whichever platform it is played on."""

    def __init__(self, app: App, house: House | None = None) -> None:
        self.app, self.house, self.traces, self.keys = app, house or House(app.clock.now), Traces(), count(1)
        self.store, self.service, self.desk, self.clock = app.store, app.service, app.desk, app.clock
        self.shop, self.owner = self.house.shop(app), self.house.owner(app)
        app.witnesses.watching.append(self.traces.saw)

    @property
    def mails(self) -> FolderMail:
        assert self.app.mails is not None, "no server is set, so mails are files"
        return self.app.mails

    async def settled(self) -> None:
        await self.app.delivery.idle()

    async def passes(self, **span: float) -> None:
        """Time goes by, and what was due happens."""
        self.house.advance(self.app, timedelta(**span))
        await self.settled()

    def paid_back(self) -> list[tuple[str, str]]:
        """What the ledger says went back: order and sum."""
        return [(row.order, str(row.amount)) for row in self.owner.ledger() if row.kind == "pay_back"]

    def done(self) -> list[tuple[str, str]]:
        """Everything the ledger has: what was done, and to which order."""
        return [(row.kind, row.order) for row in self.owner.ledger()]


class Stage(Scene):
    """The port that the playground uses, with a wall behind it instead of pages."""

    def __init__(self, app: App, house: House, wall: Wall) -> None:
        super().__init__(app, house)
        self.wall = wall

    async def customer(self, name: str, *, bound: bool = True) -> "Customer":
        """One of the sample shop's people, in a chat of their own."""
        return Customer(self, Person(f"web:{name}" if bound else f"web:guest-{name}", name.capitalize()))

    def teammate(self, name: str, role: Rank = "staff") -> "Crew":
        return Crew(self, Teammate(f"web:{name}", name.capitalize(), role))

    def department(self, name: str) -> tuple[str, str]:
        """A channel and a role of its own, as the desk's commands take them."""
        return f"web:demo:{name}", f"web:{name}-team"

    def stands_at(self, place: str) -> list[Reply]:
        return list(self.wall.shown[place].values())


@dataclass
class Customer:
    """Someone talking to the bot, and everything they see back."""

    stage: Stage
    person: Person
    read: int = 0

    @property
    def place(self) -> Place:
        return Place("web", "demo", f"chat-{self.person.id}")

    async def does(self, body: Body, key: str = "") -> Sequence[Reply]:
        """Any event at all; returns what came back at once."""
        stage = self.stage
        event = Inbound(key or f"e{next(stage.keys)}", TEAM, self.place, self.person, stage.clock.now(), body)
        await stage.service.receive(event)
        await stage.settled()
        return self.news()

    def news(self) -> Sequence[Reply]:
        """What was shown here since one last looked."""
        mine = [reply for place, reply in self.stage.wall.order if place == str(self.place)]
        fresh, self.read = mine[self.read :], len(mine)
        return fresh

    @property
    def sees(self) -> list[Reply]:
        return list(self.stage.wall.shown[str(self.place)].values())

    @property
    def text(self) -> str:
        """Everything in the last answer, as one reads it."""
        return read_out(self.sees[-1]) if self.sees else ""

    async def says(self, text: str, *files: File, key: str = "") -> Sequence[Reply]:
        return await self.does(Said(text, key or f"m{next(self.stage.keys)}", files), key)

    async def says_in_public(self, text: str) -> list[str]:
        """In a channel where others read along; returns what was shown there."""
        stage, channel = self.stage, Place("web", "demo", "lobby", public=True)
        key = f"p{next(stage.keys)}"
        event = Inbound(key, TEAM, channel, self.person, stage.clock.now(), Said(text, key), self.place)
        await stage.service.receive(event)
        await stage.settled()
        return [read_out(reply) for reply in stage.wall.shown[str(channel)].values()]

    async def opens(self) -> Sequence[Reply]:
        return await self.does(Opened())

    async def edits(self, message: str, text: str) -> Sequence[Reply]:
        return await self.does(Edited(message, text))

    async def deletes(self, message: str) -> Sequence[Reply]:
        return await self.does(Deleted(message))

    async def forges(self, press: Press) -> Sequence[Reply]:
        """What no button on the screen would send."""
        return await self.does(press)

    async def presses(self, label: str) -> Sequence[Reply]:
        """The newest button with these words (or these first words) on it."""
        for reply in reversed(self.sees):
            asked = reply.question or Question("", "", "")
            for choice in asked.choices:
                if choice.label.startswith(label):
                    return await self.does(Press(asked.ask, choice.value))
            for choice in reply.offers:
                if choice.label.startswith(label) and not choice.link:
                    return await self.does(Press(OFFER, choice.value))
        raise AssertionError(f"there is no button {label!r}; the last answer was: {self.text}")

    @property
    def buttons(self) -> list[str]:
        """The labels under the last answer."""
        last = self.sees[-1]
        asked = last.question.choices if last.question else ()
        return [choice.label for choice in (*asked, *last.offers)]

    async def gets(self) -> dict[str, bytes]:
        """Every file that was sent here, by name."""
        files = [file for reply in self.sees for file in reply.files]
        return {file.name: await self.stage.app.files.read(file.ref) for file in files}


@dataclass
class Crew:
    """A member of staff."""

    stage: Stage
    who: Teammate
    told: Reply = field(default_factory=Reply)
    """What their last act was answered with, for them alone."""

    def thread(self, case: int) -> Place:
        return Place(STAFF_PLACE.platform, STAFF_PLACE.space, STAFF_PLACE.channel, f"case-{case}")

    async def does(self, body: ActBody, place: Place = STAFF_PLACE) -> Reply:
        stage = self.stage
        answer = await stage.desk.receive(Act(f"a{next(stage.keys)}", TEAM, place, self.who, stage.clock.now(), body))
        await stage.settled()
        self.told = answer
        return answer

    async def commands(self, verb: str, case: int = 0, **given: str) -> Reply:
        return await self.does(Command(verb, case, given))

    async def types(self, case: int, text: str, *files: File, message: str = "") -> Reply:
        return await self.does(Said(text, message or f"s{next(self.stage.keys)}", files), self.thread(case))

    async def presses(self, case: int, label: str) -> Reply:
        """The newest button with these words in a case's thread, or under what they alone were told."""
        shown = (*self.sees(case), self.told)
        offers = [choice for reply in shown for choice in reply.offers if choice.label == label]
        return await self.does(pressed(offers[-1].value, case), self.thread(case))

    async def edits(self, case: int, message: str, text: str) -> Reply:
        """Their own message in a case's thread."""
        return await self.does(Edited(message, text), self.thread(case))

    async def deletes(self, case: int, message: str) -> Reply:
        return await self.does(Deleted(message), self.thread(case))

    def sees(self, case: int = 0) -> list[Reply]:
        """What stands in the thread of a case (or the staff channel)."""
        place = self.thread(case) if case else STAFF_PLACE
        return list(self.stage.wall.shown[str(place)].values())

    def reads(self, case: int = 0) -> list[str]:
        """The same, as one reads it."""
        return [read_out(reply) for reply in self.sees(case)]

    def ticked(self, message: str) -> bool:
        """Whether a message of theirs bears the sign that it has arrived."""
        return self.stage.wall.marks.get(message) == "sent"


def read_out(reply: Reply) -> str:
    """A reply as one would read it aloud."""
    said = f"{reply.quoted.speaker}: {reply.quoted.text}" if reply.quoted else reply.text
    card = f"[{reply.card.title}] " + " · ".join(f"{k}: {v}" for k, v in reply.card.facts) if reply.card else ""
    return "\n".join(filter(None, (said, card, reply.question.text if reply.question else "")))


@lru_cache(16)  # reading them is a sixth of what a stage costs, and there are thousands
def _read(_set: Environment, given: tuple[tuple[str, str], ...], key: str) -> Settings:
    return read_settings(env_file=None, key=key, **dict(given))


def _environment() -> Environment:
    """What a test has set for Baton."""
    ours = (pair for pair in os.environ.items() if pair[0].startswith("BATON_"))
    return tuple(pair for pair in ours if not pair[0].startswith("BATON_TEST_"))


@asynccontextmanager
async def a_stage(
    path: Path,
    now: Callable[[], datetime] = lambda: MORNING,
    wall: Wall | None = None,
    where: Where = EVERYWHERE,
    key: str = "",
) -> AsyncIterator[Stage]:
    """The curtain up on the real composition root; down again on leaving, with all that is kept on disk."""
    wall = wall or Wall()
    async with a_house(path, now, where) as house:
        settings = _read(_environment(), tuple(house.settings.items()), key).model_copy(update={"data_dir": path})
        async with build(settings, platforms=lambda _: [wall], real_time=house.now) as app:
            await house.furnish(app)
            yield Stage(app, house, wall)
