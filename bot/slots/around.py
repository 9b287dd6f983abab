"""What stands around an address in a message: the words that lead to it, and those that go on behind it."""

import re

from bot.slots.letters import UNIT

TALK = frozenset("what do does you i it is don't dont know why where how no yes not can this that me my".split())
NOT_A_TOWN = frozenset(
    "right ok okay fine wrong late urgent need soon just please thanks thank sorry hello hi hey help sure cancel stop a"
    " an the our your home work office house flat transit gone here there asap bed hospital hurry moment address new"
    " january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday"
    " old change yeah yep nope never great good idk um well so then today tomorrow person human agent refund"
    " both all each every everything either neither them these those".split()
)
NAME = re.compile(r"[A-Z][\w'’.-]+(?: (?:the|of|de|van|von|la|and|&|[A-Z][\w'’.-]*)){0,4}")
COMPANY = re.compile(r"(?:[\w'’&.-]+ ){1,4}(?:ltd|limited|llc|inc|plc|gmbh|corp|co)\.?", re.I)
BREAKS = re.compile(
    r"[\n,;]|(?<=\w{3})[.!]\s+(?=[A-Z])|(?<=\w{5})(?<!str)\.\s+(?=\S)|[?!]+(?:\s+|$)|(?<!\d)\s+[-–—]\s+|\s+[-–—]\s+(?!\d)"
)
"""Where a piece of an address may end: at a line, a comma, the end of a sentence, a dash."""
ASIDE = re.compile(r"\((?:my|our|not|it['’]?s|that['’]?s|because|next|near|behind|opposite)\b[^)]*\)", re.I)
HELLO = re.compile(r"^\W*(?:hi|hello|hey|ok(?:ay)?|yes|sure|so|please|no)\b[\s,.!:]*", re.I)
GREETS = re.compile(r"^\W*(?:hi|hiya|hello|hey|dear|good (?:morning|day|evening|afternoon))\b", re.I)
CHATTER = re.compile(
    r"^.*\b(?:(?:send|deliver|ship|sent|delivered|shipped|go|change|update|redirect|forward|move|moved)\b"
    r"[^,\n]*?\b(?:to|at)"
    r"|address(?: is| to|:)?(?: now)?|liv(?:e|ing)(?: now)? (?:at|in)|(?:flat|house|place|home|one) is"
    r"|(?:should|must) (?:be|read|go to)|it'?s|it is|^at|to(?=\s+\S*\d)|^to)"
    r"\s*:?\s+",
    re.I,
)
_ENDS = r"(?![\w'’])"
_KIN = (
    r"(?:mums?|moms?|mothers?|dads?|fathers?|parents?|folks|nans?|grans?|grandmas?|grandpas?|grand(?:mother|father)s?"
    r"|brothers?|sisters?|sons?|daughters?|aunt(?:ie)?s?|uncles?|cousins?|wife|wifes|husbands?|partners?"
    r"|girlfriends?|boyfriends?|fianc[ée]e?s?|friends?|mates?|flat ?mates?|room ?mates?|neighbou?rs?|boss|colleagues?"
    r"|in-?laws?)(?:['’]s?)?"
)
_SPOT = (
    r"(?:flat|apartment|apt|office|work ?place|work|job|house|home|place|address|hotel|one|studio|shop|school"
    r"|uni(?:versity)?)(?:['’]s)?"
)
_KIND = r"(?:new|old|other|current|actual|correct|right|real|temporary|holiday|own|best|older|younger|big|little)"
_SAID = (
    r"i|i['’]?m|we|we['’]?re|you|u|it|it['’]?s|that|that['’]?s|this|is|are|was|be|have|should|must|can|could|would|will"
    r"|do|about|please|pls|plz|now|actually|wait|sorry|oops|yes|yeah|nope|instead|rather|make|use|read|live|lives"
    r"|living|already|told|wrote|gave|only|just|said|to|at|in(?! de[rnm]\b)"
    r"|from|because|so|then|but|or|mean|meant|my|hi|hello|hey|thanks|namely|new addr"
)
LEADS = re.compile(
    rf"\b(?:(?i:(?:my|our|his|her|their)(?: {_KIND})*(?: (?:{_KIN}|{_SPOT}))+)"
    rf"|[Tt]he(?: {_KIND})*(?: (?:{_KIN}|{_SPOT}))+|(?i:the(?: {_KIND})* address)"
    r"|(?i:new (?:flat|apartment|place)|(?:to|at) (?:home|work|uni)))"
    rf"{_ENDS}|(?i:\b(?:address|postcode|office|work|home))\s*[:=]"
    rf"|(?<![\w'’])(?!(?:OR|IN|ME|HI|OK)\b)(?i:{_SAID}){_ENDS}"
)
"""What ends the words before an address: no street, house or name has such a word before its number."""
DENIES = re.compile(r"\b(?:not|isn['’]?t|wasn['’]?t|instead of|rather than|no longer)\b\W*(?:at |to |the )*$", re.I)
"""Stands before an address that it is not."""
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
GOES_ON = re.compile(
    r"[\s.;:!?(-]+(?:"
    r"(?:please|pls|plz|thanks|thank (?:you|u)|thx|cheers|ta|ty|many thanks|(?:(?:kind|best|warm) )?regards"
    r"|sorry|xx+|asap|ok(?:ay)?|urgent\w*|instead|now|soon|today|tomorrow)\b[^\d\n]*$"
    r"|(?:can|could|would|will|do|did|does|is|was|are) (?:you|u|ya|i|we|they|it|that|this|the|my|he|she|your)\b"
    r"|(?:not|instead of|rather than|because|cause|cos|since|until|till?|as i|where|when|if|which|who|whose|as soon)\b"
    r"|(?:that['’]?s|it['’]?s|its|it is|this is|that is|is (?:my|our|the|where|right|correct|fine|it))\b"
    r"|i(?:['’](?:m|ve|ll|d)|m|ve)?"
    r" (?:am|have|will|think|believe|guess|moved?|live|need|want|was|do|don['’]?t|just|can|could|would|hope|know|work"
    r"|work(?:ed)?|gave|put|wrote|typed|got|had|said|meant?|forgot|also)\b"
    r"|i['’]?(?:m|ve|ll)\b|(?:we|they|he|she|you|u|y['’]?all)(?:['’]\w+)? [a-z]+"
    r"|(?:for|with) (?:the|my|our|this|that|it|them|all|both|order|now|me|a)\b"
    r"|(?:and|but|or|so|also|then) (?:please|pls|can|could|will|not|i|i['’]?m|the|my|it|it['’]?s|is|when|also|then"
    r"|that|tell|let|send|ring|leave|call|knock|use|make|how|thanks?|we|you)\b"
    rf"|(?:by|before|on|from|after|until) (?:{_DAYS}|tomorrow|today|next|now|then|the weekend)\b"
    r"|(?:send|deliver|ship|change|update|use|leave|ring|call|knock|let) (?:it|the|my|me|them|that|this|there|us)\b"
    r"|my (?:new|old|mum|mom|dad|brother|sister|friend|office|work|house|place|home|name|phone|number)\w*"
    r"|or (?:is|was)\b"
    r").*$",
    re.I | re.S,
)
"""What goes on behind an address and is no part of it."""
_BYE = re.compile(r"(?:many )?(?:thanks|thank (?:you|u)|thx|cheers)\b|(?:(?:kind|best|warm) )?regards\b", re.I)
"""Ends a message: a name behind it is whose message it is."""
CARE_OF = re.compile(r"\b(?:c/o|attn|care of|att|for the attention of)\b", re.I)
NUMBERED = re.compile(r"\d")
_WITH_NUMBER = re.compile(r"(?<!\S)\S*\d\S*")
_OWN_FLAT = re.compile(
    rf"\b(?:my|our|the|a|his|her|their|new|old)(?: {_KIND})* (?:flat|apartment|apt)\b(?!\.?\s+#?\d+\w?\s*(?:$|,|\s\d))",
    re.I,
)
"""A flat without a number of its own: "my new flat 8 Oak Road"."""
_ONLY_SAYS = re.compile(r"(?:and )?(?:it['’]?s|that['’]?s|its|it is|this is|that is)\b(?! (?:in|the uk\b))", re.I)
"""Tells something of the address that was given: "it's her birthday"."""
_NOT_THAT = re.compile(r"\s(?:not|instead of|rather than)\b.*$", re.I)
_BUT = re.compile(r"\b(?:but|rather|it['’]?s)\b", re.I)
_COUNTS = re.compile(
    r"\d+ ?(?:days?|weeks?|months?|hours?|hrs?|years?|times?|minutes?|mins?|am|pm)\b|\d+(?:st|nd|rd|th)\b(?! \w)", re.I
)
"""A number that is no house's."""
_TO_NAME = re.compile(rf"\b(?:to|{_KIN}) \w+ \w+$", re.I)
SIGNS = re.compile("[\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff]+")
_HOUSE = re.compile(rf"\b{UNIT}|\d|\b(?:flat|apt|apartment|unit|suite)\b", re.I)


