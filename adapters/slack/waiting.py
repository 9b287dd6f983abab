"""What the agent view says while an answer takes long enough to wonder; a plain direct message knows no such sign."""

import asyncio
from dataclasses import dataclass, field

from adapters.slack.api import Api
from adapters.slack.status import set_status
from bot.ports import Trace

SOON = 0.8
"""Seconds after which an answer that is not there yet is announced; most are faster and cost no call."""
WORDS = "is looking into it…"


@dataclass(slots=True)
class Waiting:
    """Shows that we are at it until the turn is decided; what is posted then takes the sign away by itself."""

    api: Api
    _tasks: "dict[str, asyncio.Task[None]]" = field(default_factory=dict, init=False)

    def begins(self, key: str, space: str, channel: str, thread: str) -> None:
        if key in self._tasks:
            return
        task = asyncio.create_task(self._say(space, channel, thread), name=f"slack status {key}")
        self._tasks[key] = task
        task.add_done_callback(lambda _: self._tasks.pop(key, None))

    async def _say(self, space: str, channel: str, thread: str) -> None:
        await asyncio.sleep(SOON)
        await set_status(self.api, space, channel, thread, WORDS)

    def saw(self, trace: Trace) -> None:
        """The turn is decided: its answer is on its way."""
        if task := self._tasks.get(trace.event):
            task.cancel()

    async def close(self) -> None:
        tasks = tuple(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
