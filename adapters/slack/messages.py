"""A Slack message as words and keys: what a person would say it says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.slack.ids import key_of, message_ref
from adapters.slack.reading import Kind, Names, heard
from adapters.slack.reading import mentioned as named
from bot.hearing.redaction import redact
from bot.text import clean

JSON = dict[str, Any]
TALK = frozenset({"", "file_share", "thread_broadcast", "me_message"})
"""Subtypes of what people write; joins, topics, reminders and bots have others."""
SLACKBOT = "USLACKBOT"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of an event, or of history."""

    team: str
    space: str
    channel: str
    kind: str
    """im, channel, group or mpim."""
    told: JSON

    @property
    def ts(self) -> str:
        return str(self.told.get("ts") or "")

    @property
    def thread(self) -> str:
        """The ts of the message it answers; empty for one that answers none."""
        root = str(self.told.get("thread_ts") or "")
        return root if root != self.ts else ""

    @property
    def user(self) -> str:
        return str(self.told.get("user") or "")

    @property
    def key(self) -> str:
        return key_of(self.space, self.channel, self.ts)

    @property
    def ref(self) -> str:
        return message_ref(self.channel, self.ts)

    @property
    def alone(self) -> bool:
        """Whether nobody but its writer and we can read it."""
        return self.kind == "im"

    @property
    def files(self) -> list[JSON]:
        return [one for one in self.told.get("files") or () if isinstance(one, dict)]


def kind_of(event: Mapping[str, Any], channel: str) -> str:
    """What sort of conversation it is; a mention does not say."""
    told = str(event.get("channel_type") or "")
    return told or ("im" if channel.startswith("D") else "channel")


def is_talk(told: Mapping[str, Any], me: str = "") -> bool:
    """Whether a person wrote it: no bot, be it we or another, and nothing that Slack itself says."""
    user = told.get("user")
    if not user or user in (SLACKBOT, me) or told.get("bot_id") or told.get("bot_profile"):
        return False
    return (told.get("subtype") or "") in TALK and not told.get("hidden")


def is_tombstone(told: Mapping[str, Any]) -> bool:
    """What stands where a message with replies was deleted."""
    return told.get("subtype") == "tombstone"


def calls(told: Mapping[str, Any], me: str) -> bool:
    """Whether we are mentioned in it."""
    return bool(me) and f"<@{me}" in str(told.get("text") or "")


def words_of(told: Mapping[str, Any], me: str = "", names: Mapping[str, str] | None = None) -> str:
    """The words, with names for mentions; the mention of us is how one calls us, and no part of what is said."""
    text, blocks = str(told.get("text") or ""), told.get("blocks") or ()
    if me:
        text = re.sub(rf"<@{re.escape(me)}(?:\|[^<>]*)?>[:,]?", "", text)
        blocks = _without(blocks, me)
    return heard(text, _dicts(blocks), _named(names or {})).strip()


def _named(names: Mapping[str, str]) -> Names:
    def name(kind: Kind, id: str) -> str:
        return names.get(id, "") if kind == "user" else ""

    return name


def _without(node: Any, me: str) -> Any:
    """Blocks without the mentions of us."""
    if isinstance(node, list | tuple):
        return [_without(one, me) for one in node if not _is_me(one, me)]
    return {key: _without(value, me) for key, value in node.items()} if isinstance(node, dict) else node


def _is_me(node: Any, me: str) -> bool:
    return isinstance(node, dict) and node.get("type") == "user" and node.get("user_id") == me


def _dicts(nodes: Any) -> tuple[JSON, ...]:
    return tuple(one for one in nodes if isinstance(one, dict))


def mentioned(told: Mapping[str, Any]) -> list[str]:
    """Whom it names, so that their names can be looked up."""
    return [id for kind, id in named(str(told.get("text") or ""), _dicts(told.get("blocks") or ())) if kind == "user"]


def stored(text: str) -> str:
    """Words as the store keeps them, to be compared with what it has."""
    return redact(clean(text))[0]
