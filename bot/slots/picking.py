"""Some of an order line, and how an order's lines are told apart by their words."""

from dataclasses import dataclass

from bot.anew import replace
from bot.shop import Item, Money, Order
from bot.slots.naming import ALL, named, naming, words_of


@dataclass(frozen=True, slots=True)
class Pick:
    """Some of one order line; `count` is 0 while nobody has said how many."""

    item: Item
    count: int

    def part(self, count: int) -> Item:
        """The line cut down to what is picked, with its share of what was paid."""
        some = self.count or min(count, left(self.item)) or left(self.item)
        paid = Money(self.item.paid.amount * some / self.item.quantity, self.item.paid.currency)
        return replace(self.item, quantity=some, paid=paid, refunded=0)


def left(item: Item) -> int:
    """How many of an order line have not been paid back."""
    return item.quantity - item.refunded


def free(order: Order) -> tuple[Item, ...]:
    """The lines of which something is neither paid back nor on its way back, each with just that left."""
    lines = (replace(i, refunded=min(i.quantity, i.refunded + coming_back(order, i))) for i in order.items)
    return tuple(i for i in lines if left(i))


def cancelled(order: Order) -> tuple[Item, ...]:
    """The lines that were stopped by themselves, while the rest of their order goes on."""
    stopped = {id for refund in order.refunds if refund.reason == "cancelled" for id in refund.items}
    return tuple(i for i in order.items if i.id in stopped and not left(i))


def cancelled_in(text: str, orders: tuple[Order, ...]) -> tuple[Order, tuple[Item, ...]] | None:
    """The lines that are named, where each of them is cancelled already; with their order."""
    if ALL.search(text):
        return None
    lines = tuple((order, item) for order in orders for item in order.items)
    found = named(text, lines, lambda line: line[1].title)
    first = found[0][0] if found else None
    if first is None or any(order != first or item not in cancelled(order) for order, item in found):
        return None
    return first, tuple(item for _, item in found)


def sent_again(order: Order) -> frozenset[str]:
    """The lines that are on their way a second time: who waits for another one is not paid for the first as well."""
    coming = [p for p in order.parcels if p.replaces and not p.delivered and not p.lost]
    return frozenset(id for p in coming for id in p.items or (item.id for item in order.items))


def here(order: Order) -> tuple[Item, ...]:
    """The free lines that have arrived: of an order in several parcels those of the parcels that were delivered."""
    if order.status == "delivered":
        return tuple(i for i in free(order) if i.id not in sent_again(order))
    came = {id for p in order.parcels if p.delivered and not p.is_return for id in p.items}
    return tuple(i for i in free(order) if i.id in came - sent_again(order))


def coming_back(order: Order, item: Item) -> int:
    """How many of a line are being sent back, or were exchanged."""
    alive = (back for back in order.returns if back.state != "void")
    lines = ((back, line) for back in alive for line in back.lines if line.item == item.id)
    bounced = any(refund.state == "failed" and item.id in refund.items for refund in order.refunds)
    return sum(line.quantity for back, line in lines if line.instead or not back.paid or bounced)


def named_in(text: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items that a word of the text names, and names apart from the others."""
    said = naming(text, frozenset().union(*(words_of(i.title) for i in items)))
    shared = frozenset.intersection(*(words_of(i.title) for i in items)) if len(items) > 1 else frozenset()
    return tuple(i for i in items if said & (words_of(i.title) - shared))


def picked(item: Item, count: int | None) -> Pick:
    """A pick with the number that was said, if there are so many; a single one needs no number."""
    if left(item) == 1:
        return Pick(item, 1)
    return Pick(item, count if count and count <= left(item) else 0)
