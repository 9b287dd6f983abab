"""Sending against the stand-in: a signed-in client, a real store, and rows handed over one by one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import discord

from adapters.delivery.ports import Busy, CannotTell, Refused, Unknown, Unreached
from adapters.discord import ids
from adapters.discord.rows import GuildRow
from adapters.discord.sending import Sending
from adapters.store.files import FileStore
from adapters.store.sqlite import SqliteStore, open_store
from bot.codec import dump
from bot.content import Card, Choice, Mark, Post, Quoted, Reply, Revise, Shown, Withdraw
from bot.events import Place
from bot.writes import Change, OutboxRow, Writes, micros, new_key
from handoff.ports import Outcomes
from handoff.rows import CaseRow
from tests.standins.discord import DiscordStandIn

TEAM = "main"
CARD = Reply(
    card=Card("#7 · waiting 2 min · general · tier 1", (("Customer", "Ana"), ("Wants", "money back")), state="waiting"),
    offers=(Choice("Claim", "claim", "primary"), Choice("Close…", "close")),
)
OUTCOMES = Outcomes(Refused, Busy, Unreached, Unknown, CannotTell)


@dataclass
class Clock:
    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Mailroom:
    """Rows go out by `posts`, `revises` and so on, which store and deliver them as the loop does."""

    server: DiscordStandIn
    client: discord.Client
    store: SqliteStore
    files: FileStore
    clock: Clock = field(default_factory=Clock)
    remark: str = ""

    def __post_init__(self):
        self.guild = self.server.guild("Larkspur & Pine")
        self.support = self.guild.role("Support", mentionable=True)
        self.ana = self.guild.member("Ana")
        self.mina = self.guild.member("Mina", roles=[self.support])
        self.desk = self.guild.channel("desk", only=[self.support])
        self.starts_again()

    def starts_again(self) -> None:
        """As after a restart: nothing is remembered but what the store holds."""
        self.sending = Sending(lambda: self.client, self.store, self.files, self.clock, OUTCOMES, self.remark)

    @property
    def dm(self) -> Place:
        return ids.dm_place(self.ana.id)

    @property
    def staff(self) -> Place:
        return ids.channel_place(self.guild.id, self.desk.id)

    @property
    def thread(self) -> Place:
        return replace(self.staff, thread="case-7")

    def row(self, content, place: Place, *, voice: str = "bot", case: int = 0) -> OutboxRow:
        now = micros(self.clock.now())
        who = ids.person_id(self.ana.id)
        return OutboxRow(
            new_key(),
            TEAM,
            str(place),
            dump(place),
            who,
            content.kind,
            voice,
            dump(content, Shown),
            now,
            now,
            case=case,
        )

    async def gives(self, row: OutboxRow) -> str:
        """Store a row and deliver it; what it was shown as is noted, as the loop does."""
        await self.store.commit(Writes((row,)))
        return await self.delivers(row)

    async def delivers(self, row: OutboxRow) -> str:
        shown = await self.sending.deliver(row)
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
        await self.store.commit(Writes((self.case(),)))
        row = self.row(Post(reply, case=7), self.staff, voice="desk", case=7)
        await self.gives(row)
        return row

    async def revises(self, of: OutboxRow, reply: Reply, place: Place) -> str:
        return await self.gives(self.row(Revise(of.id, reply), place, voice="desk", case=7))

    async def withdraws(self, of: OutboxRow, place: Place) -> str:
        return await self.gives(self.row(Withdraw(of.id), place, voice="mirror", case=7))

    async def marks(self, message, state: str, error: str = "", retry: str = "") -> str:
        mark = Mark(ids.message_ref(message.channel_id, message.id), state, error, retry)
        return await self.gives(self.row(mark, self.thread, voice="desk", case=7))

    async def mirrors(self, words: str, speaker: str = "Ana", **more) -> OutboxRow:
        said = Reply(quoted=Quoted(speaker, words), **more)
        return await self.posts(said, self.thread, voice="mirror", case=7)

    async def has_panel(self) -> None:
        row = GuildRow(TEAM, str(self.guild.id), panel_channel=str(self.guild.general.id))
        await self.store.commit(Writes((row,)))

    @property
    def case_thread(self):
        """The case's thread as Discord has it."""
        return next(one for one in self.server.world.channels.values() if one.name == "#7 · Ana")

    def case(self) -> CaseRow:
        who = ids.person_id(self.ana.id)
        return CaseRow(
            TEAM, 7, 1, who, "Ana", dump(self.dm), dump(self.thread), "waiting", "general", 1, False, "human", "{}", 1
        )


@asynccontextmanager
async def mailroom(folder: Path, **given) -> AsyncIterator[Mailroom]:
    """A client that is signed in without a gateway: sending needs none."""
    async with DiscordStandIn() as server, open_store(folder / "baton.db") as store:
        with server.points():
            client = discord.Client(
                intents=discord.Intents.none(),
                allowed_mentions=discord.AllowedMentions.none(),
                max_ratelimit_timeout=30.0,
            )
            async with client:
                await client.login(server.token)
                room = Mailroom(server, client, store, FileStore(folder / "files", 100_000_000), **given)
                server.forgets_calls()
                yield room
