"""How each person is reached alone, kept as they come by: their DM, and the thread in it that they wrote in last."""

import logging
import time
from dataclasses import dataclass, field

from adapters.slack.parts import Parts
from adapters.slack.rows import DmRow
from bot.writes import Writes

log = logging.getLogger(__name__)
FRESH = 60.0
"""Seconds for which a person's row is not looked at again."""
AT_MOST = 50_000
DAY = 86_400_000_000
"""Microseconds after which it is written down again that somebody was here."""


@dataclass(slots=True)
class Dms:
    """Writes it down, before the words themselves are: what is answered must know where to."""

    parts: Parts
    _met: dict[tuple[str, str], tuple[float, str, str]] = field(default_factory=dict, init=False)

    async def wrote(self, team: str, space: str, user: str, channel: str, thread: str) -> None:
        """They wrote or pressed there. Raises StoreUnavailable."""
        until, *before = self._met.get((space, user), (0.0, "", ""))
        if until > time.monotonic() and before == [channel, thread]:
            return
        if len(self._met) > AT_MOST:
            self._met.clear()
        await self._written(DmRow(team, space, user, channel, thread, self.parts.now()))
        self._met[space, user] = (time.monotonic() + FRESH, channel, thread)

    async def _written(self, after: DmRow) -> None:
        where = {"team": after.team, "space": after.space, "user": after.user}
        found = await self.parts.store.find(DmRow, where, limit=1)
        before = found[0] if found else None
        same = before is not None and (before.channel, before.thread) == (after.channel, after.thread)
        if before is None or not same or after.at - before.at > DAY:
            await self.parts.store.commit(Writes((after,)))
