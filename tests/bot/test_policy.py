"""A limit that protects does so in every currency, whether or not it has a sum there."""

from decimal import Decimal

import pytest

from bot.policy import Policy, policy_of
from bot.shop import Money


def of(amount: str) -> Money:
    sum, currency = amount.split()
    return Money(Decimal(sum), currency)


@pytest.mark.parametrize(
    ("setting", "amount", "high"),
    [
        ("", "499.99 USD", False),
        ("", "500 USD", True),
        ("", "74999 JPY", False),
        ("", "600 JPY", False),
        ("", "1 AUD", True),
        ("EUR=460", "1249 USD", True),
        ("EUR=460", "459 EUR", False),
        ("USD=600", "600 JPY", True),
        ("USD=600", "0.50 EUR", True),
    ],
)
def test_where_no_limit_stands_any_sum_is_high_and_goods_come_first(setting: str, amount: str, high: bool) -> None:
    assert policy_of({"high_value": setting} if setting else {}).is_high(of(amount)) is high
    assert policy_of({"return_needed_from": setting or "USD=500 JPY=75000"}).must_come_back(of(amount)) is high


@pytest.mark.parametrize(
    ("limits", "amount", "within"),
    [
        ("USD=20", "20 USD", True),
        ("USD=20", "20.01 USD", False),
        ("USD=20", "1 JPY", False),
        ("USD=20", "1 KWD", False),
        ("EUR=20", "1 USD", False),
    ],
)
def test_where_no_limit_stands_nobody_gives_alone(limits: str, amount: str, within: bool) -> None:
    for name in ("charge_refund_limit", "goodwill_limit", "goodwill_lead_limit"):
        assert Policy.covers(getattr(policy_of({name: limits}), name), of(amount)) is within
