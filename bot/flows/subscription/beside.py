"""What is said beside a question that is open about a subscription: of another one, of dates, of money, of a pause."""

import re

from bot import slots
from bot.charging import after_end
from bot.flow import Given, View
from bot.flows.subscription.coming_back import comes_back
from bot.flows.subscription.told import chosen, last_paid, no_pause, not_later, runs_on, starts
from bot.flows.subscription.which import MAY_I, above, grace, others_named, plans
from bot.shop import Charge, Subscription
from bot.slots import agreeing, way_back
from bot.slots.charges import THAT_CHARGE, sums_in
from bot.slots.clubs import NO_MORE, Wish
from bot.slots.naming import named

OF_ANOTHER = re.compile(
    r"\bnot (?:the |my )?\w+|\b(?:already|i know|stays?|keep\w*|is (?:off|cancelled|ended|stopped|fine)|leave"
    r"|(?:what|how) about)\b",
    re.I,
)
DATES = re.compile(
    r"\b(?:when|until|till?|how long|what day)\b.{0,40}"
    r"\b(?:paid|runs?|running|renews?|ends?|over|charged?|bill(?:ed)?|pay|lasts?|mine)\b"
    r"|\b(?:will|do|would|am) (?:i|you) (?:\w+ ){0,2}(?:charged?|billed?|pay|lose)\b"
    r"|\b(?:paid|runs?) (?:un)?till? when\b",
    re.I,
)
CANCELLATION = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|what about|how about|what'?s with|how is|where is|whats with)\W+)*"
    r"(?:the|my) cancell?ation(?: (?:then|now|of (?:it|the \w+(?: \w+)?)|request|done|through))*\W*$",
    re.I,
)
"""Asks how the end of a club stands."""
THE_MONEY = re.compile(
    r"\W*(?:(?:and|but|so|ok(?:ay)?|then|what about|how about|what happens (?:to|with))\W+)+(?:the|my) "
    r"(?:money|refund|difference)(?: then)?\W*",
    re.I,
)
"""Asks after the money, and chooses nothing."""
UNTIL = re.compile(r"\W*(?:(?:and|so|ok(?:ay)?|but)\W+)*(?:until|till?) (?:when|what)\b", re.I)


def told_beside(given: Given, view: View) -> str:
    """What is said of the other one, of an order, of an end that is still to come, or of the way the money goes."""
    others, wish, one = others_named(given, view), view.known.get("wish"), chosen(view)
    pays = wish is Wish.CHARGED or view.known.get("how") == "now"
    if pays and (said := way_back.told(given, view)):
        return said
    if wish is Wish.CHARGED and one and _says_the_same(given.text, one, view):
        return view.words.say("errand.needs_yes")
    if wish is Wish.CANCEL and (said := _of_an_order(given, view)):
        return said
    if paused := no_pause(given.text, view):
        return paused[0]
    if one and (said := _of_the_one(one, given, view)):
        return said
    if len(others) == 1 and OF_ANOTHER.search(given.text):
        return view.words.say("club.not_that", stands=runs_on(others[0], view))
    later = not_later(one, given.text, view) if one and wish is Wish.CANCEL else ()
    return later[0] if later else ""


def _of_the_one(one: Subscription, given: Given, view: View) -> str:
    """What is asked of the one under way: its days, what was paid, and where it shall end also what then is."""
    told = _of_its_end(one, given, view) if view.known.get("wish") is Wish.CANCEL else ""
    if said := told or _dated(one, given, view):
        return said
    if paid := last_paid(one, given.text, view):
        return paid[0]
    return _what_if(one, given.text, view) if view.known.get("wish") is Wish.CANCEL else ""


NOT_CHARGED = re.compile(rf"\W*(?:(?:no|but|and|so|just|please|then)\W+)*{NO_MORE}\W*", re.I)
NOT_YET = re.compile(
    r"\b(?:do ?n'?t|do not|not) (?:cancel|end|stop)(?: (?:it|that|this|anything))? (?:yet|now|today|before)\b", re.I
)
"""Puts its end off."""


def _of_its_end(one: Subscription, given: Given, view: View) -> str:
    """Whether it comes back, whether it has ended, and what money comes back with it."""
    if comes_back(given.text):
        return view.words.say("club.comes_back", days=view.policy.subscription_resume_days)
    last = grace(view) if "how" not in view.known else None
    if last and THE_MONEY.fullmatch(given.text):
        return _difference_too(last, view) or view.words.say("club.money_too", amount=last.amount)
    if NOT_CHARGED.fullmatch(given.text.replace("\u2019", "'")) and one.renews:
        return view.words.say("club.paid_until", title=one.title, ends=one.renews)
    if CANCELLATION.search(given.text) or NOT_YET.search(given.text.replace("’", "'")):
        return view.words.say("club.not_yet", stands=runs_on(one, view))
    return _asked_of_money(one, given, view)


