"""Buttons, menus and forms: one family of items that outlives every restart.

What a component does stands in its custom_id, so nothing has to be remembered. Two
presses at once, or the same one delivered twice, act once: the interaction's id is the key.
"""

import logging
import re
from dataclasses import dataclass
from typing import Any, Protocol, Self

import discord

from adapters.discord import wording
from adapters.discord.answers import LOST, Answers, Interaction, quietly
from adapters.discord.aside import Aside
from adapters.discord.customers import Customers
from adapters.discord.forms import WRITE, command_named, form_named, modal_of, values_of, write_form
from adapters.discord.ids import CUSTOM_ID, Pressed, case_of_ask, is_offer, read_custom_id, read_option
from adapters.discord.panel import pointer
from adapters.discord.parts import Parts
from adapters.discord.responding import FORM, respond
from adapters.discord.rows import ValueRow
from adapters.discord.staff_room import StaffRoom
from bot.content import Form, Reply
from bot.events import Body, Filled, Press, Said
from handoff.commands import COMMANDS, form_of, pressed

log = logging.getLogger(__name__)
SEEN = "baton.pressed"
Item = discord.ui.Item[Any]


class TakesPresses(Protocol):
    """A client that knows what to do with a press."""

    presses: "Presses"


class Component(discord.ui.DynamicItem[Item], template=re.compile(CUSTOM_ID, re.DOTALL)):
    """Every button and every menu of ours, whenever it was posted."""

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: Item, match: re.Match[str], /) -> Self:
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:
        client: TakesPresses = interaction.client
        await client.presses.component(interaction)


@dataclass(frozen=True, slots=True)
class Presses:
    """What components and forms do."""

    parts: Parts
    customers: Customers
    staff_room: StaffRoom
    answers: Answers
    aside: Aside

    async def component(self, interaction: Interaction) -> None:
        """A button or a menu; told twice of the same one, it is done once."""
        if SEEN in interaction.extras:
            return
        interaction.extras[SEEN] = True
        data: Any = interaction.data or {}
        what = read_custom_id(str(data.get("custom_id", "")))
        if what is None:
            await self.answers.say(interaction, wording.OLD_BUTTON)
            return
        picked = tuple(str(value) for value in data.get("values") or ())
        if form := _form_first(what, picked):
            await _open(interaction, form)
            return
        await self._done(interaction, what, picked)

    async def submitted(self, interaction: Interaction) -> None:
        """A form that was sent in."""
        data: Any = interaction.data or {}
        name, values = form_named(data), values_of(data)
        if name is None:
            await self.answers.say(interaction, wording.OLD_BUTTON)
        elif command := command_named(name, values):
            await self.answers.after(
                interaction,
                self.staff_room.does(interaction, command),
                otherwise=self._done_quietly,
                failed=wording.NOT_KEPT_STAFF,
            )
        else:
            words = Said(values.get("words", ""), f"form/{interaction.id}")
            await self._customer(interaction, words if name == WRITE else Filled(name, values))

    async def _done(self, interaction: Interaction, what: Pressed, picked: tuple[str, ...]) -> None:
        ask, value = await self._meant(what, picked)
        if not ask:
            await self.answers.say(interaction, wording.OLD_BUTTON)
        elif (case := case_of_ask(ask)) is not None:
            work = self.staff_room.does(interaction, pressed(value, case))
            await self.answers.after(interaction, work, otherwise=quietly, failed=wording.NOT_KEPT_STAFF)
        else:
            await self._customer(interaction, Press(ask, value))

    async def _meant(self, what: Pressed, picked: tuple[str, ...]) -> tuple[str, str]:
        """The question and its answer; what was too long for Discord is looked up."""
        if what.digest:
            return await self._kept(what.digest)
        if not picked and not what.menu:
            return what.ask, what.value
        values = [value or (await self._kept(digest))[1] for value, digest in map(read_option, picked)]
        return what.ask, ",".join(value for value in values if value)

    async def _kept(self, digest: str) -> tuple[str, str]:
        rows = await self.parts.store.find(ValueRow, {"team": self.parts.team, "digest": digest}, limit=1)
        return (rows[0].ask, rows[0].value) if rows else ("", "")

    async def _customer(self, interaction: Interaction, body: Body) -> None:
        """Stored first; then the press is acknowledged, or the way to the answer is shown."""
        async with self.aside.beneath(interaction):
            await self.answers.after(interaction, self._acted(interaction, body), otherwise=quietly)

    async def _acted(self, interaction: Interaction, body: Body) -> Reply:
        await self.customers.acted(interaction, body)
        return await pointer(self.parts, interaction)

    async def _done_quietly(self, interaction: Interaction) -> None:
        if interaction.message is not None:
            await quietly(interaction)
        else:
            await self.answers.say(interaction, "Done.")


def _form_first(what: Pressed, picked: tuple[str, ...]) -> Form | None:
    """The form that must be the first response: nothing may be looked up before it."""
    value = picked[0] if what.menu and len(picked) == 1 else what.value
    if is_offer(what.ask) and value == WRITE:
        return write_form()
    case = case_of_ask(what.ask)
    spec = COMMANDS.get(value) if case is not None else None
    return form_of(spec, case or 0) if spec is not None else None


async def _open(interaction: Interaction, form: Form) -> None:
    try:
        await respond(interaction, FORM, modal_of(form).to_dict())
    except LOST as no:
        log.warning("a form was not taken: %s", type(no).__name__)
