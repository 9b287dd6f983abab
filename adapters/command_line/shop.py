"""`baton shop`: the sample shop's customers, orders and ledger."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from adapters.command_line.opening import sample_shop, settings_or_stop
from adapters.shop.sample import Owner
from adapters.shop.sample.listing import customer_json, ledger_json, order_json

SHOWN = {
    "customers": ("id", "name", "email", "story"),
    "orders": ("number", "customer", "status", "amount", "currency", "title"),
    "ledger": ("at", "kind", "customer", "order", "amount", "currency", "key"),
}


def shop(what: Literal["customers", "orders", "ledger"], *, as_json: bool) -> None:
    """An array for programs, a table for people."""
    found = _found(Owner(*sample_shop(settings_or_stop())), what)
    print(json.dumps(found, ensure_ascii=False, indent=2) if as_json else _table(found, SHOWN[what]))


def _found(owner: Owner, what: Literal["customers", "orders", "ledger"]) -> list[Mapping[str, Any]]:
    match what:
        case "customers":
            return [customer_json(customer) for customer in owner.customers()]
        case "orders":
            return [order_json(customer, order) for customer, order in owner.orders()]
        case "ledger":
            return [ledger_json(row) for row in owner.ledger()]


def _table(rows: Sequence[Mapping[str, Any]], columns: tuple[str, ...]) -> str:
    cells = [columns, *(tuple(str(row[column]) for column in columns) for row in rows)]
    widths = [max(len(line[n]) for line in cells) for n in range(len(columns))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells)
    return "\n".join(lines) if rows else "Nothing yet."
