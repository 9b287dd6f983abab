"""A product's page, as far as it was asked for, in sentences."""

from bot.content import Choice, Reply
from bot.flow import Outcome, View
from bot.flows.product.asking import Aspect, facts_asked, not_made, options_asked
from bot.product import Option, Product
from bot.text import escape
from bot.wording import Markup, quoted

FEW = 5
"""From this number down it is said how many are left."""
FIRST_FACTS = 4


def told(said: Markup, product: Product, view: View, asked: Aspect) -> Outcome:
    """The sentences, with the way to the page."""
    offers = (Choice(view.words.say("product.link"), f"see:{product.id}", link=product.link),) if product.link else ()
    rule = f"product: {asked} from the catalogue"
    return Outcome((Reply(said, offers=offers),), about=product.title, tried=f"product → {product.title}", rule=rule)


def nearest(thing: str, product: Product, view: View) -> Markup:
    """That there is no such thing, and what comes nearest to it."""
    said = view.words.say("product.nearest", thing=quoted(thing), item=product.title)
    return _joined(said, _stock(product, view), _choice(product, view) if product.stock else Markup(""))


def all_told(products: tuple[Product, ...], view: View, instead_of: str = "") -> Outcome:
    """That there are these, with the way to the page of each; or that they are like a thing that there is not."""
    items = view.words.several(tuple(p.title for p in products))
    say = view.words.say
    said = (
        say("product.like_it", thing=instead_of, items=items) if instead_of else say("product.have_these", items=items)
    )
    offers = tuple(Choice(p.title, f"see:{p.id}", link=p.link) for p in products if p.link)
    tried = f"product → {', '.join(p.title for p in products)}"
    return Outcome((Reply(said, offers=offers),), tried=tried, rule="product: several from the catalogue")


def answer(asked: Aspect, words: str, product: Product, view: View) -> Markup:
    if value := not_made(words, product):
        no = view.words.say("product.not_made", item=product.title, value=value)
        return _joined(no, _choice(product, view) if product.stock else Markup(""))
    match asked:
        case "price":
            return _joined(_price(product, view), _stock(product, view))
        case "option":
            return _options(words, product, view)
        case "stock":
            return _joined(_have(product, view), _choice(product, view) if product.stock else Markup(""))
        case "fact":
            return _facts(facts_asked(words, product), product, view)
        case _:
            first = tuple(product.facts.items())[:FIRST_FACTS]
            said = _joined(_price(product, view), _stock(product, view), _choice(product, view))
            return Markup("\n\n".join(filter(None, (said, _facts(first, product, view)))))


def _joined(*sentences: Markup) -> Markup:
    return Markup(" ".join(filter(None, sentences)))


def _price(product: Product, view: View) -> Markup:
    """In the money they have paid with before."""
    currency = view.facts.orders[0].total.currency if view.facts.orders else product.price.currency
    return view.words.say("product.price", item=product.title, price=product.price_in(currency))


def _stock(product: Product, view: View) -> Markup:
    say = view.words.say
    if product.stock > FEW:
        return say("product.in_stock")
    if product.stock:
        return say("product.few", count=product.stock)
    return say("product.back", day=product.back) if product.back else say("product.sold_out")


def _have(product: Product, view: View) -> Markup:
    say = view.words.say
    if product.stock > FEW:
        return say("product.have", item=product.title)
    if product.stock:
        return say("product.have_few", item=product.title, count=product.stock)
    if product.back:
        return say("product.have_soon", item=product.title, day=product.back)
    return say("product.have_not", item=product.title)


def _choice(product: Product, view: View, *, alone: bool = False) -> Markup:
    """All it can be had in, and what of that is sold out."""
    if not product.options:
        return Markup("")
    kinds = dict.fromkeys(option.kind for option in product.options)
    there = "; ".join(_values([o for o in product.options if o.kind == kind and o.in_stock], view) for kind in kinds)
    gone = [o for o in product.options if not o.in_stock]
    say, values = view.words.say, Markup(there)
    said = say("product.these", item=product.title, values=values) if alone else say("product.options", values=values)
    return _joined(said, view.words.say("product.gone", values=_values(gone, view)) if gone else Markup(""))


def _values(options: list[Option], view: View) -> Markup:
    return view.words.several(tuple(o.value for o in options))


def _options(words: str, product: Product, view: View) -> Markup:
    named = options_asked(words, product)
    if not named and not product.options:
        return view.words.say("product.one_kind", item=product.title)
    if not named:
        return _joined(_choice(product, view, alone=True), _comes_up(product, view))
    here = [o for o in named if o.in_stock and product.stock]
    gone = [o for o in named if o not in here]
    yes = view.words.say("product.has", item=product.title, values=_values(here, view)) if here else Markup("")
    no = view.words.say("product.has_not", item=product.title, values=_values(gone, view)) if gone else Markup("")
    return _joined(yes, no)


def _comes_up(product: Product, view: View) -> Markup:
    return _facts(tuple((n, v) for n, v in product.facts.items() if n == "how they come up"), product, view)


def _facts(facts: tuple[tuple[str, str], ...], product: Product, view: View) -> Markup:
    if not facts:
        return Markup("")
    if len(facts) == 1:
        return view.words.say("product.fact", item=product.title, name=facts[0][0], value=facts[0][1])
    lines = "\n".join(f"- {escape(name)}: {escape(value)}" for name, value in facts)
    return Markup(f"{view.words.say('product.facts', item=product.title)}\n\n{lines}")
