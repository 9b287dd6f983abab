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
