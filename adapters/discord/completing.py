"""What could stand in an option, while it is being typed."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from adapters.discord.options import CHOICES
from adapters.discord.roles import Roles
from bot.writes import StoreUnavailable
from handoff.commands import Parameter, Spec, Suggestion, candidates
from handoff.ports import Desk

PATIENCE = 2.5
"""Seconds; Discord waits for three, and takes no suggestions after that."""
LONGEST = 100
Choices = list[app_commands.Choice[Any]]


@dataclass(frozen=True, slots=True)
class Completing:
    """Suggestions for those who may use the verb; nobody else learns a name or a number from them."""

    desk: Desk
    roles: Roles
    team: str

    async def choices(
        self, interaction: discord.Interaction[Any], spec: Spec, parameter: Parameter, typed: str
    ) -> Choices:
        """Up to 25, in time, those that begin so first."""
        try:
            async with asyncio.timeout(PATIENCE):
                if not spec.allows((await self.roles.of(interaction)).role):
                    return []
                known = await self.desk.known(self.team)
        except (TimeoutError, StoreUnavailable):
            return []
        return list(_shown(parameter, candidates(parameter, known), typed))[:CHOICES]


def _shown(parameter: Parameter, found: Sequence[Suggestion], typed: str) -> Iterator[app_commands.Choice[Any]]:
    begun = typed.strip().lstrip("#@").casefold()
    fitting = [one for one in found if begun in one.text.casefold() and len(one.text) <= LONGEST]
    for one in sorted(fitting, key=lambda each: not each.text.casefold().startswith(begun)):
        if parameter.kind in ("case", "number"):
            yield app_commands.Choice(name=f"#{one.text}", value=int(one.text))
        else:
            name = f"{one.text}: {one.help}" if parameter.kind == "setting" else one.text
            yield app_commands.Choice(name=name[:LONGEST], value=one.text)
