"""Every situation the bot must handle is somebody's story, on whichever day and hour the shop opened."""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.shop.sample import SampleShop, ShopClock
from bot.policy import Policy
from bot.shop import Account, Order, Parcel, ScanKind

POLICY = Policy()
DAY = timedelta(days=1)


def order(account: Account, number: str) -> Order:
    return next(one for one in account.orders if one.number == number)


def parcel(account: Account, number: str) -> Parcel:
    return order(account, number).parcels[0]


def is_recent(one: Order, now: datetime) -> bool:
    return one.delivered is not None and now - one.delivered <= POLICY.return_window


def rosa(account: Account, now: datetime) -> bool:
    """A single recent item that may go back."""
    one = order(account, "7731")
    return len(account.orders) == 1 and len(one.items) == 1 and is_recent(one, now) and not POLICY.is_high(one.total)


def theo(account: Account, now: datetime) -> bool:
    """On its way and in time."""
    box = parcel(account, "8104")
    assert box.promised
    moving = box.last is not None and box.delivered is None and box.promised > now
    return moving and order(account, "8104").status == "dispatched"


def nora(account: Account, now: datetime) -> bool:
    """Late by two days and stuck; another in time."""
    late, fine = parcel(account, "8042"), parcel(account, "8090")
    stuck = late.last is not None and late.last.kind is ScanKind.EXCEPTION
    return stuck and 2 * DAY < late.late_by(now) < 3 * DAY and fine.late_by(now) == timedelta()


def ida(account: Account, now: datetime) -> bool:
    """Several items and quantities in one order."""
    one = order(account, "7988")
    return len(one.items) == 3 and max(item.quantity for item in one.items) > 1 and is_recent(one, now)


def omar(account: Account, now: datetime) -> bool:
    """Outside the return window: 41 days."""
    came = order(account, "7402").delivered
    return came is not None and (now - came).days == 41 and not any(is_recent(one, now) for one in account.orders)


def priya(account: Account, now: datetime) -> bool:
    """Damaged on arrival: it came a day ago."""
    came = order(account, "8051").delivered
    return came is not None and now - came < 2 * DAY


def jack(account: Account, now: datetime) -> bool:
    """A refund on its way, not due yet."""
    refund = order(account, "7815").refunds[0]
    return refund.state == "sent" and refund.expected is not None and refund.expected > now


def amelie(account: Account, now: datetime) -> bool:
    """A refund that is overdue."""
    refund = order(account, "7644").refunds[0]
    overdue = now - refund.asked > timedelta(days=POLICY.refund_overdue_days)
    return overdue and refund.state == "sent" and refund.expected is not None and refund.expected < now


def kenji(account: Account, now: datetime) -> bool:
    """A return with a label that no carrier has seen."""
    one = order(account, "7877")
    back = next(box for box in one.parcels if box.is_return)
    return [scan.kind for scan in back.scans] == [ScanKind.LABEL] and one.refunds == () and one.total.currency == "JPY"


def noor(account: Account, now: datetime) -> bool:
    """Two things with others to have instead, one at a higher price and one at a lower; a third that stays."""
    jumper, _, earrings = order(account, "8026").items
    prices = [other.price.amount - jumper.paid.amount for other in jumper.variants]
    return min(prices) < 0 < max(prices) and earrings.final


def elio(account: Account, now: datetime) -> bool:
    """Two orders that may go back; what becomes of that is another story."""
    return all(is_recent(order(account, number), now) for number in ("7998", "8047"))


def dana(account: Account, now: datetime) -> bool:
    """Delivered a few hours ago, with a photo and a map link."""
    box = parcel(account, "8066")
    proof = box.proof
    assert box.delivered
    return proof is not None and proof.photo == "porch.png" and bool(proof.map_link) and now - box.delivered < DAY


def viktor(account: Account, now: datetime) -> bool:
    """High value, marked delivered, with proof."""
    one = order(account, "8020")
    return POLICY.is_high(one.total) and one.delivered is not None and one.parcels[0].proof is not None


def samira(account: Account, now: datetime) -> bool:
    """Not dispatched yet."""
    one = order(account, "8133")
    return one.status == "open" and now - one.placed < DAY


