"""What the shop's owner sees and turns, and what `baton shop` prints."""

import json
import sqlite3
import struct
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from adapters.shop.sample import Faults, Owner, SampleShop, ShopClock, pictures
from adapters.shop.sample.listing import customer_json, ledger_json, order_json
from adapters.shop.sample.moments import Calendar
from bot.effects import PayBack
from bot.shop import Money, ShopUnavailable
from tests.adapters.shop.conftest import NOON

KETTLE = PayBack("rosa", "7731", (("kettle", 1),), Money(Decimal("48.00"), "USD"))


async def test_customers_are_found_by_their_address_however_it_is_written(shop: SampleShop) -> None:
    found = await shop.by_email("  Rosa.Alvarez@EXAMPLE.com ")
    assert found is not None
    assert (found.id, found.orders) == ("rosa", 1)
    assert await shop.by_email("nobody@example.com") is None
    assert await shop.by_email("") is None
    assert await shop.account("nobody") is None


async def test_the_listings_have_the_fields_that_outside_checks_rely_on(shop: SampleShop, owner: Owner) -> None:
    await shop.perform("key", KETTLE)
    customers = json.loads(json.dumps([customer_json(one) for one in owner.customers()]))
    orders = json.loads(json.dumps([order_json(*pair) for pair in owner.orders()]))
    ledger = json.loads(json.dumps([ledger_json(row) for row in owner.ledger()]))
    assert all({"id", "name", "email", "story"} <= one.keys() for one in customers)
    assert all({"number", "customer", "status", "amount", "currency"} <= one.keys() for one in orders)
    assert len(orders) == len({one["number"] for one in orders}) >= 60
    row = ledger[0]
    assert {name: row[name] for name in ("key", "kind", "order", "amount", "currency")} == {
        "key": "key",
        "kind": "pay_back",
        "order": "7731",
        "amount": "48.00",
        "currency": "USD",
    }
    assert datetime.fromisoformat(row["at"]) == NOON


async def test_starting_over_forgets_payments_time_and_faults(
    shop: SampleShop, owner: Owner, clock: ShopClock, state: Path
) -> None:
    await shop.perform("key", KETTLE)
    clock.advance(timedelta(days=40))
    shop.faults.slow, shop.faults.down, shop.faults.lying = 1.0, True, True
    owner.reset()
    assert owner.ledger() == ()
    assert clock.now() == NOON
    assert shop.faults == Faults()
    assert "48.00" in await shop.perform("key", KETTLE)
    assert len(Owner(SampleShop(state, clock), clock).ledger()) == 1


async def test_a_slow_shop_answers_in_the_end(shop: SampleShop) -> None:
    shop.faults.slow = 0.01
    assert await shop.account("rosa")


def test_the_carriers_photos_are_pictures_and_known_by_where_they_are_kept(state: Path, clock: ShopClock) -> None:
    found = pictures.everything()
    for data in found.values():
        assert data.startswith(b"\x89PNG\r\n\x1a\n")
        assert struct.unpack(">II", data[16:24]) == (480, 360)
    shop = SampleShop(state, clock, photos={name: f"ref of {name}" for name in found})
    proofs = [box.proof for one in shop.world.accounts() for order in one.orders for box in order.parcels]
    photos = {proof.photo for proof in proofs if proof and proof.photo}
    assert photos == {f"ref of {name}" for name in found}


async def test_a_file_that_is_locked_makes_the_shop_unavailable_and_loses_nothing(
    shop: SampleShop, owner: Owner, state: Path
) -> None:
    with sqlite3.connect(state, isolation_level=None) as other:
        other.execute("begin exclusive")
        with pytest.raises(ShopUnavailable, match="locked"):
            await shop.perform("key", KETTLE)
        other.execute("rollback")
    other.close()
    assert await shop.perform("key", KETTLE)


async def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "shop.db"
    broken.write_bytes(b"not a database at all" * 100)
    with pytest.raises(ShopUnavailable, match=r"shop\.db cannot be used"):
        ShopClock(broken)


@pytest.mark.parametrize("text", ["", "yesterday", "-3", "-3 9:12", "3h", "-3 25:00", "-3 09:12 ", "+1d"])
def test_a_moment_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no moment|hour must be"):
        Calendar(NOON, ZoneInfo("UTC")).read(text)
