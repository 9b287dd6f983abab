"""What Discord's refusals mean, in words staff can act on."""

import discord

from adapters.discord.permissions import NEEDS
from adapters.discord.rest import No
from handoff.ports import Outcomes

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK, UNKNOWN_EMOJI = 10003, 10008, 10015, 10014
OLD_EDITS, TOO_LARGE = 30046, 40005
MISSING_ACCESS, CANNOT_DM, MISSING_PERMISSION, ARCHIVED, NO_MUTUAL_GUILD = 50001, 50007, 50013, 50083, 50278
REACTION_BLOCKED, HAS_THREAD, LOCKED, TOO_MANY_THREADS = 90001, 160004, 160005, 160006
HOOK_GONE = (UNKNOWN_WEBHOOK, 50027)
"""Deleted, or its token is no longer good."""
DMS_CLOSED = (CANNOT_DM, NO_MUTUAL_GUILD)

WORDS = {
    UNKNOWN_CHANNEL: "The Discord channel or thread is gone",
    UNKNOWN_MESSAGE: "The message was deleted on Discord",
    TOO_LARGE: "The files are larger than Discord takes",
    CANNOT_DM: "They don't take direct messages from this bot (closed, or the bot is blocked)",
    NO_MUTUAL_GUILD: "They share no server with this bot any more, so it can't write to them",
    LOCKED: "The thread is locked",
    TOO_MANY_THREADS: "The server has as many active threads as Discord allows",
    20009: "Discord holds the content to be explicit and does not show it to them",
    50009: "The channel asks for a higher level of verification",
    200000: "The server's AutoMod blocked it",
}
WAITS = {40003: 60.0, 20016: 10.0, 20022: 10.0, 20028: 5.0, OLD_EDITS: 60.0, 130000: 10.0}
"""Direct messages opened too fast, slow mode, write limits, old messages edited too often, overload: seconds."""


def outcome(no: No, client: discord.Client, outcomes: Outcomes) -> Exception:
    """What to tell delivery of a refusal nobody could work around."""
    if no.code in WAITS:
        return outcomes.busy(WAITS[no.code], "Discord asked us to slow down")
    if no.code in (MISSING_ACCESS, MISSING_PERMISSION):
        return outcomes.refused(f"The bot lacks a permission on Discord: {missing(no, client)}")
    if no.status == 413:
        return outcomes.refused(WORDS[TOO_LARGE])
    return outcomes.refused(WORDS.get(no.code) or f"Discord refused it: {no.text[:200] or no.status}")


def missing(no: No, client: discord.Client) -> str:
    """Which permission it is, as Discord's settings name it; where that is not known, which it could be."""
    shown = {need.name: need.shown for need in NEEDS}
    granted = allowed(no.channel, client)
    lacking = [name for name in no.needs if not getattr(granted, name, False)] or list(no.needs)
    channel = client.get_channel(no.channel)
    where = f" in #{channel}" if isinstance(channel, discord.abc.GuildChannel | discord.Thread) else ""
    return (" or ".join(shown.get(name, name) for name in lacking) or "unknown") + where


def allowed(channel_id: int, client: discord.Client) -> discord.Permissions | None:
    """What the bot may do in a channel; None where the client does not know it."""
    channel = client.get_channel(channel_id)
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return None
    unknown = isinstance(channel, discord.Thread) and channel.parent is None
    me: discord.Member | None = channel.guild.me
    return None if unknown or me is None else channel.permissions_for(me)
