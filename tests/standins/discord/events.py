"""Which of the bot's sessions is told what: by shard, by intent, by what the bot can see."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .errors import JSON
from .permissions import sees
from .records import Channel, Guild, Member, Message
from .shapes import emoji_json, member_json, user_json
from .wire import MESSAGE_CONTENT, Wire
from .world import World

if TYPE_CHECKING:
    from .gateway import Gateway, Session

GUILDS, MEMBERS, WEBHOOKS = 1 << 0, 1 << 1, 1 << 5
GUILD_MESSAGES, GUILD_REACTIONS, GUILD_TYPING = 1 << 9, 1 << 10, 1 << 11
DIRECT_MESSAGES, DIRECT_REACTIONS, DIRECT_TYPING = 1 << 12, 1 << 13, 1 << 14
Build = Callable[["Session"], Any]


class Events:
    """The dispatcher. Faults that concern events live here too."""

    def __init__(self, world: World, wire: Wire, stirred: Callable[[], None]) -> None:
        self.world, self.wire, self.stirred = world, wire, stirred
        self.gateway: Gateway
        self.repeats = 0
        self.delays: list[tuple[str, float]] = []
        self.omitted: frozenset[str] = frozenset()
        self.late: set[asyncio.Task[None]] = set()
        self.sent: dict[str, int] = {}

    @property
    def application_flags(self) -> int:
        """What the portal's toggles look like to the application: the "limited" flags, and that it has commands."""
        flags = {"presences": 1 << 13, "members": 1 << 15, "message_content": 1 << 19}
        return 1 << 23 | sum(flag for name, flag in flags.items() if self.gateway.allowed[name])

    def guilds_of(self, shard: tuple[int, int]) -> list[Guild]:
        number, count = shard
        return [one for one in self.world.guilds.values() if one.has_bot and (one.id >> 22) % count == number]

    async def greet(self, session: "Session", url: str) -> None:
        from .gateway import ready_payload

        await session.dispatch("READY", ready_payload(session, self, url))
        for guild in self.guilds_of(session.shard):
            if guild.available:
                await session.dispatch("GUILD_CREATE", self._guild_create(guild, session))

    def _guild_create(self, guild: Guild, session: "Session") -> JSON:
        bot = self.world.bot
        threads = [one for one in self.world.threads_of(guild) if sees(self.world, one, bot)]
        everyone = bool(session.intents & MEMBERS)
        return self.wire.guild_create(guild, self.world.channels_of(guild), threads, everyone)

    async def tell(self, name: str, data: Any, *, guild: int | None, intent: int = 0, raw: bool = False) -> None:
        """`data` is the payload, or a function of the session that makes it."""
        self.sent[name] = self.sent.get(name, 0) + 1
        twice = not raw and self._repeats()
        delay = self._delay(name)
        sessions = [one for one in list(self.gateway.sessions.values()) if _concerned(one, guild, intent)]
        if delay:
            task = asyncio.create_task(self._later(delay, sessions, name, data, twice))
            self.late.add(task)
            task.add_done_callback(self.late.discard)
        else:
            await self._send(sessions, name, data, twice)

    async def _later(self, delay: float, sessions: list["Session"], name: str, data: Any, twice: bool) -> None:
        await asyncio.sleep(delay)
        await self._send(sessions, name, data, twice)

    async def _send(self, sessions: list["Session"], name: str, data: Any, twice: bool) -> None:
        for session in sessions:
            payload = data(session) if callable(data) else data
            await session.dispatch(name, without(payload, self.omitted), twice=twice)
        self.stirred()

    def _repeats(self) -> bool:
        self.repeats -= 1 if (again := self.repeats > 0) else 0
        return again

    def _delay(self, name: str) -> float:
        for index, (of, seconds) in enumerate(self.delays):
            if of == name:
                del self.delays[index]
                return seconds
        return 0.0

    async def message(self, name: str, message: Message) -> None:
        """MESSAGE_CREATE or MESSAGE_UPDATE, emptied where the session may not read it."""
        channel = self.world.channels[message.channel_id]
        if message.only_for or not sees(self.world, channel, self.world.bot):
            return
        intent = GUILD_MESSAGES if channel.guild_id else DIRECT_MESSAGES

        def build(session: "Session") -> JSON:
            shown = self.wire.message(message, content=bool(session.intents & MESSAGE_CONTENT))
            return shown | self._where(channel, message) | {"channel_type": int(channel.kind)}

        await self.tell(name, build, guild=channel.guild_id, intent=intent)

    def _where(self, channel: Channel, message: Message) -> JSON:
        if channel.guild_id is None:
            return {}
        member = self.world.guilds[channel.guild_id].members.get(message.author.id)
        shown: JSON = {"guild_id": str(channel.guild_id)}
        if member and not message.webhook_id:
            shown["member"] = member_json(member, with_user=False)
        return shown

    async def in_channel(self, name: str, channel: Channel, data: JSON, guild: int = 0, direct: int = 0) -> None:
        """Any event that happens in a channel the bot can see; by default it takes the intent for guilds."""
        if not sees(self.world, channel, self.world.bot):
            return
        if channel.guild_id:
            data = {"guild_id": str(channel.guild_id), **data}
        await self.tell(name, data, guild=channel.guild_id, intent=(guild or GUILDS) if channel.guild_id else direct)

    async def deleted(self, channel: Channel, ids: list[int]) -> None:
        where: JSON = {"channel_id": str(channel.id)}
        if len(ids) == 1:
            name, data = "MESSAGE_DELETE", where | {"id": str(ids[0])}
        else:
            name, data = "MESSAGE_DELETE_BULK", where | {"ids": [str(one) for one in ids]}
        await self.in_channel(name, channel, data, GUILD_MESSAGES, DIRECT_MESSAGES)

    async def reaction(self, name: str, message: Message, user_id: int, emoji: str) -> None:
        channel = self.world.channels[message.channel_id]
        data: JSON = {"user_id": str(user_id), "channel_id": str(channel.id), "message_id": str(message.id)}
        data |= {"emoji": emoji_json(emoji), "burst": False, "type": 0}
        member = self.world.guilds[channel.guild_id].members.get(user_id) if channel.guild_id else None
        if name.endswith("ADD") and member:
            data["member"] = member_json(member)
        await self.in_channel(name, channel, data, GUILD_REACTIONS, DIRECT_REACTIONS)

    async def thread(self, name: str, thread: Channel, **more: Any) -> None:
        shown = self.wire.channel(thread, self.world.bot) | more
        if name == "THREAD_DELETE":
            shown = {key: shown[key] for key in ("id", "guild_id", "parent_id", "type")}
        await self.in_channel(name, thread, shown)

    async def thread_members(self, thread: Channel, added: list[int], removed: list[int]) -> None:
        """A session without the members intent hears only of the bot itself."""
        bot = self.world.bot.id

        def build(members: list[int], session: "Session") -> list[int]:
            return [one for one in members if one == bot or session.intents & MEMBERS]

        def payload(session: "Session") -> JSON:
            shown: JSON = {"id": str(thread.id), "guild_id": str(thread.guild_id)}
            shown["member_count"] = min(len(thread.thread.members), 50)
            shown["added_members"] = [self.wire.thread_member(thread, one) for one in build(added, session)]
            return shown | {"removed_member_ids": [str(one) for one in build(removed, session)]}

        if sees(self.world, thread, self.world.bot) or bot in removed:
            everyone = MEMBERS if bot not in (*added, *removed) else GUILDS
            await self.tell("THREAD_MEMBERS_UPDATE", payload, guild=thread.guild_id, intent=everyone)

    async def channel(self, name: str, channel: Channel) -> None:
        """Channels are announced whether or not the bot may look into them."""
        await self.tell(name, self.wire.channel(channel), guild=channel.guild_id, intent=GUILDS)

    async def webhooks(self, channel: Channel) -> None:
        data = {"guild_id": str(channel.guild_id), "channel_id": str(channel.id)}
        await self.tell("WEBHOOKS_UPDATE", data, guild=channel.guild_id, intent=WEBHOOKS)

    async def member(self, name: str, guild: Guild, member: Member) -> None:
        shown = member_json(member) | {"guild_id": str(guild.id)}
        if name == "GUILD_MEMBER_REMOVE":
            shown = {"guild_id": str(guild.id), "user": user_json(member.user)}
        intent = GUILDS if member.user is self.world.bot and name == "GUILD_MEMBER_UPDATE" else MEMBERS
        await self.tell(name, shown, guild=guild.id, intent=intent)

    async def guild_create(self, guild: Guild, *, joined: bool) -> None:
        """`unavailable` is there (and false) only where the guild was known before."""

        def build(session: "Session") -> JSON:
            shown = self._guild_create(guild, session)
            return {key: value for key, value in shown.items() if not (joined and key == "unavailable")}

        await self.tell("GUILD_CREATE", build, guild=guild.id)

    async def guild_delete(self, guild: Guild, *, outage: bool) -> None:
        data: JSON = {"id": str(guild.id)} | ({"unavailable": True} if outage else {})
        await self.tell("GUILD_DELETE", data, guild=guild.id, intent=GUILDS)

    async def members_chunk(self, session: "Session", asked: JSON) -> None:
        """Answers a request for guild members."""
        guild = self.world.guilds[int(asked["guild_id"])]
        wanted = {int(one) for one in asked.get("user_ids", ())}
        found = [one for one in guild.members.values() if not wanted or one.user.id in wanted]
        data: JSON = {"guild_id": str(guild.id), "members": [member_json(one) for one in found]}
        data |= {"chunk_index": 0, "chunk_count": 1, "not_found": [], "nonce": asked.get("nonce")}
        await session.dispatch("GUILD_MEMBERS_CHUNK", data)


def _concerned(session: "Session", guild: int | None, intent: int) -> bool:
    """DMs come on shard 0 only; a guild's events on its shard."""
    number, count = session.shard
    on_shard = number == 0 if guild is None else (guild >> 22) % count == number
    return on_shard and (not intent or bool(session.intents & intent))


def without(node: Any, keys: frozenset[str]) -> Any:
    """The payload with these (optional) keys left out, at any depth."""
    if not keys:
        return node
    if isinstance(node, dict):
        return {key: without(value, keys) for key, value in node.items() if key not in keys}
    return [without(item, keys) for item in node] if isinstance(node, list) else node
