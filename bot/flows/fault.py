"""Something is wrong with what arrived: money back, another one, or a colleague's help."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot import slots
from bot.content import Reply
from bot.effects import Handoff
from bot.events import File
from bot.flow import Flow, Given, Outcome, View
from bot.shop import Order
from bot.slots import warranty
from bot.slots.each import tells_why
from bot.slots.goods import PART
from bot.wording import Markup


class Wish(StrEnum):
    """What would put it right."""

    REFUND = "refund"
    REPLACE = "replace"
    HELP = "help"
    OTHER = "other"
    """Another size or colour: heard, and asked about with the return."""
    EACH = "each"
    """Another wish for each of several things: never offered, but heard."""


PARTS = rf"(?:{PART}|shade|cap|knob|plug|cable|cord|bulb|filter|screw|strap|button|zip|lever|tray|cover|wheel|part)s?"
"""What a thing is made of: a new one of these is no new thing."""
WISHES = {
    Wish.REFUND: (
        r"(?<!no )refund|(?<!no )money (?:back|returned|repaid)"
        r"|(?:want|take|need|have|rather|give me)(?: the| my)? (?:money|cash)"
        r"|(?:money|cash) or\b"
        r"|pay me back|reimburse|(?:as |have |want )?(?:store|shop) credit|as credit"
    ),
    Wish.REPLACE: (
        rf"replac\w*(?! (?:just |only )?(?:the|a) {PARTS}\b)|exchange|swap|another (?:one|pair|set)"
        r"|new (?:one|pair|set)\b"
        rf"|(?:send|give|want|need)(?: me)? (?:[2-9]|two|three|four|five|six) new\b(?! {PARTS}\b)"
        rf"|resend|send (?:me )?(?:a|the) (?:new|right|correct)(?! {PARTS}\b)"
    ),
    Wish.HELP: (
        rf"help|fix|repair|colleague|spare|missing part|(?:new|another|replacement) {PARTS}\b"
        rf"|(?:just|only) (?:the|a|that|send the) (?:new )?{PARTS}\b(?! (?:is|are|was|has|keeps?|gets?|feels?|\w+s)\b)"
    ),
    Wish.OTHER: r"(?!)",
    Wish.EACH: r"(?!)",
}


NO_MONEY = re.compile(
    r"\W*(?:no|not|don'?t want)(?: the| my| any| a)? (?:money|cash|refund)(?: back)?(?: (?:please|pls|thanks"
    r"|then))*\W*",
    re.I,
)
"""Of what would put it right that leaves another one."""
MISSING = re.compile(
    r"\b(?:missing|incomplete|only (?:got|one|two|three|four|five|\d+|half)\b.{0,30}\b(?:in|inside)"
    r"|left out|forgot to (?:pack|put))\b",
    re.I,
)
"""Part of what was in the box is not: nothing can come back, and nobody can see it from here."""


SENT = re.compile(
    r"\bsend (?:me )?(?:it|them|one|the (?:others?|rest|missing|remaining|second|third|fourth|last)\b|what)", re.I
)


def _of_a_part(given: Given, view: View) -> Wish | None:
    """ "Send the other one", of what was not all in the box; a yes there leaves it to a colleague."""
    if not given.asked or not MISSING.search(view.extras.get("words", "")):
        return None
    if SENT.search(given.text):
        return Wish.REPLACE
    return Wish.HELP if given.intent == "affirm" else None


ALONE = {slots.SAME: Wish.REPLACE, slots.MONEY: Wish.REFUND}


ANOTHER_SIZE = re.compile(
    r"\b(?:bigger|smaller|larger|longer|shorter|wider|narrower)\b"
    r"|\b(?:different|other|another|next|right|correct) (?:size|colou?r)\b|\bsizes? (?:up|down)\b",
    re.I,
)


HEAT = re.compile(r"\b(?:at|on) \d{2}\b", re.I)
"""How hot it was washed, and no size."""


def _in_another(given: Given, view: View) -> Wish | None:
    """ "I need the 43", "a bigger one": no other one of the same."""
    if not given.asked or re.search(rf"\b(?:{WISHES[Wish.REFUND]})", given.text, re.I):
        return None
    picks: tuple[slots.Pick, ...] = view.known["items"] or ()
    items = tuple(pick.item for pick in picks) or slots.free(view.known["order"])
    if not (any(item.variants for item in items) or len(items) == 1):
        return None
    sized = any(item.variants and slots.names_a_size(HEAT.sub(" ", given.text)) for item in items)
    named = any(slots.variant_in(given.text, item) for item in items)
    return Wish.OTHER if ANOTHER_SIZE.search(given.text) or sized or named else None


def _for_each(given: Given, view: View) -> Wish | None:
    """A new kettle, and money for the cups: each of several things by its name, or one of them."""
    picks: tuple[slots.Pick, ...] = view.known["items"] or ()
    if len(picks) == 1 and given.asked:  # the other was told apart already, and comes after this
        every = tuple(slots.Pick(item, 0) for item in slots.free(view.known["order"]))
        return ALONE.get(slots.wishes_each(given.text, every).get(picks[0].item.id, ""))
    told = slots.wishes_each(given.text, picks)
    alike = len(told) == len(picks) and len(set(told.values())) == 1
    return Wish.EACH if told and not alike and (given.asked or len(set(told.values())) > 1) else None


def _besides(given: Given, view: View) -> Wish | None:
    no_money = given.asked and NO_MONEY.fullmatch(given.text)
    ask_them = given.asked and warranty.ASK_THEM.fullmatch(given.text)
    return Wish.REPLACE if no_money else Wish.HELP if ask_them else _of_a_part(given, view)


def _arrived(order: Order, view: View) -> bool:
    return order.status == "delivered"


def _goes_back(view: View) -> bool:
    """Whether it can be swapped like any return; later it is a matter of warranty, and a colleague's."""
    order: Order | None = view.known["order"]
    return order is not None and slots.within(order, view) and bool(slots.free(order))


