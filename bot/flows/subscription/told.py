"""What is said of a subscription: what it is, what ends when, what is charged next."""

import re
from datetime import datetime

from bot import slots
from bot.charging import after_end, kept
from bot.content import Choice
from bot.flow import Given, View
from bot.flows.subscription.coming_back import comes_back
from bot.flows.subscription.which import EACH, grace, others_named, plans, wanted
from bot.shop import Subscription
from bot.slots import agreeing, way_back
from bot.slots.charges import sums_in
from bot.slots.clubs import Wish
from bot.slots.naming import named
from bot.wording import Markup


def chosen(view: View) -> Subscription | None:
    """The subscription that is meant, once it is known."""
    return view.known.get("subscription")


def price(one: Subscription, view: View) -> Markup:
    """ "$19.90 a month"."""
    return view.words.say(f"price.{one.every}", amount=one.price)


def dates(one: Subscription, view: View) -> str:
    """For the card: price, start, end."""
    day = view.words.day
    ended = f", cancelled {day(one.cancelled)}" if one.cancelled else ""
    until = f", paid until {day(one.ends)}" if one.ends else ""
    renews = f", renews {day(one.renews)}" if one.renews else ""
    return f"{price(one, view)}, since {day(one.started)}{ended}{until}{renews}"


def runs_on(one: Subscription, view: View) -> Markup:
    """How it stands: when it renews, or since when it is cancelled and until when it is paid."""
    say = view.words.say
    if one.cancelled is None:
        if one.renews is None:
            return say("club.runs", title=one.title, price=price(one, view))
        return say("club.renews", title=one.title, price=price(one, view), day=one.renews)
    if one.ends and one.ends > view.facts.now:
        return say("club.is_cancelled_until", title=one.title, day=one.cancelled, ends=one.ends)
    return say("club.is_cancelled", title=one.title, day=one.cancelled)


def ask_wish(view: View) -> str:
    known = plans(view)
    what = view.words.say("club.what" if len(known) == 1 else "club.what_of_several")
    return " ".join((*(runs_on(one, view) for one in known), *_no_pause(view.extras.get("words", ""), view), what))


def ask_which(view: View) -> str:
    *others, last = (one.title for one in wanted(view))
    titles = f"{', '.join(others)} or {last}" if others else last
    return view.words.say("club.which", titles=titles)


def ask_how(view: View) -> str:
    one, last = chosen(view), grace(view)
    if one is None or last is None:
        return ""
    ends = one.renews or view.facts.now
    return view.words.say("club.how", title=one.title, amount=last.amount, charged=last.at, ends=ends)


def how_options(view: View) -> tuple[Choice, ...]:
    one, last = chosen(view), grace(view)
    if one is None or last is None:
        return ()
    say = view.words.say
    now = Choice(say("club.how_now", amount=last.amount), "now")
    return (now, Choice(say("club.how_later", ends=one.renews or view.facts.now), "later"))


def ask_confirm(view: View) -> str:
    one = chosen(view)
    if one is None:
        return ""
    match view.known["wish"]:
        case Wish.CHARGED:
            return _confirm_back(one, view)
        case Wish.RESUME:
            return _confirm_resume(one, view)
        case _:
            return _confirm_end(one, view)


