"""Effects as they are asked of a shop, and read by one."""

import json
from dataclasses import fields
from decimal import Decimal
from typing import Any, get_args

from adapters.shop.http.lies import Unusable
from adapters.shop.http.shapes import Done
from bot.codec import dump, load
from bot.effects import Credit, Effect, PayBack, PayBackCharge, ShopEffect

KINDS = frozenset(str(part.default) for kind in get_args(ShopEffect) for part in fields(kind) if part.name == "kind")


def asked(effect: ShopEffect) -> bytes:
    """The body of the request."""
    given: dict[str, Any] = json.loads(dump(effect, Effect))
    if isinstance(effect, PayBack):
        given["items"] = [{"item": item, "quantity": quantity} for item, quantity in effect.items]
    return json.dumps(given, separators=(",", ":")).encode()


def wanted(kind: str, body: bytes) -> ShopEffect:
    """The other way round; raises ValueError for what is no effect of this kind."""
    try:
        given = json.loads(body)
        fits = given["kind"] == kind
        if kind == "pay_back":
            given["items"] = [(part["item"], part["quantity"]) for part in given["items"]]
        effect: ShopEffect = load(Effect, json.dumps(given))
    except (TypeError, KeyError, ValueError, RecursionError):
        raise ValueError(f"The body is not a {kind}.") from None
    if not fits:
        raise ValueError("The kind in the body is not the one in the path.")
    return effect


def agrees(effect: ShopEffect, done: Done) -> None:
    """Whether what was paid is what was asked for; raises Unusable."""
    if not isinstance(effect, PayBack | PayBackCharge | Credit):
        return
    if done.amount is None:
        raise Unusable("it does not say how much was paid")
    if (Decimal(done.amount.amount), done.amount.currency) != (effect.amount.amount, effect.amount.currency):
        raise Unusable("another sum was paid than the one asked for")
