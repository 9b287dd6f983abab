"""Stored before acknowledged, then worked on: one task at a time per conversation.

`take` returns once the event is durable, which is when the platform may be told so.
What a stop leaves undone is taken up again by `resume`.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Mapping

from bot.ports import Store
from bot.writes import Change, InboxRow, StoreUnavailable, Writes

log = logging.getLogger(__name__)

Handler = Callable[[InboxRow], Awaitable[object]]
Waiting = tuple[InboxRow, "asyncio.Future[object]"]
PATIENCE = (0.1, 0.5, 2.0, 5.0)
"""Seconds between tries at a row whose handler failed; then it is set aside."""


class Intake:
    """The queue behind every gateway."""

    def __init__(self, store: Store, lanes: Mapping[str, Handler]) -> None:
        self._store = store
        self._lanes = lanes
        self._queues: dict[str, deque[Waiting]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._taken: set[str] = set()

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
        """Take up what was stored but not finished before the last stop; how many there were."""
        rows = await self._store.waiting()
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
        for pause in (*PATIENCE, None):
            try:
                answer = await self._lanes[row.lane](row)
            except Exception as error:  # the supervisor of all turns: a row is retried, then set aside, never lost
                log.exception("event %s of %s failed", row.id, row.conversation)
                if pause is None:
                    await self._set_aside(row, error)
                    _fail(future, error)
                    return
                await asyncio.sleep(pause)
            else:
                if not future.done():
                    future.set_result(answer)
                return

    async def _set_aside(self, row: InboxRow, error: Exception) -> None:
        """Mark the row dead, so that one bad event cannot hold up its conversation for ever."""
        try:
            dead = Change(InboxRow, {"id": row.id, "state": "new"}, {"state": "dead", "error": type(error).__name__})
            await self._store.commit(Writes(changes=(dead,)))
        except StoreUnavailable:
            log.error("event %s stays in the inbox and is taken up at the next start", row.id)


def _fail(future: "asyncio.Future[object]", error: Exception) -> None:
    if not future.done():
        future.set_exception(error)


def _seen(future: "asyncio.Future[object]") -> None:
    """A failure nobody waited for has been logged already."""
    if not future.cancelled():
        future.exception()
