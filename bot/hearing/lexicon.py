"""Reads the word lists of this package: regular expressions a person can review, in TOML."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def tables(name: str) -> dict[str, Any]:
    """One packaged file of word lists."""
    return tomllib.loads((files("bot.hearing") / "data" / f"{name}.toml").read_text("utf-8"))


def whole(words: list[str]) -> re.Pattern[str]:
    """Any of these, as whole words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")


def said(text: str) -> str:
    """Text as the word lists are written: lower case, straight apostrophes."""
    return text.lower().replace("’", "'").replace("`", "'")


def places(pattern: re.Pattern[str], text: str) -> list[int]:
    """Every place where the pattern matches, those inside another match included."""
    found = []
    match = pattern.search(text)
    while match:
        found.append(match.start())
        match = pattern.search(text, match.start() + 1)
    return found


def matches(pattern: re.Pattern[str], text: str, at: list[int]) -> Iterator[re.Match[str]]:
    """What `finditer` gives, of a pattern that can match nowhere but at these places."""
    reach = 0
    for place in at:
        if place >= reach and (match := pattern.match(text, place)):
            reach = match.end()
            yield match
