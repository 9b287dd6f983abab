"""Messages: rows that show something at a place, once and in order."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from adapters.delivery.bundles import Bundle, Bundles
from adapters.delivery.faults import answered
from adapters.delivery.pace import Pace
from adapters.delivery.ports import Busy, CannotTell, Crowded, Idempotent, Platform, Refused, Undelivered, Unreached
from adapters.delivery.reports import fared, place_of
from adapters.delivery.settlement import Final, Limits, Settlement
from bot.ports import Clock
from bot.writes import OutboxRow, micros

SOONEST = 0.05
"""A platform that asks for no wait at all gets a short one."""


@dataclass(frozen=True, slots=True)
class Posts:
    """Carries messages to their platforms."""

    platforms: Mapping[str, Platform]
    clock: Clock
    limits: Limits
    bundles: Bundles
    pace: Pace = field(default_factory=Pace)

    async def carry(self, row: OutboxRow) -> Settlement:
        """One attempt at one row."""
        if (place := place_of(row)) is None:
            return self._final(row, "failed", "it does not say where to")
        if (platform := self.platforms.get(place.platform)) is None:
            return self._later(row, f"{place.platform} is not connected", self.limits.not_connected)
        bundle = await self._bundle(platform, row)
        settlement = await self._carried(platform, bundle.sent)
        return self.bundles.changed(bundle, bundle.settlement(settlement, micros(self.clock.now())))

    async def _bundle(self, platform: Platform, row: OutboxRow) -> Bundle:
        """What goes out with the row: as before, or, where its place gets too much, with what stands behind it."""
        if row.kind in ("revise", "withdraw"):
            bundle = await self.bundles.changing(row)
        else:
            bundle = await self.bundles.again(row)
        if row.state == "unknown" and not _idempotent(platform):
            return bundle
        waited = await self.pace.keep(platform, row.place)
        crowded = waited or _crowded(platform, row)
        fresh = crowded and row.state == "sending" and not bundle.others
        return await self.bundles.made(row) if fresh and row.kind == "post" else bundle

    async def _carried(self, platform: Platform, row: OutboxRow) -> Settlement:
        if row.state == "unknown" and not _idempotent(platform):
            return await self._read_back(platform, row, "the program stopped while it was sent")
        return await self._send(platform, row)

    async def _send(self, platform: Platform, row: OutboxRow) -> Settlement:
        try:
            shown = await answered(platform.deliver(row), self.limits.call, row)
        except Refused as no:
            return self._final(row, "failed", str(no))
        except Busy as busy:
            return replace(self._later(row, str(busy), max(busy.retry_after, SOONEST)), after=busy.after)
        except Unreached as turned_away:
            return self._later(row, str(turned_away))
        except Undelivered as lost:
            return await self._lost(platform, row, str(lost))
        return self._final(row, "sent", platform_id=shown or "")

    async def _lost(self, platform: Platform, row: OutboxRow, why: str) -> Settlement:
        if _idempotent(platform):
            return self._later(row, why)
        # The platform may still be at work on it: a look at once could miss it, and we would send it twice.
        await asyncio.sleep(self.limits.before_reading_back)
        return await self._read_back(platform, row, why)

    async def _read_back(self, platform: Platform, row: OutboxRow, why: str) -> Settlement:
        try:
            shown = await answered(platform.find(row), self.limits.call, row)
        except CannotTell as blind:
            return self._final(row, "unknown", str(blind) or why)
        except Undelivered:
            return self._unread(row, why)
        return self._later(row, why) if shown is None else self._final(row, "sent", platform_id=shown)

    def _later(self, row: OutboxRow, why: str, wait: float | None = None) -> Settlement:
        now = micros(self.clock.now())
        # Having to wait is no failure: only its age ends a row that is put off again and again.
        if self.limits.spent(row, now, self.limits.attempts if wait is None else None):
            return self._final(row, "failed", why)
        return self.limits.again(row, now, why, wait)

    def _unread(self, row: OutboxRow, why: str) -> Settlement:
        """It could not be read back just now: it stays unknown, and is looked for again later."""
        now = micros(self.clock.now())
        if self.limits.spent(row, now, self.limits.attempts):
            return self._final(row, "unknown", why)
        return Settlement("unknown", error=why, due=self.limits.again(row, now, why).due)

    def _final(self, row: OutboxRow, state: Final, error: str = "", platform_id: str = "") -> Settlement:
        also = fared(row, state, error, micros(self.clock.now()))
        return Settlement(state, platform_id, error, also=also)


def _idempotent(platform: Platform) -> bool:
    return hasattr(platform, "idempotent") and isinstance(platform, Idempotent) and platform.idempotent


def _crowded(platform: Platform, row: OutboxRow) -> bool:
    return hasattr(platform, "crowded") and isinstance(platform, Crowded) and platform.crowded(row)
