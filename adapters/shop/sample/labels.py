"""Puts the label's file on every return that waits to be handed in."""

import asyncio
from dataclasses import replace

from bot.events import File
from bot.ports import Files
from bot.shop import Account, Customer, Order, Return


class Labels:
    """Draws a label when it is first looked at; where it is kept, the same bytes are kept once."""

    def __init__(self, files: Files | None) -> None:
        self._files = files
        self._drawn: dict[str, File] = {}

    async def on(self, account: Account) -> Account:
        """The account, with a label on each open return."""
        if self._files is None or not any(_waits(one) for order in account.orders for one in order.returns):
            return account
        orders = [await self._order(order, account.customer, self._files) for order in account.orders]
        return replace(account, orders=tuple(orders))

    async def _order(self, order: Order, customer: Customer, files: Files) -> Order:
        if not any(map(_waits, order.returns)):
            return order
        backs = [await self._labelled(one, order, customer, files) for one in order.returns]
        return replace(order, returns=tuple(backs))

    async def _labelled(self, back: Return, order: Order, customer: Customer, files: Files) -> Return:
        if not _waits(back):
            return back
        if back.tracking not in self._drawn:
            # What draws takes longer to load than all else of the shop, and only a label needs it.
            from adapters.shop.sample import label

            data = await asyncio.to_thread(label.draw, back, order, customer)
            self._drawn[back.tracking] = await files.keep(label.name_of(back), data)
        return replace(back, label=self._drawn[back.tracking])


def _waits(back: Return) -> bool:
    return back.state == "open"
