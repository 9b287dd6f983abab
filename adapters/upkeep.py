"""What a running Baton does for itself once a day."""

import asyncio
from datetime import timedelta
from typing import Protocol

import structlog

from bot.policy import policy_of
from bot.ports import Clock
from bot.writes import Snapshot, StoreUnavailable, micros

DAILY = 24 * 3600.0
log = structlog.get_logger("upkeep")


class Store(Protocol):
    """Where old rows lie."""

    async def load(self, team: str, conversation: str) -> Snapshot: ...

    async def purge(self, team: str, before: int) -> int: ...


async def upkeep(store: Store, clock: Clock, team: str) -> None:
    """At the start and daily, until cancelled; a database that is away is met again tomorrow."""
    while True:
        try:
            await tidy(store, clock, team)
        except StoreUnavailable as broken:
            log.warning("upkeep.store", error=str(broken))
        await asyncio.sleep(DAILY)


async def tidy(store: Store, clock: Clock, team: str) -> int:
    """Remove what was finished more than `keep_days` ago; how much it was."""
    days = policy_of((await store.load(team, "")).settings).keep_days
    gone = await store.purge(team, micros(clock.now() - timedelta(days=days)))
    if gone:
        log.info("upkeep.purged", rows=gone, older_than_days=days)
    return gone
