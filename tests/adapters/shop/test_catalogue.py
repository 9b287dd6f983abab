"""The sample shop's catalogue: whole, found by name, restocked in time, and as unreliable as the shop."""

from datetime import timedelta
from decimal import Decimal

import pytest

from adapters.shop.sample import SampleShop, ShopClock
from adapters.shop.sample.catalogue import read_catalogue
from bot.shop import ShopUnavailable


async def test_there_are_many_products_each_with_what_a_page_has(shop: SampleShop, clock: ShopClock) -> None:
    catalogue = read_catalogue(clock.now())
    assert len(catalogue) >= 40
    for product in catalogue.values():
        assert product.title and product.price.amount > 0 and product.link.startswith("https://shop.example.com/")
        assert product.facts, product.id
        assert set(product.fits) <= catalogue.keys(), product.id
        assert product.id not in product.fits
        assert {price.currency for price in product.prices} == {"USD", "EUR", "GBP", "JPY"}
        assert any(option.in_stock for option in product.options) or not product.options


async def test_everything_that_was_ordered_is_sold_at_the_price_that_was_paid(
    shop: SampleShop, clock: ShopClock
) -> None:
    """In the currency it was paid in; a colour or size may stand behind the name."""
    catalogue = read_catalogue(clock.now())
    for account in shop.world.accounts():
        for item in (item for order in account.orders for item in order.items):
            sold = [p for p in catalogue.values() if item.title.startswith(p.title)]
            assert sold, item.title
            assert Decimal(item.paid.amount / item.quantity) == sold[0].price_in(item.paid.currency).amount, item.title


async def test_it_is_found_by_name_with_what_belongs_to_it(shop: SampleShop) -> None:
    found = [product.id for product in await shop.search("the iron pan, 28 cm")]
    assert found[0] == "pan-28" and "lid-28" in found
    assert await shop.search("fishing rods") == ()
    assert [p.id for p in await shop.products(("mug", "nothing", "lens"))] == ["mug", "lens"]


async def test_what_was_to_come_back_has_come_back_by_then(shop: SampleShop, clock: ShopClock) -> None:
    [before] = await shop.products(("blanket",))
    assert not before.stock and before.back
    clock.advance(timedelta(days=20))
    [after] = await shop.products(("blanket",))
    assert after.stock and after.back is None


async def test_a_shop_that_is_down_has_no_catalogue_either(shop: SampleShop) -> None:
    shop.faults.down = True
    with pytest.raises(ShopUnavailable):
        await shop.search("pan")
