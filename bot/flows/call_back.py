"""Call me: which number, and whether we may. A colleague calls; the case is theirs from here on."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot import phone
from bot.content import Choice
from bot.effects import Handoff
from bot.flow import NOTHING, Flow, Given, Outcome, View, slot

OTHER, WRITE = "other", "write"
UNUSABLE = "unusable"
"""In the extras: a number that came with the wish and cannot be called as it is written."""
NEW = "new:"
"""Begins another number that was given instead of a yes."""
BAD = "bad:"
"""The same with a number that cannot be called, of who has ruled ours out."""
RULED_OUT = re.compile(
    r"\b(?:(?:the|my) (?:other|old|usual|first)(?: (?:one|number|phone))?|(?:that|this) (?:one|number|phone)"
    r"|the (?:one|number) (?:you have|in (?:my|the) account))(?:'s)?\b[^.!?\n]{0,30}?"
    r"\b(?:is|isn't|was|with|not|no longer|broken|lost|gone|dead|doesn't|can't|off)\b"
    r"|\bnot (?:on )?(?:that|this|the one|the other|my (?:usual|account|old))\b|\binstead\b|\brather\b",
    re.I,
)
"""Says that the number we know will not do."""
DECLINES = re.compile(
    r"\b(?:no|nope|nah|don'?t|not|rather|won'?t|never|chat|here|writ\w+|text(?:ing)?|typ(?:e|ing)|messages?)\b", re.I
)
IN_WRITING = re.compile(
    r"\b(?:chat|writ\w+|text(?:ing)?|typ(?:e|ing)|messages?|no calls?|don'?t call|not call)\b", re.I
)
OWN = re.compile(r"\b(?:account|on file|on record|registered|you (?:already )?have)\b", re.I)
"""The number that we know already."""
NOT_OWN = re.compile(
    r"\b(?:not|other than|another than|anything but|(?:don'?t|do not) (?:use|call|ring)) (?:on )?(?:the|that|my)\b"
    r"|\b(?:don'?t|do not|never|haven'?t) (?:\w+ ){0,2}(?:have|had|got|registered)\b|\bnot (?:\w+ )?registered\b",
    re.I,
)
"""The account's number is what they do not want, or it stands in no account."""
ANOTHER = re.compile(r"\b(?:no|nope|nah|not|other|another|different|new|wrong|old)\b", re.I)
_COUNT = r"(?:an?|half an?|one|two|three|four|five|ten|\d{1,2}|a few|a couple of)"
_HOUR = r"(?:\d{1,2}(?:[:.]\d\d)?(?: ?(?:am|pm|o'?clock))?|noon|midday|lunch|work|dinner|school|five|six|seven|eight)"
_LATER = (
    r"(?:later|can'?t (?:talk|speak|pick up|answer)|not (?:right |just )?now|another (?:time|day)|tomorrow|tonight"
    r"|tmrw|this (?:evening|afternoon|weekend)|next (?:week|month|\w+day)|in the (?:morning|evening|afternoon)"
    rf"|in (?:about |like |maybe )?{_COUNT} (?:minutes?|mins?|hours?|hrs?|days?)"
    rf"|(?:after|before|around|about|at|by|from|between|until|till) {_HOUR}(?!\w)"
    r"|when i(?:'?m| am| get)|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2} ?(?:am|pm))"
)
LATER = re.compile(rf"^(?!.*(?<!not )(?<!not right )\bnow\b).*\b{_LATER}\b", re.I | re.S)
"""Says when it would suit, and not that it does now."""
_TIMES = (
    r"(?:(?:morning|afternoon|evening|night|weekend|weekday|lunchtime|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s)"
)
_DOES = r"(?:good|best|better|fine|ok(?:ay)?|great|ideal|easiest|perfect|preferable)"
SUITS = re.compile(
    rf"\b{_TIMES} (?:are|would be|will be|work|suit)(?: (?:always|usually|really))? (?:{_DOES}|(?:for )?(?:me|us))\b"
    r"|\b(?:best|good|better|easiest|free|available|reachable|home|prefer(?:ably)?|ideally|only)"
    rf" (?:(?:in the|in|on|at|during) )?(?:(?:late|early) )?(?:{_TIMES}|(?<=in the )(?:morning|afternoon|evening))\b",
    re.I,
)
"""Which hours are good, in a sentence of its own beside the wish for a call."""
LATER_CALL = re.compile(rf"\b(?:call|ring|phone)(?: (?:me|us))?(?: back)?(?:,? (?:please|pls|maybe))? {_LATER}\b", re.I)
"""The same, beside the wish for a call."""
ASKS_ON = re.compile(
    r"\b(?:if|unless|suppose)\b(?! (?:possible|you (?:can|could|like|want|please|prefer|must|wish|don'?t mind|need"
    r"|have)|that'?s|it'?s|need\w*|necessary|so)\b)"
    r"|\b(?:and|but|so|then|ok(?:ay)?) (?:what|how|who|when|where|why|which)\b",
    re.I,
)
"""An ok that goes on with what if, or with a question: nobody is called by that."""
YES = re.compile(
    r"\b(?:yes|any ?time|whenever|yep|yeah|yup|ok|okay|sure|please|correct|right|go ahead|fine|good|that'?s it|do it"
    r"|call me)\b",
    re.I,
)


