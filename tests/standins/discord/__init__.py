"""A stand-in for Discord: HTTP, gateway and people, on loopback, for tests without an account."""

from .errors import InteractionFailed, Misused
from .guilds import GuildHandle
from .people import Person
from .permissions import Permission
from .standin import DiscordStandIn
from .world import Channel, Kind, Message, Role

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
