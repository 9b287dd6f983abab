"""What Slack tells us besides messages: tabs that are opened, channels that change, installs that end."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from adapters.slack import wording
from adapters.slack.alone import alone
from adapters.slack.answers import Answers
from adapters.slack.api import Trouble
from adapters.slack.customers import Customers, Who
from adapters.slack.home import Home
from adapters.slack.ids import NAME, user_of
from adapters.slack.messages import JSON
from adapters.slack.parts import Parts
from adapters.slack.people import People
from adapters.slack.purge import purge
from adapters.slack.roles import Groups
from adapters.slack.rows import ThreadRow, WorkspaceRow
from adapters.slack.seen import Seen
from adapters.slack.sharing import Sharing
from adapters.slack.tokens import Tokens
from adapters.slack.where import Where, staff_places
from adapters.slack.workspaces import Workspaces
from bot.codec import dump
from bot.content import Reply
from bot.events import Place
from bot.text import escape
from bot.writes import Change, SettingRow, Writes
from handoff.routing import DEPARTMENT, STAFF_PLACE, Department, routing_of

log = logging.getLogger(__name__)
SHARING = frozenset(
    "channel_shared channel_unshared shared_channel_invite_accepted shared_channel_invite_approved".split()
)
Happening = Callable[[WorkspaceRow, JSON], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Happenings:
    """One method for each kind. What it raises means: to be told again."""

    parts: Parts
    workspaces: Workspaces
    tokens: Tokens
    people: People
    groups: Groups
    customers: Customers
    home: Home
    sharing: Sharing
    where: Where
    seen: Seen
    answers: Answers

    async def happened(self, row: WorkspaceRow, event: JSON) -> None:
        kind = str(event.get("type") or "")
        if kind in SHARING:
            await self._shared(row, event)
        elif (happening := self._kinds.get(kind)) is not None:
            await happening(row, event)

    @property
    def _kinds(self) -> dict[str, Happening]:
        return {
            "app_home_opened": self._opened,
            "app_uninstalled": self._left,
            "tokens_revoked": self._revoked,
            "team_access_revoked": self._access_lost,
            "channel_id_changed": self._renamed,
            "user_change": self._changed,
            "subteam_members_changed": self._regrouped,
            "subteam_updated": self._regrouped,
        }

    async def _opened(self, row: WorkspaceRow, event: JSON) -> None:
        who = Who(row.team, row.space, str(event.get("user") or ""))
        if event.get("tab") == "messages":
            await self.customers.opened(who, str(event.get("channel") or ""))
        elif event.get("tab", "home") == "home":
            self.answers.soon(self.home.shows(who), f"slack home {who.user}")

    async def _left(self, row: WorkspaceRow, event: JSON) -> None:
        await purge(self.parts, row)
        self.workspaces.forget(row.space)
        self.where.forget(row.team)
        self.seen.forget(row.space)
        self.tokens.changed(row.space)

    async def _revoked(self, row: WorkspaceRow, event: JSON) -> None:
        """Only the bot's own tokens matter to us; of people we hold none."""
        if (event.get("tokens") or {}).get("bot"):
            await self._left(row, event)

    async def _access_lost(self, row: WorkspaceRow, event: JSON) -> None:
        """An organisation took us out of some of its workspaces."""
        for space in event.get("team_ids") or ():
            if (there := await self.workspaces.fresh(str(space))) is not None:
                await self._left(there, event)

    async def _changed(self, row: WorkspaceRow, event: JSON) -> None:
        self.people.changed(row.space, str((event.get("user") or {}).get("id") or ""))

    async def _regrouped(self, row: WorkspaceRow, event: JSON) -> None:
        self.groups.forget()

    async def _shared(self, row: WorkspaceRow, event: JSON) -> None:
        """A staff channel that others read along in gets no more cases, and whoever set it up is told."""
        channel = event.get("channel")
        id = str(channel.get("id") if isinstance(channel, dict) else channel or "")
        self.sharing.forget(id)
        rows = {one.name: one for one in await self.parts.store.find(SettingRow, {"team": row.team})}
        routing = routing_of({name: one.value for name, one in rows.items()})
        if (row.space, id) not in staff_places(routing) or event.get("type") == "channel_unshared":
            return
        log.error("the staff channel %s of %s is shared with another organisation now", id, row.space)
        setters = {one.by for one in rows.values() if one.name == STAFF_PLACE or one.name.startswith(DEPARTMENT)}
        for person in filter(None, map(user_of, setters)):
            if person[0] == row.space:
                self.answers.soon(self._warn(row.space, person[1], id))

    async def _warn(self, space: str, user: str, channel: str) -> None:
        words = wording.SHARED_WITH_OTHERS.format(
            channel=f"#{escape(await self._name(space, channel))}", command=self.parts.command
        )
        try:
            dm = await self.answers.api.call(space, "conversations.open", users=user)
            for body in alone(Reply(words)):
                await self.answers.api.call(space, "chat.postMessage", channel=dm["channel"]["id"], **body)
        except (Trouble, KeyError) as no:
            log.error("nobody could be told that a staff channel is shared: %s", no)

    async def _name(self, space: str, channel: str) -> str:
        try:
            told = await self.answers.api.call(space, "conversations.info", channel=channel)
        except Trouble:
            return channel
        return str((told.get("channel") or {}).get("name") or channel)

    async def _renamed(self, row: WorkspaceRow, event: JSON) -> None:
        """Slack gave a channel another id: what is kept under the old one goes on under the new."""
        old, new = str(event.get("old_channel_id") or ""), str(event.get("new_channel_id") or "")
        if not old or not new:
            return
        settings = (await self.parts.store.load(row.team, "")).settings
        routing, now = routing_of(settings), self.parts.now()
        rows = []
        if (place := _moved(routing.staff_place, old, new)) is not None:
            rows.append(SettingRow(row.team, STAFF_PLACE, dump(place), now, NAME))
        for name, own in routing.departments.items():
            if (place := _moved(own.place, old, new)) is not None:
                rows.append(SettingRow(row.team, DEPARTMENT + name, dump(Department(place, own.role)), now, NAME))
        threads = Change(ThreadRow, {"team": row.team, "space": row.space, "channel": old}, {"channel": new})
        await self.parts.store.commit(Writes(tuple(rows), (threads,)))
        self.where.forget(row.team)
        self.sharing.forget(old)


def _moved(place: Place | None, old: str, new: str) -> Place | None:
    if place is None or place.platform != NAME or place.channel != old:
        return None
    return replace(place, channel=new)
