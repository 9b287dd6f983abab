"""What an event or an answer may leave out, and the library cannot do without: filled in before it reads them.

Discord's documentation calls most of it optional, and servers that speak its protocol take that at
its word. Ids stay as they are: the library reads numbers and words of digits alike. What nothing of
ours looks at is taken out instead, so that it cannot be what a message fails on.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from adapters.discord.shown import JSON

LONG_AGO = "2015-01-01T00:00:00+00:00"
THREADS = (10, 11, 12)
UNREAD_OF_MESSAGES = (
    *("interaction", "interaction_metadata", "application", "activity", "call", "reactions", "thread"),
    *("role_subscription_data", "purchase_notification"),
)
UNREAD_OF_GUILDS = (
    *("voice_states", "presences", "stage_instances", "guild_scheduled_events", "soundboard_sounds"),
    *("emojis", "stickers"),
)


def user(data: JSON) -> None:
    default(data, username=data.get("global_name") or "someone", discriminator="0")
    data.setdefault("avatar", None)


def member(data: JSON) -> None:
    default(data, roles=[], flags=0)
    inside(data, "user", user)


def role(data: JSON) -> None:
    default(data, name="role", permissions="0", colors={}, position=0)


def channel(data: JSON) -> None:
    """One of any kind; what says nothing of its kind is one to write in."""
    default(data, type=0 if data.get("guild_id") or data.get("name") else 1)
    default(data, name="channel", position=0, permissions="0")
    if data["type"] in THREADS:
        default(data, parent_id=0, owner_id=0, message_count=0, member_count=0, thread_metadata={})
        default(data["thread_metadata"], archived=False, auto_archive_duration=1440, archive_timestamp=LONG_AGO)
        # Of our own membership the library wants more than it needs; we never look.
        data.pop("member", None)
    _each(data, "recipients", user)
    _each(data, "permission_overwrites", _overwrite)
    _each(data, "available_tags", _tag)


def _overwrite(data: JSON) -> None:
    default(data, type=0)


def _tag(data: JSON) -> None:
    default(data, name="tag", moderated=False)
    for name in ("emoji_id", "emoji_name"):
        data.setdefault(name, None)


def guild(data: JSON) -> None:
    _without(data, UNREAD_OF_GUILDS)
    for name, fill in (("roles", role), ("channels", channel), ("threads", channel), ("members", member)):
        _each(data, name, fill)
    for one in (*data.get("channels", ()), *data.get("threads", ())):
        one.setdefault("guild_id", data.get("id"))


def message(data: JSON) -> None:
    """A message wherever it stands: an event, an answer, one that is answered or pressed on."""
    _without(data, UNREAD_OF_MESSAGES)
    default(data, type=0, content="")
    _words(data)
    inside(data, "author", user)
    if (data.get("member") or {}).get("roles") is None:
        # Who they are is asked for then, rather than taken to be nobody.
        data.pop("member", None)
    inside(data, "member", member)
    _each(data, "mentions", _mentioned)
    default(data, mentions=[], mention_roles=[])
    inside(data, "poll", _poll)
    inside(data, "message_reference", lambda one: default(one, channel_id=data.get("channel_id") or 0))
    if data.get("message_reference") is None:
        _without(data, ("message_reference", "referenced_message"))
    answered = data.get("referenced_message")
    if isinstance(answered, dict):
        answered.setdefault("channel_id", data.get("channel_id"))
        message(answered)
    for snapshot in data.get("message_snapshots") or ():
        default(snapshot, message={})
        _snapshot(snapshot["message"])


def _words(data: JSON) -> None:
    """What messages and snapshots of them have in common."""
    for name, fill in (("attachments", file), ("sticker_items", _sticker), ("embeds", _nothing)):
        _each(data, name, fill)
    data["components"] = [one for one in data.get("components") or () if _is_known(one)]


def _snapshot(data: JSON) -> None:
    default(data, type=0, content="", embeds=[], attachments=[], timestamp=LONG_AGO)
    data.setdefault("edited_timestamp", None)
    _words(data)


def _mentioned(data: JSON) -> None:
    user(data)
    inside(data, "member", lambda one: default(one, roles=[], flags=0))
    if data.get("member") is None:
        _without(data, ("member",))


def file(data: JSON) -> None:
    default(data, id=0, filename="file", size=0, url="")
    default(data, proxy_url=data["url"])


def _sticker(data: JSON) -> None:
    default(data, id=0, name="sticker", format_type=1)


def _poll(data: JSON) -> None:
    default(data, question={"text": ""}, answers=[], expiry=LONG_AGO)
    data.pop("results", None)
    for number, answer in enumerate(data["answers"], 1):
        default(answer, answer_id=number, poll_media={})


def _is_known(component: object) -> bool:
    """Rows of what is pressed; the library need not understand anything else."""
    inner = component.get("components") if isinstance(component, dict) and component.get("type") == 1 else None
    return isinstance(inner, list) and all(isinstance(one, dict) and _is_pressed(one) for one in inner)


def _is_pressed(component: JSON) -> bool:
    """A button or a menu; `style` is all that either can do without."""
    default(component, style=2)
    return component.get("type") in (2, 3) and bool(component.get("custom_id") or component.get("url"))


def edit(data: JSON) -> None:
    """A change of a message, which may be told in part."""
    if data.get("content") is None:
        # What the words are now is not known: they stay as they were.
        data["edited_timestamp"] = None
    elif "edited_timestamp" not in data:
        data["edited_timestamp"] = datetime.now(UTC).isoformat()
    message(data)


def threads(data: JSON) -> None:
    """All threads of a channel at once."""
    default(data, threads=[], members=[])
    _each(data, "threads", channel)


def greeting(data: JSON, shard: tuple[int, int], gateway: str) -> None:
    """The first event of a session; without an address to go on at, it goes on where it began."""
    default(data, guilds=[], shard=list(shard), session_id="none", resume_gateway_url=gateway)
    inside(data, "user", user)
    inside(data, "application", lambda one: default(one, flags=0))


def application(data: JSON) -> None:
    """What the portal says of us."""
    default(data, name="", description="", bot_public=False, bot_require_code_grant=False, verify_key="", owner={})
    data.setdefault("icon", None)
    default(data["owner"], id=0)
    user(data["owner"])
    _without(data, ("team", "install_params", "integration_types_config"))


def _nothing(data: JSON) -> None:
    return


def default(data: JSON, **missing: Any) -> None:
    for name, value in missing.items():
        if data.get(name) is None:
            data[name] = value


def _without(data: JSON, names: Iterable[str]) -> None:
    for name in names:
        data.pop(name, None)


def inside(data: JSON, name: str, fill: Callable[[JSON], object]) -> None:
    inner = data.get(name)
    if isinstance(inner, dict):
        fill(inner)
    elif name in data:
        del data[name]


def _each(data: JSON, name: str, fill: Callable[[JSON], object]) -> None:
    """A list of things; what is none of the kind is left out."""
    if name in data:
        data[name] = [one for one in data[name] or () if isinstance(one, dict)]
        for one in data[name]:
            fill(one)
