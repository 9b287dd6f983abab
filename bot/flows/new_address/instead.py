"""Another change than the one under way: "or can I pick it up", "put it in the shed", "no, the porch"."""

import re

from bot import slots
from bot.flow import Given, View
from bot.flows.new_address import reading
from bot.flows.new_address.amending import amended
from bot.flows.new_address.reading import CHANGES, LEAVES_THERE, WORDS, Change
from bot.slots.addresses import address_in
from bot.slots.at_the_door import told_to
from bot.slots.days import WEEKDAYS
from bot.slots.negation import denied

PICKUP = re.compile(rf"\b(?:{CHANGES[Change.PICKUP]})", re.I)
TELLS_THEM = re.compile(
    rf"\b({LEAVES_THERE}.{{3,}}"
    r"|ring (?:the|my|at)\b.{3,})",
    re.I | re.S,
)
_LEAD = r"\W*(?:(?:no+|nope|wait|actually|sorry|oh|or|and|but|rather|yes|ok(?:ay)?|well|please|pls|maybe|just)\b\W*)*"
LEFT = re.compile(r"(?:leave|put|hide|drop) (?:it|them|this) ", re.I)
ONE_MORE = re.compile(r"\W*(?P<or>or|and)\b(?: (?:maybe|else|otherwise|just|also|if not|even))*\W*", re.I)
"""One more place beside the one that was said: "or with my neighbour"."""
PLACES = {
    r"(?:next[- ]door )?neighbou?rs?": "with",
    r"(?:front |back |side )?porch": "on",
    r"(?:front|back|side) (?:door|gate)|reception|concierge": "at",
    r"(?:garden |bike )?shed|garage|greenhouse|(?:back |front )?garden|carport|hallway|lobby|safe place": "in",
}
"""Where a courier may leave it, and the word that stands before."""
_WHERE = r"(?:(?:at|in|of|by|behind|next to|under|round|around|number|no\.?)\b .{1,40}|\d+\w?)"
PLACE = re.compile(
    rf"{_LEAD}(?P<at>with|w|in|inside|on|at|by|behind|under|next to|outside)? ?(?P<the>the|my|our|a)? ?"
    rf"(?P<place>{'|'.join(PLACES)})(?P<more>,? {_WHERE})?(?: (?:please|pls|instead|then))*\W*",
    re.I,
)
NUMBER = re.compile(
    rf"{_LEAD}(?:(?:at|it'?s|its|that'?s|the|one|neighbou?rs?|house|in|with)\W+)*"
    r"(?P<which>(?:number|no\.?|nr\.?|house|flat) ?\d+\w?)\W*",
    re.I,
)
"""Which neighbour it is."""
NEIGHBOUR = re.compile(r"\bneighbou?r", re.I)
_DAY = rf"(?:on )?(?:that day|then|{'|'.join(WEEKDAYS)}|tomorrow)"
NO_DAY = re.compile(
    rf"(?<!why )\b(?:not|can'?t|cannot|won'?t|isn'?t|away|out|busy|doesn'?t (?:suit|work))"
    rf"(?: (?:be|do|at|home|in|good|free|suit|there|any ?more))* {_DAY}\b"
    rf"|\b{_DAY} (?:(?:i'?m|i am|we are|we'?re) (?:at|in|busy|working)\b"
    r"|(?:(?:i'?m|i am|is|it'?s|i|we are|we'?re) )?(?:not|no good|away|out\b|busy|doesn'?t|won'?t|can'?t))",
    re.I,
)
ELSEWHERE = re.compile(
    r"\bto (?:my|our) (?:\w+ )?(?:office|work\w*|job|mum|mom|dad|parents?|sister|brother|friend|son|daughter"
    r"|hotel|hostel|airbnb)\b"
    r"|\b(?:another|a different|a new|the other|other|new) (?:address|place)\b",
    re.I,
)
HOUR = re.compile(
    r"(?<!good )(?<!this )\b(?:mornings?|afternoons?|evenings?|noon|midday|lunch ?time"
    r"|(?:before|after|between|until|till?) \d{1,2}\b(?! (?:days?|weeks?))|\d{1,2} ?(?:am|pm)|o'?clock)\b",
    re.I,
)
GREETS = re.compile(r"^\W*(?:morning|afternoon|evening)\b(?!\W*$|\W+(?:please|pls|if|would|is|only)\b)", re.I)


