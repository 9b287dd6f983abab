"""Catching up after a gap: what was written, changed and deleted while nobody listened.

Slack sends again for a few minutes, an hour or a day, depending on the app; then history is all
there is. It is read slowly: an app that is distributed outside the Marketplace may ask once a
minute, for fifteen messages. Whatever was taken in before is recognised by its key.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from adapters.slack.api import JSON, Gone, No, Slow, Trouble
from adapters.slack.arrivals import Arrivals
from adapters.slack.ids import person_id, read_refs
from adapters.slack.lines import moment_of
from adapters.slack.messages import Message
from adapters.slack.parts import Parts
from adapters.slack.people import Calls, Unsure
from adapters.slack.rows import DmRow, ThreadRow, WorkspaceRow
from adapters.slack.staff_room import NotYet
from adapters.slack.workspaces import Workspaces
from bot.writes import MessageRow, Scalar, StoreUnavailable, micros
from handoff.case import OPEN_STAGES
from handoff.rows import CaseRow

log = logging.getLogger(__name__)
PAGE = 15
"""All that an app outside the Marketplace is given at once."""
PAGES = 20
RECENT = timedelta(days=14)
DMS = 300
"""Private chats without an open case that are looked at, the newest first."""
Filter = Mapping[str, Scalar | tuple[Scalar, ...]]
PATIENCE = 3
"""Times that one page is asked for again after Slack asked for a wait."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of messages to read, and who speaks there."""

    team: str
    space: str
    channel: str
    thread: str
    conversation: str

    @property
    def kind(self) -> str:
        return "im" if self.channel.startswith("D") else "channel"


@dataclass(frozen=True, slots=True)
class Page:
    """What was read, oldest first; `since` is from where on nothing is left out, empty if that is not known."""

    messages: tuple[Message, ...]
    since: str


@dataclass(slots=True)
class Backfill:
    """Reads what was missed, one line after the other; one run at a time, and another if asked meanwhile."""

    parts: Parts
    arrivals: Arrivals
    api: Calls
    workspaces: Workspaces
    _task: "asyncio.Task[None] | None" = field(default=None, init=False)
    _again: bool = field(default=False, init=False)

    def begin(self) -> None:
        if self._task is not None and not self._task.done():
            self._again = True
            return
        self._task = asyncio.create_task(self._run(), name="slack backfill")

    async def done(self) -> None:
        if self._task is not None:
            await asyncio.wait({self._task})

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        self._again = True
        while self._again:
            self._again = False
            try:
                for line in await self._lines():
                    await self._read(line)
            except StoreUnavailable:
                log.error("what was missed could not be caught up with: the store is away")

    async def _lines(self) -> tuple[Line, ...]:
        """The threads of open cases, and the private chats where somebody wrote lately."""
        found: list[Line] = []
        for row in await self.workspaces.here():
            cases = await self.parts.store.find(CaseRow, {"team": row.team, "stage": OPEN_STAGES}, limit=10_000)
            for case in cases:
                of_case: Filter = {"team": row.team, "space": row.space, "case": case.number}
                threads = await self.parts.store.find(ThreadRow, of_case, limit=10)
                found += [Line(row.team, row.space, t.channel, t.ts, case.conversation) for t in threads if t.ts]
            since = micros(self.parts.clock.now() - RECENT)
            recent = await self.parts.store.find(
                DmRow, {"team": row.team, "space": row.space}, after=("at", since), order=("at",), newest_first=True,
                limit=DMS,
            )  # fmt: skip
            for dm in recent:
                found += _private(row, dm)
        return tuple(dict.fromkeys(found))

    async def _read(self, line: Line) -> None:
        row = await self.workspaces.of(line.space)
        last = self.arrivals.seen.last(line.team, line.space, line.channel, line.thread)
        if row is None or not (last or line.thread):
            return
        known = await self._known(line)
        try:
            page = await self._missed(line, last or line.thread, known)
            for message in page.messages:
                await self.arrivals.came(message, row.bot_user)
            await self._compare(line, row.bot_user, page, known)
        except (Trouble, NotYet, Unsure) as no:
            log.warning("conversation %s could not be read back: %s", line.channel, type(no).__name__)

    async def _missed(self, line: Line, last: str, known: Sequence[str]) -> Page:
        """Everything after the last that was seen, and as much before it as we still know of, oldest first."""
        oldest = min((ts for ts in known if moment_of(ts) <= moment_of(last)), key=moment_of, default=last)
        params: JSON = {"channel": line.channel, "oldest": oldest, "inclusive": True, "limit": PAGE}
        method = "conversations.replies" if line.thread else "conversations.history"
        params |= {"ts": line.thread} if line.thread else {}
        found: list[JSON] = []
        since = ""
        for _ in range(PAGES):
            page = await self._page(line.space, method, params)
            found += [one for one in page.get("messages") or () if isinstance(one, dict)]
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                since = oldest
                break
            params["cursor"] = cursor
        told = sorted(found, key=lambda one: moment_of(str(one.get("ts"))))
        return Page(tuple(Message(line.team, line.space, line.channel, line.kind, one) for one in told), since)

    async def _page(self, space: str, method: str, params: JSON) -> JSON:
        """Waited for as long as Slack asks; nobody else is held up by that."""
        for _ in range(PATIENCE):
            try:
                return await self.api.call(space, method, **params)
            except Slow as slow:
                await asyncio.sleep(slow.retry_after)
            except (Gone, No):
                raise
        return await self.api.call(space, method, **params)

    async def _compare(self, line: Line, me: str, page: Page, known: Sequence[str]) -> None:
        """Edits and deletes of what was read. An empty page may only mean that we may not read it."""
        for message in page.messages:
            await self.arrivals.changed(message, me)
        if not page.messages or not page.since:
            return
        there = {message.ts for message in page.messages}
        for ts in known:
            if ts not in there and moment_of(ts) >= moment_of(page.since) and await self._is_gone(line, ts):
                gone = Message(line.team, line.space, line.channel, line.kind, {"ts": ts, "thread_ts": line.thread})
                await self.arrivals.gone(gone, ts)

    async def _is_gone(self, line: Line, ts: str) -> bool:
        """History shows no replies, so what is missing from it is asked for by itself."""
        try:
            page = await self._page(
                line.space, "conversations.replies", {"channel": line.channel, "ts": ts, "limit": 1}
            )
        except No as no:
            return no.code in ("thread_not_found", "message_not_found")
        return not page.get("messages")

    async def _known(self, line: Line) -> list[str]:
        """What we took in of this line lately, as it was before the page was read."""
        where: Filter = {"team": line.team, "conversation": line.conversation, "deleted": 0}
        rows = await self.parts.store.find(MessageRow, where, order=("at",), newest_first=True, limit=PAGE)
        refs = (ref for row in rows for ref in read_refs(row.source))
        return [ts for channel, ts in refs if channel == line.channel]


def _private(row: WorkspaceRow, dm: DmRow) -> list[Line]:
    """The DM, and the thread in it that they wrote in last."""
    person = person_id(row.space, dm.user)
    if not dm.channel:
        return []
    found = [Line(row.team, row.space, dm.channel, "", person)]
    return [*found, Line(row.team, row.space, dm.channel, dm.thread, person)] if dm.thread else found