def _regions(view: View) -> tuple[str, str]:
    """Where a number without its country is from: by the setting, else as their own number, else by their language."""
    customer = view.facts.account.customer if view.facts.account else None
    own = phone.region_of(customer.phone) if customer else ""
    locale = customer.locale if customer else ""
    return view.policy.phone_region, own or locale.replace("-", "_").partition("_")[2]


def _found(given: Given, view: View) -> phone.Found:
    """A number in an answer to our question; before that only what is a telephone number by its looks."""
    if not given.asked and not given.entity("phone"):
        return phone.NONE
    if given.asked:
        return phone.find(given.text, *_regions(view))
    return phone.find(given.entity("phone"), phone.region_named(given.text), *_regions(view))


def unusable(given: Given, view: View) -> str:
    """The number beside the wish for a call, where it cannot be called as it is written."""
    return given.entity("phone") if given.entity("phone") and _found(given, view).fault else ""


def _number(given: Given, view: View) -> str | None:
    if number := _found(given, view).number:
        return number
    if given.asked and OWN.search(given.text):
        ruled_out = NOT_OWN.search(given.text.replace("’", "'"))
        return None if ruled_out else _account_number(view)
    return NOTHING if given.asked and DECLINES.search(given.text) and not _found(given, view).fault else None


def _own(view: View) -> str | None:
    """The account's own number, unless they would rather be called on another, or gave one that we can't call."""
    return None if OTHER in view.answers or UNUSABLE in view.extras else _account_number(view)


def _account_number(view: View) -> str | None:
    account = view.facts.account
    return (phone.find(account.customer.phone, *_regions(view)).number or None) if account else None


def opens(view: View) -> datetime | None:
    """When calls can be made again; None while they can."""
    return view.facts.desk.call_opens.get(view.extras.get("department", "general"))


def _ask_number(view: View) -> str:
    say = view.words.say
    written = view.answers.get(UNUSABLE, "") if OTHER in view.answers else view.extras.get(UNUSABLE, "")
    if written:
        return _with_hours(view, _why_not(written, view))
    return _with_hours(view, say("call.which", country=phone.country(view.policy.phone_region)))


def _why_not(written: str, view: View) -> str:
    """What is wrong with the number that came with the wish, and what we need instead."""
    say, found = view.words.say, phone.find(written, *_regions(view))
    if found.fault == "unknown" and found.region:
        return say("call.unknown_there", country=phone.country(found.region))
    if found.fault == "dear":
        return f"{say('call.dear')} {say('call.which', country=phone.country(view.policy.phone_region))}"
    return say("call.unusable", number=written)


def _number_choices(view: View) -> tuple[Choice, ...]:
    """Where theirs cannot be called, the one in the account is a press away."""
    own = _account_number(view) if UNUSABLE in view.extras and OTHER not in view.answers else None
    write = Choice(view.words.say("call.write"), NOTHING)
    return (Choice(view.words.say("call.on_own", number=phone.shown(own)), own), write) if own else (write,)


