"""The customer's side: what people write and press becomes events of the service."""

import logging
from dataclasses import dataclass

import discord

from adapters.discord import wording
from adapters.discord.attachments import Attachments
from adapters.discord.dms import Dms
from adapters.discord.ids import channel_place, dm_place, person_id
from adapters.discord.live import Live
from adapters.discord.messages import is_blank, key_of, ref_of, words_of
from adapters.discord.parts import Parts
from adapters.discord.waiting import Waiting
from bot.events import Body, Inbound, Person, Place, Said
from bot.writes import StoreUnavailable

log = logging.getLogger(__name__)
UNSHOWN = "(something I cannot show)"
User = discord.User | discord.Member


@dataclass(frozen=True, slots=True)
class Customers:
    """Takes what customers do; each thing is stored before it is acknowledged."""

    parts: Parts
    attachments: Attachments
    dms: Dms
    waiting: Waiting
    live: Live

    async def wrote(self, message: discord.Message, me: int) -> bool:
        """In private: a DM, or the thread that stands for one. True once it is durable."""
        user = message.author
        if is_blank(message):
            return True
        if isinstance(message.channel, discord.DMChannel) or message.channel.type is discord.ChannelType.private:
            await self.dms.wrote(user.id, message.channel.id)
        return await self._said(message, me, dm_place(user.id), None)

    async def called(self, message: discord.Message, me: int, guild: int) -> bool:
        """Where others read along: only what may be said there is answered there."""
        user = message.author
        await self.dms.came(user.id, guild)
        self.live.called(user.id, message.channel.id, message.id)
        place = channel_place(guild, message.channel.id, public=True)
        return await self._said(message, me, place, dm_place(user.id))

    async def _said(self, message: discord.Message, me: int, place: Place, private: Place | None) -> bool:
        files, refused = await self.attachments.taken(message.attachments)
        words = words_of(message, me) or ("" if files or refused or private else UNSHOWN)
        key = key_of(message.channel.id, message.id)
        said = Said(words, ref_of(message), files, refused)
        self.waiting.begins(key, message.channel)
        try:
            await self.take(key, message.author, place, said, private)
        except StoreUnavailable:
            await apologise(message)
            return False
        return True

    async def take(self, key: str, user: User, place: Place, body: Body, private: Place | None = None) -> bool:
        """Store one event; True if it is new. Raises StoreUnavailable."""
        who = Person(person_id(user.id), user.display_name)
        event = Inbound(key, self.parts.team, place, who, self.parts.clock.now(), body, private)
        return await self.parts.service.receive(event)

    async def acted(self, interaction: discord.Interaction, body: Body, name: str = "") -> bool:
        """Something pressed, picked or commanded, wherever that was: it goes on in private."""
        user = interaction.user
        if interaction.guild_id is not None:
            await self.dms.came(user.id, interaction.guild_id)
        elif interaction.channel_id is not None:
            await self.dms.wrote(user.id, interaction.channel_id)
        return await self.take(f"discord:i:{interaction.id}{name}", user, dm_place(user.id), body)


async def apologise(message: discord.Message) -> None:
    """It is not durable, so the person is told instead of being left waiting; once per message."""
    try:
        await message.channel.send(wording.NOT_KEPT, nonce=str(message.id))
    except (discord.DiscordException, OSError):
        log.error("a message could not be stored, nor its writer told")
