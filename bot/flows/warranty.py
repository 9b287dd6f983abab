"""A fault after the return window and within the warranty: a claim, which a colleague settles."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot import slots
from bot.content import Choice, Reply
from bot.effects import Handoff
from bot.flow import Flow, Given, Outcome, View
from bot.shop import Order
from bot.slots import warranty
from bot.wording import Markup


def _wrong(view: View) -> str | None:
    words = view.extras.get("words", "")
    return words if slots.said(warranty.FAULT, words) or slots.said(warranty.TOLD, words) else None


def _what(given: Given, _: View) -> str | None:
    """What is wrong, in their words; that something is not there is wrong with no thing that they have."""
    return None if NOT_HERE.search(given.text.replace("\u2019", "'")) else slots.own_words(given)


NOT_HERE = re.compile(
    r"\bwhere(?:'?s| is| are)\b[^.?!]{0,20}\b(?:it|my|the|they)\b|\b(?:never|has ?n'?t|have ?n'?t|did ?n'?t|not)"
    r" (?:yet )?(?:come|came|arrived?|shown up|showed up|been delivered|received)\b",
    re.I,
)


def _thing(view: View) -> Markup | str:
    """What it is about as they named it, else what the order is called by."""
    order: Order = view.known["order"]
    named = slots.items_in(Given(view.extras.get("words", "")), order.items)
    return view.words.several(tuple(pick.item.name for pick in named)) if named else order.title


def _ask(key: str, view: View) -> Markup:
    age, months = slots.days_old(view.known["order"], view), view.policy.warranty_months
    said = view.words.say("warranty.covered", item=_thing(view), age=age, months=months)
    return Markup(f"{said} {view.words.say(key)}")


def _ways(view: View) -> tuple[Choice, ...]:
    say = view.words.say
    return (Choice(say("offer.colleague"), "yes", "primary"), Choice(say("offer.leave"), "stop"))


@dataclass(frozen=True)
class Warranty(Flow):
    """Which thing, and what is wrong with it: a colleague needs no more to settle the claim."""

    name: ClassVar[str] = "warranty"

    order: Order = slots.which_order(warranty.covered, lambda view: view.words.say("fault.which_order"))
    wrong: str = slots.in_own_words(
        lambda view: _ask("warranty.what_is_wrong", view), read=_what, default=_wrong, tells=warranty.who_decides
    )
    confirm: str = slots.confirmed(
        lambda view: _ask("warranty.shall", view),
        _ways,
        besides=warranty.asked_for,
        tells=warranty.told,
        needed=lambda view: view.known.get("wrong") == view.extras.get("words"),  # else they have just told us
    )

    @classmethod
    def in_short(cls, view: View) -> str:
        order = view.known.get("order")
        return f"warranty claim: {_thing(view)}, order {order.number}" if order else "warranty claim"

    @classmethod
    def stop(cls, view: View) -> Outcome | None:
        """What may still go back does so; what no warranty covers any more is refused as a return."""
        order = view.known.get("order")
        return (
            Outcome(then="send_back", rule="no matter of warranty")
            if order and not warranty.covered(order, view)
            else None
        )

    def settle(self, view: View) -> Outcome:
        if self.confirm == "stop":
            return Outcome((Reply(view.words.say("small.left")),), rule="no claim is made")
        details = ((view.words.say("label.what_is_wrong"), self.wrong),)
        wants = f"{self.in_short(view)}: {self.wrong[:120]}"
        because = (f'warranty claim ("{self.wrong[:80]}")',)
        need = Handoff("home", because, "general", wants=wants, details=details, order=self.order.number)
        return Outcome(handoff=need, rule="a warranty claim is a colleague's")
