"""Words while something is under way: an answer, a question beside it, another errand, or a miss."""

import re
from collections.abc import Callable

from bot import corrections
from bot.anew import replace
from bot.corrections import BARE
from bot.flows import own_orders
from bot.flows.refund_status import NONE_KNOWN
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.slots import every, order_in
from bot.slots.agreeing import LEAVES
from bot.slots.days import ANY_DAY
from bot.turns import (
    about_the_yes,
    adding,
    another_product,
    answered,
    asides,
    asked_about,
    asked_on,
    at_what_time,
    beginning,
    cancels,
    centre,
    detours,
    errands,
    for_next_time,
    identity,
    in_one_breath,
    keeping,
    later_back,
    leads,
    misplaced,
    missed,
    money_after,
    none_of_these,
    not_helped,
    nothing_wrong,
    noting,
    nudges,
    offered,
    open_return,
    other_meant,
    own,
    pictures,
    presses,
    questions,
    security,
    speaking_for_it,
    strangers,
    waiting,
    which_one,
    wished,
    yes_and,
)


def went_on(scene: Scene) -> Turn:
    """What these words are to what is under way: the first of the tries that makes something of them."""
    errand = scene.memory.errand
    if errand and errand.flow == identity.NAME:
        return _proving(scene)
    if told := security.broken_in(scene):
        return told
    if (
        errand
        and errand.flow == "elsewhere"
        and (told := own.told(replace(scene, memory=replace(scene.memory, errand=None))))
    ):
        return told
    if errand and asked_on.to_be_done(scene):
        return not_helped.told(scene, errand)
    if errand and errand.slot == "helped":
        of_another, gone_on = misplaced.of_another(scene), errands.go_on(scene, scene.given)
        return of_another or gone_on or asked_on.met(scene) or not_helped.beside(scene)
    if turn := another_product.asked_instead(scene) or misplaced.of_another(scene) or asked_on.met(scene):
        return turn
    if nudges.ONLY_MARKS.fullmatch(scene.text):
        return missed.miss(scene)  # a mere "?" has no wish in it, whatever it sounds like after what was said
    return next((turn for tried in TRIES if (turn := tried(scene))), None) or missed.miss(scene)


def _proving(scene: Scene) -> Turn:
    """While they are asked who they are."""
    if scene.facts.bound:
        memory = replace(scene.memory, errand=None, challenge=None)
        return beginning.taken_up(replace(scene, memory=memory))
    if strangers.ONLY_WHY.fullmatch(scene.text):
        return identity.go_on(scene)
    return identity.sent_again(scene) or _digression(scene) or identity.go_on(scene)


def _taken_back(scene: Scene) -> Turn | None:
    errand = scene.memory.errand
    if errand and nothing_wrong.came_after_all(scene, errand):
        return detours.given_up(scene)
    if turn := wished.taken_back(scene):
        return turn
    asked = wished.asked_instead(scene)
    return leads.led_by(beginning.begun(asked), scene.say("errand.dropped")) if asked else None


SHOWN = frozenset({"late", "courier"})
"""Flows whose question tells how things stand, with the day."""


def _names_nothing(scene: Scene) -> Turn | None:
    """ "When", "how long": asked of what is under way, and never of the newest parcel of theirs."""
    errand = scene.memory.errand
    if errand is None or not questions.BARE.fullmatch(scene.text):
        return None
    if errand.flow in SHOWN:
        return errands.ask_again(scene, scene.say("errand.stands_so"), errand.misses).because("how it stands")
    if answers := errands.go_on(scene, scene.given):
        return answers
    turn = errands.ask_again(scene, scene.say("errand.miss_question"), errand.misses)
    return missed.with_a_person(scene, turn).because("asked of what is under way, and not known")


def _asked_of_us(scene: Scene) -> Turn | None:
    return _digression(scene) if questions.OF_US.search(scene.text) or centre.wished(scene.text) else None


