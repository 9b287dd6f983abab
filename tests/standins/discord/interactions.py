"""Presses, commands and forms on their way to the bot, and its answers: three seconds, then fifteen minutes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from secrets import token_urlsafe
from typing import Any

from .errors import JSON, refuse
from .events import Events
from .limits import FILE_SIZE, bad, check_modal
from .mentions import USERS_ONLY
from .permissions import in_channel
from .posting import Posting
from .records import EPHEMERAL, LOADING, Attachment, Channel, Message, User
from .shapes import member_json, user_json
from .world import World

IN_TIME, TOKEN_LIFE = 3.0, 15 * 60.0
REPLIED_TO_COMMAND, REPLIED = 20, 19


class Type(IntEnum):
    """What a person did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Callback(IntEnum):
    """How the bot answers at first."""

    MESSAGE = 4
    DEFERRED = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(slots=True, eq=False)
class Interaction:
    """One act of a person that the bot must answer, and everything it answered."""

    id: int
    token: str
    kind: Type
    user: User
    channel: Channel
    at: float
    data: JSON
    source: Message | None = None
    opened_by: "Interaction | None" = None
    callback: Callback | None = None
    original: Message | None = None
    modal: JSON | None = None
    choices: list[JSON] = field(default_factory=list)
    followups: list[Message] = field(default_factory=list)
    ephemeral: bool = False

    @property
    def thinking(self) -> bool:
        return self.original is not None and bool(self.original.flags & LOADING)