OF_ANOTHER = re.compile(
    r"\bnot (?:the |my )?\w+|\b(?:already|i know|stays?|keep\w*|is (?:off|cancelled|ended|stopped|fine)|leave)\b", re.I
)
PAUSES = re.compile(
    r"\b(?:paus\w+|snooze|suspend\w*|on hold|skip (?:it|a|one|the next|next|this|\w+ (?:months?|weeks?))"
    r"|every (?:2|3|two|three|other|second|third) (?:months?|weeks?)|(?:less|not so|not as) often)\b",
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
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?|christmas|new year'?s?|summer|winter|autumn|spring)"
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day'?s?"
_ONE = rf"(?:next|last|one more|another|this|coming|{_MONTH}|{_DAY})"
NEXT_FIRST = re.compile(
    rf"\b(?:not (?:before|until|till|yet)|after|once(?! (?:this|last)\b)|when i(?:'?ve| have)? (?:get|got"
    rf"|had))\b.{{0,20}}\b{_ONE}\b"
    r"|\b(?:one more|the next) (?:bag|box|delivery|month|parcel|one|issue) first\b"
    r"|\bwait (?:until|till)\b|\b(?:but|just) not (?:yet|now|right away|today|immediately)\b"
    r"|(?<!n't )(?<!nt )(?<!not )\b(?:still|want to|let me|i(?:'ll| will))"
    rf" (?:want|get|have|keep|receive|need|take|like)\b[^.?!]{{0,20}}\b{_ONE}\b"
    r"|\b(?:cancel|end|stop|quit|finish)\w*\b[^.?!]{0,30}\b(?:from|starting|as of|at the end of|end of|by|in"
    r"|next) (?:the )?"
    rf"(?:{_MONTH}|next (?:month|year)|month|year)\b",
    re.I,
)
"""Wants it to go on for a while first."""


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
    if paused := _no_pause(given.text, view):
        return paused[0]
    if one and wish is Wish.CANCEL and comes_back(given.text):
        return view.words.say("club.comes_back", days=view.policy.subscription_resume_days)
    last = grace(view) if one and wish is Wish.CANCEL and "how" not in view.known else None
    if last and THE_MONEY.fullmatch(given.text):
        return view.words.say("club.money_too", amount=last.amount)
    if one and wish is Wish.CANCEL and CANCELLATION.search(given.text):
        return view.words.say("club.not_yet", stands=runs_on(one, view))
    if one and (said := _dated(one, given, view)):
        return said
    if len(others) == 1 and OF_ANOTHER.search(given.text):
        return view.words.say("club.not_that", stands=runs_on(others[0], view))
    later = _not_later(one, given.text, view) if one and wish is Wish.CANCEL else ()
    return later[0] if later else ""


I_ENDED = re.compile(
    r"\W*(?:(?:yes|yeah|yep|but|and|well|ok(?:ay)?|exactly|correct|right)\b\W*)*(?:(?:i|we)(?:'?ve| have| had| did)? )"
    r"(?:already |just |definitely )*(?:cancell?(?:ed)?|ended|stopped|quit|left)\b(?! (?:my|the) order)[^?]{0,40}",
    re.I,
)
THAT_CHARGE = re.compile(
    r"\W*(?:(?:yes|yeah|no|ok(?:ay)?|it'?s|i mean)\b\W*)*(?:the|that)"
    r" (?:second|2nd|last|latest|newest|new|other|one|charge)(?: (?:one|charge|payment))?"
    r"(?: (?:please|pls|after (?:that|i cancelled)))*\W*",
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


def _no_pause(text: str, view: View) -> tuple[Markup, ...]:
    """That nothing lies between going on and an end, where somebody wants that."""
    days = view.policy.subscription_resume_days
    return (view.words.say("club.no_pause", days=days),) if PAUSES.search(text) else ()


def _dated(one: Subscription, given: Given, view: View) -> str:
    """ "When is it paid till", "will I be charged": by the days in the question that waits for its yes."""
    text = given.text.replace("\u2019", "'")
    if "how" not in view.known or not (DATES.search(text) and (agreeing.QUESTION.search(text) or UNTIL.match(text))):
        return ""
    say, wish = view.words.say, view.known.get("wish")
    if wish is Wish.RESUME:
        return say("club.next_charge", amount=one.price, day=_starts(one, view))
    if wish is not Wish.CANCEL or view.known.get("how") == "now" or one.renews is None:
        return ""
    return say("club.paid_until", title=one.title, ends=one.renews)


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


def _confirm_back(one: Subscription, view: View) -> str:
    wrong = after_end(view.facts.account, one) if view.facts.account else ()
    if not wrong or one.cancelled is None:
        return ""
    charged = view.words.several(tuple(f"{view.words.money(c.amount)} {view.words.day(c.at)}" for c in wrong))
    total = sum((kept(c) for c in wrong[1:]), kept(wrong[0]))
    return view.words.say("club.confirm_back", title=one.title, cancelled=one.cancelled, charged=charged, amount=total)


def _confirm_end(one: Subscription, view: View) -> str:
    last = grace(view) if view.known.get("how") == "now" else None
    if last:
        return view.words.say("club.confirm_end_now", title=one.title, amount=last.amount, charged=last.at)
    ended = [other for other in plans(view) if other.cancelled and EACH.search(view.extras.get("words", ""))]
    first = " ".join(runs_on(other, view) for other in ended)
    apart = view.words.say("club.refund_apart") if BACK.search(view.extras.get("words", "")) else ""
    if one.renews is None:
        ends = view.words.say("club.confirm_end_undated", title=one.title, price=price(one, view))
    else:
        ends = view.words.say("club.confirm_end", title=one.title, price=price(one, view), ends=one.renews)
    words = view.extras.get("words", "")
    told = (*_no_pause(words, view), *_not_later(one, words, view))
    return Markup(" ".join(filter(None, (first, *told, apart, ends))))


def _not_later(one: Subscription, text: str, view: View) -> tuple[Markup, ...]:
    """That its end can't be set for later, where somebody wants that."""
    wanted_later = one.renews and NEXT_FIRST.search(text.replace("\u2019", "'"))
    return (view.words.say("club.not_later", ends=one.renews),) if wanted_later else ()


BACK = re.compile(r"\b(?:refund\w*|money back)\b", re.I)
"""Wants back what was charged, too."""


def _confirm_resume(one: Subscription, view: View) -> str:
    asked = view.words.say("club.confirm_resume", title=one.title, price=price(one, view), day=_starts(one, view))
    return Markup(" ".join((*_no_pause(view.extras.get("words", ""), view), asked)))


def _starts(one: Subscription, view: View) -> datetime:
    """From when it would be charged again."""
    return max(one.ends or view.facts.now, view.facts.now)


def confirm_options(view: View) -> tuple[Choice, ...]:
    one, say = chosen(view), view.words.say
    if one is None:
        return ()
    wrong = after_end(view.facts.account, one) if view.facts.account else ()
    match view.known["wish"]:
        case Wish.CHARGED if wrong:
            yes = say("refund.yes", amount=sum((kept(c) for c in wrong[1:]), kept(wrong[0])))
        case Wish.RESUME:
            yes = say("club.yes_resume")
        case Wish.CANCEL if view.known.get("how") == "now" and (last := grace(view)):
            yes = say("club.yes_end_now", amount=last.amount)
        case _:
            yes = say("club.yes_end")
    return (Choice(yes, "yes", "primary"), Choice(say("club.no"), "stop"))
