"""A charge somebody does not expect: found, compared with what it is for, paid back or explained, or a person's."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from bot import slots
from bot.charging import Verdict, after_end, doubles, owed, suspicious, twin
from bot.content import Choice, Reply
from bot.effects import Handoff, PayBackCharge
from bot.flow import Flow, Given, Outcome, View, slot
from bot.flows.charge.told import (
    TWICE,
    ask_confirm,
    ask_details,
    explain,
    for_order,
    for_plan,
    meant,
    plan_of,
    said_first,
    told_beside,
    verdict,
)
from bot.shop import Charge
from bot.slots import way_back
from bot.slots.clubs import WISHES, Wish
from bot.slots.missing import lost
from bot.slots.negation import spans
from bot.wording import Markup

ANEW = "?"
"""Kept for the charge when it is said to be another one: it is asked for, whatever might be assumed."""
UNLISTED = "unlisted"
BEING_PAID_BACK = "this charge is being paid back"
CANCELS = re.compile(
    r"\b(?:cancel|stop|end|quit) (?:it|that|this|the|my)\b|\bunsubscribe\b|^\W*(?:yes\W+)?cancel\W*$", re.I
)
RESUMES = re.compile(rf"\b(?:{WISHES[Wish.RESUME]})", re.I)
EXPLAINED = (Verdict.RESERVED, Verdict.ORDER, Verdict.SUBSCRIPTION)
PAID_BACK = (Verdict.DOUBLE, Verdict.TOO_MUCH)
STOLEN = re.compile(r"\b(?:stolen|stole|cloned|hacked|someone (?:else )?(?:used|has)|fraud\w*)\b", re.I)
HELD = re.compile(r"\b(?:pending|reserv\w*|authori[sz]ation|on hold|hold)\b", re.I)
OF_A_CLUB = re.compile(rf"\b(?:{WISHES[Wish.RESUME]}|{WISHES[Wish.CANCEL]})", re.I)
PAYS = (
    r"(?:refund|return|reverse|give|pay|send)(?: (?:me|it|that|one|back|the|my|of|them|second|2nd|extra|other|double"
    r"|difference|money|charge|payment|too much))*"
)
"""What the yes does, in words of theirs."""
LONG_ENOUGH = 14
"""Words at the start that tell a colleague enough already."""


def _named(given: Given, view: View) -> Charge | str | None:
    """The charge that is named; a pair said to be one is known by either of the two."""
    account, known = view.facts.account, slots.charges(view)
    if given.asked and OF_A_CLUB.search(given.text):
        return None  # "and start the club again" is another wish, and names no charge
    if given.asked and HELD.search(given.text) and len(reserved := [c for c in known if c.pending]) == 1:
        return reserved[0]
    found = slots.charges_meant(given, view, known)
    if account and len(found) == 2 and (pair := twin(account, found[0])) and set(pair) == set(found):
        return pair[1]
    held = tuple(c for c in found if c.pending)
    return held[0] if len(found) == 2 and len(held) == 1 else slots.charge_in(given, view, known)


def _assumed(view: View) -> Charge | str | None:
    """The only one that fits: of those that look wrong when none is named, or the only one there is."""
    account, known = view.facts.account, slots.charges(view)
    if account is None or not known:
        return UNLISTED
    if view.answers.get("charge") == ANEW or _of_none(view):
        return None
    held = tuple(c for c in known if c.pending)
    found = held if held and HELD.search(said_first(view)) else suspicious(account) or known
    if TWICE.search(said_first(view)):
        twice = tuple(second for _, second in doubles(account)) or _held_beside(known)
        found = twice or tuple(c for c in known if c.refunded) or found
    return found[0] if len(found) == 1 else None


def _held_beside(known: tuple[Charge, ...]) -> tuple[Charge, ...]:
    """What is only reserved beside a charge of the same sum for the same order: it looks like a second one."""
    made = {(c.order, c.amount) for c in known if not c.pending}
    return tuple(c for c in known if c.pending and c.order and (c.order, c.amount) in made)


def _of_none(view: View) -> bool:
    """Whether they name a sum or a matter that no charge of theirs is for: then none is put forward."""
    words = said_first(view)
    unknown = slots.named_sum(words, view) or slots.names_a_difference(words, view)
    return bool(unknown) or slots.other_matter(words)


def _take(kept: str, view: View) -> Charge | str | None:
    if kept == UNLISTED:
        return UNLISTED
    return next((c for c in slots.charges(view) if c.id == kept), None)


def _choices(view: View) -> tuple[Choice, ...]:
    known = slots.charges(view)[: slots.SHOWN_CHARGES]
    listed = tuple(Choice(_label(c, view), c.id) for c in known)
    return (*listed, Choice(view.words.say("charge.none_of_these"), UNLISTED))


def _label(charge: Charge, view: View) -> str:
    """A charge with what tells it from the others: paid back, only reserved, else the minute."""
    alike = [c for c in slots.charges(view) if slots.charge_label(c, view) == slots.charge_label(charge, view)]
    same = [c for c in alike if (c.refunded, c.pending) == (charge.refunded, charge.pending)]
    label = slots.charge_label(charge, view, with_time=len(same) > 1)
    if charge.refunded:
        return view.words.say("charge.paid_back", label=Markup(label))
    return view.words.say("charge.held", label=Markup(label)) if charge.pending else label


def _ask_which(view: View) -> str:
    """Which charge; and what cannot be seen of what was said."""
    say, words = view.words.say, said_first(view)
    if unseen := slots.named_sum(words, view):
        return say("charge.not_seen", amount=unseen)
    if slots.other_matter(words):
        return say("charge.no_such")
    none_twice = TWICE.search(words) and view.facts.account and not list(doubles(view.facts.account))
    return say("charge.none_twice") if none_twice else say("charge.which")


def _first_words(view: View) -> str | None:
    words = said_first(view)
    return words if len(words.split()) >= LONG_ENOUGH else None


def _options(view: View) -> tuple[Choice, ...]:
    account, charge = view.facts.account, meant(view)
    back = owed(account, charge) if account and charge else None
    say = view.words.say
    yes = (Choice(say("refund.yes", amount=back[1]), "yes", "primary"),) if back else ()
    first = way_back.colleague_first(view)
    return (*yes, *first, Choice(say("charge.another"), "change"), Choice(say("confirm.stop"), "stop"))


def _is(*verdicts: Verdict) -> Callable[[View], bool]:
    return lambda view: verdict(view) in verdicts


def _for_the_club(given: Given, view: View) -> str | None:
    """ "Yes, cancel it", said of a club's charge, or "and start the club again", is a wish for the club."""
    account, plan = view.facts.account, plan_of(view)
    if account and account.subscriptions and slots.said(RESUMES, given.text):
        return Wish.RESUME
    return Wish.CANCEL if plan and not plan.cancelled and slots.said(CANCELS, given.text) else None


