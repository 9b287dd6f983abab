"""What is written and what is sold: questions that an article or a page of the catalogue is the answer to."""

import re

from bot.anew import replace
from bot.facts import Facts
from bot.flows.product import CANCELS_NOISE, SELL, WANTS_TO_BUY, answers, asks_on, of_a_kind
from bot.hearing import Heard, hear
from bot.knowledge import going_on
from bot.memory import Conversation
from bot.shop import Account
from bot.slots.products import of_another
from bot.turns.context.reading import PRODUCT, RETURNS, at_fault, half, likely, meant_as

CLOSE = 0.75
"""From this score a written answer tells what was meant, where the words alone did not."""
SAYS_WHAT = re.compile(r"^\W*(?:it|this|that)(?:'?s| is) (?:about|regarding|for|to do with|my|the)\b", re.I)
"""Says what something is about, and asks nothing."""
ASKED = re.compile(r"\?|^\W*(?:what|how|is|are|do|does|can|could|why|who|which|where|when)\b", re.I)
OFFERED = re.compile(
    r"\W*(?:do (?:you|u) (?:do|offer|have) )?"
    r"(?:weekend|saturday|sunday|express|(?:same|next)[- ]day|evening|overseas|international)"
    r" (?:delivery|deliveries|shipping|postage)\W*",
    re.I,
)
"""Asks whether there is such a thing; it has the words of a parcel, and is about nobody's."""
IN_WRITING = ("faq", PRODUCT, "payment_promo", "technical_issue", "account_access")
"""Intents that a written answer may be the whole reply to."""


PRICE_FELL = re.compile(
    r"\b(?:price\w*|cost)\b[^.?!]{0,30}\b(?:dropp?ed|drops|fell|fallen|falls|down|lower\w*|reduced|cheaper|cut)\b"
    r"|\b(?:it'?s|its|is|are|they'?re|got|became) (?:now |so |much |a lot |way |even |[$£€]?\d+ )*"
    r"(?:cheaper|reduced|discounted|on sale)\b(?! (?:elsewhere|at|on|with|in)\b)",
    re.I,
)
DIFFERENCE_BACK = re.compile(
    r"\b(?:difference|match\w*|adjust\w*|honou?r|(?:money|something|rest|extra|that much) back|overpaid)\b", re.I
)
PRICE_DIFFERENCE = re.compile(r"\bprice (?:difference|adjustment|match\w*)\b", re.I)
NO_FALL = re.compile(
    r"\b(?:exchang\w*|swap\w*|size|charged|twice|brok\w*|damag\w*|leak\w*|quality|return\w*|send)\b", re.I
)
FELL = "the price dropped after i bought it, do you pay back the difference"
"""What is looked up for it: their own words may be of a refund."""


def price_fell(text: str) -> bool:
    """Whether the difference is wanted to a price that fell after they bought: no thing shall go back for it."""
    text = text.replace("\u2019", "'")
    wants = PRICE_DIFFERENCE.search(text) or (PRICE_FELL.search(text) and DIFFERENCE_BACK.search(text))
    return bool(wants) and not NO_FALL.search(text)


def product_before(now: Conversation) -> str:
    """The title of what was asked about just before; where something of theirs is under way, "43" is its answer."""
    free = now.errand is None or now.errand.flow in ("product", "elsewhere")
    return now.about if now.topic == PRODUCT and free else ""


POINTS = re.compile(
    r"\b(?:is|are|was|were|does|do|can|has|will|how (?:heavy|big|long|wide|tall|much|do (?:i|you) (?:clean|wash)))"
    r" (?:you )?(?:still )?(?:sell |have )?(?:it|they|them)\b",
    re.I,
)
"""Asks of a thing by no name."""


def just_shown(now: Conversation, heard: Heard | None) -> str:
    """Our last words, where a product is asked after by no name, and those may hold it."""
    asks = heard is not None and (heard.intent == PRODUCT or CARE.search(heard.text)) and POINTS.search(heard.text)
    free = now.errand is None and not product_before(now)
    return " ".join(now.ours[-2:]) if asks and free else ""


