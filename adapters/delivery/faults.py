"""The outbox loop's only broad excepts: one row's fault must never stop the others."""

import asyncio
from collections.abc import Awaitable

import structlog

from adapters.delivery.ports import CannotTell, Undelivered, Unknown
from bot.shop import ShopRefused, ShopUnavailable
from bot.writes import OutboxRow, StoreUnavailable

log = structlog.get_logger("delivery")

Answer = (Undelivered, CannotTell, ShopRefused, ShopUnavailable)


async def answered(call: Awaitable[str | None], seconds: float, row: OutboxRow) -> str | None:
    """Await a call to the outside; whatever is not an answer of its own is an unknown outcome."""
    try:
        async with asyncio.timeout(seconds):
            return await call
    except Answer:
        raise
    except TimeoutError:
        raise Unknown(f"no answer within {seconds:g} seconds") from None
    except Exception as fault:
        log.exception("delivery.fault", outbox=row.id, case=row.case)
        raise Unknown(f"{type(fault).__name__} while it was sent") from fault


async def survived(work: Awaitable[None], what: str) -> bool:
    """Whether the work ended well; a database that is locked or full is met again a little later."""
    try:
        await work
    except StoreUnavailable as broken:
        log.error("delivery.store", error=str(broken), during=what)
        return False
    except Exception:
        log.exception("delivery.fault", during=what)
        return False
    return True