@dataclass(frozen=True)
class WrongCharge(Flow):
    """Which charge; then, by what it turns out to be, a yes, an explanation or the words staff will need."""

    name: ClassVar[str] = "charge"
    moves: ClassVar[bool] = True

    charge: Charge | str = slot(
        ask=_ask_which,
        read=_named,
        keep=lambda found: found.id if isinstance(found, Charge) else found,
        take=_take,
        choices=_choices,
        default=_assumed,
        offers=lambda view: (Choice(view.words.say("offer.human"), "human"),) if _of_none(view) else (),
        names=True,
        tells=told_beside,
    )
    explained: str = slots.explained(explain, _is(*EXPLAINED), besides=_for_the_club, tells=told_beside)
    details: str = slots.in_own_words(
        ask_details,
        lambda given, _: slots.yes_no_or_words(given),  # whether the card is with them may be all they say
        default=_first_words,
        needed=_is(Verdict.UNKNOWN, Verdict.UNLISTED),
    )
    card: str = way_back.card_said()
    confirm: str = slots.confirmed(ask_confirm, _options, lambda _: PAYS, needed=_is(*PAID_BACK), tells=told_beside)

    @classmethod
    def in_short(cls, view: View) -> str:
        return _wish(view)

    @classmethod
    def stop(cls, view: View) -> Outcome | None:
        """What is settled, or a person's, as soon as the charge is known."""
        if stolen := spans(STOLEN, words := said_first(view)):
            stolen_so = words[slice(*stolen[0])]
            return _person(view, "security", view.words.say("why.card_stolen", words=stolen_so))
        if "charge" not in view.known and _in_general(view):
            return Outcome(then="elsewhere", rule="a question about charges in general")
        charge = meant(view)
        return _forbids(charge, view) if charge else None

    def settle(self, view: View) -> Outcome:
        """Pay back, or leave it, or a person with every fact."""
        if self.confirm == "change":
            return Outcome(again={"charge": ANEW}, rule="another charge is meant")
        if self.confirm == way_back.COLLEAGUE:
            return Outcome(handoff=way_back.to_a_person(view, _wish(view)), rule="a closed card")
        if self.confirm == "yes" and isinstance(self.charge, Charge):
            return _paid_back(self.charge, view)
        if self.confirm == "stop":
            said = Reply(view.words.say("charge.stopped"))
            return Outcome((said,), tried="wrong charge → stopped by the customer", rule="stopped")
        if self.explained in (Wish.RESUME, Wish.CANCEL):
            plan = plan_of(view) if self.explained == Wish.CANCEL else None
            known = {"wish": self.explained} | ({"subscription": plan.id} if plan else {})
            return Outcome(then="subscription", given=known, rule="a wish for the club")
        if self.explained == "yes":
            return Outcome(
                (Reply(view.words.say("knowledge.glad")),), tried=f"{_wish(view)} → explained", rule="explained"
            )
        if self.explained:
            return _person(view, "dispute", view.words.say("why.not_explained"))
        return _person(view, "dispute", view.words.say("why.unknown_charge"), self.details)


