"""Thanks, goodbye, a lone yes or number, and what is not for this desk."""

import re
from datetime import timedelta

from bot import corrections
from bot.anew import replace
from bot.content import Choice, Reply
from bot.effects import Handoff
from bot.events import Said
from bot.hearing import Band, hear
from bot.memory import Turn
from bot.scene import Scene
from bot.shop import Order
from bot.slots import order_in, words_of
from bot.turns import errands, graces, opening, people, said_of_us, tongue, undoing

JUST_CAME = timedelta(days=7)
"""How long after a delivery it is offered to say that it is not there."""
TELLING = 7
"""From so many words on a complaint says what it is about."""
SMALL = frozenset({"thanks", "goodbye", "affirm", "deny", "provide_info", "out_of_scope", "complaint"})


def answer(scene: Scene) -> Turn:
    """A short, gracious word; never a form."""
    if scene.intent == "provide_info":
        return _given_something(scene)
    if scene.intent == "out_of_scope" and (order := order_in(scene.given, scene.view({}, {}), scene.facts.orders)):
        return what_about(scene, order)
    if scene.intent == "complaint" and scene.heard and scene.text.isalpha() and not scene.heard.frustrated:
        return not_understood(scene)  # of one word that is not cross nobody knows that it complains
    if scene.intent == "complaint" or _complains(scene):
        return _heard_by_a_person(scene)
    if scene.intent in ("out_of_scope", "thanks") and (kind := _glad(scene)):
        return Turn(scene.memory, (Reply(scene.say(f"small.{kind}")),)).because(f"small talk: {kind}")
    if scene.intent == "out_of_scope" and said_of_us.TO_THE_SHOP.search(scene.text):
        turn = Turn(scene.memory, (Reply(scene.say("small.to_the_shop"), offers=people.ways_to_people(scene)),))
        return replace(turn, outcome="offered").because("a wish for the shop: a person is offered")
    offers = (
        ()
        if scene.intent in ("thanks", "goodbye")
        else (Choice(scene.say("offer.menu"), "menu"), Choice(scene.say("offer.more_help"), "human"))
    )
    said = scene.say(f"small.{scene.intent}")
    return Turn(scene.memory, (Reply(said, offers=offers),)).because(f"small talk: {scene.intent}")


def _complains(scene: Scene) -> bool:
    """Not heard as a complaint, and one by its tone."""
    if scene.intent == "thanks":
        return said_of_us.NO_THANKS.search(scene.text) is not None
    cross = scene.heard is not None and scene.heard.frustration >= scene.policy.frustration_offers
    of_us = scene.intent == "out_of_scope" and said_of_us.OF_US.search(scene.text)
    return bool(cross and of_us) and not tongue.foreign(scene)


NAMELESS = frozenset({"complaint", "out_of_scope", "case_followup", "greeting", "deny"})
SOUNDS, TONE = 0.15, 0.4


def _only_complains(scene: Scene) -> bool:
    """Half heard, cross with us, and likely about nothing that could be offered as a topic."""
    heard = scene.heard
    if heard is None or heard.frustration < TONE or tongue.foreign(scene) or not said_of_us.OF_US.search(scene.text):
        return False
    likely = {intent for intent, chance in heard.intents if chance >= SOUNDS}
    return "complaint" in likely and likely <= NAMELESS and heard.intent in ("complaint", "out_of_scope")


def _glad(scene: Scene) -> str:
    """Which warm word fits, if one does."""
    if said_of_us.wishes_a_feast(scene.text):
        return "feast"
    if said_of_us.is_chat(scene.text):
        return "to_the_bot"
    return "praised" if said_of_us.is_glad(scene.text) else ""


def _heard_by_a_person(scene: Scene) -> Turn:
    """A sorry, and a person to hear it; who has told it all need not tell it again."""
    key = "small.complaint_told" if len(scene.text.split()) >= TELLING else "small.complaint"
    reply = Reply(scene.say(key), offers=people.ways_to_people(scene))
    turn = Turn(replace(scene.memory, offered=True), (reply,), outcome="offered")
    return turn.because("a complaint: a person is offered")


