"""The desk's verbs as Discord's commands: `/case claim`, `/desk find`, `/support policy show`, and one in a menu.

They are built from `handoff.commands`, where they are defined once; nothing is decided
here. Discord hides `/support` from those without Manage Server, but an owner can change
that, so who may do what is asked of the desk each time.
"""

from collections.abc import Awaitable, Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any

import discord
import structlog
from discord import app_commands

from adapters.discord.answers import LOST
from adapters.discord.completing import Choices, Completing
from adapters.discord.follow_ups import FollowUps
from adapters.discord.ids import channel_place, dm_place
from adapters.discord.options import COMPLETED, HELP, Here, Value, given, parameters, signature
from adapters.discord.responding import is_answered, think
from adapters.discord.roles import Roles
from adapters.discord.rows import ThreadRow
from bot.content import Reply
from bot.events import Place
from bot.writes import StoreUnavailable
from handoff.acts import Act, Command, Teammate
from handoff.commands import COMMANDS, Parameter, Spec
from handoff.ports import Clock, Desk, Store
from handoff.routing import case_in, thread_of

Interaction = discord.Interaction[Any]
Completer = Callable[[Interaction, str], Coroutine[Any, Any, Choices]]
Built = app_commands.Group | app_commands.ContextMenu
NOT_SAVED = "That could not be saved just now, so nothing was done. Please try again."
NO_WORDS = "That message has no words I could send."
FILES_STAY = "Its files were not sent: post them in the thread yourself, or use a link."
BROKEN = (
    "That did not work, and the operator's log says why. Please try again; if you can't wait, use the card's buttons."
)
CHANGED = "This command has just changed. Please type it again: Discord shows you the new one in a moment."
SEND = "Send to customer"
GROUPS = {
    "case": "Work on a customer's case",
    "desk": "Look things up, and answer what many ask",
    "support": "Set up and look after the support desk",
}

log = structlog.get_logger("discord")


OUT_OF_DATE = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch, app_commands.TransformerError)
Special = Callable[[Interaction, Act], Awaitable[Reply]]
"""Does a verb that is more than the desk's on Discord."""


