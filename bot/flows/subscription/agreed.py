"""A yes to what is asked of a subscription, where the word for a no is the very deed."""

import re

from bot.flow import Given, View
from bot.flows.subscription.told import chosen, confirm_options
from bot.slots import words_of
from bot.slots.agreeing import yes_or_no
from bot.slots.clubs import Wish


def _named(view: View) -> str:
    """How the one under way is named where it ends; empty where it does not."""
    one = chosen(view)
    if view.known["wish"] is not Wish.CANCEL or one is None:
        return ""
    words = "|".join(("club", "subscription", "membership", "plan", *map(re.escape, sorted(words_of(one.title)))))
    return f"(?:my|the|this)(?: (?:{words}))+"


STOP_IT = re.compile(r"\W*(?:(?:please|pls|just)\W+)*stop (?:it|this|that)(?:\W+(?:please|pls|now|then))*\W*", re.I)
KEEPS = re.compile(r"\bkeep (?:it|that|this|my|the)\b(?! (?:as it is|cancel\w*|ended|off)\b)", re.I)


def _ends(named: str) -> str:
    """The end of the one under way, by its name or by none."""
    return rf"(?:cancel|end)(?: (?:it|that|this|{named}))?(?:\W+(?:please|pls|then|now|already))*\W*"


SAYS_SO = (
    r"\W*(?:(?:ok(?:ay)?|fine|alright|then|but|and|so|well|yes|yeah|yep|please|pls|just|i said|i say|i told (?:you|u)"
    r"(?: to)?|like i said|go ahead)\W+)*"
)
"""What may stand before the deed that the question names: "ok but i said cancel it", "fine. cancel"."""
LED = re.compile(
    r"\W*(?:(?:but|and|so|then|well|please|pls|just)\W+)*(?:ok(?:ay)?|fine|alright|yes|yeah|yep|i said|go ahead)\b"
    r"(?!\W+(?:no|don'?t|not)\b)",
    re.I,
)


MONEY = re.compile(r"\b(?:refund\w*|money|returns?|label)\b", re.I)
"""What another question was about: "yes refund" starts no club again."""


def agreed(given: Given, view: View) -> str | None:
    """A yes; where it ends "yes, cancel it" and "cancel the tea" are one, but no "cancel" that stops what is asked."""
    named = _named(view)
    says_so = rf"\W*(?:(?:please|pls|just|then)\W+)*(?:cancel|end|stop) {named}(?:\W+(?:please|pls|then|now))*\W*"
    if given.asked and named and re.fullmatch(says_so, given.text, re.I):
        return "yes"
    if given.asked and named and LED.match(given.text) and re.fullmatch(SAYS_SO + _ends(named), given.text, re.I):
        return "yes"
    if given.asked and named and STOP_IT.fullmatch(given.text):
        return None  # it may be the club or the question: the next word says which
    verb = ""
    if named:  # "fine, stop" may stop the question, "fine, stop it" is the club's end
        verb = f"(?:(?:cancel|end)(?: {named})?|stop (?:it|that|this|{named}))"
    if view.known["wish"] is Wish.CHARGED:
        verb = r"refund(?: (?:it|that|me|the money|my money))?(?: and (?:leave|keep) it (?:cancell?ed|ended|off))?"
    if view.known["wish"] is Wish.RESUME:
        if given.asked and (KEEPS.search(given.text) or MONEY.search(given.text)):
            return None  # to keep it is a yes to nothing that has ended, and no plain no either
        verb = r"(?:re-?start|resume|start|re-?activate|re-?join)(?: (?:it|that|the club|my club))?(?: again)?"
        verb = f"(?:{verb}|i want (?:it|that) (?:back(?: on)?|again))"
    one = chosen(view)
    shown = one.title if one and view.known["wish"] is Wish.CHARGED else ""  # "yes, the coffee": what was asked about
    return yes_or_no(given, {choice.value for choice in confirm_options(view)}, verb, shown)
