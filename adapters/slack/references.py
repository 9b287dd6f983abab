"""What Slack writes between angle brackets, and its three escapes."""

import re
from collections.abc import Callable
from typing import Literal

from bot.text import Inline, Link, Text

Kind = Literal["user", "group", "channel"]
Names = Callable[[Kind, str], str]
"""The name of what is mentioned, without its sign; empty where it is not known."""

UNKNOWN: dict[Kind, str] = {"user": "someone", "group": "group", "channel": "channel"}
SIGNS: dict[Kind, str] = {"user": "@", "group": "@", "channel": "#"}
_ADDRESS = re.compile(r"https?://[^\s()<>\\@/?#]+(?:[/?#][^\s()<>\\]*)?|mailto:[^\s()<>\\:/?]+@[^\s()<>\\:/?@]+")
_UNSAFE = {"(": "%28", ")": "%29", "\\": "%5C", "<": "%3C", ">": "%3E"}


def nameless(kind: Kind, id: str) -> str:
    return ""


def unescaped(words: str) -> str:
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def named(kind: Kind, id: str, names: Names, label: str = "") -> str:
    """A mention as everybody reads it."""
    return SIGNS[kind] + (names(kind, id) or label.removeprefix("@").removeprefix("#") or UNKNOWN[kind])


def meant(inside: str, names: Names) -> Inline:
    """The words, or the link, that one pair of brackets stands for."""
    what, _, label = inside.partition("|")
    label = unescaped(label)
    match what[:1]:
        case "@":
            return Text(named("user", what[1:], names, label))
        case "#":
            return Text(named("channel", what[1:], names, label))
        case "!":
            return Text(_command(what[1:], label, names))
        case _:
            return link(unescaped(what), label) if ":" in what else Text(unescaped(f"<{inside}>"))


def link(address: str, label: str = "") -> Inline:
    """An address and what was written for it; what Slack itself made a link of stays the words."""
    label = " ".join(label.split())
    target = address.removeprefix("mailto:").removeprefix("tel:")
    if address.startswith("tel:"):
        return Text(label or target)
    bare = target.split("://", 1)[-1].rstrip("/")
    if address.startswith(("http://", "https://")) and label in ("", address, bare, target):
        return Text(address)
    safe = address
    for character, written in _UNSAFE.items():
        safe = safe.replace(character, written)
    if not _ADDRESS.fullmatch(safe):
        return Text(f"{label} ({target})" if label and label != target else target)
    return Link((Text(label or target),), safe)


def linked(inside: str) -> str:
    """An address in a place that knows no links: as it was typed."""
    what, _, label = inside.partition("|")
    return label or what


def _command(what: str, label: str, names: Names) -> str:
    head, _, rest = what.partition("^")
    if head == "subteam":
        return named("group", rest, names, label)
    if head == "date":
        return label or "some day"
    return f"@{head}" if head in ("here", "channel", "everyone") else label or head
