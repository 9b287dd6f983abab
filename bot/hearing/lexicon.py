"""Reads the word lists of this package: regular expressions a person can review, in TOML."""

import re
import tomllib
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
