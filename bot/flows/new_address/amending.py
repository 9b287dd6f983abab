"""An address put right in a few words: another number, a flat, another postcode."""

import re

from bot import corrections
from bot.slots.addresses import STREETS
from bot.slots.around import TALK
from bot.slots.letters import UNIT
from bot.slots.negation import denied
from bot.slots.postcodes import POSTCODES

_LEAD = (
    r"\W*(?:(?:no+|nope|sorry|oops|wait|actually|oh|um+|er+|i mean|i meant|yes|ok(?:ay)?|but|and|it'?s|it is|that'?s"
    r"|is|wrong|should be|make (?:it|that)|the|house|street|number|postcode|zip|code|nr\.?|please|pls|with|in|at)"
    r"\b\W*)*"
)
_TAIL = r"(?:\W+(?:please|pls|sorry|instead|actually|not that|thanks))*\W*"
_PART = r"[\w'’-]+"
_IS = r"(?:(?:but|rather|actually|just|it'?s|it is|is|should be|number)\W+)"
SWAPS = (
    re.compile(rf"{_LEAD}not (?:flat |number |the )?(?P<old>{_PART})\W+{_IS}*(?P<new>{_PART}){_TAIL}", re.I),
    re.compile(
        rf"{_LEAD}not (?P<old>{_PART}(?: {_PART}){{0,2}}?),? {_IS}+(?P<new>{_PART}(?: {_PART}){{0,2}}?){_TAIL}", re.I
    ),
    re.compile(
        rf"{_LEAD}(?:flat )?(?P<new>{_PART}(?: {_PART}){{0,2}}?),? (?:and )?(?:not|instead of) (?:flat |number |the )?"
        rf"(?P<old>{_PART}(?: {_PART}){{0,2}}?){_TAIL}",
        re.I,
    ),
    re.compile(rf"{_LEAD}(?P<old>{_PART}) (?:should be|must be) (?P<new>{_PART}){_TAIL}", re.I),
)
"""Says of a part of it that it is another: "not 14, it's 41"."""
FILLERS = TALK | frozenset(
    "that that's thats is are am was be why anymore any more sorry please fine ok okay good right wrong true mine yours"
    " here there then now again really just only at all yet it's its this these those and but or so my our".split()
)
"""Words that no part of an address is: "that is not Leeds" names no other town."""
FLAT = re.compile(r"(?<!\w)(?P<unit>(?:flat|apt|apartment|unit|suite|floor|room)\.?\s*#?(?:\d+\w?|[a-z])\b)", re.I)
FEW = 8
"""Words in which a flat is named and nothing else."""
_HOUSE = rf"\d+[a-z]?,? (?:[^\W\d][\w'’-]* ){{1,3}}?(?:{STREETS})\b\.?"
HOUSE = re.compile(rf"(?<!\w){_HOUSE}", re.I)
STREET = re.compile(rf"{_LEAD}(?P<street>{_HOUSE}){_TAIL}", re.I)
WRONG = re.compile(
    r"\b(?:wrong|incorrect|not (?:right|correct)|isn'?t (?:right|correct)|mistake|typo|forgot|missing)\b", re.I
)
NUMBER = re.compile(rf"{_LEAD}(?P<number>\d{{1,4}}[a-z]?){_TAIL}", re.I)
DIGIT = re.compile(r"\d")


def amended(before: str, text: str, country: str) -> str:
    """The address as it reads with what these words put right; empty if they put nothing right."""
    text = text.replace("’", "'")
    ways = (
        _swapped(before, text),
        _with_street(before, text),
        _with_flat(before, text),
        _with_code(before, text, country),
        _with_number(before, text, country),
    )
    return next((line for line in ways if line and line != before), "")


PART = r"(?P<part>(?:house|flat|door|apartment) (?:number|no\.?)|post ?code|zip(?: ?code)?|street(?: name)?)"
PART_IS_WRONG = re.compile(
    rf"\b(?:(?:wrong|incorrect|forgot (?:the|my)|(?:change|correct|fix|update|mistake in) (?:the|my)) {PART}"
    rf"|(?:the|my) {PART.replace('<part>', '<parted>')}"
    r" (?:(?:is|was) (?:wrong|incorrect|missing|not right)|should (?:be|read)))\b",
    re.I,
)
"""Says that a part of the address is wrong that was given with the order."""
_BUT = r"(?:\W+(?:not|instead of) \S+)?"
_SHOULD_BE = re.compile(
    r"(?:(?:\W+(?:on|in|for|of|at) (?:my|the|that|this) (?:order|address|parcel|delivery|form|checkout))?\W+"
    r"(?:(?:it's|that's|its?(?!')|is|should|must|will|be|to|read|say|sorry|please|can|could|you|the|right|correct|one|make"
    rf"|number)\b[^\w#]*)*)(?P<part>\S.*?){_BUT}{_TAIL}",
    re.I | re.S,
)


def put_right(stands: str, text: str, country: str) -> str:
    """The address that an order goes to with that part put right; empty if no part is named, or what it should be."""
    text = " ".join(text.replace("’", "'").split())
    if right := _renumbered(stands, text):
        return right
    wrong = PART_IS_WRONG.search(text)
    said = _SHOULD_BE.fullmatch(text, wrong.end()) if wrong else None
    return with_part(stands, wrong, said["part"], country) if wrong and said else ""


