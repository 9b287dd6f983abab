"""Everything else has a home: what the knowledge says, the two details staff will need, a case."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot import slots
from bot.content import Choice, Reply
from bot.effects import Handoff
from bot.flow import NOTHING, Flow, Given, Outcome, View, slot
from bot.flows.home import told
from bot.flows.home.no_yes import AWAY, LEAVES, MEANS, OF_THEIR_OWN, REFUSES, UNSURE, WAITS, WONDERS
from bot.flows.home.places import HOMES, OF_THE_HOUSE, QUESTION, TO_KNOW, WISHED, Home, asks, home
from bot.hearing import Band, hear
from bot.labels import bared, folded
from bot.slots.products import meant
from bot.wording import Markup

__all__ = ["HOMES", "OF_THE_HOUSE", "QUESTION", "TO_KNOW", "Elsewhere", "Home", "home"]


def _offer_answer(view: View) -> str:
    """The written answer they were given, or just the question once it has been shown."""
    answer = next((a for a in (*view.facts.answers, *view.facts.put_off) if a.id == view.extras.get("answer")), None)
    question = view.words.say("knowledge.shall" if home(view).acts else "knowledge.settled")
    if answer is None or view.extras.get("again"):  # no page is shown twice
        return question
    return view.words.say("knowledge.answer", text=Markup(answer.text), source=Markup(answer.source), ask=question)


def _has_answer(view: View) -> bool:
    return bool(view.extras.get("answer")) and not told.past_a_page(view)


def _words(view: View) -> str:
    """What they wrote at the start."""
    return view.extras.get("words", "")


def _ask_first(view: View) -> str:
    """What it is about; of what they named already, only what is missing."""
    which = home(view).first
    if which == "which_means" and (means := told.means(_words(view))):
        return view.words.say("detail.which_of", means=means)
    if which == "which_product" and _unknown_product(view):
        return view.words.say("detail.not_in_catalogue")
    return view.words.say(f"detail.{which}")


def _unknown_product(view: View) -> bool:
    """The catalogue was asked, and has nothing by the words of their question."""
    return view.facts.catalogue and not meant(_words(view), view.facts.products)


def _asked_in_full(view: View) -> bool:
    """Whether their question stands there already, and only a colleague is missing to answer it."""
    first, words = str(view.known.get("first")), _words(view)
    if home(view).second != TO_KNOW or (view.known.get("helped") == "no" and first == words):
        return False  # what the page left open they have not said
    return first == words or asks(first) or asks(words) or WONDERS.search(words) is not None


def _told_in_full(view: View) -> bool:
    """Whether what does not work is told already, so that only the yes to a colleague is missing."""
    place, words = home(view), _words(view)
    of_a_device = place.first == "which_device" and told.tells_of_it(words)
    return place.second == "what_it_says" and (told.says_what(words) or of_a_device)


def _awaits_a_yes(view: View) -> bool:
    return _asked_in_full(view) or _told_in_full(view)


def _ask_second(view: View) -> str:
    if _told_in_full(view):
        return view.words.say("detail.shall_look")
    if not _asked_in_full(view):
        return view.words.say("detail.what_besides" if "told" in view.answers else f"detail.{home(view).second}")
    return view.words.say("detail.shall_read" if told.FEEDBACK.search(_words(view)) else "detail.shall_answer")


def _shall_choices(view: View) -> tuple[Choice, ...]:
    if not _awaits_a_yes(view):
        return ()
    return (Choice(view.words.say("knowledge.do_it"), "yes", "primary"), Choice(view.words.say("offer.leave"), "no"))


def _read_second(given: Given, view: View) -> str | None:
    if given.asked and _awaits_a_yes(view):
        if WAITS.fullmatch(given.text) or _is_another(given.text, view):
            return None  # for what they asked after, or for a person: nobody knows; nor is another matter a yes
        yes, no = YES.search(given.text), NO.search(given.text) or LEAVES.search(given.text)
        if len(given.text.split()) <= SHORT and bool(yes) != bool(no):
            return "yes" if yes else "no"
        if REFUSES.match(given.text) and not MEANS.search(given.text):
            return "no"
        if folded(given.text) == folded(_words(view)) or UNSURE.fullmatch(given.text):
            return None  # the same once more is no yes, and neither is a maybe
    return slots.own_question(given) if home(view).second == TO_KNOW else slots.own_words(given)


def _taken_second(kept: str, view: View) -> str:
    """A yes stands for the question that it was said to."""
    first = str(view.known.get("first"))
    if kept != "yes" or not _awaits_a_yes(view):
        return kept
    return first if asks(first) and not _told_in_full(view) else _words(view)


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


def _is_another(text: str, view: View) -> bool:
    """Whether a matter of its own is told, that no colleague was to be asked about: "ok thanks. it also leaks"."""
    heard = hear(AWAY.sub("", text))
    return heard.band is Band.ACT and heard.intent in OF_THEIR_OWN - {view.extras.get("intent", "")}


ASKS_ON = re.compile(
    r"^\W*(?:(?:yes|yep|yeah|sure|ok(?:ay)?|great|perfect|thanks|thank you|and|but|so|then)\W+)+"
    r"(?:(?:who|what|which|how|why(?! not)|when|where)\b|(?:[\w'-]+ ){1,3}(?:when|where|how much|how long)\W*$)",
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
    if home(view).first == "which_address" and (address := given.entity("email")):
        return address
    if home(view).first == "which_product" and given.text == _words(view):
        named = meant(given.text, view.facts.products)
        return named[0].title if len(named) == 1 else None
    if home(view).first == "order" and view.facts.orders:
        order = slots.order_in(given, view, view.facts.orders)
        return order.number if order else None
    return slots.own_question(given) if home(view).second == TO_KNOW else slots.own_words(given)


def _things(view: View) -> tuple[Choice, ...]:
    """The orders, charges or subscriptions that the shop knows of, to choose from."""
    account, first = view.facts.account, home(view).first
    if first == "which_product":
        return (Choice(view.words.say("offer.colleague"), NOTHING),)
    match first if account else "":
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
    """What need not be asked: the only one they have, or what the first words named."""
    words = _words(view)
    if told.wants_no_page(words):
        return words
    match home(view).first:
        case "which_subscription":
            known = view.facts.account.subscriptions if view.facts.account else ()
            return known[0].id if len(known) == 1 else None
        case "which_product":
            return view.facts.product_before or None
        case "which_address":
            return told.own_address(view)
        case "which_device":
            return told.device(words)
        case "which_means":
            promised = home(view).second == "what_was_promised"
            return told.scheme(words) if promised else told.named_code(words)
        case "what_about":
            return words if _about_something(view) else None
        case "order":
            return view.facts.orders[0].number if len(view.facts.orders) == 1 else None
        case _:
            return None


def _about_something(view: View) -> bool:
    words = _words(view)
    if asks(words):
        return told.telling(words) > 0
    return home(view).second == TO_KNOW and told.telling(words) >= told.TELLING


def _first_words(view: View) -> str | None:
    """What they wrote at the start tells the second detail already when it is long enough."""
    words, first, place = _words(view), str(view.known.get("first")), home(view)
    if (first == NOTHING and "told" not in view.answers) or told.closed(view):
        return words  # a colleague was asked for; or there is nothing that we could still ask
    if place == WISHED:
        return next((said for said in (first, words) if told.WISH.search(said) and len(said.split()) >= SHORT), None)
    if place.second == "what_it_says" and told.says_what(first):
        return first
    asks_us = view.extras.get("intent") == "product_question" and _asked_in_full(view)  # long, and all of it a question
    return words if len(words.split()) >= LONG_ENOUGH and first != words and not asks_us else None


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
        ask=_ask_first,
        read=_read_first,
        choices=_things,
        default=_only_one,
        any_words=True,
        needed=lambda view: view.known.get("helped") != "yes",
    )
    second: str = slots.in_own_words(
        _ask_second,
        _read_second,
        take=_taken_second,
        choices=_shall_choices,
        default=_first_words,
        needed=lambda view: view.known.get("helped") != "yes",
    )

    def settle(self, view: View) -> Outcome:
        """Helped, or a case in the right department with both details."""
        if self.helped == "yes":
            return Outcome((Reply(view.words.say("knowledge.glad")),), rule="knowledge helped")
        if self.second == "no" and _awaits_a_yes(view):
            return Outcome((Reply(view.words.say("small.left")),), rule="no colleague is wanted")
        return Outcome(handoff=self._case(view), rule="everything else has a home")

    def _case(self, view: View) -> Handoff:
        place = home(view)
        topic = view.extras.get("intent", "faq").replace("_", " ")
        details = tuple(
            (view.words.say(f"label.{which}"), shown)
            for which, said, shown in (
                (place.first, self.first, _shown(self.first, view)),
                (place.second, self.second, self.second),
            )
            if said != NOTHING and (which, said) != (place.first, self.second)
        )
        order = self.first if view.facts.order(self.first) else ""
        words = view.extras.get("words", "")
        because = (topic if words in (self.first, self.second) else f'{topic} ("{words[:80]}")',)
        department = view.policy.routes.get(view.extras.get("intent", ""), place.department)
        return Handoff("home", because, department, wants=f"{topic}: {self.second[:120]}", details=details, order=order)