def leo(account: Account, now: datetime) -> bool:
    """The same twice: one before dispatch, one after; and one that was cancelled and paid back."""
    waiting, moving, cancelled = (order(account, number) for number in ("8140", "8112", "7290"))
    same = waiting.title == moving.title
    ended = cancelled.status == "cancelled" and cancelled.refundable.amount == 0
    return same and (waiting.status, moving.status) == ("open", "dispatched") and ended


def hannah(account: Account, now: datetime) -> bool:
    """Charged after cancelling."""
    club = account.subscriptions[0]
    after = [
        charge
        for charge in account.charges
        if charge.subscription == club.id and club.cancelled and charge.at > club.cancelled
    ]
    return len(after) == 1 and after[0].amount == club.price


def ben(account: Account, now: datetime) -> bool:
    """The same order charged twice within minutes."""
    first, second = (charge for charge in account.charges if charge.order == "8009")
    return first.amount == second.amount and second.at - first.at <= timedelta(minutes=5)


def mei(account: Account, now: datetime) -> bool:
    """A charge that belongs to nothing."""
    return [charge.amount.amount for charge in account.charges if not charge.order and not charge.subscription] == [
        Decimal("34.99")
    ]


def petra(account: Account, now: datetime) -> bool:
    """Charged more for the year than the year costs."""
    circle, last = account.subscriptions[0], account.charges[-1]
    return last.subscription == circle.id and last.amount > circle.price and circle.every == "year"


def hugo(account: Account, now: datetime) -> bool:
    """A club that ended too soon and is paid for a while yet; a reservation beside the charge of the same order."""
    club, circle = account.subscriptions
    held, made = sorted((c for c in account.charges if c.order == "8161"), key=lambda charge: charge.pending)[::-1]
    ended = club.cancelled is not None and club.ends is not None and now < club.ends and circle.cancelled is None
    return ended and (held.pending, made.pending) == (True, False) and held.amount == made.amount


def gus(account: Account, now: datetime) -> bool:
    """Three claims paid back within half a year, and a parcel just delivered."""
    recent = [r for one in account.orders for r in one.refunds if now - r.asked < timedelta(days=183)]
    return len(recent) == 3 and order(account, "8029").status == "delivered"


def yara(account: Account, now: datetime) -> bool:
    """The account is at risk: a fresh order goes elsewhere."""
    return account.customer.at_risk and order(account, "8127").deliver_to != order(account, "7466").deliver_to


def finn(account: Account, now: datetime) -> bool:
    """New, without orders."""
    return not account.orders and not account.charges


def tomas(account: Account, now: datetime) -> bool:
    """Three parcels: delivered, on the way, not left."""
    came, moving, waiting = order(account, "8071").parcels
    return came.delivered is not None and moving.last is not None and moving.delivered is None and not waiting.scans


def grace(account: Account, now: datetime) -> bool:
    """Two failed attempts; paid with a gift card."""
    attempts = [scan for scan in parcel(account, "8033").scans if scan.kind is ScanKind.ATTEMPTED]
    return len(attempts) == 2 and order(account, "8033").paid_with == "gift card"


def aiko(account: Account, now: datetime) -> bool:
    """Lost by the carrier, and of high value in yen."""
    last = parcel(account, "8015").last
    return last is not None and last.kind is ScanKind.LOST and POLICY.is_high(order(account, "8015").total)


def bruno(account: Account, now: datetime) -> bool:
    """A refund that failed, so that the money is still owed."""
    one = order(account, "7790")
    return one.refunds[0].state == "failed" and one.refundable == one.total and one.items[0].refunded == 0


def lena(account: Account, now: datetime) -> bool:
    """A subscription that renews within three days."""
    club = account.subscriptions[0]
    return club.cancelled is None and club.renews is not None and now < club.renews < now + 3 * DAY


def claire(account: Account, now: datetime) -> bool:
    """Many orders over years; one out for delivery now."""
    last = parcel(account, "8095").last
    since = account.customer.since
    assert since
    out = last is not None and last.kind is ScanKind.OUT_FOR_DELIVERY
    return len(account.orders) >= 15 and now - since > timedelta(days=4 * 365) and out


