"""Money: once per key, and never more than was paid."""

import asyncio
import tempfile
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.shop.sample import Owner, SampleShop, ShopClock
from bot.effects import MailCode, PayBack
from bot.shop import Account, Money, Order, ShopRefused, ShopUnavailable

NOW = datetime(2031, 5, 15, 12, 0, tzinfo=UTC)


def pay_back(
    customer: str, order: str, amount: str, *items: tuple[str, int], currency: str = "USD", to: str = "original"
) -> PayBack:
    return PayBack(
        customer=customer,
        order=order,
        items=items,
        amount=Money(Decimal(amount), currency),
        to="store credit" if to == "store credit" else "original",
    )


KETTLE = pay_back("rosa", "7731", "48.00", ("kettle", 1))


async def order(shop: SampleShop, customer: str, number: str) -> Order:
    account = await shop.account(customer)
    assert account is not None
    return next(one for one in account.orders if one.number == number)


async def test_the_same_key_again_gets_the_same_answer_and_pays_nothing(shop: SampleShop, owner: Owner) -> None:
    first = await shop.perform("key", KETTLE)
    assert await shop.perform("key", KETTLE) == first
    assert [(row.key, row.order, row.amount, row.currency) for row in owner.ledger()] == [
        ("key", "7731", Decimal("48.00"), "USD")
    ]


async def test_of_twenty_at_once_with_one_key_one_pays(shop: SampleShop, owner: Owner) -> None:
    answers = await asyncio.gather(*(shop.perform("key", KETTLE) for _ in range(20)))
    assert len(set(answers)) == 1
    assert len(owner.ledger()) == 1


async def test_of_twenty_keys_at_once_for_one_kettle_one_pays(shop: SampleShop, owner: Owner) -> None:
    keys = (f"key-{n}" for n in range(20))
    answers = await asyncio.gather(*(shop.perform(key, KETTLE) for key in keys), return_exceptions=True)
    assert sum(isinstance(answer, ShopRefused) for answer in answers) == 19
    assert len(owner.ledger()) == 1


async def test_a_key_pays_for_one_thing_only(shop: SampleShop) -> None:
    await shop.perform("key", pay_back("ida", "7988", "35.00", ("toaster", 1), currency="EUR"))
    with pytest.raises(ShopRefused, match="already paid for something else"):
        await shop.perform("key", pay_back("ida", "7988", "48.00", ("kettle", 1), currency="EUR"))


async def test_a_restart_remembers_what_was_paid(shop: SampleShop, state: Path, clock: ShopClock) -> None:
    answer = await shop.perform("key", KETTLE)
    again = SampleShop(state, clock)
    assert await again.perform("key", KETTLE) == answer
    assert (await order(again, "rosa", "7731")).refundable == Money(Decimal("0.00"), "USD")


async def test_a_line_that_drops_after_the_deed_pays_once_all_the_same(shop: SampleShop, owner: Owner) -> None:
    shop.faults.lying = True
    with pytest.raises(ShopUnavailable):
        await shop.perform("key", KETTLE)
    assert len(owner.ledger()) == 1
    shop.faults.lying = False
    assert "48.00 USD" in await shop.perform("key", KETTLE)
    assert len(owner.ledger()) == 1


async def test_a_shop_that_is_down_does_nothing(shop: SampleShop, owner: Owner) -> None:
    shop.faults.down = True
    for call in (shop.perform("key", KETTLE), shop.account("rosa"), shop.by_email("rosa.alvarez@example.com")):
        with pytest.raises(ShopUnavailable):
            await call
    assert owner.ledger() == ()
    assert owner.customers()


async def test_a_refund_goes_from_asked_to_sent_to_arrived(shop: SampleShop, clock: ShopClock) -> None:
    async def state_now() -> str:
        return (await order(shop, "rosa", "7731")).refunds[0].state

    await shop.perform("key", KETTLE)
    assert await state_now() == "asked"
    clock.advance(timedelta(minutes=1))
    assert await state_now() == "sent"
    clock.advance(timedelta(days=3))
    assert await state_now() == "arrived"
    refund = (await order(shop, "rosa", "7731")).refunds[0]
    assert refund.arrived is not None
    assert refund.expected is not None
    assert refund.arrived < refund.expected


