"""Guesses the language a message is in, cheaply: by script, then by words that tell; listed in data/languages.toml."""

import re
from typing import Final

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
_FAR: Final = re.compile(f"[{''.join(f'{first}-{last}' for _, first, last in _SCRIPTS)}]")
_READ: Final = 400
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CLEAR, _SMALL = 2, 1
# Letters and endings that speak for a language as a small word does.
_SIGNS: Final = tuple(
    (code, re.compile(letters))
    for code, letters in (
        ("es", r"[ñ¿¡áíóú]|ción\b|ciones\b"),
        ("pt", r"[ãõáíóúç]|ção\b|ções\b|inha\b"),
        ("fr", r"[èêàùûîôœëç]|é(?:e|es|s)?\b|eux\b"),
        ("it", r"[èàùòì]\b|zion[ei]\b|issim[oaie]\b|mente\b"),
        ("de", r"[äöüß]|(?:ung|ungen|lich|heit|keit)\b"),
    )
)
_ENOUGH: Final = 3
"""A score of less may be chance: one clear word and a small one is the least."""


def _scores() -> dict[str, dict[str, int]]:
    """For each word the languages it speaks for, and how much."""
    scores: dict[str, dict[str, int]] = {}
    for code, words in tables("languages").items():
        for kind, weight in (("small", _SMALL), ("clear", _CLEAR)):
            for word in words[kind].split():
                scores.setdefault(word, {})[code] = weight
    return scores


_SPEAKS: Final = _scores()


def language(text: str) -> str:
    """A two-letter code; English when nothing speaks clearly against it."""
    if not text.isascii() and (far := _FAR.findall(text)):
        letters = sum(map(str.isalpha, text))
        for code, first, last in _SCRIPTS:
            if 3 * sum(first <= character <= last for character in far) > letters > 0:
                return code
    total = dict.fromkeys(tables("languages"), 0)
    words = _TOKEN.findall(text[:_READ].lower().replace("’", "'"))
    for word in words:
        for code, weight in _SPEAKS.get(word, {}).items():
            total[code] += weight
    if not text.isascii():
        for code, sign in _SIGNS:
            total[code] += len(sign.findall(text[:_READ].lower()))
    english = total.pop("en")
    best = max(total, key=lambda code: total[code])
    # Two or three words of another language in an English message are a name, a greeting or a joke.
    known = total[best] >= _ENOUGH and total[best] > 1.5 * english and 3 * total[best] > len(words)
    return best if known else "en"