def spoken_of(now: Conversation, heard: Heard | None, account: Account | None) -> str:
    """The product that was asked about just before; else the one thing of theirs that our last words name."""
    shown, orders = just_shown(now, heard), account.orders if account else ()
    # "Pinecroft teapot" of a "Pinecroft teapot, speckled": its kind is left out where only the order is told of.
    titles = {item.title for order in orders for item in order.items if item.title.partition(",")[0] in shown}
    return product_before(now) or (titles.pop() if len(titles) == 1 else "")


TOLD = ("delivery_not_received", "delivery_late", "delivery_problem", "item_problem", "order_status", RETURNS)
"""What a thing that is only supposed is taken for."""
WARRANTY = re.compile(
    r"\b(?:(?:is|are) there"
    r"|(?:does|do) (?:it|this|that|they|these|(?:the|my) [\w'-]+(?: [\w'-]+)?) (?:have|come with|include|carry"
    r"|still have)"
    r"|has (?:it|this|that) got|how long is)"
    r" (?:an?y? |the |your )?(?:\w+ )?(?:warranty|guarantee)(?: (?:period|last|on|for|of|with)\b[^.!?]{0,30})?\W*$",
    re.I,
)
"""Asks whether there is one, and tells of no fault."""


def of_the_warranty(heard: Heard, facts: Facts) -> Heard:
    """ "Is there a warranty on the kettle" asks what is written of it: nothing goes back for that, and a guarantee card
    that was lost is no parcel.
    """
    if going_on.GUARANTEE_CARD.search(heard.text) and facts.answers and not at_fault(heard.text):
        grave = tuple(pair for pair in heard.triggers if pair[0] not in TOLD_OF)
        return replace(meant_as("faq", heard), triggers=grave)
    asks = heard.intent in (RETURNS, PRODUCT) and WARRANTY.search(heard.text) and not at_fault(heard.text)
    return meant_as("faq", heard) if asks else heard


SUPPOSED = re.compile(
    r"^\W*(?:(?:hi|hello|hey|so|ok(?:ay)?|and|but|also|just wondering|question)\W+)*"
    r"(?:what (?:happens|would happen|do you do|will you do) (?:if|when)|what(?: do i do)? if"
    r"|how (?:many times|often) (?:can|may|could) (?:i|you|one|we) (?:claim|report|return|ask|refund|get))\b"
    r"(?![^?]*\b(?:has|have|had|hasn'?t|haven'?t|came|arrived|did|didn'?t|was|were|today|tomorrow|tonight|now|already)\b)",
    re.I,
)
"""Supposes something, and tells of nothing that has come to pass."""


TOLD_OF = frozenset({"not_received", "contest", "refund_overdue", "urgent_late", "urgency", "repeat", "frustration"})
"""What is only supposed has not happened; danger is met all the same."""


def supposed(heard: Heard, facts: Facts) -> Heard:
    """ "What happens if my parcel gets lost" tells of no lost parcel: what is written of it is asked for."""
    told = (heard.intent in TOLD or half(heard)) and SUPPOSED.match(heard.text) and facts.answers
    grave = tuple(pair for pair in heard.triggers if pair[0] not in TOLD_OF)
    return replace(meant_as("faq", heard), triggers=grave) if told else heard


def of_the_house(heard: Heard, facts: Facts) -> Heard:
    """ "Where are you based" is no small talk where that is written, nor "working days?" a look at theirs."""
    asks = heard.intent == "out_of_scope" and going_on.BASED.search(heard.text)
    counts = heard.intent == "refund_status" and going_on.which_days(heard.text)
    sent = heard.intent in ("order_status", "delivery_late") and going_on.TO_A_PLACE.search(heard.text)
    return meant_as("faq", heard) if (asks or counts or sent) and facts.answers and not heard.triggers else heard


