"""How each person is reached alone, kept as they come by."""

import logging
import time
from dataclasses import dataclass, field, replace

from adapters.discord.parts import Parts
from adapters.discord.rows import DmRow
from bot.writes import StoreUnavailable, Writes

log = logging.getLogger(__name__)
FRESH = 60.0
"""Seconds for which a person's row is not looked at again."""
KNOWN_AT_MOST = 20_000
DAY = 86_400_000_000
"""Microseconds after which it is written down again that somebody was here."""


@dataclass(slots=True)
class Dms:
    """Writes down the DM channel, and the server somebody came from."""

    parts: Parts
    _met: dict[tuple[int, int, int], float] = field(default_factory=dict, init=False)

    async def wrote(self, user: int, channel: int) -> None:
        """They wrote in a DM: it is open, whatever was refused before."""
        await self._keep(user, channel=channel)

    async def came(self, user: int, guild: int) -> None:
        """They did something in a server; if DMs are closed, a thread can be made there."""
        await self._keep(user, guild=guild)

    async def _keep(self, user: int, *, channel: int = 0, guild: int = 0) -> None:
        now = time.monotonic()
        if self._met.get((user, channel, guild), 0.0) > now:
            return
        if len(self._met) > KNOWN_AT_MOST:
            self._met.clear()
        try:
            await self._written(user, channel, guild)
        except StoreUnavailable:
            log.warning("how a person is reached could not be kept")
            return
        self._met[user, channel, guild] = now + FRESH

    async def _written(self, user: int, channel: int, guild: int) -> None:
        where = {"team": self.parts.team, "user": str(user)}
        found = await self.parts.store.find(DmRow, where, limit=1)
        before = found[0] if found else DmRow(self.parts.team, str(user))
        after = before
        if channel:
            after = replace(after, channel=str(channel), closed=False)
        if guild:
            after = replace(after, guild=str(guild))
        if after != before or self.parts.now() - before.at > DAY:
            await self.parts.store.commit(Writes((replace(after, at=self.parts.now()),)))
