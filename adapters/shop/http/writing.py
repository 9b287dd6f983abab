"""The bot's nouns as a shop tells them on the wire."""

import json
from typing import Any

from adapters.shop.http.shapes import AccountPage, CustomerShape, ProductsPage, Shape
from bot.codec import dump
from bot.effects import Credit, PayBack, PayBackCharge, ShopEffect
from bot.product import Product
from bot.shop import Account, Customer, Order

Json = dict[str, Any]


def customer_json(customer: Customer) -> Json:
    return _told(CustomerShape, _plain(customer))


def page_json(account: Account, cursor: str, most: int) -> Json:
    """At most so many orders, on from the cursor; what else there is stands on the first page.

    A cursor is the number of the last order that was told, so that a new one moves nothing. Raises ValueError.
    """
    first = [order.number for order in account.orders].index(cursor) + 1 if cursor else 0
    orders = account.orders[first : first + most]
    page: Json = {"customer": _plain(account.customer), "orders": [_order(order) for order in orders]}
    if not cursor:
        page["charges"] = [_plain(charge) for charge in account.charges]
        page["subscriptions"] = [_plain(one) for one in account.subscriptions]
    if first + most < len(account.orders):
        page["next"] = orders[-1].number
    return _told(AccountPage, page)


def products_json(products: tuple[Product, ...]) -> Json:
    return _told(ProductsPage, {"products": [_plain(product) for product in products]})


def done_json(key: str, effect: ShopEffect, detail: str) -> Json:
    """The answer to a deed, with the sum where money moved."""
    money = {"amount": _plain(effect.amount)} if isinstance(effect, PayBack | PayBackCharge | Credit) else {}
    return {"key": key, "detail": detail, **money}


def _order(order: Order) -> Json:
    told = _plain(order)
    for back in told["returns"]:
        back["received"] = [{"item": item, "quantity": quantity} for item, quantity in back["received"]]
        back["label"] = back["label"]["ref"] if back["label"] else ""
    return told


def _plain(value: object) -> Json:
    plain: Json = json.loads(dump(value))
    return plain


def _told(shape: type[Shape], plain: Json) -> Json:
    """What the shape has a name for, without what need not be said."""
    kept: Json = shape.model_validate_json(json.dumps(plain)).model_dump(mode="json", exclude_defaults=True)
    return kept