def _ask_consent(view: View) -> str:
    number, own = view.known["number"], view.known["number"] == _account_number(view)
    ask = {
        (False, False): "call.may",
        (False, True): "call.may_own",
        (True, False): "call.may_then",
        (True, True): "call.may_then_own",
    }[opens(view) is not None, own]
    return _with_hours(view, view.words.say(ask, number=phone.shown(number)))


def _with_hours(view: View, ask: str) -> str:
    at = opens(view)
    return f"{view.words.say('call.closed', day=at, time=view.words.time(at))} {ask}" if at else ask


def _consent_choices(view: View) -> tuple[Choice, ...]:
    say = view.words.say
    yes = say("call.yes_then") if opens(view) else say("call.yes")
    return (
        Choice(yes, view.known["number"], "primary"),
        Choice(say("call.other"), OTHER),
        Choice(say("call.write"), WRITE),
    )


def _agreed(given: Given, view: View) -> str | None:
    """A yes to the number that was shown, another one, or neither."""
    if not given.asked:
        return None
    found = _found(given, view)
    if found.number or found.fault:
        if found.number:
            return NEW + found.number
        return BAD + found.digits if RULED_OUT.search(given.text.replace("’", "'")) else None
    if IN_WRITING.search(given.text):
        return WRITE
    if LATER.search(given.text) or ASKS_ON.search(given.text.replace("’", "'")):
        return None  # no yes to be called now
    if given.intent == "deny" or ANOTHER.search(given.text):
        return OTHER
    return view.known["number"] if given.intent == "affirm" or YES.search(given.text) else None


def _wrong(given: Given, view: View) -> str:
    """What is wrong with the number they gave."""
    found = phone.find(given.text, *_regions(view))
    if not found.fault:
        return view.words.say("call.no_number")
    if found.fault == "unknown" and found.region:
        return view.words.say("call.unknown_there", country=phone.country(found.region))
    return view.words.say(f"call.{found.fault}", country=phone.country(view.policy.phone_region))


def _not_clear(given: Given, view: View) -> str:
    return _wrong(given, view) if phone.find(given.text, *_regions(view)).fault else ""


@dataclass(frozen=True)
class CallBack(Flow):
    """A number that can be called, and the word that we may call it."""

    name: ClassVar[str] = "call_back"
    private: ClassVar[bool] = False

    number: str = slot(
        ask=_ask_number,
        read=_number,
        choices=_number_choices,
        default=_own,
        miss=_wrong,
    )
    agreed: str = slot(
        ask=_ask_consent,
        read=_agreed,
        choices=_consent_choices,
        needed=lambda view: view.known["number"] != NOTHING,
        only_when_asked=True,
        miss=_not_clear,
    )

    @classmethod
    def in_short(cls, view: View) -> str:
        return view.extras.get("wants", "")

    def settle(self, view: View) -> Outcome:
        """A case in any case: with the number and when to call it, or to be answered in writing."""
        if self.number == NOTHING or self.agreed == WRITE:
            return Outcome(handoff=without_number(view), rule="would rather not be called")
        if self.agreed == OTHER:
            return Outcome(again={OTHER: "yes"}, rule="another number")
        if self.agreed.startswith(BAD):
            written = self.agreed.removeprefix(BAD)
            return Outcome(again={OTHER: "yes", UNUSABLE: written}, rule="another number, and it cannot be called")
        if self.agreed != self.number:
            return Outcome(again={"number": self.agreed.removeprefix(NEW)}, rule="another number")
        return Outcome(handoff=_case(view, self.number, opens(view)), rule="may be called")


def without_number(view: View) -> Handoff:
    """Somebody who asked for a call and gave no number is still somebody who asked for a person."""
    return _case(view, "", None)


def _case(view: View, number: str, at: datetime | None) -> Handoff:
    extras = view.extras
    return Handoff(
        "call",
        tuple(extras.get("because", "").split("\n")),
        extras.get("department", "general"),
        wants=extras.get("wants", ""),
        callback=number,
        call_at=at,
        secret=view.facts.salt,
    )
