r"""Our tree as Slack's mrkdwn. The only place where words become something that Slack reads.

`&`, `<` and `>` are escaped, in this order, in every word: that alone takes the meaning from
mentions, channels, groups, dates and links. The tree itself has broken "@here" and ":emoji:" with a
joiner. Slack knows no escape for `*`, `_` and `~`; where one of them could open or close something
it stands between joiners, which Slack shows as nothing. Addresses are written as
links to themselves, since our texts are sent `verbatim`: nothing else in them becomes a link.
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
    units,
)
from bot.text import cut as cut_to

__all__ = ["cut", "escaped", "label", "literal", "parts", "to_slack", "units"]

APART = "\u200b"
"""Between marks and letters that touch: Slack sees a mark only where a word begins or ends."""
_MARK = re.compile(r"(?<![\w*_~])[*_~]+(?=\S)|(?<=\S)[*_~]+(?!\w)")
_EMOJI = re.compile(r":(?!\d+:)(?=[\w+'-]{1,80}:)")
_MARKS = frozenset("*_`")
TICK = "ˋ"
"""Stands for a backtick among words, which nothing can keep from beginning code."""
_QUOTE = re.compile(r"\A(\s*)(?=&gt;)")
_UNSAFE_IN_ADDRESS = {"<": "%3C", ">": "%3E", "|": "%7C", '"': "%22", "\\": "%5C"}
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))


@lru_cache(2048)
def to_slack(markup: str) -> str:
    """A text of ours as Slack reads it."""
    return "\n\n".join(_block(block) for block in parse(markup))


def literal(words: str) -> str:
    """Somebody's words, such as a name, to be shown as they stand."""
    return "\n".join(_text(quiet(line)) for line in words.split("\n"))


def escaped(words: str) -> str:
    """The three characters that mean something to Slack everywhere."""
    for character, written in _ESCAPES:
        words = words.replace(character, written)
    return words


def parts(markup: str, limit: int) -> tuple[str, ...]:
    """A text in parts that fit, as Slack reads them."""
    return in_parts(markup, limit, to_slack)


def cut(markup: str, limit: int) -> str:
    """A text that must fit at once, with an ellipsis when something is missing."""
    return cut_to(markup, limit, to_slack)


def _block(block: Block) -> str:
    match block:
        case Paragraph(children):
            return _line(children)
        case ListOf(items):
            return "\n".join("• " + _line(item).replace("\n", "\n   ") for item in items)
        case _:
            assert_never(block)


def _line(nodes: Iterable[Inline]) -> str:
    line = ""
    for node in nodes:
        shown = _inline(node)
        line += APART + shown if _touch(line[-1:], shown[:1]) else shown
    return line


def _touch(before: str, after: str) -> bool:
    """Whether a mark would stand right at a letter or another mark."""
    ends, begins = before in _MARKS, after in _MARKS
    return (begins and (ends or before.isalnum() or before == JOINER)) or (ends and after.isalnum())


def _inline(node: Inline) -> str:
    match node:
        case Text(text):
            return _text(text)
        case Code(text):
            return _code(text)
        case Break():
            return "\n"
        case Strong(children):
            return _marked("*", _line(children))
        case Emphasis(children):
            return _marked("_", _line(children))
        case Link(children, address):
            return _link(children, address)
        case _:
            assert_never(node)


def _marked(mark: str, inner: str) -> str:
    """Marks hold for one line, and not next to a space."""
    return "\n".join(_around(mark, line) for line in inner.split("\n"))


def _around(mark: str, line: str) -> str:
    core = line.strip()
    if not core:
        return line
    at = line.index(core)
    return f"{line[:at]}{mark}{core}{mark}{line[at + len(core) :]}"


def _code(text: str) -> str:
    """A backtick would end it; nothing else means anything inside."""
    inner = escaped(_EMOJI.sub(f":{JOINER}", text.replace("`", TICK))).replace("\n", " ")
    return _around("`", inner)


def _text(text: str) -> str:
    shown, end = "", 0
    for address in ADDRESS.finditer(text):
        shown += _words(text[end : address.start()]) + f"<{_address(address[0])}>"
        end = address.end()
    # What could begin a quotation.
    return _QUOTE.sub(rf"\1{JOINER}", shown + _words(text[end:]))


def _words(words: str) -> str:
    words = _EMOJI.sub(f":{JOINER}", words.replace("`", TICK))
    return escaped(_MARK.sub(rf"{JOINER}\g<0>{JOINER}", words))


def _address(address: str) -> str:
    for character, written in _UNSAFE_IN_ADDRESS.items():
        address = address.replace(character, written)
    return address.replace("&", "&amp;")


def _link(children: tuple[Inline, ...], address: str) -> str:
    """Masked where the words say no address of their own."""
    words = plain_of(children).replace("\n", " ")
    target = address.removeprefix("mailto:")
    if words == target:
        return f"<{_address(address)}|{escaped(words)}>" if target != address else _text(words)
    if "://" in words or not words.strip():
        return _text(f"{words} (") + _text(target) + ")"
    return f"<{_address(address)}|{_words(words)}>"
