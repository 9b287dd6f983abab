"""The app's own page: what it may do, what it hears, and its secrets, as in a Slack app manifest."""

from dataclasses import dataclass, field
from typing import Literal

from .errors import JSON, Misused

SCOPES = frozenset(
    """app_mentions:read assistant:write channels:history channels:join channels:manage channels:read chat:write
    chat:write.customize commands dnd:read files:read files:write groups:history groups:read groups:write im:history
    im:read im:write links:read mpim:history mpim:read mpim:write reactions:read reactions:write team:read
    usergroups:read users:read users:read.email""".split()
)
EVENTS: dict[str, tuple[str, ...]] = {
    "agent_session_stopped": ("assistant:write", "chat:write"),
    "app_context_changed": (),
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "app_uninstalled": (),
    "channel_created": ("channels:read",),
    "channel_archive": ("channels:read",),
    "channel_deleted": ("channels:read",),
    "channel_id_changed": ("channels:read", "groups:read", "mpim:read"),
    "channel_rename": ("channels:read",),
    "channel_shared": ("channels:read", "groups:read"),
    "channel_unarchive": ("channels:read",),
    "channel_unshared": ("channels:read", "groups:read"),
    "channel_left": ("channels:read",),
    "dnd_updated_user": ("dnd:read",),
    "file_change": ("files:read",),
    "file_deleted": ("files:read",),
    "file_shared": ("files:read",),
    "group_archive": ("groups:read",),
    "group_deleted": ("groups:read",),
    "group_left": ("groups:read",),
    "group_rename": ("groups:read",),
    "group_unarchive": ("groups:read",),
    "link_shared": ("links:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "message.mpim": ("mpim:history",),
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
    "subteam_created": ("usergroups:read",),
    "subteam_members_changed": ("usergroups:read",),
    "subteam_updated": ("usergroups:read",),
    "team_access_granted": (),
    "team_access_revoked": (),
    "team_join": ("users:read",),
    "tokens_revoked": (),
    "user_change": ("users:read",),
}
"""What can be subscribed to, and the scopes of which one is needed."""


@dataclass(slots=True, frozen=True)
class Shortcut:
    """An entry in a message's menu, or in the global one."""

    name: str
    callback_id: str
    kind: Literal["message", "global"]


@dataclass(slots=True)
class App:
    """The configuration. Everything is granted and subscribed until the test says otherwise."""

    id: str
    name: str
    signing_secret: str
    client_id: str
    client_secret: str
    token: str = "verification-token"
    scopes: set[str] = field(default_factory=lambda: set(SCOPES))
    events: set[str] = field(default_factory=lambda: set(EVENTS))
    commands: list[str] = field(default_factory=list)
    escapes_commands: bool = False
    shortcuts: list[Shortcut] = field(default_factory=list)
    messages_tab: bool = True
    messages_tab_read_only: bool = False
    home_tab: bool = True
    agent_view: bool = False
    delayed_events: bool = False
    token_rotation: bool = False
    redirect_urls: list[str] = field(default_factory=list)
    commercial_unlisted: bool = False

    def command(self, *names: str) -> None:
        """The app has these slash commands."""
        for name in names:
            if not name.startswith("/"):
                raise Misused(f"a command begins with a slash, not {name!r}")
            self.commands.append(name)

    def shortcut(self, name: str, callback_id: str, kind: Literal["message", "global"] = "message") -> None:
        self.shortcuts.append(Shortcut(name, callback_id, kind))

    def takes(self, manifest: JSON) -> None:
        """As if the app had been created from this manifest: only what it names is granted and heard."""
        features, settings = manifest.get("features", {}), manifest.get("settings", {})
        oauth, home = manifest.get("oauth_config", {}), features.get("app_home", {})
        self.scopes = set(oauth.get("scopes", {}).get("bot", ()))
        self.redirect_urls = list(oauth.get("redirect_urls", ()))
        self.events = set(settings.get("event_subscriptions", {}).get("bot_events", ()))
        if unknown := self.events - EVENTS.keys():
            raise Misused(f"the stand-in knows no events {sorted(unknown)}, only {sorted(EVENTS)}")
        self.commands = [one["command"] for one in features.get("slash_commands", ())]
        self.escapes_commands = any(one.get("should_escape") for one in features.get("slash_commands", ()))
        self.shortcuts = [
            Shortcut(one["name"], one["callback_id"], one["type"]) for one in features.get("shortcuts", ())
        ]
        self.messages_tab = bool(home.get("messages_tab_enabled"))
        self.messages_tab_read_only = bool(home.get("messages_tab_read_only_enabled"))
        self.home_tab = bool(home.get("home_tab_enabled"))
        self.agent_view = "agent_view" in features
        self.token_rotation = bool(settings.get("token_rotation_enabled"))
        self.name = features.get("bot_user", {}).get("display_name", self.name)

    def hears(self, event: str, scopes: set[str]) -> bool:
        """Subscribed, and allowed to."""
        needed = EVENTS.get(event, ())
        return event in self.events and (not needed or bool(scopes & set(needed)))
