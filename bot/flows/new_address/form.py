"""The questions; before it has left the shop changes it, after that its carrier is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from bot import slots
from bot.content import Choice, Reply
from bot.effects import ChangeAddress, Intercept, ShopEffect
from bot.effects.parcels import Wish
from bot.flow import Flow, Given, Outcome, View, slot
from bot.flows.new_address import instead, reading, saying
from bot.flows.new_address.amending import disputes
from bot.flows.new_address.ends import nothing_to_change, too_late
from bot.flows.new_address.orders import all_meant, first_order, not_here_yet, recounted
from bot.flows.new_address.reading import CHANGES, Change
from bot.flows.new_address.together import both, first_of_them, later, on_its_way
from bot.shop import Order, Parcel
from bot.slots.addresses import Address
from bot.slots.agreeing import repeats, yes_or_no

WISHES: dict[Change, Wish] = {
    Change.ADDRESS: "redirect",
    Change.DAY: "day",
    Change.PICKUP: "pickup",
    Change.INSTRUCTIONS: "instructions",
}

WHICH = frozenset({"orders", "order", "together", "parcel"})
"""What says which delivery it is, whatever should be different about it."""


def _agreed(given: Given, view: View) -> str | None:
    """A yes to what was shown; with a time of day, or a part of an address, that was not, it is none."""
    if instead.hour(given, view) and not view.answers.get("hour"):
        return None
    line = view.known["address"].line if view.known.get("address") else ""
    if line and given.asked and disputes(line, given.text):
        return "change"
    if given.asked and view.known.get("change") is Change.DAY and instead.rules_out_day(given.text):
        return "change"
    if given.asked and repeats(given.text, _new_of_it(view)):
        return "yes"
    return yes_or_no(given, {choice.value for choice in _options(view)}, VERB)


def _new_of_it(view: View) -> str:
    """What a yes to it may say again: where it goes now is no part of that."""
    change = view.known.get("change")
    return view.known["words"] if change is Change.INSTRUCTIONS else saying.where_to(view) if change else ""


VERB = "(?:change|update|use)(?: (?:my|the|this|that) (?:new )?address)?"


def _options(view: View) -> tuple[Choice, ...]:
    say, asks = view.words.say, saying.with_carrier(view) is not None
    yes = Choice(say("address.yes_carrier") if asks else say("address.yes"), "yes", "primary")
    return (yes, Choice(say("confirm.change"), "change"), Choice(say("confirm.stop"), "stop"))


def _day(given: Given, view: View) -> str | None:
    """The day that is named; where any will do, the first on which it would not come anyway."""
    parcel: Parcel | None = view.known.get("parcel")
    due = parcel.expected.date() if parcel and parcel.expected else None
    named = slots.another_day(given, view, due)
    return named or (slots.any_day(given, view, due) if given.asked else None)


def _by_its_words(given: Given, view: View) -> Change | None:
    """A whole address is another address, and "put it in the shed" a word to the courier."""
    told = instead.words_anew(given.text)
    return reading.by_its_address(given, view) or (Change.INSTRUCTIONS if told else None)


def _is(change: Change) -> Callable[[View], bool]:
    return lambda view: view.known.get("change") == change


@dataclass(frozen=True)
class NewAddress(Flow):
    """Which order, what should be different, and the new address, day or words."""

    name: ClassVar[str] = "new_address"
    told: ClassVar[tuple[str, ...]] = ("order", "parcel", "change")
    moves: ClassVar[bool] = True

    orders: str = slot(ask=lambda _: "", read=all_meant, default=lambda _: "", again=recounted)
    order: Order = slots.which_order(
        not_here_yet, lambda view: view.words.say("address.which_order"), first=first_order
    )
    together: str = slot(ask=lambda _: "", read=both, default=lambda _: "")
    parcel: Parcel | None = slots.which_parcel(
        on_its_way, lambda view: view.words.say("address.which_parcel"), first=first_of_them
    )
    change: Change = slots.one_of(
        CHANGES,
        ask=lambda view: view.words.say("address.what", item=view.known["order"].title),
        label=lambda change, view: view.words.say(f"address.do_{change}"),
        default=lambda view: None if saying.with_carrier(view) and not reading.told(view) else Change.ADDRESS,
        besides=_by_its_words,
    )
    other: str = slot(ask=lambda _: "", read=instead.instead, default=lambda _: "", names=True)
    address: Address | None = slot(
        ask=saying.ask_address,
        read=reading.address,
        keep=lambda found: found.line,
        take=reading.taken,
        needed=_is(Change.ADDRESS),
        miss=saying.missed,
        offers=saying.way_out,
        tells=reading.of_an_address,
        once=lambda view: saying.half_said(view) is not None,
        names=True,
        again=reading.another,
    )
    day: str | None = slot(
        ask=lambda view: view.words.say("address.which_day"),
        read=_day,
        take=lambda kept, view: kept if kept in {c.value for c in slots.day_choices(view)} else None,
        choices=slots.day_choices,
        tells=reading.of_a_day,
        miss=lambda given, view: view.words.say("address.not_then") if instead.rules_out_day(given.text) else "",
        needed=_is(Change.DAY),
        names=True,
        again=lambda given, view: _day(given, view) if len(given.text.split()) <= reading.FEW else None,
    )
    words: str | None = slot(
        ask=lambda view: view.words.say("address.which_words"),
        read=reading.words_to_courier,
        needed=_is(Change.INSTRUCTIONS),
    )
    after: str = slot(ask=lambda _: "", read=lambda _given, _view: None, default=lambda _: "")
    hour: str = slot(ask=lambda _: "", read=instead.hour, default=lambda _: "")
    confirm: str = slots.confirmed(saying.ask_confirm, _options, read=_agreed, tells=reading.beside_the_yes)

    @classmethod
    def in_short(cls, view: View) -> str:
        order, change = view.known.get("order"), view.known.get("change")
        what = {
            Change.DAY: "another day",
            Change.PICKUP: "a pick-up point",
            Change.INSTRUCTIONS: "a word to the courier",
        }
        wanted = what.get(change, "another address") if change else "a change of delivery"
        line = view.known.get("address")
        to = f": {line.line}" if line else ""
        return f"{wanted}, {order.title}, order {order.number}{to}" if order else wanted

    @classmethod
    def stop(cls, view: View) -> Outcome | None:
        """Nothing on its way, arrived already, under way already, or not yet with a carrier."""
        known = view.known
        if not known:
            waiting = "order" in view.answers or any(not_here_yet(o, view) for o in view.facts.orders)
            return None if waiting else nothing_to_change(view)
        order: Order | None = known.get("order")
        if order is None or "confirm" in known:
            return None
        if (other := known.get("other")) and other.startswith(instead.BESIDES):
            kept = {name: said for name, said in view.answers.items() if name not in ("other", "confirm")}
            return Outcome(
                again=kept | {"after": other.removeprefix(instead.BESIDES)}, rule="one more change is wanted"
            )
        if other:
            kept = {
                name: view.answers[name] for name in ("orders", "order", "together", "parcel") if name in view.answers
            }
            return Outcome(again=kept | instead.answers(other), rule="another change is wanted")
        if "parcel" not in known:
            return too_late(order, view)
        line: Address | None = known.get("address")
        if line and line.line.casefold() == order.deliver_to.casefold() and saying.with_carrier(view) is None:
            said = view.words.say("address.already", number=order.number, line=line.line)
            return Outcome((Reply(said),), rule="it goes there already")
        if known.get("change") not in (None, Change.ADDRESS) and saying.with_carrier(view) is None:
            parcel: Parcel | None = known.get("parcel")
            item = slots.what_is_in(order, parcel) if parcel else order.title
            said = view.words.say("address.once_it_left", item=item)
            return Outcome((Reply(said),), offers_person=True, rule="no carrier has it yet")
        return None

    def settle(self, view: View) -> Outcome:
        """Ask for it; or go back to what should be different."""
        if self.confirm == "change":
            kept = {"orders": self.orders, "order": self.order.number}
            more = {"change": str(self.change), "together": self.together}
            return Outcome(again=kept | more if self.change is not Change.PICKUP else kept, rule="changed")
        if self.confirm == "stop":
            return Outcome((Reply(saying.stopped(view)),), rule="stopped")
        customer = slots.customer_id(view)
        line = self.address.line if self.address else ""
        wanted: ShopEffect = ChangeAddress(customer, self.order.number, line)
        parcel = saying.with_carrier(view)
        if parcel:
            to = line or self.day or self.words or ""
            wanted = Intercept(customer, self.order.number, parcel.tracking, WISHES[self.change], to)
        carrier = parcel.carrier if parcel else ""
        said = view.words.say("address.asked_carrier", carrier=carrier) if carrier else view.words.say("address.asked")
        so_far = f" (before: {self.order.deliver_to})" if line else ""
        tried = f"{type(self).in_short(view)}{so_far} → asked {carrier or 'the shop'}"
        return Outcome(
            (Reply(said),), (wanted,), tried=tried, later=later(view), rule=f"change of delivery: {self.change}"
        )
