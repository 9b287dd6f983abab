"""Who people are, as Slack tells: asked at most every quarter of an hour, and never a reason to lose an event."""

import asyncio
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Protocol

from adapters.slack.api import JSON, Trouble
from adapters.slack.parts import Parts
from adapters.slack.rows import MemberRow
from adapters.slack.workspaces import Workspaces
from bot.text import clean
from bot.writes import StoreUnavailable, Writes

log = logging.getLogger(__name__)
FRESH = timedelta(minutes=15)
SOON = 0.7
"""Seconds that an event may wait for a name it does not need."""
SURELY = 2.0
"""Seconds that an act may wait to learn who acts; Slack waits three for an answer."""
AGAIN = 20.0
"""Seconds after which somebody Slack would not tell us of is asked about again."""
AT_MOST = 50_000
NAMELESS = "A customer"


class Unsure(Exception):
    """Slack does not tell just now who somebody is, so nothing is done in their name."""


class Calls(Protocol):
    """What is asked of Slack; adapters.slack.api.Api."""

    async def call(self, space: str, method: str, /, **params: Any) -> JSON: ...


@dataclass(slots=True)
class People:
    """Remembers each person for a while."""

    parts: Parts
    api: Calls
    workspaces: Workspaces
    _known: dict[tuple[str, str], tuple[float, MemberRow]] = field(default_factory=dict, init=False)
    _asking: "dict[tuple[str, str], asyncio.Task[MemberRow | None]]" = field(default_factory=dict, init=False)
    _since: dict[tuple[str, str], float] = field(default_factory=dict, init=False)
    _later: dict[tuple[str, str], float] = field(default_factory=dict, init=False)

    async def known(self, team: str, space: str, user: str) -> MemberRow:
        """As far as it can be told without keeping anybody waiting."""
        row = await self._remembered(team, space, user)
        if row is not None and self._is_fresh(row):
            return row
        return await self._asked(team, space, user, SOON) or row or MemberRow(team, space, user, "", space)

    async def sure(self, team: str, space: str, user: str) -> MemberRow:
        """Not older than a quarter of an hour; an older word of Slack's makes nobody an admin. Raises Unsure."""
        row = await self._remembered(team, space, user)
        if row is not None and self._is_fresh(row):
            return row
        if (told := await self._asked(team, space, user, SURELY)) is not None:
            return told
        if row is None:
            raise Unsure
        return replace(row, admin=False)

    def names(self, space: str, users: Iterable[str]) -> dict[str, str]:
        """Of those whom we have met in this process; others are not worth a wait."""
        return {user: known[1].name for user in users if (known := self._known.get((space, user)))}

    def changed(self, space: str, user: str) -> None:
        """Slack says that something about them is new."""
        if found := self._known.get((space, user)):
            self._known[space, user] = (0.0, replace(found[1], at=0))

    async def close(self) -> None:
        for task in tuple(self._asking.values()):
            task.cancel()
        await asyncio.gather(*self._asking.values(), return_exceptions=True)

    def _is_fresh(self, row: MemberRow) -> bool:
        return self._known.get((row.space, row.user), (0.0,))[0] > time.monotonic()

    async def _remembered(self, team: str, space: str, user: str) -> MemberRow | None:
        if (space, user) in self._known:
            return self._known[space, user][1]
        where = {"team": team, "space": space, "user": user}
        for row in await self.parts.store.find(MemberRow, where, limit=1):
            left = FRESH.total_seconds() - (self.parts.now() - row.at) / 1e6
            self._remember(row, min(max(left, 0.0), FRESH.total_seconds()))
            return row
        return None

    def _remember(self, row: MemberRow, seconds: float) -> None:
        if len(self._known) > AT_MOST:
            self._known.clear()
        self._known[row.space, row.user] = (time.monotonic() + seconds, row)

    async def _asked(self, team: str, space: str, user: str, within: float) -> MemberRow | None:
        """All who wait for one answer wait as long as the first of them: events are not held up one after the other."""
        key, now = (space, user), time.monotonic()
        if self._later.get(key, 0.0) > now:
            return None
        task = self._asking.get(key)
        if task is None:
            task = self._asking[key] = asyncio.create_task(self._ask(team, space, user), name=f"slack name {user}")
            self._since[key] = now
            task.add_done_callback(lambda _: self._asking.pop(key, None))
        await asyncio.wait({task}, timeout=max(0.0, self._since[key] + within - now))
        return task.result() if task.done() and not task.cancelled() else None

    async def _ask(self, team: str, space: str, user: str) -> MemberRow | None:
        try:
            told = (await self.api.call(space, "users.info", user=user, include_locale=True))["user"]
            workspace = await self.workspaces.of(space)
            row = member(told, team, space, user, workspace.enterprise if workspace else "", self.parts.now())
            await self.parts.store.commit(Writes((row,)))
        except (Trouble, KeyError, TypeError, StoreUnavailable) as no:
            log.warning("who %s is could not be learned: %s", user, type(no).__name__)
            self._later[space, user] = time.monotonic() + AGAIN
            return None
        self._later.pop((space, user), None)
        self._remember(row, FRESH.total_seconds())
        return row


def member(told: JSON, team: str, space: str, user: str, enterprise: str, now: int) -> MemberRow:
    """What counts of users.info. In an organisation all its workspaces are one home."""
    profile, grid = told.get("profile") or {}, told.get("enterprise_user") or {}
    ours = bool(enterprise) and grid.get("enterprise_id") == enterprise
    shown = profile.get("display_name") or profile.get("real_name") or told.get("real_name") or told.get("name")
    ranks = ("is_admin", "is_owner", "is_primary_owner")
    return MemberRow(
        team,
        space,
        user,
        clean(str(shown or "")).strip()[:80],
        space if ours else str(told.get("team_id") or profile.get("team") or space),
        str(profile.get("email") or ""),
        any(told.get(rank) for rank in ranks) or (ours and any(grid.get(rank) for rank in ranks[:2])),
        bool(told.get("is_restricted") or told.get("is_ultra_restricted")),
        bool(told.get("is_bot")) or user == "USLACKBOT",
        bool(told.get("deleted")),
        str(told.get("locale") or ""),
        str(told.get("tz") or ""),
        now,
    )
