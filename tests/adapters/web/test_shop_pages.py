"""The top bar moves the shop's clock, shows its money and its mails, and lets things fail."""

from datetime import timedelta

from tests.adapters.web.conftest import Behind, Browser
from tests.adapters.web.double import NOON


async def test_the_clock_moves_ahead_by_the_hours_asked_and_timers_are_told(behind: Behind, browser: Browser) -> None:
    await browser.post("shop/clock", {"hours": 24})
    assert behind.clock.now() == NOON + timedelta(days=1)
    assert behind.moves == ["moved"]


async def test_the_clock_never_moves_back(behind: Behind, browser: Browser) -> None:
    await browser.post("shop/clock", {"hours": -5})
    assert behind.clock.now() == NOON


async def test_the_next_scan_is_just_past_when_it_was_asked_for(behind: Behind, browser: Browser) -> None:
    behind.shop.scan = NOON + timedelta(hours=3)
    await browser.post("shop/clock", {"next_scan": True})
    assert behind.clock.now() > behind.shop.scan


async def test_with_no_parcel_on_its_way_there_is_no_next_scan(browser: Browser) -> None:
    status, told = await browser.post("shop/clock", {"next_scan": True})
    assert status == 400 and "No parcel" in str(told["error"])


async def test_each_fault_is_switched_by_itself(behind: Behind, browser: Browser) -> None:
    for fault in ("slow", "lying"):
        await browser.post("shop/faults", {"fault": fault, "on": True})
    assert behind.faults.slow > 2 and behind.faults.lying and not behind.faults.down
    heard = dict(await browser.events(0))
    assert heard["faults"] == {"drops": False, "slow": True, "down": False, "lying": True}
    assert (await browser.post("shop/faults", {"fault": "fire", "on": True}))[0] == 400


async def test_the_ledger_and_the_mails_are_shown_newest_first(browser: Browser) -> None:
    async with browser.http.get(browser.address + "shop/ledger") as answer:
        lines = await answer.json()
    assert [(line["key"], line["customer"], line["amount"]) for line in lines] == [
        ("k2", "Rosa Alvarez", "48.00"),
        ("k1", "Rosa Alvarez", "48.00"),
    ]
    async with browser.http.get(browser.address + "shop/mails") as answer:
        assert [mail["subject"] for mail in await answer.json()] == ["Newer", "Your code"]


async def test_a_tab_that_opens_later_hears_the_time_of_then(behind: Behind, browser: Browser) -> None:
    before = dict(await browser.events(0))["clock"]
    behind.clock.moment += timedelta(minutes=90)
    after = dict(await browser.events(0))["clock"]
    assert after["now"] - before["now"] == 90 * 60_000  # type: ignore[index] # JSON


async def test_the_ledger_writes_money_as_the_customer_reads_it(browser: Browser) -> None:
    async with browser.http.get(browser.address + "shop/ledger") as answer:
        assert [line["shown"] for line in await answer.json()] == ["$48.00", "$48.00"]
