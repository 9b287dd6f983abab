"""Stored before acknowledged, then worked on: one task at a time per conversation.

`take` returns once the event is durable, which is when the platform may be told so.
What a stop leaves undone is taken up again by `resume`.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from itertools import chain, repeat
from types import MappingProxyType
from typing import Protocol

from bot.ports import Store
from bot.writes import Change, InboxRow, StoreUnavailable, Writes

log = logging.getLogger(__name__)

Handler = Callable[[InboxRow], Awaitable[object]]


class LastResort(Protocol):
    """What is done with a row whose handler failed for good."""

    def __call__(self, row: InboxRow, error: Exception) -> Awaitable[object]: ...


NOBODY: Mapping[str, LastResort] = MappingProxyType({})
Waiting = tuple[InboxRow, "asyncio.Future[object]"]
PATIENCE = (0.1, 0.5, 2.0)
"""Seconds between tries at a row whose handler failed; then it is given up, aloud."""
OUTAGE = (0.1, 0.5, 2.0, 5.0)
"""Seconds between tries while the database cannot be reached; the last is repeated for as long as it takes."""


class Contended(Exception):
    """A conversation changed under every attempt to commit its turn; the event is tried again."""


class Intake:
    """The queue behind every gateway."""

    def __init__(
        self, store: Store, lanes: Mapping[str, Handler], last_resort: Mapping[str, LastResort] = NOBODY
    ) -> None:
        self._store = store
        self._lanes = lanes
        self._last_resort = last_resort
        self._queues: dict[str, deque[Waiting]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._taken: set[str] = set()

    def add(self, lane: str, handler: Handler, last_resort: LastResort) -> None:
        """One more lane, of whoever brings rows of their own; before anything is resumed."""
        self._lanes = {**self._lanes, lane: handler}
        self._last_resort = {**self._last_resort, lane: last_resort}

    async def take(self, row: InboxRow) -> "asyncio.Future[object] | None":
        """Store an event, then queue it; None if its key was there before.

        Raises StoreUnavailable when it could not be made durable: do not acknowledge it.
        """
        return self.wake(row) if await self._store.intake(row) else None

    def wake(self, row: InboxRow) -> "asyncio.Future[object]":
        """Queue a row that another commit has stored already."""
        future: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        future.add_done_callback(_seen)
        if row.id in self._taken:
            future.set_result(None)
            return future
        self._taken.add(row.id)
        line = f"{row.team}/{row.conversation}" if row.conversation else row.id
        if line not in self._queues:
            self._queues[line] = deque()
            task = asyncio.create_task(self._work(line), name=f"conversation {line}")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        self._queues[line].append((row, future))
        return future

    async def resume(self) -> int:
        """Take up what was stored but not finished before the last stop; how many there were.

        Rows of a lane that nobody works in today wait for the day when somebody does.
        """
        rows = [row for row in await self._store.waiting() if row.lane in self._lanes]
        for row in rows:
            self.wake(row)
        return len(rows)

    @property
    def busy(self) -> bool:
        return bool(self._tasks)

    async def idle(self) -> None:
        """Wait until no conversation is being worked on."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self) -> None:
        """Stop at once; what is unfinished stays in the inbox."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _work(self, line: str) -> None:
        queue = self._queues[line]
        try:
            while queue:
                row, future = queue[0]
                await self._finish(row, future)
                queue.popleft()
                self._taken.discard(row.id)
        finally:
            del self._queues[line]

    async def _finish(self, row: InboxRow, future: "asyncio.Future[object]") -> None:
        """Work on one row until it is done or given up; an outage is waited out, however long it takes."""
        work, pauses, outages = self._lanes[row.lane], list(PATIENCE), chain(OUTAGE, repeat(OUTAGE[-1]))
        failure: Exception | None = None
        while True:
            try:
                answer = await work(row)
            except (StoreUnavailable, Contended) as outage:
                log.warning("event %s of %s waits: %s", row.id, row.conversation, outage)
                await asyncio.sleep(next(outages))
            except Exception as error:  # the supervisor of all turns: a row is retried, then given up, never lost
                log.exception("event %s of %s failed", row.id, row.conversation)
                if not pauses and (failure or row.lane not in self._last_resort):
                    await self._set_aside(row, error)
                    _settle(future, None, failure or error)
                    return
                if pauses:
                    await asyncio.sleep(pauses.pop(0))
                else:
                    failure, work = error, partial(self._last_resort[row.lane], error=error)
            else:
                _settle(future, answer, failure)
                return

    async def _set_aside(self, row: InboxRow, error: Exception) -> None:
        try:
            dead = Change(InboxRow, {"id": row.id, "state": "new"}, {"state": "dead", "error": type(error).__name__})
            await self._store.commit(Writes(changes=(dead,)))
        except StoreUnavailable:
            log.error("event %s stays in the inbox and is taken up at the next start", row.id)


def _settle(future: "asyncio.Future[object]", answer: object, failure: Exception | None) -> None:
    """Tell whoever waits what came of it."""
    if future.done():
        return
    if failure:
        future.set_exception(failure)
    else:
        future.set_result(answer)


def _seen(future: "asyncio.Future[object]") -> None:
    """A failure nobody waited for has been logged already."""
    if not future.cancelled():
        future.exception()
