"""What is said of a subscription: what it is, what ends when, what is charged next."""

import re
from datetime import datetime

from bot.charging import after_end, kept, latest
from bot.content import Choice
from bot.flow import View
from bot.flows.subscription.which import EACH, above, grace, plans, wanted
from bot.shop import Subscription
from bot.slots.clubs import LAST_PAID, Wish
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
    return " ".join((*(runs_on(one, view) for one in known), *no_pause(view.extras.get("words", ""), view), what))


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
    later = Choice(say("club.how_later", ends=one.renews or view.facts.now), "later")
    much = above(view)
    return (now, later, Choice(say("club.how_keep_back", amount=much) if much else say("club.how_keep"), "keep"))


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


PAUSES = re.compile(
    r"\b(?:paus\w+|snooze|suspend\w*|on hold|skip (?:it|a|one|the next|next|this|\w+ (?:months?|weeks?))"
    r"|every (?:2|3|two|three|other|second|third) (?:months?|weeks?)|(?:less|not so|not as) often)\b",
    re.I,
)
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
    r"|\b(?:cancel|end|stop|quit|finish)\w*\b(?:(?!\b(?:back|again)\b)[^.?!]){0,30}"
    r"\b(?:from|starting|as of|at the end of|end of|by|in"
    r"|next) (?:the )?"
    rf"(?:{_MONTH}|next (?:month|year)|month|year)\b",
    re.I,
)
"""Wants it to go on for a while first."""


def no_pause(text: str, view: View) -> tuple[Markup, ...]:
    """That nothing lies between going on and an end, where somebody wants that."""
    if not PAUSES.search(text):
        return ()
    days, say = view.policy.subscription_resume_days, view.words.say
    page = next((answer for answer in view.facts.answers if PAUSES.search(answer.text)), None)
    if page is None:
        return (say("club.no_pause", days=days),)
    return (say("club.pause_written", text=Markup(page.text), source=Markup(page.source), days=days),)


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
    told = (*no_pause(words, view), *not_later(one, words, view), *last_paid(one, words, view))
    return Markup(" ".join(filter(None, (first, *told, apart, ends))))


def last_paid(one: Subscription, text: str, view: View) -> tuple[Markup, ...]:
    """The last charge that stands, where that is asked for."""
    if not LAST_PAID.search(text):
        return ()
    last = latest(view.facts.account, one) if view.facts.account else None
    if last is None:
        return (view.words.say("club.no_charge", title=one.title),)
    return (view.words.say("club.last_charge", title=one.title, amount=last.amount, charged=last.at),)


def not_later(one: Subscription, text: str, view: View) -> tuple[Markup, ...]:
    """That its end can't be set for later, where somebody wants that."""
    wanted_later = one.renews and NEXT_FIRST.search(text.replace("\u2019", "'"))
    return (view.words.say("club.not_later", ends=one.renews),) if wanted_later else ()


BACK = re.compile(
    r"\b(?:refund\w*|money back|rest of (?:the|my) (?:year|month|money)"
    r"|(?:have ?n'?t|have not|not|un) ?used|pro ?rata)\b",
    re.I,
)
"""Wants back what was charged, too."""


def _confirm_resume(one: Subscription, view: View) -> str:
    day = starts(one, view)
    key = "club.confirm_resume" if day > view.facts.now else "club.confirm_resume_now"
    asked = view.words.say(key, title=one.title, price=price(one, view), day=day)
    return Markup(" ".join((*no_pause(view.extras.get("words", ""), view), asked)))


def starts(one: Subscription, view: View) -> datetime:
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