class Interactions:
    """Every interaction by its token."""

    def __init__(self, world: World, events: Events, posting: Posting, stirred: Callable[[], None]) -> None:
        self.world, self.events, self.posting, self.stirred = world, events, posting, stirred
        self.by_token: dict[str, Interaction] = {}

    async def happens(
        self,
        kind: Type,
        user: User,
        channel: Channel,
        data: JSON,
        *,
        source: Message | None = None,
        opened_by: Interaction | None = None,
    ) -> Interaction:
        """A person did something; the bot is told."""
        clock = self.world.clock
        made = Interaction(clock.snowflake(), token_urlsafe(48), kind, user, channel, clock.now(), data)
        made.source, made.opened_by = source, opened_by
        self.by_token[made.token] = made
        await self.events.tell("INTERACTION_CREATE", self._payload(made), guild=channel.guild_id)
        return made

    def _payload(self, made: Interaction) -> JSON:
        channel, wire, guild_id = made.channel, self.events.wire, made.channel.guild_id
        shown: JSON = {
            "id": str(made.id),
            "application_id": str(self.world.application_id),
            "type": int(made.kind),
            "token": made.token,
            "version": 1,
            "data": made.data,
            "channel_id": str(channel.id),
            "channel": wire.channel(channel, made.user)
            | {"permissions": str(in_channel(self.world, channel, made.user))},
            "locale": made.user.locale,
            "app_permissions": str(in_channel(self.world, channel, self.world.bot)),
            "attachment_size_limit": FILE_SIZE,
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": {"0": str(guild_id or 0)},
            "context": 0 if guild_id else 1,
        }
        if made.source:
            shown["message"] = wire.message(made.source)
        return shown | (self._in_guild(made, guild_id) if guild_id else {"user": user_json(made.user)})

    def _in_guild(self, made: Interaction, guild_id: int) -> JSON:
        guild = self.world.guilds[guild_id]
        member = member_json(guild.members[made.user.id])
        member["permissions"] = str(in_channel(self.world, made.channel, made.user))
        summary = {"id": str(guild_id), "locale": guild.locale, "features": []}
        return {"guild_id": str(guild_id), "guild": summary, "guild_locale": guild.locale, "member": member}

    def failed(self, made: Interaction) -> bool:
        """Nobody answered in time."""
        return made.callback is None and self.world.clock.now() - made.at > IN_TIME

    # The first answer

    async def answer(self, id_: int, token: str, body: JSON, files: list[Attachment]) -> Interaction:
        made = self.by_token.get(token)
        if made is None or made.id != id_ or self.failed(made):
            raise refuse(10062)
        if made.callback is not None:
            raise refuse(40060)
        callback, data = self._callback(made, body), body.get("data") or {}
        await self._take(made, callback, data, files)
        made.callback = callback
        self.stirred()
        return made

    def _callback(self, made: Interaction, body: JSON) -> Callback:
        """Which answers fit which act."""
        fitting = {Callback.MESSAGE, Callback.DEFERRED, Callback.MODAL}
        if made.source is not None:
            fitting |= {Callback.DEFERRED_UPDATE, Callback.UPDATE}
        if made.kind is Type.MODAL:
            fitting -= {Callback.MODAL}
        if made.kind is Type.AUTOCOMPLETE:
            fitting = {Callback.CHOICES}
        if body.get("type") not in fitting:
            message = f"Value must be one of {{{', '.join(str(int(one)) for one in sorted(fitting))}}}."
            raise bad("type", "BASE_TYPE_CHOICES", message)
        return Callback(body["type"])

    async def _take(self, made: Interaction, callback: Callback, data: JSON, files: list[Attachment]) -> None:
        made.ephemeral = bool(int(data.get("flags") or 0) & EPHEMERAL)
        match callback:
            case Callback.MESSAGE:
                made.original = await self._post(made, data, files)
            case Callback.DEFERRED:
                made.original = await self._think(made)
            case Callback.DEFERRED_UPDATE:
                made.original = made.source
            case Callback.UPDATE if made.source:
                made.original = await self.posting.edit(made.source, data, files, default=USERS_ONLY)
            case Callback.CHOICES:
                made.choices = self._checked(data.get("choices") or [])
            case Callback.MODAL:
                check_modal(data)
                made.modal = data

    def _checked(self, choices: list[JSON]) -> list[JSON]:
        if len(choices) > 25:
            raise bad("data.choices", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
        for index, choice in enumerate(choices):
            if not 1 <= len(choice["name"]) <= 100:
                path = f"data.choices.{index}.name"
                raise bad(path, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
        return choices

    def _signed(self, made: Interaction) -> dict[str, Any]:
        """What marks a message as an answer to an act."""
        application = self.world.application_id
        return {
            "webhook_id": application,
            "application_id": application,
            "interaction": self._metadata(made),
            "only_for": made.user.id if made.ephemeral else None,
        }

    def _metadata(self, made: Interaction) -> JSON:
        owners = {"0": str(made.channel.guild_id or 0)}
        shown: JSON = {"id": str(made.id), "type": int(made.kind), "user": user_json(made.user)}
        shown["authorizing_integration_owners"] = owners
        if made.kind is Type.COMMAND:
            shown |= {"name": made.data["name"], "command_type": made.data["type"]}
        elif made.kind is Type.COMPONENT and made.source:
            shown["interacted_message_id"] = str(made.source.id)
        elif made.opened_by:
            shown["triggering_interaction_metadata"] = self._metadata(made.opened_by)
        return shown

    async def _post(self, made: Interaction, data: JSON, files: list[Attachment]) -> Message:
        more = self._signed(made)
        if made.kind is Type.COMMAND:
            more["kind"] = REPLIED_TO_COMMAND
        return await self.posting.post(made.channel, self.world.bot, data, files, default=USERS_ONLY, **more)

    async def _think(self, made: Interaction) -> Message:
        """What reads as "thinking": a message that has no words yet."""
        clock = self.world.clock
        message = Message(clock.snowflake(), made.channel.id, self.world.bot, at=clock.now())
        message.flags = LOADING | (EPHEMERAL if made.ephemeral else 0)
        for key, value in self._signed(made).items():
            setattr(message, key, value)
        await self.posting.add(made.channel, message)
        return message

    # What comes after

    def by_webhook(self, token: str) -> Interaction:
        """An interaction is also a webhook for fifteen minutes, once it was answered."""
        made = self.by_token.get(token)
        if made is None or self.world.clock.now() - made.at > TOKEN_LIFE:
            raise refuse(50027)
        if made.callback is None:
            raise refuse(10015)
        return made

    async def follow_up(self, made: Interaction, body: JSON, files: list[Attachment]) -> Message:
        """One more message; the first after "thinking" takes its place."""
        if made.thinking and made.original:
            return await self.posting.edit(made.original, body, files, default=USERS_ONLY, quietly=True)
        made.ephemeral = bool(int(body.get("flags") or 0) & EPHEMERAL)
        more = self._signed(made) | {"reply_to": made.original.id if made.original else None}
        more["kind"] = REPLIED if made.original else 0
        message = await self.posting.post(made.channel, self.world.bot, body, files, default=USERS_ONLY, **more)
        made.followups.append(message)
        return message

    def message(self, made: Interaction, which: str) -> Message:
        """@original, or a follow-up by its id."""
        if which == "@original":
            found = made.original
        else:
            mine = [*made.followups, *([made.original] if made.original else [])]
            found = next((one for one in mine if str(one.id) == which), None)
        if found is None or found.deleted:
            raise refuse(10008)
        return found

    async def edit(self, made: Interaction, which: str, body: JSON, files: list[Attachment]) -> Message:
        message = self.message(made, which)
        loading = bool(message.flags & LOADING)
        return await self.posting.edit(message, body, files, default=USERS_ONLY, quietly=loading)
