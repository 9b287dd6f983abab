"""What only the one who acted sees: by the address that came with their press, else as an ephemeral message."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from adapters.slack.alone import alone, kept_of, posted
from adapters.slack.api import JSON, Api, Trouble
from adapters.slack.ids import case_ask, digest_of
from adapters.slack.parts import Parts
from adapters.slack.rows import ValueRow
from bot.content import Reply
from bot.writes import StoreUnavailable, Writes

log = logging.getLogger(__name__)
HERE = case_ask(0)
AT_MOST = 5
"""Times that Slack takes an answer at one address."""


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody who acted, and where an answer for them alone can stand."""

    team: str
    space: str
    user: str
    channel: str = ""
    thread: str = ""
    url: str = ""


@dataclass(slots=True)
class Answers:
    """Shows replies to whoever acted; what cannot be shown is logged, for the act itself is done."""

    parts: Parts
    api: Api
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set, init=False)

    def soon(self, work: Coroutine[Any, Any, Any], name: str = "slack answer") -> "asyncio.Task[Any]":
        """Something that Slack's acknowledgement does not wait for."""
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: "asyncio.Task[Any]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("an answer could not be given: %s", type(fault).__name__, exc_info=fault)

    async def idle(self) -> None:
        """Until nothing is being answered."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self) -> None:
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def tell(self, whom: Whom, reply: Reply, ask: str = HERE) -> None:
        """Show it soon; an empty reply is nothing to show."""
        if reply != Reply():
            self.soon(self.told(whom, reply, ask))

    async def told(self, whom: Whom, reply: Reply, ask: str = HERE) -> None:
        """Show it, and what stands behind its buttons first."""
        try:
            await self.keep(whom.team, reply, ask)
        except StoreUnavailable:
            log.warning("the long values of an answer's buttons could not be kept")
        if whom.url and await self._by_url(whom, reply, ask):
            return
        if whom.channel:
            await self._ephemeral(whom, reply, ask)

    async def keep(self, team: str, reply: Reply, ask: str = HERE) -> None:
        """What is shown as a digest."""
        now = self.parts.now()
        kept = sorted(set(kept_of(reply, ask)))
        if kept:
            rows = (ValueRow(team, digest_of(one, value), one, value, now) for one, value in kept)
            await self.parts.store.commit(Writes(tuple(rows)))

    async def _by_url(self, whom: Whom, reply: Reply, ask: str) -> bool:
        thread: JSON = {"thread_ts": whom.thread} if whom.thread else {}
        for number, body in enumerate(posted(reply, ask)[:AT_MOST]):
            try:
                async with self.api.session.post(whom.url, json=body | thread) as response:
                    if response.status != 200:
                        log.warning("an answer's address was answered with %s", response.status)
                        return number > 0
            except (aiohttp.ClientError, OSError, TimeoutError) as no:
                log.warning("an answer was not taken: %s", type(no).__name__)
                return number > 0
        return True

    async def _ephemeral(self, whom: Whom, reply: Reply, ask: str) -> None:
        where: JSON = {"channel": whom.channel, "user": whom.user}
        where |= {"thread_ts": whom.thread} if whom.thread else {}
        try:
            for body in alone(reply, ask):
                await self.api.call(whom.space, "chat.postEphemeral", **where, **body)
        except Trouble as no:
            log.warning("an answer for one person was not taken: %s", no)
