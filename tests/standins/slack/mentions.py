"""Who is pinged by a message, and human typing as Slack stores it."""

import re
from collections.abc import Iterable, Iterator

from .errors import JSON
from .reading import unescaped
from .records import Channel, Message
from .world import World

MENTION = re.compile(r"<(@[UW][A-Z0-9]+|!subteam\^S[A-Z0-9]+|!here|!channel|!everyone)(?:\|[^<>]*)?>")
KEPT = re.compile(r"<(?:[@#][A-Z0-9]+(?:\|[^<>]*)?|!(?:here|channel|everyone)|!subteam\^[A-Z0-9]+(?:\|[^<>]*)?)>")
URL = re.compile(r"https?://[^\s<>|]+")
EMOJI = {
    "👍": "+1",
    "👎": "-1",
    "👀": "eyes",
    "✅": "white_check_mark",
    "🎉": "tada",
    "😀": "grinning",
    "😢": "cry",
    "😡": "rage",
    "🙂": "slightly_smiling_face",
    "🙏": "pray",
    "❤️": "heart",
    "📦": "package",
    "🔥": "fire",
    "🚚": "truck",
}
"""Some of those that Slack's clients store by name."""
WHOLE = ("here", "channel", "everyone")
SHAPES = (("code", "`"), ("bold", "*"), ("italic", "_"), ("strike", "~"))
PIECE = re.compile(
    r"<(?P<mention>[^<>|]+)(?:\|(?P<label>[^<>]*))?>|:(?P<emoji>[a-z0-9_+'-]+(?:::skin-tone-\d)?):"
    r"|(?<!\w)(?P<mark>[*_~`])(?P<styled>[^*_~`\n]+)(?P=mark)(?!\w)"
)


def named(text: str) -> Iterator[str]:
    """What mrkdwn text names: U…, S…, or here, channel, everyone."""
    for match in MENTION.finditer(text):
        yield match[1].lstrip("@!").removeprefix("subteam^")


def named_in(node: object) -> Iterator[str]:
    """What blocks or attachments name; plain text names nobody."""
    if isinstance(node, list):
        for item in node:
            yield from named_in(item)
    elif isinstance(node, dict):
        yield from _named_here(node)
        for key, value in node.items():
            if isinstance(value, (dict, list)):
                yield from named_in(value)
            elif key in ("text", "pretext", "value", "fallback") and node.get("type") not in ("plain_text", "text"):
                yield from named(str(value))


def _named_here(node: JSON) -> Iterator[str]:
    match node.get("type"):
        case "user" if "user_id" in node:
            yield node["user_id"]
        case "usergroup" if "usergroup_id" in node:
            yield node["usergroup_id"]
        case "broadcast" if "range" in node:
            yield node["range"]


def ping(world: World, message: Message) -> None:
    """Fill in `pings`, `notified` and `reaches`, again at each edit."""
    channel = world.channels[message.channel_id]
    shown = [*named_in(message.blocks), *named_in(message.attachments)]
    shown = shown if message.blocks else [*shown, *named(message.raw)]
    message.pings = frozenset((*shown, *named(message.raw)))
    heard = set(_people(world, channel, shown)) - {message.user.id}
    if message.only_for:
        heard &= {message.only_for}
    message.notified |= heard
    following = message.parent.followers if message.parent else set()
    partner = set(channel.members) if channel.kind in ("im", "mpim") else set()
    alerted = (message.notified | following | partner) - {message.user.id}
    message.reaches = frozenset({message.only_for} if message.only_for else alerted)
    if not message.ephemeral:
        (message.parent or message).followers.update({message.user.id}, message.notified)


def _people(world: World, channel: Channel, pings: Iterable[str]) -> Iterator[str]:
    """Only members of the channel are notified."""
    for one in pings:
        if one in WHOLE:
            yield from channel.members
        elif one in world.groups:
            yield from (user for user in world.groups[one].users if user in channel.members)
        elif one in channel.members:
            yield one


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(text: str) -> str:
    """What a person types, as it is stored: escaped, but for mentions they picked; links; emoji by their names."""
    done, at = [], 0
    for picture, name in EMOJI.items():
        text = text.replace(picture, f":{name}:")
    for match in KEPT.finditer(text):
        done += [_linked(escaped(text[at : match.start()])), match[0]]
        at = match.end()
    return "".join((*done, _linked(escaped(text[at:]))))


def typed_after_command(world: World, text: str, *, escapes: bool) -> str:
    """A command's text: with "escape channels, users and links" mentions are live and labelled, else mere words."""

    def shown(match: re.Match[str]) -> str:
        token = match[0][1:-1].partition("|")[0]
        name = world.names.get(token.lstrip("@#!").removeprefix("subteam^"), f"@{token.lstrip('@#!')}")
        if not escapes:
            return name
        if token.startswith("!"):
            return f"<{token}|{name}>"
        return f"<{token}|{name.lstrip('@#')}>"

    return KEPT.sub(shown, typed(text) if escapes else text)


def _linked(text: str) -> str:
    return URL.sub(lambda match: f"<{match[0]}>", text)


def linked_names(world: World, channel: Channel, text: str) -> str:
    """`parse=full` or `link_names`: @channel, @here and @handles become live."""

    def live(match: re.Match[str]) -> str:
        word = match[1]
        if word in WHOLE:
            return f"<!{word}>"
        group = next((one for one in world.groups.values() if one.handle == word), None)
        if group:
            return group.mention
        users = (world.users[one] for one in channel.members)
        return next((one.mention for one in users if one.handle == word), match[0])

    return re.sub(r"(?<![\w<!])@([\w.-]+)", live, text)


def rich_text(stored: str) -> JSON:
    """The block that Slack's own clients send along with a person's words."""
    elements: list[JSON] = []
    at = 0
    for match in PIECE.finditer(stored):
        if match.start() > at:
            elements.append(_text(stored[at : match.start()]))
        elements.append(_piece(match))
        at = match.end()
    if at < len(stored):
        elements.append(_text(stored[at:]))
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def _text(stored: str, **style: bool) -> JSON:
    return {"type": "text", "text": unescaped(stored)} | ({"style": style} if style else {})


def _piece(match: re.Match[str]) -> JSON:
    if match["emoji"]:
        return {"type": "emoji", "name": match["emoji"]}
    if match["mark"]:
        name = next(name for name, mark in SHAPES if mark == match["mark"])
        return _text(match["styled"], **{name: True})
    token = match["mention"]
    if token.startswith("@"):
        return {"type": "user", "user_id": token[1:]}
    if token.startswith("#"):
        return {"type": "channel", "channel_id": token[1:]}
    if token.startswith("!subteam^"):
        return {"type": "usergroup", "usergroup_id": token.removeprefix("!subteam^")}
    if token.startswith("!"):
        return {"type": "broadcast", "range": token[1:]}
    return {"type": "link", "url": token} | ({"text": match["label"]} if match["label"] else {})
