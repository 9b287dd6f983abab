"""What comes over the line is what the shop has: accounts, products, files, and every deed there is."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.shop.http.deeds import KINDS, asked, wanted
from bot.effects import CancelOrder, OpenReturn, PayBack, ShopEffect
from bot.shop import Account, Going, Money, ShopRefused
from tests.adapters.shop_http.conftest import NOON, Far


def as_told(account: Account) -> Account:
    """What the sample shop knows besides is for trying it out; a file has the name that it got here."""
    orders = [
        replace(order, returns=tuple(replace(back, label=None) for back in order.returns)) for order in account.orders
    ]
    return replace(account, customer=replace(account.customer, story=""), orders=tuple(orders))


async def test_every_customers_account_is_the_same_on_every_day(far: Far) -> None:
    for days in (0, 1, 4, 30):
        far.clock.advance(timedelta(days=days))
        for customer in far.owner.ids():
            here, there = await far.http.account(customer), await far.sample.account(customer)
            assert here and there
            assert as_told(here) == as_told(there), customer


async def test_a_new_return_has_its_label_as_a_file_of_ours(far: Far) -> None:
    account = await far.http.account("noor")
    assert account
    order = next(order for order in account.orders if order.number == "8026")
    line = Going(order.items[0].id, 1, Money(Decimal("64.00"), "GBP"), "too_small")
    await far.http.perform("key", OpenReturn("noor", "8026", (line,), NOON + timedelta(days=14)))
    for _ in range(2):  # the second time it has been erased with whoever it was shown to
        account = await far.http.account("noor")
        assert account
        [back] = next(order.returns for order in account.orders if order.number == "8026")
        assert back.lines == (line,)
        assert back.label and back.label.media_type == "application/pdf" and back.label.name.endswith(".pdf")
        assert (await far.files.read(back.label.ref)).startswith(b"%PDF-")
        far.files.path(back.label.ref).unlink()


async def test_a_stranger_is_nobody_by_id_and_by_address(far: Far) -> None:
    assert await far.http.account("nobody") is None
    assert await far.http.account("../customers") is None
    assert await far.http.by_email("nobody@example.com") is None


async def test_everybody_is_found_by_their_address_in_any_letters(far: Far) -> None:
    for known in far.owner.customers():
        found = await far.http.by_email(f" {known.email.upper()} ")
        assert found and found.id == known.id


async def test_products_are_found_as_the_shop_finds_them(far: Far) -> None:
    assert await far.http.search("iron pan, 28 cm") == await far.sample.search("iron pan, 28 cm")
    assert await far.http.search("") == await far.sample.search("")
    assert [p.id for p in await far.http.products(("mug", "nothing", "lens"))] == ["mug", "lens"]


async def test_a_deed_is_done_once_and_a_no_keeps_its_reason(far: Far) -> None:
    pay = PayBack("rosa", "7731", (("kettle", 1),), Money(Decimal("48.00"), "USD"))
    assert await far.http.perform("key", pay) == await far.http.perform("key", pay)
    assert [row.key for row in far.owner.ledger()] == ["key"]
    with pytest.raises(ShopRefused, match="already"):
        await far.http.perform("key", replace(pay, reason="another wish"))
    with pytest.raises(ShopRefused, match="already paid"):
        await far.http.perform("key", CancelOrder("samira", "8133"))
    with pytest.raises(ShopRefused, match="more than is left"):
        await far.http.perform("other", pay)
    assert len(far.owner.ledger()) == 1


PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    int: st.integers(0, 99),
    bool: st.booleans(),
    Money: st.builds(Money, st.decimals(0, 9999, places=2), st.sampled_from(["USD", "EUR"])),
    datetime: st.integers(0, 10**9).map(lambda n: NOON + timedelta(seconds=n)),
}


def anything(kind: Any) -> st.SearchStrategy[Any]:
    """A value of one of the types that deeds are made of."""
    match get_origin(kind), get_args(kind):
        case None, _ if kind in PLAIN:
            return PLAIN[kind]
        case None, _:
            return st.builds(kind, **{name: anything(hint) for name, hint in get_type_hints(kind).items()})
        case origin, (part, end) if origin is tuple and end is Ellipsis:
            return st.lists(anything(part), max_size=3).map(tuple)
        case origin, parts if origin is tuple:
            return st.tuples(*map(anything, parts))
        case _, values:
            return st.sampled_from(values)
    raise AssertionError(kind)


deeds = st.one_of(*map(anything, get_args(ShopEffect)))


@settings(max_examples=120, deadline=None)
@given(deeds)
def test_every_deed_is_read_as_it_was_asked(effect: ShopEffect) -> None:
    assert effect.kind in KINDS
    assert wanted(effect.kind, asked(effect)) == effect


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b"null", b'{"kind":"trace"}', b'{"kind":"pay_back","items":[[1]]}', b"[" * 9999]
)
def test_what_is_no_deed_is_said_to_be_none(body: bytes) -> None:
    for kind in KINDS:
        with pytest.raises(ValueError, match="is not a"):
            wanted(kind, body)