def _told_beside(scene: Scene) -> Turn | None:
    """What the open question itself knows an answer to: it is told, and nothing else of it is asked anew."""
    errand, told = scene.memory.errand, answered.told(scene)
    if errand is None or not told:
        return None
    if errand.slot == "address" and (turn := errands.go_on(scene, scene.given)):
        return leads.led_by(turn, told)  # "53713. but will it still get there by thursday"
    if errand.flow == "not_received" and (chosen := _asks_still(scene, errand)):
        return leads.led_by(chosen, told)
    return errands.ask_again(scene, told, errand.misses).because("a question beside the one that is open")


def _asks_still(scene: Scene, errand: Errand) -> Turn | None:
    """ "The money, but how long does it take": that one is shown for its yes beside the answer."""
    turn = errands.go_on(scene, scene.given)
    now = turn.after.errand if turn and not turn.effects and not turn.handoff else None
    return turn if now and (now.flow, now.slot) == (errand.flow, errand.slot) else None


CANT_TELL = re.compile(
    r"\W*(?:(?:and|but|so|ok(?:ay)?|hm+|well|sorry)\W+)*(?:which|what)(?:'?s)?(?: (?:the|my))?"
    r" (?:neighbou?rs?|house|door|flat|porch|post ?code|zip(?: ?code)?|street|house number)"
    r"(?: (?:do (?:i|you) (?:need|want|mean)|is (?:it|that)|exactly|then|number|was it))*\W*",
    re.I,
)
"""Asks us for what only they, or a carrier, can know."""


def _cannot_tell(scene: Scene) -> Turn | None:
    errand = scene.memory.errand
    if errand is None or not CANT_TELL.fullmatch(scene.text):
        return None
    return errands.ask_again(scene, scene.say("errand.cannot_tell"), errand.misses).because("nobody here can tell")


def _label_of_the_yes(scene: Scene) -> Turn | None:
    errand = scene.memory.errand
    return presses.in_short(scene) if errand and errand.slot == errands.CONFIRM else None


def _answered_at_once(scene: Scene) -> Turn | None:
    at_once = asides.answers_at_once(scene) or own_orders.asks(scene.text) or at_what_time.asks(scene)
    return _digression(scene) if at_once else None


def _gone_on(scene: Scene) -> Turn | None:
    """The errand with this answer in it; where that leads to the same question, they hear that we are on it."""
    turn, before = errands.go_on(scene, scene.given), scene.memory.errand
    now = turn.after.errand if turn else None
    if turn is None or before is None or now is None or (now.slot, now.shown) != (before.slot, before.shown):
        return turn
    return presses.in_short(scene) or leads.led_by(turn, scene.say("errand.on_it"))


def _let_go(scene: Scene) -> Turn | None:
    errand, brief = scene.memory.errand, len(scene.text.split()) <= FEW
    leaves = brief and errand and errand.slot not in ("way", "first", "second") and LEAVES.match(scene.text)
    return detours.given_up(scene) if leaves or corrections.lets_go(scene.text) else None


FEW = 6
"""Words in which a thing is let be and no more is told."""


def _waits_to_know(scene: Scene) -> Turn | None:
    """ "Wait", and a question that nothing above answers: a page may, and it is neither a no nor a yes."""
    if not corrections.pauses(scene.text) or not about_the_yes.leads_away(scene):
        return None
    return _digression(scene) or missed.miss(scene)


def _left_to_us(scene: Scene) -> Turn | None:
    """ "Any day", "both": an answer where a day or a parcel is asked for, and no look at the tracking."""
    errand, text = scene.memory.errand, scene.text.replace("’", "'")
    whole = errand and ((errand.slot == "day" and ANY_DAY.fullmatch(text)) or (errand.slot == "parcel" and every(text)))
    return errands.go_on(scene, scene.given) if whole else None


def _named_in_answer(scene: Scene) -> Turn | None:
    """A bare name answers our question or is a miss: nobody asked what the thing's page in the catalogue says."""
    if len(scene.text.split()) > BARE or questions.ANY.search(scene.text):
        return None
    named = order_in(scene.given, scene.view({}, {}), scene.facts.orders)
    if named:
        return _gone_on(scene)
    return (errands.go_on(scene, scene.given) or missed.miss(scene)) if asides.only_named(scene) else None


