"""Everything the way in is made of, and the addresses of Slack itself."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from bot.content import Reply
from bot.events import Inbound
from bot.policy import Policy, policy_of
from bot.ports import Shop
from bot.writes import InboxRow, SettingRow, micros
from handoff.ports import Clock, Desk, Files, Service, Store


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where Slack is; a proxy or a stand-in may be in its place."""

    api: str = "https://slack.com/api/"
    files: str = "https://files.slack.com"

    @property
    def file_origins(self) -> frozenset[str]:
        """The only origins that files are fetched from, and that ever see a token."""
        own = urlsplit(self.files)
        return frozenset({"https://files.slack.com", f"{own.scheme}://{own.netloc}"})


class Take(Protocol):
    """Stores an event and queues it; something to wait for, or None if its key was there before."""

    async def __call__(self, row: InboxRow, /) -> object: ...


@dataclass(frozen=True, slots=True)
class Later:
    """How what takes time is stored first, and finished once Slack has its answer."""

    take: Take
    safe: Callable[[Inbound], Awaitable[Inbound]]
    """The event as it may be stored: with its secrets hidden."""
    answer: Callable[[InboxRow], Awaitable[object]]
    """Decides a customer's stored event."""
    gives_up: Callable[[InboxRow, Exception], Awaitable[object]]
    """Calls a person for a customer's event that cannot be decided."""
    act: Callable[[InboxRow], Awaitable[Reply]]
    """Decides a teammate's stored act."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What is handed in by the one who joins the adapter to the app."""

    store: Store
    service: Service
    desk: Desk
    files: Files
    clock: Clock
    endpoints: Endpoints = Endpoints()
    command: str = "baton"
    """The slash command's name."""
    team: str = "main"
    """The team of a workspace that is there by its own token; others are as `WorkspaceRow` says."""
    remark: str = ""
    """Stands beneath whatever customers are told, such as that this is a demonstration."""
    later: Later | None = None
    """Without it files are fetched before Slack has its answer."""
    shop: Shop | None = None
    """Where App Home reads why somebody probably comes."""

    def now(self) -> int:
        return micros(self.clock.now())

    async def policy(self, team: str) -> Policy:
        """The team's settings as they are now."""
        rows = await self.store.find(SettingRow, {"team": team})
        return policy_of({row.name: row.value for row in rows})
