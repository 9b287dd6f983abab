"""What a running Baton does for itself once a day."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Protocol, TypeVar

import structlog

from bot.policy import policy_of
from bot.ports import Clock
from bot.writes import Row, Scalar, SettingRow, Snapshot, StoreUnavailable, micros

DAILY = 24 * 3600.0
EVERY_TEAM = "shop_name"
"""The setting that each team has from its first day."""
R = TypeVar("R", bound=Row)
log = structlog.get_logger("upkeep")


class Store(Protocol):
    """Where old rows lie."""

    async def load(self, team: str, conversation: str) -> Snapshot: ...

    async def find(
        self, kind: type[R], where: Mapping[str, Scalar | tuple[Scalar, ...]], *, limit: int = 1000
    ) -> tuple[R, ...]: ...

    async def purge(self, team: str, before: int, talk_before: int = 0) -> int: ...


class Attic(Protocol):
    """Where files lie that nobody may need any more."""

    async def clear(self) -> int: ...


async def upkeep(store: Store, clock: Clock, team: str, attic: Attic) -> None:
    """At the start and daily, until cancelled; what keeps it from its work today is met again tomorrow."""
    while True:
        try:
            for each in await teams(store, team):
                await tidy(store, clock, each)
            if files := await attic.clear():
                log.info("upkeep.files_removed", files=files)
        except (StoreUnavailable, ValueError) as broken:  # the latter of a row that does not open
            log.warning("upkeep.store", error=str(broken))
        await asyncio.sleep(DAILY)


async def teams(store: Store, own: str) -> tuple[str, ...]:
    """Ours, and those that came by an installation."""
    rows = await store.find(SettingRow, {"name": EVERY_TEAM}, limit=100_000)
    return tuple(dict.fromkeys((own, *(row.team for row in rows))))


async def tidy(store: Store, clock: Clock, team: str) -> int:
    """Remove what was finished more than `keep_days` ago, and said more than `keep_talk_days` ago; how much it was."""
    policy, now = policy_of((await store.load(team, "")).settings), clock.now()
    days, talk = policy.keep_days, policy.keep_talk_days
    talk_before = micros(now - timedelta(days=talk)) if talk else 0
    gone = await store.purge(team, micros(now - timedelta(days=days)), talk_before)
    if gone:
        log.info("upkeep.purged", rows=gone, older_than_days=days, talk_older_than_days=talk)
    return gone
