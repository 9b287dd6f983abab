"""The panel, hung where `/support setup` was told to; hung again in the same channel it is brought up to date."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import discord

from adapters.discord.alone import alone
from adapters.discord.options import Room
from adapters.discord.panel import panel
from bot.content import OFFER


def hanger(remark: str = "") -> Callable[[Room, str], Awaitable[str]]:
    """What posts the panel; `remark` stands beneath its words, such as that it is a demonstration."""

    async def hang(room: Room, message: str) -> str:
        assert isinstance(room, discord.TextChannel)  # set-up takes no forum for it
        shown = _shown(remark)
        if message.isdecimal():
            try:
                await room.get_partial_message(int(message)).edit(**shown)
            except discord.NotFound:
                pass
            else:
                return message
        return str((await room.send(**shown)).id)

    return hang


def _shown(remark: str) -> dict[str, Any]:
    reply = panel()
    text = f"{reply.text}\n\n*{remark}*" if remark else reply.text
    return alone(replace(reply, text=text), OFFER)[0]
