"""Everything else has a home: what the knowledge says, the two details staff will need, a case."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from bot import slots
from bot.content import Choice, Reply
from bot.effects import Handoff
from bot.flow import Flow, Given, Outcome, View, slot
from bot.hearing import Band, hear
from bot.labels import bared, folded
from bot.slots.products import meant
from bot.wording import Markup


@dataclass(frozen=True, slots=True)
class Home:
    """Where an intent's cases belong, and the two details that belong to them.

    `first` and `second` name sentences of the wording; an order as a detail is taken
    from the order book where it can be.
    """

    department: str
    first: str
    second: str
    acts: bool = False
    """Something is to be done: an answer alone is not the end, a colleague can do it."""


HOMES: dict[str, Home] = {
    "delivery_problem": Home("delivery", "order", "what_happened"),
    "change_delivery": Home("delivery", "order", "new_delivery", acts=True),
    "cancel_order": Home("general", "order", "cancel_what", acts=True),
    "item_problem": Home("general", "order", "what_is_wrong"),
    "billing_error": Home("billing", "which_charge", "what_is_wrong_with_it"),
    "payment_promo": Home("billing", "which_means", "what_it_says"),
    "membership": Home("billing", "which_subscription", "what_should_happen", acts=True),
    "account_access": Home("technical", "which_address", "what_it_says"),
    "product_question": Home("general", "which_product", "what_to_know"),
    "technical_issue": Home("technical", "which_device", "what_it_says"),
    "faq": Home("general", "what_about", "what_to_know"),
    "complaint": Home("general", "what_went_wrong", "what_would_help"),
    "case_followup": Home("general", "what_about", "what_was_promised"),
}


OF_THE_HOUSE = frozenset({"faq", "product_question", "payment_promo"})
"""Questions that anybody may ask: nothing of theirs has gone wrong."""
TO_KNOW = "what_to_know"
IN_GENERAL = Home("billing", "what_about", TO_KNOW)
"""How one can pay, and what codes there are: no card or code of theirs is looked at for that."""
OF_THEIRS = re.compile(
    r"\b(?:declin\w*|fail\w*|reject\w*|refus\w*|invalid|error|wrong|expired?|used|stuck|lost|stolen|charged"
    r"|(?:not|n'?t|never) (?:work\w*|accept\w*|go\w*|take\w*|show\w*|apply\w*|come|arrive\w*|let)"
    r"|no longer|problem|trouble|my (?:gift ?card|voucher|code|coupon|card|promo|payment|balance))\b",
    re.I,
)


def home(view: View) -> Home:
    """The home of the intent that started this."""
    intent, words = view.extras.get("intent", ""), view.extras.get("words", "")
    if intent == "payment_promo" and _question(words) and not OF_THEIRS.search(words):
        return IN_GENERAL
    return HOMES.get(intent, HOMES["faq"])


def _question(words: str) -> bool:
    return bool(QUESTION.search(words))


QUESTION = re.compile(
    r"\?|^\W*(?:(?:hi|hello|hey|ok(?:ay)?|so|and|but|also|well)\W+)*(?:what|which|how|is|are|do|does|can|could|will|would"
    r"|who|why|when|where|got|any|may)\b|\bwonder(?:ing)? (?:if|whether)\b",
    re.I,
)


def _offer_answer(view: View) -> str:
    """The written answer they were given, or just the question once it has been shown."""
    answer = next((a for a in (*view.facts.answers, *view.facts.put_off) if a.id == view.extras.get("answer")), None)
    question = view.words.say("knowledge.shall" if home(view).acts else "knowledge.settled")
    if answer is None:
        return question
    return view.words.say("knowledge.answer", text=Markup(answer.text), source=Markup(answer.source), ask=question)


def _has_answer(view: View) -> bool:
    return bool(view.extras.get("answer"))


def _detail(which: Callable[[View], str]) -> Callable[[View], str]:
    return lambda view: view.words.say(f"detail.{which(view)}")


def _helped(given: Given, view: View) -> str | None:
    """Whether the answer was enough; when something is to be done, a yes asks for that."""
    said = given.text.split()
    if not given.asked or len(said) > SHORT:
        return None
    yes, no = YES.search(given.text) or given.intent == "thanks", NO.search(given.text)
    if bool(yes) == bool(no) or (yes and (ASKS_ON.search(given.text) or _wishes_more(given.text, view))):
        return None
    return "yes" if bool(yes) != home(view).acts else "no"


def _wishes_more(text: str, view: View) -> bool:
    """ "Ok, leave it with a neighbour": the yes is only the way in to another matter."""
    rest = bared(text)
    if rest == folded(text) or len(rest.split()) < TELLING:
        return False
    heard = hear(rest)
    return heard.band is Band.ACT and heard.intent not in {*ASK_NOTHING, view.extras.get("intent")}


ASKS_ON = re.compile(
    r"^\W*(?:(?:yes|yep|yeah|sure|ok(?:ay)?|great|perfect|thanks|thank you|and|but|so|then)\W+)+"
    r"(?:who|what|which|how|why(?! not)|when|where)\b",
    re.I,
)
""" "Ok and who pays postage": the yes has read the page, and asks on."""
TELLING = 2
ASK_NOTHING = frozenset(
    "thanks goodbye greeting affirm deny provide_info out_of_scope complaint faq product_question".split()
)
"""Intents of words that may follow a yes and begin nothing."""


def _helped_choices(view: View) -> tuple[Choice, ...]:
    say = view.words.say
    if home(view).acts:
        return (Choice(say("knowledge.do_it"), "no", "primary"), Choice(say("knowledge.enough"), "yes"))
    return (Choice(say("knowledge.yes"), "yes"), Choice(say("knowledge.no"), "no"))


def _read_first(given: Given, view: View) -> str | None:
    """An order where one is wanted and known; else what was said to this very question."""
    if home(view).first == "which_product" and given.text == view.extras.get("words"):
        named = meant(given.text, view.facts.products)
        return named[0].title if len(named) == 1 else None
    if home(view).first == "order" and view.facts.orders:
        order = slots.order_in(given, view, view.facts.orders)
        return order.number if order else None
    return slots.own_question(given) if home(view).second == TO_KNOW else slots.own_words(given)


def _things(view: View) -> tuple[Choice, ...]:
    """The orders, charges or subscriptions that the shop knows of, to choose from."""
    account = view.facts.account
    match home(view).first if account else "":
        case "order":
            return tuple(Choice(slots.order_label(o, view), o.number) for o in view.facts.orders[: slots.SHOWN_ORDERS])
        case "which_charge":
            return tuple(Choice(slots.charge_label(c, view), c.id) for c in slots.charges(view)[: slots.SHOWN_CHARGES])
        case "which_subscription" if account:
            return tuple(Choice(s.title, s.id) for s in account.subscriptions)
        case _:
            return ()


def _shown(kept: str, view: View) -> str:
    """A chosen thing as staff read it."""
    return next((choice.label for choice in _things(view) if choice.value == kept), kept)


def _only_one(view: View) -> str | None:
    if home(view).first == "which_subscription":
        known = view.facts.account.subscriptions if view.facts.account else ()
        return known[0].id if len(known) == 1 else None
    if home(view).first == "which_product" and view.facts.product_before:
        return view.facts.product_before
    if home(view).first == "what_about" and _question(words := view.extras.get("words", "")):
        return words
    if home(view).first != "order":
        return None
    return view.facts.orders[0].number if len(view.facts.orders) == 1 else None


def _first_words(view: View) -> str | None:
    """What they wrote at the start tells the second detail already when it is long enough."""
    words = view.extras.get("words", "")
    told = len(words.split()) >= LONG_ENOUGH and view.known.get("first") != words
    return words if told else None


LONG_ENOUGH = 14
SHORT = 5
"""Words in an answer to "did that settle it" beyond which it is something else."""
YES = re.compile(
    r"\b(?:yes|yep|yeah|yup|sure|ok|okay|great|perfect|it did|solved|sorted|do it|go ahead)\b|^\W*please\W*$", re.I
)
NO = re.compile(r"\b(?:no|nope|not|still|didn'?t|doesn'?t|don'?t|person|human)\b", re.I)


@dataclass(frozen=True)
class Elsewhere(Flow):
    """An errand that a colleague finishes: the answer we have, then the details they need."""

    name: ClassVar[str] = "elsewhere"
    private: ClassVar[bool] = False

    helped: str = slot(
        ask=_offer_answer,
        read=_helped,
        take=lambda kept, _: kept if kept in ("yes", "no") else None,
        choices=_helped_choices,
        needed=_has_answer,
        only_when_asked=True,
    )
    first: str = slot(
        ask=_detail(lambda view: home(view).first),
        read=_read_first,
        choices=_things,
        default=_only_one,
        any_words=True,
        needed=lambda view: view.known.get("helped") != "yes",
    )
    second: str = slots.in_own_words(
        _detail(lambda view: home(view).second),
        lambda given, view: slots.own_question(given) if home(view).second == TO_KNOW else slots.own_words(given),
        default=_first_words,
        needed=lambda view: view.known.get("helped") != "yes",
    )

    def settle(self, view: View) -> Outcome:
        """Helped, or a case in the right department with both details."""
        if self.helped == "yes":
            return Outcome((Reply(view.words.say("knowledge.glad")),), rule="knowledge helped")
        return Outcome(handoff=self._case(view), rule="everything else has a home")

    def _case(self, view: View) -> Handoff:
        place = home(view)
        topic = view.extras.get("intent", "faq").replace("_", " ")
        details = (
            (view.words.say(f"label.{place.first}"), _shown(self.first, view)),
            (view.words.say(f"label.{place.second}"), self.second),
        )
        order = self.first if view.facts.order(self.first) else ""
        words = view.extras.get("words", "")
        because = (topic if words in (self.first, self.second) else f'{topic} ("{words[:80]}")',)
        department = view.policy.routes.get(view.extras.get("intent", ""), place.department)
        return Handoff("home", because, department, wants=f"{topic}: {self.second[:120]}", details=details, order=order)