def _all_coming(order: Order, view: View) -> bool:
    """Whether all that is meant is still on its way, by what its carrier says."""
    picks = view.known.get("items") or ()
    if not picks and "items" in view.known and order.status == "dispatched":
        return bool(slots.moving(order)) and not slots.here(order)
    return bool(picks) and bool(slots.moving(order)) and len(slots.away(view)) == len(picks)


HAS_IT = re.compile(r"\b(?:came|arrived?|got it|received?|delivered|unpacked|opened)\b", re.I)


def _not_seen_here(order: Order, view: View) -> Outcome | None:
    """Something is wrong with what no carrier has brought yet: nothing is offered for it before somebody knows why."""
    words, wish = view.extras.get("words", ""), view.known.get("wish")
    whole = not slots.here(order)  # of several parcels it may be one that has come
    if whole and not HAS_IT.search(words):
        said = view.words.say("fault.still_coming", item=_thing(view))
        return Outcome((Reply(said),), offers_person=True, rule="it is on its way still, by its carrier")
    if wish is None or not whole:
        return None
    why = view.words.say("why.here_already")
    details = ((view.words.say("label.what_is_wrong"), words),)
    wants = f"{wish}: {_thing(view)}, order {order.number}"
    need = Handoff("home", (why,), wants=wants, details=details, order=order.number)
    return Outcome(handoff=need, rule="said to be here, and on its way by its carrier")


def _thing(view: View) -> Markup | str:
    """What it is about as they named it, else what the order is called by."""
    picks: tuple[slots.Pick, ...] = view.known.get("items") or ()
    named = tuple(f"{p.count} × {p.item.name}" if p.count > 1 else p.item.name for p in picks)
    return view.words.several(named) if picks else view.known["order"].title


