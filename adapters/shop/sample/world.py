"""The sample shop's people, clock and ledger together, asked without any ceremony."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from adapters.shop.sample.book import Book
from adapters.shop.sample.carriers import coming
from adapters.shop.sample.catalogue import as_of, found, read_catalogue
from adapters.shop.sample.lasting import Lasting, lasting
from adapters.shop.sample.ledger import Ledger, LedgerRow
from adapters.shop.sample.people import read_all
from adapters.shop.sample.plan import Payback, PlannedAccount
from adapters.shop.sample.register import Register
from adapters.shop.sample.view import account_as_of
from bot.effects import PayBack, ShopEffect
from bot.ports import Clock
from bot.product import Product
from bot.shop import Account


class World:
    """What is true in the shop now."""

    def __init__(self, state_path: Path, clock: Clock, photos: Mapping[str, str]) -> None:
        self._clock = clock
        self._photos = photos
        self._book = Book(state_path)
        self._ledger = Ledger(self._book)
        self._register = Register(self._book)
        self._known: dict[str, tuple[int, Lasting]] = {}
        self.plans = self._read()

    def known(self, customer: str) -> Account | None:
        """The account as it was last looked up, if nothing has happened to it since; it takes no time to say."""
        if (found := self._known.get(customer)) is None:
            return None
        edition, lasting = found
        return lasting.at(self._clock.now()) if edition == self._book.edition() else None

    def look_up(self, customer: str, edition: int | None) -> Account | None:
        """The account, remembered for `known`; `edition` is the book's, asked before this was begun."""
        if (plan := self.planned(customer)) is None:
            return None
        paybacks, now = self.paybacks(customer), self._clock.now()
        account = account_as_of(plan, paybacks, now)
        if edition is not None:
            self._known[customer] = (edition, lasting(account, (plan, paybacks), now))
        return account

    def edition(self) -> int | None:
        return self._book.edition()

    def planned(self, customer: str) -> PlannedAccount | None:
        """All that was declared of a customer, with what was done for them since."""
        plan = self.plans.get(customer)
        return self._register.planned(plan) if plan else None

    def account(self, customer: str) -> Account | None:
        if (plan := self.planned(customer)) is None:
            return None
        return account_as_of(plan, self.paybacks(customer), self._clock.now())

    def _promised(self, customer: str) -> Account | None:
        """The account with what was agreed to and is still to come: what a new wish is measured by."""
        if (plan := self.planned(customer)) is None:
            return None
        return account_as_of(plan, self.paybacks(customer), self._clock.now(), promised=True)

    def by_email(self, address: str) -> Account | None:
        wanted = address.strip().casefold()
        ids = (plan.customer.id for plan in self.plans.values() if plan.customer.email.casefold() == wanted)
        return self.account(next(ids, ""))

    def accounts(self) -> Iterator[Account]:
        """Everybody, by id."""
        for customer in self.plans:
            if (account := self.account(customer)) is not None:
                yield account

    def pay_back(self, key: str, wanted: PayBack) -> str:
        """Pay once per key; raises ShopRefused."""
        return self._ledger.pay_back(key, wanted, lambda: self.planned(wanted.customer), self._clock.now())

    def perform(self, key: str, wanted: ShopEffect) -> str:
        """Do anything once per key; raises ShopRefused."""
        if isinstance(wanted, PayBack):
            return self.pay_back(key, wanted)
        return self._register.perform(key, wanted, lambda: self._promised(wanted.customer), self._clock.now())

    def paybacks(self, customer: str) -> dict[str, tuple[Payback, ...]]:
        """What has gone back to a customer since the shop opened, by order."""
        return self._ledger.paybacks(customer)

    def ledger(self) -> tuple[LedgerRow, ...]:
        """What was paid and done since the shop opened, oldest first."""
        return tuple(sorted((*self._ledger.rows(), *self._register.rows()), key=lambda row: row.at))

    def search(self, words: str) -> tuple[Product, ...]:
        return found(self._catalogue, words, self._clock.now())

    def products(self, ids: tuple[str, ...]) -> tuple[Product, ...]:
        return tuple(as_of(self._catalogue[id], self._clock.now()) for id in ids if id in self._catalogue)

    def next_scan(self) -> datetime | None:
        now = self._clock.now()
        plans = (self._register.planned(plan) for plan in self.plans.values())
        planned = (one.order for plan in plans for one in plan.orders)
        parcels = (parcel for order in planned if order.placed <= now for parcel in order.parcels)
        return min((scan.at for parcel in parcels for scan in coming(parcel, now)), default=None)

    def start_over(self) -> None:
        """Forget every payment and every deed; all stories begin now."""
        self._book.start_over(self._clock.now())
        self._known.clear()
        self.plans = self._read()

    def _read(self) -> dict[str, PlannedAccount]:
        opened = self._book.opened(self._clock.now())
        self._catalogue = read_catalogue(opened)
        return read_all(opened, self._photos)
