"""A shop's answers as the bot's nouns; what cannot be used is Unusable, and says where."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from pydantic import ValidationError

from adapters.shop.http.lies import Unusable, check, check_products
from adapters.shop.http.shapes import AccountPage, CustomerShape, Done, ProductsPage, Shape
from bot.codec import load
from bot.events import File
from bot.product import Product
from bot.shop import Account, Customer, Parcel

S = TypeVar("S", bound=Shape)
MISSED = timedelta(days=45)
"""How long after its delivery a parcel may still be said not to have come."""
PHOTOS = 6
Json = dict[str, Any]


def shaped(shape: type[S], body: bytes) -> S:
    """The answer in its shape; raises Unusable."""
    try:
        return shape.model_validate_json(body)
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False, include_context=False)[0]
        where = ".".join(str(part)[:40] for part in first["loc"][:8])
        raise Unusable(f"{where or 'the answer'}: {first['msg'][:200]}") from None


def page_of(asked: str, body: bytes) -> AccountPage:
    """One page, of the customer that was asked for."""
    page = shaped(AccountPage, body)
    if page.customer.id != asked:
        raise Unusable("it is the account of another customer than the one asked for")
    return page


def files_in(pages: Sequence[AccountPage], now: datetime) -> tuple[tuple[str, ...], Mapping[str, str]]:
    """The ids of the photos, and of the labels with what each is to be called, as far as anybody may ask for them.

    Photos of the newest few deliveries, because what is older nobody misses any more; labels that still can be used.
    """
    orders = [order for page in pages for order in page.orders]
    proofs = [p.proof for order in orders for p in order.parcels if p.proof and p.proof.photo]
    lately = sorted((p for p in proofs if now - p.at < MISSED), key=lambda p: p.at, reverse=True)
    backs = [back for order in orders for back in order.returns if back.label and back.state == "open"]
    return tuple({p.photo: None for p in lately[:PHOTOS]}), {b.label: f"return-{b.tracking}" for b in backs}


def account_of(pages: Sequence[AccountPage], files: Mapping[str, File], now: datetime) -> Account:
    """All pages as one account, with the files that could be had; raises Unusable for what cannot be true."""
    told = [page.model_dump(mode="json") for page in pages]
    account = load(
        Account,
        json.dumps(
            {
                "customer": told[0]["customer"],
                "orders": [_order(order, files) for page in told for order in page["orders"]],
                "charges": [charge for page in told for charge in page["charges"]],
                "subscriptions": [one for page in told for one in page["subscriptions"]],
            }
        ),
    )
    orders = [replace(order, parcels=tuple(map(_in_time, order.parcels))) for order in account.orders]
    account = replace(account, orders=tuple(orders))
    check(account, now)
    return account


def _order(order: Json, files: Mapping[str, File]) -> Json:
    for parcel in order["parcels"]:
        if parcel["proof"] and parcel["proof"]["photo"]:
            photo = files.get(parcel["proof"]["photo"])
            parcel["proof"]["photo"] = photo.ref if photo else ""
    for back in order["returns"]:
        back["received"] = [(one["item"], one["quantity"]) for one in back["received"]]
        label = files.get(back["label"])
        back["label"] = label and {
            "ref": label.ref,
            "name": label.name,
            "media_type": label.media_type,
            "size": label.size,
        }
    return order


def _in_time(parcel: Parcel) -> Parcel:
    """Its scans, oldest first, in whichever order they were told."""
    return replace(parcel, scans=tuple(sorted(parcel.scans, key=lambda scan: scan.at)))


def customer_of(address: str, body: bytes) -> Customer:
    """The one with this address, and nobody else: whoever reads the mail sees the account."""
    shape = shaped(CustomerShape, body)
    if shape.email.strip().casefold() != address.strip().casefold():
        raise Unusable("it is a customer with another address than the one asked for")
    return load(Customer, shape.model_dump_json())


def products_of(body: bytes) -> tuple[Product, ...]:
    """What was found, each once; raises Unusable for a price that cannot be paid."""
    shapes = {shape.id: shape for shape in shaped(ProductsPage, body).products}
    products = tuple(load(Product, shape.model_dump_json()) for shape in shapes.values())
    check_products(products)
    return products


def done_of(key: str, body: bytes) -> Done:
    """The answer to a deed, if it is the one to ours."""
    done = shaped(Done, body)
    if done.key != key:
        raise Unusable("it is the answer to another deed")
    return done
