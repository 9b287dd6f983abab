"""Our markup as JSON: what the page builds its elements from, one by one."""

from functools import lru_cache
from typing import assert_never

from bot.text import Block, Break, Code, Emphasis, Inline, Link, ListOf, Paragraph, Strong, Text, parse

Tree = list[object]


@lru_cache(4096)
def tree(markup: str) -> Tree:
    """Blocks as ["p", ...inlines] or ["ul", [...inlines], ...]; plain words are strings."""
    return [_block(block) for block in parse(markup)]


def _block(block: Block) -> Tree:
    match block:
        case Paragraph(children):
            return ["p", *_inlines(children)]
        case ListOf(items):
            return ["ul", *(_inlines(item) for item in items)]
    assert_never(block)


def _inlines(nodes: tuple[Inline, ...]) -> Tree:
    return [_inline(node) for node in nodes]


def _inline(node: Inline) -> object:
    match node:
        case Text(text):
            return text
        case Code(text):
            return ["code", text]
        case Break():
            return ["br"]
        case Strong(children):
            return ["strong", *_inlines(children)]
        case Emphasis(children):
            return ["em", *_inlines(children)]
        case Link(children, address):
            return ["a", address, *_inlines(children)]
    assert_never(node)
