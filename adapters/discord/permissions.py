"""Which permissions we need, why, and the invite link that asks for exactly those."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import discord

Where = Literal["server", "staff", "panel", "watch"]


@dataclass(frozen=True, slots=True)
class Need:
    """One permission: its name in discord.py, the one Discord shows, and what does not work without it."""

    name: str
    shown: str
    why: str
    where: tuple[Where, ...]
    """The whole server, the channels where staff see cases, the one where customers find us, or one we watch."""
    required: bool = True
    """Without one that is not, something is plainer; with none of the others Baton can work."""


NEEDS: tuple[Need, ...] = (
    Need("view_channel", "View Channels", "to see the channels it works in", ("staff", "panel", "watch")),
    Need("send_messages", "Send Messages", "to post a case's card and the support panel", ("staff", "panel", "watch")),
    Need("embed_links", "Embed Links", "to show cards", ("staff", "panel")),
    Need("attach_files", "Attach Files", "to carry photos between customers and staff", ("staff", "panel")),
    Need("read_message_history", "Read Message History", "to catch up after it was away", ("staff", "panel", "watch")),
    Need("create_public_threads", "Create Public Threads", "to give each case its thread", ("staff",)),
    Need("send_messages_in_threads", "Send Messages in Threads", "to talk in a case's thread", ("staff", "panel")),
    Need("manage_threads", "Manage Threads", "to close a case's thread, and open it again", ("staff",)),
    Need("add_reactions", "Add Reactions", "to tick staff's words when they have arrived", ("staff",)),
    Need(
        "manage_webhooks",
        "Manage Webhooks",
        "to show a customer's words under the customer's name; without it they stand in a box",
        ("staff",),
        required=False,
    ),
    Need(
        "create_private_threads",
        "Create Private Threads",
        "to answer customers whose direct messages are closed",
        ("panel",),
        required=False,
    ),
    Need(
        "manage_channels",
        "Manage Channels",
        "to make the staff channel at set-up; may be taken away afterwards",
        ("server",),
        required=False,
    ),
)


def wanted() -> discord.Permissions:
    """All of them, as the invite link asks for them."""
    return discord.Permissions(**{need.name: True for need in NEEDS})


def invite(application: int) -> str:
    """The link with which an admin adds the bot to a server."""
    return discord.utils.oauth_url(application, permissions=wanted(), scopes=("bot", "applications.commands"))


def missing(have: discord.Permissions, where: Where) -> tuple[Need, ...]:
    """What is not granted there."""
    return tuple(need for need in NEEDS if where in need.where and not getattr(have, need.name))


def named(needs: Iterable[Need]) -> str:
    """As Discord's own settings call them."""
    return ", ".join(need.shown for need in needs)
