"""Buttons: an answer to the question under way, a choice that stands by itself, or an old one."""

import re
from collections.abc import Callable, Mapping

from bot import corrections
from bot.anew import replace
from bot.charging import after_end
from bot.content import OFFER, Choice, Reply
from bot.effects import Handoff
from bot.events import Press
from bot.flow import Given
from bot.labels import bared, folded
from bot.memory import Turn
from bot.scene import Scene
from bot.slots import words_of
from bot.slots.agreeing import yes_or_no
from bot.slots.clubs import Wish
from bot.slots.what_now import asks_now
from bot.turns import (
    calls,
    centre,
    consent,
    errands,
    identity,
    idle,
    opening,
    people,
    security,
    shorthand,
    to_ask,
    tongue,
)
from bot.turns.smalltalk import CLEAR
from bot.wording import Words

ABOUT_AN_ORDER = {
    "track": "order_status",
    "refund": "refund_request",
    "refund_status": "refund_status",
    "fault": "item_problem",
    "missing": "delivery_not_received",
    "late": "delivery_late",
    "problem": "delivery_problem",
    "redirect": "change_delivery",
    "cancel": "cancel_order",
    "return": "return_exchange",
}
STANDING = ("human", "call", "menu", "leave_message", "wait", "leave", "messages")
"""Offers whose labels never change, whoever made them."""
MENU = 2
"""From so many choices on, one may be meant by its place among them."""
ALWAYS = {"menu": "offer.something_else", "human": "offer.more_help"}
"""Labels that are known while nothing is under way, though other answers came since they were shown."""
ABOUT_MONEY = {"charge": "billing_error", "subscription": "membership", "unsubscribe": "membership"}


def pressed(scene: Scene, press: Press) -> Turn:
    """Do what the button says, if it is one of ours and still means something."""
    if press.ask == OFFER:
        return offered(scene, press.value)
    errand = scene.memory.errand
    if idle.stale(scene) or (errand is None and scene.memory.let_go):
        return idle.told(idle.let_go(scene) if errand else scene, scene)
    if errand is None or press.ask not in (errand.ask, *errand.asked_as):
        return errands.ask_again(scene, scene.say("press.old")) if errand else _nothing_left(scene)
    turn = errands.go_on(scene, Given(press.value, pressed=True))
    return turn or errands.ask_again(scene, scene.say("press.unknown"), errand.misses)


def typed(scene: Scene) -> Turn | None:
    """The words on a button, typed: the same as pressing it, whatever else could be heard in them."""
    text, memory = scene.text, scene.memory
    scene = replace(scene, heard=None)
    if memory.errand and not idle.stale(scene):
        own = memory.choices
        if value := labelled(own, text) or shorthand.looked_for(own, text):
            return pressed(scene, Press(memory.errand.ask, value))
    always = {} if memory.errand else {verb: scene.say(key) for verb, key in ALWAYS.items()}
    value = labelled(memory.offers, text) or labelled(always, text) or _not_here(scene, text)
    value = value or ("human" if not memory.errand and tongue.agreed(scene) else "")
    return offered(scene, value) if value else None


FEW = 14
"""Words beside which a thing that is not there is all that is told."""


NEXT = re.compile(
    r"\W*(?:(?:so|and|ok(?:ay)?|but|then|well|oh no|omg)\W+)*"
    r"(?:what(?: will| does)? happens?|what (?:do|can|should|will|must) (?:you|u) do)"
    r"(?: (?:now|next|then|happens?|about (?:it|that)))*\W*",
    re.I,
)
"""Asks what we do next, right after a parcel was told to be lost."""


def _not_here(scene: Scene, text: str) -> str:
    """The button that says so of the one parcel that was just told of."""
    memory = scene.memory
    missing = [value for value in memory.offers if value.startswith("missing:")]
    if len(missing) != 1 or memory.errand or len(text.split()) > FEW:
        return ""
    order = scene.facts.order(missing[0].partition(":")[2])
    gone = order is not None and any(parcel.lost for parcel in order.parcels)
    parts = list(filter(None, re.split(r"[.?!,;\n]+", text)))
    says = shorthand.SAYS_SO.search(text) is not None or any(
        shorthand.NOT_HERE.fullmatch(part) or (gone and (NEXT.fullmatch(part) or asks_now(part))) for part in parts
    )
    return missing[0] if says else ""


