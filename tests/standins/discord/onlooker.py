"""What a person sees on the screen, and how they wait for more."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .errors import Misused
from .permissions import sees
from .records import EPHEMERAL, Channel, Message, User

if TYPE_CHECKING:
    from .standin import DiscordStandIn

WAIT = 5.0


class Onlooker:
    """Someone at a client: who they are and what is shown to them."""

    def __init__(self, discord: "DiscordStandIn", user: User) -> None:
        self.discord, self.user = discord, user
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


def _marks(message: Message) -> str:
    marks = (*(["ephemeral"] if message.flags & EPHEMERAL else []), *(file.name for file in message.attachments))
    return f" ({', '.join(marks)})" if marks else ""
