"""Tree to markup, and to what a screen reader would say."""

import re
from collections.abc import Callable, Iterable
from typing import assert_never

from bot.text.nodes import Block, Break, Code, Emphasis, Inline, Link, ListOf, Node, Paragraph, Strong, Text
from bot.text.parsing import parse
from bot.text.words import quiet

_LITERAL = r"\\\g<0>"
_SPECIAL = str.maketrans({character: "\\" + character for character in "\\*`[]\n"})
_AHEAD = re.compile(r"\A[- \t]")
_FIRST, _LAST = frozenset("- \t"), frozenset(" \t")


def escape(words: str) -> str:
    """Markup that shows these words as they stand, wherever in a text it is put."""
    return _guarded(words.translate(_SPECIAL))


def _guarded(markup: str) -> str:
    """With edges that start no list and that marks can be put around."""
    ahead = "\\" if markup[:1] in _FIRST else ""
    if len(markup) > 1 and markup[-1] in _LAST:
        return f"{ahead}{markup[:-1]}\\{markup[-1]}"
    return ahead + markup


def markdown(nodes: Iterable[Block]) -> str:
    """Markup that reads as these blocks again."""
    return "\n\n".join(_block(node) for node in nodes)


def _block(node: Block) -> str:
    match node:
        case Paragraph(children):
            return _AHEAD.sub(_LITERAL, _line(children))
        case ListOf(items):
            return "\n".join("- " + _AHEAD.sub(_LITERAL, _line(item)) for item in items)
        case _:
            assert_never(node)


def _line(nodes: Iterable[Inline]) -> str:
    return "".join(_inline(node) for node in nodes)


def _inline(node: Inline) -> str:
    match node:
        case Text(text):
            return text.translate(_SPECIAL)
        case Code(text):
            return "`" + text.replace("\\", "\\\\").replace("`", "\\`") + "`"
        case Break():
            return "\\\n"
        case Strong(children):
            return f"**{_guarded(_line(children))}**"
        case Emphasis(children):
            return f"*{_guarded(_line(children))}*"
        case Link(children, address):
            return f"[{_guarded(_line(children))}]({address})"
        case _:
            assert_never(node)


def plain(markup: str) -> str:
    """The words of a markup text alone; a link also says where it leads."""
    return plain_of(parse(markup))


def plain_of(nodes: Iterable[Node]) -> str:
    """The words of a tree alone."""
    parts: list[str] = []
    for node in nodes:
        if parts and isinstance(node, Paragraph | ListOf):
            parts.append("\n\n")
        parts.append(_said(node))
    return "".join(parts)


def _said(node: Node) -> str:
    match node:
        case Text(text) | Code(text):
            return text
        case Break():
            return "\n"
        case Strong(children) | Emphasis(children) | Paragraph(children):
            return plain_of(children)
        case Link(children, address):
            return _led(plain_of(children), address)
        case ListOf(items):
            return "\n".join("- " + plain_of(item) for item in items)
        case _:
            assert_never(node)


def _led(label: str, address: str) -> str:
    target = quiet(address.removeprefix("mailto:"))
    return label if label == target else f"{label} ({target})"


def unmask(markup: str) -> str:
    """The same markup, with every link shown as its words and its address, for words of people."""
    return markdown(unmasked_block(block) for block in parse(markup))


def unmasked_block(block: Block, which: Callable[[Link], bool] = lambda _: True) -> Block:
    """The same, with the chosen links shown as words and address."""
    match block:
        case Paragraph(children):
            return Paragraph(_unmasked(children, which))
        case ListOf(items):
            return ListOf(tuple(_unmasked(item, which) for item in items))
        case _:
            assert_never(block)


def _unmasked(nodes: tuple[Inline, ...], which: Callable[[Link], bool]) -> tuple[Inline, ...]:
    opened: list[Inline] = []
    for node in nodes:
        match node:
            case Strong(children) | Emphasis(children):
                opened.append(type(node)(_unmasked(children, which)))
            case Link() if which(node):
                opened.append(Text(_said(node).replace("\n", " ")))
            case _:
                opened.append(node)
    return tuple(opened)
