"""What a carrier brings back to the shop, what it is worth, and what of an order was stopped already."""

from bot.content import Reply
from bot.flow import Outcome, View
from bot.shop import Item, Money, Order, Parcel, ScanKind
from bot.slots.goods import names, worth
from bot.slots.parcels import contents, outward
from bot.slots.picking import cancelled_in, left


def turned_round(parcel: Parcel) -> bool:
    return parcel.last is not None and parcel.last.kind is ScanKind.RETURNED


def brought_back(order: Order) -> tuple[Item, ...]:
    """The lines whose parcel has turned round."""
    return tuple(i for p in outward(order) if turned_round(p) for i in contents(order, p))


def stopped_worth(order: Order, items: tuple[Item, ...]) -> Money:
    """What goes back for what is stopped: with the postage if that is all of the order."""
    if set(items) == {i for i in order.items if left(i)}:
        return order.refundable
    return worth(items, order)


def stopped_part(view: View) -> Outcome | None:
    """What they name is cancelled already, and the rest of its order is not: no other part is spoken of for it."""
    found = cancelled_in(view.extras.get("words", ""), view.facts.orders)
    if found is None:
        return None
    order, items = found
    already = Reply(view.words.say("cancel.already_part", items=names(items, view), number=order.number))
    return Outcome(
        (already,), then="refund_status", given={"order": order.number}, rule="that part is cancelled already"
    )