def praised(scene: Scene) -> Turn | None:
    """How good it all is: a warm word, and nobody is offered anything."""
    triggers = scene.heard.triggers if scene.heard else ()
    bitter = any(rule != "frustration" or re.search(r"\w", words) for rule, words in triggers)  # "!" alone is joy
    if scene.memory.errand or bitter or not graces.praised(scene.text):
        return None
    memory = replace(scene.memory, misses=0)
    return Turn(memory, (Reply(scene.say("small.praised")),)).because("small talk: praise")


THANKFUL = 0.85
"""From this, heard by themselves, a few words thank, whatever was said before them."""
FEW = 3


def thanked(scene: Scene) -> Turn | None:
    """ "Sick, ty", "danke": what went before may make a complaint or a club of it."""
    if scene.memory.errand or len(scene.text.split()) > FEW or scene.intent in ("thanks", "goodbye"):
        return None
    own = hear(scene.text)
    if own.triggers or own.intent != "thanks" or own.intents[0][1] < THANKFUL:
        return None
    return Turn(replace(scene.memory, misses=0), (Reply(scene.say("small.thanks")),)).because("small talk: thanks")


def nothing_said(scene: Scene) -> Turn:
    """A picture without a word, files that could not be taken, or an empty message."""
    if isinstance(scene.event.body, Said) and scene.event.body.refused:
        return replace(Turn(scene.memory).because("only files that could not be taken"), outcome="clarified")
    key = "small.empty"
    if scene.files:
        key = "small.picture" if any(file.is_image for file in scene.files) else "small.file"
    offers = (Choice(scene.say("offer.menu"), "menu"), Choice(scene.say("offer.more_help"), "human"))
    return replace(Turn(scene.memory, (Reply(scene.say(key), offers=offers),)).because("no words"), outcome="clarified")


def _given_something(scene: Scene) -> Turn:
    """A number that nobody asked for: if it is one of their orders, say what we can do with it."""
    order = order_in(scene.given, scene.view({}, {}), scene.facts.orders)
    return what_about(scene, order) if order else not_understood(scene)


_THANKS = r"(?:thanks|thank you|thx|ty|cheers)"
_NEED = (
    r"(?:i |we )?(?:really )?(?:do(?:n'?t| not)|no longer) need (?:it|that|this|anything|any help)"
    r"(?: (?:any ?more|any longer|now|then|after all|today))*"
)
NOT_NEEDED = re.compile(
    rf"\W*(?:(?:ok(?:ay)?|no|oh|well|sorry)\W+)*(?:{_THANKS}\W+(?:(?:but|a lot|so much|anyway)\W+)*{_NEED}"
    rf"|{_NEED}\W+{_THANKS})\W*",
    re.I,
)
"""Thanks for what is no longer needed: what we could do here, and no thing of theirs."""


def turned_away(scene: Scene) -> Turn | None:
    """ "Actually never mind", where nothing is under way; of what was just done it is no small talk."""
    if wanted := undoing.of_what_was_done(scene):
        return wanted
    if scene.memory.greeted and graces.ACK.fullmatch(scene.text):
        memory = replace(scene.memory, misses=0, refused="")
        return Turn(memory, (Reply(scene.say("knowledge.glad")),)).because("small talk: all is well")
    if not corrections.waves_off(scene.text) and not NOT_NEEDED.fullmatch(scene.text.replace("’", "'")):
        return None
    offers = (Choice(scene.say("offer.menu"), "menu"), Choice(scene.say("offer.more_help"), "human"))
    memory = replace(scene.memory, misses=0)
    return Turn(memory, (Reply(scene.say("small.deny"), offers=offers),)).because("they turn away")


def feast(scene: Scene) -> Turn | None:
    """ "Merry xmas to the team", which is heard as many things."""
    unsure = scene.heard is not None and scene.heard.band is not Band.ACT
    brief = unsure and len(scene.text.split()) <= said_of_us.BRIEF // 2
    if scene.memory.errand or not brief or not said_of_us.wishes_a_feast(scene.text):
        return None
    return Turn(scene.memory, (Reply(scene.say("small.feast")),)).because("small talk: feast")


def only_named(scene: Scene) -> Turn | None:
    """Half understood, but no riddle: a thing of theirs is named, and nothing said of it."""
    titles = {order.number: words_of(" ".join(i.title for i in order.items)) for order in scene.facts.orders}
    said = words_of(scene.text)
    named = [order for order in scene.facts.orders if said and said <= titles[order.number]]
    return what_about(scene, named[0]) if len(named) == 1 else None


