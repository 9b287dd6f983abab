"""The thing that somebody looks for in the shop, as they call it: a prayer mat is no yoga mat, though it is a mat."""

import re
from dataclasses import dataclass
from typing import Final

from bot.flows.product.asking import SELL
from bot.hearing.kinds import KINDS
from bot.product import Product
from bot.slots.naming import THING
from bot.slots.products import telling, tokens

_AFTER: Final = re.compile(
    rf"(?:{SELL.pattern})(?: (?:any|an?|the|some|your|more|other|these|those|such|please))*"
    r"(?P<what>(?: [^\W\d_][\w'-]*){1,5})(?P<rest>[^\w]*(?:please|pls|thanks|there|guys|mate)?\W*$)?",
    re.I,
)
_ENDS: Final = frozenset(
    """
    in for with on at to of that which and or but please pls available still back left now come comes made from under by
    like as than so there if when where this is are at
    """.split()
)
"""What the thing is called ends before these."""
_DESCRIBING: Final = frozenset(KINDS[word] for word in ("big", "new", "good", "same", "all"))
"""The kinds of words that say what something is like, and not which thing it is."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is asked for, and whether the message asks for nothing more than whether it is there."""

    words: tuple[str, ...]
    only: bool

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def is_not(self, product: Product) -> bool:
        """Whether its very noun is no word of the product's names."""
        return tokens(self.words[-1])[-1:] != () and not set(tokens(self.words[-1])) & _names(product)

    def is_another(self, product: Product) -> bool:
        """Whether a word says that it is another kind of the same: "prayer" of a mat for yoga, "red" of a blue one."""
        made = _names(product) | telling(" ".join(option.value for option in product.options))
        before = [word for word in self.words[:-1] if not set(tokens(word)) & made]
        return any(KINDS.get(word.casefold(), 0) not in _DESCRIBING for word in before)


def sought(words: str) -> Sought | None:
    """The thing, where it is one that can be bought; None where nothing is asked for by a name of that kind."""
    found = _AFTER.search(words)
    if found is None:
        return None
    every = found["what"].split()
    end = next((n for n, word in enumerate(every) if word.casefold() in _ENDS), len(every))
    what = tuple(every[:end])
    if not what or KINDS.get(what[-1].casefold().removesuffix("'s"), 0) != THING:
        return None
    return Sought(what, only=found["rest"] is not None and set(every[end:]) <= {"please", "pls"})


def _names(product: Product) -> frozenset[str]:
    return telling(" ".join((product.title, *product.called)))
