"""A parcel that is late: by how much, the newest estimate, and what can be done about it."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from bot import slots
from bot.content import Choice, Reply
from bot.effects import PayBack, Trace
from bot.flow import Answers, Flow, Given, Outcome, View, slot
from bot.memory import Wake
from bot.shop import Money, Order, Parcel
from bot.wording import Markup

HALF_A_DAY = timedelta(hours=12)
"""What is said to be two days late counts as two days late."""
REASON = "late"
"""The reason that money given for a wait bears: it is given once an order."""


class Way(StrEnum):
    """What can be done about a late parcel."""

    CHASE = "chase"
    WAIT = "wait"
    INSTEAD = "instead"
    GOODWILL = "goodwill"
    CANCEL = "cancel"


TELLS = {
    Way.CHASE: re.compile(
        r"\b(?:chase\w*|trace|investigat\w*|find out|ask (?:them|the carrier)|look(?:ed)? for"
        r"|(?:be|it|them) found|find (?:it|them))\b",
        re.I,
    ),
    Way.WAIT: re.compile(
        r"\b(?:i'?ll wait|i can wait|(?<!for the )(?<!for my )wait(?!ing)(?! any| no| is| was)|fine|ok(?:ay)?"
        r"|leave it|never ?mind|thank\w*|cheers|all ?right|bye|no)\b",
        re.I,
    ),
    Way.INSTEAD: re.compile(r"\b(?:refund|money back|another one|new one|replace\w*|send (?:it )?again)\b", re.I),
    Way.CANCEL: re.compile(r"\b(?:cancel\w*|stop it|call it off|refund|money)\b", re.I),
    Way.GOODWILL: re.compile(
        r"\b(?:compensat\w*|(?:give|get|offer) (?:me |us )?(?:something|anything)|make (?:it|this) up|credit|postage"
        r"|for (?:the|my) wait"
        r"|shipping (?:cost|fee)s?|goodwill|voucher|(?:\d+|five|ten) (?:dollars?|pounds?|euros?|bucks|quid))\b"
        r"|[$£€¥] ?\d+",
        re.I,
    ),
}


WAITS = re.compile(r"\b(?:i'?ll wait|i can wait|leave it|never ?mind|rather wait|just wait)\b", re.I)
PLAIN_NO = re.compile(r"\W*(?:no+|nope|nah|ok(?:ay)?)\b", re.I)


def late_ones(order: Order, view: View) -> tuple[Parcel, ...]:
    """Its parcels that are late and still expected."""
    return tuple(p for p in slots.moving(order) if slots.is_late(p, view))


def counts_as_lost(parcel: Parcel, view: View) -> bool:
    return parcel.late_by(view.facts.now) >= timedelta(days=view.policy.late_refund_days)


def compensation(order: Order, view: View) -> Money | None:
    """What is given for the wait: the postage if some was paid, else a sum by currency; once an order."""
    given = any(r.reason == REASON and r.state != "failed" for r in order.refunds)
    late = max((p.late_by(view.facts.now) for p in late_ones(order, view)), default=timedelta())
    if given or not late or late < timedelta(days=view.policy.late_goodwill_days) - HALF_A_DAY:
        return None
    paid = postage(order)
    due = paid if paid and view.policy.late_postage else view.policy.late_goodwill.get(order.total.currency, Decimal())
    due = slots.rounded(min(due, order.refundable.amount), order)
    return Money(due, order.total.currency) if due > 0 else None


def postage(order: Order) -> Decimal:
    """What was paid beside the things themselves."""
    return order.total.amount - sum((item.paid.amount for item in order.items), Decimal())


def _to(order: Order, view: View) -> Markup:
    """Postage goes back where it came from; what was never paid is store credit."""
    if postage(order) and view.policy.late_postage:
        return view.words.say("refund.to_original", means=order.paid_with)
    return view.words.say("refund.to_credit")


def ways(view: View) -> tuple[Way, ...]:
    """What can be done today about this one."""
    order, parcel = view.known["order"], view.known["parcel"]
    allowed = {
        Way.INSTEAD: counts_as_lost(parcel, view),
        Way.CHASE: parcel.traced is None,
        Way.WAIT: True,
        Way.GOODWILL: compensation(order, view) is not None,
        Way.CANCEL: not counts_as_lost(parcel, view),
    }
    return tuple(way for way, may in allowed.items() if may)


def _choices(view: View) -> tuple[Choice, ...]:
    sum_ = compensation(view.known["order"], view)
    amount = {"amount": Markup(view.words.money(sum_))} if sum_ else {}
    return tuple(
        Choice(view.words.say(f"late.{w}", **(amount if w is Way.GOODWILL else {})), str(w))
        for w in ways(view)
        if w is not Way.CANCEL
    )


def _ask(view: View) -> Markup:
    order, parcel, say = view.known["order"], view.known["parcel"], view.words.say
    said = [slots.sentence(order, parcel, view)]
    if view.known["since"]:
        said.insert(0, say("late.still"))
    if parcel.traced:
        said.append(say("late.traced", carrier=parcel.carrier, since=parcel.traced))
    if counts_as_lost(parcel, view):
        said.append(say("late.lost"))
    return Markup(f"{' '.join(said)} {say('late.ask')}")


def _read(given: Given, view: View) -> str | None:
    """A way that is named; being content with the answer is waiting."""
    if not view.known.get("parcel"):
        return None
    named = [w for w in ways(view) if slots.said(TELLS[w], given.text)]
    if not given.asked:
        return str(named[0]) if named in ([Way.INSTEAD], [Way.CHASE], [Way.CANCEL]) else None
    others: list[Way] = [way for way in named if way is not Way.WAIT]
    waits = WAITS.search(given.text) and not PLAIN_NO.match(given.text)
    named = others if others and not waits else named  # "no, have it found"; "ok, the five dollars"
    return str(named[0]) if len(named) == 1 else None


def _links(view: View) -> tuple[Choice, ...]:
    parcel: Parcel | None = view.known.get("parcel")
    return (*(slots.links(parcel, view) if parcel else ()), Choice(view.words.say("offer.human"), "human"))


def _ask_confirm(view: View) -> Markup:
    order = view.known["order"]
    return view.words.say("late.confirm", amount=compensation(order, view), item=order.title, to=_to(order, view))


def _confirm_choices(view: View) -> tuple[Choice, ...]:
    amount = compensation(view.known["order"], view)
    yes = Choice(view.words.say("late.yes", amount=amount), "yes", "primary") if amount else None
    rest = (Choice(view.words.say("confirm.change"), "change"), Choice(view.words.say("confirm.stop"), "stop"))
    return (yes, *rest) if yes else rest


@dataclass(frozen=True)
class Late(Flow):
    """Which parcel it is, and what the customer would like done."""

    name: ClassVar[str] = "late"

    order: Order = slots.which_order(
        lambda order, view: bool(late_ones(order, view)), lambda view: view.words.say("late.which_order")
    )
    parcel: Parcel = slots.which_parcel(late_ones, lambda view: view.words.say("late.which_parcel"))
    since: str = slot(ask=lambda _: "", read=lambda _given, _view: None, default=lambda _: "")
    way: str = slot(
        ask=_ask,
        read=_read,
        take=lambda kept, view: kept if kept in ways(view) else None,
        choices=_choices,
        card=lambda view: slots.card(view.known["order"], view.known["parcel"], view),
        offers=_links,
        needed=lambda view: view.known.get("parcel") is not None,  # another order, named in the answer, may not be late
    )
    confirm: str | None = slots.confirmed(
        _ask_confirm, _confirm_choices, needed=lambda view: view.known["way"] == Way.GOODWILL
    )

    @classmethod
    def before_time(cls, answers: Answers) -> Answers:
        """They ask before we come back: just answered again."""
        return {name: said for name, said in answers.items() if name != "since"}

    @classmethod
    def in_short(cls, view: View) -> str:
        order = view.known.get("order")
        return f"late: {order.title}, order {order.number}" if order else "late parcel"

    @classmethod
    def stop(cls, view: View) -> Outcome | None:
        """Not late after all, given up, or moving again since we said that we would look."""
        known = view.known
        if not known:
            any_late = any(late_ones(order, view) for order in view.facts.orders)
            named = "order" in view.answers
            return None if any_late or named else Outcome(then="tracking", rule="nothing is late")
        order: Order | None = known.get("order")
        if order and "parcel" not in known:
            return _other_than_late(order, view)
        if known.get("since") and "way" not in known:
            return _has_moved(order, known["parcel"], known["since"], view) if order else None
        return None

    def settle(self, view: View) -> Outcome:
        """Ask the carrier, come back by ourselves, give something for the wait, or treat it as lost."""
        if self.confirm == "change":
            return Outcome(again={"order": self.order.number, "parcel": self.parcel.tracking}, rule="changed")
        if self.confirm == "stop":
            return Outcome((Reply(view.words.say("late.stopped")),), rule="stopped")
        match Way(self.way):
            case Way.WAIT:
                return self._waits(view)
            case Way.CANCEL:
                kept = {"order": self.order.number}
                return Outcome(then="cancel", given=kept, rule="it shall not come any more")
            case Way.INSTEAD:
                return Outcome(then="not_received", rule="so late that it counts as lost")
            case Way.CHASE:
                trace = Trace(slots.customer_id(view), self.order.number, self.parcel.tracking)
                said = view.words.say("remedy.asked_trace", carrier=self.parcel.carrier)
                tried = f"late, order {self.order.number} → asked the carrier to look for it"
                return Outcome((Reply(said),), (trace,), tried=tried, rule="the carrier is asked")
            case Way.GOODWILL:
                return self._given(view)

    def _waits(self, view: View) -> Outcome:
        after = timedelta(hours=view.policy.late_look_hours)
        due = view.facts.now + after
        last = self.parcel.last
        rests = {
            "order": self.order.number,
            "parcel": self.parcel.tracking,
            "since": (last.at if last else view.facts.now).isoformat(),
        }
        said = view.words.say("late.waiting", day=due, time=view.words.time(due))
        wake = Wake("late", after, self.parcel.tracking)
        short = type(self).in_short(view)
        return Outcome((Reply(said),), wakes=(wake,), rests=rests, about=short, rule="waits; looked at again")

    def _given(self, view: View) -> Outcome:
        amount = compensation(self.order, view)
        if amount is None:
            return Outcome((Reply(view.words.say("late.stopped")),), rule="given already")
        credit = not (postage(self.order) and view.policy.late_postage)
        pay = PayBack(
            slots.customer_id(view), self.order.number, (), amount, "store credit" if credit else "original", REASON
        )
        tried = f"late, order {self.order.number}: {view.words.money(amount)} for the wait → asked the shop"
        return Outcome(
            (Reply(view.words.say("refund.asked", amount=amount)),), (pay,), tried=tried, rule="for the wait"
        )


def _other_than_late(order: Order, view: View) -> Outcome | None:
    if order.number in view.pending:
        return Outcome((Reply(view.words.say("missing.pending", number=order.number)),), rule="under way already")
    if late_ones(order, view):
        return None
    if any(p.lost for p in slots.outward(order)):
        return Outcome(then="not_received", rule="the carrier has lost it")
    return Outcome(then="tracking", given={"orders": order.number}, rule="not late")


def _has_moved(order: Order, parcel: Parcel, since: str, view: View) -> Outcome | None:
    """What is new of a parcel that stood still when we promised to look again."""
    if parcel.last is None or parcel.last.at <= datetime.fromisoformat(since):
        return None
    said = view.words.say("late.moves", seen=slots.sentence(order, parcel, view))
    reply = Reply(said, slots.card(order, parcel, view), offers=slots.links(parcel, view))
    return Outcome((reply,), tried=f"late, order {order.number} → moves again", rule="it moves again")
