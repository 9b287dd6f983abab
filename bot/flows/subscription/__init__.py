"""A subscription: charged after cancelling, cancelled, resumed, when it renews, or never asked for."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot import slots
from bot.anew import replace
from bot.charging import after_end, kept, latest, suspicious
from bot.content import Choice, Reply
from bot.effects import CancelSubscription, Effect, Handoff, PayBackCharge, ResumeSubscription
from bot.flow import Flow, Given, Outcome, View, slot
from bot.flows.subscription.agreed import agreed
from bot.flows.subscription.beside import told_beside
from bot.flows.subscription.told import (
    ask_confirm,
    ask_how,
    ask_which,
    ask_wish,
    chosen,
    confirm_options,
    dates,
    how_options,
    last_paid,
    no_pause,
    runs_on,
)
from bot.flows.subscription.which import (
    above,
    assumed_wish,
    grace,
    how_in,
    may_be_wished,
    only_one,
    plans,
    resumable,
    wanted,
    which_in,
)
from bot.shop import Charge, Money, Subscription
from bot.slots.clubs import ENDS, IF_ENDED, NOT_COME, RUES, WISHES, Wish
from bot.wording import Markup


def _summed(charges: tuple[Charge, ...]) -> Money:
    return sum((kept(charge) for charge in charges[1:]), kept(charges[0]))


@dataclass(frozen=True)
class Club(Flow):
    """What is wanted, of which subscription, and a yes before anything changes."""

    name: ClassVar[str] = "subscription"
    moves: ClassVar[bool] = True

    wish: Wish = slots.one_of(
        WISHES,
        ask=ask_wish,
        label=lambda wish, view: view.words.say(f"club.wish_{wish}"),
        fits=may_be_wished,
        default=assumed_wish,
        tells=told_beside,
    )
    subscription: Subscription = slot(
        ask=ask_which,
        read=which_in,
        keep=lambda one: one.id,
        take=lambda kept, view: next((one for one in plans(view) if one.id == kept), None),
        choices=lambda view: tuple(Choice(one.title, one.id) for one in wanted(view)),
        default=only_one,
        names=True,
    )
    how: str = slot(
        ask=ask_how,
        read=how_in,
        take=lambda kept, _: kept if kept in ("now", "later", "keep") else None,
        choices=how_options,
        needed=lambda view: view.known["wish"] is Wish.CANCEL and grace(view) is not None,
        only_when_asked=True,
        tells=told_beside,
    )
    confirm: str = slots.confirmed(ask_confirm, confirm_options, read=agreed, tells=told_beside)

    @classmethod
    def in_short(cls, view: View) -> str:
        wish, one = view.known.get("wish"), chosen(view)
        return ": ".join(filter(None, (f"subscription, {wish}" if wish else "subscription", one.title if one else "")))

    @classmethod
    def stop(cls, view: View) -> Outcome | None:
        """What cannot or need not be asked any further, as soon as it is known."""
        if not plans(view) and not _in_general(view):
            said = Reply(view.words.say("club.none"))
            return Outcome((said,), offers_person=True, about="a subscription", rule="no subscription")
        if "wish" not in view.known and _in_general(view):
            return Outcome(then="elsewhere", rule="a question about subscriptions in general")
        if stands := _paused(view) or _not_come(view):
            return stands
        one = chosen(view)
        return _ended_early(one, view) if one else None

    def settle(self, view: View) -> Outcome:
        """Ask the shop for what was confirmed, or leave it."""
        if self.confirm != "yes":
            said = Reply(view.words.say("club.kept" if self.wish is Wish.CANCEL else "club.left"))
            return Outcome((said,), tried=f"{self.in_short(view)} → stopped by the customer", rule="stopped")
        effects = tuple(self._effects(slots.customer_id(view), view))
        tried = f"{self.in_short(view)} → asked the shop"
        return Outcome((Reply(view.words.say("club.asked")),), effects, tried=tried, rule=f"subscription: {self.wish}")

    def _effects(self, customer: str, view: View) -> "list[Effect]":
        match self.wish:
            case Wish.CHARGED:
                return [_back(customer, charge) for charge in _after(self.subscription, view)]
            case Wish.RESUME:
                return [ResumeSubscription(customer, self.subscription.id)]
            case _:
                slipped = grace(view) if self.how == "now" else None
                ends = CancelSubscription(customer, self.subscription.id, at_once=slipped is not None)
                return [ends, _back(customer, slipped)] if slipped else [ends]


def _back(customer: str, charge: Charge) -> PayBackCharge:
    return PayBackCharge(customer, charge.id, kept(charge), "subscription")


def _after(one: Subscription, view: View) -> tuple[Charge, ...]:
    return after_end(view.facts.account, one) if view.facts.account else ()


def _in_general(view: View) -> bool:
    """A question that says no wish, and that the written answers know: "is there a free trial?"."""
    asked = QUESTION.search(view.extras.get("words", ""))
    return bool(asked and view.extras.get("answer") and not view.answers and assumed_wish(view) is None)


QUESTION = re.compile(r"^\W*(?:is|are|can|could|do|does|how|what|which|may)\b|\?\s*$", re.I)


def _ended_early(one: Subscription, view: View) -> Outcome | None:
    """Under way already, a person's, or answered with the dates alone."""
    back = () if view.known["wish"] is Wish.RESUME else _after(one, view)  # its money may be on its way meanwhile
    busy = {one.id, *(c.id for c in back)} & set(view.pending)
    if busy:
        return Outcome((Reply(view.words.say("club.pending")),), rule="this subscription is being changed")
    match view.known["wish"]:
        case Wish.NEVER:
            return _person(view, "dispute", "billing", view.words.say("why.never_joined"))
        case Wish.RENEWAL:
            return _told(view, "when it renews", offers=(_cancel_button(one, view),) if one.renews else ())
        case Wish.CHARGED:
            return _charged(one, view)
        case Wish.CANCEL if view.known.get("how") == "keep":
            return _goes_on(view)
        case Wish.CANCEL if one.cancelled and resumable(one, view) and RUES.search(view.extras.get("words", "")):
            return Outcome(again={**view.answers, "wish": Wish.RESUME}, rule="cancelled, and rued")
        case Wish.CANCEL if one.cancelled:
            return (
                Outcome(again={**view.answers, "wish": Wish.CHARGED}, rule="cancelled already, and charged since")
                if _after(one, view)
                else _told(view, "cancelled already")
            )
        case Wish.RESUME if not one.cancelled:
            return _told(view, "it runs")
        case Wish.RESUME if not resumable(one, view):
            said = view.words.say(
                "club.too_long", title=one.title, day=one.cancelled, days=view.policy.subscription_resume_days
            )
            why = f"cancelled more than {view.policy.subscription_resume_days} days ago"
            return Outcome(
                (Reply(said),), refused=why, tried=f"resume {one.title} → refused: {why}", offers_person=True, rule=why
            )
    return None


