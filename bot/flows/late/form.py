"""A parcel that is late: by how much, the newest estimate, and what can be done about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from bot import slots
from bot.content import Choice, Reply
from bot.effects import PayBack, Trace
from bot.flow import Answers, Flow, Outcome, View, slot
from bot.flows.late.told import beside
from bot.flows.late.ways import Way, compensation, counts_as_lost, late_ones, way_in, ways
from bot.memory import Wake
from bot.shop import Order, Parcel
from bot.slots.goods import GIVEN
from bot.wording import Markup


def _to(order: Order, view: View) -> Markup:
    """Postage goes back where it came from; what was never paid is store credit."""
    if slots.postage(order) and view.policy.late_postage:
        return view.words.say("refund.to_original", means=order.paid_with)
    return view.words.say("refund.to_credit")


def _choices(view: View) -> tuple[Choice, ...]:
    sum_ = compensation(view.known["order"], view)
    amount = {"amount": Markup(view.words.money(sum_))} if sum_ else {}
    return tuple(
        Choice(view.words.say(f"late.{w}", **(amount if w is Way.GOODWILL else {})), str(w))
        for w in ways(view)
        if w not in (Way.CANCEL, Way.BOTH)
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


def _links(view: View) -> tuple[Choice, ...]:
    parcel: Parcel | None = view.known.get("parcel")
    return (*(slots.links(parcel, view) if parcel else ()), Choice(view.words.say("offer.human"), "human"))


def _ask_confirm(view: View) -> Markup:
    order = view.known["order"]
    facts = {"amount": compensation(order, view), "item": order.title, "to": _to(order, view)}
    if view.known["way"] == Way.BOTH:
        return view.words.say("late.confirm_both", **facts, carrier=view.known["parcel"].carrier)
    return view.words.say("late.confirm", **facts)


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
        read=way_in,
        take=lambda kept, view: kept if kept in ways(view) else None,
        choices=_choices,
        card=lambda view: slots.card(view.known["order"], view.known["parcel"], view),
        offers=_links,
        tells=beside,
        needed=lambda view: view.known.get("parcel") is not None,  # another order, named in the answer, may not be late
    )
    confirm: str | None = slots.confirmed(
        _ask_confirm, _confirm_choices, needed=lambda view: view.known["way"] in (Way.GOODWILL, Way.BOTH)
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
            none_late = Outcome(then="tracking", given={"claimed": "late"}, rule="nothing is late")
            return None if any_late or named else none_late
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
                return self._traced(view)
            case Way.GOODWILL:
                return self._given(view)
            case Way.BOTH:
                given, traced = self._given(view), self._traced(view)
                return Outcome(
                    (*given.replies, *traced.replies),
                    (*given.effects, *traced.effects),
                    tried=f"{given.tried}; asked the carrier to look for it",
                    rule="for the wait, and the carrier is asked",
                )

    def _traced(self, view: View) -> Outcome:
        trace = Trace(slots.customer_id(view), self.order.number, self.parcel.tracking)
        said = view.words.say("remedy.asked_trace", carrier=self.parcel.carrier)
        tried = f"late, order {self.order.number} → asked the carrier to look for it"
        return Outcome((Reply(said),), (trace,), tried=tried, rule="the carrier is asked")

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
        credit = not (slots.postage(self.order) and view.policy.late_postage)
        pay = PayBack(
            slots.customer_id(view), self.order.number, (), amount, "store credit" if credit else "original", GIVEN
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
