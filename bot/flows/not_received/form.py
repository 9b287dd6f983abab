"""The questions, in their order; most are not asked of most people."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from bot import slots
from bot.content import Choice, Reply
from bot.flow import Answers, Flow, Outcome, View, slot
from bot.flows.not_received import asking, reading, remedies, rules
from bot.flows.not_received.remedies import Remedy
from bot.flows.not_received.told import beside, other_place, then_there
from bot.memory import Wake
from bot.shop import Order, Parcel
from bot.slots.missing import just_missed, missable


@dataclass(frozen=True)
class NotReceived(Flow):
    """Which parcel, whether it was looked for, whether to wait, and how it is put right."""

    name: ClassVar[str] = "not_received"
    told: ClassVar[tuple[str, ...]] = ("order", "part", "parcel", "extent", "looked")
    moves: ClassVar[bool] = True

    found: str = slot(ask=lambda _: "", read=reading.found, default=lambda _: "")
    order: Order = slots.which_order(just_missed, lambda view: view.words.say("missing.which_order"))
    part: str = slot(
        ask=asking.ask_part,
        read=reading.part,
        choices=asking.part_choices,
        needed=asking.in_parts,
        offers=asking.ways_out,
    )
    parcel: Parcel = slots.which_parcel(
        missable, lambda view: view.words.say("missing.which_parcel"), offers=asking.ways_out
    )
    extent: str = slot(
        ask=asking.ask_extent,
        read=reading.extent,
        take=lambda kept, _: kept if kept in ("all", "some") else None,
        choices=asking.extent_choices,
        needed=asking.names_a_part,
        default=asking.short_at_first,
        only_when_asked=True,
        offers=asking.ways_out,
    )
    looked: str = slot(
        ask=asking.ask_looked,
        read=reading.looked,
        choices=asking.looked_choices,
        needed=asking.is_marked,
        default=reading.looked_at_first,
        card=lambda view: rules.proof_card(view.known["order"], view.known["parcel"], view),
        offers=asking.ways_out,
        miss=asking.with_whom,
        tells=asking.beside_looked,
    )
    waited: str = slot(
        ask=asking.ask_wait,
        read=reading.waits,
        take=lambda kept, _: kept if kept in ("yes", "no", "over") else None,
        choices=lambda view: (
            Choice(view.words.say("missing.come_back"), "yes", "primary"),
            Choice(view.words.say("missing.go_on"), "no"),
        ),
        needed=asking.is_fresh,
        only_when_asked=True,
        offers=asking.ways_out,
    )
    still: str = slot(
        ask=asking.ask_still,
        read=reading.still,
        choices=lambda view: (
            Choice(view.words.say("missing.not_yet"), "not"),
            Choice(view.words.say("missing.found"), "found"),
        ),
        needed=lambda view: view.known.get("waited") == "over",
        only_when_asked=True,
        offers=asking.ways_out,
    )
    without: str = slot(ask=lambda _: "", read=remedies.without, default=lambda _: "")
    wish: str = slot(ask=lambda _: "", read=remedies.wished, default=lambda _: "")
    place: str = slot(ask=lambda _: "", read=other_place, default=lambda _: "")
    confirm: str = slot(
        ask=asking.ask_remedy,
        read=reading.remedy,
        take=lambda kept, view: kept if kept in {c.value for c in remedies.choices(view)} else None,
        choices=remedies.choices,
        only_when_asked=True,
        offers=asking.ways_out,
        tells=beside,
    )

    @classmethod
    def before_time(cls, answers: Answers) -> Answers:
        """They come back before we do: whether to wait on is asked anew."""
        return {name: said for name, said in answers.items() if name not in ("waited", "still")}

    @classmethod
    def in_short(cls, view: View) -> str:
        order, parcel = view.known.get("order"), view.known.get("parcel")
        return rules.in_short(order, parcel, view) if order and parcel else "not received"

    @classmethod
    def stop(cls, view: View) -> Outcome | None:
        """What the facts settle without a question, as soon as enough is known."""
        known = view.known
        if not known:
            return rules.elsewhere(view)
        if known.get("found") == "yes" or "found" in (known.get("looked"), known.get("still")):
            return _glad(view)
        order, parcel = known.get("order"), known.get("parcel")
        if order and "part" not in known:
            return rules.not_missing(order, view)
        if order and known.get("part") == "coming" and "parcel" not in known:
            return _coming(order, view)
        if order and parcel and known.get("extent") == "some":
            return rules.part_of_it(order, parcel, view)
        if order and parcel and "looked" not in known:
            return rules.being_traced(order, parcel, view) or rules.persons(order, parcel, view)
        return _rests(view) if known.get("looked") == "later" or known.get("waited") == "yes" else None

    def settle(self, view: View) -> Outcome:
        """Ask the shop for what was chosen, or go back."""
        ends = (f"missing:{self.parcel.tracking}", f"trace:{self.parcel.tracking}")
        if self.confirm == "change":
            kept = {name: said for name, said in view.answers.items() if name not in ("confirm", "without", "wish")}
            return Outcome(again=kept, rule="another remedy is wanted")
        if self.confirm == "stop":
            said = view.words.say("missing.stopped")
            return Outcome((Reply(said),), tried="not received → stopped by the customer", ends=ends, rule="stopped")
        remedy = Remedy(self.confirm)
        wanted = remedies.effect(remedy, slots.customer_id(view), self.order, self.parcel)
        said = view.words.say(f"remedy.asked_{remedy}", carrier=self.parcel.carrier)
        tried = f"not received, order {self.order.number}: {remedy} → asked the shop"
        return Outcome(
            (Reply(said),),
            (wanted,),
            later=then_there(remedy, view),
            later_as="change_delivery",
            ends=ends,
            tried=tried,
            rule=f"not received: {remedy}",
        )


def _glad(view: View) -> Outcome:
    """It is there after all: nothing is done, and nothing is waited for any more."""
    order, parcel = view.known.get("order"), view.known.get("parcel")
    tracking = parcel.tracking if parcel else view.answers.get("parcel", "")
    ends = (f"missing:{tracking}", f"trace:{tracking}")
    return Outcome(
        (Reply(view.words.say("missing.glad")),), ends=ends, about=order.number if order else "", rule="it turned up"
    )


def _coming(order: Order, view: View) -> Outcome:
    said = tuple(
        Reply(slots.sentence(order, p, view), slots.card(order, p, view), offers=slots.links(p, view))
        for p in rules.coming(order, view)
    )
    return Outcome(said, tried=f"part of order {order.number} is on its way → told", rule="the rest is on its way")


def _rests(view: View) -> Outcome:
    """We come back by ourselves, and say when."""
    order, parcel, due = view.known["order"], view.known["parcel"], asking.due(view)
    if view.known["looked"] == "later":
        due = view.facts.now + timedelta(hours=max(1, view.policy.fresh_scan_hours))
    said = view.words.say("missing.waiting", day=due, time=view.words.time(due))
    rests = {**view.answers, "order": order.number, "parcel": parcel.tracking, "waited": "over"}
    rests["looked"] = "yes" if view.known["looked"] == "later" else view.known["looked"]
    wake = Wake("missing", due - view.facts.now, parcel.tracking)
    short = rules.in_short(order, parcel, view)
    return Outcome(
        (Reply(said),),
        wakes=(wake,),
        rests=rests,
        about=short,
        tried="not received → waits",
        rule="waits on a fresh scan",
    )
