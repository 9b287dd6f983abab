"""A verb's parameters as the options of a slash command, and the values back as the desk reads them."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, assert_never

import discord
from discord import app_commands

from adapters.discord.ids import message_ref, person_id, role_id
from handoff.commands import Parameter, Spec

HELP = 100
CHOICES = 25
COMPLETED = ("case", "teammate", "customer", "setting", "answer")
"""Kinds whose values are typed with suggestions; people, roles and channels are Discord's own to pick."""
CASE = Parameter("case", "case", "The case's number; left out, the one whose thread this is.", required=False)
EXTRA = {"setup": (Parameter("panel", "channel", "The public channel where customers find us.", required=False),)}
"""What a verb takes on Discord besides."""
GIVEN_ALREADY = {"setup": ("space",)}
"""What Discord knows without being told."""

FOR_CUSTOMERS = ("panel", "channel")
"""Parameters that name a channel where customers write; cases may also be shown in a forum."""
Room = discord.TextChannel | discord.ForumChannel
Picked = app_commands.AppCommandChannel | app_commands.AppCommandThread
Value = str | int | bool | discord.Role | discord.User | discord.Member | Picked
_LINK = re.compile(r"<?https://\S+/channels/(?:\d{1,20}|@me)/(\d{1,20})/(\d{1,20})>?")
_PERSON = re.compile(r"<@!?(\d{1,20})>")


class Rooms(app_commands.Transformer):
    """Channels in which a message can have a thread of its own."""

    types: tuple[discord.ChannelType, ...] = (discord.ChannelType.text, discord.ChannelType.forum)

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return list(self.types)

    async def transform(self, interaction: discord.Interaction, value: Picked, /) -> Picked:
        """As Discord resolved it; what it is now is looked at later."""
        return value


class OneMessage(Rooms):
    """Channels in which the panel can hang, and every message be meant for us."""

    types: tuple[discord.ChannelType, ...] = (discord.ChannelType.text,)


def parameters(spec: Spec) -> Iterator[Parameter]:
    """As they are asked for on Discord."""
    yield from (p for p in spec.parameters if p.name not in GIVEN_ALREADY.get(spec.name, ()))
    yield from EXTRA.get(spec.name, ())
    if spec.needs_case:
        yield CASE


def signature(asked: tuple[Parameter, ...]) -> inspect.Signature:
    """What the library reads a command's options from."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    own = inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction[Any])
    options = [
        inspect.Parameter(
            p.name, keyword, annotation=_shape(p), default=inspect.Parameter.empty if p.required else None
        )
        for p in asked
    ]
    return inspect.Signature([own, *options])


def _shape(parameter: Parameter) -> Any:
    shape = _required(parameter)
    return shape if parameter.required else shape | None


def _required(parameter: Parameter) -> Any:
    match parameter.kind:
        case "word" | "amount" | "teammate" | "customer" | "setting" | "answer":
            return app_commands.Range[str, 1, 200]
        case "text":
            return app_commands.Range[str, 1, 4000]
        case "number" | "case":
            return app_commands.Range[int, 0, 999_999_999]
        case "yes_no":
            return bool
        case "choice":
            return Literal[parameter.choices[:CHOICES]]
        case "role":
            return discord.Role
        case "channel":
            return app_commands.Transform[Picked, OneMessage if parameter.name in FOR_CUSTOMERS else Rooms]
        case "person":
            return discord.User
        case _:
            assert_never(parameter.kind)


@dataclass(frozen=True, slots=True)
class Here:
    """Where a command was given."""

    guild: int
    channel: int


def given(asked: tuple[Parameter, ...], values: dict[str, Value | None], here: Here) -> dict[str, str]:
    """What was filled in, as the desk's commands take it."""
    return {p.name: written(p, value, here) for p in asked if (value := values.get(p.name)) is not None}


def written(parameter: Parameter, value: Value, here: Here) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case discord.Role():
            return role_id(value.id)
        case discord.User() | discord.Member():
            return person_id(value.id)
        case app_commands.AppCommandChannel() | app_commands.AppCommandThread():
            return f"discord:{here.guild}:{value.id}"
        case str() if parameter.name == "message":
            return _message(value.strip(), here)
        case str() if parameter.kind == "teammate" and (found := _PERSON.fullmatch(value.strip())):
            return person_id(int(found[1]))
        case _:
            return str(value)


def _message(text: str, here: Here) -> str:
    """A message by its link or its id; anything else is a key of ours."""
    if found := _LINK.fullmatch(text):
        return message_ref(found[1], found[2])
    return message_ref(here.channel, text) if text.isdecimal() else text
