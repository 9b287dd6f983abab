"""Which product is meant: by the words of its name, the noun above all."""

import re

from bot.hearing.kinds import KINDS
from bot.product import Product
from bot.slots.naming import THING

_TOKEN = re.compile(r"[^\W_]+")
DULL = frozenset(
    """
    a an and any are at be by can cm do does for from g have i in is it kg l me ml mm my of on one or set some that the
    there this to two what which with you your please piece pieces
    """.split()
)
SHOWN = 5
"""Products that are offered to choose from."""


def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, small and without a plural's s."""
    found = _TOKEN.findall(text.casefold().replace("'s", ""))
    return tuple(w if w.isdigit() or len(w) < 4 else w.removesuffix("s") for w in found)


def telling(text: str) -> frozenset[str]:
    return frozenset(tokens(text)) - DULL


def of_another(words: str, things: tuple[str, ...], named: tuple[Product, ...] = ()) -> bool:
    """Whether these words name something to buy, ours or not, and none of the things that a page is about."""
    own = telling(" ".join(things))
    ours = any(own & telling(" ".join((product.title, *product.called))) for product in named)
    return bool(own) and not ours and (bool(named) or names_goods(words)) and not own & telling(words)


def names_goods(words: str) -> bool:
    """Whether something to buy is named, ours or not."""
    return any(THING in (KINDS.get(word), KINDS.get(f"{word}s")) for word in telling(words))


def likeness(words: str, product: Product) -> int:
    """How many words of its name are among these; none unless its noun is, or two others."""
    said = telling(words)
    names = (product.title, *product.called)
    shared = said & telling(" ".join(names))
    nouns = {noun for name in names if (noun := _noun(name)) not in DULL}
    # "The watering can": a noun that is a small word elsewhere counts beside the word before it.
    whole = f" {' '.join(tokens(words))} "
    pairs = [pair for name in names if len(pair := _head(name)[-2:]) == 2]
    phrase = any(f" {' '.join(pair)} " in whole for pair in pairs)
    if not (shared & nouns or phrase or len(shared) > 1):
        return 0
    return len(shared) + phrase + _beside(tokens(words), nouns, shared)


def _beside(words: tuple[str, ...], nouns: set[str], shared: frozenset[str]) -> int:
    """Numbers of its name that stand beside its noun: of "the 28 cm lid on the 24 pan" each has its own."""
    at = [n for n, word in enumerate(words) if word in nouns]
    near = {words[n] for m in at for n in range(max(0, m - 2), min(len(words), m + 3))}
    return sum(word.isdigit() for word in near & shared)


def _head(name: str) -> tuple[str, ...]:
    """The name without what follows a comma: "Emberly iron pan"."""
    return tokens(name.split(",")[0])


def _noun(name: str) -> str:
    head = _head(name)
    return head[-1] if head else ""


def named(words: str, products: tuple[Product, ...]) -> tuple[Product, ...]:
    """All products that are named in some way, those named best first."""
    scored = [(likeness(words, product), product) for product in products]
    return tuple(p for score, p in sorted(scored, key=lambda pair: -pair[0]) if score)


def meant(words: str, products: tuple[Product, ...]) -> tuple[Product, ...]:
    """Those named best: one if it is clear, several if it may be any of them."""
    found = named(words, products)
    best = likeness(words, found[0]) if found else 0
    return tuple(p for p in found if likeness(words, p) == best)
