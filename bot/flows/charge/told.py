"""What is said of a charge: what it is for with its dates, what was compared, what is still to be told."""

import re
from datetime import timedelta

from bot import slots
from bot.charging import Verdict, doubles, expected, judged, owed, twin
from bot.flow import Given, View
from bot.shop import Charge, Money, Order, Subscription
from bot.slots import way_back
from bot.slots.charges import THAT_CHARGE
from bot.wording import Markup

TWICE = re.compile(r"\b(?:twice|doubl\w+|duplicate\w*|(?:two|2) times|2x|(?:two|both) (?:\w+ )?charges)\b", re.I)


def meant(view: View) -> Charge | None:
    """The charge that is meant, if the shop knows it."""
    found = view.known.get("charge")
    return found if isinstance(found, Charge) else None


def verdict(view: View) -> Verdict:
    return judged(view.facts.account, meant(view))


def said_first(view: View) -> str:
    """The words that started it."""
    return view.extras.get("words", "")


def _order(charge: Charge, view: View) -> Order | None:
    return view.facts.order(charge.order) if charge.order else None


def _plan(charge: Charge, view: View) -> Subscription | None:
    plans = view.facts.account.subscriptions if view.facts.account else ()
    return next((s for s in plans if s.id == charge.subscription), None)


def plan_of(view: View) -> Subscription | None:
    """The subscription that the charge is for."""
    charge = meant(view)
    return _plan(charge, view) if charge else None


PRICE_ROSE = re.compile(
    r"\b(?:price (?:rise|increase|hike|change)|new price|(?:price|it) (?:has |have )?(?:gone|went|go) up"
    r"|(?:raise|rais|increas|put)\w* (?:up )?(?:the|your) prices?)\b",
    re.I,
)
WHERE = re.compile(
    r"\bwhere(?:'?s| is| are)\b|\b(?:never|not|nothing) (?:\w+ )?(?:came|come|arrived|got|received)\b", re.I
)
"""Asks after what was sent for it."""
GOES_AWAY = re.compile(
    r"\b(?:disappear|vanish|go away|drop off|fall off|come off|go by itself|be released|get released|clear)\w*\b"
    r"|\b(?:when|how (?:long|soon))\b[^.?!]{0,30}\b(?:back|money|free|available)\b",
    re.I,
)


GIVE_BACK = re.compile(
    r"\W*(?:(?:no|but|so|then|please|pls|just|can you|ok(?:ay)?)\W+)*(?:refund|give|pay|send|return|reverse)"
    r"(?: (?:me|it|that|one|the|second|other|of|them|money|back|charge|my))*(?:\W+(?:please|pls|then|now|back))*\W*",
    re.I,
)
WHICH_OF_TWO = re.compile(
    r"\bwhich (?:ones?|of (?:them|the two)|charge|payment|dates?|days?|is|was|goes|will|do|does|did)\b|\bwhich\W*$"
    r"|\b(?:first|1st|earlier)\b[^.?!]{0,20}\bor\b[^.?!]{0,20}"
    r"\b(?:second|2nd|later|other)\b",
    re.I,
)
"""Asks which of the two goes back."""
ALL_BACK = re.compile(
    r"\b(?:(?:get|want|give|have|refund|pay|send|need)\b[^.?!]{0,12}\b(?:all|everything)|all back|all of it"
    r"|(?:the|a) (?:whole|full|entire) (?:amount|sum|charge|thing|lot|money|price|refund)|full refund"
    r"|(?:all|full|whole) (?:the |of the )?[$£€]?\d+(?:[.,]\d\d)?)\b(?! (?:right|good|the same|correct)\b)",
    re.I,
)
"""Wants more than the difference."""


def _not_all(charge: Charge, amount: Money, due: Money, view: View) -> str:
    """Only the difference goes back; of a club all of it, where it ends."""
    say, plan = view.words.say, _plan(charge, view)
    told = say("charge.not_all", amount=amount, due=due)
    young = view.facts.now - charge.at <= timedelta(days=view.policy.subscription_grace_days)
    if plan and not plan.cancelled and young and view.policy.covers(view.policy.charge_refund_limit, charge.amount):
        return Markup(f"{told} {say('charge.all_if_ended', amount=charge.amount, title=plan.title)}")
    return told


