"""The words by which the shop's own pages are looked up: a press by its label, a wish behind what is wanted no more."""

from bot.anew import replace
from bot.events import Inbound, Press
from bot.hearing import Heard, hear
from bot.knowledge import going_on
from bot.memory import Conversation
from bot.standing import DeskView
from bot.turns import asked_of_security
from bot.turns.context import calling, money, on_its_way, plans, sold, wishes

UNWRITTEN = frozenset(
    "order_status delivery_late refund_request refund_status human_agent phone_call security_fraud "
    "greeting thanks goodbye affirm deny provide_info".split()
)
"""Intents that no written answer is ever shown for: looking for one would be the dearest step of the turn."""
FAQ = (("faq", 1.0),)


def words(event: Inbound, heard: Heard | None, now: Conversation, view: DeskView, *, stranger: bool) -> Heard | None:
    """What to look for; None for a press on what has no words."""
    if isinstance(event.body, Press):
        label = {**now.choices, **now.offers}.get(event.body.value, "")
        heard = hear(label) if label else None
    elif heard:
        heard = _meant(heard, view)
    if heard and stranger and (general := going_on.of_nobodys(heard.text, heard.intent)):
        return replace(hear(general), intents=FAQ)
    return heard


def _meant(heard: Heard, view: DeskView) -> Heard:
    """What somebody asks of us in their own words, put as the pages have it."""
    text = heard.text
    if rest := wishes.behind(text):
        return hear(rest)  # nobody asks what is written on what they no longer want
    if plans.of_an_account(heard):
        return hear(plans.CLOSED)
    if sold.price_fell(text):
        return replace(hear(sold.FELL), intents=(("payment_promo", 1.0),))
    if view.case and view.case.department == "security" and asked_of_security.WHO_PAYS.search(text):
        return replace(hear(asked_of_security.NOT_THEIR_ORDER), intents=FAQ)
    if heard.intent == "phone_call" and calling.asks_ours(text):
        return replace(hear(calling.OUR_NUMBER), intents=FAQ)  # however long their story is
    if heard.intent == "phone_call" and calling.OF_THE_SERVICE.search(text):
        return replace(heard, intents=(("faq", heard.intents[0][1]),))
    if on_its_way.IF_NOT.fullmatch(text.replace("’", "'")):
        return hear(on_its_way.IF_LATE)  # whatever of theirs they name
    return heard


def is_unwritten(heard: Heard) -> bool:
    """Whether no page is for it, unless something is asked in general, whatever of their own it sounds like."""
    return heard.intent in UNWRITTEN and not _in_general(heard)


def _in_general(heard: Heard) -> bool:
    supposed = money.IN_GENERAL.search(heard.text) or going_on.IF_NOT.fullmatch(heard.text)
    writes = heard.intent == "human_agent" and going_on.IN_WRITING.search(heard.text)
    sent = going_on.TO_A_PLACE.search(heard.text) or going_on.GUARANTEE_CARD.search(heard.text)
    return bool(supposed or writes or sent) or going_on.which_days(heard.text)
