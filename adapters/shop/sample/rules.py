"""How much may go back: never more than was paid, for an item and for an order."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from adapters.shop.sample.plan import Payback, Portion
from bot.charging import kept
from bot.effects import PayBack
from bot.shop import Account, Item, Money, Order, Return, ShopRefused, smallest


def shown(money: Money) -> str:
    return f"{money.amount} {money.currency}"


def left_of(account: Account, order: Order) -> Money:
    """What may still go back for an order: no more than its total, and than what was charged for it in any way.

    The account is one with all that is promised.
    """
    return Money(max(min(order.refundable.amount, uncommitted(account, order)), Decimal()), order.total.currency)


def uncommitted(account: Account, order: Order) -> Decimal:
    """Of what was charged for an order, what has gone back neither for it nor for one of its charges."""
    charged = [kept(c).amount for c in account.charges if c.order == order.number and not c.pending]
    gone = order.total.amount - order.refundable.amount
    return sum(charged, Decimal()) - gone if charged else order.refundable.amount


def worth_of(items: Iterable[Item], account: Account, order: Order) -> Money:
    """What goes back for all that is left of some lines."""
    paid = sum((i.paid.amount * (i.quantity - i.refunded) / i.quantity for i in items), Decimal())
    left = left_of(account, order)
    return Money(min(left.amount, paid.quantize(smallest(left.currency), ROUND_FLOOR)), left.currency)


def portions(order: Order, left: Money, before: Iterable[Payback], wanted: PayBack) -> tuple[Portion, ...]:
    """Spread what is wanted over the items; raises ShopRefused, saying why.

    Without items it may be any part of what is `left` of the order (postage, goodwill).
    """
    _check_amount(order, left, wanted.amount)
    if wanted.parcel:
        return tuple(_released(order, wanted))
    lines = _lines(order, wanted)
    taken = _taken(before)
    limits = [(item, quantity, _limit(item, quantity, taken[item.id])) for item, quantity in lines]
    most = sum((limit for _, _, limit in limits), Decimal())
    if lines and wanted.amount.amount > most:
        most_shown = shown(Money(most, wanted.amount.currency))
        raise ShopRefused(
            f"{shown(wanted.amount)} is more than was paid for these items: {most_shown} is left of them."
        )
    return tuple(_spread(limits, wanted.amount))


def _released(order: Order, wanted: PayBack) -> Iterable[Portion]:
    """The money of a return that a carrier has scanned, once."""
    back = next((one for one in order.returns if one.tracking == wanted.parcel), None)
    if back is None:
        raise ShopRefused(f"Order {order.number} has no return {wanted.parcel}.")
    if back.paid:
        raise ShopRefused(f"The return {back.tracking} has been paid back already.")
    if back.state not in ("scanned", "received"):
        raise ShopRefused(f"No carrier has seen the return {back.tracking}.")
    if wanted.amount.amount > back.owed.amount:
        raise ShopRefused(f"{shown(wanted.amount)} is more than is owed for {back.tracking}: {shown(back.owed)}.")
    return _share(back, wanted.amount)


def _share(back: Return, amount: Money) -> Iterable[Portion]:
    """Each line its own money; what was exchanged has not been paid back, whatever it cost less."""
    left = amount.amount
    for line in back.lines:
        part = min(line.back.amount, left)
        left -= part
        yield Portion(line.item, 0 if line.instead else line.quantity, Money(part, amount.currency))


def _taken(before: Iterable[Payback]) -> defaultdict[str, Decimal]:
    """What has gone back already, by item."""
    taken: defaultdict[str, Decimal] = defaultdict(Decimal)
    for payback in before:
        for portion in payback.portions:
            taken[portion.item] += portion.amount.amount
    return taken


def _check_amount(order: Order, left: Money, amount: Money) -> None:
    if amount.currency != order.total.currency:
        raise ShopRefused(f"Order {order.number} was paid in {order.total.currency}, not in {amount.currency}.")
    if not amount.amount.is_finite() or amount.amount <= 0:
        raise ShopRefused("Only a sum above zero can be paid back.")
    if amount.amount % smallest(amount.currency):
        raise ShopRefused(f"{shown(amount)} cannot be paid: {smallest(amount.currency)} is the smallest sum.")
    if amount > left:
        raise ShopRefused(f"{shown(amount)} is more than is left of order {order.number}: {shown(left)}.")


def _lines(order: Order, wanted: PayBack) -> list[tuple[Item, int]]:
    """The order's lines that are meant, each once, with how many of it."""
    counts: Counter[str] = Counter()
    known = {item.id: item for item in order.items}
    for item, quantity in wanted.items:
        if item not in known:
            raise ShopRefused(f"Order {order.number} has no item {item!r}.")
        if quantity < 1:
            raise ShopRefused(f"{quantity} of {known[item].title} cannot be paid back.")
        counts[item] += quantity
    for item, quantity in counts.items():
        left = known[item].quantity - known[item].refunded - _exchanged(order, item)
        if quantity > left:
            raise ShopRefused(f"{known[item].title}: {left} of {known[item].quantity} can still be paid back.")
    return [(known[item], quantity) for item, quantity in counts.items()]


def _exchanged(order: Order, item: str) -> int:
    """How many of a line something else is being sent for: they are not paid back besides."""
    under_way = (line for back in order.returns if back.state in ("open", "scanned") for line in back.lines)
    return sum(line.quantity for line in under_way if line.item == item and line.instead)


def _limit(item: Item, quantity: int, taken: Decimal) -> Decimal:
    """What `quantity` of the item cost, rounded up, but no more than is left of it."""
    share = item.paid.amount * quantity / item.quantity
    step = smallest(item.paid.currency)
    return max(Decimal(), min(share.quantize(step, ROUND_CEILING), item.paid.amount - taken))


def _spread(limits: Iterable[tuple[Item, int, Decimal]], amount: Money) -> Iterable[Portion]:
    """Fill each item up to its limit, in turn."""
    left = amount.amount
    for item, quantity, limit in limits:
        part = min(limit, left)
        left -= part
        yield Portion(item.id, quantity, Money(part, amount.currency))
