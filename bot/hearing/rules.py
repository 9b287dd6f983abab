"""What plain words settle: a few certain rules, and nudges that add log-odds; listed in data/rules.toml."""

import re
from typing import Final

from bot.hearing.heard import Entity
from bot.hearing.lexicon import Phrases, Said, said, tables

_TABLES: Final = tables("rules")
_ALONE: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (row["intent"], re.compile("|".join(row["words"]))) for row in _TABLES["alone"]
)
_COMMON: Final[dict[str, float]] = _TABLES["common"]
_NUDGES: Final[tuple[tuple[str, float, Phrases], ...]] = tuple(
    (row["intent"], row["weight"], Phrases(row["words"])) for row in _TABLES["nudge"]
)
_BARE_HUMAN: Final = re.compile("|".join(_TABLES["human"]["bare"]))
_CALL: Final = Phrases(_TABLES["call"]["words"])
_NO_CALL: Final = Phrases(_TABLES["call"]["none"])
_ASKED: Final = 3.5
_EDGES: Final = " \n.,!:;~*)(-"
_LITTLE: Final = Phrases(["it'?s|is|the|my|order|number|no|sure|here|you|go|and|ref|tracking|id|email|phone"])
_NUMBER: Final = re.compile(r"#?[a-z]{0,3}-?\d{3,14}")
_LETTER: Final = re.compile(r"[^\W\d_]")


def _human() -> Phrases:
    parts = _TABLES["human"]
    words = "|".join(parts["words"])
    for name in ("want", "someone"):
        words = words.replace(f"<{name}>", f"(?:{'|'.join(parts[name])})")
    return Phrases([words])


_HUMAN: Final = _human()


def alone(text: str, found: tuple[Entity, ...]) -> str | None:
    """The intent of a message that is nothing but small talk, an answer, or a number."""
    words = said(text).strip(_EDGES)
    if len(words) > 60:
        return None
    settled = next((intent for intent, pattern in _ALONE if pattern.fullmatch(words)), None)
    if settled:
        return settled
    return "provide_info" if _only_named(words, found) else None


def _only_named(words: str, found: tuple[Entity, ...]) -> bool:
    left = words
    for entity in found:
        left = left.replace(said(entity.text), "")
    named = bool(found) and not _LETTER.search(_LITTLE.sub("", Said(left)))
    return named or bool(_NUMBER.fullmatch(words))


def nudges(words: Said) -> dict[str, float]:
    """Log-odds that telling words add, and how common each intent is; `words` as `lexicon.said` gives them."""
    added = {intent: weight for intent, weight, phrases in _NUDGES if phrases.search(words)}
    if asks_for_person(words):
        added["human_agent"] = _ASKED
    if asks_for_call(words):
        added["phone_call"] = _ASKED
    return {intent: added.get(intent, 0) + _COMMON.get(intent, 0) for intent in added.keys() | _COMMON.keys()}


def asks_for_person(words: Said) -> str | None:
    """The words that ask for a human being, if any."""
    if match := _HUMAN.search(words):
        return match.group().strip()
    return words.strip() if len(words) < 40 and _BARE_HUMAN.fullmatch(words) else None


def asks_for_call(words: Said) -> str | None:
    """The words that ask to be called, or for a number to call, if any."""
    match = _CALL.search(words)
    return match.group().strip() if match and not _NO_CALL.search(words) else None
