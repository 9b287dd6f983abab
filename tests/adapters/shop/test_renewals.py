"""Subscriptions renew with the clock, and stop when they are cancelled."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.shop.sample.renewals import charges, renewed
from bot.shop import Money, Subscription

RENEWS = datetime(2032, 1, 31, 7, 0, tzinfo=UTC)
CLUB = Subscription(
    id="club", title="Club", price=Money(Decimal("19.90"), "EUR"), every="month", started=RENEWS, renews=RENEWS
)


@pytest.mark.parametrize(
    ("now", "following", "paid"),
    [
        (datetime(2032, 1, 31, 6, 59, tzinfo=UTC), datetime(2032, 1, 31, 7, 0, tzinfo=UTC), 0),
        (datetime(2032, 1, 31, 7, 0, tzinfo=UTC), datetime(2032, 2, 29, 7, 0, tzinfo=UTC), 1),
        (datetime(2032, 12, 30, tzinfo=UTC), datetime(2033, 1, 29, 7, 0, tzinfo=UTC), 12),
    ],
)
def test_each_renewal_is_charged_and_names_the_next(now: datetime, following: datetime, paid: int) -> None:
    assert renewed(CLUB, now).renews == following
    assert len(list(charges(CLUB, now))) == paid


def test_a_year_on_the_leap_day_ends_the_day_before() -> None:
    yearly = replace(CLUB, every="year", renews=datetime(2032, 2, 29, tzinfo=UTC))
    assert renewed(yearly, datetime(2032, 3, 1, tzinfo=UTC)).renews == datetime(2033, 2, 28, tzinfo=UTC)


def test_what_was_cancelled_is_not_charged_again() -> None:
    ended = replace(CLUB, cancelled=RENEWS - timedelta(days=9))
    later = RENEWS + timedelta(days=400)
    assert list(charges(ended, later)) == []
    assert renewed(ended, later) == replace(ended, renews=None, ends=RENEWS), "paid for until it would have renewed"


def test_what_was_charged_before_it_was_cancelled_stays() -> None:
    later = RENEWS + timedelta(days=400)
    ended = replace(CLUB, cancelled=RENEWS + timedelta(days=3))
    assert [charge.at for charge in charges(ended, later)] == [RENEWS]
    assert renewed(ended, later).ends == datetime(2032, 2, 29, 7, 0, tzinfo=UTC)


@given(st.integers(0, 3000))
def test_the_next_renewal_is_always_ahead(days: int) -> None:
    now = RENEWS + timedelta(days=days)
    following = renewed(CLUB, now).renews
    assert following is not None
    assert now < following <= now + timedelta(days=31)