@dataclass(frozen=True, slots=True)
class Commands:
    """Everything staff and admins can command."""

    store: Store
    desk: Desk
    clock: Clock
    roles: Roles
    answers: FollowUps
    team: str
    words_of: Callable[[discord.Message], str]
    """A message as our own markup."""
    special: dict[str, Special]

    def build(self) -> Iterator[Built]:
        """As a server is offered them."""
        groups = {name: _group(name, help) for name, help in GROUPS.items()}
        inner: dict[tuple[str, str], app_commands.Group] = {}
        for spec in COMMANDS.values():
            first, _, second = spec.name.partition(" ")
            group = groups[spec.group]
            if second and (spec.group, first) not in inner:
                inner[spec.group, first] = app_commands.Group(
                    name=first, description=f"The team's {first}", parent=group
                )
            parent = inner[spec.group, first] if second else group
            parent.add_command(self._slash(spec, second or first))
        yield from groups.values()
        yield app_commands.ContextMenu(name=SEND, callback=self._send)

    def _slash(self, spec: Spec, name: str) -> app_commands.Command[Any, ..., None]:
        asked = tuple(parameters(spec))

        async def invoke(interaction: Interaction, **values: Value | None) -> None:
            await self._run(interaction, spec, asked, values)

        # The library reads a command's options from the signature of its function.
        invoke.__signature__ = signature(asked)  # type: ignore[attr-defined]  # discord.py reads the options from it
        described = app_commands.describe(**{p.name: (p.help or p.name)[:HELP] for p in asked})(invoke)
        command: app_commands.Command[Any, ..., None] = app_commands.Command(
            name=name, description=spec.help[:HELP], callback=described
        )
        for parameter in asked:
            if parameter.kind in COMPLETED:
                command.autocomplete(parameter.name)(self._completer(spec, parameter))
        return command

    def _completer(self, spec: Spec, parameter: Parameter) -> Completer:
        completing = Completing(self.desk, self.roles, self.team)

        async def complete(interaction: Interaction, current: str) -> Choices:
            return await completing.choices(interaction, spec, parameter, str(current))

        return complete

    async def _run(
        self, interaction: Interaction, spec: Spec, asked: tuple[Parameter, ...], values: dict[str, Value | None]
    ) -> None:
        """Acknowledge, find out who it is and where, and let the desk decide."""
        if await acknowledged(interaction):
            here = Here(interaction.guild_id or 0, interaction.channel_id or 0)
            typed = given(asked, values, here)
            command = Command(spec.name, int(typed.pop("case", 0)), typed)
            await self._answer(interaction, command)

    async def _send(self, interaction: Interaction, message: discord.Message) -> None:
        """A message's words to the customer, as a reply of whoever owns the case."""
        if not await acknowledged(interaction):
            return
        text = self.words_of(message)
        if not text.strip():
            await self.answers.follow_up(interaction, Reply(NO_WORDS, notice=True))
            return
        left = FILES_STAY if message.attachments else ""
        await self._answer(interaction, Command("reply", 0, {"text": text}), left)

    async def _answer(self, interaction: Interaction, command: Command, besides: str = "") -> None:
        try:
            by = await self.roles.of(interaction)
            reply = await self._decided(interaction, by, command)
        except StoreUnavailable:
            reply = Reply(NOT_SAVED, notice=True)
        if reply == Reply():
            reply = Reply("Done.")
        if besides and not reply.notice:
            reply = Reply(f"{reply.text}\n{besides}", reply.card, reply.question, reply.offers)
        await self.answers.follow_up(interaction, reply)

    async def failed(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        """Whatever went wrong, nobody is left looking at "is thinking"."""
        cause = getattr(error, "original", error)
        log.error("discord.command_failed", interaction=interaction.id, error=type(cause).__name__, exc_info=cause)
        words = CHANGED if isinstance(error, OUT_OF_DATE) else BROKEN
        if is_answered(interaction) or await acknowledged(interaction):
            await self.answers.follow_up(interaction, Reply(words, notice=True))

    async def _decided(self, interaction: Interaction, by: Teammate, command: Command) -> Reply:
        place = await self.place(interaction)
        case = command.case or (case_in(place) if _needs_case(command) else 0)
        known = Command(command.verb, case, command.given)
        key, alone_with = f"discord:i:{interaction.id}", dm_place(interaction.user.id)
        act = Act(key, self.team, place, by, self.clock.now(), known, alone_with)
        if special := self.special.get(command.verb):
            return await special(interaction, act)
        return await self.desk.receive(act)

    async def place(self, interaction: Interaction) -> Place:
        """Where a command was given: a case's thread by its symbolic name, else the channel."""
        here = str(interaction.channel_id or 0)
        found = await self.store.find(ThreadRow, {"team": self.team, "thread": here}, limit=1)
        if found:
            return thread_of(channel_place(found[0].guild, found[0].channel), found[0].case)
        return channel_place(interaction.guild_id or 0, here)


def _needs_case(command: Command) -> bool:
    spec = COMMANDS.get(command.verb)
    return spec is not None and spec.needs_case


def _group(name: str, help: str) -> app_commands.Group:
    """Discord shows `/support` to admins alone, unless they decide otherwise."""
    shown_to = discord.Permissions(manage_guild=True) if name == "support" else None
    return app_commands.Group(name=name, description=help, guild_only=True, default_permissions=shown_to)


async def acknowledged(interaction: Interaction) -> bool:
    """Within the three seconds Discord waits. If it is too late or another copy was faster, nothing is done."""
    try:
        await think(interaction)
    except LOST as no:
        log.warning("discord.not_acknowledged", error=str(no)[:300], interaction=interaction.id)
        return False
    return True
