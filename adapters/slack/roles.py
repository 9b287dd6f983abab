"""Who somebody is at the desk: found out from Slack at the act itself, never from what the client sends.

Admins are the workspace's own admins and owners. Staff and leads are in the user groups that
`/baton setup` was given, or are named there themselves where a workspace has no groups. It counts
in the team's own workspaces alone: nobody becomes ours by being an admin elsewhere, and a guest
from another organisation is nobody here.
"""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from adapters.slack.api import No, Trouble
from adapters.slack.ids import person_id, role_of
from adapters.slack.parts import Parts
from adapters.slack.people import NAMELESS, Calls, People, Unsure
from adapters.slack.rows import MemberRow
from adapters.slack.workspaces import Workspaces
from handoff.acts import Teammate
from handoff.routing import Routing, routing_of

log = logging.getLogger(__name__)
Role = Literal["none", "staff", "lead", "admin"]
FRESH = 300.0
"""Seconds for which a group's members are taken as known."""
AT_LAST = 3600.0
"""Seconds for which they are still believed when Slack does not answer."""


@dataclass(slots=True)
class Groups:
    """Who is in a user group."""

    api: Calls
    _known: dict[tuple[str, str], tuple[float, frozenset[str]]] = field(default_factory=dict, init=False)

    async def members(self, space: str, group: str) -> frozenset[str]:
        """Raises Unsure."""
        at, known = self._known.get((space, group), (-AT_LAST, frozenset()))
        age = time.monotonic() - at
        if age < FRESH:
            return known
        try:
            told = await self.api.call(space, "usergroups.users.list", usergroup=group)
        except No as no:
            # No such group, no such plan or no such scope: then nobody is in it. `doctor` says which.
            log.warning("user group %s of %s: %s", group, space, no.code)
            told = {}
        except Trouble:
            if age < AT_LAST:
                return known
            raise Unsure from None
        found = frozenset(map(str, told.get("users") or ()))
        self._known[space, group] = (time.monotonic(), found)
        return found

    def forget(self) -> None:
        """A group was changed, or the desk was set up anew."""
        self._known.clear()


@dataclass(slots=True)
class Roles:
    """Says who acts."""

    parts: Parts
    people: People
    groups: Groups
    workspaces: Workspaces

    async def of(self, team: str, space: str, user: str) -> Teammate:
        """Raises Unsure where Slack does not tell, StoreUnavailable."""
        member = await self.people.sure(team, space, user)
        role = await self._role(team, space, member)
        return Teammate(person_id(space, user), member.name or NAMELESS, role)

    async def _role(self, team: str, space: str, member: MemberRow) -> Role:
        if member.deleted or member.bot or member.home != space:
            return "none"
        if space not in await self.workspaces.homes(team):
            return "none"
        if member.admin and not member.guest:
            return "admin"
        routing = routing_of((await self.parts.store.load(team, "")).settings)
        if await self._is_one_of(space, member.user, (routing.lead_role,)):
            return "lead"
        return "staff" if await self._is_one_of(space, member.user, tuple(_called(routing))) else "none"

    async def _is_one_of(self, space: str, user: str, roles: tuple[str, ...]) -> bool:
        wanted = [id for role in roles if (id := role_of(role))]
        if user in wanted:
            return True
        for group in dict.fromkeys(wanted):
            if group.startswith("S") and user in await self.groups.members(space, group):
                return True
        return False


def _called(routing: Routing) -> Iterator[str]:
    yield routing.staff_role
    yield from (own.role for own in routing.departments.values())