@dataclass(frozen=True)
class Fault(Flow):
    """Which order it is about, and what the customer would like."""

    name: ClassVar[str] = "fault"

    order: Order = slots.which_order(_arrived, lambda view: view.words.say("fault.which_order"))
    items: tuple[slots.Pick, ...] | None = slots.which_items(
        lambda view: view.words.say("fault.which_items"),
        needed=lambda view: bool(view.known["order"]) and sum(map(slots.left, slots.free(view.known["order"]))) > 1,
    )
    wish: Wish = slots.one_of(
        WISHES,
        ask=lambda view: view.words.say("fault.wish", item=_thing(view)),
        label=lambda wish, view: view.words.say(f"wish.{wish}"),
        fits=lambda wish, _: wish not in (Wish.EACH, Wish.OTHER),
        first=lambda given, view: _in_another(given, view) or _for_each(given, view),
        besides=_besides,
        brief={
            Wish.REFUND: r"(?<!no )(?:money|cash|refund\w*)",
            Wish.REPLACE: (
                r"new|another|replace\w*|exchange\w*|swap\w*|fresh one"
                r"|(?:right|correct|proper|same) one|the one i ordered|what i ordered"
            ),
        },
    )
    instead: slots.Each = slots.wished_each(lambda view: view.known["wish"] is Wish.EACH)
    to: str = slots.where_to()
    photo: File | None = slots.photo(
        ask=lambda view: view.words.say("photo.ask", items=_thing(view)),
        needed=lambda view: (
            view.known["wish"] is Wish.REPLACE
            and view.policy.photo_for_damage
            and not _goes_back(view)
            and not MISSING.search(view.extras.get("words", ""))
        ),
    )

    @classmethod
    def in_short(cls, view: View) -> str:
        order = view.known.get("order")
        return (
            f"something is wrong: {order.title}, order {order.number}" if order else "something is wrong with an item"
        )

    @classmethod
    def stop(cls, view: View) -> Outcome | None:
        """Without an order there is nothing to look at, but there is a colleague."""
        order = view.known.get("order")
        if order and "wish" not in view.answers and not view.known.get("wish") and warranty.covered(order, view):
            return warranty.led(view, "past the window, within the warranty")
        if order and _all_coming(order, view):
            if not tells_why(view.extras.get("words", "")):
                return Outcome(then="tracking", given={"orders": order.number}, rule="it is on its way still")
            if seen := _not_seen_here(order, view):
                return seen
        if view.facts.orders:
            return None if view.known else slots.none_arrived("none_arrived", view)
        return Outcome((Reply(view.words.say("fault.no_order")),), offers_person=True, rule="no orders")

    def settle(self, view: View) -> Outcome:
        """A refund goes on as one, another one as a return; the rest is a colleague's, with everything known."""
        if MISSING.search(view.extras.get("words", "")):
            return self._handed(view, "part of it is missing")
        if self.wish is Wish.REFUND:
            return Outcome(then="refund", rule="a refund is wished for")
        if self.wish is Wish.REPLACE and _goes_back(view):
            return Outcome(then="send_back", rule="another one is wished for")
        if self.wish is Wish.OTHER and _goes_back(view):
            return Outcome(then="send_back", given={"wish": "exchange"}, rule="another size or colour is wished for")
        if self.wish is Wish.EACH and _goes_back(view):
            return Outcome(then="send_back", given={"wish": "exchange"}, rule="each thing has a wish of its own")
        return self._handed(view, f"item problem, wish: {self.wish}")

    def _handed(self, view: View, rule: str) -> Outcome:
        """What cannot come back, or be judged from here, is a colleague's."""
        wants = f"{self.wish}: {_thing(view)}, order {self.order.number}"
        said = view.extras.get("words", "")
        photo = self.photo.name if self.photo and self.photo.ref else view.words.say("card.no_photo")
        details = ((view.words.say("label.what_is_wrong"), said), (view.words.say("card.photo"), photo))
        need = Handoff(
            "home", (f'item problem ("{said[:80]}")',), wants=wants, details=details, order=self.order.number
        )
        return Outcome(handoff=need, rule=rule)
