"""A staff room on a real SQLite file: teammates act, a customer writes, the clock is ours."""

import itertools
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.delivery.reports import fared
from adapters.delivery.timers import fire
from adapters.store.migrate import migrate
from adapters.store.sqlite import SqliteStore, open_store
from bot.codec import dump, load
from bot.content import Mark, Post, Reply, Revise, Shown, Withdraw
from bot.effects import Handoff
from bot.events import Body, Deleted, Edited, File, Inbound, Person, Place, Said
from bot.intake import Intake
from bot.policy import policy_of
from bot.ports import About
from bot.writes import (
    AuditRow,
    Committed,
    ConversationRow,
    InboxRow,
    MessageRow,
    OutboxRow,
    SettingRow,
    Writes,
    micros,
)
from handoff.acts import Act, ActBody, Command, Teammate
from handoff.desk import Desk
from handoff.routing import LEAD_ROLE, STAFF_PLACE, STAFF_ROLE
from handoff.rows import CaseRow

TEAM = "main"
STAFF = Place("web", "demo", "staff")
MINA = Teammate("web:mina", "Mina", "staff")
OMAR = Teammate("web:omar", "Omar", "staff")
JONAS = Teammate("web:jonas", "Jonas", "lead")
ADA = Teammate("web:ada", "Ada", "admin")
NOBODY = Teammate("web:eve", "Eve", "none")
NEED = Handoff(
    "human",
    ('asked for a person ("can someone real look at this")',),
    wants="money back: kettle, order 7731, €48.00",
    tried=("refund → refused: 41 days, window 30",),
)


class FakeClock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