def _goes_on(view: View) -> Outcome:
    """Nothing ends; what of its last charge was too much comes back after a yes of its own."""
    last = grace(view) if above(view) else None
    if last:
        return Outcome(then="charge", given={"charge": last.id}, rule="it goes on, and what was too much comes back")
    tried = f"{Club.in_short(view)} → stopped by the customer"
    return Outcome((Reply(view.words.say("club.kept")),), tried=tried, rule="stopped")


def _paused(view: View) -> Outcome | None:
    """A pause and nothing else is asked for: what is written of it, and what can be done instead."""
    said = no_pause(view.extras.get("words", ""), view)
    running = [one for one in plans(view) if not one.cancelled]
    if not said or "wish" in view.known or not running:
        return None
    offers = (_cancel_button(running[0], view),) if len(running) == 1 else ()
    told = "\n".join((*(runs_on(one, view) for one in running), said[0]))
    return Outcome((Reply(told, offers=offers),), about=told, tried=f"{running[0].title} → a pause", rule="a pause")


def _not_come(view: View) -> Outcome | None:
    """What a club sends is on no record here: where nothing came for what was paid, a person looks."""
    words = view.extras.get("words", "")
    if view.known.get("wish") in (Wish.CANCEL, Wish.RESUME, Wish.NEVER) or not NOT_COME.search(words):
        return None
    one = chosen(view) or which_in(Given(words), view) or only_one(view)
    if one is None or one.cancelled:
        return None
    need = _person(
        replace(view, known={**view.known, "subscription": one}),
        "home",
        "delivery",
        view.words.say("why.club_not_come"),
    )
    return replace(need, replies=(Reply(view.words.say("club.not_come", title=one.title)),))


