"""What is wrong with the answers as they are written: said twice, not found by their own questions, leading nowhere."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import aiohttp

from bot.knowledge import Article, Shelf, blanks
from bot.knowledge.words import folded, stems
from bot.text import Link, ListOf, Node, Paragraph, parse, plain

ALIKE = 0.85
"""From this share of common words two answers say the same."""
TIMEOUT, AT_ONCE = 10.0, 8
NO_HEAD = (403, 405, 501)
"""Servers that do not answer HEAD are asked for the page itself."""
GONE = 400


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at; a warning does not fail the check."""

    answer: str
    what: str
    warning: bool = False


def written_twice(articles: Iterable[Article]) -> Iterator[Finding]:
    """The same question asked of two answers, the same title, nearly the same words."""
    known = tuple(articles)
    asked: dict[str, list[Article]] = defaultdict(list)
    for one in known:
        for ask in {folded(text) for text in (plain(one.answer.title), *one.asks)}:
            asked[ask].append(one)
    for ask, several in asked.items():
        for other in several[1:]:
            yield Finding(other.answer.id, f'"{ask}" is asked of {several[0].answer.id} too')
    words = {one.answer.id: frozenset(stems(plain(one.answer.text))) for one in known}
    for at, one in enumerate(known):
        for other in known[at + 1 :]:
            if _share(words[one.answer.id], words[other.answer.id]) >= ALIKE:
                yield Finding(other.answer.id, f"says nearly the same as {one.answer.id}")


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def not_found(shelf: Shelf) -> Iterator[Finding]:
    """Questions that do not lead to the answer they were written for."""
    for one in shelf.articles:
        if not one.asks:
            yield Finding(one.answer.id, "has no questions of its own: only its title finds it", warning=True)
        for ask in one.asks:
            found = [answer.id for answer in shelf.search(ask)]
            if one.answer.id not in found:
                yield Finding(one.answer.id, f'"{ask}" leads to {found[0] if found else "nothing"} instead')


def left_open(articles: Iterable[Article], values: Mapping[str, str]) -> Iterator[Finding]:
    """Answers that are not given, because a setting that they name is not set."""
    for one in articles:
        for name in blanks(one.answer.text):
            if not values.get(name):
                what = f"is not given: `policy set {name}` has not been done"
                yield Finding(one.answer.id, what, warning=True)


def links(article: Article) -> tuple[str, ...]:
    """The web addresses an answer leads to; to a mailbox nobody can look in."""
    found = (node.address for node in _nodes(parse(article.answer.text)))
    return tuple(dict.fromkeys(address for address in found if address.startswith(("http://", "https://"))))


def _nodes(nodes: Iterable[Node]) -> Iterator[Link]:
    for node in nodes:
        if isinstance(node, Link):
            yield node
        if isinstance(node, ListOf):
            for item in node.items:
                yield from _nodes(item)
        elif isinstance(node, Paragraph) or hasattr(node, "children"):
            yield from _nodes(node.children)


async def dead_links(articles: Iterable[Article], seconds: float = TIMEOUT) -> tuple[Finding, ...]:
    """Each address asked once. If none could be reached at all, that is more likely our line than theirs."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for one in articles:
        for address in links(one):
            wanted[address].append(one.answer.id)
    if not wanted:
        return ()
    turn, limit = asyncio.Semaphore(AT_ONCE), aiohttp.ClientTimeout(total=seconds)
    async with aiohttp.ClientSession(timeout=limit) as session:
        answers = await asyncio.gather(*(_look(session, turn, address) for address in wanted))
    if not any(isinstance(answer, int) for answer in answers):
        return (Finding("links", f"{len(wanted)} not checked: nothing could be reached from here", warning=True),)
    return tuple(
        Finding(id, f"{address}: {answer}")
        for (address, ids), answer in zip(wanted.items(), answers, strict=True)
        for id in ids
        if isinstance(answer, str) or answer >= GONE
    )


async def _look(session: aiohttp.ClientSession, turn: asyncio.Semaphore, address: str) -> int | str:
    """Its status, or why there is none."""
    async with turn:
        try:
            async with session.head(address, allow_redirects=True) as answer:
                if answer.status not in NO_HEAD:
                    return answer.status
            async with session.get(address) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError, ValueError) as no:
            return f"no answer ({type(no).__name__})"
