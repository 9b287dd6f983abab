"""Situations of customers as data, read by the sample shop's own reader."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.shop.sample.moments import Calendar
from adapters.shop.sample.people import read
from adapters.shop.sample.sheet import Sheet
from adapters.shop.sample.view import account_as_of
from bot.shop import Account

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SOMEBODY = {
    "id": "somebody",
    "name": "Sam Somebody",
    "email": "sam@example.com",
    "locale": "en_US",
    "time_zone": "UTC",
    "currency": "USD",
    "paid_with": "card ending 4242",
    "address": "1 Mill Lane, Toledo",
    "city": "Toledo",
    "depot": "Reno",
    "since": "-400 12:00",
    "story": "",
    "ask": "",
}


@dataclass(frozen=True)
class Situation:
    """What the shop knows of a customer, and why they would most likely write."""

    name: str
    account: Account
    expect: str
    also: tuple[str, ...]
    about: str


def situations() -> list[Situation]:
    files = sorted(Path(__file__).parent.glob("*.toml"))
    tables = [t for file in files for t in tomllib.loads(file.read_text(encoding="utf-8"))["situation"]]
    return [_situation(table) for table in tables]


def _situation(table: dict) -> Situation:
    orders = [{"tracking": "HW0", **order} for order in table.get("order", ())]
    plan = read(Sheet(SOMEBODY | table | {"order": orders}, Calendar(NOW, ZoneInfo("UTC")), {}))
    return Situation(
        table["name"],
        account_as_of(plan, {}, NOW),
        table["expect"],
        tuple(table.get("also", ())),
        table.get("about", ""),
    )
