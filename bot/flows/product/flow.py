"""Which product is meant, and whether its page can answer."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.content import Choice, Reply
from bot.facts import Facts
from bot.flow import Flow, Given, Outcome, View, slot
from bot.flows.product import answering, fitting
from bot.flows.product.asking import FACTS, IN_A_KIND, SELL, aspect, goes_on, options_asked
from bot.flows.product.sought import sought
from bot.product import Product
from bot.slots.naming import priced, rank_in
from bot.slots.products import SHOWN, meant, names_goods, telling

POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|that one|this one|those|the same)\b|^\W*(?:and|what about|how about)\b", re.I
)
"""Words that speak of what was asked about just before."""
ELSEWHERE = "elsewhere"


def _words(view: View) -> str:
    return view.extras.get("words", "")


def _candidates(view: View) -> tuple[Product, ...]:
    """What may be meant by the first words; what they own comes before what they do not."""
    words, products = _words(view), view.facts.products
    found = meant(words, products)
    found = found or _another_one(words, view)
    if not found and (POINTS_BACK.search(words) or asks_on(words, view.facts)):
        found = _before(view.facts)
    mine = fitting.owned(view, found) if re.search(r"\bmy\b", words, re.I) else ()
    # "The mug in blue": of several, only those that there are in blue.
    return mine or tuple(p for p in found if options_asked(words, p)) or found


THE_ONE = re.compile(r"\bones?\b", re.I)


def _another_one(words: str, view: View) -> tuple[Product, ...]:
    """ "And the gooseneck one": of the same kind as what was asked about before, by a word of its own name."""
    before = _before(view.facts)
    if len(before) != 1 or not THE_ONE.search(words):
        return ()
    own = telling(words) - telling(before[0].title)
    alike = (p for p in view.facts.products if p != before[0] and telling(p.title) & telling(before[0].title))
    return tuple(p for p in alike if own & telling(p.title))


def _open(view: View) -> tuple[Product, ...]:
    """What it may be, of all that the catalogue found."""
    return _candidates(view) or view.facts.products


def _read(given: Given, view: View) -> Product | None:
    """The one that is named, of those that were offered."""
    if not given.asked:
        return None
    offered = _open(view)
    best = meant(given.text, offered)
    # "The 28 one": a word that only one of them has will do.
    alone = [p for p in offered if any(word in p.title.casefold() for word in given.text.casefold().split())]
    if len(best) == 1 or len(alone) == 1:
        return best[0] if len(best) == 1 else alone[0]
    rank = rank_in(given.text)
    placed = offered[rank] if rank is not None and rank < len(offered[:SHOWN]) else None
    return placed or priced(given.text, offered, lambda product: product.price.amount)


def _only_one(view: View) -> Product | None:
    found = _candidates(view)
    return found[0] if len(found) == 1 else None


def _choices(view: View) -> tuple[Choice, ...]:
    return tuple(Choice(product.title, product.id) for product in _open(view)[:SHOWN])


def _kept(kept: str, view: View) -> Product | None:
    return next((product for product in view.facts.products if product.id == kept), None)


@dataclass(frozen=True)
class AboutProduct(Flow):
    """The product; what is asked of it stands in the first words."""

    name: ClassVar[str] = "product"
    private: ClassVar[bool] = False

    which: Product = slot(
        ask=lambda view: view.words.say("product.which" if _choices(view) else "detail.which_product"),
        read=_read,
        keep=lambda product: product.id,
        take=lambda kept, view: kept if isinstance(kept, Product) else _kept(kept, view),
        choices=_choices,
        default=_only_one,
        miss=lambda given, view: view.words.say("product.several") if len(meant(given.text, _open(view))) > 1 else "",
    )

    @classmethod
    def stop(cls, view: View) -> Outcome | None:
        """What no product, or any of several, can answer needs no product."""
        if view.known or "which" in view.answers:
            return None
        words, found = _words(view), _candidates(view)
        if not found:
            return _nothing_like_it(view)
        if said := fitting.fit(words, view):
            return answering.told(said, found[0], view, "fit")
        if looked := _looked_for(words, found, view):
            return looked
        several = len(found) > 1
        answerable = [p for p in found if aspect(words, p)]
        if not answerable or (several and view.extras.get("answer")):
            return Outcome(then=ELSEWHERE, rule="the catalogue does not say")
        return None

    def settle(self, view: View) -> Outcome:
        asked = aspect(_words(view), self.which)
        if not asked and "which" in view.answers:  # nobody asks them once more what it is about
            said = view.words.say("product.not_said", item=self.which.title)
            return Outcome((Reply(said),), offers_person=True, rule="its page does not say")
        if not asked:
            return Outcome(then=ELSEWHERE, rule="the catalogue does not say")
        said = answering.answer(asked, _words(view), self.which, view)
        return answering.told(said, self.which, view, asked)


def _looked_for(words: str, found: tuple[Product, ...], view: View) -> Outcome | None:
    """What is asked for by a name that none of these has, or that several have; None where it is one of them."""
    what = sought(words)
    if what is None:
        return None
    alike = tuple(product for product in found if not what.is_not(product))
    if not alike:
        return _not_there(view)
    if all(what.is_another(product) for product in alike):
        there = tuple(product for product in alike if product.stock)[:SHOWN]
        if len(there) > 1:
            return answering.all_told(there, view, instead_of=what.text)
        return answering.told(answering.nearest(what.text, alike[0], view), alike[0], view, "stock")
    those = tuple(product for product in alike if product.stock and not what.is_another(product))
    return answering.all_told(those[:SHOWN], view) if what.only and len(those) > 1 else None


SELLS_IT = re.compile(
    r"\b(?:sell|stock|carry|have) (?:it|them|those|these)(?: (?:still|any ?more|too|please))*\W*$", re.I
)


def _nothing_like_it(view: View) -> Outcome | None:
    """Whether we sell something is a question with an answer, as long as the catalogue could be asked."""
    if of_a_kind(_words(view)):
        return Outcome((Reply(view.words.say("product.name_it")),), rule="a size or a colour of nothing named")
    if SELL.search(_words(view)) and SELLS_IT.search(_words(view)):
        return Outcome((Reply(view.words.say("product.which_thing")),), rule="whether we sell what is not named")
    if view.facts.catalogue and SELL.search(_words(view)) and not view.extras.get("answer"):
        return _not_there(view)
    if asks_of_it(_words(view)) and not view.extras.get("answer"):
        return None  # it is asked for
    return Outcome(then=ELSEWHERE, rule="no product was named")


def _not_there(view: View) -> Outcome:
    return Outcome((Reply(view.words.say("product.none")),), offers_person=True, rule="not in the catalogue")


def _before(facts: Facts) -> tuple[Product, ...]:
    """What was asked about just before."""
    return meant(facts.product_before, facts.products) if facts.product_before else ()


def asks_on(words: str, facts: Facts) -> bool:
    """Whether these words go on about what was asked about just before: "size 43?", "in blue", "how much"."""
    before = _before(facts)
    return len(before) == 1 and not meant(words, facts.products) and goes_on(words, before[0])


INTO = re.compile(r"\b(?:in|into|on|under) (?:the|a|an|my) \w+", re.I)
"""Where a thing is put, and not which: "can it go in the dishwasher"."""


def asks_of_it(words: str) -> bool:
    """Whether it is asked how a thing is, and not a word says which: "is it waterproof"."""
    points = POINTS_BACK.search(words) is not None and not names_goods(INTO.sub("", words))
    return points and any(asked.search(words) for asked, _ in FACTS)


def of_a_kind(words: str) -> bool:
    """Whether these words ask what there is in a size or a colour."""
    return SELL.search(words) is not None and IN_A_KIND.search(words) is not None


def answers(words: str, products: tuple[Product, ...]) -> bool:
    """Whether the catalogue has an answer to just these words."""
    return fitting.asked(words, products) or any(aspect(words, product) for product in meant(words, products))
