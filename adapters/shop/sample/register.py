"""The register of deeds: every one by its key, once."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from adapters.shop.refusals import KeyReused
from adapters.shop.sample.book import Book
from adapters.shop.sample.deeds import RULES, Deed
from adapters.shop.sample.ledger import LedgerRow
from adapters.shop.sample.plan import PlannedAccount
from bot.codec import dump, load
from bot.effects import Effect, ShopEffect
from bot.shop import Account, Money, ShopRefused
from bot.writes import micros, moment


class Register:
    """Does what its rules agree to; the same key does it once, whoever asks again."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def perform(self, key: str, wanted: ShopEffect, account: Callable[[], Account | None], now: datetime) -> str:
        """Do it, or say again what was said when this key did; raises ShopRefused.

        `account` is asked for the customer with all that is promised, once nobody else can write.
        """
        with self._book.writing() as connection:
            before = connection.execute("select request, answer from deeds where key = ?", (key,)).fetchone()
            if before:
                return _same(before, wanted)
            if connection.execute("select 1 from ledger where key = ?", (key,)).fetchone():
                raise KeyReused("This key has already paid for something else.")
            if (stands := account()) is None:
                raise ShopRefused(f"There is no customer {wanted.customer!r}.")
            rule = RULES[type(wanted)]
            answer, worth = rule.agree(wanted, stands, now), rule.worth(wanted, stands)
            row = (key, wanted.kind, wanted.customer, wanted.subject, micros(now), dump(wanted, Effect), answer)
            money = (str(worth.amount), worth.currency) if worth else ("0", "")
            connection.execute(
                "insert into deeds (key, kind, customer, subject, at, request, answer, amount, currency)"
                " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, *money),
            )
        return answer

    def planned(self, plan: PlannedAccount) -> PlannedAccount:
        """The plan of a customer with all that was done for them since."""
        for deed in self._of(plan.customer.id):
            plan = RULES[type(deed.wanted)].apply(plan, deed.wanted, deed)
        return plan

    def rows(self) -> tuple[LedgerRow, ...]:
        """All deeds as the ledger lists them, oldest first."""
        with self._book.reading() as connection:
            return tuple(map(_listed, connection.execute("select * from deeds order by number")))

    def _of(self, customer: str) -> tuple[Deed, ...]:
        with self._book.reading() as connection:
            found = connection.execute("select * from deeds where customer = ? order by number", (customer,))
            return tuple(map(_deed, found))


def _deed(row: sqlite3.Row) -> Deed:
    worth = Money(Decimal(row["amount"]), row["currency"]) if row["currency"] else None
    return Deed(row["key"], load(Effect, row["request"]), moment(row["at"]), worth)


def _same(before: sqlite3.Row, wanted: ShopEffect) -> str:
    if before["request"] != dump(wanted, Effect):
        raise KeyReused("This key has already done something else.")
    return str(before["answer"])


def _listed(row: sqlite3.Row) -> LedgerRow:
    return LedgerRow(
        key=row["key"],
        kind=row["kind"],
        order=row["subject"],
        amount=Decimal(row["amount"]),
        currency=row["currency"],
        at=moment(row["at"]),
        customer=row["customer"],
        to="",
    )
