"""The sample shop's counter: what the bot reads from it and has it do."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import assert_never

from adapters.shop.sample import pictures
from adapters.shop.sample.book import Book
from adapters.shop.sample.carriers import coming
from adapters.shop.sample.faults import Faults
from adapters.shop.sample.ledger import Ledger, LedgerRow
from adapters.shop.sample.people import read_all
from adapters.shop.sample.view import account_as_of
from bot.effects import Effect, MailCode, PayBack
from bot.ports import Clock
from bot.shop import Account, Customer, Order, Scan, ShopRefused

NAME = "Larkspur & Pine"


class SampleShop:
    """Implements `bot.ports.Shop`, and of `bot.ports.Hands` what a shop does.

    `customers`, `orders`, `ledger`, `next_scan` and `ask` are for the people who try
    Baton out; faults do not touch them.
    """

    def __init__(self, state_path: Path, clock: Clock) -> None:
        self._book = Book(state_path)
        self._ledger = Ledger(self._book)
        self._clock = clock
        self._plans = read_all(self._book.opened(clock.now()))
        self.faults = Faults()

    async def account(self, customer: str) -> Account | None:
        await self.faults.before()
        return await asyncio.to_thread(self._account, customer)

    async def by_email(self, address: str) -> Customer | None:
        await self.faults.before()
        wanted = address.strip().casefold()
        known = (plan.customer for plan in self._plans.values())
        found = next((customer.id for customer in known if customer.email.casefold() == wanted), "")
        account = await asyncio.to_thread(self._account, found)
        return account.customer if account else None

    async def perform(self, key: str, effect: Effect) -> str:
        """Pay back; the same key again gets the same answer and pays nothing."""
        await self.faults.before()
        match effect:
            case PayBack():
                answer = await asyncio.to_thread(self._pay_back, key, effect)
            case MailCode():
                raise ShopRefused("The shop sends no codes; that is the mail's work.")
            case _:
                assert_never(effect)
        self.faults.after()
        return answer

    async def customers(self) -> tuple[Customer, ...]:
        """Everybody, by id."""
        accounts = await asyncio.to_thread(self._accounts)
        return tuple(account.customer for account in accounts)

    async def orders(self) -> tuple[tuple[Customer, Order], ...]:
        """Every order with whose it is, newest first."""
        accounts = await asyncio.to_thread(self._accounts)
        pairs = ((account.customer, order) for account in accounts for order in account.orders)
        return tuple(sorted(pairs, key=lambda pair: pair[1].placed, reverse=True))

    async def ledger(self) -> tuple[LedgerRow, ...]:
        """What was paid since the shop opened, oldest first."""
        return await asyncio.to_thread(self._ledger.rows)

    async def next_scan(self) -> datetime | None:
        """When a carrier sees any parcel next; None when all have come to rest."""
        return min((scan.at for scan in self._coming(self._clock.now())), default=None)

    async def reset(self) -> None:
        """Forget every payment and let all stories begin now. Reset the clock first."""
        await asyncio.to_thread(self._book.start_over, self._clock.now())
        self._plans = read_all(self._book.opened(self._clock.now()))

    def ask(self, customer: str) -> str:
        """What to try saying as this person; empty for a stranger."""
        plan = self._plans.get(customer)
        return plan.ask if plan else ""

    def picture(self, ref: str) -> bytes:
        """The PNG that `Proof.photo` names; raises FileNotFoundError."""
        return pictures.read(ref)

    def _account(self, customer: str) -> Account | None:
        if (plan := self._plans.get(customer)) is None:
            return None
        return account_as_of(plan, self._ledger.paybacks(customer), self._clock.now())

    def _accounts(self) -> list[Account]:
        found = (self._account(customer) for customer in self._plans)
        return [account for account in found if account is not None]

    def _pay_back(self, key: str, wanted: PayBack) -> str:
        if (plan := self._plans.get(wanted.customer)) is None:
            raise ShopRefused(f"There is no customer {wanted.customer!r}.")
        return self._ledger.pay_back(key, wanted, plan, self._clock.now())

    def _coming(self, now: datetime) -> Iterator[Scan]:
        for plan in self._plans.values():
            for planned in plan.orders:
                if planned.order.placed <= now:
                    yield from (scan for parcel in planned.order.parcels for scan in coming(parcel, now))