I_ENDED = re.compile(
    r"\W*(?:(?:yes|yeah|yep|but|and|well|ok(?:ay)?|exactly|correct|right)\b\W*)*(?:(?:i|we)(?:'?ve| have| had| did)? )"
    r"(?:already |just |definitely )*(?:cancell?(?:ed)?|ended|stopped|quit|left)\b(?! (?:my|the) order)[^?]{0,40}",
    re.I,
)


def _says_the_same(text: str, one: Subscription, view: View) -> bool:
    """That they ended it, or which charge they mean, where just that is what goes back."""
    wrong = after_end(view.facts.account, one) if view.facts.account else ()
    sums, mine = sums_in(text), {charge.amount.amount for charge in wrong}
    its = bool(sums) and set(sums) <= mine and len(text.split()) <= BRIEF
    return bool(wrong) and (
        its or bool(I_ENDED.fullmatch(text)) or (len(wrong) == 1 and bool(THAT_CHARGE.fullmatch(text)))
    )


BRIEF = 5


def _dated(one: Subscription, given: Given, view: View) -> str:
    """ "When is it paid till", "will I be charged": by the days in the question that waits for its yes."""
    text = given.text.replace("\u2019", "'")
    if "how" not in view.known or not (DATES.search(text) and (agreeing.QUESTION.search(text) or UNTIL.match(text))):
        return ""
    say, wish = view.words.say, view.known.get("wish")
    if wish is Wish.RESUME:
        day = starts(one, view)
        return say("club.next_charge" if day > view.facts.now else "club.charged_now", amount=one.price, day=day)
    if wish is not Wish.CANCEL or view.known.get("how") == "now" or one.renews is None:
        return ""
    return say("club.paid_until", title=one.title, ends=one.renews)


MONEY = re.compile(
    r"\b(?:get|have|give|any|some|part|rest|all|money|pay|refund\w*)\b[^.?!]{0,40}\b(?:back|refund\w*|too much"
    r"|difference)\b|\b(?:is|are) (?:it|there|that) (?:\w+ )?refund\w*",
    re.I,
)
WHAT_IF = re.compile(r"\bwhat (?:happens|will happen|would happen)\b|\bwhat (?:about )?if\b", re.I)


def _asked_of_money(one: Subscription, given: Given, view: View) -> str:
    """ "Do I get some of it back": what policy gives back, and what a colleague may."""
    text = given.text.replace("\u2019", "'")
    if not (agreeing.QUESTION.search(text) and MONEY.search(text)):
        return ""
    last = grace(view)
    if last and "how" not in view.known:
        if MAY_I.match(text):
            return ""  # a wish, and what is chosen with it
        return _difference_too(last, view) or view.words.say("club.money_too", amount=last.amount)
    if view.known.get("how") == "now":
        return ""
    return view.words.say("club.money_back", title=one.title, days=view.policy.subscription_grace_days)


def _difference_too(last: Charge, view: View) -> str:
    """What comes back either way, of a charge that was too much."""
    much = above(view)
    return view.words.say("club.difference_too", amount=last.amount, much=much) if much else ""


def _what_if(one: Subscription, text: str, view: View) -> str:
    """ "What happens if I cancel today", or if they do not."""
    if not WHAT_IF.search(text) or one.renews is None:
        return ""
    return view.words.say("club.what_if", title=one.title, ends=one.renews, amount=one.price)


def _of_an_order(given: Given, view: View) -> str:
    """ "Can I keep the beans I ordered": an order is no part of a club."""
    if not (OF_ANOTHER.search(given.text) or AN_ORDER.search(given.text)):
        return ""
    if named(given.text, plans(view), lambda plan: plan.title):
        return ""
    order = slots.order_in(given, view, view.facts.orders)
    if order is None:
        return ""
    return view.words.say(
        "club.order_stays", number=order.number, items=view.words.several(tuple(i.name for i in order.items))
    )


AN_ORDER = re.compile(r"\b(?:still (?:get|have|coming)|affect\w*|what about|happens? (?:to|with)|lose)\b", re.I)