CARE = re.compile(
    r"\bhow (?:do|can|should|would|to|shall|must|often)(?: (?:i|you|one|we|do|should|to|best))* (?:\w+ )?"
    r"(?:clean|wash|season|look after|care for|take care of|oil|descale|polish|store|get rid of|maintain)\b",
    re.I,
)
"""Asks how a thing is looked after; nothing need be wrong with it."""
CARED = ("item_problem", RETURNS, "technical_issue", "out_of_scope", "faq", PRODUCT)
WISHES = re.compile(
    r"\b(?:refund\w*|money back|return\w*|replac\w+|exchange|new one|another one|broken|crack\w*)\b", re.I
)
OF_IT = re.compile(r"\b(?:it|they|them)\b", re.I)
"""May speak of the thing they are at, whatever else is named: "i put it in the dishwasher"."""
NO_FAULT = re.compile(r"\bno fault\b", re.I)
CAME_SO = re.compile(r"\b(?:came|arrived|delivered|out of the box|brand new|unused|first time)\b", re.I)
"""It was so from the beginning: that is one, whatever a page says of use."""
LIKELY = 0.55


def cared_for(heard: Heard, _: Facts) -> Heard:
    """ "The pan I got, how do I season it" tells of no fault, and sends nothing back."""
    wrong = WISHES.search(heard.text) or at_fault(heard.text)
    asks = (half(heard) or heard.intent in CARED) and CARE.search(heard.text) and not wrong
    return meant_as(PRODUCT, heard) if asks and not heard.triggers else heard


def no_fault(heard: Heard, facts: Facts) -> Heard:
    """ "The pan is rusting", where a page says that this is none: it is told first."""
    page = facts.answers[0] if facts.answers else None
    if page is None or page.score < LIKELY or not NO_FAULT.search(page.text):
        return heard
    if of_another(heard.text, page.things) and not OF_IT.search(heard.text):
        return heard
    wishes = WISHES.search(heard.text) or CAME_SO.search(heard.text)
    told = heard.intent in ("item_problem", "technical_issue") and not heard.triggers
    return meant_as(PRODUCT, heard) if told and not wishes else heard


def written(heard: Heard, facts: Facts) -> Heard:
    """Half understood or a kind of delivery, but nearly the very question that a written answer is for."""
    unclear = half(heard) or OFFERED.fullmatch(heard.text)
    if not unclear or heard.triggers or not facts.answers or facts.answers[0].score < CLOSE:
        return heard
    if SAYS_WHAT.search(heard.text) or (heard.intent == "security_fraud" and not ASKED.search(heard.text)):
        return heard  # "I have my card" asks for no page on cards
    general = next((name for name in likely(heard) if name in IN_WRITING), "faq")
    return meant_as(RETURNS if heard.intent == RETURNS else general, heard)


OF_NOISE = re.compile(rf"\b{CANCELS_NOISE}\b", re.I)
"""Has the word of an order that shall not come, and asks what a thing does."""
TAKEN_FOR_OLD = frozenset(
    {"cancel_order", "order_status", "refund_status", "delivery_late", "out_of_scope", "faq", PRODUCT}
)


def in_the_catalogue(heard: Heard, facts: Facts) -> Heard:
    """Half understood, but about a thing we sell and something its page says; or whether we sell it at all.

    "And in 42?" goes on about what was asked about just before, whatever it sounds like by itself.
    """
    if heard.triggers or not facts.catalogue:
        return heard
    told = WANTS_TO_BUY.search(heard.text) or OF_NOISE.search(heard.text)
    if asks_on(heard.text, facts) or (heard.intent in TAKEN_FOR_OLD and told):
        return meant_as(PRODUCT, heard)
    sells = SELL.search(heard.text) is not None
    # Only what was said before may have made anything else of it.
    own = hear(heard.text) if sells and heard.intent != PRODUCT else None
    alone = own is not None and (half(own) or own.intent == PRODUCT)
    general = alone or heard.intent in ("faq", "out_of_scope", PRODUCT)
    if not (general or (half(heard) and PRODUCT in likely(heard))):
        return heard
    offered = general and sells and (not facts.answers or (of_a_kind(heard.text) and not facts.products))
    if not offered and (heard.intent == "faq" or not answers(heard.text, facts.products)):
        return heard
    return meant_as(PRODUCT, heard)
