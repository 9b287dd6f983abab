"""`baton hear`: what is understood in each message."""

import asyncio
import codecs
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from adapters.command_line.printing import show
from adapters.command_line.stopping import Stop
from adapters.settings import Settings
from bot.hearing import as_json
from bot.hearing import hear as understand
from bot.shop import Account, ShopUnavailable

MOST_BEFORE = 50


def hear(file: Path | None, customer: str) -> None:
    """One line out for each line in; a bad one is said to be so, and the rest goes on."""
    from adapters.command_line.opening import own_ear, settings_or_stop

    own_ear(settings_or_stop())
    extra = {"predicted": _predicted(customer)} if customer else {}
    with lines_of(file) as lines:
        for number, line in enumerate(lines, 1):
            show(_heard(line, number, extra))


def _heard(line: bytes, number: int, extra: dict[str, Any]) -> dict[str, Any]:
    try:
        text, before = read_line(line)
    except ValueError as wrong:
        return {"error": str(wrong), "line": number}
    return as_json(understand(text, before)) | extra


def read_line(line: bytes) -> tuple[str, tuple[str, ...]]:
    """The message of one line and what was written before it; raises ValueError in plain words."""
    try:
        given = json.loads(line.removeprefix(codecs.BOM_UTF8).decode("utf-8"))
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    except (ValueError, RecursionError):  # a number of thousands of digits is not read either
        raise ValueError("not JSON") from None
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise ValueError('expected an object like {"text": "Where is my parcel?"}')
    before = given.get("before", [])
    if not isinstance(before, list) or not all(isinstance(text, str) for text in before):
        raise ValueError('"before" takes a list of texts')
    return _whole(given["text"]), tuple(map(_whole, before[-MOST_BEFORE:]))


def _whole(text: str) -> str:
    """Half a surrogate pair, which JSON can spell, is no character."""
    return text.encode("utf-8", "replace").decode("utf-8")


@contextmanager
def lines_of(file: Path | None) -> Iterator[Iterable[bytes]]:
    """The lines of a file or of standard input that are not blank ends."""
    if file is None:
        if sys.stdin is None:
            raise Stop("There is nothing to read: standard input is closed.")
        yield sys.stdin.buffer
        return
    try:
        opened = file.open("rb")
    except OSError as no:
        raise Stop(f"{file}: {no.strerror}") from None
    with opened:
        yield opened


def _predicted(customer: str) -> list[dict[str, str]]:
    from adapters.command_line.opening import settings_or_stop
    from bot.prediction import predicted
    from bot.wording import Words

    settings = settings_or_stop()
    account, now = asyncio.run(_of_the_real_shop(settings, customer)) if settings.shop_url else _of(settings, customer)
    words = Words(now, account.customer.locale, account.customer.time_zone)
    return [
        {"reason": p.reason, "because": p.because, "label": p.label, "value": p.value}
        for p in predicted(account, now, words)
    ]


def _of(settings: Settings, customer: str) -> tuple[Account, datetime]:
    """One of the sample shop's people, and the time there."""
    from adapters.command_line.opening import sample_shop

    shop, clock = sample_shop(settings)
    account = next((a for a in shop.world.accounts() if a.customer.id == customer), None)
    if account is None:
        known = ", ".join(a.customer.id for a in shop.world.accounts())
        raise Stop(f"There is no customer {customer!r}. There are: {known}.")
    return account, clock.now()


async def _of_the_real_shop(settings: Settings, customer: str) -> tuple[Account, datetime]:
    from adapters.command_line.real_shop import real_shop

    try:
        async with real_shop(settings) as shop:
            account = await shop.account(customer)
    except ShopUnavailable as no:
        raise Stop(f"The shop cannot be asked: {no}") from None
    if account is None:
        raise Stop(f"The shop has no customer {customer!r}.")
    return account, datetime.now(UTC)