def _in_general(view: View) -> bool:
    """How reservations work is written down; it is asked of no charge of theirs."""
    held = any(c.pending for c in slots.charges(view))
    return bool(view.extras.get("answer") and not held and not view.answers and HELD.search(said_first(view)))


def _forbids(charge: Charge, view: View) -> Outcome | None:
    """Being paid back, paid back already, a subscription's matter, or more than the bot may pay."""
    account = view.facts.account
    if account is None:
        return None
    back = owed(account, charge)
    if charge.id in view.pending or (back and back[0].id in view.pending):
        return Outcome((Reply(view.words.say("charge.pending")),), rule=BEING_PAID_BACK)
    if charge.refunded:
        said = view.words.say("charge.refunded", amount=charge.amount, day=charge.at, what=charge.description)
        return Outcome((Reply(said),), offers_person=True, about=_wish(view), rule="this charge was paid back")
    order = view.facts.order(charge.order) if charge.order else None
    if back is None and order and lost(order, view):
        return Outcome(then="not_received", given={"order": order.number}, rule="what it paid for is lost on its way")
    if any(charge in after_end(account, s) for s in account.subscriptions):
        return Outcome(then="subscription", given=_club_of(charge), rule="charged after it was cancelled")
    if back and not view.policy.covers(view.policy.charge_refund_limit, back[1]):
        return _person(view, "high_value", view.words.say("why.high_value", amount=back[1]))
    return None


def _club_of(charge: Charge) -> dict[str, str]:
    return {"subscription": charge.subscription, "wish": Wish.CHARGED}


def _paid_back(charge: Charge, view: View) -> Outcome:
    account = view.facts.account
    back = owed(account, charge) if account else None
    if account is None or back is None:
        return _person(view, "dispute", view.words.say("why.not_explained"))
    which, amount = back
    pay = PayBackCharge(account.customer.id, which.id, amount, str(verdict(view)))
    said = view.words.say("refund.asked", amount=amount)
    tried = f"{_wish(view)} → asked the shop to pay {view.words.money(amount)} back"
    return Outcome((Reply(said),), (pay,), tried=tried, rule=f"clear error: {verdict(view)}")


def _wish(view: View) -> str:
    """One line for the card: which charge, and what it turned out to be."""
    charge = meant(view)
    if charge is None:
        return "a charge that the shop does not list" if view.known.get("charge") else "a charge they question"
    return f"{verdict(view).replace('_', ' ')} charge: {slots.charge_label(charge, view)}"


def _person(view: View, rule: str, why: str, details: str = "") -> Outcome:
    """Billing's, or security's, with the charge, what it is for, and the last charges beside it."""
    charge, say = meant(view), view.words.say
    newest = "; ".join(slots.charge_label(c, view) for c in slots.charges(view)[:4])
    told = (
        (say("label.which_charge"), slots.charge_label(charge, view) if charge else ""),
        (say("label.for_what"), for_order(charge, view) or for_plan(charge, view) if charge else ""),
        (say("label.details"), details),
        (say("card.charges"), newest),
    )
    department = "security" if rule == "security" else "billing"
    words = said_first(view)[:80]
    because = (why, f'"{words}"') if words else (why,)
    need = Handoff(
        rule,
        because,
        department,
        urgent=rule == "security",
        wants=_wish(view),
        details=tuple(pair for pair in told if pair[1]),
        order=charge.order if charge else "",
    )
    return Outcome(handoff=need, rule=f"wrong charge: {rule}")
