"""The outbox loop's only broad except: one row's fault must never stop the others."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

import structlog

from adapters.delivery.ports import CannotTell, Undelivered, Unknown
from bot.shop import ShopRefused, ShopUnavailable
from bot.writes import OutboxRow, StoreUnavailable

T = TypeVar("T")
log = structlog.get_logger("delivery")


async def answered(call: Awaitable[str | None], seconds: float, row: OutboxRow) -> str | None:
    """Await a call to the outside; whatever is not an answer of its own is an unknown outcome."""
    match await outcome(_within(call, seconds)):
        case Undelivered() | CannotTell() | ShopRefused() | ShopUnavailable() as answer:
            raise answer
        case TimeoutError():
            raise Unknown(f"no answer within {seconds:g} seconds")
        case Exception() as fault:
            log.error("delivery.fault", outbox=row.id, case=row.case, exc_info=fault)
            raise Unknown(f"{type(fault).__name__} while it was sent") from fault
        case shown:
            return shown


async def _within(call: Awaitable[T], seconds: float) -> T:
    async with asyncio.timeout(seconds):
        return await call


async def survived(work: Awaitable[None], what: str) -> bool:
    """Whether the work ended well; a database that is locked or full is met again a little later."""
    match await outcome(work):
        case StoreUnavailable() as broken:
            log.error("delivery.store", error=str(broken), during=what)
            return False
        case Exception() as fault:
            log.error("delivery.fault", during=what, exc_info=fault)
            return False
        case None:
            return True


async def outcome(work: Awaitable[T]) -> T | Exception:
    """What the work returned, or what it raised."""
    try:
        return await work
    except Exception as fault:  # noqa: BLE001 - whatever one row meets, the loop goes on
        return fault
