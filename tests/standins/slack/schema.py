"""Parameter names held against Slack's OpenAPI file of 2021, and what is newer than it."""

import json
import os
from collections import Counter
from functools import cache
from pathlib import Path

from .errors import JSON

VARIABLE = "SLACK_OPENAPI"
NEXT_DOOR = Path(__file__).parents[4] / "shared" / "specs" / "slack-web-openapi.json"
NEWER: dict[str, frozenset[str]] = {
    method: frozenset(names.split())
    for method, names in {
        "agents.sessions.setStatus": "channel_id thread_ts status title initiator_user_id icon_emoji icon_url username",
        "apps.connections.open": "",
        "assistant.threads.setStatus": "channel_id thread_ts status loading_messages icon_emoji icon_url username",
        "assistant.threads.setSuggestedPrompts": "channel_id thread_ts title prompts",
        "assistant.threads.setTitle": "channel_id thread_ts title",
        "auth.test": "",
        "bots.info": "bot team_id",
        "chat.postEphemeral": "icon_emoji icon_url username markdown_text",
        "chat.postMessage": "metadata markdown_text unfurl_links unfurl_media client_msg_id",
        "chat.update": "metadata markdown_text reply_broadcast file_ids blocks unfurl_links unfurl_media",
        "conversations.create": "team_id",
        "conversations.history": "include_all_metadata",
        "conversations.info": "include_num_members",
        "conversations.invite": "force",
        "conversations.join": "",
        "conversations.list": "team_id",
        "conversations.open": "prevent_creation",
        "conversations.replies": "include_all_metadata",
        "dnd.info": "team_id",
        "dnd.teamInfo": "team_id",
        "files.completeUploadExternal": "files channel_id channels thread_ts initial_comment blocks",
        "files.getUploadURLExternal": "filename length snippet_type alt_txt",
        "oauth.v2.access": "grant_type refresh_token",
        "reactions.get": "",
        "team.info": "domain query_domain",
        "usergroups.list": "team_id",
        "usergroups.users.list": "team_id",
        "users.conversations": "team_id",
        "users.info": "",
        "users.list": "team_id",
        "views.open": "interactivity_pointer",
        "views.push": "interactivity_pointer",
    }.items()
}
"""By method, the parameters (and whole methods) that Slack's reference has and the file of 2021 lacks."""
EVERYWHERE = frozenset(("token",))


class Schema:
    """Off without the file; `why_off` says so. What is unknown is noted, and warned of as Slack does."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or Path(os.environ.get(VARIABLE) or NEXT_DOOR)
        self.unknown: Counter[tuple[str, str]] = Counter()
        there = self.path.is_file()
        self.why_off = "" if there else f"there is no {self.path} (set {VARIABLE} to Slack's OpenAPI file)"

    @property
    def on(self) -> bool:
        return not self.why_off

    def check(self, method: str, params: JSON) -> list[str]:
        """The names in a call that the method does not have."""
        if not self.on:
            return []
        known = self.known(method)
        strange = [one for one in params if one not in known] if known else []
        self.unknown.update((method, one) for one in strange)
        return strange

    def known(self, method: str) -> frozenset[str]:
        if method not in NEWER and method not in _read(self.path):
            return frozenset()
        return _read(self.path).get(method, frozenset()) | NEWER.get(method, frozenset()) | EVERYWHERE


@cache
def _read(path: Path) -> dict[str, frozenset[str]]:
    spec: JSON = json.loads(path.read_text())
    return {
        way.lstrip("/"): frozenset(one["name"] for verb in verbs.values() for one in verb.get("parameters", ()))
        for way, verbs in spec["paths"].items()
    }
