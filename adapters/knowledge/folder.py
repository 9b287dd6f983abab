"""Reads a folder of answers; what is wrong is named by file and line."""

from functools import lru_cache
from pathlib import Path

from adapters.knowledge.front import KnowledgeError, read_front
from adapters.knowledge.markdown import to_markup
from bot.blanks import OPEN
from bot.knowledge import Answer, Article, Shelf, blanks
from bot.text import clean, escape

MOST_BYTES = 100_000
"""The largest file that is read; an answer is a few hundred characters."""

__all__ = ["KnowledgeError", "folder"]


def folder(path: Path) -> Shelf:
    """All *.md files under `path`; raises KnowledgeError, one line for each fault."""
    if not path.is_dir():
        raise KnowledgeError(f"{path}: there is no such folder of answers")
    articles: list[Article] = []
    faults: list[str] = []
    for file in sorted(path.rglob("*.md")):
        name = file.relative_to(path)
        if any(part.startswith((".", "_")) for part in name.parts):
            continue
        try:
            articles.append(_article(name, _read(file, name)))
        except KnowledgeError as fault:
            faults.append(str(fault))
    if faults:
        raise KnowledgeError("\n".join(faults))
    return _shelf(tuple(articles))


# Both are the same for the same words: what has not changed is not made out again when the folder is read again.
@lru_cache(2)
def _shelf(articles: tuple[Article, ...]) -> Shelf:
    return Shelf(articles)


@lru_cache(256)
def _article(name: Path, stored: bytes) -> Article:
    try:
        written = clean(stored.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise KnowledgeError(f"{name}: not a text in UTF-8 (byte {fault.start})") from None
    front, body = read_front(written, str(name))
    text = to_markup(body)
    if not text:
        raise KnowledgeError(f"{name}:{front.body_line}: the answer itself is missing")
    if strange := [blank for blank in blanks(text) if blank not in OPEN]:
        raise KnowledgeError(f"{name}: nothing is known to fill in {{{strange[0]}}}; see docs/knowledge.md")
    title = front.title or name.stem.replace("-", " ").capitalize()
    id, source = name.with_suffix("").as_posix(), escape(front.source or title)
    answer = Answer(id, escape(title), text, source, things=front.things)
    return Article(answer, frozenset(front.intents), front.asks)


def _read(file: Path, name: Path) -> bytes:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise KnowledgeError(f"{name}: larger than {MOST_BYTES // 1000} kB; split it into several answers")
        return file.read_bytes()
    except OSError as fault:
        raise KnowledgeError(f"{name}: cannot be read ({fault.strerror})") from None