def _digression(scene: Scene) -> Turn | None:
    fact, errand = waiting.fact(scene), scene.memory.errand
    if fact is None or scene.given.entity("email"):
        return None
    if NONE_KNOWN in fact.decided and about_the_yes.leads_away(scene):
        return None  # of the money that waits for their yes there is none on record yet
    asks = questions.OF_US.search(scene.text) or centre.wished(scene.text)
    if errand and scene.intent == errand.extras.get("intent") and not (asks and errand.ask):
        return None  # what is under way already, and no question: it leads nowhere else
    misses = errand.misses if errand else 0
    back = errands.ask_again(scene, scene.say("errand.back"), misses)
    back = replace(back, replies=fact.replies + back.replies, wakes=fact.wakes + back.wakes)
    outcome = back.outcome if back.handoff else "answered"
    return replace(back, decided=fact.decided + back.decided, outcome=outcome)


TRIES: tuple[Callable[[Scene], Turn | None], ...] = (
    in_one_breath.taken_back,
    yes_and.not_yet,  # no no yet
    open_return.sent_without,
    yes_and.thinks,  # no courtesy, though it ends in thanks
    _taken_back,  # "I don't want to return it" has the words of a reason in it, and of a question behind it
    none_of_these.told,
    detours.any_of_them,
    misplaced.wants_none,
    for_next_time.met,
    money_after.beside,  # of what was done just before, and not of what is asked now
    _told_beside,  # before a yes, another errand or a page is read out of it
    later_back.asked,
    offered.otherwise,  # another size is wished for, however it turns away from the money
    speaking_for_it.told_why,  # a no is read out of "I don't like it" else
    speaking_for_it.names_the_deed,
    which_one.told,  # before any question or no is heard in "the one that has not gone"
    offered.yes_to_none,
    offered.in_another_size,
    offered.would_pay,  # no yes to money back
    offered.for_money,
    offered.for_the_refund,  # no yes to a label
    offered.only_a_part,
    wished.of_each,  # before money for one of them is taken for money for all
    wished.told_more,  # before a no, or another order of that age, is heard in it
    asked_about.asked_about,  # "how much is it" would else be asked of the catalogue
    about_the_yes.told,  # in whatever words
    other_meant.for_the_wait,  # before the yes to a recall may mean this
    other_meant.another_charge,
    other_meant.yes_without,
    other_meant.the_second,  # of two alike it is the very one that goes back
    cancels.instead,
    cancels.another,  # its verb is a no where something is asked
    _cannot_tell,  # no page that has one of the words answers it
    _names_nothing,
    noting.tells_and_asks,
    _asked_of_us,  # a question put to us is never an answer, whatever words of one are in it
    _label_of_the_yes,  # fewer words than the button, before any of them is read as another wish
    keeping.kept,  # a no, though the word for it is missing
    keeping.too_faint,
    yes_and.more,  # before what is more is taken for all of it
    offered.not_all_of_it,
    detours.turned_away,  # no yes is read out of words that turn away from it
    adding.joined,  # one thing more would else replace the one that was picked
    misplaced.met,  # a slot that takes any words would take another wish
    asked_about.shown_again,
    _left_to_us,
    _named_in_answer,  # a bare name is an answer, and no question of its page
    _answered_at_once,  # what costs no turn is told before an answer is looked for
    _gone_on,
    presses.in_short,  # elsewhere than at the last yes an answer comes before a label in short
    yes_and.puts_off,
    _let_go,  # an answer may hold such a clause, so only where it was none
    presses.past,  # the label of an old button has the words of a wish in it
    detours.instead,  # before hesitating: "no wait, refund instead" says what it is
    detours.hesitates,
    _waits_to_know,  # no no, though it begins with "wait"
    detours.withdrawn,  # a no that nothing above understood: no later yes may be a yes to this
    wished.asks_why,
    wished.said_again,  # before what only looks: "process my refund" asks after none
    _digression,
    pictures.alone,
    detours.another,  # last: dearest to be wrong about, as it puts off what is under way
)
"""How words are tried, in this order."""
