"""Whether the reason for one thing is another's too: "the boots are too small and the jumper too"."""

import re

from bot.slots.goods import COLOURS, SIZES, Reason

TOO = re.compile(r"\b(?:too|as well|also|likewise)\W*$", re.I)
FOR_ANOTHER = re.compile(rf"\bfor (?:an? |the |size )*(?:{COLOURS}|{SIZES})(?: {SIZES})?\W*$", re.I)
"""Is swapped as the one before it: "the jumper for a grey m and the boots for 42"."""


def goes_on(part: str, reason: Reason | None) -> bool:
    """Whether a part of a message that gives no reason of its own goes on with the one before."""
    return bool(TOO.search(part) or (reason is Reason.UNWANTED and FOR_ANOTHER.search(part)))
