"""Who is pinged: the words of a message, narrowed by allowed_mentions and by what its sender may do."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .errors import JSON, Form
from .permissions import Permission, in_channel, sees
from .records import SUPPRESS_NOTIFICATIONS, Channel, Message, User
from .world import World

USER, ROLE = re.compile(r"<@!?(\d+)>"), re.compile(r"<@&(\d+)>")
EVERYONE = re.compile(r"@(everyone|here)\b")
CODE = re.compile(r"(?<!\\)(```.*?```|`[^`\n]*`)", re.S)


@dataclass(frozen=True, slots=True)
class Allowed:
    """allowed_mentions as it applies: everything of a kind, or these ids."""

    everyone: bool = True
    all_users: bool = True
    all_roles: bool = True
    users: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()
    replied: bool = True


EVERYTHING = Allowed()
USERS_ONLY = Allowed(everyone=False, all_roles=False)


def read_allowed(body: JSON, default: Allowed = EVERYTHING) -> Allowed:
    """`default` is what holds when a request says nothing."""
    given = body.get("allowed_mentions")
    if given is None:
        return default
    form, parse = Form(), given.get("parse")
    parse = ["users", "roles", "everyone"] if parse is None and not ("users" in given or "roles" in given) else parse
    for kind in ("users", "roles"):
        if given.get(kind) and kind in (parse or ()):
            message = f"parse:[{kind!r}] and {kind}: [ids...] are mutually exclusive."
            form.wrong("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)
        form.length(f"allowed_mentions.{kind}", given.get(kind), 100)
    form.check()
    kinds = set(parse or ())
    return Allowed(
        "everyone" in kinds,
        "users" in kinds,
        "roles" in kinds,
        frozenset(map(int, given.get("users") or ())),
        frozenset(map(int, given.get("roles") or ())),
        bool(given.get("replied_user", False)),
    )


def ping(world: World, message: Message, allowed: Allowed, *, powerful: bool = False) -> None:
    """Fill in the message's mentions, and who hears a sound. `powerful`: webhooks need no permission to ping."""
    channel = world.channels[message.channel_id]
    words = CODE.sub("", "\n".join(_spoken(message)))
    users = [world.users[one] for one in _ids(USER, words) if one in world.users]
    message.mentions = list(dict.fromkeys((*users, *_replied(channel, message, allowed))))
    named = {user.id for user in message.mentions if allowed.all_users or user.id in allowed.users}
    named |= {user.id for user in _replied(channel, message, allowed)}
    people = set(named)
    if channel.guild_id is not None:
        guild = world.guilds[channel.guild_id]
        may = powerful or bool(in_channel(world, channel, message.author) & Permission.MENTION_EVERYONE)
        roles = [guild.roles[one] for one in _ids(ROLE, words) if one in guild.roles and one != guild.id]
        loud = [one.id for one in roles if (one.mentionable or may) and (allowed.all_roles or one.id in allowed.roles)]
        message.mention_roles = [one.id for one in roles]
        people |= {one.user.id for one in guild.members.values() if set(one.roles) & set(loud)} if loud else set()
        message.mention_everyone = bool(EVERYONE.search(words)) and may and allowed.everyone
        named |= {*loud, *((guild.id,) if message.mention_everyone else ())}
        people |= set(guild.members) if message.mention_everyone else set()
    message.pings = frozenset(named)
    message.notified = frozenset(_hearing(world, channel, people - {message.author.id}))
    if message.flags & SUPPRESS_NOTIFICATIONS or message.ephemeral:
        message.notified = frozenset()


def _hearing(world: World, channel: Channel, people: Iterable[int]) -> Iterator[int]:
    """Those who could open the channel: a ping invites into a private thread, so its parent counts."""
    place = world.parent_of(channel)
    return (one for one in people if sees(world, place, world.users[one]))


def _replied(channel: Channel, message: Message, allowed: Allowed) -> list[User]:
    original = channel.messages.get(message.reply_to or 0)
    if original is None or original.webhook_id or original.author is message.author or not allowed.replied:
        return []
    return [original.author]


def _ids(pattern: re.Pattern[str], words: str) -> list[int]:
    return list(dict.fromkeys(int(found) for found in pattern.findall(words)))


def _spoken(message: Message) -> Iterator[str]:
    """Where a mention pings: the content, and text displays. Never an embed."""
    yield message.content
    yield from _displays(message.components)


def _displays(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _displays(item)
    elif isinstance(node, dict):
        if node.get("type") == 10 and isinstance(node.get("content"), str):
            yield node["content"]
        yield from _displays([value for value in node.values() if isinstance(value, (dict, list))])
