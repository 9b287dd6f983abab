"""Rows that can be shown only once another is, such as words for a thread that grows from a card.

They are kept in memory alone: a row's own due time is the net under it.
"""

from dataclasses import dataclass, field

from adapters.delivery.ports import Outbox
from adapters.delivery.settlement import Settlement
from bot.writes import Change, OutboxRow, Writes

AT_MOST = 10_000
UNSETTLED = ("queued", "sending", "unknown")


@dataclass(frozen=True, slots=True)
class Behind:
    """Who waits for whom; whoever waits is due in the moment the other is settled."""

    outbox: Outbox
    _waiting: dict[str, list[str]] = field(default_factory=dict)

    def waits(self, row: OutboxRow, settlement: Settlement) -> None:
        """Note it before it is settled: the other may be settled at the same time."""
        if settlement.after:
            if len(self._waiting) >= AT_MOST:
                self._waiting.clear()
            self._waiting.setdefault(settlement.after, []).append(row.id)

    def concerns(self, row: OutboxRow, settlement: Settlement) -> bool:
        """Whether there is anybody to call."""
        ends = settlement.final and any(one.id in self._waiting for one in (row, *settlement.others))
        return bool(settlement.after) or ends

    async def settled(self, row: OutboxRow, settlement: Settlement, now: int) -> None:
        """Call those who waited for this row; or, if it waits itself for one that is settled by now, call it."""
        if settlement.final:
            every = (row, *settlement.others)
            await self._call([id for one in every for id in self._waiting.pop(one.id, [])], now)
        elif settlement.after and not await self._is_open(settlement.after):
            await self._call([row.id], now)

    async def _is_open(self, id: str) -> bool:
        return bool(await self.outbox.find(OutboxRow, {"id": id, "state": UNSETTLED}, limit=1))

    async def _call(self, ids: list[str], now: int) -> None:
        if ids:
            due = (Change(OutboxRow, {"id": id, "state": "queued"}, {"due": now}) for id in ids)
            await self.outbox.commit(Writes(changes=tuple(due)))
