"""What should be different, where to, and when: as customers say it."""

import re
from enum import StrEnum

from bot import corrections
from bot.anew import replace
from bot.flow import Given, View
from bot.flows.new_address.amending import PART_IS_WRONG, amended, put_right, with_part
from bot.labels import folded
from bot.slots.addresses import STREETS, Address, address_in, home_of, is_abroad, town_in, with_more
from bot.slots.at_the_door import CAN_HE, TOLD, told_to
from bot.slots.days import WEEKDAYS, day_in, days
from bot.slots.postcodes import two_in
from bot.slots.standing import is_left, without_it


class Change(StrEnum):
    """What should be different about a delivery."""

    ADDRESS = "address"
    DAY = "day"
    PICKUP = "pickup"
    INSTRUCTIONS = "instructions"


_HOUSE = rf"\d+[a-z]?,? (?:(?!(?:of|on|the|in|to|at|a|my|days?|hours?|weeks?|times?)\b)[\w'’-]+ ){{1,3}}(?:{STREETS})\b"
_NOWHERE = r"(?!(?:house|home|flat|office|work|job|town|city|country|money|refund|building|room|shop|day)\b)"
LEAVES_THERE = (
    r"(?:leave|put|hide|drop|pop|hand|give)\w*"
    rf" (?:it|them|this|(?:the|my|our) {_NOWHERE}[\w'-]+(?: {_NOWHERE}[\w'-]+)?)"
    r"(?: off| over)? (?:with|w|to|at|in|inside|by|on|next|behind|under|outside|round)\b(?! hold\b)"
)
"""Says what shall be done with a thing at the door, whatever it is called: "leave the chairs with the porter"."""
_NO_MOVE = "".join(rf"(?<!\b{move}{on} )" for move in ("moving", "moved", "move") for on in ("", " on", " out"))
_NO_MOVE += "".join(rf"(?<!\bhow {sure} is )" for sure in ("sure", "certain", "likely"))
"""The day of a move, or one that is asked after, is none on which anything shall come."""
CHANGES = {
    Change.PICKUP: (
        r"pick(?:ing)? ?(?:it |them |mine |(?:the|my) (?:\w+ ){1,3})?up"
        r"|pick-?up|collect\w*|locker|parcel ?shop|post office"
    ),
    Change.INSTRUCTIONS: (
        rf"leave (?:it|them|the (?:parcel|box|package))|{LEAVES_THERE}|(?:be|get|have (?:it|them)) left\b"
        r"|neighbou?r|next door|safe place|porch|instruction|gate code"
        rf"|door code|concierge|ring the|behind the|hand it to|{TOLD}|{CAN_HE}"
    ),
    Change.DAY: (
        rf"{_NO_MOVE}(?:{'|'.join(WEEKDAYS)}|tomorrow)|(?:an)?other (?:day|date|time)|new (?:day|date)"
        r"|different (?:day|date)"
        r"|reschedul\w*|later (?:day|date|this week)|(?<!house )(?<!home )(?<!moving )(?<!move )next week"
        r"|re-?deliver\w*|(?:to|on|for|until) the \d{1,2}(?:st|nd|rd|th)\b(?! (?:floor|street|ave))"
        r"|(?:delivery|change|the) (?:the )?(?:day|date)\b|on holiday|not (?:be )?(?:at )?home"
    ),
    Change.ADDRESS: (
        rf"{_HOUSE}|(?:send|deliver|bring|redirect|forward|ship)"
        r" (?:it|them|this|that|(?:the|my|our|both|all)(?: [\w-]+){1,3}?) to (?:my|our) "
        r"(?:\w+ )?(?:office|work\w*|job|flat|house|mum|mom|dad|parents?|sister|brother|friend|son|daughter"
        r"|hotel|hostel|airbnb|guest ?house)"
        r"|address|moved|moving|new (?:flat|house|place|home|apartment)|somewhere else|other (?:house|place)"
        r"|post ?code|zip"
    ),
}
SAYS = re.compile(r"\b(?:please |to )?((?:leave|ring|put|hide|hand|drop|give)\b.{5,})", re.I | re.S)
NO_PLACE = re.compile(r"leave (?:it|them) (?:please|pls|thanks)\W*", re.I)
"""Where it is to be left was said before."""
LEFT_THERE = re.compile(
    r"\b(?:have|get|want|be|need)\b(?: [\w'’-]+){0,4}? (?:dropped|left|put|popped|handed|hidden)(?: off| over| in)?"
    r" (?P<where>(?:with|at|to|in|by|on|behind|next to|round)\b(?= .*\b(?:neighbou?r\w*|next door|number \d+|no\.? ?\d+"
    r"|porch|shed|garage|reception|concierge|safe place|garden|carport)\b).{3,})",
    re.I,
)
""" "Can I get it dropped at my neighbours": what the courier shall do."""
NUMBERED_STREET = re.compile(rf"\b{_HOUSE}", re.I)
STREET = re.compile(rf"\b(?:{STREETS})\b", re.I)
A_DATE = re.compile(r"\W*(?:(?:on|for|the)\W+)*\d{1,2}(?:st|nd|rd|th)\W*", re.I)
"""Names a day by its number and says no more."""
FEW = 14
"""Words in which an address, or a day, is given and no more."""
WORDS = 150
"""Characters of a word to the courier."""


