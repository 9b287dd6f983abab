"""What is said not to be: "I don't want to wait" chooses no waiting, "it does not leak" names no leak."""

import re

NOT = re.compile(
    r"\b(?:not(?! only\b)|never|nothing|without|instead of|rather than|no need (?:to|for)"
    r"|(?:do|does|did|is|are|was|were|wo|would|ca|can|could|should|have|has|had)n'?t|cannot)\b(?! (?:you|u|we|they)\b)",
    re.I,
)
"""A no to what follows; "can't you send another one?" is none."""
BREAKS = re.compile(
    r"[,.;:!?\n]|\b(?:and|but|because|cause|so|it|them|this|that|these|those|just|then|please|pls|plz)\b", re.I
)
"""Where a no ends: "I don't want it, refund me" asks for a refund."""
REACH = 3
"""Words that a no still reaches over."""


def denied(text: str, start: int) -> bool:
    """Whether what stands at `start` of these words is said under a no."""
    *_, last = [None, *NOT.finditer(text, 0, start)]
    if last is None:
        return False
    between = text[last.end() : start]
    return not BREAKS.search(between) and len(between.split()) <= REACH


def said(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a pattern is found where nothing denies it."""
    return bool(spans(pattern, text))


def spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where a pattern is found, where nothing denies it."""
    text = text.replace("’", "'")
    return [found.span() for found in pattern.finditer(text) if not denied(text, found.start())]
