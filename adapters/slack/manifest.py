"""The Slack app as Baton needs it: one table of scopes, events and commands, each with its reason.

`baton slack manifest` prints it, an installation asks for it, and the doctor holds what was granted against it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

JSON = dict[str, Any]
HELP, PHISHING, SEND, NOTE = "get_help", "report_phishing", "send_to_customer", "add_note"
"""What stands in a message's menu, by the names under which Slack tells of it."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Something the app may do; what is not required has a way without it."""

    name: str
    why: str
    required: bool = True
    agent: bool = False
    """Only where the agent view is used."""


SCOPES = (
    Scope("app_mentions:read", "hear customers who mention the bot in a channel, and staff who command it so"),
    Scope("channels:history", "hear what a customer adds in a public channel's thread where the bot was called", False),
    Scope("channels:read", "see whether a public channel is shared with another organisation, and find it by name"),
    Scope("chat:write", "answer"),
    Scope("chat:write.customize", "show customers' words to staff under the customer's name", False),
    Scope("commands", "offer the slash command and the entries in a message's menu"),
    Scope("files:read", "fetch the photos that customers and staff send"),
    Scope("files:write", "pass those photos on", False),
    Scope("groups:history", "read what staff type in the cases' threads of a private channel"),
    Scope("groups:read", "see who is in the staff channel, and whether it is shared with another organisation"),
    Scope("groups:write", "make the private staff channel at /setup, and invite staff to it", False),
    Scope("im:history", "read what customers write in direct messages"),
    Scope("im:write", "write to a customer first, such as when a refund has arrived"),
    Scope("reactions:write", "tick what staff wrote once it has arrived", False),
    Scope("usergroups:read", "know who is staff by their user group; without it name people one by one", False),
    Scope("users:read", "know people's names, who is an admin, and who is a guest or from elsewhere"),
    Scope("assistant:write", "say what the bot is doing in the agent view", False, agent=True),
)
EVENTS = {
    "app_home_opened": "welcome somebody, and show their Home tab",
    "app_mention": "be called in a channel",
    "app_uninstalled": "forget a workspace that removed the app",
    "channel_id_changed": "go on in a channel that Slack gave another id",
    "channel_shared": "stop showing cases where another organisation reads along",
    "channel_unshared": "go on there",
    "message.channels": "hear what is added in a thread where the bot was called",
    "message.groups": "hear staff in the cases' threads",
    "message.im": "hear customers",
    "tokens_revoked": "forget a workspace that took the token back",
}
SHORTCUTS = (
    ("Get help with this", HELP, "Ask the shop about this message"),
    ("Report phishing", PHISHING, "Give this message to the security people"),
    ("Send to customer", SEND, "Staff: send these words to the case's customer"),
    ("Add note", NOTE, "Staff: keep these words in the case, for staff only"),
)


def scopes(*, agent: bool) -> tuple[Scope, ...]:
    return tuple(scope for scope in SCOPES if agent or not scope.agent)


def bot_scopes(*, agent: bool) -> tuple[str, ...]:
    return tuple(scope.name for scope in scopes(agent=agent))


def manifest(*, url: str = "", agent: bool = False, command: str = "baton", installs: bool = False) -> JSON:
    """What Slack's "From a manifest" takes. With a `url` Slack calls us there, else we connect by Socket Mode."""
    base = url.rstrip("/")
    called: JSON = {"request_url": f"{base}/slack/events"} if base else {}
    oauth: JSON = {"redirect_urls": [f"{base}/slack/oauth_redirect"]} if base and installs else {}
    return {
        "display_information": {
            "name": "Baton",
            "description": "Answers a shop's customers, and hands over to a person at the right moment.",
        },
        "features": _features(agent=agent, command=command, called=called),
        "oauth_config": {**oauth, "scopes": {"bot": list(bot_scopes(agent=agent))}},
        "settings": {
            "event_subscriptions": {**called, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **called},
            "org_deploy_enabled": installs,
            "socket_mode_enabled": not base,
            "token_rotation_enabled": False,
        },
    }


def _features(*, agent: bool, command: str, called: JSON) -> JSON:
    slash: JSON = {
        "command": f"/{command}",
        "description": "Help with an order; for staff, work on cases",
        "usage_hint": "help | track | refund | messages | privacy | human",
        "should_escape": True,
        **({"url": called["request_url"]} if called else {}),
    }
    shown: JSON = {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Baton", "always_online": True},
        "shortcuts": [
            {"name": name, "type": "message", "callback_id": id, "description": help} for name, id, help in SHORTCUTS
        ],
        "slash_commands": [slash],
    }
    view = {"agent_view": {"agent_description": "Help with orders, parcels and refunds"}}
    return shown | (view if agent else {})


def as_json(made: JSON) -> str:
    return json.dumps(made, indent=2, ensure_ascii=False)


def as_yaml(made: JSON) -> str:
    """The same with the reason behind each scope and event."""
    why = {scope.name: scope.why + ("" if scope.required else " (may be left out)") for scope in SCOPES} | EVENTS
    return "\n".join(_yaml(made, 0, why)) + "\n"


def _yaml(node: Any, depth: int, why: dict[str, str]) -> Iterator[str]:
    pad = "  " * depth
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, dict | list):
                yield f"{pad}{key}:"
                yield from _yaml(value, depth + 1, why)
            else:
                yield f"{pad}{key}: {json.dumps(value, ensure_ascii=False)}"
        return
    for one in node:
        if isinstance(one, dict):
            first, *more = _yaml(one, depth + 1, why)
            yield f"{pad}- {first.strip()}"
            yield from more
        else:
            reason = why.get(str(one))
            yield f"{pad}- {json.dumps(one)}" + (f" # {reason}" if reason else "")
