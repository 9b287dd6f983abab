"""What a test may break: calls, deliveries, connections."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .delivery import Attempt, Delivery
from .errors import JSON
from .events import Events
from .faults import Fault, How
from .records import Channel
from .server import Server

if TYPE_CHECKING:
    from .workspace import Workspace


class Breaking:
    """Faults by number of times, and events twice, late, held back or turned round."""

    server: Server
    events: Events
    delivery: Delivery

    def fails(
        self, method: str, how: How, *, times: int = 1, seconds: float = 0.0, where: Channel | None = None
    ) -> None:
        """The next `times` calls of a method fail.

        By a status (429 with `seconds` as Retry-After), an error code, "drop before", "drop after accept",
        "fails after accept" (internal_error, and yet it was done), "delay", "hang" or "html".
        """
        self.server.faults.add(Fault(method, how, times, seconds, where.id if where else None))

    def duplicates_next_event(self, times: int = 1) -> None:
        """With one and the same event_id."""
        self.events.repeats += times

    def delays_next(self, event: str, seconds: float) -> None:
        """The next event of this type ("*": any) goes out late."""
        self.events.delays.append((event, seconds))

    @contextmanager
    def holds_events(self, *, backwards: bool = False) -> Iterator[None]:
        """Nothing goes out inside the block; then all of it, in its order or the other way round."""
        self.events.held = []
        try:
            yield
        finally:
            self.events.releases(backwards=backwards)

    def dispatches(self, event: JSON, workspace: "Workspace", channel: Channel | None = None) -> JSON:
        """Any event at all, subscribed to or not; the envelope that goes out."""
        payload = self.events.envelope(workspace.id, event, channel)
        self.events.sends(payload)
        return payload

    def repeats(self, payload: JSON) -> None:
        """An envelope that went out before (see `sent`) goes out again."""
        self.events.sends(payload)

    @property
    def sent(self) -> list[JSON]:
        """Every event's envelope, in order."""
        return self.events.sent

    @property
    def attempts(self) -> list[Attempt]:
        """Every attempt at a delivery: `parcel`, `number` (0 is the first), `ack`."""
        return self.delivery.attempts
