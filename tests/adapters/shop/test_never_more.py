"""Whatever is asked for, in whatever order: of no order and of no charge goes back more than was charged."""

import asyncio
import contextlib
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.shop.sample import Owner, SampleShop, ShopClock
from adapters.shop.sample.plan import PlannedAccount, PlannedOrder
from bot.effects import (
    CancelOrder,
    CancelSubscription,
    Intercept,
    OpenReturn,
    PayBack,
    PayBackCharge,
    Resend,
    ResumeSubscription,
    ShopEffect,
    Trace,
)
from bot.shop import Going, Money, Order, ShopRefused

NOON = datetime(2031, 5, 15, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(days=90)
PEOPLE = ("ben", "bruno", "claire", "grace", "hugo", "ida", "kenji", "leo", "petra", "samira", "theo", "tomas")


def declared() -> dict[str, PlannedAccount]:
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder) / "shop.db"
        return SampleShop(state, ShopClock(state, real=lambda: NOON)).world.plans


PLANS = declared()


def sums(order: Order) -> st.SearchStrategy[Money]:
    """What somebody may well ask for: all of it, one line, one piece, a token."""
    paid = [
        order.total.amount,
        *(i.paid.amount for i in order.items),
        *(i.paid.amount // i.quantity for i in order.items),
    ]
    return st.sampled_from([*paid, Decimal(1)]).map(lambda amount: Money(amount, order.total.currency))


@st.composite
def of_an_order(draw: st.DrawFn, customer: str, one: PlannedOrder) -> ShopEffect:
    order, number = one.order, one.order.number
    lines = tuple(draw(st.lists(st.sampled_from(order.items), unique_by=lambda item: item.id)))
    boxes = [parcel.tracking for parcel in order.parcels]
    deeds = ["pay", "cancel", "return", "intercept", "resend", "trace"] if boxes else ["pay", "cancel"]
    match draw(st.sampled_from(deeds)):
        case "pay":
            items = tuple((item.id, item.quantity) for item in lines)
            return PayBack(customer, number, items, draw(sums(order)))
        case "cancel":
            return CancelOrder(customer, number, tuple(item.id for item in lines))
        case "return":
            going = tuple(Going(item.id, item.quantity, item.paid) for item in lines)
            return OpenReturn(customer, number, going, LATER)
        case "intercept":
            return Intercept(customer, number, draw(st.sampled_from(boxes)), "return")
        case "resend":
            return Resend(customer, number, draw(st.sampled_from(boxes)))
        case _:
            return Trace(customer, number, draw(st.sampled_from(boxes)))


@st.composite
def of_an_account(draw: st.DrawFn) -> tuple[str, list[tuple[ShopEffect, timedelta]]]:
    """Some effects for one customer, with the time that passes before each."""
    customer = draw(st.sampled_from(PEOPLE))
    plan = PLANS[customer]
    kinds: list[st.SearchStrategy[ShopEffect]] = [of_an_order(customer, one) for one in plan.orders[:2]] * 2
    charged = [PayBackCharge(customer, charge.id, charge.amount) for charge in plan.charges[-4:]]
    kinds.append(st.sampled_from(charged))
    if plan.subscriptions:
        one = plan.subscriptions[0].id
        kinds.append(st.sampled_from([CancelSubscription(customer, one), ResumeSubscription(customer, one)]))
    return customer, draw(st.lists(st.tuples(st.one_of(kinds), st.sampled_from(WAITS)), min_size=2, max_size=7))


WAITS = [timedelta(hours=hours) for hours in (0, 0, 0, 1, 30, 100)]


@settings(max_examples=40, deadline=None)
@given(of_an_account())
def test_no_sequence_of_effects_gives_back_more_than_was_charged(
    story: tuple[str, list[tuple[ShopEffect, timedelta]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(Path(folder) / "shop.db", *story))


async def play(state: Path, customer: str, steps: list[tuple[ShopEffect, timedelta]]) -> None:
    clock = ShopClock(state, real=lambda: NOON)
    shop = SampleShop(state, clock)
    for at, (wanted, wait) in enumerate(steps):
        clock.advance(wait)
        try:
            await shop.perform(f"key-{at}", wanted)
        except ShopRefused:
            continue
        await release(shop, customer, at)
    clock.advance(timedelta(days=30))
    await release(shop, customer, len(steps))
    is_sound(shop, Owner(shop, clock), customer)


async def release(shop: SampleShop, customer: str, at: int) -> None:
    """As the bot does: what a return is owed goes out as soon as it may."""
    account = await shop.account(customer)
    assert account
    for order in account.orders:
        for back in order.returns:
            if not back.paid and back.state in ("scanned", "received"):
                wanted = PayBack(customer, order.number, (), back.owed, parcel=back.tracking)
                with contextlib.suppress(ShopRefused):
                    await shop.perform(f"key-{at}-{back.tracking}", wanted)


def is_sound(shop: SampleShop, owner: Owner, customer: str) -> None:
    plan, paid = shop.world.planned(customer), shop.world.paybacks(customer)
    assert plan
    for one in plan.orders:
        number, total = one.order.number, one.order.total.amount
        payments = (*one.paybacks, *paid.get(number, ()))
        back = sum(payment.amount.amount for payment in payments if payment.fails is None)
        charged = [charge for charge in plan.charges if charge.order == number and not charge.pending]
        by_charge = sum(gone.amount.amount for gone in plan.returned if gone.charge in {c.id for c in charged})
        assert back <= total, f"{back} of {total} went back for order {number}"
        assert back + by_charge <= sum(c.amount.amount for c in charged), f"more than was charged for order {number}"
    for charge in plan.charges:
        gone = sum(one.amount.amount for one in plan.returned if one.charge == charge.id)
        assert gone <= charge.amount.amount, f"{gone} of charge {charge.id}"
    account = shop.world.account(customer)
    assert account
    for order in account.orders:
        assert all(0 <= item.refunded <= item.quantity for item in order.items)
    assert sum(row.amount for row in owner.ledger()) == sum(moved(shop, customer)), "the ledger tells of every sum"


def moved(shop: SampleShop, customer: str) -> Iterator[Decimal]:
    """Every sum that went back since the shop opened."""
    plan = shop.world.planned(customer)
    assert plan
    before = {payment.key for one in PLANS[customer].orders for payment in one.paybacks}
    yield from (p.amount.amount for one in plan.orders for p in one.paybacks if p.key not in before)
    yield from (p.amount.amount for payments in shop.world.paybacks(customer).values() for p in payments)
    yield from (gone.amount.amount for gone in plan.returned)


CANCEL = CancelOrder("samira", "8133")
TENT = PLANS["leo"].orders[1].order.parcels[0].tracking


def money(amount: str, currency: str) -> Money:
    return Money(Decimal(amount), currency)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (PayBack("samira", "8133", (), money("5.00", "GBP")), CANCEL),
        (PayBackCharge("samira", "charge-8133", money("62.00", "GBP")), CANCEL),
        (Intercept("leo", "8112", TENT, "return"), PayBack("leo", "8112", (), money("210.00", "USD"))),
        (PayBack("leo", "8112", (), money("10.00", "USD")), Intercept("leo", "8112", TENT, "return")),
        (
            PayBackCharge("ida", "charge-7988", money("121.90", "EUR")),
            PayBack("ida", "7988", (), money("121.90", "EUR")),
        ),
    ],
    ids=("paid, cancelled", "charge, cancelled", "coming back, paid", "paid, coming back", "charge, paid"),
)
async def test_two_ways_to_the_same_money_pay_once(
    shop: SampleShop, owner: Owner, first: ShopEffect, then: ShopEffect
) -> None:
    await shop.perform("first", first)
    with contextlib.suppress(ShopRefused):
        await shop.perform("then", then)
    is_sound(shop, owner, first.customer)
