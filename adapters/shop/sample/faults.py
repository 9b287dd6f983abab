"""The ways in which a shop lets one down, to be switched on while it runs."""

import asyncio
from dataclasses import dataclass

from adapters.shop.refusals import DroppedLine
from bot.shop import ShopUnavailable


@dataclass(slots=True)
class Faults:
    """Not kept: a restart mends the shop."""

    slow: float = 0.0
    """Seconds before each answer."""
    down: bool = False
    """Nothing is answered and nothing is done."""
    lying: bool = False
    """What is asked for is done, but the line drops before the answer."""

    def mend(self) -> None:
        """All is well again."""
        self.slow, self.down, self.lying = 0.0, False, False

    async def before(self) -> None:
        """Wait, or fail, before anything was done."""
        if self.slow > 0:
            await asyncio.sleep(self.slow)
        if self.down:
            raise ShopUnavailable("The shop does not answer.")

    def after(self) -> None:
        """Fail although it was done."""
        if self.lying:
            raise DroppedLine("The line to the shop dropped before it answered.")
