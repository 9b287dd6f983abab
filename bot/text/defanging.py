"""Links and addresses as evidence: to be read, not to be followed."""

import re

_SCHEME = re.compile(r"\b(h)tt(ps?://)", re.IGNORECASE)
_DOT = re.compile(r"(?<=\w)\.(?=[a-z]{2,})", re.IGNORECASE)


def defanged(text: str) -> str:
    """The text with no link in it that anybody, or any chat program, could follow by mistake."""
    return _DOT.sub("[.]", _SCHEME.sub(r"\1xx\2", text))
