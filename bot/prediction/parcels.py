"""What orders and their parcels tell: late, stuck, missed, lost, just come."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import combinations

from bot.prediction.clue import Predicted, Rule, days
from bot.shop import Account, Order, Parcel, ScanKind
from bot.wording import Words

LATE, STUCK, UNSENT = timedelta(hours=12), timedelta(days=4), timedelta(days=4)
JUST_ORDERED, TWICE = timedelta(hours=3), timedelta(days=3)
FRESH, WINDOW = timedelta(days=14), timedelta(days=30)
"""How long after its arrival something is still likely to be written about, and may still go back."""
JUST_CAME = timedelta(days=3)
CLAIMS = 2
"""Orders paid back without a return, from which another that has just come is likely said to be missing."""
IN_PERSON = ("resident", "handed", "signed", "in person")


def on_their_way(account: Account, now: datetime, words: Words) -> Iterator[Predicted]:
    """Everything that was sent, or should have been."""
    for order in account.orders:
        if order.status == "cancelled" or _vouchers_only(order):
            continue
        coming = [p for p in _outward(order) if not p.delivered]
        if not coming and order.parcels:
            continue
        trouble = [t for p in coming if (t := _trouble(order, p, now, words))]
        yield max(trouble, key=lambda t: t.weight) if trouble else _waiting(order, coming, now, words)


def _outward(order: Order) -> list[Parcel]:
    return [p for p in order.parcels if not p.is_return]


def _trouble(order: Order, parcel: Parcel, now: datetime, words: Words) -> Predicted | None:
    """What has gone wrong with a parcel that is under way, if anything has."""
    last = parcel.last
    match last.kind if last else None:
        case ScanKind.LOST:
            return _reason("lost", "delivery_not_received", "track", order, 97, now, words, "was lost by the carrier")
        case ScanKind.ATTEMPTED:
            return _reason("attempted", "delivery_problem", "problem", order, 96, now, words, "found nobody at home")
        case ScanKind.EXCEPTION if last and "address" in last.note.casefold():
            return _reason("address", "change_delivery", "redirect", order, 96, now, words, "is held for its address")
        case ScanKind.RETURNED:
            return _reason("goes_back", "delivery_problem", "track", order, 93, now, words, "goes back to the shop")
    if (late := parcel.late_by(now)) >= LATE:
        because = f"order {order.number} is {words.span(late)} late"
        label = words.say("predicted.late", item=order.title, late=late)
        weight = min(90 + late.days, 95)
        return Predicted("delivery_late", because, label, f"track:{order.number}", weight, -late / timedelta(days=1))
    if last and last.kind is not ScanKind.LABEL and now - last.at >= STUCK:
        said = f"has not been scanned for {words.span(now - last.at)}"
        return _reason("stuck", "delivery_late", "track", order, 72, now, words, said)
    return None


def _waiting(order: Order, coming: list[Parcel], now: datetime, words: Words) -> Predicted:
    """Nothing is wrong yet; the nearer its day, the likelier they ask."""
    if order.status == "open" and now - order.placed >= UNSENT and not any(p.scans for p in coming):
        said = f"was placed {words.span(now - order.placed)} ago and has not left"
        return _reason("unsent", "delivery_late", "track", order, 70, now, words, said)
    if len(coming) < len(_outward(order)):
        return _reason("rest", "order_status", "track", order, 66, now, words, "has come in part")
    due = next((p.expected or p.promised for p in coming), None)
    near = due is not None and due - now <= timedelta(days=2)
    said = "is being packed" if order.status == "open" else "is on its way"
    return _reason("where", "order_status", "track", order, 61 if near else 50, now, words, said)


def just_ordered(account: Account, now: datetime, words: Words) -> Iterator[Predicted]:
    """What was ordered within hours is written about to stop it or to change it."""
    for order in account.orders:
        if order.status == "open" and now - order.placed <= JUST_ORDERED:
            said = f"was placed {words.span(now - order.placed)} ago"
            yield _reason("cancel", "cancel_order", "cancel", order, 53, now, words, said)
            yield _reason("redirect", "change_delivery", "redirect", order, 52, now, words, said)


def ordered_twice(account: Account, now: datetime, words: Words) -> Iterator[Predicted]:
    alive = sorted((o for o in account.orders if o.status != "cancelled"), key=lambda o: o.placed)
    for first, second in combinations(alive, 2):
        alike = [item.title for item in first.items] == [item.title for item in second.items]
        if alike and second.placed - first.placed <= TWICE and second.status == "open":
            said = f"is for the same things as {first.number}"
            yield _reason("twice", "cancel_order", "cancel", second, 85, now, words, said)


def arrived(account: Account, now: datetime, words: Words) -> Iterator[Predicted]:
    """What has come is written about because it is not there, is not right, or shall go back."""
    for order in account.orders:
        if order.status != "delivered" or order.delivered is None or _going_back(order):
            continue
        since = now - order.delivered
        if since <= JUST_CAME + timedelta(days=1) and (missing := _perhaps_missing(account, order, since, now, words)):
            yield missing
        elif since <= FRESH:
            said = f"arrived {words.span(since)} ago"
            yield _reason("arrived", "item_problem", "fault", order, 40 - since.days, now, words, said)
        elif since <= WINDOW:
            said = f"arrived {words.span(since)} ago, and may go back until {words.day(order.delivered + WINDOW)}"
            yield _reason("send_back", "return_exchange", "return", order, 15, now, words, said)


def _perhaps_missing(account: Account, order: Order, since: timedelta, now: datetime, words: Words) -> Predicted | None:
    proofs = [p.proof.place for p in _outward(order) if p.proof]
    if any(_elsewhere(place, order.deliver_to) for place in proofs):
        said = f"is marked delivered at {proofs[0]}, which is not its address"
        return _reason("not_here", "delivery_not_received", "missing", order, 94, now, words, said)
    left = any(not any(word in place.casefold() for word in IN_PERSON) for place in proofs)
    if left and since <= JUST_CAME:
        said = "is marked delivered, left at a safe place"
        return _reason("not_here", "delivery_not_received", "missing", order, 78, now, words, said)
    claims = sum(o.refundable.amount <= 0 and not any(p.is_return for p in o.parcels) for o in account.orders)
    if claims >= CLAIMS:
        said = f"is marked delivered, and {claims} before it were paid back without a return"
        return _reason("not_here", "delivery_not_received", "missing", order, 76, now, words, said)
    return None


def _elsewhere(place: str, address: str) -> bool:
    """Whether the carrier names a town that is not in the address."""
    town = place.split(",")[0].casefold().strip()
    return bool(town and address) and town not in address.casefold()


def _going_back(order: Order) -> bool:
    return any(p.is_return for p in order.parcels) or order.refundable.amount <= 0


def vouchers(account: Account, now: datetime, words: Words) -> Iterator[Predicted]:
    for order in account.orders:
        if order.status != "cancelled" and _vouchers_only(order) and now - order.placed <= WINDOW:
            because = f"order {order.number} is a gift card"
            label = words.say("predicted.gift_card", item=order.title)
            yield Predicted("payment_promo", because, label, "topic:payment_promo", 46, days(order.placed, now))


def _vouchers_only(order: Order) -> bool:
    return all("gift card" in item.title.casefold() for item in order.items)


def _reason(
    key: str, reason: str, verb: str, order: Order, weight: int, now: datetime, words: Words, said: str
) -> Predicted:
    """A reason that is about an order, with the button that names it."""
    label = words.say(f"predicted.{key}", item=order.title)
    because = f"order {order.number} {said}"
    return Predicted(reason, because, label, f"{verb}:{order.number}", weight, days(order.placed, now))


RULES: tuple[Rule, ...] = (on_their_way, just_ordered, ordered_twice, arrived, vouchers)
