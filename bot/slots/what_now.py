""" "What now": asked by who has been told how a thing stands, and says no more than that."""

import re

_LEAD = (
    r"\W*(?:(?:ok(?:ay)?|so|and|but|then|well|h+m+|oh|omg|god|damn|no+|help|please|pls|thanks?|thank you|thx|right|now"
    r"|hello|alright|great|cool)\W+)*"
)
_NOW = (
    r"(?:now what|(?:what|wat)(?:'?s| is)? (?:now|next|then|to do"
    r"|(?:(?:else )?(?:do|can|should|must|shall) (?:else )?)?(?:i|we) (?:(?:have|need|got) to )?do))"
    r"(?: (?:now|next|then|here|first|right|meanwhile|in the meantime|until then|about (?:it|that|this)))*\W*"
)
_WHAT_NOW = re.compile(rf"{_LEAD}{_NOW}", re.I)
_AT_THE_END = re.compile(rf"(?:^|[.,;!?\n]){_LEAD}{_NOW}$", re.I)
_ANYTHING = re.compile(
    rf"{_LEAD}(?:do|must|should) i (?:have to |need to )?do (?:anything|something)(?: (?:now|else|more))*\W*", re.I
)


def asks_now(text: str) -> bool:
    """Whether that is asked, and nothing else."""
    return _WHAT_NOW.fullmatch(text.replace("’", "'")) is not None


def ends_with_now(text: str) -> bool:
    """Whether it is asked behind whatever was said before."""
    return _AT_THE_END.search(text.replace("’", "'")) is not None


def asks_for_a_part(text: str) -> bool:
    """Whether they ask if there is anything left for them to do."""
    return _ANYTHING.fullmatch(text.replace("’", "'")) is not None
