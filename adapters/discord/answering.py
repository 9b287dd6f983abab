"""Answers of the HTTP API, completed before the library makes things of them."""

import functools
import json
import re
from collections.abc import Callable
from typing import Any

from discord.http import HTTPClient, Route

from adapters.discord import filling
from adapters.discord.shown import JSON

FILLED: tuple[tuple[str, Callable[[JSON], None]], ...] = (
    (r"/users/@me", filling.user),
    (r"/oauth2/applications/@me", filling.application),
    (r"/guilds/{guild_id}", filling.guild),
    (r"/guilds/{guild_id}/channels|/channels/{channel_id}", filling.channel),
    (r"/guilds/{guild_id}/members/{\w+}", filling.member),
    (r"/guilds/{guild_id}/roles", filling.role),
    (r"/channels/{channel_id}/messages(/{message_id})?", filling.message),
)
"""By the route's path, as the library writes it."""


def complete(http: HTTPClient) -> None:
    """Let every answer pass by here."""
    request = http.request

    @functools.wraps(request)
    async def completed(route: Route, **given: Any) -> Any:
        return filled(route.path, _read(await request(route, **given)))

    http.request = completed  # type: ignore[method-assign]  # the library has no other way in


def filled(path: str, answer: Any) -> Any:
    """With everything that the library takes for granted."""
    fill = _fill_for(path)
    if fill is not None:
        for one in answer if isinstance(answer, list) else [answer]:
            if isinstance(one, dict):
                fill(one)
    return answer


@functools.cache
def _fill_for(path: str) -> Callable[[JSON], None] | None:
    return next((fill for pattern, fill in FILLED if re.fullmatch(pattern, path)), None)


def _read(answer: Any) -> Any:
    """The library takes JSON for text where its type is written in any other way than Discord's."""
    if isinstance(answer, str) and answer[:1] in ("{", "["):
        try:
            return json.loads(answer)
        except ValueError:
            return answer
    return answer