COSTS = re.compile(
    r"\b(?:is|will) (?:that|it|this)(?: be)? (?:for )?free\b|\bfree of charge\b"
    r"|\bhow much (?:is|does|will|would|do) (?:that|it|this|i)\b|\b(?:does|will|would) (?:that|it|this) cost\b"
    r"|\bdo i (?:have to |need to )?pay\b|\b(?:any|an) (?:extra )?(?:charge|cost|fee)s?\b"
    r"|^\W*(?:and )?what does (?:that|it|this) cost\b",
    re.I,
)
LATER = re.compile(
    r"\b(?:will|would|does|is|can) (?:it|that|this|they)\b.{0,20}\b(?:later|longer|delay\w*|slower|in time|on time"
    r"|still (?:come|arrive|be (?:here|there)|get (?:here|there)|make it))\b",
    re.I,
)


TWO_PLACES = re.compile(
    r"\b(?:to|at|between|for) (?:two|2|three|3|different|separate)(?: (?:different|separate))?"
    r" (?:addresses|places|houses)\b"
    r"|\b(?:one|1|half)(?: of (?:them|these|the \w+))?(?: (?:goes|go|should go|sent))? to\b[^?!\n]{1,80}"
    r"\b(?:one|1|the other|another|the rest|half)(?: one)?(?: (?:goes|go|should go|sent))? to\b",
    re.I,
)
"""Wants what is in one order brought to two places."""


HOW_FAR = re.compile(
    r"\btoo far\b|\bhow far\b|^\W*(?:(?:ok(?:ay)?|but|and|yes)\W+)*where(?: (?:tho(?:ugh)?|exactly|then|to))*\W*$"
    r"|\b(?:which|where|what) (?:is |are )?(?:the |this |that |your |it )?(?:nearest |pick-?up )*"
    r"(?:point|shop|place|one|it|locker)?(?: is it)?\W*$",
    re.I,
)
"""Asks which pick-up point it is, or fears that it is far."""


def told_beside(given: Given, view: View) -> str:
    """What a change costs, what it does to the day, and which pick-up point it is."""
    if view.known.get("change") is Change.PICKUP and HOW_FAR.search(given.text):
        return view.words.say("address.nearest")
    if COSTS.search(given.text):
        return view.words.say("address.costs")
    return view.words.say("address.later") if LATER.search(given.text) else ""


