"""What only the one who acted sees: at once where we are fast enough, later where not.

Discord waits three seconds for a first response, and fifteen minutes for what follows it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import aiohttp
import discord

from adapters.discord import wording
from adapters.discord.alone import HERE
from adapters.discord.responding import (
    MESSAGE,
    NOTHING,
    alone,
    body_of,
    follow,
    is_answered,
    respond,
    take_back,
    think,
)
from bot.content import Reply
from bot.writes import StoreUnavailable

log = logging.getLogger(__name__)
AT_ONCE = 1.5
"""Seconds we try to have the answer itself be the first response."""
Interaction = discord.Interaction[Any]
LOST = (discord.DiscordException, aiohttp.ClientError, OSError)
"""The interaction is over, was answered by another copy of it, or the line broke: what was stored stands."""


class Answers:
    """Shows replies to whoever acted; what cannot be shown is logged, for the act itself is done."""

    async def follow_up(self, interaction: Interaction, reply: Reply) -> None:
        """After a deferral."""
        try:
            for message in alone(reply, HERE):
                await follow(interaction, body_of(message))
        except LOST as no:
            log.warning("a follow-up was not taken: %s", type(no).__name__)

    async def respond(self, interaction: Interaction, reply: Reply) -> None:
        """First or later, whichever it is by now."""
        if is_answered(interaction):
            await self.follow_up(interaction, reply)
            return
        first, *more = alone(reply, HERE)
        try:
            await respond(interaction, MESSAGE, body_of(first))
            for message in more:
                await follow(interaction, body_of(message))
        except LOST as no:
            log.warning("a response was not taken: %s", type(no).__name__)

    async def say(self, interaction: Interaction, words: str) -> None:
        await self.respond(interaction, Reply(words))

    async def after(
        self,
        interaction: Interaction,
        work: Coroutine[Any, Any, Reply],
        *,
        otherwise: Callable[[Interaction], Awaitable[None]],
        failed: str = wording.NOT_KEPT,
    ) -> None:
        """Answer with what the work comes to; `otherwise` when it has nothing to say.

        Nothing is acknowledged as done before it is durable: if that takes long, Discord
        is told that we think.
        """
        task = asyncio.create_task(work)
        await asyncio.wait({task}, timeout=AT_ONCE)
        if not task.done():
            await thinking(interaction)
        try:
            reply = await task
        except StoreUnavailable:
            reply = Reply(failed, notice=True)
        if reply != Reply():
            await self.respond(interaction, reply)
        else:
            await otherwise(interaction)


async def thinking(interaction: Interaction) -> None:
    try:
        await think(interaction)
    except LOST as no:
        log.warning("a deferral was not taken: %s", type(no).__name__)


async def quietly(interaction: Interaction) -> None:
    """Acknowledge a press and leave everything as it is; take away a "thinking" that has nothing to say."""
    try:
        if is_answered(interaction):
            await take_back(interaction)
        else:
            await respond(interaction, NOTHING)
    except LOST as no:
        log.warning("an acknowledgement was not taken: %s", type(no).__name__)
