"""The questions; before it has left the shop changes it, after that its carrier is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from bot import phone, slots
from bot.content import Choice, Reply
from bot.effects import ChangeAddress, Intercept, ShopEffect
from bot.effects.parcels import Wish
from bot.flow import Flow, Given, Outcome, View, slot
from bot.flows.new_address import instead, reading
from bot.flows.new_address.amending import disputes
from bot.flows.new_address.ends import nothing_to_change, too_late
from bot.flows.new_address.orders import all_meant, first_order, next_order, not_here_yet
from bot.flows.new_address.reading import CHANGES, Change
from bot.flows.new_address.together import both, first_of_them, later, next_of_them, on_its_way
from bot.shop import Order, Parcel, ScanKind
from bot.slots.addresses import Address, begun, is_abroad
from bot.slots.agreeing import repeats, yes_or_no
from bot.slots.at_the_door import read_back
from bot.slots.postcodes import two_in
from bot.wording import Markup

WISHES: dict[Change, Wish] = {
    Change.ADDRESS: "redirect",
    Change.DAY: "day",
    Change.PICKUP: "pickup",
    Change.INSTRUCTIONS: "instructions",
}


def _ask_address(view: View) -> Markup:
    if reading.TWO_PLACES.search(view.extras.get("words", "")) and "address" not in view.answers:
        return view.words.say("address.one_place")
    half = _half(view)
    if half is None and (part := reading.part_wrong(view)):
        return view.words.say("address.ask_part", old=view.known["order"].deliver_to, part=part)
    if half is None:
        also = next_order(view)
        titles = (view.known["order"].title, *((also.title,) if also else ()))
        return view.words.say("address.ask", item=view.words.several(tuple(dict.fromkeys(titles))))
    if is_abroad(half, reading.country(view)):
        return view.words.say("address.which_country", line=half.line, country=_here(view))
    missing = view.words.several(tuple(view.words.say(f"address.{part}") for part in half.missing))
    return view.words.say("address.incomplete", line=half.line, missing=missing)


def _here(view: View) -> str:
    return phone.country(reading.country(view))


def _half(view: View) -> Address | None:
    """What they have said of it so far, if that is not all of it."""
    before = view.answers.get("address", "")
    half = begun(before, reading.country(view)) if before else None
    return None if half is None or half.complete else half


def _missed(given: Given, view: View) -> str:
    """Who is asked for a postcode and gives none as we know them may live in another country."""
    half = _half(view)
    if two_in(given.text, reading.country(view)):
        return view.words.say("address.two")
    if half and is_abroad(half, reading.country(view)):
        return view.words.say("address.name_country")
    if half and half.missing == ("postcode",) and reading.country(view):
        return view.words.say("address.elsewhere", country=_here(view))
    return view.words.say("address.not_one") if given.text else ""


def _way_out(view: View) -> tuple[Choice, ...]:
    """Beside the question for a country, or for one address of two: a person."""
    half = _half(view)
    two = half is None and reading.TWO_PLACES.search(view.extras.get("words", "")) is not None
    asks = two or (half is not None and is_abroad(half, reading.country(view)))
    return (Choice(view.words.say("offer.human"), "human"),) if asks else ()


def _where_to(view: View) -> Markup:
    """The new place, day or words as they would be passed on."""
    known, say = view.known, view.words.say
    match known["change"]:
        case Change.ADDRESS:
            return say("address.to_address", line=known["address"].line)
        case Change.DAY:
            return say("address.to_day", day=slots.shown_day(known["day"], view))
        case Change.PICKUP:
            return say("address.to_pickup")
        case _:
            return say("address.with_words", words=read_back(known["words"]))


def _ask_confirm(view: View) -> Markup:
    parcel, order = next_of_them(view), next_order(view)
    if parcel is None and order is None:
        return _ask_of_this(view)
    item = slots.what_is_in(view.known["order"], parcel) if parcel else order.title if order else ""
    then = view.words.say("address.next", item=item)
    return Markup(f"{then} {_ask_of_this(view)}")


def _stopped(view: View) -> Markup:
    """What stays as it is; with more to come, that is said of all of it."""
    if next_order(view):
        return view.words.say("address.stopped_orders")
    rest = next_of_them(view) is not None
    return view.words.say("address.stopped_all" if rest else "address.stopped", number=view.known["order"].number)


def _ask_of_this(view: View) -> Markup:
    parcel = _with_carrier(view)
    if parcel is None:
        order: Order = view.known["order"]
        ours: Parcel | None = view.known.get("parcel")
        return view.words.say(
            "address.confirm",
            item=slots.what_is_in(order, ours) if ours else order.title,
            number=order.number,
            old=order.deliver_to,
            line=view.known["address"].line,
        )
    what = slots.what_is_in(view.known["order"], parcel)
    asked = view.words.say("address.confirm_carrier", carrier=parcel.carrier, item=what, where=_where_to(view))
    return Markup(f"{view.words.say('address.no_hour')} {asked}") if _names_hour(view) else asked


def _with_carrier(view: View) -> Parcel | None:
    """The parcel, if it has left: one that is sent again may be with the shop still."""
    parcel: Parcel | None = view.known.get("parcel")
    left = parcel is not None and any(scan.kind is not ScanKind.LABEL for scan in parcel.scans)
    return parcel if left else None


def _names_hour(view: View) -> bool:
    """Whether a time of day was named beside the day, which is all that a carrier takes."""
    return view.known.get("change") is Change.DAY and bool(view.known.get("hour"))


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
    return view.known["words"] if change is Change.INSTRUCTIONS else _where_to(view) if change else ""


VERB = "(?:change|update|use)(?: (?:my|the|this|that) (?:new )?address)?"


def _options(view: View) -> tuple[Choice, ...]:
    say, asks = view.words.say, _with_carrier(view) is not None
    yes = Choice(say("address.yes_carrier") if asks else say("address.yes"), "yes", "primary")
    return (yes, Choice(say("confirm.change"), "change"), Choice(say("confirm.stop"), "stop"))


def _day(given: Given, view: View) -> str | None:
    """The day that is named; where any will do, the first on which it would not come anyway."""
    parcel: Parcel | None = view.known.get("parcel")
    due = parcel.expected.date() if parcel and parcel.expected else None
    return slots.day_in(given, view) or (slots.any_day(given, view, due) if given.asked else None)


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

    orders: str = slot(ask=lambda _: "", read=all_meant, default=lambda _: "")
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
        default=lambda view: None if _with_carrier(view) and not reading.told(view) else Change.ADDRESS,
        besides=_by_its_words,
    )
    other: str = slot(ask=lambda _: "", read=instead.instead, default=lambda _: "", names=True)
    address: Address | None = slot(
        ask=_ask_address,
        read=reading.address,
        keep=lambda found: found.line,
        take=reading.taken,
        needed=_is(Change.ADDRESS),
        miss=_missed,
        offers=_way_out,
        tells=reading.of_an_address,
        once=lambda view: _half(view) is not None,
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
    )
    words: str | None = slot(
        ask=lambda view: view.words.say("address.which_words"),
        read=reading.words_to_courier,
        needed=_is(Change.INSTRUCTIONS),
    )
    hour: str = slot(ask=lambda _: "", read=instead.hour, default=lambda _: "")
    confirm: str = slots.confirmed(_ask_confirm, _options, read=_agreed, tells=reading.beside_the_yes)

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
        if other := known.get("other"):
            kept = {name: view.answers[name] for name in ("orders", "order", "together", "parcel") if name in view.answers}
            return Outcome(again=kept | instead.answers(other), rule="another change is wanted")
        if "parcel" not in known:
            return too_late(order, view)
        line: Address | None = known.get("address")
        if line and line.line.casefold() == order.deliver_to.casefold() and _with_carrier(view) is None:
            said = view.words.say("address.already", number=order.number, line=line.line)
            return Outcome((Reply(said),), rule="it goes there already")
        if known.get("change") not in (None, Change.ADDRESS) and _with_carrier(view) is None:
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
            return Outcome((Reply(_stopped(view)),), rule="stopped")
        customer = slots.customer_id(view)
        line = self.address.line if self.address else ""
        wanted: ShopEffect = ChangeAddress(customer, self.order.number, line)
        parcel = _with_carrier(view)
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
