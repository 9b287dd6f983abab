"""A real shop behind our own small API: docs/shop-api.md says how to implement it."""

from adapters.shop.http.client import HttpShop
from adapters.shop.http.line import Line, Signer
from adapters.shop.http.server import ShopServer

__all__ = ["HttpShop", "Line", "ShopServer", "Signer"]