_OTHER_NUMBER = re.compile(
    r"(?<![\w-])(?P<new>\d{1,5}[a-z]?)\W+(?:and )?(?:not|instead of) (?:number )?(?P<old>\d{1,5}[a-z]?)(?![\w-])"
    r"|\bnot (?:number )?(?P<was>\d{1,5}[a-z]?)\W+(?:(?:but|it's|should be|its)\W+)*(?P<be>\d{1,5}[a-z]?)(?![\w-])",
    re.I,
)


def _renumbered(stands: str, text: str) -> str:
    """The address with another house number, in the middle of other words: "it should be 602 not 620 Alder Court"."""
    said = _OTHER_NUMBER.search(text)
    new, old = (said["new"] or said["be"], said["old"] or said["was"]) if said else ("", "")
    house = re.compile(rf"^{re.escape(old)}(?!\w)", re.I)
    return house.sub(new, stands) if said and house.search(stands) else ""


def with_part(stands: str, wrong: re.Match[str], part: str, country: str) -> str:
    """The address with this for the part that was said to be wrong; empty if it is none such."""
    name = (wrong["part"] or wrong["parted"]).casefold()
    if name.startswith(("flat", "apartment")):
        right = _with_flat(stands, part if FLAT.fullmatch(part) else f"flat {part}")
    elif name.startswith("street"):
        right = _on_street(stands, part)
    elif name.startswith(("house", "door")):
        right = _with_number(stands, f"number {part}", country)
    else:
        right = _with_code(stands, part, country)
    return "" if right == stands else right


def _on_street(stands: str, part: str) -> str:
    """Another street with the number that is known."""
    known = HOUSE.findall(stands)
    street = re.fullmatch(rf"(?:[^\W\d][\w'’-]* ){{1,3}}(?:{STREETS})", part, re.I)
    number = re.match(r"\d+[a-z]?", known[0], re.I) if len(known) == 1 else None
    return stands.replace(known[0], f"{number[0]} {part}", 1) if street and number else ""


def disputes(before: str, text: str) -> bool:
    """Whether something of it is said to be otherwise, though not what: a number that is not in it, or "wrong"."""
    known = set(re.findall(r"\w+", before.casefold()))
    numbers = [word for word in re.findall(r"\w+", text.casefold()) if DIGIT.search(word)]
    return any(number not in known for number in numbers) or bool(WRONG.search(text))


def _swapped(before: str, text: str) -> str:
    """Another word or number in the place of one that stands in it once."""
    for pattern in SWAPS:
        said = pattern.fullmatch(text)
        if said is None or bool(DIGIT.search(said["old"])) != bool(DIGIT.search(said["new"])):
            continue
        old = re.compile(rf"(?<!\w){re.escape(said['old'])}(?!\w)", re.I)
        if len(old.findall(before)) == 1 and not FILLERS & set(said["new"].casefold().split()):
            return old.sub(said["new"], before)
    return ""


def _with_street(before: str, text: str) -> str:
    """ "Actually 41 Mill Lane": another street with its number, where one of both stands in it; in the middle of other
    words the same street with another number."""
    said, known = STREET.fullmatch(text), HOUSE.findall(before)
    if said is None and len(known) == 1 and (houses := HOUSE.findall(text)):
        street = known[0].partition(" ")[2].casefold().rstrip(".")
        same = houses[-1].partition(" ")[2].casefold().rstrip(".") == street
        bare = text.replace(houses[-1], " ")
        elsewhere = any(re.search(p, bare, re.I) for p in (r"\d{5}", r"[a-z]{1,2}\d\w? ?\d[a-z]{2}\b"))
        return before.replace(known[0], houses[-1], 1) if same and not elsewhere else ""
    return before.replace(known[0], said["street"], 1) if said and len(known) == 1 else ""


def _with_flat(before: str, text: str) -> str:
    said, known = FLAT.search(text), re.search(rf"\b{UNIT}", before, re.I)
    if said is None or len(text.split()) > FEW or denied(text, said.start("unit")):
        return ""
    if known:
        return before.replace(known.group(), said["unit"], 1)
    return f"{said['unit']}, {before}"


def _with_code(before: str, text: str, country: str) -> str:
    """Another postcode, where one is known already."""
    pattern = POSTCODES.get(country)
    said = re.fullmatch(rf"{_LEAD}(?P<code>{pattern}){_TAIL}", text, re.I) if pattern else None
    known = re.findall(rf"(?<![\w-]){pattern}(?![\w-])", before, re.I) if said else []
    return before.replace(known[-1], said["code"]) if said and known else ""


def _with_number(before: str, text: str, country: str) -> str:
    """ "No wait, 18": the house number, where it is said that the one before was wrong and there is but one."""
    said = NUMBER.fullmatch(text)
    if said is None or not (corrections.marked(text) or re.search(r"\bnumber\b", text, re.I)):
        return ""
    code = POSTCODES.get(country)
    if code and re.fullmatch(code, said["number"], re.I):
        return ""  # it may as well be the postcode
    apart = re.compile(rf"\b{UNIT}|(?<![\w-]){code or '(?!)'}(?![\w-])", re.I)
    bare = apart.sub(lambda found: "\0" * len(found.group()), before)
    known = list(re.finditer(r"(?<![\w-])\d{1,5}[a-z]?(?![\w-])", bare, re.I))
    if len(known) != 1:
        return ""
    return before[: known[0].start()] + said["number"] + before[known[0].end() :]
