"""People at their Discord clients: what they do, and what they see."""

import mimetypes
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .answers import Answer
from .errors import JSON, ApiError, Misused
from .interactions import Callback, Interaction, Type
from .permissions import Permission, sees
from .pressing import choose, press, resolve
from .records import EPHEMERAL, Attachment, Channel, Guild, Kind, Message, Role, User
from .typed import fill, offered, read

if TYPE_CHECKING:
    from .standin import DiscordStandIn

WAIT = 5.0
USER_COMMAND, MESSAGE_COMMAND = 2, 3
Files = Mapping[str, bytes] | Sequence[tuple[str, bytes]]


class Person:
    """Someone with a client open. `at` is the channel they look at, where commands are typed."""

    def __init__(self, discord: "DiscordStandIn", user: User, guild: Guild | None = None) -> None:
        self.discord, self.user, self.guild = discord, user, guild
        self.at: Channel | None = None
        self.waits_for_answers = True
        self.since = len(discord.world.changes)
        self._heard: set[int] = set()

    def __repr__(self) -> str:
        return f"<{self.user.name}>"

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def mention(self) -> str:
        return f"<@{self.user.id}>"

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

    async def dm(self, text: str = "", *, files: Files = (), reply_to: Message | None = None) -> Message:
        """Write to the bot in private."""
        return await self.says(self.dm_channel, text, files=files, reply_to=reply_to)

    async def says(
        self, channel: Channel, text: str = "", *, files: Files = (), reply_to: Message | None = None
    ) -> Message:
        """Write in a channel or thread."""
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
            return await posting.post(channel, self.user, body, attached)

    def attached(self, files: Files) -> list[Attachment]:
        named = list(files.items()) if isinstance(files, Mapping) else list(files)
        clock = self.discord.world.clock
        guess = [mimetypes.guess_type(name)[0] or "application/octet-stream" for name, _ in named]
        return [Attachment(clock.snowflake(), *one, kind) for one, kind in zip(named, guess, strict=True)]

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

    # What they see

    def sees(self, where: Channel | None = None) -> list[Message]:
        """Every message on their screen, oldest first, their own and ephemeral ones included."""
        world, posting = self.discord.world, self.discord.rooms.posting
        channels = [where] if where else list(world.channels.values())
        every = [one for channel in channels for one in channel.messages.values()]
        return sorted((one for one in every if posting.visible(one, self.user)), key=lambda one: one.id)

    def last(self, where: Channel | None = None) -> Message:
        """The newest message that somebody else wrote."""
        others = [one for one in self.sees(where) if one.author is not self.user]
        if not others:
            raise Misused(f"nobody wrote anything that {self.name} can see")
        return others[-1]

    async def hears(self, contains: str = "", *, where: Channel | None = None, within: float = WAIT) -> Message:
        """The next message (new or edited) by somebody else since they last did something, each one once."""
        looking = self._looking(contains, where)
        found = await self.discord.stirs.until(
            lambda: next(looking),
            within,
            lambda: f"{self.name} heard nothing with {contains!r} in {within} s. On the screen:\n{self.screen(where)}",
        )
        self._heard.add(found)
        return self.discord.world.changes[found]

    def _looking(self, contains: str, where: Channel | None) -> Iterator[int | None]:
        """Goes through what is new, once; None each time there is nothing more yet."""
        changes, at = self.discord.world.changes, self.since
        while True:
            if at == len(changes):
                yield None
                continue
            if self._meant(at, contains, where):
                yield at
            at += 1

    def _meant(self, index: int, contains: str, where: Channel | None) -> bool:
        message = self.discord.world.changes[index]
        if index in self._heard or message.author is self.user or (where and message.channel_id != where.id):
            return False
        visible = self.discord.rooms.posting.visible(message, self.user)
        return visible and contains.casefold() in message.text.casefold()

    def screen(self, where: Channel | None = None, newest: int = 12) -> str:
        """What one would read aloud, for a failing test."""
        return (
            "\n".join(f"  {one.speaker}: {one.text}{_marks(one)}" for one in self.sees(where)[-newest:])
            or "  (nothing)"
        )

    def can_see(self, channel: Channel) -> bool:
        return sees(self.discord.world, channel, self.user)

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


def _marks(message: Message) -> str:
    marks = (*(["ephemeral"] if message.flags & EPHEMERAL else []), *(file.name for file in message.attachments))
    return f" ({', '.join(marks)})" if marks else ""


class refused:  # noqa: N801 - reads as a statement
    """Turns an API refusal of a person's act into a clear misuse."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ApiError):
            raise Misused(f"{self.what}: {error}") from error
