"""The staff's side: words in a case's thread, and what is pressed or filled in there."""

import logging
from dataclasses import dataclass

import discord

from adapters.discord import wording
from adapters.discord.alone import alone
from adapters.discord.attachments import Attachments
from adapters.discord.ids import channel_place, dm_place
from adapters.discord.messages import is_blank, key_of, ref_of, words_of
from adapters.discord.parts import Parts, Roles
from adapters.discord.rows import ThreadRow
from adapters.discord.where import Where, place_of
from bot.content import Reply
from bot.events import Place, Said
from bot.text import escape
from bot.writes import SettingRow, StoreUnavailable, Writes
from handoff.acts import Act, ActBody, Command, Teammate
from handoff.commands import NotUnderstood, read_words
from handoff.routing import routing_of

log = logging.getLogger(__name__)
HINTED = "discord.hinted:"
"""Setting: that this server was told what works without the Message Content intent."""


@dataclass(frozen=True, slots=True)
class StaffRoom:
    """Takes what teammates do; who they are is looked up at each act."""

    parts: Parts
    roles: Roles
    attachments: Attachments
    where: Where

    async def wrote(self, message: discord.Message, row: ThreadRow, me: int) -> bool:
        """In a case's thread. True once it is durable."""
        if is_blank(message):
            await self._hint(message, row.guild)
            return True
        by = await self.roles.of_author(int(row.guild), message.author)
        files, refused = await self.attachments.taken(message.attachments)
        words = words_of(message, me)
        if not (words.strip() or files or refused):
            return True
        return await self._act(message, place_of(row), by, Said(words, ref_of(message), files, refused))

    async def called(self, message: discord.Message, guild: int, me: int) -> bool:
        """Mentioned in the staff channel itself: a command in words."""
        by = await self.roles.of_author(guild, message.author)
        try:
            verb = read_words(words_of(message, me))
        except NotUnderstood as wrong:
            await self._tell(message, Reply(escape(str(wrong))))
            return True
        return await self._act(message, channel_place(guild, message.channel.id), by, verb)

    async def is_staff_channel(self, guild: int, channel: int) -> bool:
        """Whether cases are shown there."""
        routing = routing_of((await self.parts.store.load(self.parts.team, "")).settings)
        places = [routing.staff_place, *(own.place for own in routing.departments.values())]
        return channel_place(guild, channel) in places

    async def _act(self, message: discord.Message, place: Place, by: Teammate, body: ActBody) -> bool:
        key = key_of(message.channel.id, message.id)
        try:
            alone_with = dm_place(message.author.id)
            act = Act(key, self.parts.team, place, by, self.parts.clock.now(), body, alone_with)
            reply = await self.parts.desk.receive(act)
        except StoreUnavailable:
            await self._tell(message, Reply(wording.NOT_KEPT_STAFF, notice=True))
            return False
        if reply != Reply():
            await self._tell(message, reply)
        return True

    async def _tell(self, message: discord.Message, reply: Reply) -> None:
        """Under what they typed, calling nobody."""
        try:
            reference = message.to_reference(fail_if_not_exists=False)
            for number, given in enumerate(alone(reply)):
                await message.channel.send(**given, reference=reference, nonce=f"{message.id}:{number}")
        except (discord.DiscordException, OSError) as no:
            log.warning("an answer in a case's thread was not taken: %s", type(no).__name__)

    async def _hint(self, message: discord.Message, guild: str) -> None:
        """Once for each server: what was typed cannot be read, and what works instead."""
        team, name = self.parts.team, HINTED + guild
        if await self.parts.store.find(SettingRow, {"team": team, "name": name}, limit=1):
            return
        await self._tell(message, Reply(wording.NO_CONTENT, notice=True))
        row = SettingRow(team, name, "yes", self.parts.now(), "discord")
        await self.parts.store.commit(Writes((row,)))

    async def does(self, interaction: discord.Interaction, command: Command) -> Reply:
        """A verb, pressed or filled in; what comes back is for the actor alone."""
        by = await self.roles.of(interaction)
        key = f"discord:i:{interaction.id}"
        place = await self.place(interaction)
        alone_with = dm_place(interaction.user.id)
        return await self.parts.desk.receive(
            Act(key, self.parts.team, place, by, self.parts.clock.now(), command, alone_with)
        )

    async def place(self, interaction: discord.Interaction) -> Place:
        """Where it happened: a case's thread by its symbolic name, else the channel."""
        channel = interaction.channel_id or 0
        if row := await self.where.case_thread(channel):
            return place_of(row)
        return channel_place(interaction.guild_id or 0, channel)
