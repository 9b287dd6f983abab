"""One odd event must not end the connection, and with it the others' events."""

import functools
import logging
from collections.abc import Callable
from typing import Any

import discord

log = logging.getLogger(__name__)
Parser = Callable[[dict[str, Any]], Any]
ODD = (KeyError, TypeError, ValueError, AttributeError, IndexError, discord.DiscordException)
"""What the library runs into when something is missing in an event, or is not what it should be."""


def tolerate(parsers: dict[str, Parser]) -> None:
    """Let each reader of events skip one that it cannot read."""
    for name, parse in parsers.items():
        parsers[name] = _tolerant(name, parse)
    parsers["MESSAGE_CREATE"] = _of_people(parsers["MESSAGE_CREATE"])


def _of_people(parse: Parser) -> Parser:
    """What bots and webhooks post means nothing to us: half of all messages are the echo of our own answers."""

    @functools.wraps(parse)
    def of_people(data: dict[str, Any]) -> Any:
        by_machine = data.get("webhook_id") or (data.get("author") or {}).get("bot")
        return None if by_machine else parse(data)

    return of_people


def _tolerant(name: str, parse: Parser) -> Parser:
    @functools.wraps(parse)
    def tolerant(data: dict[str, Any]) -> Any:
        if name == "READY":
            # Which shard it is for is told only where several were asked for.
            data.setdefault("shard", [0, 1])
        try:
            return parse(data)
        except ODD as odd:
            log.warning("an event %s could not be read (%s: %s)", name, type(odd).__name__, odd)
            return None

    return tolerant
