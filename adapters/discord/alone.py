"""A reply that only one person sees, or that answers them in a thread, as the library sends it."""

from typing import Any

import discord

from adapters.discord.ids import case_ask
from adapters.discord.render import render
from adapters.discord.shown import JSON, Message
from bot.content import Reply

HERE = case_ask(0)
"""What staff are offered is about the case of the place where they press it."""
STYLES = {style.value: style for style in discord.ButtonStyle}


def alone(reply: Reply, ask: str = HERE) -> tuple[dict[str, Any], ...]:
    """What to give to the library for each message of the reply; there is at least one."""
    return tuple(_given(message) for message in render(reply, offers_ask=ask)) or ({"content": "\u200b"},)


def _given(message: Message) -> dict[str, Any]:
    given: dict[str, Any] = {"content": message.content, "allowed_mentions": discord.AllowedMentions.none()}
    if message.embed:
        given["embed"] = discord.Embed.from_dict(message.embed)
    if message.components:
        given["view"] = _view(message.components)
    return given


def _view(rows: tuple[JSON, ...]) -> discord.ui.View:
    """Stopped from the start: presses come back by their custom_id, so the library need not keep it."""
    view = discord.ui.View(timeout=None)
    for number, row in enumerate(rows):
        for component in row["components"]:
            item = _button(component) if component["type"] == discord.ComponentType.button.value else _menu(component)
            item.row = number
            view.add_item(item)
    view.stop()
    return view


def _button(made: JSON) -> discord.ui.Item[Any]:
    return discord.ui.Button(
        style=STYLES[made["style"]], label=made["label"], custom_id=made.get("custom_id"), url=made.get("url")
    )


def _menu(made: JSON) -> discord.ui.Item[Any]:
    options = [discord.SelectOption(label=one["label"], value=one["value"]) for one in made["options"]]
    return discord.ui.Select(
        custom_id=made["custom_id"],
        placeholder=made["placeholder"],
        min_values=made["min_values"],
        max_values=made["max_values"],
        options=options,
    )