async def test_store_credit_is_there_at_once(shop: SampleShop, clock: ShopClock) -> None:
    answer = await shop.perform("key", pay_back("rosa", "7731", "48.00", ("kettle", 1), to="store credit"))
    clock.advance(timedelta(minutes=1))
    refund = (await order(shop, "rosa", "7731")).refunds[0]
    assert (refund.to, refund.state) == ("store credit", "arrived")
    assert "store credit" in answer


async def test_what_was_paid_back_shows_on_item_order_charge_and_customer(shop: SampleShop) -> None:
    await shop.perform("key", KETTLE)
    account = await shop.account("rosa")
    assert account is not None
    assert account.orders[0].items[0].refunded == 1
    assert account.customer.refunds == 1
    assert account.charges[0].refunded


REFUSED = [
    (pay_back("rosa", "7731", "48.01", ("kettle", 1)), "more than is left of order"),
    (pay_back("ida", "7988", "49.00", ("kettle", 1), currency="EUR"), "more than was paid for these items"),
    (pay_back("ida", "7988", "8.51", ("cups", 1), currency="EUR"), "more than was paid for these items"),
    (pay_back("rosa", "7731", "10.00", ("kettle", 2)), "1 of 1 can still"),
    (pay_back("rosa", "7731", "10.00", ("kettle", 1), ("kettle", 1)), "1 of 1 can still"),
    (pay_back("rosa", "7731", "10.00", ("kettle", 0)), "cannot be paid back"),
    (pay_back("rosa", "7731", "10.00", ("kettle", -1)), "cannot be paid back"),
    (pay_back("rosa", "7731", "10.00", ("teapot", 1)), "no item 'teapot'"),
    (pay_back("rosa", "7731", "0", ("kettle", 1)), "above zero"),
    (pay_back("rosa", "7731", "-48.00", ("kettle", 1)), "above zero"),
    (pay_back("rosa", "7731", "NaN", ("kettle", 1)), "above zero"),
    (pay_back("rosa", "7731", "Infinity", ("kettle", 1)), "above zero"),
    (pay_back("rosa", "7731", "1.005", ("kettle", 1)), "smallest sum"),
    (pay_back("kenji", "7877", "0.50", ("jacket", 1), currency="JPY"), "smallest sum"),
    (pay_back("rosa", "7731", "48.00", ("kettle", 1), currency="EUR"), "was paid in USD"),
    (pay_back("rosa", "7402", "48.00", ("kettle", 1)), "has no order 7402"),
    (pay_back("nobody", "7731", "48.00", ("kettle", 1)), "no customer 'nobody'"),
    (pay_back("yara", "7466", "45.00", ("yoga", 1)), "held"),
    (pay_back("leo", "7290", "64.00", ("stove", 1)), "more than is left of order"),
    (pay_back("amelie", "7644", "119.00", ("coat", 1), currency="EUR"), "more than is left of order"),
]


@pytest.mark.parametrize(("wanted", "why"), REFUSED, ids=[why + f" {n}" for n, (_, why) in enumerate(REFUSED)])
async def test_what_may_not_be_paid_is_refused_with_the_reason(
    shop: SampleShop, owner: Owner, wanted: PayBack, why: str
) -> None:
    with pytest.raises(ShopRefused, match=why):
        await shop.perform("key", wanted)
    assert owner.ledger() == ()


async def test_a_refused_key_stays_free(shop: SampleShop) -> None:
    with pytest.raises(ShopRefused):
        await shop.perform("key", pay_back("rosa", "7731", "480.00", ("kettle", 1)))
    assert await shop.perform("key", KETTLE)


