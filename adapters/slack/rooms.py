"""Channels and groups as Slack has them now: what set-up and the doctor look at."""

from dataclasses import dataclass

from adapters.slack.api import No, Trouble
from adapters.slack.ids import NAME
from adapters.slack.people import Calls
from bot.events import Place


@dataclass(frozen=True, slots=True)
class Room:
    """One channel, as far as it matters for a desk."""

    id: str
    name: str
    private: bool
    member: bool
    """Whether we are in it."""
    shared: bool
    """Whether another organisation reads along, or is about to."""
    archived: bool


@dataclass(frozen=True, slots=True)
class Rooms:
    """Asked of Slack each time."""

    api: Calls

    async def of(self, space: str, channel: str) -> Room | None:
        """None where it is not there, or hidden from us. Raises Trouble."""
        try:
            told = (await self.api.call(space, "conversations.info", channel=channel)).get("channel") or {}
        except No:
            return None
        return Room(
            channel,
            str(told.get("name") or channel),
            bool(told.get("is_private")),
            bool(told.get("is_member", True)),
            bool(told.get("is_ext_shared") or told.get("is_pending_ext_shared")),
            bool(told.get("is_archived")),
        )

    async def at(self, place: Place | None) -> Room | None:
        if place is None or place.platform != NAME:
            return None
        try:
            return await self.of(place.space, place.channel)
        except Trouble:
            return None

    async def groups(self, space: str) -> dict[str, str]:
        """User groups by id, as they are called; none where we may not ask."""
        try:
            told = await self.api.call(space, "usergroups.list")
        except Trouble:
            return {}
        return {str(one["id"]): f"@{one.get('handle') or one.get('name')}" for one in told.get("usergroups") or ()}
