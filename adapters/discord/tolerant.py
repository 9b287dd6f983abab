"""One odd event must not end the connection, and with it the others' events."""

import functools
import json
import logging
from collections.abc import Callable
from typing import Any

import discord
from discord.gateway import DiscordWebSocket

from adapters.discord import filling, filling_acts
from adapters.discord.shown import JSON

log = logging.getLogger(__name__)
Parser = Callable[[JSON], Any]
INCOMPLETE = (KeyError, TypeError, ValueError, AttributeError, IndexError)
ODD = (*INCOMPLETE, discord.DiscordException)
"""What the library runs into when something is missing in an event, or is not what it should be."""
FILLED: dict[str, Callable[[JSON], None]] = {
    "MESSAGE_CREATE": filling.message,
    "MESSAGE_UPDATE": filling.edit,
    "GUILD_CREATE": filling.guild,
    "GUILD_UPDATE": filling.guild,
    "CHANNEL_CREATE": filling.channel,
    "CHANNEL_UPDATE": filling.channel,
    "THREAD_CREATE": filling.channel,
    "THREAD_UPDATE": filling.channel,
    "THREAD_LIST_SYNC": filling.threads,
    "GUILD_MEMBER_UPDATE": filling.member,
}
FIRST = ('"READY"', '"RESUMED"')


def tolerate(connection: Any) -> None:
    """Let each reader of events have what it needs, and skip an event that it cannot read all the same."""

    def interaction(data: JSON) -> None:
        filling_acts.interaction(data, connection.application_id or 0)

    fills = FILLED | {"INTERACTION_CREATE": interaction}
    for name, parse in connection.parsers.items():
        connection.parsers[name] = _tolerant(name, parse, fills.get(name))
    connection.parsers["MESSAGE_CREATE"] = _of_people(connection.parsers["MESSAGE_CREATE"])


def _of_people(parse: Parser) -> Parser:
    """What bots and webhooks post means nothing to us: half of all messages are the echo of our own answers."""

    @functools.wraps(parse)
    def of_people(data: JSON) -> Any:
        by_machine = data.get("webhook_id") or (data.get("author") or {}).get("bot")
        return None if by_machine else parse(data)

    return of_people


def _tolerant(name: str, parse: Parser, fill: Callable[[JSON], None] | None) -> Parser:
    @functools.wraps(parse)
    def tolerant(data: JSON) -> Any:
        try:
            if fill is not None:
                fill(data)
            return parse(data)
        except ODD as odd:
            log.warning("an event %s could not be read (%s: %s)", name, type(odd).__name__, odd)
            return None

    return tolerant


_received = DiscordWebSocket.received_message


async def _receive(line: DiscordWebSocket, frame: Any, /) -> None:
    """The library reads the first event of a session by itself, and breaks off where that is incomplete."""
    text = line._decompressor.decompress(frame) if type(frame) is bytes else frame
    if text is None:
        return
    if any(name in text for name in FIRST):
        text = _whole(line, text)
    await _received(line, text)


def _whole(line: DiscordWebSocket, text: str) -> str:
    told = json.loads(text)
    if told.get("t") not in ("READY", "RESUMED"):
        return text
    told["d"] = told.get("d") or {}
    if told["t"] == "READY":
        told.setdefault("s", 1)
        shard = (line.shard_id or 0, line.shard_count or 1)
        filling.greeting(told["d"], shard, str(line.gateway))
    return json.dumps(told)


def tolerate_frames() -> None:
    """For every connection of this process, as the library makes its own kind of them."""
    DiscordWebSocket.received_message = _receive  # type: ignore[method-assign]  # no other way in
