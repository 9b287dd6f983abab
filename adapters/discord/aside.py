"""What could not be said to somebody in private is shown beneath what they press or command next, to them alone."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import discord

from adapters.discord.ids import dm_place, dm_user
from adapters.discord.live import Live
from adapters.discord.parts import Parts
from adapters.discord.private import HELD
from adapters.discord.responding import is_answered
from adapters.discord.rows import DmRow
from bot.codec import load
from bot.events import Place
from bot.writes import Change, OutboxRow, Scalar, StoreUnavailable, Writes

log = logging.getLogger(__name__)
AGAIN: dict[str, Scalar] = {
    "state": "queued",
    "due": 0,
    "lease": 0,
    "settled": 0,
    "attempts": 0,
    "error": "",
    "bundle": "",
}
AT_MOST = 20
"""Held messages that are shown at one go; more would bury the newest."""
LOOKED = 200
"""Failed ones that are looked through for them."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Brings back what is held for a person, once they are there."""

    parts: Parts
    live: Live
    _tasks: set[asyncio.Task[None]] = field(default_factory=set, init=False)

    @asynccontextmanager
    async def beneath(self, interaction: discord.Interaction[Any]) -> AsyncIterator[None]:
        """They are there: once they are answered, what is sent to them can be shown here, and what was held is sent."""
        user = interaction.user.id
        with self.live.coming(user):
            yield
            if is_answered(interaction):
                self.live.opened(user, interaction.application_id, interaction.token)
        if is_answered(interaction):
            await self._again(user)

    def settled(self, row: OutboxRow, error: str) -> None:
        """Something came to be held; they may have pressed in that very moment."""
        if error == HELD and (user := dm_user(load(Place, row.to))) is not None and self.live.of(user):
            task = asyncio.create_task(self._again(user), name=f"discord held {user}")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _again(self, user: int) -> None:
        team = self.parts.team
        try:
            rows = await self.parts.store.find(DmRow, {"team": team, "user": str(user)}, limit=1)
            if not any(row.closed and not row.thread for row in rows):
                return
            where = {"team": team, "place": str(dm_place(user)), "state": "failed"}
            failed = await self.parts.store.find(OutboxRow, where, order=("number",), newest_first=True, limit=LOOKED)
            held = [row for row in failed if row.error == HELD][:AT_MOST]  # why may be sealed: nothing is found by it
            changes = (Change(OutboxRow, {"id": row.id, "state": "failed"}, AGAIN) for row in held)
            await self.parts.store.commit(Writes(changes=tuple(changes)))
        except StoreUnavailable:
            log.warning("what is held for somebody could not be looked up; their next press tries again")
