"""The typing indicator, for answers that take long enough to wonder."""

import asyncio
import logging
from dataclasses import dataclass, field

import discord

from bot.ports import Trace

log = logging.getLogger(__name__)
SOON = 0.8
"""Seconds after which an answer that is not there yet is announced; most are faster and cost no call."""
SHOWN = 8.0
"""Discord shows it for ten seconds."""
TIMES = 4


@dataclass(slots=True)
class Waiting:
    """Shows that we are at it until the turn is decided."""

    soon: float = SOON
    shown: float = SHOWN
    _soon: dict[str, asyncio.TimerHandle] = field(default_factory=dict, init=False)
    _tasks: dict[str, asyncio.Task[None]] = field(default_factory=dict, init=False)

    def begins(self, key: str, channel: discord.abc.Messageable) -> None:
        """A timer and no task yet: hardly any answer takes so long."""
        self._soon[key] = asyncio.get_running_loop().call_later(self.soon, self._announce, key, channel)

    def saw(self, trace: Trace) -> None:
        """The turn is decided: its answer is on its way."""
        if soon := self._soon.pop(trace.event, None):
            soon.cancel()
        if task := self._tasks.get(trace.event):
            task.cancel()

    def _announce(self, key: str, channel: discord.abc.Messageable) -> None:
        self._soon.pop(key, None)
        task = asyncio.create_task(self._type(channel), name=f"discord typing {key}")
        self._tasks[key] = task
        task.add_done_callback(lambda _: self._tasks.pop(key, None))

    async def close(self) -> None:
        for soon in self._soon.values():
            soon.cancel()
        self._soon.clear()
        tasks = tuple(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _type(self, channel: discord.abc.Messageable) -> None:
        """Best effort: it is shown again for as long as the turn may take, and never instead of an answer."""
        try:
            for _ in range(TIMES):
                await channel.typing()
                await asyncio.sleep(self.shown)
        except (discord.DiscordException, OSError):
            log.debug("the typing indicator was not taken")
