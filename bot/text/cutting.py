"""Long texts in parts that a platform takes, cut where a reader would pause."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from bot.text.nodes import Block, Break, Code, Emphasis, Inline, Link, ListOf, Strong, Text
from bot.text.parsing import parse
from bot.text.slicing import drop, length, lines, take
from bot.text.words import breakable, is_flag
from bot.text.writing import markdown, plain_of, unmasked_block

LEAST = 20
"""The smallest limit: a dot, three marks around one escaped character."""

_SENTENCE = re.compile(r"[.!?…。！？][\"'”’)]*\s+")
_WORD = re.compile(r"\s+")

# How good a place to cut is, and how full a part must be (in thirds of what fits) to cut there.
PARAGRAPH, LINE, SENTENCE, WORD, LETTER = range(5)
_FULL = {PARAGRAPH: 1, LINE: 1, SENTENCE: 1, WORD: 0, LETTER: 0}

Measure = Callable[[str], int]


def split(markup: str, limit: int, measure: Measure = len) -> tuple[str, ...]:
    """Markup texts that together say the same, none longer than `limit`; none for an empty text.

    `measure` gives the length of a part as the platform counts it, at least one a character.
    """
    return tuple(parts(markup, limit, measure))


def parts(markup: str, limit: int, measure: Measure = len) -> Iterator[str]:
    """The same one by one: who needs the first alone pays for no other."""
    if limit < LEAST:
        raise ValueError(f"a part needs at least {LEAST} characters, not {limit}")
    blocks = tuple(_fitting(block, limit, measure) for block in parse(markup))
    while blocks:
        head, written, blocks = _first(blocks, limit, measure)
        if plain_of(head).strip():
            yield written


def _first(blocks: tuple[Block, ...], limit: int, measure: Measure) -> tuple[tuple[Block, ...], str, tuple[Block, ...]]:
    """The blocks of the first part, how they are written, and the blocks that are left."""
    whole = markdown(blocks)
    if len(whole) <= limit and measure(whole) <= limit:
        return blocks, whole, ()
    at = _cut(blocks, limit, measure)
    head, rest = (blocks, ()) if at is None else (take(blocks, at), drop(blocks, at))
    return head, markdown(head), rest


def shorten(words: str, limit: int) -> str:
    """Plain words cut to at most `limit` characters, with an ellipsis when something is missing."""
    if len(words) <= limit:
        return words
    ends = [at for at, _ in _ends(words[:limit]) if at < limit]
    return words[: max(ends, default=max(limit - 1, 0))].rstrip() + "…" * (limit > 0)


def _fitting(block: Block, limit: int, measure: Measure) -> Block:
    """A link that does not fit into a part of its own, with all marks around it, is shown as words."""

    def too_long(link: Link) -> bool:
        return measure(markdown((ListOf(((Strong((Emphasis((link,)),)),),)),))) > limit

    return unmasked_block(block, too_long)


def _cut(blocks: tuple[Block, ...], limit: int, measure: Measure) -> int | None:
    """After how many characters to cut; None when all of it fits."""

    def size(count: int) -> int:
        return measure(markdown(take(blocks, count)))

    if not drop(blocks, limit) and measure(markdown(blocks)) <= limit:
        return None
    low, high = 1, limit
    # Escapes are mostly spread evenly: the first guess is nearly right, then the rest is halved.
    guess = min(limit, limit * limit // max(size(limit), 1))
    while low < high:
        middle = guess if low < guess <= high else (low + high + 1) // 2
        low, high = (middle, high) if size(middle) <= limit else (low, middle - 1)
        guess = 0
    return _best(blocks, low)


def _best(blocks: tuple[Block, ...], most: int) -> int:
    found = {rank: at for at, rank in _places(blocks, most)}
    for rank, thirds in _FULL.items():
        if found.get(rank, 0) * 3 > most * thirds:
            return found[rank]
    return most


def _places(blocks: tuple[Block, ...], most: int) -> Iterator[tuple[int, int]]:
    """Where one may cut, with how good a place it is, up to `most`."""
    at = 0
    for block in blocks:
        for line in lines(block):
            for node in line:
                yield from _inside(node, at, most)
                at += length(node)
                if at > most:
                    return
            yield at, LINE
        yield at, PARAGRAPH


def _inside(node: Inline, at: int, most: int) -> Iterator[tuple[int, int]]:
    match node:
        case Text(text) | Code(text):
            room = max(most - at, 0)
            yield from ((at + place, rank) for place, rank in _ends(text[: room + 1]) if place <= room)
        case Strong(children) | Emphasis(children):
            for child in children:
                yield from _inside(child, at, most)
                at += length(child)
        case Link() if at <= most:
            yield at, LETTER
        case Break() if at < most:
            yield at + 1, LINE


def _ends(words: str) -> Iterator[tuple[int, int]]:
    """Where letters, words and sentences end."""
    flags = 0
    for at, (before, after) in enumerate(pairwise(words), 1):
        flags = flags + 1 if is_flag(before) else 0
        if breakable(before, after, flags):
            yield at, LETTER
    yield from ((found.end(), WORD) for found in _WORD.finditer(words))
    yield from ((found.end(), SENTENCE) for found in _SENTENCE.finditer(words))
