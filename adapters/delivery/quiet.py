"""A platform that nobody looks at: what was shown stands in the outbox."""

from dataclasses import dataclass

from bot.writes import OutboxRow


@dataclass(frozen=True, slots=True)
class Quiet:
    """Accepts everything. The terminal is one: it watches what is settled instead."""

    name: str
    idempotent: bool = True

    async def deliver(self, row: OutboxRow) -> str:
        """A message of ours is known by its own key."""
        return row.id

    async def find(self, row: OutboxRow) -> str | None:
        return row.id if row.platform_id else None