BESIDES = "+"
"""Begins what is kept of a wish that comes beside the one under way, and not in its place."""
_IN_PLACE = re.compile(
    r"\b(?:instead|rather|or|actually|not|better|no|nope|change|wait|sorry|hm+|oh|then|never ?mind)\b|n'?t\b", re.I
)


def instead(given: Given, view: View) -> str | None:
    """The other change and what it takes, as "day:2026-11-26", marked where it does not take the place of this one."""
    other, change = _other(given, view), view.known.get("change")
    answered = {Change.ADDRESS: "address", Change.DAY: "day", Change.INSTRUCTIONS: "words"}
    at_last = change in answered and answered[change] in view.answers
    whole = other is not None and ":" in other and not other.startswith(str(change))
    if other and whole and at_last and not given.asked and not _IN_PLACE.search(given.text.replace("’", "'")):
        return f"{BESIDES}{other}"
    return other


def _other(given: Given, view: View) -> str | None:
    """The other change; before it has left nothing else can be had."""
    change: Change | None = view.known.get("change")
    before = view.answers.get("address", "") if change is Change.ADDRESS else ""
    if before and (right := amended(before, given.text, reading.country(view))) and reading.taken(right, view):
        return f"{Change.ADDRESS}:{right}"
    first = given.text == view.extras.get("words")
    if change is None or first or _is_address(given, view, change):
        return None
    if view.known.get("parcel") is None:
        words = words_anew(given.text) if change is Change.ADDRESS and not before else ""
        return f"{Change.INSTRUCTIONS}:{words}" if words else None
    day = slots.day_in(given, view)
    if change is not Change.PICKUP and slots.said(PICKUP, given.text):
        return Change.PICKUP
    if change is Change.DAY and day:
        return None
    told = view.answers.get("words", "") if change is Change.INSTRUCTIONS else ""
    words = words_anew(given.text, told)
    if words and words.casefold() != told.casefold():
        return f"{Change.INSTRUCTIONS}:{words}"
    if change is not Change.ADDRESS and (ELSEWHERE.search(given.text) or reading.NUMBERED_STREET.search(given.text)):
        return Change.ADDRESS
    asks = change is Change.ADDRESS and reading.LATER.search(given.text)  # whether it still comes on that day
    return f"{Change.DAY}:{day}" if day and change is not Change.DAY and not asks else None


def _is_address(given: Given, view: View, change: Change) -> bool:
    """Whether it is the address that is asked for: "The Old Post Office, 5 High Street" is no pick-up point."""
    found = address_in(given.text, reading.country(view)) if change is Change.ADDRESS else None
    return found is not None and bool(reading.STREET.search(found.line))


def words_anew(text: str, before: str = "") -> str:
    """What the courier shall do now, as it would be passed on; empty if nothing of the kind is said."""
    text = " ".join(text.split())
    one_more = ONE_MORE.match(text) if LEFT.match(before) else None
    if one_more and (more := words_anew(text[one_more.end() :])):
        return f"{before} {one_more['or'].casefold()} {LEFT.sub('', more)}"[:WORDS]
    if before and NEIGHBOUR.search(before) and (said := NUMBER.fullmatch(text)):
        return f"{re.sub(rf',? {_WHERE}$', '', before)}, {said['which']}"[:WORDS]
    if (said := TELLS_THEM.search(text)) and not denied(text, said.start()):
        return said[1][:WORDS].rstrip(" ?.!")
    if told := told_to(text):
        return told[:WORDS]
    said = PLACE.fullmatch(text)
    if said is None:
        return ""
    usual = next(at for place, at in PLACES.items() if re.fullmatch(place, said["place"], re.I))
    return f"leave it {said['at'] or usual} {said['the'] or 'the'} {said['place']}{said['more'] or ''}"[:WORDS]


def rules_out_day(text: str) -> bool:
    """Whether a day does not suit after all: "not at home saturday sorry"."""
    return bool(NO_DAY.search(text.replace("’", "'")))


def hour(given: Given, view: View) -> str | None:
    """A time of day, which no carrier takes."""
    return "yes" if HOUR.search(given.text) and not GREETS.match(given.text) else None


def answers(kept: str) -> dict[str, str]:
    """What is known of the other change."""
    change, _, what = kept.partition(":")
    slot = {Change.ADDRESS: "address", Change.DAY: "day", Change.INSTRUCTIONS: "words"}.get(Change(change))
    return {"change": change} | ({slot: what} if slot and what else {})
