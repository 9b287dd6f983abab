"""People at their Slack clients: what they do, and what they see."""

import mimetypes
from collections.abc import Mapping, Sequence

from .errors import JSON, ApiError, Misused
from .installing import Page, install
from .invoking import shortcut, slash
from .mentions import rich_text, typed
from .onlooker import Onlooker
from .pressing import Spot, act, choose, press
from .records import Channel, File, Message
from .screens import Answer, Home

Files = Mapping[str, bytes] | Sequence[tuple[str, bytes]]
OFF = "Sending messages to this app has been turned off"


class Person(Onlooker):
    """Someone with a client open. `at` is the channel they look at, where commands are typed."""

    at: Channel | None = None

    @property
    def is_external(self) -> bool:
        return self.user.team_id != self.workspace.id

    # Words

    async def dm(self, text: str = "", *, files: Files = (), thread: Message | None = None) -> Message:
        """Write to the bot in private."""
        app = self.slack.app
        if not app.messages_tab or app.messages_tab_read_only:
            raise Misused(OFF)
        return await self.says(self.dm_channel, text, files=files, thread=thread)

    async def says(
        self,
        channel: Channel,
        text: str = "",
        *,
        thread: Message | None = None,
        files: Files = (),
        broadcast: bool = False,
        extra: JSON | None = None,
    ) -> Message:
        """Write in a channel or under a message. `extra` are raw keys of the message."""
        await self._enters(channel)
        self.acts()
        stored = typed(text)
        root = (thread.parent or thread) if thread else None
        uploads = [self._uploads(*one) for one in _pairs(files)]
        subtype = "thread_broadcast" if broadcast else "file_share" if uploads else ""
        own: JSON = {"client_msg_id": self.slack.world.clock.id("m").lower()} | (extra or {})
        with refused(f"{self.name} cannot write in #{channel.name}"):
            return self.slack.rooms.posting.post(
                channel,
                self.user,
                stored,
                blocks=[rich_text(stored) | {"block_id": "words"}] if stored else [],
                thread_ts=root.ts if root else None,
                subtype=str(own.pop("subtype", subtype)),
                files=uploads,
                broadcast=broadcast,
                extra=own,
            )

    async def _enters(self, channel: Channel) -> None:
        self.slack.world.known_channel(channel)
        if channel.archived:
            raise Misused(f"#{channel.name} is archived")
        if self.id not in channel.members:
            if not self.slack.world.sees(channel, self.user):
                raise Misused(f"{self.name} cannot see #{channel.name}")
            await self.joins(channel)
        self.at = channel

    async def joins(self, channel: Channel) -> None:
        self.workspace.enters(channel, self.user)

    async def leaves(self, channel: Channel) -> None:
        self.workspace.leaves(channel, self.user)

    def _uploads(self, name: str, data: bytes) -> File:
        world = self.slack.world
        file = File(world.clock.id("F"), name, self.id, self.workspace.id, world.clock.now(), len(data), data)
        file.media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        file.uploaded = file.completed = True
        world.files[file.id] = file
        return file

    async def edits(self, message: Message, text: str) -> Message:
        self._own(message)
        self.acts()
        stored = typed(text)
        blocks = [rich_text(stored) | {"block_id": "words"}]
        return self.slack.rooms.posting.edit(message, self.user, raw=stored, blocks=blocks)

    async def deletes(self, *messages: Message) -> None:
        """One's own; admins may delete anybody's."""
        self.acts()
        for message in messages:
            if not self.user.is_admin:
                self._own(message)
            self.slack.rooms.posting.delete(message)

    async def reacts(self, message: Message, name: str) -> None:
        with refused(f"{self.name} cannot react"):
            self.slack.rooms.posting.react(message, self.user, name.strip(":"))

    async def takes_back(self, message: Message, name: str) -> None:
        """A reaction removed again."""
        with refused(f"{self.name} has no :{name}: there"):
            self.slack.rooms.posting.unreact(message, self.user, name.strip(":"))

    # What they press and command

    async def presses(self, label: str, *, on: Spot | None = None) -> Answer:
        """The button that reads so (or begins so): in the form before them, the newest message, the home tab."""
        return await press(self, label, on)

    async def chooses(self, *picked: object, on: Spot | None = None) -> Answer:
        """From the newest menu that offers all of it: words, a person, a channel, a date."""
        return await choose(self, picked, on)

    async def forges(self, action: JSON, *, on: Spot) -> Answer:
        """Sends what no button shows: `{"type": "button", "action_id": "claim", "value": "8"}`."""
        block = {"block_id": str(action.get("block_id", "forged"))}
        return await act(self, on, block, action, dict(action))

    async def slash(self, command: str, where: Channel | None = None, *, thread: Message | None = None) -> Answer:
        """`slash("/baton help", channel)`: in `where`, or where they last were, or in the DM."""
        return await slash(self, command, where, thread)

    async def shortcut(self, name: str, message: Message | None = None) -> Answer:
        """From a message's menu, or the global one."""
        return await shortcut(self, name, message)

    async def opens_home(self) -> Home:
        """The app's Home tab; `await home.shows("...")` waits for what the app publishes."""
        self._opens("home")
        return self.home

    async def opens_messages(self) -> Channel:
        """The app's Messages tab."""
        self._opens("messages")
        return self.dm_channel

    def _opens(self, tab: str) -> None:
        self.acts()
        self.at = channel = self.dm_channel
        ts = self.slack.world.clock.ts()
        event: JSON = {"type": "app_home_opened", "user": self.id, "channel": channel.id, "tab": tab, "event_ts": ts}
        view = self.slack.rooms.views.homes.get((self.workspace.id, self.id))
        if tab == "home" and view:
            event["view"] = self.slack.shows_view(view)
        self.slack.rooms.events.tell(self.workspace.id, event)

    async def stops(self, thread: Message) -> None:
        """The stop button while an agent works."""
        event = {"type": "agent_session_stopped", "user": self.id, "channel": thread.channel_id}
        event |= {"thread_ts": (thread.parent or thread).ts, "event_ts": self.slack.world.clock.ts()}
        self.slack.rooms.events.tell(self.workspace.id, event)

    async def installs(self, url: str, *, declines: bool = False) -> Page:
        """Follows an "Add to Slack" address in a browser; the page they end on."""
        return await install(self, url, declines=declines)

    def _own(self, message: Message) -> None:
        if message.user is not self.user:
            raise Misused(f"{message.text!r} is {message.speaker}'s, not {self.name}'s")


def _pairs(files: Files) -> list[tuple[str, bytes]]:
    return list(files.items()) if isinstance(files, Mapping) else list(files)


class refused:  # noqa: N801 - reads as a statement
    """Turns an API refusal of a person's act into a clear misuse."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ApiError):
            raise Misused(f"{self.what}: {error}") from error