STORIES: dict[str, Callable[[Account, datetime], bool]] = {
    story.__name__: story
    for story in (
        rosa, theo, nora, ida, omar, priya, jack, amelie, kenji, dana, viktor, samira,
        leo, hannah, ben, mei, petra, hugo, gus, yara, finn, tomas, grace, aiko, bruno, lena, claire, noor, elio,
    )
}  # fmt: skip


def accounts_at(opened: datetime) -> dict[str, Account]:
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder) / "shop.db"
        shop = SampleShop(state, ShopClock(state, real=lambda: opened))
        return {account.customer.id: account for account in shop.world.accounts()}


FIRST = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(0, 14 * 365 * 24 * 3600).map(lambda seconds: FIRST + timedelta(seconds=seconds))


@settings(max_examples=40, deadline=None)
@given(moments)
@example(datetime(2032, 2, 29, 23, 59, 59, tzinfo=UTC))
@example(datetime(2031, 3, 30, 1, 30, tzinfo=UTC))
@example(datetime(2031, 11, 2, 6, 30, tzinfo=UTC))
@example(datetime(2031, 1, 1, 0, 0, tzinfo=UTC))
@example(datetime(2031, 5, 15, 4, 0, 1, tzinfo=UTC))
def test_every_story_is_true_whenever_the_shop_opens(opened: datetime) -> None:
    accounts = accounts_at(opened)
    untrue = [name for name, holds in STORIES.items() if not holds(accounts[name], opened)]
    assert untrue == []


@settings(max_examples=20, deadline=None)
@given(moments)
def test_nothing_is_told_that_has_not_happened(opened: datetime) -> None:
    for account in accounts_at(opened).values():
        assert all(one.placed <= opened for one in account.orders)
        assert all(charge.at <= opened for charge in account.charges)
        for one in account.orders:
            assert all(scan.at <= opened for box in one.parcels for scan in box.scans)
            assert all(scan.at >= one.placed for box in one.parcels for scan in box.scans)
            assert all(refund.asked <= opened for refund in one.refunds)
            assert all(refund.arrived is None or refund.arrived <= opened for refund in one.refunds)


@pytest.fixture(scope="module")
def everybody() -> dict[str, Account]:
    return accounts_at(datetime(2031, 5, 15, 12, 0, tzinfo=UTC))


def test_everybody_has_a_story_here(everybody: dict[str, Account]) -> None:
    assert set(everybody) == set(STORIES)
    assert len(everybody) >= 12
    assert sum(len(account.orders) for account in everybody.values()) >= 60


def test_the_shop_is_of_many_currencies_and_places(everybody: dict[str, Account]) -> None:
    currencies = {one.total.currency for account in everybody.values() for one in account.orders}
    assert currencies == {"USD", "EUR", "GBP", "JPY"}
    assert len({account.customer.locale for account in everybody.values()}) >= 6
    zones = {account.customer.time_zone for account in everybody.values()}
    assert len(zones) >= 8
    assert all(ZoneInfo(zone) for zone in zones)


def test_the_data_is_sound(everybody: dict[str, Account]) -> None:
    """Numbers are unique, totals cover the items, parcels hold items of their order, scans are in order."""
    orders = [one for account in everybody.values() for one in account.orders]
    boxes = [(one, box) for one in orders for box in one.parcels]
    assert len({one.number for one in orders}) == len(orders)
    assert len({box.tracking for _, box in boxes}) == len(boxes)
    assert len({account.customer.email for account in everybody.values()}) == len(everybody)
    for one in orders:
        assert sum(item.paid.amount for item in one.items) <= one.total.amount
        assert len({item.id for item in one.items}) == len(one.items)
        assert all(item.paid.amount % item.quantity % Decimal("0.01") == 0 for item in one.items)
    for one, box in boxes:
        assert set(box.items) <= {item.id for item in one.items}
        assert [scan.at for scan in box.scans] == sorted(scan.at for scan in box.scans)


def test_each_person_has_one_line_of_story_and_something_to_say() -> None:
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder) / "shop.db"
        for plan in SampleShop(state, ShopClock(state)).world.plans.values():
            assert plan.customer.story.endswith(".")
            assert "\n" not in plan.customer.story
            assert plan.ask
