"""A stand-in for Discord: HTTP, gateway and people, on loopback, for tests without an account."""

from .errors import InteractionFailed, Misused
from .guilds import GuildHandle
from .people import Person
from .permissions import Permission
from .records import Channel, Kind, Message, Role
from .standin import DiscordStandIn

__all__ = [
    "Channel",
    "DiscordStandIn",
    "GuildHandle",
    "InteractionFailed",
    "Kind",
    "Message",
    "Misused",
    "Permission",
    "Person",
    "Role",
]