def labelled(labels: Mapping[str, str], text: str) -> str:
    """The value of the choice whose label this is; empty if it is none's."""
    said = tuple(filter(None, (folded(text), bared(text))))
    return next((value for value, label in labels.items() if folded(label) in said), "")


def past(scene: Scene) -> Turn | None:
    """The words on a button of a question that is over: no new wish, whatever else could be heard in them."""
    memory = scene.memory
    if memory.errand is None or corrections.stops(scene.text):
        return None  # "stop please" says so of this question as well
    if not labelled({label: label for label in memory.past}, scene.text):
        return None
    return errands.ask_again(scene, scene.say("press.past"), memory.errand.misses).because("words of an old button")


def in_short(scene: Scene) -> Turn | None:
    """Less than the words on a button, but of one button only: the same as pressing it."""
    memory, errand = scene.memory, scene.memory.errand
    last = errand is not None and errand.slot == errands.CONFIRM  # beside a last yes nothing else is meant by half
    own = memory.choices if errand else {}
    value = shorthand.meant(own if last else {**own, **memory.offers}, scene.text)
    value = value or (shorthand.wished(own, scene.text) if last else "")
    value = value or ("" if last or len(own) < MENU else shorthand.numbered(own, scene.text))
    if not value:
        return None
    ask = errand.ask if errand and value in own else OFFER
    return pressed(replace(scene, heard=None), Press(ask, value))


def agreed_to(scene: Scene) -> Turn | None:
    """A yes or a no in their own words to what stands under our last words: to have a colleague asked, or to the one
    thing that can be done instead.
    """
    offers = scene.memory.offers
    ways = [value for value in offers if value.startswith(("topic:", "return:"))]
    if guess := _guessed(scene):
        return guess
    colleague = {"human", "leave"} <= offers.keys()
    if to_ask.TO_ASK.fullmatch(scene.text) and to_ask.SOMEBODY.search(scene.text) and not _is_a_yes(scene):
        return offered(scene, "human")
    if scene.memory.errand or not (colleague or (len(ways) == 1 and len(offers) == 1)):
        return None
    if colleague and to_ask.TO_ASK.fullmatch(scene.text):
        return offered(scene, "human")
    if colleague and (to_ask.ASKS_THEM.match(scene.text) or to_ask.with_a_detail(scene.text)):
        return offered(scene, "human")
    shown = " ".join((*offers.values(), *scene.memory.ours[-1:]))
    said = yes_or_no(replace(scene.given, asked=True), {"yes", "stop"}, shown=shown)
    if said == "stop" and colleague:
        return offered(scene, "leave")
    agrees = said == "yes" and PLAIN_YES.match(scene.text)
    return offered(scene, "human" if colleague else ways[0]) if agrees else None


def _is_a_yes(scene: Scene) -> bool:
    """Whether having a colleague asked is what the question under way waits for: that is told more with it."""
    errand = scene.memory.errand
    return errand is not None and errand.slot == errands.CONFIRM


def _guessed(scene: Scene) -> Turn | None:
    """A yes to "is this about it", where one thing was guessed."""
    offers, account = scene.memory.offers, scene.facts.account
    guessed = [value for value in offers if value not in ("menu", "human")]
    if scene.memory.errand or account is None or len(guessed) != 1 or len(offers) == 1:
        return None
    asked = scene.say("opening.one", name=opening.first_name(account.customer.name))
    if not any(asked in text for text in scene.memory.ours[-1:]):
        return None
    said = yes_or_no(replace(scene.given, asked=True), {"yes", "stop"}, shown=offers[guessed[0]])
    return offered(scene, guessed[0]) if said == "yes" else None


PLAIN_YES = re.compile(
    r"\W*(?:(?:ok(?:ay)?|sure|fine)\W+)*(?:yes|yeah|yep|yup|do (?:it|that)|go ahead"
    r"|(?:please|pls)(?= (?:do|ask|go|yes|send|get|take|return|start|let)\b|\W*$))\b",
    re.I,
)
"""More than "ok" or "fine, thanks", which may be no more than having read it."""


def in_words(value: str, words: Words) -> str:
    """What pressing an offer says, for whoever did not see its label; empty if it is none of ours."""
    verb, _, what = value.partition(":")
    if verb in STANDING and not what:
        return words.say(f"offer.{verb}")
    intent = ABOUT_AN_ORDER.get(verb) or ABOUT_MONEY.get(verb) or (what if verb == "topic" and what in CLEAR else "")
    return words.say(f"topic.{intent}") if intent else ""


