"""What the one who commanded or pressed alone should see: the end of "is thinking"."""

from typing import Any

import aiohttp
import discord
import structlog
from discord.http import Route

from adapters.discord.ids import case_ask, digest_of
from adapters.discord.render import render
from adapters.discord.rows import ValueRow
from adapters.discord.shown import JSON, Message
from bot.content import Reply
from bot.writes import Writes, micros
from handoff.ports import Clock, Store

EPHEMERAL = 1 << 6

log = structlog.get_logger("discord")


class FollowUps:
    """Shows the desk's answer where the interaction was acknowledged with `defer(ephemeral=True)`."""

    def __init__(self, client: discord.Client, store: Store, clock: Clock, team: str) -> None:
        self._client, self._store, self._clock, self._team = client, store, clock, team

    async def follow_up(self, interaction: discord.Interaction[Any], reply: Reply, case: int = 0) -> None:
        """In place of "is thinking", the rest below it. Nobody waits for it: a failure is only logged."""
        messages = render(reply, offers_ask=case_ask(case))
        await self._keep(messages)
        hook: dict[str, Any] = {"webhook_id": interaction.application_id, "webhook_token": interaction.token}
        first = Route("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", **hook)
        try:
            for number, message in enumerate(messages):
                where = first if number == 0 else Route("POST", "/webhooks/{webhook_id}/{webhook_token}", **hook)
                await self._client.http.request(where, json=_body(message, new=number > 0))
        except (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError) as no:
            log.warning("discord.answer_not_shown", interaction=interaction.id, error=str(no)[:300])

    async def _keep(self, messages: tuple[Message, ...]) -> None:
        """What stands behind buttons whose ids are digests."""
        now = micros(self._clock.now())
        kept = {pair for message in messages for pair in message.kept}
        if kept:
            rows = tuple(ValueRow(self._team, digest_of(ask, value), ask, value, now) for ask, value in sorted(kept))
            await self._store.commit(Writes(rows))


def _body(message: Message, *, new: bool) -> JSON:
    body = message.body()
    flags = body.pop("flags")
    return {**body, "flags": flags | EPHEMERAL} if new else body
