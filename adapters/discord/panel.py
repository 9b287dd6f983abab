"""The support panel, and the way from a public place to the private answer."""

from datetime import UTC, datetime
from typing import Any

import discord

from adapters.discord import wording
from adapters.discord.forms import WRITE
from adapters.discord.parts import Parts
from adapters.discord.rows import DmRow
from bot.content import Choice, Reply
from bot.wording import Words

REASONS = ("order_status", "refund_request", "item_problem", "billing_error")
"""What most people write about; none of it needs to be known about the one who presses."""


def panel() -> Reply:
    """The message that hangs in a channel for good; its buttons work for everybody."""
    words = Words(datetime.now(UTC))
    reasons = tuple(Choice(words.say(f"topic.{reason}"), f"topic:{reason}") for reason in REASONS)
    person = Choice(words.say("offer.human"), "human")
    return Reply(wording.PANEL, offers=(*reasons, person, Choice(wording.WRITE_TITLE, WRITE)))


async def pointer(parts: Parts, interaction: discord.Interaction[Any]) -> Reply:
    """Where the answer is, for one who acted where others are; nothing to say where it comes anyway."""
    if interaction.guild_id is None:
        return Reply()
    rows = await parts.store.find(DmRow, {"team": parts.team, "user": str(interaction.user.id)}, limit=1)
    row = rows[0] if rows else DmRow(parts.team, "")
    if row.closed and row.thread:
        return Reply() if row.thread == str(interaction.channel_id) else _there(f"<#{row.thread}>")
    if row.closed:
        return Reply(wording.HERE_ALONE)
    return _there(f"https://discord.com/channels/@me/{row.channel}" if row.channel else "my direct message to you")


def _there(link: str) -> Reply:
    return Reply(wording.GOES_ON_IN_DM.format(link=link))
