"""Everything the way in is made of, and the addresses of Slack itself."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.policy import Policy, policy_of
from bot.writes import SettingRow, micros
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

    def now(self) -> int:
        return micros(self.clock.now())

    async def policy(self, team: str) -> Policy:
        """The team's settings as they are now."""
        rows = await self.store.find(SettingRow, {"team": team})
        return policy_of({row.name: row.value for row in rows})
