"""What questions beside the remedies are told: how long each takes, where the money goes, how a new one is sent."""

import re
from datetime import timedelta

from bot import slots
from bot.flow import NOTHING, Given, View
from bot.flows.not_received import remedies, short
from bot.flows.not_received.remedies import Remedy
from bot.slots import agreeing
from bot.slots.addresses import address_in, home_of

TAKES = re.compile(
    r"\b(?:how (?:long|soon|fast|quick\w*)|when|faster|fastest|quicker|quickest|sooner|soonest|how many days"
    r"|(?:days|time) does)\b",
    re.I,
)
ASKS = re.compile(r"\?|\b(?:how|what'?s?|which|whose|where|when|do(?:es)?|will|is (?:it|that|there))\b", re.I)
WHICH = re.compile(r"\b(?:better|best|recommend|advise|should i|would you|you think)\b", re.I)
COMPARES = re.compile(r"\b(?:which|each|both|either|any of|all)\b", re.I)
WAY_BACK = re.compile(
    r"\b(?:cards?|account|bank|paypal|(?:store )?credit|voucher|gift ?card|same way|which way|where does)\b", re.I
)
OTHER_WAY = re.compile(
    r"\b(?:as|on|to|in|into|get|have|rather|prefer|want)\b.{0,12}"
    r"\b(?:paypal|(?:store )?credit|vouchers?|gift ?card|(?:an)?other card|different card|new card|cash)\b",
    re.I,
)
FAST = re.compile(
    r"\b(?:express|over ?night|next[- ]day|same[- ]day|priority|rush(?:ed)?|urgent(?:ly)?|by tonight|by tomorrow)\b",
    re.I,
)
PLACE = re.compile(
    r"\bto (?:my |our |the |an?)?(?: ?(?:work|office|neighbou?r\w*|parents\w*|mum\w*|mom\w*|dad\w*|sister\w*|brother\w*"
    r"|friend\w*|other|another|different|new)\b)|\b(?:another|different|other|new|work|office) address\b",
    re.I,
)


def other_place(given: Given, view: View) -> str | None:
    """Where else a new one should go: the address, if it is said, or that there is another."""
    text = given.text.replace("’", "'")
    order, country = view.known.get("order"), home_of(view.facts)
    sends = PLACE.search(text) or remedies.names(Remedy.REPLACE, text)
    if order is None or not sends:
        return None
    found = address_in(text, country, tuple(o.number for o in view.facts.orders))
    if found and found.complete and found.line.casefold() != order.deliver_to.casefold():
        return found.line
    return NOTHING if given.text != view.extras.get("words") and PLACE.search(text) else None


def then_there(remedy: Remedy, view: View) -> dict[str, str] | None:
    """What is asked next, once a new one is confirmed that should go elsewhere."""
    place = view.answers.get("place", "")
    if remedy is not Remedy.REPLACE or not place:
        return None
    known = {"order": view.known["order"].number, "change": "address"}
    return known if place == NOTHING else known | {"address": place}


def beside(given: Given, view: View) -> str:
    """The answer to what is asked or wished beside the remedies; empty where it is about something else."""
    text = given.text.replace("’", "'")
    about = _named(text, view)
    asks = bool(agreeing.QUESTION.search(text) or ASKS.search(text))
    if short.of_some(text, slots.contents(view.known["order"], view.known["parcel"])):
        return view.words.say("remedy.all_of_it")
    may_send = Remedy.REPLACE in remedies.offered(view)
    if may_send and FAST.search(text):
        return view.words.say("remedy.no_express")
    kept = view.known.get("place") == "" and other_place(given, view) is not None  # then the question itself says it
    if not kept and may_send and PLACE.search(text) and about in ((), (Remedy.REPLACE,)):
        return view.words.say("remedy.other_place", address=view.known["order"].deliver_to)
    if (asks and WAY_BACK.search(text)) or OTHER_WAY.search(text):
        return view.words.say("remedy.goes_to", to=view.known["order"].paid_with)
    if asks and TAKES.search(text):
        others = remedies.offered(view) if COMPARES.search(text) else remedies.on_the_table(view)
        return " ".join(_takes(remedy, view) for remedy in about or others)
    chooses = asks and WHICH.search(text) and (len(about) > 1 or len(remedies.on_the_table(view)) > 1)
    return view.words.say("remedy.either") if chooses or (len(about) > 1 and asks) else ""


def _named(text: str, view: View) -> tuple[Remedy, ...]:
    return tuple(r for r in remedies.offered(view) if remedies.names(r, text))


def _takes(remedy: Remedy, view: View) -> str:
    """How long it takes, as far as we know."""
    policy = view.policy
    days, span = timedelta(days=policy.refund_bank_days), timedelta(hours=policy.trace_hours)
    match remedy:
        case Remedy.REFUND:
            return view.words.say("remedy.takes_refund", days=days)
        case Remedy.REPLACE:
            return view.words.say("remedy.takes_replace")
        case Remedy.TRACE:
            return view.words.say("remedy.takes_trace", span=span)
