"""Whether a club that ends may be taken up again: a question about later, beside its end."""

import re

_RETURNS = (
    r"(?:come back|(?:re-?start|re-?join|re-?activate|re-?subscribe|resume|un-?cancel)(?:ing)?|coming back|return to"
    r"|(?:start|begin|sign up|join|subscribe|continue|have|get|turn|switch)(?:ing)?(?: (?:it|this|that|back|on|up"
    r"|(?:the|my) (?:\w+ )?(?:club|circle|box|plan|subscription|membership)))* (?:again|back|back on|back up|later)"
    r"|change my mind)"
)
COMES_BACK = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|and|but|so|hm+|well|wait|then|oh|first|sorry|quick question)\W+)*"
    r"(?:(?:can|could|may|will|would|am|do|if|is|are|what|how)\b(?=[^.!?]{0,60}\b"
    rf"{_RETURNS})|(?:once|after) [^.!?]{{0,40}}\b(?:can|could) i\b(?=[^.!?]{{0,60}}\b{_RETURNS}))[^.!]*\W*$",
    re.I,
)
"""Asks whether it can be taken up again later."""
NO_RETURN = re.compile(
    r"\b(?:money|refund\w*|charge\w*|order\w*|parcel|instead|don'?t cancel|not cancel|driver|courier|carrier|colleague"
    r"|person|somebody|come back to (?:me|you))\b",
    re.I,
)
"""Speaks of something else that comes back."""


def comes_back(text: str) -> bool:
    """Whether these words ask if a club that has ended can be started again."""
    text = text.replace("\u2019", "'")
    return COMES_BACK.search(text) is not None and not NO_RETURN.search(text)
