"""Guesses the language a message is in, cheaply: by script, then by words that tell; listed in data/languages.toml."""

import re
from typing import Final

import numpy as np

from bot.hearing.lexicon import tables

_SCRIPTS: Final = (
    ("ja", "\u3040", "\u30ff"),
    ("ko", "\uac00", "\ud7a3"),
    ("zh", "\u4e00", "\u9fff"),
    ("ru", "\u0400", "\u04ff"),
    ("ar", "\u0600", "\u06ff"),
    ("hi", "\u0900", "\u097f"),
    ("el", "\u0370", "\u03ff"),
    ("he", "\u0590", "\u05ff"),
    ("th", "\u0e00", "\u0e7f"),
)
# What is in none of them; a set of them all takes milliseconds to compile.
_FAR: Final = re.compile("[^\x00-\u036f\u2000-\u2fff\ufe00-\ufe0f\U00010000-\U0010ffff]")
_READ: Final = 400
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SURE, _CLEAR, _SMALL = 3, 2, 1
# Letters and endings that speak for a language as a small word does.
_SIGNS: Final = tuple(
    (code, re.compile(letters))
    for code, letters in (
        ("es", r"[ñ¿¡áíóú]|ción\b|ciones\b"),
        ("pt", r"[ãõáíóúç]|ção\b|ções\b|inha\b"),
        ("fr", r"[èêàùûîôœëç]|(?<=\w)é(?:e|es|s)?\b|eux\b"),
        ("it", r"[èàùòì]\b|zion[ei]\b|issim[oaie]\b|mente\b"),
        ("de", r"[äöüß]|(?:ung|ungen|lich|heit|keit)\b"),
    )
)
_FEW: Final = 3
"""In more words than these none is enough by itself: an English sentence may have a brand or a title in it."""
_ENOUGH: Final = 3
"""A score of less may be chance: one clear word and a small one is the least, or one that is sure."""


def _scores() -> dict[str, tuple[tuple[str, int], ...]]:
    """For each word the languages it speaks for, and how much."""
    scores: dict[str, dict[str, int]] = {}
    for code, words in tables("languages").items():
        for kind, weight in (("small", _SMALL), ("clear", _CLEAR), ("sure", _SURE)):
            for word in words.get(kind, "").split():
                scores.setdefault(word, {})[code] = weight
    return {word: tuple(each.items()) for word, each in scores.items()}


_SPEAKS: Final = _scores()


def language(text: str) -> str:
    """A two-letter code; English when nothing speaks clearly against it."""
    plain = text.isascii()
    if not plain and (script := _script(text)):
        return script
    total = dict.fromkeys(tables("languages"), 0)
    begun = text[:_READ].lower()
    words = _TOKEN.findall(begun.replace("’", "'"))
    most = _SURE if len(words) <= _FEW else _CLEAR
    for word in words:
        for code, weight in _SPEAKS.get(word, ()):
            total[code] += min(weight, most)
    if not plain:
        for code, sign in _SIGNS:
            total[code] += len(sign.findall(begun))
    english = total.pop("en")
    best = max(total, key=lambda code: total[code])
    # Two or three words of another language in an English message are a name, a greeting or a joke.
    known = total[best] >= _ENOUGH and total[best] > 1.5 * english and 3 * total[best] > len(words)
    return best if known else "en"


def _script(text: str) -> str | None:
    """The language of a script in which a good third of the letters are, if there is one."""
    if not (far := "".join(_FAR.findall(text))):
        return None
    codes = np.frombuffer(far.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    letters = sum(map(str.isalpha, text))
    for code, first, last in _SCRIPTS:
        if 3 * np.count_nonzero((codes >= ord(first)) & (codes <= ord(last))) > letters > 0:
            return code
    return None