def pieces(text: str) -> list[str]:
    """The lines, the pieces between commas and the sentences, tidied."""
    found = (" ".join(part.split()).strip(" .;:\"'“”()") for part in BREAKS.split(ASIDE.sub(" ", SIGNS.sub(" ", text))))
    return [part for part in found if part]


def address_alone(parts: list[str]) -> list[str]:
    """From the piece where the address begins; who it is for may stand before the street."""
    if not any(map(NUMBERED.search, parts)):
        return _tailless([_without_chatter(part) for part in parts])
    led = [_led_to(part) for part in parts]
    begins = [at for at, part in enumerate(led) if NUMBERED.search(part) and not has_talk(_head(part))]
    if not begins:
        return []
    first = next((at for at in begins if not _COUNTS.search(led[at])), begins[0])
    cut = (_NOT_THAT.sub("", part) for part in parts[first + 1 :])
    rest = [_without_chatter(part) for part in cut if NUMBERED.search(part) or not _only_says(part)]
    return [*_names(parts, led, first), *_tailless([led[first], *rest])]


def _without_chatter(part: str) -> str:
    """A piece without what leads to it, and what goes on behind its first word or number."""
    if _BYE.match(part):
        return part  # falls as a whole
    number = _WITH_NUMBER.search(part)
    start = number.start() if number else len(part)
    tail = GOES_ON.search(part, number.end() if number else 1)
    part = part[: tail.start()] if tail else part
    before = HELLO.sub("", CHATTER.sub("", f"{part[:start]} ").strip())
    return f"{before} {part[start:]}".strip(" .;:")


