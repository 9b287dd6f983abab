"""Effects: rows that ask the world to do something, each under the key that makes it happen once."""

from dataclasses import dataclass

from pydantic import ValidationError

from adapters.delivery.faults import answered
from adapters.delivery.ports import Unknown
from adapters.delivery.reports import fared, result, unreadable
from adapters.delivery.settlement import Limits, Settlement
from bot.codec import load
from bot.effects import Asked
from bot.ports import Clock, Hands, Store
from bot.shop import ShopRefused, ShopUnavailable
from bot.writes import OutboxRow, micros


@dataclass(frozen=True, slots=True)
class Effects:
    """Carries effects out. A lost answer is asked for again under the same key, so it cannot happen twice."""

    hands: Hands
    clock: Clock
    limits: Limits
    store: Store

    async def carry(self, row: OutboxRow) -> Settlement:
        """One attempt at one row."""
        try:
            asked = load(Asked, row.payload)
        except ValidationError as not_so:
            return await self._unreadable(row, f"not an effect: {not_so.title}")
        try:
            detail = await answered(self.hands.perform(row.id, asked.effect), self.limits.call, row)
        except ShopRefused as no:
            return self._over(row, asked, str(no), refused=True)
        except (ShopUnavailable, Unknown) as lost:
            return self._lost(row, asked, str(lost) or "the shop did not answer")
        now = micros(self.clock.now())
        return Settlement("sent", platform_id=row.id, also=(result(row, asked, "done", detail or "", now),))

    def _lost(self, row: OutboxRow, asked: Asked, why: str) -> Settlement:
        now = micros(self.clock.now())
        if self.limits.spent(row, now, self.limits.effect_attempts):
            return self._over(row, asked, why, refused=False)
        return self.limits.again(row, now, why)

    async def _unreadable(self, row: OutboxRow, why: str) -> Settlement:
        """It cannot be done, nor said to whom it was promised: whoever is in that conversation hears of it."""
        now = micros(self.clock.now())
        conversation = (await self.store.load(row.team, row.conversation)).conversation
        also = (unreadable(row, conversation, why, now),) if conversation else fared(row, "failed", why, now)
        return Settlement("failed", error=why, also=also)

    def _over(self, row: OutboxRow, asked: Asked, why: str, *, refused: bool) -> Settlement:
        report = result(row, asked, "refused" if refused else "failed", why, micros(self.clock.now()))
        return Settlement("failed", error=why, also=(report,))