def _nothing_left(scene: Scene) -> Turn:
    offers = (Choice(scene.say("offer.menu"), "menu"), Choice(scene.say("offer.more_help"), "human"))
    return Turn(scene.memory, (Reply(scene.say("press.old_done"), offers=offers),)).because("an old button")


def offered(scene: Scene, value: str) -> Turn:
    """A choice that stands by itself: `verb` or `verb:what`."""
    verb, _, what = value.partition(":")
    if verb in ABOUT_AN_ORDER or verb in ABOUT_MONEY or (verb == "topic" and what in CLEAR):
        return _about(errands.park(scene), verb, what)
    act = ALONE.get(verb) if not what or verb == centre.VERB else None
    return act(scene, what) if act else _nothing_left(scene)


def _about(scene: Scene, verb: str, what: str) -> Turn:
    if verb == "topic":
        if what == "security_fraud":
            return security.report(scene, Handoff("security", ("security chosen",)))
        if what == "refund_request" and (club := _charged_after(scene)):
            return errands.begin(scene, "membership", club, words=scene.say("topic.billing_error"))
        return errands.begin(scene, what, words=scene.say(f"topic.{what}"))
    if verb in ABOUT_MONEY:
        return errands.begin(
            scene, ABOUT_MONEY[verb], _named(verb, what), words=scene.say(f"topic.{ABOUT_MONEY[verb]}")
        )
    if scene.facts.account and scene.facts.order(what) is None:
        return _nothing_left(scene)
    intent = ABOUT_AN_ORDER[verb]
    key = {"tracking": "orders", "elsewhere": "first"}.get(errands.ERRANDS[intent], "order")
    return errands.begin(scene, intent, {key: what}, words=scene.say(f"topic.{intent}"))


def _named(verb: str, what: str) -> dict[str, str]:
    """The answers that a button about money carries."""
    return {"subscription": what, "wish": "cancel"} if verb == "unsubscribe" else {verb: what}


def _person(scene: Scene, _: str) -> Turn:
    why = scene.memory.refused
    need = (
        Handoff("refused", (scene.say("why.contests", reason=why),))
        if why
        else Handoff("human", (scene.say("why.pressed"),))
    )
    return people.call(scene, Turn(scene.memory), replace(need, department=people.department_of(scene)))


def _leave(scene: Scene, _: str) -> Turn:
    return Turn(replace(scene.memory, refused="", errand=None), (Reply(scene.say("small.left")),)).because(
        "left as it is"
    )


def _end(scene: Scene, _: str) -> Turn:
    if scene.facts.desk.case is None:
        return _nothing_left(scene)
    return replace(Turn(scene.memory, (Reply(scene.say("ended.thanks")),)), ends_case=True).because(
        "the customer ends the case"
    )


def _wait(scene: Scene, _: str) -> Turn:
    return Turn(scene.memory, (Reply(scene.say("shop.waiting")),)).because("will look again by itself")


ALONE: dict[str, Callable[[Scene, str], Turn]] = {
    "human": _person,
    "call": lambda scene, _: calls.begin(scene),
    "menu": lambda scene, _: opening.menu(scene),
    "leave": _leave,
    "end": _end,
    "wait": _wait,
    idle.VERB: lambda scene, _: idle.begin_again(scene) if scene.memory.let_go else _nothing_left(scene),
    centre.VERB: centre.page_of,
    consent.YES: lambda scene, _: people.agreed(scene) or _nothing_left(scene),
    consent.NO: lambda scene, _: consent.refused(scene) if scene.memory.held else _nothing_left(scene),
    "other_address": lambda scene, _: identity.restart(scene),
}


def _charged_after(scene: Scene) -> dict[str, str]:
    """The club that took money after its end, where their words named it: then that is the money they want back."""
    account, words = scene.facts.account, " ".join(scene.memory.before[-2:])
    plans = [plan for plan in account.subscriptions if after_end(account, plan)] if account else []
    named = [plan for plan in plans if words_of(words) & words_of(plan.title) or CLUB.search(words)]
    return {"wish": str(Wish.CHARGED), "subscription": named[0].id} if len(named) == 1 else {}


CLUB = re.compile(r"\b(?:club|abo\w*|kaffee|subscription|suscripci\w+|abonnement|abbonamento|assinatura)\b", re.I)
"""A club, also in the languages that are only met with buttons."""
