"""People at their Discord clients: what they do, and what they see."""

import mimetypes
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .answers import Answer
from .errors import JSON, ApiError, Misused
from .interactions import Callback, Interaction, Type
from .onlooker import Onlooker
from .permissions import Permission, sees
from .pressing import choose, press, resolve
from .records import Attachment, Channel, Guild, Kind, Message, Role, User
from .threads import change_thread, start_from_message
from .typed import fill, offered, read

if TYPE_CHECKING:
    from .standin import DiscordStandIn

USER_COMMAND, MESSAGE_COMMAND = 2, 3
Files = Mapping[str, bytes] | Sequence[tuple[str, bytes]]


class Person(Onlooker):
    """Someone with a client open. `at` is the channel they look at, where commands are typed."""

    def __init__(self, discord: "DiscordStandIn", user: User, guild: Guild | None = None) -> None:
        super().__init__(discord, user)
        self.guild = guild
        self.at: Channel | None = None
        self.waits_for_answers = True

    @property
    def dms_open(self) -> bool:
        return self.user.dms_open

    @dms_open.setter
    def dms_open(self, is_open: bool) -> None:
        self.user.dms_open = is_open

    @property
    def dm_channel(self) -> Channel:
        return self.discord.world.dm_with(self.user)

    def opens(self, channel: Channel) -> "Person":
        """Look at a channel: slash commands go there."""
        if not sees(self.discord.world, channel, self.user):
            raise Misused(f"{self.name} cannot see #{channel.name or 'that DM'}")
        self.at = channel
        return self

    # What they do

    async def dm(
        self, text: str = "", *, files: Files = (), reply_to: Message | None = None, extra: JSON | None = None
    ) -> Message:
        """Write to the bot in private."""
        return await self.says(self.dm_channel, text, files=files, reply_to=reply_to, extra=extra)

    async def says(
        self,
        channel: Channel,
        text: str = "",
        *,
        files: Files = (),
        reply_to: Message | None = None,
        extra: JSON | None = None,
    ) -> Message:
        """Write in a channel or thread. `extra` is raw: `{"sticker_items": [...]}`, `{"poll": ...}`, `{"type": 7}`."""
        self.opens(channel)
        body: dict[str, object] = {"content": text}
        if reply_to:
            body["message_reference"] = {"message_id": str(reply_to.id)}
        attached, posting = self.attached(files), self.discord.rooms.posting
        if channel.kind is Kind.DM and not self.discord.world.mutual(self.user):
            raise Misused(f"{self.name} shares no server with the bot, so cannot write to it")
        with refused(f"{self.name} cannot write in #{channel.name or 'that DM'}"):
            posting.may_send(channel, self.user, body, attached)
            self._acts()
            return await posting.post(channel, self.user, body, attached, extra=extra or {})

    def attached(self, files: Files) -> list[Attachment]:
        named = list(files.items()) if isinstance(files, Mapping) else list(files)
        clock = self.discord.world.clock
        guess = [mimetypes.guess_type(name)[0] or "application/octet-stream" for name, _ in named]
        return [Attachment(clock.snowflake(), *one, kind) for one, kind in zip(named, guess, strict=True)]

    async def forwards(self, message: Message, channel: Channel | None = None) -> Message:
        """Into a channel, or to the bot: no words of its own, the original as a snapshot."""
        shown = self.discord.rooms.wire.message(message)
        kept = ("content", "embeds", "attachments", "timestamp", "edited_timestamp", "flags", "mentions", "type")
        snapshot = {"message": {key: shown[key] for key in (*kept, "mention_roles", "components")}}
        origin = {"type": 1, "message_id": str(message.id), "channel_id": str(message.channel_id)}
        extra = {"message_snapshots": [snapshot], "message_reference": origin}
        return await self.says(channel or self.dm_channel, extra=extra)

    async def archives(self, thread: Channel, *, lock: bool = False) -> None:
        await self._changes(thread, {"archived": True, **({"locked": True} if lock else {})})

    async def reopens(self, thread: Channel) -> None:
        await self._changes(thread, {"archived": False})

    async def _changes(self, thread: Channel, body: JSON) -> None:
        with refused(f"{self.name} cannot change that thread"):
            await change_thread(self.discord.rooms, thread, self.user, body)

    async def starts_thread(self, message: Message, name: str) -> Channel:
        with refused(f"{self.name} cannot start a thread there"):
            return await start_from_message(self.discord.rooms, message, self.user, {"name": name})

    async def edits(self, message: Message, text: str) -> Message:
        self._own(message)
        self._acts()
        return await self.discord.rooms.posting.edit(message, {"content": text}, [])

    async def deletes(self, *messages: Message) -> None:
        """One's own, or anybody's where one may; several at once as a moderator clears a channel."""
        channel = self.discord.world.channels[messages[0].channel_id]
        may = bool(self.discord.permissions_of(self, channel) & Permission.MANAGE_MESSAGES)
        for message in messages:
            if not may:
                self._own(message)
        self._acts()
        await self.discord.rooms.posting.delete(channel, list(messages))

    async def reacts(self, message: Message, emoji: str) -> None:
        with refused(f"{self.name} cannot react"):
            await self.discord.rooms.posting.react(message, self.user, emoji)

    async def takes_back(self, message: Message, emoji: str) -> None:
        """A reaction removed again."""
        with refused(f"{self.name} has no {emoji} there"):
            await self.discord.rooms.posting.unreact(message, self.user, emoji)

    # What they press and command

    async def presses(self, label: str, *, on: Message | None = None) -> Answer:
        """The newest button that reads so (or begins so)."""
        return await press(self, label, on)

    async def chooses(self, *picked: "str | Person | Role | Channel", on: Message | None = None) -> Answer:
        """From the newest menu that offers all of it."""
        return await choose(self, picked, on)

    async def slash(self, command: str, where: Channel | None = None, /, **options: Any) -> Answer:
        """`slash("/support setup", staff=channel)`: in `where`, or where they last were, or their first channel."""
        channel = self._here(where)
        typed = read(self, channel, command)
        data = typed.data(*fill(self, typed, options))
        return await self.acts(Type.COMMAND, channel, data)

    async def autocompletes(self, command: str, where: Channel | None = None, /, **options: Any) -> list[JSON]:
        """The suggestions (`name`, `value`) while the last option given is being typed."""
        channel = self._here(where)
        typed = read(self, channel, command)
        focused = list(options)[-1].replace("_", "-")
        focused = focused if any(one["name"] == focused for one in typed.options) else list(options)[-1]
        data = typed.data(*fill(self, typed, options, focused=focused))
        return (await self.acts(Type.AUTOCOMPLETE, channel, data)).made.choices

    async def message_command(self, name: str, message: Message) -> Answer:
        """Apps, then a command, in a message's menu."""
        channel = self._here(self.discord.world.channels[message.channel_id])
        command = self._menu_command(name, channel, MESSAGE_COMMAND)
        resolved = {"messages": {str(message.id): self.discord.rooms.wire.message(message)}}
        return await self.acts(Type.COMMAND, channel, command | {"target_id": str(message.id), "resolved": resolved})

    async def user_command(self, name: str, person: "Person", where: Channel | None = None) -> Answer:
        """Apps, then a command, in a person's menu."""
        channel, resolved = self._here(where), dict[str, Any]()
        command = self._menu_command(name, channel, USER_COMMAND)
        resolve(self, person, resolved)
        return await self.acts(Type.COMMAND, channel, command | {"target_id": str(person.id), "resolved": resolved})

    def _menu_command(self, name: str, channel: Channel, kind: int) -> JSON:
        every = offered(self, channel, kind)
        for one in every:
            if one["name"] == name:
                return {key: one[key] for key in ("id", "name", "type", "guild_id") if key in one}
        raise Misused(f"{self.name} is not offered {name!r}, only {[one['name'] for one in every]}")

    def offers(self, where: Channel | None = None) -> list[str]:
        """The slash commands that Discord shows them."""
        return [one["name"] for one in offered(self, self._here(where))]

    def _here(self, where: Channel | None) -> Channel:
        if where is None and self.at is None:
            world = self.discord.world
            mine = world.channels_of(self.guild) if self.guild else []
            where = next((one for one in mine if one.kind is Kind.TEXT and self.can_see(one)), self.dm_channel)
        self.at = self.opens(where).at if where else self.at
        assert self.at is not None
        return self.at

    async def acts(
        self,
        kind: Type,
        channel: Channel,
        data: JSON,
        *,
        source: Message | None = None,
        opened_by: Interaction | None = None,
    ) -> Answer:
        """Any interaction; waits for its acknowledgement, and for the answer where the bot is "thinking"."""
        self._acts()
        made = await self.discord.rooms.interactions.happens(
            kind, self.user, channel, data, source=source, opened_by=opened_by
        )
        answer = await Answer(self, made).arrived()
        return await answer.whole() if self.waits_for_answers and made.callback is Callback.DEFERRED else answer

    def _own(self, message: Message) -> None:
        if message.author is not self.user:
            raise Misused(f"{message.text!r} is {message.speaker}'s, not {self.name}'s")

    def _acts(self) -> None:
        """What comes from here on is the answer to this."""
        self.since = len(self.discord.world.changes)

    async def gets(self, role: Role) -> None:
        """Someone gives them a role."""
        await self._changes_roles(add=role)

    async def loses(self, role: Role) -> None:
        await self._changes_roles(remove=role)

    async def _changes_roles(self, add: Role | None = None, remove: Role | None = None) -> None:
        if self.guild is None:
            raise Misused(f"{self.name} is in no server")
        member = self.guild.members[self.id]
        member.roles = [one for one in member.roles if one != (remove.id if remove else 0)]
        member.roles += [add.id] if add and add.id not in member.roles else []
        await self.discord.rooms.events.member("GUILD_MEMBER_UPDATE", self.guild, member)


class refused:  # noqa: N801 - reads as a statement
    """Turns an API refusal of a person's act into a clear misuse."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ApiError):
            raise Misused(f"{self.what}: {error}") from error
