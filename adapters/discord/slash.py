"""The customer's commands: `/help`, `/track` and the like, and *Report phishing* in a message's menu."""

import re
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from adapters.discord import wording
from adapters.discord.answers import Answers, Interaction, quietly
from adapters.discord.aside import Aside
from adapters.discord.customers import Customers
from adapters.discord.ids import person_id
from adapters.discord.messages import words_of
from adapters.discord.panel import pointer
from adapters.discord.parts import Parts
from bot.content import OFFER, Reply
from bot.events import Body, Opened, Press, Said
from bot.gathering import MOST_KEPT
from bot.text import clean, defanged, shorten
from bot.turns import centre
from bot.wording import Words
from bot.writes import ConfirmationRow

Built = app_commands.Command[Any, ..., None] | app_commands.ContextMenu
ANYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
EVIDENCE = 1500
_ORDER = re.compile(r"[\w.-]{1,40}")


@dataclass(frozen=True, slots=True)
class Slash:
    """What customers can command, in direct messages and in servers alike."""

    parts: Parts
    customers: Customers
    answers: Answers
    aside: Aside

    def build(self) -> Iterator[Built]:
        """Everything that is offered everywhere."""
        yield self._command("help", "See what I can help with", self._help)
        yield self._command("track", "See where an order is", self._track)
        yield self._command("refund", "Get money back, or see where a refund stands", self._refund)
        yield self._command("messages", "Read the confirmations kept for you", self._messages)
        yield self._command("privacy", "See what is kept about you and how to have it erased", self._privacy)
        yield self._command("human", "Talk to a person", self._human)
        yield app_commands.ContextMenu(name="Report phishing", callback=self._report, allowed_contexts=ANYWHERE)

    def _command(self, name: str, help: str, run: Any) -> app_commands.Command[Any, ..., None]:
        return app_commands.Command(name=name, description=help, callback=run, allowed_contexts=ANYWHERE)

    async def _help(self, interaction: Interaction) -> None:
        await self._does(interaction, Opened())

    @app_commands.describe(order="The order's number, if you know it")
    async def _track(self, interaction: Interaction, order: str | None = None) -> None:
        await self._does(interaction, _about("order_status", "track", order))

    @app_commands.describe(order="The order's number, if you know it")
    async def _refund(self, interaction: Interaction, order: str | None = None) -> None:
        await self._does(interaction, _about("refund_request", "refund", order))

    async def _human(self, interaction: Interaction) -> None:
        await self._does(interaction, Press(OFFER, "human"))

    async def _does(self, interaction: Interaction, body: Body) -> None:
        """Stored first, then the way to the answer is shown to them alone."""
        await self._beneath(interaction, self._acted(interaction, body))

    async def _beneath(self, interaction: Interaction, work: Coroutine[Any, Any, Reply]) -> None:
        async with self.aside.beneath(interaction):
            await self.answers.after(interaction, work, otherwise=quietly)

    async def _acted(self, interaction: Interaction, body: Body) -> Reply:
        await self.customers.acted(interaction, body)
        there = await pointer(self.parts, interaction)
        return Reply(wording.HERE_BELOW) if there == Reply() else there

    async def _messages(self, interaction: Interaction) -> None:
        await self._beneath(interaction, self._centre(interaction))

    async def _centre(self, interaction: Interaction) -> Reply:
        where = {"team": self.parts.team, "conversation": person_id(interaction.user.id)}
        rows = await self.parts.store.find(ConfirmationRow, where, order=("at",), newest_first=True, limit=MOST_KEPT)
        return centre.alone(rows, Words(self.parts.clock.now()))

    async def _privacy(self, interaction: Interaction) -> None:
        await self.answers.respond(interaction, Reply(wording.PRIVACY))

    async def _report(self, interaction: Interaction, message: discord.Message) -> None:
        await self._beneath(interaction, self._reported(interaction, message))

    async def _reported(self, interaction: Interaction, message: discord.Message) -> Reply:
        """The message is kept as evidence, its links made harmless and its files with it."""
        files, refused = await self.customers.attachments.taken(message.attachments)
        words = f"I want to report phishing. {_evidence(message)}"
        said = Said(words, f"report/{interaction.id}", files, refused)
        await self.customers.acted(interaction, said)
        return Reply(wording.REPORTED)


def _evidence(message: discord.Message) -> str:
    who = sender(message.author.display_name, message.author.id)
    return f"This message came from {who}:\n{defanged(shorten(clean(words_of(message)), EVIDENCE))}"


def sender(name: str, id: int) -> str:
    """Who it was. One id in ten would pass for a card's number, and be hidden, unless it is called a reference."""
    return f"{clean(name)[:80]} (Discord reference {id})"


def _about(intent: str, verb: str, order: str | None) -> Press:
    number = (order or "").strip().lstrip("#")
    return Press(OFFER, f"{verb}:{number}" if _ORDER.fullmatch(number) else f"topic:{intent}")
