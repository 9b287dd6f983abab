"""The door: what Slack sends is stored here, before Bolt asks who it is from and before it is acknowledged.

Bolt acknowledges an event ahead of its listeners, and drops one whose workspace it cannot
authorise. So nothing is left to a listener: this runs in `before_authorize`, and what it raises is
answered with 500, or not acknowledged over Socket Mode, so that Slack sends it again.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from adapters.slack.arrivals import Arrivals, told_of
from adapters.slack.happenings import Happenings
from adapters.slack.messages import JSON, Message, kind_of
from adapters.slack.rows import WorkspaceRow
from adapters.slack.workspaces import Workspaces

log = logging.getLogger(__name__)
MESSAGES = frozenset({"message", "app_mention"})
ODD = (KeyError, TypeError, ValueError, AttributeError, IndexError)
"""What an event runs into that is not what it should be; sent again it would be no better."""


class NotKnown(Exception):
    """Which workspace we are in ourselves is not known yet: Slack is to send it again."""


@dataclass(slots=True)
class Door:
    """Takes events in; for everything else it finds the workspace it is about."""

    workspaces: Workspaces
    arrivals: Arrivals
    happenings: Happenings
    expects: bool = False
    """Whether a workspace's own token is set, so that one we do not know may be ours."""

    async def event(self, body: JSON) -> None:
        """Store what happened. Whatever it raises: not kept, not to be acknowledged."""
        row = await self.installed(body)
        if row is None:
            return
        event = body.get("event") or {}
        try:
            await self._event(row, event, bot_of(body) or row.bot_user)
        except ODD as odd:
            log.warning("an event %s could not be read: %s: %s", event.get("type"), type(odd).__name__, odd)

    async def _event(self, row: WorkspaceRow, event: JSON, me: str) -> None:
        if event.get("type") not in MESSAGES:
            await self.happenings.happened(row, event)
            return
        channel = str(event.get("channel") or "")
        if not channel:
            return
        message = Message(row.team, row.space, channel, kind_of(event, channel), event)
        match event.get("subtype"):
            case "message_changed":
                changed = told_of(event, event.get("message") or {})
                await self.arrivals.changed(Message(row.team, row.space, channel, message.kind, changed), me)
            case "message_deleted":
                await self.arrivals.gone(message, str(event.get("deleted_ts") or ""))
            case _:
                await self.arrivals.came(message, me)

    async def installed(self, body: JSON) -> WorkspaceRow | None:
        """The workspace whose install hears this, never the one that its author belongs to."""
        enterprise = enterprise_of(body)
        for space in dict.fromkeys(spaces_of(body)):
            if (row := await self.workspaces.of(space, enterprise)) is not None:
                return row
        if self.expects and not self.workspaces.own:
            raise NotKnown
        log.warning("something came from a workspace we are not installed in")
        return None


def spaces_of(body: JSON) -> Iterator[str]:
    """Where it may have come from, the surest first."""
    view, message = body.get("view") or {}, body.get("message") or {}
    authorizations = body.get("authorizations") or [{}]
    team = body.get("team")
    told = (
        view.get("app_installed_team_id"),
        authorizations[0].get("team_id"),
        body.get("context_team_id"),
        body.get("team_id"),
        team.get("id") if isinstance(team, dict) else team,
        message.get("team"),
        (body.get("user") or {}).get("team_id") if isinstance(body.get("user"), dict) else None,
    )
    yield from (str(space) for space in told if space)


def enterprise_of(body: JSON) -> str:
    """The organisation, where its install is what hears this."""
    authorization: JSON = (body.get("authorizations") or [{}])[0]
    if not (authorization.get("is_enterprise_install") or str(body.get("is_enterprise_install")).lower() == "true"):
        return ""
    enterprise = body.get("enterprise")
    told = authorization.get("enterprise_id") or body.get("enterprise_id")
    return str(told or (enterprise.get("id") if isinstance(enterprise, dict) else "") or "")


def bot_of(body: JSON) -> str:
    """Who we are there, as the event itself tells."""
    authorization: JSON = (body.get("authorizations") or [{}])[0]
    return str(authorization.get("user_id") or "") if authorization.get("is_bot") else ""
