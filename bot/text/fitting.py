"""Texts made to fit a platform, whatever it makes of our markup: in parts, cut, or on one line."""

import re
from collections.abc import Callable, Iterator

from bot.text.cutting import parts, shorten
from bot.text.words import clean, quiet

Written = Callable[[str], str]
"""A markup text of ours as a platform reads it."""

ADDRESS = re.compile(r"(?<!\w)https?://[^\s<>*|`\\\[\]\"']+[^\s<>*|`\\\[\]\"'_~.,:;!?)]", re.IGNORECASE)
"""A web address among words, without what only ends the sentence."""

FILE_NAME = 100
_ODD = re.compile(r"[^\w.()-]+")


def units(shown: str) -> int:
    """As clients count: astral letters twice, which is never too few."""
    return len(shown) if shown.isascii() else len(shown.encode("utf-16-le", "surrogatepass")) // 2


def in_parts(markup: str, limit: int, written: Written) -> tuple[str, ...]:
    """A text in parts that fit, as the platform reads them."""
    return tuple(_parts(markup, limit, written))


def cut(markup: str, limit: int, written: Written) -> str:
    """A text that must fit at once, with an ellipsis when something is missing."""
    whole = written(markup)
    if units(whole) <= limit:
        return whole
    first = next(_parts(markup, limit - 2, written), "")
    return f"{first} …"


def _parts(markup: str, limit: int, written: Written) -> Iterator[str]:
    return (written(part) for part in parts(markup, limit, lambda part: max(units(written(part)), 1)))


def label(words: str, limit: int) -> str:
    """Words where no markup is shown: a button, a menu, a name."""
    flat = " ".join(quiet(words).split())
    while units(flat) > limit:
        flat = shorten(flat, min(limit, len(flat) - 1))
    return flat


def file_name(name: str) -> str:
    """A stranger's file name, without anything that means something to a system or to a platform."""
    stem, dot, ending = _ODD.sub("_", clean(name)).strip("._").rpartition(".")
    ending = ending[:10]
    return f"{stem[: FILE_NAME - 11]}{dot}{ending}".strip("._") or "file"
