"""The ledger: every payment by its key, once."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from adapters.shop.refusals import KeyReused
from adapters.shop.sample.book import Book
from adapters.shop.sample.plan import Payback, PlannedAccount
from adapters.shop.sample.rules import left_of, portions, shown
from adapters.shop.sample.view import account_as_of
from bot.codec import dump, load
from bot.effects import PayBack
from bot.shop import ShopRefused
from bot.writes import micros, moment

_SENT_AFTER = timedelta(minutes=1)
_ARRIVES_AFTER = timedelta(days=3)
_PROMISED_WITHIN = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One line of the ledger."""

    key: str
    kind: str
    order: str
    amount: Decimal
    currency: str
    at: datetime
    customer: str
    to: str


class Ledger:
    """Pays back within what was paid; the same key pays once, whoever asks again."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def rows(self) -> tuple[LedgerRow, ...]:
        """All payments, oldest first."""
        with self._book.reading() as connection:
            return tuple(map(_ledger_row, connection.execute("select * from ledger order by number")))

    def paybacks(self, customer: str) -> dict[str, tuple[Payback, ...]]:
        """What has gone back to a customer, by order."""
        with self._book.reading() as connection:
            return _paybacks(connection, customer)

    def pay_back(self, key: str, wanted: PayBack, planned: Callable[[], PlannedAccount | None], now: datetime) -> str:
        """Pay, or say again what was said when this key paid; raises ShopRefused.

        `planned` is asked for the customer with all that was done for them, once nobody else can write.
        """
        with self._book.writing() as connection:
            if before := connection.execute("select request, answer from ledger where key = ?", (key,)).fetchone():
                return _same(before, wanted)
            if connection.execute("select 1 from deeds where key = ?", (key,)).fetchone():
                raise KeyReused("This key has already done something else.")
            if (plan := planned()) is None:
                raise ShopRefused(f"There is no customer {wanted.customer!r}.")
            payback = _agreed(key, wanted, plan, _paybacks(connection, wanted.customer), now)
            answer = _answer(payback)
            _insert(connection, wanted, payback, answer)
        return answer


def _agreed(
    key: str, wanted: PayBack, plan: PlannedAccount, ledger: dict[str, tuple[Payback, ...]], now: datetime
) -> Payback:
    account = account_as_of(plan, ledger, now, promised=True)
    if account.customer.at_risk:
        raise ShopRefused("The account is held while it shows signs of being taken over.")
    order = next((order for order in account.orders if order.number == wanted.order), None)
    if order is None:
        raise ShopRefused(f"{wanted.customer} has no order {wanted.order}.")
    seeded = next(one.paybacks for one in plan.orders if one.order.number == wanted.order)
    alive = {refund.key for refund in order.refunds if refund.state != "failed"}
    before = [payback for payback in (*seeded, *ledger.get(wanted.order, ())) if payback.key in alive]
    credit = wanted.to == "store credit"
    return Payback(
        key=key,
        amount=wanted.amount,
        to="store credit" if credit else order.paid_with,
        asked=now,
        sent=now + _SENT_AFTER,
        arrives=now + (_SENT_AFTER if credit else _ARRIVES_AFTER),
        expected=now + (_SENT_AFTER if credit else _PROMISED_WITHIN),
        portions=portions(order, left_of(account, order), before, wanted),
        reason=wanted.reason,
        parcel=wanted.parcel,
    )


def _answer(payback: Payback) -> str:
    by = f", there by {payback.expected:%Y-%m-%d}" if payback.expected else ""
    return f"{shown(payback.amount)} to {payback.to}{by}"


def _same(before: sqlite3.Row, wanted: PayBack) -> str:
    if before["request"] != dump(wanted):
        raise KeyReused("This key has already paid for something else.")
    return str(before["answer"])


def _insert(connection: sqlite3.Connection, wanted: PayBack, payback: Payback, answer: str) -> None:
    row = {
        "key": payback.key,
        "kind": wanted.kind,
        "customer": wanted.customer,
        "order": wanted.order,
        "amount": str(payback.amount.amount),
        "currency": payback.amount.currency,
        "at": micros(payback.asked),
        "request": dump(wanted),
        "answer": answer,
        "entry": dump(payback),
    }
    connection.execute(
        'insert into ledger (key, kind, customer, "order", amount, currency, at, request, answer, entry)'
        " values (:key, :kind, :customer, :order, :amount, :currency, :at, :request, :answer, :entry)",
        row,
    )


def _paybacks(connection: sqlite3.Connection, customer: str) -> dict[str, tuple[Payback, ...]]:
    found: defaultdict[str, tuple[Payback, ...]] = defaultdict(tuple)
    for row in connection.execute('select "order", entry from ledger where customer = ? order by number', (customer,)):
        found[row["order"]] += (load(Payback, row["entry"]),)
    return dict(found)


def _ledger_row(row: sqlite3.Row) -> LedgerRow:
    payback = load(Payback, row["entry"])
    return LedgerRow(
        key=payback.key,
        kind=row["kind"],
        order=row["order"],
        amount=payback.amount.amount,
        currency=payback.amount.currency,
        at=moment(row["at"]),
        customer=row["customer"],
        to=payback.to,
    )
