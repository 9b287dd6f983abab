"""Sending against the stand-in: the real client, a real store, and rows handed over one by one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.delivery.ports import Busy, CannotTell, Refused, Unknown, Unreached
from adapters.slack import ids
from adapters.slack.api import Api, Gone
from adapters.slack.pace import Pace, Rate
from adapters.slack.parts import Endpoints
from adapters.slack.rows import DmRow
from adapters.slack.sending import Sending
from adapters.store.files import FileStore
from adapters.store.sqlite import SqliteStore, open_store
from bot.codec import dump
from bot.content import Card, Choice, Mark, Post, Quoted, Reply, Revise, Shown, Withdraw
from bot.events import Place
from bot.writes import Change, OutboxRow, Writes, micros, new_key
from handoff.brief import Brief
from handoff.ports import Outcomes
from handoff.rows import CaseRow
from tests.standins.slack import SlackStandIn

TEAM = "main"
CARD = Reply(
    card=Card("#7 · waiting 2 min · general · tier 1", (("Customer", "Ana"), ("Wants", "money back")), state="waiting"),
    offers=(Choice("Claim", "claim", "primary"), Choice("Close…", "close")),
)
OUTCOMES = Outcomes(Refused, Busy, Unreached, Unknown, CannotTell)
AMPLE = Rate(1000.0, 1000)


@dataclass
class Clock:
    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class OwnTokens:
    """The tokens that the stand-in gave out, as an installation store has them."""

    server: SlackStandIn
    lost: set[str] = field(default_factory=set)
    known: dict[str, str] = field(default_factory=dict)

    async def of(self, space: str) -> str:
        if space in self.lost:
            raise Gone
        if space not in self.known:
            self.known[space] = next(one.bot_token for one in self.server.workspaces if one.id == space)
        return self.known[space]


@dataclass
class Mailroom:
    """Rows go out by `posts`, `revises` and so on, which store and deliver them as the loop does."""

    server: SlackStandIn
    store: SqliteStore
    files: FileStore
    clock: Clock = field(default_factory=Clock)
    remark: str = ""
    rate: Rate = AMPLE
    api: Api = field(init=False)

    def __post_init__(self):
        self.space = self.server.workspace("Larkspur & Pine")
        self.ana = self.space.member("Ana")
        self.mina = self.space.member("Mina")
        self.support = self.space.group("Support", [self.mina])
        self.desk = self.space.channel("desk", self.mina, private=True)
        self.tokens = OwnTokens(self.server)
        self.api = Api(self.tokens, Endpoints(self.server.api_url, self.server.files_url))
        self.starts_again()

    def starts_again(self) -> None:
        """As after a restart: nothing is remembered but what the store holds."""
        self.sending = Sending(
            self.api, self.store, self.files, self.clock, OUTCOMES, pace=Pace(self.rate), remark=self.remark
        )

    @property
    def dm(self) -> Place:
        return ids.dm_place(self.space.id, self.ana.id)

    @property
    def staff(self) -> Place:
        return ids.channel_place(self.space.id, self.desk.id)

    @property
    def thread(self) -> Place:
        return replace(self.staff, thread="case-7")

    @property
    def public(self) -> Place:
        return ids.channel_place(self.space.id, self.space.general.id, public=True)

    def row(self, content, place: Place, *, voice: str = "bot", case: int = 0) -> OutboxRow:
        now = micros(self.clock.now())
        who = ids.person_id(self.space.id, self.ana.id)
        payload, to = dump(content, Shown), dump(place)
        return OutboxRow(new_key(), TEAM, str(place), to, who, content.kind, voice, payload, now, now, case=case)

    async def gives(self, row: OutboxRow) -> str:
        """Store a row and deliver it; what it was shown as is noted, as the loop does."""
        await self.store.commit(Writes((row,)))
        return await self.delivers(row)

    async def delivers(self, row: OutboxRow) -> str:
        shown = await self.sending.deliver(row)
        await self.settles(row, shown)
        return shown

    async def finds(self, row: OutboxRow) -> str | None:
        shown = await self.sending.find(row)
        if shown is not None:
            await self.settles(row, shown)
        return shown

    async def settles(self, row: OutboxRow, shown: str, state: str = "sent") -> None:
        change = Change(OutboxRow, {"id": row.id}, {"state": state, "platform_id": shown})
        await self.store.commit(Writes(changes=(change,)))

    async def posts(self, reply: Reply | str, place: Place | None = None, *, voice: str = "bot", case: int = 0):
        """Post and return the row that did."""
        reply = Reply(reply) if isinstance(reply, str) else reply
        row = self.row(Post(reply), place or self.dm, voice=voice, case=case)
        await self.gives(row)
        return row

    async def opens_case(self, reply: Reply = CARD) -> OutboxRow:
        """The card of case 7."""
        row = self.row(Post(reply, case=7), self.staff, voice="desk", case=7)
        await self.store.commit(Writes((self.case(card=row.id),)))
        await self.gives(row)
        return row

    async def revises(self, of: OutboxRow, reply: Reply, place: Place) -> str:
        return await self.gives(self.row(Revise(of.id, reply), place, voice="desk", case=7))

    async def withdraws(self, of: OutboxRow, place: Place) -> str:
        return await self.gives(self.row(Withdraw(of.id), place, voice="mirror", case=7))

    async def marks(self, message, state: str, error: str = "", retry: str = "") -> str:
        mark = Mark(ids.message_ref(message.channel_id, message.ts), state, error, retry)
        return await self.gives(self.row(mark, self.thread, voice="desk", case=7))

    async def mirrors(self, words: str, speaker: str = "Ana", **more) -> OutboxRow:
        said = Reply(quoted=Quoted(speaker, words), **more)
        return await self.posts(said, self.thread, voice="mirror", case=7)

    async def wrote_in(self, thread: str) -> None:
        """Ana wrote in a thread of the agent view last."""
        row = DmRow(TEAM, self.space.id, self.ana.id, self.ana.dm_channel.id, thread)
        await self.store.commit(Writes((row,)))

    def reads(self, person=None, where=None) -> list[str]:
        """What others wrote that a person sees in a channel, as they read it."""
        person = person or self.ana
        return [one.text for one in person.sees(where or person.dm_channel) if one.user is not person.user]

    @property
    def card(self):
        """The card's message, in the staff channel."""
        return next(one for one in self.mina.sees(self.desk) if not one.thread_ts)

    def under_card(self) -> list:
        """What hangs under the card."""
        return [one for one in self.card.thread if not one.deleted]

    def case(self, card: str = "") -> CaseRow:
        who, dm, thread = ids.person_id(self.space.id, self.ana.id), dump(self.dm), dump(self.thread)
        brief = dump(Brief("Ana", wants="money back"))
        return CaseRow(TEAM, 7, 1, who, "Ana", dm, thread, "waiting", "general", 1, False, "human", brief, 1, card=card)


@asynccontextmanager
async def mailroom(folder: Path, **given) -> AsyncIterator[Mailroom]:
    """A workspace with the app in it, and everything that sends."""
    async with SlackStandIn() as server, open_store(folder / "baton.db") as store:
        room = Mailroom(server, store, FileStore(folder / "files", 200_000_000), **given)
        async with room.api:
            server.forgets_calls()
            yield room
