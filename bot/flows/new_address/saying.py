"""What is asked about a delivery, and how it is shown for its yes."""

from bot import phone, slots
from bot.anew import replace
from bot.content import Choice
from bot.flow import Given, View
from bot.flows.new_address import instead, reading
from bot.flows.new_address.orders import next_order
from bot.flows.new_address.reading import Change
from bot.flows.new_address.together import next_of_them
from bot.shop import Order, Parcel, ScanKind
from bot.slots.addresses import Address, begun, is_abroad
from bot.slots.at_the_door import is_note, read_back
from bot.slots.postcodes import two_in
from bot.wording import Markup


def ask_address(view: View) -> Markup:
    if reading.TWO_PLACES.search(view.extras.get("words", "")) and "address" not in view.answers:
        return view.words.say("address.one_place")
    half = half_said(view)
    if half is None and (part := reading.part_wrong(view)):
        return view.words.say("address.ask_part", old=view.known["order"].deliver_to, part=part)
    if half is None:
        also = next_order(view)
        titles = (view.known["order"].title, *((also.title,) if also else ()))
        return view.words.say("address.ask", item=view.words.several(tuple(dict.fromkeys(titles))))
    if is_abroad(half, reading.country(view)):
        return view.words.say("address.which_country", line=half.line, country=here(view))
    missing = view.words.several(tuple(view.words.say(f"address.{part}") for part in half.missing))
    return view.words.say("address.incomplete", line=half.line, missing=missing)


def here(view: View) -> str:
    return phone.country(reading.country(view))


def half_said(view: View) -> Address | None:
    """What they have said of it so far, if that is not all of it."""
    before = view.answers.get("address", "")
    half = begun(before, reading.country(view)) if before else None
    return None if half is None or half.complete else half


def missed(given: Given, view: View) -> str:
    """Who is asked for a postcode and gives none as we know them may live in another country."""
    half = half_said(view)
    if slots.every(given.text) and next_order(view):
        return view.words.say("address.all_of_them")
    if two_in(given.text, reading.country(view)):
        return view.words.say("address.two")
    if half and is_abroad(half, reading.country(view)):
        return view.words.say("address.name_country")
    if half and half.missing == ("postcode",) and reading.country(view):
        return view.words.say("address.elsewhere", country=here(view))
    return view.words.say("address.not_one") if given.text else ""


def way_out(view: View) -> tuple[Choice, ...]:
    """Beside the question for a country, or for one address of two: a person."""
    half = half_said(view)
    two = half is None and reading.TWO_PLACES.search(view.extras.get("words", "")) is not None
    asks = two or (half is not None and is_abroad(half, reading.country(view)))
    return (Choice(view.words.say("offer.human"), "human"),) if asks else ()


def where_to(view: View) -> Markup:
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
            note = is_note(known["words"])
            return say("address.with_note" if note else "address.with_words", words=read_back(known["words"]))


def ask_confirm(view: View) -> Markup:
    if also := view.answers.get("after"):
        then = view.words.say("address.then", where=where_to(after_it(also, view)))
        return Markup(f"{then} {ask_of_this(view)}")
    parcel, order = next_of_them(view), next_order(view)
    if parcel is None and order is None:
        return ask_of_this(view)
    item = slots.what_is_in(view.known["order"], parcel) if parcel else order.title if order else ""
    then = view.words.say("address.next", item=item)
    return Markup(f"{then} {ask_of_this(view)}")


def after_it(also: str, view: View) -> View:
    """The same with the wish known that comes after this one."""
    answers = instead.answers(also)
    line = Address(answers["address"], ()) if "address" in answers else None
    known = {"change": Change(answers["change"]), "address": line, "day": answers.get("day")}
    return replace(view, known={**view.known, **known, "words": answers.get("words")})


def stopped(view: View) -> Markup:
    """What stays as it is; with more to come, that is said of all of it."""
    if next_order(view):
        return view.words.say("address.stopped_orders")
    rest = next_of_them(view) is not None
    return view.words.say("address.stopped_all" if rest else "address.stopped", number=view.known["order"].number)


def ask_of_this(view: View) -> Markup:
    parcel = with_carrier(view)
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
    asked = view.words.say("address.confirm_carrier", carrier=parcel.carrier, item=what, where=where_to(view))
    return Markup(f"{view.words.say('address.no_hour')} {asked}") if names_hour(view) else asked


def with_carrier(view: View) -> Parcel | None:
    """The parcel, if it has left: one that is sent again may be with the shop still."""
    parcel: Parcel | None = view.known.get("parcel")
    left = parcel is not None and any(scan.kind is not ScanKind.LABEL for scan in parcel.scans)
    return parcel if left else None


def names_hour(view: View) -> bool:
    """Whether a time of day was named beside the day, which is all that a carrier takes."""
    return view.known.get("change") is Change.DAY and bool(view.known.get("hour"))