def _only_says(part: str) -> bool:
    tail = GOES_ON.search(part, 1)
    return _ONLY_SAYS.match(part) is not None or has_talk(part[: tail.start()] if tail else part)


def has_talk(part: str) -> bool:
    return "?" in part or bool(TALK & set(part.casefold().split()))


def _led_to(part: str) -> str:
    """A piece without the words that lead to its number, or to the name in it; empty if it says what it is not."""
    own = _OWN_FLAT.search(part)
    house = _HOUSE.search(part, own.end() if own else 0)
    start = house.start() if house else len(part)
    before = CHATTER.sub("", f"{part[:start]}\0").strip().rstrip("\0")
    if house and DENIES.search(before):
        return _led_to(part[other.end() :]) if (other := _BUT.search(part, start)) else ""
    *_, end = (0, *(found.end() for found in LEADS.finditer(before)))
    before = HELLO.sub("", before[end:].lstrip(" .:;!?-–—'’\"") if end else before)
    return f"{before}{part[start:]}".strip(" :-–—")


def _head(part: str) -> str:
    """What stands before the number."""
    return part[: found.start()] if (found := NUMBERED.search(part)) else part


def _names(parts: list[str], led: list[str], first: int) -> list[str]:
    """Who it is for, or the house, in the pieces right before the number."""
    names: list[str] = []
    for at in range(first - 1, max(first - 3, -1), -1):
        if GREETS.match(parts[at]) or not _is_name(led[at], small=_TO_NAME.search(parts[at]) is not None):
            break
        names.insert(0, led[at])
    return names


def _is_name(part: str, *, small: bool) -> bool:
    """Whether it is a name; in small letters only behind words that lead to one, as "to my mother"."""
    words = part.casefold().split()
    if CARE_OF.match(part):
        return len(words) > 1
    if NAME.fullmatch(part):
        return (len(words) > 1 or words[0] not in NOT_A_TOWN) and "address" not in words
    both = small and len(words) == 2 and all(map(str.isalpha, words)) and not NOT_A_TOWN & set(words)
    return both or COMPANY.fullmatch(part) is not None


def _tailless(parts: list[str]) -> list[str]:
    """Without what goes on behind; a piece that is nothing else falls, and so does a name under a last courtesy."""
    kept, over = [], False
    for part in parts:
        number = NUMBERED.search(part)
        start = number.end() if number else 0
        tail = GOES_ON.search(f" {part}", start + 1 if number else 0)
        alone = part[: max(0, tail.start() - 1)].strip(" .;:!?-–—(") if tail else part
        if alone and (number or not over):
            kept.append(alone)
        over = over or bool(tail and _BYE.match(tail.group().lstrip(" .;:!?(-")))
    return kept


def ended(parts: list[str], codes: re.Pattern[str]) -> tuple[list[str], list[str]]:
    """What stands up to the postcode, and what of the rest may belong to it: a flat, a name, whom it is in care of."""
    at = next((at for at in reversed(range(len(parts))) if codes.search(parts[at])), None)
    if at is None:
        return parts, []
    *_, last = codes.finditer(parts[at])
    behind = (parts[at][last.end() :].strip(" .;:-"), *parts[at + 1 :])
    rest = [part for part in behind if part and _may_belong(part)]
    return [*parts[:at], parts[at][: last.end()]], rest


def _may_belong(part: str) -> bool:
    words = part.split()
    short = len(words) <= (4 if NUMBERED.search(part) else 2) and not has_talk(part)
    return CARE_OF.search(part) is not None or (
        short and (NUMBERED.search(part) is not None or NAME.fullmatch(part) is not None)
    )
