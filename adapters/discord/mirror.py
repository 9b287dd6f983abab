"""A customer's words in the staff's thread, under the customer's name: one webhook of ours per channel.

The webhook's token is a secret. It is never stored: Discord tells it again to the application
that made it, once per channel and start of the program.
"""

import asyncio
from collections import defaultdict

from adapters.discord.refusals import WAITS
from adapters.discord.rest import No, Rest
from adapters.discord.shown import JSON
from bot.ports import Clock
from bot.writes import micros

NAME = "Baton"
LOOK_AGAIN = 10 * 60 * 1_000_000
"""How long a channel where we may have no webhook is left in peace."""


class Mirror:
    """Our webhooks, by channel."""

    def __init__(self, rest: Rest, clock: Clock) -> None:
        self._rest, self._clock = rest, clock
        self._hooks: dict[int, JSON] = {}
        self._denied: dict[int, int] = {}
        self._locks: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def hook(self, channel: int) -> JSON | None:
        """The channel's webhook; None where we may not have one, so that words are shown in a plainer way."""
        async with self._locks[channel]:
            if channel in self._hooks:
                return self._hooks[channel]
            now = micros(self._clock.now())
            if self._denied.get(channel, 0) > now:
                return None
            try:
                hook = await self._found(channel) or await self._rest.create_webhook(channel, NAME)
            except No as no:
                if no.code in WAITS:
                    raise
                hook = {}
            if not (hook.get("id") and hook.get("token")):
                self._denied[channel] = now + LOOK_AGAIN
                return None
            self._hooks[channel] = hook
            return hook

    def forget(self, channel: int) -> None:
        """It was deleted; Discord wants it never used again."""
        self._hooks.pop(channel, None)

    async def _found(self, channel: int) -> JSON | None:
        application = str(self._rest.client.application_id)
        for hook in await self._rest.webhooks(channel):
            if hook.get("token") and str(hook.get("application_id")) == application:
                return hook
        return None
