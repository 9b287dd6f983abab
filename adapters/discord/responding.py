"""The answers to an interaction, each one plain request.

The library's own would read what comes back, which may be nothing at all, and then not know that
it has answered. An interaction takes one first response, and follow-ups for fifteen minutes.
"""

from typing import Any

import discord
from discord.http import Route

from adapters.discord.render import render
from adapters.discord.shown import JSON, Message
from bot.content import Reply

MESSAGE, THINKING, NOTHING, FORM = 4, 5, 6, 9
EPHEMERAL = 1 << 6
ANSWERED = "baton.answered"
Interaction = discord.Interaction[Any]


def is_answered(interaction: Interaction) -> bool:
    """Whether there was a first response."""
    return ANSWERED in interaction.extras or interaction.response.is_done()


async def respond(interaction: Interaction, kind: int, data: JSON | None = None) -> None:
    """The first response."""
    path = "/interactions/{webhook_id}/{webhook_token}/callback"
    route = Route("POST", path, webhook_id=interaction.id, webhook_token=interaction.token)
    await interaction.client.http.request(route, json={"type": kind} | ({"data": data} if data else {}))
    interaction.extras[ANSWERED] = kind


async def think(interaction: Interaction) -> None:
    """Within the three seconds Discord waits: the answer follows, to them alone."""
    await respond(interaction, THINKING, {"flags": EPHEMERAL})


async def follow(interaction: Interaction, body: JSON) -> None:
    """One more message; the first after "is thinking" takes its place."""
    await interaction.client.http.request(_hook("POST", interaction), json=body)


async def put_in_place(interaction: Interaction, body: JSON) -> None:
    """In place of the first response."""
    await interaction.client.http.request(_hook("PATCH", interaction, "/messages/@original"), json=body)


async def take_back(interaction: Interaction) -> None:
    """The first response is gone again."""
    await interaction.client.http.request(_hook("DELETE", interaction, "/messages/@original"))


def alone(reply: Reply, ask: str) -> tuple[Message, ...]:
    """The messages of a reply to one person; there is at least one."""
    return render(reply, offers_ask=ask) or (Message("\u200b"),)


def body_of(message: Message) -> JSON:
    """As a new message that they alone see."""
    body = message.body()
    return body | {"flags": body["flags"] | EPHEMERAL}


def _hook(method: str, interaction: Interaction, more: str = "") -> Route:
    path = "/webhooks/{webhook_id}/{webhook_token}" + more
    return Route(method, path, webhook_id=interaction.application_id, webhook_token=interaction.token)
