"""`/support watch` on Discord: channels by their names, and what is still missing there."""

from dataclasses import dataclass
from typing import Any

import discord

from adapters.discord.gateway import DiscordGateway
from adapters.discord.server import looked_at
from bot.content import Reply
from bot.text import escape
from handoff.acts import Act, Command
from handoff.ports import Desk
from handoff.wording import safe

NO_INTENT = (
    "- ! The **Message Content** intent is off, so I only read who mentions me there. "
    "Switch it on in Discord's developer portal."
)


@dataclass(frozen=True, slots=True)
class Watching:
    """Asks the desk, which keeps it, and then looks at the channel."""

    gateway: DiscordGateway
    desk: Desk

    async def run(self, interaction: discord.Interaction[Any], act: Act) -> Reply:
        reply = await self.desk.receive(act)
        guild = interaction.guild_id
        if guild is None or reply.notice:
            return reply
        self.gateway.where.forget(guild)
        given = act.body.given if isinstance(act.body, Command) else {}
        chosen = given.get("channel", "") if given.get("state", "on") == "on" else ""
        text = self._named(reply.text, guild)
        return Reply("\n".join((text, *await self._missing(guild, chosen.rpartition(":")[2]))))

    def _named(self, text: str, guild: int) -> str:
        """With the names that people know."""
        server = self.gateway.client.get_guild(guild)
        for room in server.text_channels if server else ():
            text = text.replace(safe(f"discord:{guild}:{room.id}"), escape(f"#{room.name}"))
        return text

    async def _missing(self, guild: int, channel: str) -> list[str]:
        """What I still need where I am to answer."""
        if not channel.isdecimal():
            return []
        try:
            server = await looked_at(self.gateway.client, guild)
        except discord.HTTPException:
            return ["- ! I could not look at that channel just now; `/support doctor` looks again."]
        room = server.rooms.get(int(channel))
        lacking = server.missing(room, "watch") if room else ()
        lines = [f"- ! I still need **{need.shown}** there {need.why}." for need in lacking]
        return lines + [NO_INTENT] * (not self.gateway.state.reads_content)
