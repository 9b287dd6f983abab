"""A page of some things alone says nothing of others: whoever asks of another thing, or of none, is not given it."""

from bot.flows.product import asks_of_it
from bot.hearing import Heard
from bot.knowledge import Answer
from bot.memory import Conversation
from bot.product import Product
from bot.slots import products as catalogue
from bot.turns.context.reading import PRODUCT


def asked_of(
    found: tuple[Answer, ...], heard: Heard | None, products: tuple[Product, ...], now: Conversation
) -> tuple[Answer, ...]:
    """Those that may be about what is asked; one that they are reading stays, whatever is said of it."""
    if heard is None or heard.intent != PRODUCT:
        return found
    reading = now.errand.extras.get("answer", "") if now.errand else ""
    named = catalogue.meant(heard.text, products)
    nameless = asks_of_it(heard.text)

    def fits(page: Answer) -> bool:
        of_others = nameless or catalogue.of_another(heard.text, page.things, named)
        return page.id == reading or not page.things or not of_others

    return tuple(filter(fits, found))
