"""What fits what: said only where the catalogue names both."""

import re

from bot.flow import View
from bot.flows.product.asking import FIT, FOR_MINE
from bot.product import Product
from bot.slots.products import meant, named
from bot.text import escape
from bot.wording import Markup

WHAT_FITS = re.compile(r"\b(?:what|which|anything|something|accessor(?:y|ies)|spares?|extras?)\b", re.I)
MOST = 3


def owned(view: View, products: tuple[Product, ...]) -> tuple[Product, ...]:
    """Those of these that the customer has ordered."""
    titles = {item.title.casefold() for order in view.facts.orders for item in order.items}
    return tuple(p for p in products if any(title.startswith(p.title.casefold()) for title in titles))


def fit(words: str, view: View) -> Markup | None:
    """An answer to "does this fit that"; None if that is not the question, or nothing is known of it."""
    asked, known = FIT.search(words), named(words, view.facts.products)
    parts = meant(words, tuple(p for p in known if p.fits))
    hosts = _hosts(words, view, tuple(p for p in known if not p.fits or p not in parts))
    if parts and (asked or (FOR_MINE.search(words) and hosts)):
        right = tuple(p for p in parts if any(host.id in p.fits for host in hosts))
        return Markup(" ".join(_said(part, hosts, view) for part in (right or parts)[:MOST]))
    if hosts and not parts and asked and WHAT_FITS.search(words):
        return _what_fits(hosts, view)
    return None


def asked(words: str, products: tuple[Product, ...]) -> bool:
    """Whether this asks what fits, and of something that fits or is fitted."""
    known = named(words, products)
    parts, hosts = any(p.fits for p in known), {p.id for p in known if not p.fits}
    return bool(FIT.search(words)) and (
        parts or (bool(WHAT_FITS.search(words)) and any(hosts & {*p.fits} for p in products))
    )


def _hosts(words: str, view: View, known: tuple[Product, ...]) -> tuple[Product, ...]:
    """What it should fit: their own, where they say "my" and have one."""
    found = meant(words, known)
    mine = owned(view, found) if re.search(r"\bmy\b", words, re.I) else ()
    return mine or found


def _said(part: Product, hosts: tuple[Product, ...], view: View) -> Markup:
    fits = tuple(host for host in hosts if host.id in part.fits)
    if fits:
        return view.words.say("product.fits", item=part.title, others=_list(fits, view))
    every = tuple(p for p in view.facts.products if p.id in part.fits)
    key = "product.fits_not" if hosts else "product.fits"
    return view.words.say(key, item=part.title, others=_list(every, view))


def _what_fits(hosts: tuple[Product, ...], view: View) -> Markup | None:
    parts = tuple(p for p in view.facts.products if any(host.id in p.fits for host in hosts))
    if not parts:
        return None
    return view.words.say("product.belongs", item=_list(hosts, view), others=_list(parts, view))


def _list(products: tuple[Product, ...], view: View) -> Markup:
    return view.words.several(tuple(p.title for p in products)) if products else Markup(escape("-"))
