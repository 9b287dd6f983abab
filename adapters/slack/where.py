"""Which of our places a Slack channel or thread is: a case's thread, a staff channel, or none of ours."""

import time
from dataclasses import dataclass, field

from adapters.slack.ids import NAME, channel_place, key_of
from adapters.slack.parts import Parts
from adapters.slack.rows import ThreadRow
from bot.codec import load
from bot.events import Inbound, Place
from bot.writes import InboxRow
from handoff.routing import Routing, routing_of

FRESH = 10.0
"""Seconds for which it is taken as known where cases are shown."""
AT_MOST = 50_000


def place_of(row: ThreadRow) -> Place:
    """The symbolic place that a thread's row was written for."""
    platform, space, channel, thread = row.place.split(":", 3)
    return Place(platform, space, channel, thread)


def staff_places(routing: Routing) -> frozenset[tuple[str, str]]:
    """(workspace, channel) wherever cases are shown on Slack."""
    every = [routing.staff_place, *(own.place for own in routing.departments.values())]
    return frozenset((one.space, one.channel) for one in every if one is not None and one.platform == NAME)


@dataclass(slots=True)
class Where:
    """Looks places up, and remembers those that do not change."""

    parts: Parts
    _cases: dict[tuple[str, str], ThreadRow] = field(default_factory=dict, init=False)
    _staff: dict[str, tuple[float, frozenset[tuple[str, str]]]] = field(default_factory=dict, init=False)

    async def case_thread(self, team: str, channel: str, thread: str) -> ThreadRow | None:
        """The case whose thread this is."""
        if not thread:
            return None
        key = (channel, thread)
        if key not in self._cases:
            where = {"team": team, "channel": channel, "ts": thread}
            for found in await self.parts.store.find(ThreadRow, where, limit=1):
                if len(self._cases) > AT_MOST:
                    self._cases.clear()
                self._cases[key] = found
        row = self._cases.get(key)
        return row if row is not None and row.team == team else None

    async def place(self, team: str, space: str, channel: str, thread: str) -> Place:
        """A case's thread by its symbolic name, else the channel."""
        row = await self.case_thread(team, channel, thread)
        return place_of(row) if row else channel_place(space, channel)

    async def is_staff_channel(self, team: str, space: str, channel: str) -> bool:
        """Whether cases are shown there."""
        until, known = self._staff.get(team, (0.0, frozenset()))
        if until < time.monotonic():
            known = staff_places(routing_of((await self.parts.store.load(team, "")).settings))
            self._staff[team] = (time.monotonic() + FRESH, known)
        return (space, channel) in known

    async def began(self, space: str, channel: str, thread: str) -> str:
        """Who called us at the head of a thread: what they write beneath it is meant for us too."""
        if not thread:
            return ""
        found = await self.parts.store.find(InboxRow, {"id": key_of(space, channel, thread)}, limit=1)
        if not found or found[0].lane != "customer":
            return ""
        first: Inbound = load(Inbound, found[0].payload)
        return first.person.id if first.place.public else ""

    def forget(self, team: str) -> None:
        """After a team was set up anew, or a workspace is gone."""
        self._staff.pop(team, None)
        self._cases = {key: row for key, row in self._cases.items() if row.team != team}