def is_sure(scene: Scene) -> bool:
    """Whether one thing is clearly heard in these words."""
    return scene.heard is not None and scene.heard.band is Band.ACT


def what_about(scene: Scene, order: Order) -> Turn:
    """One of their orders was named, and nothing was said of it."""
    verbs = ("track", "refund", "fault")
    offers = tuple(Choice(scene.say(f"order.{verb}"), f"{verb}:{order.number}") for verb in verbs)
    if order.delivered and scene.facts.now - order.delivered < JUST_CAME:
        offers = (*offers, Choice(scene.say("tracking.not_here"), f"missing:{order.number}"))
    said = scene.say("order.what_about", item=order.title, number=order.number)
    return replace(Turn(scene.memory, (Reply(said, offers=offers),)).because("an order was named"), outcome="clarified")


def not_understood(scene: Scene) -> Turn:
    """Ask once, offering the likeliest; then a person is called. Thanks and goodbye in one breath are no riddle."""
    if (kind := graces.courtesy(scene)) and not _says_more(scene):
        return Turn(scene.memory, (Reply(scene.say(f"small.{kind}")),)).because(f"small talk: {kind}")
    if cross := _cross_at_our_answer(scene):
        return people.call(scene, Turn(scene.memory), cross)
    if _only_complains(scene):
        return _heard_by_a_person(scene)
    misses, language = scene.memory.misses + 1, tongue.foreign(scene)
    if misses >= scene.policy.misunderstood_limit:
        turn, why = Turn(replace(scene.memory, misses=0)), [scene.say("why.unclear", times=misses)]
        if language:
            why.insert(0, scene.say("why.foreign", language=scene.say(f"writes_in.{language}")))
        return people.call(scene, turn, Handoff("unclear", tuple(why)))
    memory = replace(scene.memory, misses=misses)
    said = scene.say(f"language.{language}") if language else scene.say("small.unclear")
    offers = _in(scene, language) if language else _guesses(scene)
    turn = Turn(memory, (Reply(said, offers=offers),)).because("not sure: asks which")
    return replace(turn, outcome="clarified")


def _cross_at_our_answer(scene: Scene) -> Handoff | None:
    """Whoever was told that we can't see it, and is cross now, is asked nothing more: a colleague looks."""
    told = {"human", "leave"} <= scene.memory.offers.keys()
    heard = scene.heard
    if not told or heard is None or heard.frustration < scene.policy.frustration_offers or tongue.foreign(scene):
        return None
    return people.by_rule(scene, "anger", scene.say("why.same_answer"))


def _guesses(scene: Scene) -> tuple[Choice, ...]:
    likely = [i for i, _ in (scene.heard.intents if scene.heard else ()) if i in CLEAR][:3] or list(opening.MENU[:3])
    return (*(opening.topic(scene, i) for i in likely), Choice(scene.say("offer.more_help"), "human"))


SAID_IN_ALL = ("order_status", "refund_request", "return_exchange")
"""The topics whose buttons are written in each of them."""


def beyond(scene: Scene) -> bool:
    """Small talk in a language that we do not speak, or out of our scope a second time."""
    return (scene.intent == "out_of_scope" and scene.memory.misses > 0 and not _glad(scene)) or (
        bool(tongue.foreign(scene)) and (scene.intent in SMALL or _says_more(scene))
    )


HELLO = 2
"""Words of a mere greeting, in any language."""


def _says_more(scene: Scene) -> bool:
    """ "Hallo, wo ist mein Paket": no greeting that is met in ours."""
    return scene.intent == "greeting" and len(scene.text.split()) > HELLO


def _in(scene: Scene, language: str) -> tuple[Choice, ...]:
    """The usual topics and a person, in their language."""
    topics = (Choice(scene.say(f"language_{intent}.{language}"), f"topic:{intent}") for intent in SAID_IN_ALL)
    return (*topics, Choice(scene.say(f"language_human.{language}"), "human"))


CLEAR = frozenset(errands.ERRANDS) | {"security_fraud"}
"""Intents that can be offered as a topic."""