_LOOKS = r"(?:check|look|see|ask|find out|think)"
UNSURE = re.compile(
    r"\W*(?:(?:sorry|h+m+|oh|u+m+|well|ok(?:ay)?|actually|wait|one sec|yet|but|no)\W+)*"
    r"(?:(?:i'?m |i am )?not (?:quite |really |so |100% )?(?:sure|certain)"
    rf"|i (?:have|need|must|will|want) to {_LOOKS}"
    rf"|(?:let me|i'?ll|gotta|i must|i'?d have to|will|have to|need to) (?:just |quickly )?{_LOOKS}"
    r"|(?:i )?(?:really )?(?:do(?:n'?t| not)|dont|can'?t|cannot|cant) (?:know|remember|recall|say|tell)|no idea|idk"
    r"|dunno|(?:just )?(?:one|a|1) (?:sec(?:ond)?|min(?:ute)?|moment)|hang on|hold on|not decided|undecided)"
    r"(?: (?:yet|now|it|that|the|my|their|her|his|post ?code|zip(?: code)?|code|number|house|exactly|which|what|day"
    r"|where|up|is|with|about|for|sorry|off|hand|by|heart|moment|at|on|if|when|i|will|be|am|home|a|sec|second|minute"
    r"|of|new|please|pls|mum|mom|wife|husband|him|them|and|get|come|back|to|you|me|first|it'?s))*\W*",
    re.I,
)
"""Has no answer yet."""
SUNDAY = re.compile(r"\bsundays?\b", re.I)
NEXT_WEEK = re.compile(r"\b(?:next week|week after|following week)\b", re.I)


def of_an_address(given: Given, view: View) -> str:
    """What is told beside the question where it should go."""
    if TWO_PLACES.search(given.text):
        again = TWO_PLACES.search(view.extras.get("words", ""))  # the question says it already
        return view.words.say("errand.stands_so" if again else "address.one_place")
    if UNSURE.fullmatch(given.text.replace("’", "'")):
        return view.words.say("address.no_hurry")
    return told_beside(given, view)


def of_a_day(given: Given, view: View) -> str:
    """What is told beside the question for a day."""
    if UNSURE.fullmatch(given.text.replace("’", "'")):
        return view.words.say("address.no_hurry")
    if day_in(given, view):
        return ""
    if SUNDAY.search(given.text):
        return view.words.say("address.no_sunday")
    if NEXT_WEEK.search(given.text):
        *_, last = days(view)
        return view.words.say("address.a_week", last=last)
    return told_beside(given, view)


def beside_the_yes(given: Given, view: View) -> str:
    """What is told beside the last question; a Sunday that is wished for then puts off nothing."""
    line = view.known["address"].line if view.known.get("address") else ""
    if line and corrections.says_no(given.text) and folded(line) in folded(given.text):
        return view.words.say("errand.needs_yes")  # "no, only 5 Mill Lane", which is what was shown
    of_days = view.known.get("change") is Change.DAY
    if of_days and A_DATE.fullmatch(given.text) and day_in(given, view) == view.known.get("day"):
        return view.words.say("errand.needs_yes")  # "the 30th", which is what was shown
    if of_days and SUNDAY.search(given.text) and not day_in(given, view):
        return view.words.say("address.no_sunday")
    return told_beside(given, view)


def country(view: View) -> str:
    """Where this customer's post goes unless they name another country."""
    return home_of(view.facts)


def besides(given: Given, view: View) -> tuple[str, ...]:
    """Numbers in the message that are no part of an address."""
    kinds = ("tracking_number", "phone", "email", "case_number")
    named = tuple(e.text for e in given.entities if e.type in kinds)
    return (*named, *(o.number for o in view.facts.orders if o.number in given.text))


def address(given: Given, view: View) -> Address | None:
    """A whole address anywhere; parts of one only as an answer, added to what was said before."""
    where, others = country(view), besides(given, view)
    before = view.answers.get("address", "")
    if not before and (right := _in_part(given, view)):
        return address_in(right, where)
    given = replace(given, text=_without_the_old(given.text, view))
    if two_in(given.text, where) or TWO_PLACES.search(given.text):
        return None
    if before and (right := amended(before, given.text, where)):
        return address_in(right, where)
    if given.asked and before:
        return with_more(before, given.text, where, others)
    found = address_in(given.text, where, others)
    if found is None and given.asked:
        return town_in(given.text)
    all_but_code = found is not None and found.missing == ("postcode",)
    plain = found and all_but_code and (STREET.search(found.line) or is_abroad(found, where))
    begun = view.known.get("change") is Change.ADDRESS and NUMBERED_STREET.search(given.text)
    return found if found and (given.asked or found.complete or plain or begun) else None


