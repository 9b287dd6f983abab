"""How many connections Discord wants, and how often it lets us begin."""

import logging
from dataclasses import dataclass

import aiohttp

log = logging.getLogger(__name__)
PATIENCE = aiohttp.ClientTimeout(total=5)


@dataclass(frozen=True, slots=True)
class Advice:
    """What Discord says before one connects."""

    shards: int = 1
    wait: float = 0.0
    """Seconds until connections are left; beginning once too often resets the token."""


async def advice(api: str, token: str) -> Advice:
    """Ask for it; where nobody answers as Discord does, one connection is tried at once."""
    headers = {"Authorization": f"Bot {token}"}
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.get(f"{api.rstrip('/')}/gateway/bot", headers=headers) as answer,
        ):
            told = await answer.json(content_type=None)
            return _read(told) if answer.status == 200 else Advice()
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError, TypeError, KeyError, AttributeError) as no:
        log.info("no advice about shards: %s", type(no).__name__)
        return Advice()


def _read(told: dict[str, object]) -> Advice:
    shards, limit = told.get("shards", 1), told.get("session_start_limit") or {}
    left, after = (limit.get("remaining"), limit.get("reset_after")) if isinstance(limit, dict) else (None, None)
    used_up = isinstance(left, int) and left <= 0 and isinstance(after, int | float)
    wait = float(after) / 1000 if used_up and isinstance(after, int | float) else 0.0
    return Advice(max(1, shards) if isinstance(shards, int) else 1, wait)
