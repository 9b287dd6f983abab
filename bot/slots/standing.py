"""The address that an order goes to so far, written beside the new one or in its place: it is no new one."""

import re

GONE = re.compile(
    r"\b(?:old|not|n['’]?t|(?:do|does|did|wo|is|are|was|have|has|ca)n['’]?t|any ?more|no longer|wrong|incorrect|used to"
    r"|moved|moving|left|leaving|previous|former|outdated|instead of|rather than|change[ds]?|different)\b",
    re.I,
)
"""Says of a place that it is not where they are to be found."""
_HOUSE = re.compile(r"\d")


def without_it(text: str, stands: str) -> str:
    """The text without the address that stands, wherever it is written; the same where it is not in it."""
    return found.sub(" \n ", text) if (found := _written(stands)) else text


def is_left(text: str, stands: str) -> bool:
    """Whether that address is written as one that holds no more: "it goes to 31 Old Mill Road, I don't live there"."""
    rest = without_it(text, stands)
    return rest != text and GONE.search(rest) is not None


def _written(stands: str) -> re.Pattern[str] | None:
    """House and street as they stand, with what of the rest follows them."""
    parts = stands.split(",")
    first = next((at for at, part in enumerate(parts) if _HOUSE.search(part)), None)
    if first is None:
        return None
    street = r"\W+".join(map(re.escape, re.findall(r"\w+", parts[first])))
    rest = "|".join(map(re.escape, dict.fromkeys(re.findall(r"\w+", " ".join(parts[first + 1 :])))))
    more = rf"(?:[ ,.]{{1,3}}(?:{rest})(?!\w))*" if rest else ""
    return re.compile(rf"(?<!\w){street}(?!\w){more}", re.I)