@dataclass
class Room:
    """Everything a story needs: the desk, and hands to act with."""

    store: SqliteStore
    clock: FakeClock
    desk: Desk
    intake: Intake
    count: "itertools.count[int]" = field(default_factory=itertools.count)

    def key(self) -> str:
        return f"key-{next(self.count)}"

    # Staff.

    def act(self, by: Teammate, body: ActBody, case: int = 1, key: str = "") -> Act:
        place = replace(STAFF, thread=f"case-{case}") if case else STAFF
        return Act(key or self.key(), TEAM, place, by, self.clock.now(), body)

    async def do(self, by: Teammate, verb: str, case: int = 1, **given: str) -> Reply:
        return await self.desk.receive(self.act(by, Command(verb, case, given), case))

    async def types(
        self, by: Teammate, text: str, message: str = "", case: int = 1, files: tuple[File, ...] = ()
    ) -> Reply:
        return await self.desk.receive(self.act(by, Said(text, message or self.key(), files), case))

    async def edits(self, by: Teammate, message: str, text: str) -> Reply:
        return await self.desk.receive(self.act(by, Edited(message, text)))

    async def takes_back(self, by: Teammate, message: str) -> Reply:
        return await self.desk.receive(self.act(by, Deleted(message)))

    # The customer: what the core does with the desk in its own commits.

    async def hears(
        self, body: Body, who: str = "web:r", need: Handoff = NEED, ends: bool = False, place: Place | None = None
    ) -> Committed:
        """One event of the customer's; opens a case when none is open."""
        home = Place("web", "demo", f"chat-{who}")
        place = place or home
        event = Inbound(self.key(), TEAM, place, Person(who, "R. Alvarez"), self.clock.now(), body)
        while True:
            snapshot, view = await self.store.load(TEAM, who), await self.desk.view(TEAM, who)
            about = About(self.clock.now(), policy_of(snapshot.settings))
            before = snapshot.conversation
            version, silent = (before.version + 1, before.silent) if before else (1, False)
            row = ConversationRow(
                TEAM, who, version, "R. Alvarez", dump(home), "{}", silent and not ends, micros(about.now)
            )
            if view.case is None:
                writes = self.desk.open(need, event, view, about)
            elif ends:
                writes = self.desk.end(view.case, event, about)
            else:
                writes = self.desk.relay(view.case, event, about)
            done = await self.store.commit(Writes((row,)) + writes)
            if done is not Committed.STALE:
                return done

    async def opens(
        self, text: str = "third time i ask. the kettle leaks", who: str = "web:r", need: Handoff = NEED
    ) -> None:
        await self.hears(Said(text, self.key()), who, need)

    # Time and delivery.

    async def passes(self, **time: float) -> None:
        """Move the clock, minute by minute, and let everything due happen."""
        end = self.clock.at + timedelta(**time)
        while self.clock.at < end:
            self.clock.at = min(end, self.clock.at + timedelta(minutes=1))
            while await fire(self.store, self.intake, micros(self.clock.at)):
                await self.intake.idle()

    async def deliver(self, failing: str = "", state: str = "failed") -> None:
        """Settle all that is queued; what goes to the customer as failed (or unknown) if a reason is given."""
        while rows := await self.store.claim(micros(self.clock.at), 50, 60_000_000):
            for row in rows:
                bad = bool(failing) and row.voice in ("staff", "notice")
                await self._settle(row, state if bad else "sent", failing if bad else "")
            await self.intake.idle()

    async def _settle(self, row: OutboxRow, state: str, error: str) -> None:
        now = micros(self.clock.at)
        news = fared(row, state, error, now)  # type: ignore[arg-type]  # one of three literals
        assert await self.store.settle(row, state, now=now, error=error, also=Writes(news))
        for arrival in news:
            self.intake.wake(arrival)

    # Looking.

    async def case(self, number: int = 1) -> CaseRow:
        (row,) = await self.store.find(CaseRow, {"team": TEAM, "number": number})
        return row

    async def outbox(self, voice: str = "", kind: str = "") -> list[OutboxRow]:
        where = ({"voice": voice} if voice else {}) | ({"kind": kind} if kind else {})
        return list(await self.store.find(OutboxRow, where))

    async def shown(self, voice: str, kind: str = "") -> list[Post | Revise | Withdraw | Mark]:
        return [load(Shown, row.payload) for row in await self.outbox(voice, kind)]

    async def told(self) -> list[str]:
        """The notices the customer was given."""
        return [post.reply.text for post in await self.shown("notice") if isinstance(post, Post)]

    async def reached(self) -> list[str]:
        """Words of staff that went to the customer."""
        posts = [post for post in await self.shown("staff") if isinstance(post, Post)]
        return [post.reply.quoted.text for post in posts if post.reply.quoted]

    async def thread(self) -> list[Reply]:
        """What the case's thread shows of the desk's own lines."""
        rows = [row for row in await self.outbox("desk", "post") if "case-" in row.place]
        posts = [load(Shown, row.payload) for row in rows]
        return [post.reply for post in posts if isinstance(post, Post)]

    async def card(self) -> Reply:
        """The card as it was drawn last."""
        rows = [row for row in await self.outbox("desk") if "case-" not in row.place]
        last = load(Shown, rows[-1].payload)
        assert isinstance(last, Post | Revise)
        return last.reply

    async def silent(self, who: str = "web:r") -> bool:
        row = (await self.store.load(TEAM, who)).conversation
        assert row is not None
        return row.silent

    async def lines(self, speaker: str) -> list[MessageRow]:
        return list(await self.store.find(MessageRow, {"speaker": speaker}, order=("at",)))

    async def audited(self) -> list[tuple[str, str]]:
        return [(row.actor, row.verb) for row in await self.store.find(AuditRow, {"team": TEAM}, order=("at",))]


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "baton.db"
    migrate(path)
    return path


@pytest.fixture
async def store(tmp_path: Path, migrated: Path) -> AsyncIterator[SqliteStore]:
    async with open_store(Path(shutil.copy(migrated, tmp_path / "baton.db")), full=False) as opened:
        yield opened


async def no_customer(row: InboxRow) -> None:
    raise AssertionError(f"nothing here is for the customer's lane: {row.id}")


@pytest.fixture
async def bare(store: SqliteStore) -> AsyncIterator[Room]:
    """A room nobody has set up yet."""
    clock = FakeClock()
    desk = Desk(store, clock)
    intake = Intake(store, {"desk": desk.answer, "customer": no_customer})
    desk.connect(intake)
    yield Room(store, clock, desk, intake)
    await intake.close()


@pytest.fixture
async def room(bare: Room) -> Room:
    values = {STAFF_PLACE: dump(STAFF), STAFF_ROLE: "support", LEAD_ROLE: "leads"}
    rows = tuple(SettingRow(TEAM, name, value, 0, "test") for name, value in values.items())
    await bare.store.commit(Writes(rows))
    return bare
