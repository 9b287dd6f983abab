"""How the questions read, which of them are needed, and what can be pressed."""

from datetime import datetime, timedelta

from bot import slots
from bot.content import Choice
from bot.flow import Given, View
from bot.flows.not_received import reading, remedies, rules, short
from bot.shop import Item, Order, Parcel
from bot.slots.missing import missable
from bot.wording import Markup


def ask_looked(view: View) -> Markup:
    order, parcel = view.known["order"], view.known["parcel"]
    at: datetime = parcel.delivered
    place = parcel.proof.place if parcel.proof else parcel.last.place
    what = slots.what_is_in(order, parcel)
    return view.words.say("missing.looked", item=what, day=at, time=view.words.time(at), place=place)


def with_whom(given: Given, view: View) -> str:
    """Who asks which neighbour hears what the carrier says of it."""
    return view.words.say("missing.with_whom", place=_place(view)) if reading.WHICH.search(given.text) else ""


def _place(view: View) -> str:
    """Where it was left, as far as anybody says."""
    parcel: Parcel = view.known["parcel"]
    if parcel.proof:
        return parcel.proof.place
    return parcel.last.place if parcel.last else ""


def beside_looked(given: Given, view: View) -> str:
    """Who asks why, asks for the photo, can't ask, or says whose house it is, has not looked yet."""
    text = given.text.replace("’", "'")
    if reading.turned_up(text) or reading.LOOKED.search(text) or reading.LATER.search(text):
        return ""
    if reading.PHOTO.search(text):
        proof = view.known["parcel"].proof
        return view.words.say("missing.photo" if proof and proof.photo else "missing.no_photo", place=_place(view))
    if reading.WHICH.search(text):
        return with_whom(given, view)
    keys = {"why_ask": reading.WHY_ASK, "cannot_ask": reading.CANNOT_ASK, "other_house": reading.OTHER_HOUSE}
    found = next((key for key, says in keys.items() if says.search(text)), "")
    return view.words.say(f"missing.{found}") if found else ""


def looked_choices(view: View) -> tuple[Choice, ...]:
    say = view.words.say
    found, later = Choice(say("missing.found"), "found"), Choice(say("missing.look_first"), "later")
    return (Choice(say("missing.looked_all"), "yes"), found, later)


def due(view: View) -> datetime:
    """Until when a fresh scan is waited for."""
    fresh = timedelta(hours=view.policy.fresh_scan_hours)
    parcel: Parcel = view.known["parcel"]
    return max((parcel.delivered or view.facts.now) + fresh, view.facts.now + timedelta(hours=1))


def is_marked(view: View) -> bool:
    """Marked delivered, and not given up since: then it may be somewhere near."""
    parcel: Parcel | None = view.known.get("parcel")
    return parcel is not None and parcel.delivered is not None and not parcel.lost


def is_fresh(view: View) -> bool:
    if not is_marked(view) or view.known.get("looked") in (None, "found", "later"):
        return False
    fresh = timedelta(hours=view.policy.fresh_scan_hours)
    return view.facts.now - view.known["parcel"].delivered < fresh or view.answers.get("waited") == "over"


def ask_wait(view: View) -> Markup:
    parcel, until = view.known["parcel"], due(view)
    age = view.facts.now - parcel.delivered
    return view.words.say("missing.wait", age=age, day=until, time=view.words.time(until))


def ask_still(view: View) -> Markup:
    seen = slots.sentence(view.known["order"], view.known["parcel"], view)
    return view.words.say("missing.still", seen=seen, item=slots.what_is_in(view.known["order"], view.known["parcel"]))


def ask_remedy(view: View) -> Markup:
    """What is the matter if it was given up, then all that can be done, named in full."""
    order, parcel = view.known["order"], view.known["parcel"]
    ways = [remedies.in_words(r, view) for r in remedies.on_the_table(view)]
    key = "remedy.one" if len(ways) == 1 else "remedy.several"
    listed = ways[0] if len(ways) == 1 else Markup(f"{', '.join(ways[:-1])}, or {ways[-1]}")
    asked = view.words.say(key, ways=listed)
    if view.known.get("place") and remedies.Remedy.REPLACE in remedies.on_the_table(view):
        asked = Markup(f"{view.words.say('remedy.other_place', address=order.deliver_to)} {asked}")
    if is_marked(view):
        return asked
    return Markup(f"{slots.sentence(order, parcel, view)} {view.words.say('missing.given_up')} {asked}")


def in_parts(view: View) -> bool:
    order: Order | None = view.known.get("order")
    return order is not None and bool(missable(order, view)) and bool(rules.coming(order, view))


def ask_part(view: View) -> Markup:
    order = view.known["order"]
    coming = Markup(" ".join(slots.sentence(order, p, view) for p in rules.coming(order, view)))
    return view.words.say("missing.part", number=order.number, coming=coming)


def part_choices(view: View) -> tuple[Choice, ...]:
    here = view.words.several(
        tuple(slots.what_is_in(view.known["order"], p) for p in missable(view.known["order"], view))
    )
    return (
        Choice(view.words.say("missing.coming"), "coming"),
        Choice(view.words.say("missing.here", items=here), "here"),
    )


def named_part(view: View) -> tuple[Item, ...]:
    """What of the parcel their first words name, where that is not all that is in it."""
    order, parcel = view.known["order"], view.known["parcel"]
    inside = slots.contents(order, parcel)
    picks = slots.items_in(Given(view.extras.get("words", "")), inside) or ()
    named = {pick.item.id for pick in picks}
    return tuple(item for item in inside if item.id in named) if len(named) < len(inside) else ()


def names_a_part(view: View) -> bool:
    """Of a parcel with several things that is marked delivered, only some are named: the others may well have come."""
    return is_marked(view) and (bool(named_part(view)) or short.first_told(view))


def short_at_first(view: View) -> str | None:
    """Fewer came than were ordered, as they said it first: that much is missing, and no more is asked."""
    return "some" if short.first_told(view) else None


def ask_extent(view: View) -> Markup:
    order, parcel = view.known["order"], view.known["parcel"]
    inside = slots.names(slots.contents(order, parcel), view)
    return view.words.say("missing.extent", inside=inside, named=slots.names(named_part(view), view))


def extent_choices(view: View) -> tuple[Choice, ...]:
    only = view.words.say("missing.only_that", named=slots.names(named_part(view), view))
    return (Choice(view.words.say("missing.none_of_it"), "all"), Choice(only, "some"))


def ways_out(view: View) -> tuple[Choice, ...]:
    """Where it is, and a person under every answer: a parcel that is not there may need one."""
    parcel: Parcel | None = view.known.get("parcel")
    address = parcel.proof.map_link if parcel and parcel.proof else ""
    where = (Choice(view.words.say("tracking.map"), address, link=address),) if address else ()
    return (*where, Choice(view.words.say("offer.human"), "human"))
