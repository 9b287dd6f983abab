"""Whether words typed in a case's thread are marked as a note, or may have been meant as one.

What is marked never goes to the customer. What is in doubt is asked about: a press too many does no harm, a note
that the customer reads does.
"""

import re
from difflib import SequenceMatcher
from typing import Final

_EDGE: Final = r"[\s\\*_~`>|#•(\[{\"'“‘«-]*"
"""What bold, a heading, a list, a quotation or brackets put before the first word."""
_NOTE: Final = re.compile(
    rf"{_EDGE}(?:"
    r"[/／]{2}"
    r"|[/／!！]\s*note(?![\w’'])(?=\W*\w)"
    r"|note[\s*_~`]*[:：]"
    r"|(?<=[\[({])\s*note\s*\\?[\])}]"
    r")",
    re.IGNORECASE,
)
_PERHAPS: Final = re.compile(
    rf"{_EDGE}(?:"
    r"(?:(?:internal|staff|private|team|quick)\s+)?notes?[\s*_~`]*(?:[^\w\s’'*_~`]|\Z)"
    r"|note\s+(?!(?:that|how|your?|our|if|when|there|also)\b)\w"
    r"|(?:internal|private|(?:for\s+)?staff(?:\s+only)?|not\s+for\s+(?:the\s+)?customers?)\s*[:–—,-]"
    r"|(?P<word>[a-z]{3,6})\s*[:：]"
    r")",
    re.IGNORECASE,
)
_ALIKE = 0.8


def is_note(text: str) -> bool:
    """Whether it is marked as one, with `//`, `note:` or `/note`."""
    return _NOTE.match(text) is not None


def perhaps_note(text: str) -> bool:
    """Whether it may have been meant as one: "note - …", "note …", "noet: …"; "Note that …" is for the customer."""
    found = _PERHAPS.match(text)
    return found is not None and (not found["word"] or _misspelt(found["word"].casefold()))


def _misspelt(word: str) -> bool:
    return sorted(word) == sorted("note") or SequenceMatcher(None, word, "note").ratio() > _ALIKE
