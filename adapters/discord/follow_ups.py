"""What the one who commanded or pressed alone should see: the end of "is thinking"."""

from typing import Any

import discord
import structlog

from adapters.discord.answers import LOST
from adapters.discord.ids import case_ask, digest_of
from adapters.discord.render import render
from adapters.discord.responding import body_of, follow, put_in_place
from adapters.discord.rows import ValueRow
from adapters.discord.shown import Message
from bot.content import Reply
from bot.writes import Writes, micros
from handoff.ports import Clock, Store

log = structlog.get_logger("discord")


class FollowUps:
    """Shows the desk's answer where the interaction was acknowledged with `defer(ephemeral=True)`."""

    def __init__(self, store: Store, clock: Clock, team: str) -> None:
        self._store, self._clock, self._team = store, clock, team

    async def follow_up(self, interaction: discord.Interaction[Any], reply: Reply, case: int = 0) -> None:
        """In place of "is thinking", the rest below it. Nobody waits for it: a failure is only logged."""
        messages = render(reply, offers_ask=case_ask(case))
        await self._keep(messages)
        first, *more = messages or (Message("\u200b"),)
        try:
            body = first.body()
            del body["flags"]
            await put_in_place(interaction, body)
            for message in more:
                await follow(interaction, body_of(message))
        except LOST as no:
            log.warning("discord.answer_not_shown", interaction=interaction.id, error=str(no)[:300])

    async def _keep(self, messages: tuple[Message, ...]) -> None:
        """What stands behind buttons whose ids are digests."""
        now = micros(self._clock.now())
        kept = {pair for message in messages for pair in message.kept}
        if kept:
            rows = tuple(ValueRow(self._team, digest_of(ask, value), ask, value, now) for ask, value in sorted(kept))
            await self._store.commit(Writes(rows))
