"""A stand-in for Slack: Web API, events, interactivity and people, on loopback, for tests without an account."""

from .errors import InteractionFailed, Misused
from .people import Person
from .records import Channel, Group, Message, User, View
from .screens import Answer, Home, Modal
from .standin import SlackStandIn
from .workspace import Workspace

__all__ = [
    "Answer",
    "Channel",
    "Group",
    "Home",
    "InteractionFailed",
    "Message",
    "Misused",
    "Modal",
    "Person",
    "SlackStandIn",
    "User",
    "View",
    "Workspace",
]
