"""What a person sees on the screen, and how they wait for more."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .errors import Misused
from .records import Channel, Message, User, View
from .screens import Home, Modal

if TYPE_CHECKING:
    from .workspace import Workspace

WAIT = 5.0


class Onlooker:
    """Someone at a client: who they are and what is shown to them."""

    def __init__(self, workspace: "Workspace", user: User) -> None:
        self.workspace, self.slack, self.user = workspace, workspace.slack, user
        self.since = len(self.slack.world.changes)
        self._heard: set[int] = set()

    def __repr__(self) -> str:
        return f"<{self.user.name}>"

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def mention(self) -> str:
        return self.user.mention

    @property
    def dm_channel(self) -> Channel:
        """With the bot of the workspace where they meet it."""
        return self.slack.world.dm_between(self.workspace.id, self.workspace.bot, self.user)

    @property
    def views(self) -> list[View]:
        """The modals in front of them, the topmost last."""
        return self.slack.rooms.views.stack(self.workspace.id, self.id)

    @property
    def modal(self) -> Modal | None:
        return Modal(self, self.views[-1]) if self.views else None

    @property
    def home(self) -> Home:
        return Home(self)

    def sees(self, where: Channel | None = None, *, thread: Message | None = None) -> list[Message]:
        """Every message on their screen, oldest first, their own and ephemeral ones included."""
        world = self.slack.world
        channels = [where] if where else list(world.channels.values())
        every = [one for channel in channels for one in channel.messages.values()]
        if thread:
            root = thread.parent or thread
            every = [one for one in every if one is root or one.parent is root]
        return sorted((one for one in every if world.visible(one, self.user)), key=lambda one: one.ts)

    def last(self, where: Channel | None = None) -> Message:
        """The newest message that somebody else wrote."""
        others = [one for one in self.sees(where) if one.user is not self.user]
        if not others:
            raise Misused(f"nobody wrote anything that {self.name} can see")
        return others[-1]

    async def hears(
        self, contains: str = "", *, where: Channel | None = None, thread: Message | None = None, within: float = WAIT
    ) -> Message:
        """The next message (new or edited) by somebody else since they last did something, each one once."""
        looking = self._looking(contains, where, thread)
        found = await self.slack.stirs.until(
            lambda: next(looking),
            within,
            lambda: f"{self.name} heard nothing with {contains!r} in {within} s. On the screen:\n{self.screen(where)}",
        )
        self._heard.add(found)
        return self.slack.world.changes[found]

    def _looking(self, contains: str, where: Channel | None, thread: Message | None) -> Iterator[int | None]:
        """Goes through what is new, once; None each time there is nothing more yet."""
        changes, at = self.slack.world.changes, self.since
        while True:
            if at == len(changes):
                yield None
                continue
            if self._meant(at, contains, where, thread):
                yield at
            at += 1

    def _meant(self, index: int, contains: str, where: Channel | None, thread: Message | None) -> bool:
        message = self.slack.world.changes[index]
        if index in self._heard or message.user is self.user or (where and message.channel_id != where.id):
            return False
        if thread and message.parent is not (thread.parent or thread):
            return False
        visible = self.slack.world.visible(message, self.user)
        return visible and contains.casefold() in message.text.casefold()

    def screen(self, where: Channel | None = None, newest: int = 12) -> str:
        """What one would read aloud, for a failing test."""
        lines = [f"  {one.speaker}: {one.text}{_marks(one)}" for one in self.sees(where)[-newest:]]
        if self.modal:
            lines.append(f"  [form] {self.modal.text}")
        return "\n".join(lines) or "  (nothing)"

    def acts(self) -> None:
        """What comes from here on is the answer to this."""
        self.since = len(self.slack.world.changes)

    def status(self, thread: Message) -> str:
        """What the app says it is doing there ("is looking up your order"); gone after two minutes."""
        root = thread.parent or thread
        words, at = self.slack.rooms.posting.statuses.get((root.channel_id, root.ts), ("", 0.0))
        return words if self.slack.world.clock.now() - at < 120 else ""

    def can_see(self, channel: Channel) -> bool:
        return self.slack.world.sees(channel, self.user)


def _marks(message: Message) -> str:
    marks = (*(["ephemeral"] if message.ephemeral else []), *(file.name for file in message.files))
    buttons = (f"[{one}]" for one in message.buttons)
    return "".join((f" ({', '.join(marks)})" if marks else "", *(f" {one}" for one in buttons)))
