"""The first so many characters of a tree, and the rest; marks around a cut are opened again."""

from typing import assert_never

from bot.text.nodes import Block, Break, Code, Emphasis, Inline, Link, ListOf, Paragraph, Strong, Text


def length(node: Inline) -> int:
    match node:
        case Text(text) | Code(text):
            return len(text)
        case Strong(children) | Emphasis(children) | Link(children):
            return sum(length(child) for child in children)
        case Break():
            return 1
        case _:
            assert_never(node)


def take(blocks: tuple[Block, ...], count: int) -> tuple[Block, ...]:
    """The first `count` characters."""
    taken: list[Block] = []
    for block in blocks:
        if count <= 0:
            break
        kept = []
        for line in lines(block):
            head, count = _first(line, count)
            if head := _ended(head):
                kept.append(head)
        taken += _rebuilt(block, kept)
    return tuple(taken)


def drop(blocks: tuple[Block, ...], count: int) -> tuple[Block, ...]:
    """What comes after the first `count` characters; the rest of a list's item has no dot any more."""
    left: list[Block] = []
    for number, block in enumerate(blocks):
        if count <= 0:
            return (*left, *blocks[number:])
        kept = []
        for line in lines(block):
            rest, after = _rest(line, count)
            if rest and count > 0:
                left.append(Paragraph(rest))
            elif rest:
                kept.append(rest)
            count = after
        left += _rebuilt(block, kept)
    return tuple(left)


def lines(block: Block) -> tuple[tuple[Inline, ...], ...]:
    return block.items if isinstance(block, ListOf) else (block.children,)


def _rebuilt(block: Block, kept: list[tuple[Inline, ...]]) -> tuple[Block, ...]:
    if isinstance(block, ListOf):
        return (ListOf(tuple(kept)),) if kept else ()
    return tuple(Paragraph(line) for line in kept)


def _ended(line: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Without line breaks after the last word."""
    while line and isinstance(line[-1], Break):
        line = line[:-1]
    return line


def _first(nodes: tuple[Inline, ...], count: int) -> tuple[tuple[Inline, ...], int]:
    """Up to `count` characters of a line, and how many of them are still to come after it."""
    taken: list[Inline] = []
    for node in nodes:
        if count <= 0:
            break
        own = length(node)
        if count >= own:
            taken.append(node)
        else:
            taken += _part(node, 0, count)
        count -= own
    return tuple(taken), count


def _rest(nodes: tuple[Inline, ...], count: int) -> tuple[tuple[Inline, ...], int]:
    """A line without `count` characters, and how many of them are still to come off after it."""
    for number, node in enumerate(nodes):
        if count <= 0:
            return nodes[number:], 0
        own = length(node)
        if count < own:
            return (*_part(node, count, own), *nodes[number + 1 :]), 0
        count -= own
    return (), count


def _part(node: Inline, start: int, end: int) -> tuple[Inline, ...]:
    """From `start` to `end`, one of which is the node's own; a link is never cut and goes with its end."""
    match node:
        case Text(text):
            return (Text(text[start:end]),)
        case Code(text):
            return (Code(text[start:end]),)
        case Strong(children) | Emphasis(children):
            inner, _ = _rest(children, start) if start else _first(children, end)
            return (type(node)(inner),) if inner else ()
        case _:
            return (node,) if start else ()
