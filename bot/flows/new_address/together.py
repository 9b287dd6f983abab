"""All parcels of an order meant at once: each is asked about by itself, one after the other."""

from bot import slots
from bot.flow import Given, View
from bot.flows.new_address import instead
from bot.flows.new_address.orders import orders_left
from bot.shop import Order, Parcel


def on_its_way(order: Order, view: View) -> tuple[Parcel, ...]:
    """Parcels that a carrier has; before that the whole order is changed."""
    return slots.moving(order) if order.status == "dispatched" else ()


def both(given: Given, view: View) -> str | None:
    """The numbers of all its parcels, where all of them are meant: they are asked about one after the other."""
    order: Order | None = view.known.get("order")
    found = on_its_way(order, view) if order else ()
    if order is None or len(found) < 2 or not slots.every(given.text):
        return None
    titles = (frozenset(w for i in slots.contents(order, p) for w in slots.words_of(i.title)) for p in found)
    named = [inside for inside in titles if slots.naming(given.text, inside)]
    return ",".join(p.tracking for p in found) if len(named) != 1 else None  # "all four chairs" are in one of them


def first_of_them(view: View) -> str:
    return str(view.known.get("together") or "").partition(",")[0]


def those_left(view: View) -> str:
    """The numbers of those that come after the one under way."""
    first, _, rest = str(view.known.get("together") or "").partition(",")
    parcel: Parcel | None = view.known.get("parcel")
    return rest if parcel and parcel.tracking == first else ""


def next_of_them(view: View) -> Parcel | None:
    number = those_left(view).partition(",")[0]
    return next((p for p in view.known["order"].parcels if p.tracking == number), None) if number else None


def later(view: View) -> dict[str, str] | None:
    """The same of the next parcel, or order, where all were meant; or what else was wished for this one."""
    if also := view.answers.get("after"):
        place = {name: view.answers[name] for name in ("orders", "together", "parcel") if name in view.answers}
        return {**place, "order": view.known["order"].number, **instead.answers(also)}
    same = {name: view.answers[name] for name in ("change", "address", "day", "words") if name in view.answers}
    if rest := those_left(view):
        orders = {name: view.answers[name] for name in ("orders", "order") if name in view.answers}
        return {**orders, **same, "together": rest}
    return {**same, "orders": rest} if (rest := orders_left(view)) else None
