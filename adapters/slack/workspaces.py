"""The workspaces we are in: whose they are, and who we are there."""

import time
from dataclasses import dataclass, field, replace

from adapters.slack.ids import NAME
from adapters.slack.parts import Parts
from adapters.slack.rows import WorkspaceRow
from bot.writes import Writes
from handoff.linking import team_of

FRESH = 30.0
"""Seconds for which a workspace's row is not read again: another process may have changed it."""
AGENT = "assistant:write"
"""The scope that an app with the agent view has."""


@dataclass(slots=True)
class Workspaces:
    """Remembers each workspace for a while; the row in the store is what counts."""

    parts: Parts
    own: str = ""
    """The workspace of the token in the settings, once Slack has told which it is."""
    _known: dict[str, tuple[float, WorkspaceRow]] = field(default_factory=dict, init=False)

    async def of(self, space: str, enterprise: str = "") -> WorkspaceRow | None:
        """The workspace, if we are in it; one that an organisation's install brought is met as it writes."""
        row = await self._row(space)
        if (row is None or row.left) and enterprise:
            whole = await self._row(enterprise)
            if whole is not None and not whole.left:
                row = await self.keep(replace(whole, space=space, name="", token="", refresh="", expires=0))
        return row if row is not None and not row.left else None

    async def _row(self, space: str) -> WorkspaceRow | None:
        until, row = self._known.get(space, (0.0, None))
        if row is not None and until > time.monotonic():
            return row
        return await self.fresh(space)

    async def fresh(self, space: str) -> WorkspaceRow | None:
        """As the store has it now; one that has joined another team by a code is that team's from here on."""
        found = await self.parts.store.find(WorkspaceRow, {"space": space}, limit=1)
        if not found:
            self._known.pop(space, None)
            return None
        joined = await team_of(self.parts.store, NAME, space)
        if joined not in ("", found[0].team):
            return await self.keep(replace(found[0], team=joined))
        self._known[space] = (time.monotonic() + FRESH, found[0])
        return found[0]

    async def keep(self, row: WorkspaceRow) -> WorkspaceRow:
        """Write it down."""
        await self.parts.store.commit(Writes((row,)))
        self._known[row.space] = (time.monotonic() + FRESH, row)
        return row

    async def here(self) -> tuple[WorkspaceRow, ...]:
        """Every workspace we are in."""
        return await self.parts.store.find(WorkspaceRow, {"left": 0}, limit=10_000)

    async def homes(self, team: str) -> frozenset[str]:
        """The workspaces that are a team's own: what somebody is there, they are at its desk."""
        rows = await self.parts.store.find(WorkspaceRow, {"team": team, "left": 0}, limit=10_000)
        return frozenset(row.space for row in rows)

    def forget(self, space: str) -> None:
        self._known.pop(space, None)


def is_agent(scopes: str) -> bool:
    """Whether an app with these scopes has the agent view."""
    return AGENT in scopes.split(",")
