"""Watching what is settled: for the terminal, for replay and for the figures."""

from collections.abc import Callable
from dataclasses import dataclass, field

from adapters.delivery.settlement import Settlement
from bot.writes import OutboxRow

Observer = Callable[[OutboxRow, Settlement], None]


@dataclass(slots=True)
class Tap:
    """Whoever looks on while rows are settled."""

    observers: list[Observer] = field(default_factory=list)

    def watch(self, observer: Observer) -> Callable[[], None]:
        """Call `observer` after each settlement; returns what ends that."""
        self.observers.append(observer)
        return lambda: self.observers.remove(observer)

    def saw(self, row: OutboxRow, settlement: Settlement) -> None:
        """Tell all of them."""
        for observer in tuple(self.observers):
            observer(row, settlement)