async def test_postage_may_go_back_without_an_item_but_not_twice(shop: SampleShop) -> None:
    for item, amount in (("kettle", "48.00"), ("toaster", "35.00"), ("cups", "34.00")):
        quantity = 4 if item == "cups" else 1
        await shop.perform(item, pay_back("ida", "7988", amount, (item, quantity), currency="EUR"))
    await shop.perform("postage", pay_back("ida", "7988", "4.90", currency="EUR"))
    with pytest.raises(ShopRefused, match=r"0\.00 EUR"):
        await shop.perform("more", pay_back("ida", "7988", "0.01", currency="EUR"))


async def test_what_bounced_may_be_paid_again_once(shop: SampleShop) -> None:
    again = pay_back("bruno", "7790", "57.00", ("can", 1), currency="EUR", to="store credit")
    await shop.perform("key", again)
    with pytest.raises(ShopRefused, match="more than is left"):
        await shop.perform("another", again)


async def test_the_shop_mails_no_codes(shop: SampleShop) -> None:
    with pytest.raises(ShopRefused, match="mail's work"):
        await shop.perform("key", MailCode("rosa.alvarez@example.com", "123456", known=True))


# Any sequence of payments, with repeated keys, over several orders, moving the clock between them.
_ITEMS = {
    ("ida", "7988", "EUR"): ("kettle", "toaster", "cups"),
    ("tomas", "8071", "EUR"): ("chairs", "table", "lights"),
    ("kenji", "7877", "JPY"): ("jacket",),
    ("theo", "6650", "GBP"): ("flask",),
    ("bruno", "7790", "EUR"): ("can",),
}


@st.composite
def wishes(draw: st.DrawFn) -> tuple[str, PayBack, timedelta]:
    customer, number, currency = draw(st.sampled_from(sorted(_ITEMS)))
    names = st.sampled_from(_ITEMS[customer, number, currency])
    items = draw(st.lists(st.tuples(names, st.integers(1, 4)), max_size=3))
    cents = draw(st.integers(1, 2_000_000 if currency == "JPY" else 20_000))
    amount = Decimal(cents) if currency == "JPY" else Decimal(cents) / 100
    key = draw(st.sampled_from("abcdefgh"))
    wanted = PayBack(customer=customer, order=number, items=tuple(items), amount=Money(amount, currency))
    return key, wanted, timedelta(hours=draw(st.integers(0, 48)))


@settings(max_examples=60, deadline=None)
@given(st.lists(wishes(), max_size=14))
def test_no_sequence_of_payments_gives_back_more_than_was_paid(
    sequence: list[tuple[str, PayBack, timedelta]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_play(Path(folder) / "shop.db", sequence))


async def _play(state: Path, sequence: list[tuple[str, PayBack, timedelta]]) -> None:
    clock = ShopClock(state, real=lambda: NOW)
    shop = SampleShop(state, clock)
    agreed: dict[str, PayBack] = {}
    for key, wanted, later in sequence:
        clock.advance(later)
        try:
            await shop.perform(key, wanted)
        except ShopRefused:
            continue
        assert agreed.setdefault(key, wanted) == wanted
    owner = Owner(shop, clock)
    assert {row.key: (row.order, row.amount) for row in owner.ledger()} == {
        key: (wanted.order, wanted.amount.amount) for key, wanted in agreed.items()
    }
    for customer in {customer for customer, _, _ in _ITEMS}:
        account = await shop.account(customer)
        assert account is not None
        _is_sound(account, shop)


def _is_sound(account: Account, shop: SampleShop) -> None:
    by_item: defaultdict[str, Decimal] = defaultdict(Decimal)
    paybacks = shop.world.paybacks(account.customer.id)
    for one in account.orders:
        assert one.refundable.amount >= 0
        by_item.clear()
        for payback in paybacks.get(one.number, ()):
            for portion in payback.portions:
                by_item[portion.item] += portion.amount.amount
        for item in one.items:
            assert 0 <= item.refunded <= item.quantity
            assert by_item[item.id] <= item.paid.amount
