"""How a sum is spread over items whose price does not divide evenly."""

from datetime import UTC, datetime
from decimal import ROUND_CEILING, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.shop.sample.plan import Payback, Portion
from adapters.shop.sample.rules import portions
from bot.effects import PayBack
from bot.shop import Item, Money, Order, ShopRefused

NOW = datetime(2031, 5, 15, tzinfo=UTC)


def usd(amount: str | Decimal) -> Money:
    return Money(Decimal(amount), "USD")


def order(refunded: int, quantity: int = 3, paid: str = "10.00", postage: str = "5.00") -> Order:
    item = Item("cups", "Cups", quantity, usd(paid), refunded)
    total = usd(Decimal(paid) + Decimal(postage))
    return Order("1", NOW, (item,), total, "delivered", "card ending 4242")


def back(amount: str | Decimal, quantity: int = 1) -> Payback:
    part = Portion("cups", quantity, usd(amount))
    return Payback(key="k", amount=usd(amount), to="card", asked=NOW, portions=(part,))


def wish(amount: str | Decimal, quantity: int = 1) -> PayBack:
    return PayBack("c", "1", (("cups", quantity),), usd(amount))


def test_one_of_three_may_be_rounded_up() -> None:
    assert portions(order(0), usd("15.00"), (), wish("3.34")) == (Portion("cups", 1, usd("3.34")),)
    with pytest.raises(ShopRefused, match=r"3\.34 USD is left"):
        portions(order(0), usd("15.00"), (), wish("3.35"))


def test_the_last_of_three_gets_what_is_left_of_the_item_not_of_the_postage() -> None:
    before = (back("3.34"), back("3.34"))
    assert portions(order(2), usd("8.32"), before, wish("3.32"))
    with pytest.raises(ShopRefused, match=r"3\.32 USD is left"):
        portions(order(2), usd("8.32"), before, wish("3.33"))


@given(st.integers(1, 9), st.decimals("0.01", "500", places=2))
def test_one_by_one_an_item_goes_back_whole_and_not_a_cent_more(quantity: int, paid: Decimal) -> None:
    before: list[Payback] = []
    for refunded in range(quantity):
        left = paid - sum((one.amount.amount for one in before), Decimal())
        share = min(left, (paid / quantity).quantize(Decimal("0.01"), ROUND_CEILING))
        if share == 0:
            break
        (part,) = portions(order(refunded, quantity, str(paid)), usd(left), before, wish(share))
        before.append(back(part.amount.amount))
    assert sum(one.amount.amount for one in before) == paid