def _charged(one: Subscription, view: View) -> Outcome | None:
    """Charged after the end: the bot pays within its limit. Charged before: the dates, and a person on offer."""
    if wrong := _after(one, view):
        words = view.extras.get("words", "")
        if "subscription" not in view.answers and (slots.named_sum(words, view) or slots.other_matter(words)):
            return Outcome(then="charge", rule="a sum or a matter that this subscription is not for")
        total = _summed(wrong)
        if view.policy.covers(view.policy.charge_refund_limit, total):
            return None
        return _person(view, "high_value", "billing", view.words.say("why.high_value", amount=total))
    account = view.facts.account
    last = latest(account, one) if account else None
    if not one.cancelled and slots.said(ENDS, view.extras.get("words", "")):
        return _what_end_brings(one, view) or Outcome(
            again={**view.answers, "wish": Wish.CANCEL}, rule="wants it to end"
        )
    if account is None or last is None:
        return _told(view, "no charge that stands")
    if last in suspicious(account):
        return Outcome(then="charge", given={"charge": last.id}, rule="the sum is not its price")
    say = view.words.say
    if one.cancelled:
        said = _before_its_end(one, last, view)
    else:
        said = say("club.not_cancelled", title=one.title, amount=last.amount, charged=last.at)
    why = "charged before it was cancelled" if one.cancelled else "never cancelled, as the shop sees it"
    offers = () if one.cancelled else (_cancel_button(one, view),)
    about = f"{one.title}: {dates(one, view)}; charged {view.words.money(last.amount)} on {view.words.day(last.at)}"
    return Outcome(
        (Reply(said, offers=offers),),
        refused=why,
        tried=f"{about} → explained",
        about=about,
        offers_person=True,
        rule=why,
    )


def _what_end_brings(one: Subscription, view: View) -> Outcome | None:
    """No money, where that is asked and none comes back: nothing is ended for the question."""
    if not IF_ENDED.search(view.extras.get("words", "")) or grace(view):
        return None
    said = Reply(f"{view.words.say('club.refund_apart')} {runs_on(one, view)}", offers=(_cancel_button(one, view),))
    return Outcome((said,), offers_person=True, rule="asks what its end would bring")


def _before_its_end(one: Subscription, last: Charge, view: View) -> Markup:
    """What it was charged before it ended; and what was charged after that, where it is paid back."""
    facts = {"title": one.title, "amount": last.amount, "charged": last.at, "cancelled": one.cancelled}
    since = [c for c in slots.charges(view) if c.subscription == one.id and one.cancelled and c.at > one.cancelled]
    back = tuple(f"{view.words.money(c.amount)} {view.words.day(c.at)}" for c in since if c.refunded)
    if not back:
        return view.words.say("club.charged_before", **facts)
    return view.words.say("club.charged_before_paid", **facts, back=view.words.several(back))


def _told(view: View, rule: str, offers: tuple[Choice, ...] = ()) -> Outcome:
    one, words = chosen(view), view.extras.get("words", "")
    said = " ".join((runs_on(one, view), *last_paid(one, words, view))) if one else ""
    return Outcome((Reply(said, offers=offers),), about=said, tried=f"subscription → {rule}", rule=rule)


def _cancel_button(one: Subscription, view: View) -> Choice:
    return Choice(view.words.say("club.cancel_it"), f"unsubscribe:{one.id}")


def _person(view: View, rule: str, department: str, why: str) -> Outcome:
    """With what it is, since when, at what price, and what was charged for it."""
    one = chosen(view)
    mine = [c for c in slots.charges(view) if one and c.subscription == one.id][:4]
    told = (
        (view.words.say("label.which_subscription"), f"{one.title}: {dates(one, view)}" if one else ""),
        (view.words.say("card.charges"), "; ".join(slots.charge_label(c, view) for c in mine)),
    )
    words = view.extras.get("words", "")[:80]
    need = Handoff(
        rule,
        tuple(filter(None, (why, f'"{words}"' if words else ""))),
        department,
        wants=Club.in_short(view),
        details=tuple(pair for pair in told if pair[1]),
    )
    return Outcome(handoff=need, rule=f"subscription: {rule}")
