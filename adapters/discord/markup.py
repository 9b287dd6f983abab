r"""Our tree as Discord's markdown. The only place where words become something that Discord reads.

Every word of a tree is shown as it stands: what Discord would take for bold, a heading, a list, a
quote, a spoiler, code, a masked link, a mention, an emoji or a time is escaped with a backslash (the
tree itself has already broken mentions with a joiner). Bare addresses stay bare, so that they can be
followed and everybody sees where they lead.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import assert_never

from bot.text import (
    ADDRESS,
    JOINER,
    Block,
    Break,
    Code,
    Emphasis,
    Inline,
    Link,
    ListOf,
    Paragraph,
    Strong,
    Text,
    in_parts,
    label,
    parse,
    plain_of,
    quiet,
)
from bot.text import cut as cut_to
from bot.text import units as length

__all__ = ["cut", "label", "length", "literal", "parts", "subtext", "to_discord"]

_SPECIAL = re.compile(r"[\\*_~|`\[<]")
_LINE_START = re.compile(r"\A(\s*)(?=(?:#+|[+-])(?:\s|\Z)|-#|>)")
_NUMBERED = re.compile(r"\A(\s*\d+)\.(?=\s|\Z)")
_UNSAFE_IN_ADDRESS = {ord(letter): f"%{ord(letter):02X}" for letter in "*|`[]\"'<>"}
_SUBTEXT = "-# "


@lru_cache(2048)
def to_discord(markup: str) -> str:
    """A text of ours as Discord reads it."""
    return "\n\n".join(_block(block) for block in parse(markup))


def literal(words: str) -> str:
    """Somebody's words, such as a name, to be shown as they stand."""
    return "\n".join(_text(quiet(line)) for line in words.split("\n"))


def subtext(shown: str) -> str:
    """The same in small letters, line by line."""
    return "\n".join(_SUBTEXT + line if line.strip() else line for line in shown.split("\n"))


def parts(markup: str, limit: int, *, small: bool = False) -> tuple[str, ...]:
    """A text in parts that fit, as Discord reads them."""
    return in_parts(markup, limit, _written_small if small else to_discord)


def cut(markup: str, limit: int) -> str:
    """A text that must fit at once, with an ellipsis when something is missing."""
    return cut_to(markup, limit, to_discord)


def _written_small(markup: str) -> str:
    return subtext(to_discord(markup))


def _block(block: Block) -> str:
    match block:
        case Paragraph(children):
            return _line(children)
        case ListOf(items):
            # What goes on in a new line belongs to its item only if it is moved in.
            return "\n".join("- " + _line(item).replace("\n", "\n  ") for item in items)
        case _:
            assert_never(block)


def _line(nodes: Iterable[Inline]) -> str:
    line = ""
    for node in nodes:
        shown = _inline(node)
        # Marks that touch would be read as one longer mark.
        between = JOINER if shown and shown[0] in "*`" and line.endswith(shown[0]) else ""
        line += between + shown
    return line


def _inline(node: Inline) -> str:
    match node:
        case Text(text):
            return _text(text)
        case Code(text):
            return f"`{_code(text)}`"
        case Break():
            return "\n"
        case Strong(children):
            return _marked("**", _line(children))
        case Emphasis(children):
            return _marked("*", _line(children))
        case Link(children, address):
            return _link(children, address)
        case _:
            assert_never(node)


def _marked(mark: str, inner: str) -> str:
    """Discord takes a mark next to a space for a star."""
    ahead = JOINER if inner[:1].isspace() else ""
    behind = JOINER if inner[-1:].isspace() else ""
    return f"{mark}{ahead}{inner}{behind}{mark}"


def _code(text: str) -> str:
    """Nothing can be escaped inside code; a backtick would end it."""
    return text.replace("`", "ˋ")


def _text(text: str) -> str:
    shown, end = "", 0
    for address in ADDRESS.finditer(text):
        shown += _escaped(text[end : address.start()]) + address[0]
        end = address.end()
    shown += _escaped(text[end:])
    # What could begin a heading, a quote, a list or small letters.
    return _LINE_START.sub(r"\1\\", _NUMBERED.sub(r"\1\\.", shown))


def _escaped(words: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", words)


def _link(children: tuple[Inline, ...], address: str) -> str:
    """Masked where the words say no address of their own; Discord masks web addresses only."""
    words = plain_of(children)
    target = address.removeprefix("mailto:")
    if words == target:
        return _text(words)
    if target != address or "://" in words or "\n" in words:
        return _text(f"{words} (".replace("\n", " ")) + _text(target) + ")"
    inside = _line(children).replace("]", "\\]")
    return f"[{inside}](<{address.translate(_UNSAFE_IN_ADDRESS)}>)"