def _without_the_old(text: str, view: View) -> str:
    """The words without the address that the order goes to so far, where that is said to hold no more, or another
    stands beside it."""
    order = view.known.get("order")
    if order is None or (rest := without_it(text, order.deliver_to)) == text:
        return text
    other = address_in(rest, country(view), tuple(o.number for o in view.facts.orders))
    beside = other is not None and not {"street", "number"} & set(other.missing)
    return rest if beside or is_left(text, order.deliver_to) else text


def another(given: Given, view: View) -> Address | None:
    """Another whole address at a later question, with no word that the one before was wrong."""
    where = country(view)
    text = _without_the_old(given.text, view)
    found = None if two_in(text, where) else address_in(text, where, besides(given, view))
    plain = found is not None and found.complete and (STREET.search(found.line) or len(text.split()) <= FEW)
    known = view.answers.get("address", "")
    same = found is not None and folded(found.line) == folded(known)
    return found if known and plain and not same and not amended(known, given.text, where) else None


def _in_part(given: Given, view: View) -> str:
    """The address the order goes to, with a part put right: in one message, or in the answer to our question."""
    order = view.known.get("order")
    if order is None:
        return ""
    if right := put_right(order.deliver_to, given.text, country(view)):
        return right
    wrong = PART_IS_WRONG.search(view.extras.get("words", "")) if given.asked else None
    return with_part(order.deliver_to, wrong, given.text, country(view)) if wrong else ""


def part_wrong(view: View) -> str:
    """The part of the address that they began with, in their words; empty where it is all of it."""
    wrong = PART_IS_WRONG.search(view.extras.get("words", ""))
    return (wrong["part"] or wrong["parted"]).casefold() if wrong else ""


SENT_THERE = re.compile(
    r"\b(?:send|deliver|bring|redirect|forward|ship|reroute|change|update|go|come)\b[^.!?]{0,60}"
    r"\b(?:to|is)(?: (?:my|our|his|her|the)(?: [\w'’]+){1,2})?\W*$",
    re.I,
)
"""Stands before where it shall go, whatever a street is called there."""


def told(view: View) -> bool:
    """Whether a whole address came with the wish: "send it to my office, 5 Dock Street, Bristol BS1 4DJ"."""
    words = view.extras.get("words", "")
    found = address_in(words, country(view), tuple(o.number for o in view.facts.orders))
    if found is None or not found.complete:
        return False
    return STREET.search(found.line) is not None or SENT_THERE.search(words.partition(found.line)[0]) is not None


def by_its_address(given: Given, view: View) -> Change | None:
    """A whole address, said to the question what should be different, is another address."""
    found = address_in(given.text, country(view), besides(given, view)) if given.asked else None
    return Change.ADDRESS if found and found.complete else None


def taken(kept: str, view: View) -> Address | None:
    """What was said, if it is whole."""
    found = address_in(kept, country(view))
    return found if found and found.complete else None


def words_to_courier(given: Given, _: View) -> str | None:
    """From the first word that tells the courier what to do; the whole answer when it was asked for."""
    said = " ".join(given.text.split())
    if left := LEFT_THERE.search(said):
        return f"leave it {left['where']}"[:WORDS].rstrip(" ?.!")
    if told := told_to(said):
        return told[:WORDS]
    if match := SAYS.search(said):
        told = said if NO_PLACE.fullmatch(match[1]) else match[1]
        return told[:WORDS].rstrip(" ?.!")
    return said[:WORDS] if given.asked and len(said.split()) > 1 else None
