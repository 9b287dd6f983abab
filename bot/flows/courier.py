"""How it was delivered: what the scans show first, then a new day, what is damaged, or a colleague."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from bot import slots
from bot.content import Choice, Reply
from bot.flow import NOTHING, Flow, Given, Outcome, View, slot
from bot.shop import Order, Parcel, ScanKind
from bot.slots.at_the_door import told_to
from bot.wording import Markup

HURT = re.compile(
    r"\b(?:soak\w*|wet|rust\w*|scratch\w*|stain\w*|bent|damag\w*|broke\w*|smash\w*|crush\w*|ruin\w*|destroy\w*"
    r"|dent\w*|crack\w*|torn|in pieces)\b",
    re.I,
)
JUST_CAME = timedelta(days=4)
"""What is said of a courier is said of today or of the last days; older deliveries are named, or not meant."""


def _was_at_the_door(order: Order, view: View) -> bool:
    """A parcel of it came in the last days, or was tried in vain: one on its way has met nobody yet."""
    came = (p.delivered for p in slots.outward(order))
    return any(at and view.facts.now - at < JUST_CAME for at in came) or any(attempts(p) for p in slots.outward(order))


def attempts(parcel: Parcel) -> int:
    """How often its carrier came and found nobody, since it last came closer."""
    return sum(scan.kind is ScanKind.ATTEMPTED for scan in parcel.scans) if not parcel.delivered else 0


def _newest(order: Order) -> Parcel | None:
    """The parcel that was seen last; of several, one that has been at the door."""
    seen = [p for p in slots.outward(order) if p.last]
    met = [p for p in seen if p.delivered or attempts(p)]
    return max(met or seen, key=lambda p: p.last.at if p.last else p.scans[0].at, default=None)


DAY, WORDS = "day", "words"
PICKS_UP = re.compile(r"\b(?:pick\w*|collect\w*|locker)\b", re.I)
OTHER_DAY = re.compile(r"\b(?:(?:an)?other|new|different) (?:day|time|date)\b|\w+day\b|\btomorrow\b", re.I)
REPORTS = re.compile(r"\b(?:complain\w*|report|driver|courier)\b", re.I)
WAITS = re.compile(r"\b(?:wait|thanks?|ok(?:ay)?|fine|no|next (?:try|time))\b", re.I)


def _next(given: Given, view: View) -> str | None:
    """What should follow; a day that was named is kept with it, since it answers the next question too."""
    if words := told_to(given.text):
        return f"{WORDS}:{words}"
    if slots.said(PICKS_UP, given.text):
        return "pickup"
    order: Order | None = view.known.get("order")
    parcel = _newest(order) if order else None
    day = slots.another_day(given, view, parcel.expected.date() if parcel and parcel.expected else None)
    in_time = day is None and slots.day_in(given, view) is not None  # "by Friday", and it is due before
    if not in_time and (slots.said(OTHER_DAY, given.text) or (given.asked and day)):
        return f"{DAY}:{day or ''}" if given.asked else None
    if not given.asked:
        return None
    if slots.said(REPORTS, given.text):
        return "report"
    return "wait" if slots.said(WAITS, given.text) else None


QUESTION = re.compile(
    r"\b(?:what happens|what if|how (?:many|long|often|do|does))\b"
    r"|(?:^|[.!,]\s*)(?:what|how|which|when|where|do|does|can|could|will|would|may)\b[^.!?]*\?",
    re.I,
)
"""Asks how such things are done, and tells of nothing that has happened."""
TELLING = 5
"""Words that tell what has happened; fewer only say that something has."""
SUGGESTS = re.compile(
    r"^\W*(?:(?:hi|hello|hey|just|a|an|one|some|small|little|my|friendly|honest)\W+){0,4}(?:suggestion|idea|request|feedback|tip)\b"
    r"|\b(?:i(?:'d| would)? (?:suggest|propose)|(?:may|can|could) i (?:suggest|make a suggestion)"
    r"|why (?:not|don'?t you) (?:just )?(?:use|pack|wrap|switch|send|ship))\b",
    re.I,
)
HARM = re.compile(
    r"\b(?:hit|hurt|kick\w*|threw|thrown|throw|broke|smash\w*|shout\w*|sw(?:ore|earing)|rude"
    r"|(?:fire|sack) (?:the|that|this|your|him)|stole|lied|liar)\b",
    re.I,
)


def suggests(words: str) -> bool:
    """Whether they say how it could be done better: nothing has happened that one could be sorry for."""
    return SUGGESTS.search(words) is not None and not (HARM.search(words) or HURT.search(words))


WHO_BRINGS_IT = re.compile(
    r"\W*(?:(?:and|so|but|ok(?:ay)?|wait|hm+)\W+)*"
    r"(?:(?:which|what|who(?:'?s| is| was)?)(?: (?:is |was )?(?:the|my|your))?"
    r" (?:courier|carrier|(?:delivery |parcel )?(?:company|service|firm)|driver)"
    r"|who (?:delivers?|brings?|has|carries|is (?:delivering|bringing)))"
    r"(?: (?:is|was|did|does|has|brings?|it|that|this|my|parcel|the|then|deliver\w*))*\W*",
    re.I,
)


def _told_beside(given: Given, view: View) -> str:
    """Who brings it, where that is asked."""
    parcel = _newest(view.known["order"]) if WHO_BRINGS_IT.fullmatch(given.text) else None
    return view.words.say("courier.who", carrier=parcel.carrier) if parcel else ""


def _tried_twice(view: View) -> bool:
    order: Order | None = view.known.get("order")
    parcel = _newest(order) if order else None
    return parcel is not None and attempts(parcel) > 0


def _ask_next(view: View) -> Markup:
    order = view.known["order"]
    parcel = _newest(order)
    if parcel is None:
        return Markup()
    when = tuple(
        f"{view.words.day(s.at)} {view.words.time(s.at)}" for s in parcel.scans if s.kind is ScanKind.ATTEMPTED
    )
    due = view.words.say("tracking.due", due=parcel.expected) if parcel.expected else view.words.say("tracking.no_date")
    what = slots.what_is_in(order, parcel)
    return view.words.say("courier.attempts", carrier=parcel.carrier, item=what, when=view.words.several(when), due=due)


def _next_choices(view: View) -> tuple[Choice, ...]:
    say = view.words.say
    return tuple(Choice(say(f"courier.{way}"), way) for way in ("day", "pickup", "wait", "report"))


def _passed_on(order: str, view: View) -> dict[str, str]:
    """What a colleague is told: of a question what is written stands first, of what has happened no page does."""
    words = view.extras.get("words", "")
    if suggests(words):
        return {"first": order, "helped": "no", "second": words}
    asks = QUESTION.search(words) is not None
    told = not asks and len(words.split()) >= TELLING
    return {"first": order} | ({} if asks else {"helped": "no"}) | ({"told": "yes"} if told else {})


@dataclass(frozen=True)
class Courier(Flow):
    """Which order it was, and what should follow a failed attempt."""

    name: ClassVar[str] = "courier"

    order: Order = slots.which_order(_was_at_the_door, lambda view: view.words.say("courier.which_order"))
    next: str | None = slot(
        ask=_ask_next,
        read=_next,
        choices=_next_choices,
        needed=_tried_twice,
        tells=_told_beside,
        card=lambda view: (
            slots.card(view.known["order"], parcel, view) if (parcel := _newest(view.known["order"])) else None
        ),
        offers=lambda view: (Choice(view.words.say("offer.human"), "human"),),
    )

    @classmethod
    def in_short(cls, view: View) -> str:
        order = view.known.get("order")
        return f"delivery problem: {order.title}, order {order.number}" if order else "delivery problem"

    @classmethod
    def stop(cls, view: View) -> Outcome | None:
        """Where no order has been at a door and none is named, what they say of it stands by itself."""
        if view.known or "order" in view.answers or any(_was_at_the_door(o, view) for o in view.facts.orders):
            return None
        return Outcome(then="elsewhere", given=_passed_on(NOTHING, view), rule="a courier's conduct, of no order")

    def settle(self, view: View) -> Outcome:
        """A new day or place is asked for as one; damage goes on as damage; the rest is a colleague's."""
        parcel = _newest(self.order)
        way, _, day = (self.next or "").partition(":")
        if way in (DAY, "pickup"):
            known = {"change": way} | ({"day": day} if day else {})
            return Outcome(then="new_address", given=known, rule=f"failed attempts: {way}")
        if way == WORDS:
            return Outcome(
                then="new_address", given={"change": "instructions", "words": day}, rule="failed attempts: words"
            )
        if self.next == "wait":
            return Outcome((Reply(view.words.say("courier.waits")),), rule="waits for the next attempt")
        if self.order.status == "delivered" and HURT.search(view.extras.get("words", "")):
            return Outcome(then="fault", rule="damaged on its way")
        seen = (self._seen(parcel, view),) if parcel and parcel.delivered and not self.next else ()
        given = {"first": self.order.number, "helped": "no"} if self.next else _passed_on(self.order.number, view)
        return Outcome(seen, then="elsewhere", given=given, rule="a courier's conduct")

    def _seen(self, parcel: Parcel, view: View) -> Reply:
        card, said = slots.card(self.order, parcel, view), slots.sentence(self.order, parcel, view)
        return Reply(said, card, offers=slots.links(parcel, view))