def told_beside(given: Given, view: View) -> str:
    """Questions beside it: another way back than it came, a price that rose, what becomes of a reservation."""
    account, charge = view.facts.account, meant(view)
    if account is None:
        return ""
    back = owed(account, charge) if charge else None
    if back and (said := way_back.told(given, view)):
        return said
    if (
        back
        and charge
        and ALL_BACK.search(given.text)
        and (due := expected(account, charge))
        and not twin(account, charge)
    ):
        return _not_all(charge, back[1], due, view)
    plan = plan_of(view)
    if plan and WHERE.search(given.text):
        return view.words.say("club.sent_unseen", title=plan.title)
    if back and charge and twin(account, charge) and WHICH_OF_TWO.search(given.text):
        return view.words.say("charge.the_second")
    price = expected(account, charge) if back and charge and charge.subscription else None
    if price and PRICE_ROSE.search(given.text):
        return view.words.say("charge.price_is", due=price)
    held = charge.pending if charge else any(c.pending for c in account.charges)
    asks = GOES_AWAY.search(given.text) or (
        charge and (GIVE_BACK.fullmatch(given.text) or THAT_CHARGE.fullmatch(given.text))
    )
    return view.words.say("charge.goes_away") if held and asks else ""


def explain(view: View) -> str:
    """What it is for, with the dates; then whether that explains it."""
    charge = meant(view)
    if charge is None:
        return ""
    told = {Verdict.RESERVED: _reserved, Verdict.ORDER: for_order, Verdict.SUBSCRIPTION: for_plan}[verdict(view)]
    once = TWICE.search(said_first(view)) and not charge.pending
    said = told(charge, view)
    lead = view.words.say("charge.only_once", told=Markup(said)) if once else said
    if charge.returned and charge.returned.amount:
        part = view.words.say("charge.part_back", part=charge.returned, amount=charge.amount, day=charge.at)
        lead = Markup(f"{part} {lead}")
    return view.words.say("explained.after", told=Markup(lead))


def _reserved(charge: Charge, view: View) -> str:
    said = view.words.say("charge.reserved", amount=charge.amount, day=charge.at, what=charge.description)
    answer = next((a for a in view.facts.answers if a.id == view.extras.get("answer")), None)
    if answer is None:
        return said
    shown = view.words.say("knowledge.in_passing", text=Markup(answer.text), source=Markup(answer.source))
    return f"{said}\n\n{shown}\n"


def for_order(charge: Charge, view: View) -> str:
    """ "That is order 8009 of Tuesday 3 Nov: …"; empty if it is for no order."""
    order = _order(charge, view)
    if order is None:
        return ""
    say = view.words.say
    stands = {"cancelled": say("charge.cancelled"), "open": say("charge.packing"), "returned": say("charge.returned")}
    coming = say("charge.comes_back") if slots.brought_back(order) else say("charge.on_its_way")
    if any(parcel.lost for parcel in slots.outward(order)) and not order.delivered:
        coming = say("charge.lost")
    came = say("charge.came", day=order.delivered) if order.delivered else coming
    more = slots.postage_told(order, view)
    listed = tuple(f"{i.name} ({view.words.money(i.paid)})" for i in order.items)
    return say(
        "charge.for_order",
        number=order.number,
        placed=order.placed,
        items=view.words.several(listed),
        total=order.total,
        amount=charge.amount,
        day=charge.at,
        state=Markup(" ".join(filter(None, (more, stands.get(order.status, came))))),
    )


def for_plan(charge: Charge, view: View) -> str:
    """The subscription it is for, since when, and whether it goes on; empty if it is for none."""
    plan = _plan(charge, view)
    if plan is None:
        return ""
    say = view.words.say
    ended = say("charge.plan_ended", day=plan.cancelled) if plan.cancelled else ""
    goes_on = say("charge.plan_renews", day=plan.renews) if plan.renews else ""
    price = say(f"price.{plan.every}", amount=plan.price)
    return say(
        "charge.for_plan", title=plan.title, price=price, started=plan.started, day=charge.at, state=ended or goes_on
    )


def ask_details(view: View) -> str:
    charge = meant(view)
    if charge is None:
        return view.words.say("charge.details_unlisted")
    said = view.words.say("charge.details", amount=charge.amount, day=charge.at, what=charge.description)
    account, twice = view.facts.account, TWICE.search(said_first(view))
    none = twice and account and not list(doubles(account))
    return Markup(f"{view.words.say('charge.not_twice')} {said}") if none else said


def ask_confirm(view: View) -> str:
    """Both charges, or both sums, side by side; and what goes back."""
    return way_back.led_by_card(_compared(view), view)


def _compared(view: View) -> str:
    account, charge = view.facts.account, meant(view)
    back = owed(account, charge) if account and charge else None
    if account is None or charge is None or back is None:
        return ""
    if pair := twin(account, charge):
        times = tuple(view.words.say("charge.moment", day=c.at, time=view.words.time(c.at)) for c in pair)
        return view.words.say(
            "charge.confirm_double", amount=back[1], what=charge.description, first=times[0], second=times[1]
        )
    compared = {
        "what": charge.description,
        "day": charge.at,
        "paid": charge.amount,
        "due": expected(account, charge),
        "amount": back[1],
    }
    if charge.subscription:
        return view.words.say("charge.confirm_above_price", **compared)
    return view.words.say("charge.confirm_above_total", **compared)
