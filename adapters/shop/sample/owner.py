"""The sample shop from its owner's side: for `baton shop` and the playground's top bar."""

from datetime import datetime

from adapters.shop.sample.clock import ShopClock
from adapters.shop.sample.ledger import LedgerRow
from adapters.shop.sample.shop import SampleShop
from bot.shop import Customer, Order


class Owner:
    """Sees everything at once; faults do not keep the owner out."""

    def __init__(self, shop: SampleShop, clock: ShopClock) -> None:
        self._shop = shop
        self._clock = clock

    def ids(self) -> tuple[str, ...]:
        """Whose accounts there are, before any is looked up."""
        return tuple(self._shop.world.plans)

    def customers(self) -> tuple[Customer, ...]:
        """Everybody, by id."""
        return tuple(account.customer for account in self._shop.world.accounts())

    def orders(self) -> tuple[tuple[Customer, Order], ...]:
        """Every order with whose it is, newest first."""
        pairs = [(account.customer, order) for account in self._shop.world.accounts() for order in account.orders]
        return tuple(sorted(pairs, key=lambda pair: pair[1].placed, reverse=True))

    def ledger(self) -> tuple[LedgerRow, ...]:
        """What was paid since the shop opened, oldest first."""
        return self._shop.world.ledger()

    def ask(self, customer: str) -> str:
        """What to try saying as this person; empty for a stranger."""
        plan = self._shop.world.plans.get(customer)
        return plan.ask if plan else ""

    def next_scan(self) -> datetime | None:
        """When a carrier sees any parcel next; None when all have come to rest."""
        return self._shop.world.next_scan()

    def reset(self) -> None:
        """Real time again, no payments, no faults, and all stories begin now."""
        self._clock.reset()
        self._shop.world.start_over()
        self._shop.faults.mend()
