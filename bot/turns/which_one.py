"""At the last yes of a cancelling: another order is named, or another part of this one, or they ask which one it is."""

import re
from collections.abc import Mapping

from bot import corrections
from bot.anew import replace
from bot.content import Reply
from bot.flow import Given, slots
from bot.flows.cancel.lines import ALL, KEEPS_ALL, STAYS, all_then, can_be_stopped, in_part, named, picked, still_here
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.shop import Order
from bot.slots import cancelled_in, words_of
from bot.slots import said as slots_said
from bot.slots.agreeing import CLEAR
from bot.slots.apart import OF_TWO, RANKS, kept_as_fine, pointed, spared, titles
from bot.slots.orders import not_meant
from bot.turns import answered, errands, one_by_one, presses

SMALL = frozenset(
    "no nope nah oh ok okay wait hm hmm sorry actually well so and but then please pls i i'd i'll im mean meant want to"
    " just only it's its it is the my this that a of them two one order instead rather thanks thank you now cancel stop"
    " keep leave not except for with from do make y".split()
)
STATES = frozenset(
    "gone left shipped sent out dispatched posted on way transit in already yet been has hasn't hasnt have is isn't"
    " isnt was wasn't wasnt unsent unshipped which thats that's still go ship".split()
)
TURNS = frozenset("ordered bought placed today today's todays yesterday yesterday's yesterdays".split())
TURNS |= RANKS.keys() | OF_TWO.keys()
NAMING = SMALL | STATES | TURNS | CLEAR | frozenset("too also as well both other another different".split())
ASKING = frozenset("are cancelling canceling talking about do does mean going what number did".split())
OTHER = re.compile(r"\b(?:other|another|different)\b|\bnot (?:this|that) (?:one|order)\b", re.I)
ADDS = re.compile(r"^\W*(?:and|also|plus)\b|\b(?:too|also|as well)\b", re.I)
MORE = re.compile(r"\b(?:too|also|as well|both)\b", re.I)
_LEAD = r"\W*(?:(?:no+|wait|oh|ok(?:ay)?|hm+|sorry|but|so|and|well|hang on|hold on)\W+)*"
ASKS = re.compile(rf"{_LEAD}(?:which|is|isn'?t|was|has|did)\b", re.I)
ASKED = re.compile(r"\b(?:do|have|go|make|want)\b.*\?\s*$", re.I)
POLITE = re.compile(rf"{_LEAD}(?:can|could|would|will) (?:you|we|i)(?: please| pls)? ", re.I)

LEFT_OPEN = re.compile(r"(?<=that|hich) (?:is|has)(?: not|n'?t)(?: been)?\W*$", re.I)
"""Of "has it shipped" the answer's own end: "so stop the one that isn't"."""


def told(scene: Scene) -> Turn | None:
    """What these words are, where they say no more than which order, or which part of it."""
    errand = scene.memory.errand
    if errand is None or errand.flow != "cancel" or not scene.text:
        return None
    if errand.slot != errands.CONFIRM:
        return _all_stay(scene) if KEEPS_ALL.fullmatch(scene.text) else None
    known = answered.known(scene, errand)
    order = known.get("order")
    if not isinstance(order, Order):
        return None
    if KEEPS_ALL.fullmatch(scene.text) or (corrections.stops(scene.text) and errand.answers.get(one_by_one.THEN)):
        return errands.go_on(one_by_one.alone(scene), Given("no", "deny"))
    if turn := _stopped_before(scene) or _part(scene, errand, known) or _of_two(scene, errand, order):
        return turn
    text = LEFT_OPEN.sub(" not shipped", scene.text.replace("’", "'"))
    said = POLITE.sub("", text, count=1).rstrip("? ")
    if CANCEL_IT.fullmatch(scene.text) and not presses.labelled(scene.memory.choices, scene.text):
        return errands.ask_again(scene, scene.say("errand.needs_yes"), errand.misses).because("a no, or a yes to it")
    if (kept := kept_as_fine(said)) != said:
        return _fine(scene, errand, known, kept) if _only_names(scene, kept, NAMING) else None
    if ASKS.match(said):
        return _which(scene, errand, order, said)
    if said == scene.text.replace("’", "'").rstrip("? ") and ASKED.search(scene.text):
        return None
    return _named(scene, errand, known, said) if _only_names(scene, said, NAMING) else None


LEFT_TO_US = re.compile(
    r"\W*(?:(?:it|that|oh|ok(?:ay)?|well|hm+|to me|really|just|honestly|i|we)\W+)*"
    r"(?:(?:does(?:n'?t| not)|do(?:n'?t| not)) (?:really )?(?:matter|mind|care)(?: (?:which|what|to me)(?: one"
    r"| of them)?)?|either(?: one)?(?: of them)?|any(?: one)?(?: of (?:them|these|those|it))?|whichever(?: one)?"
    r"|(?:you|u) (?:choose|pick|decide)|no preference|they(?:'re| are) the same)"
    r"(?: (?:it is|is|of the two|please|pls|really|is fine|is ok|works|you (?:want|like)))*\W*",
    re.I,
)
"""Which of them is all the same to them."""
ONE_ONLY = re.compile(
    r"\W*(?:(?:because|as|since|i|we|just|only|so|yes)\W+)*(?:need|want|wanted|needed|meant) (?:just |only )?"
    r"(?:the )?one(?: of (?:them|those))?(?: (?!of\b|more\b|other\b|that\b|is\b)\w+){0,2}\W*",
    re.I,
)
KEEPS_OTHER = re.compile(
    r"\W*(?:(?:no+|nope|oh|ok(?:ay)?|wait|actually|please|pls|then|just|i(?:'?ll| will| want to)?)\W+)*"
    r"keep (?:the )?(?P<which>other|second|this|that|last)(?: one)?(?:\W+(?:please|pls|then|thanks|thank you))*\W*",
    re.I,
)
"""Of two that are asked about in turn the second: this one, once the first is done with."""


def _of_two(scene: Scene, errand: Errand, order: Order) -> Turn | None:
    """What they say of two orders of the same, or of the second of two: that this one will do, or that it stays."""
    if LEFT_TO_US.fullmatch(scene.text) or (alike(scene, order) and ONE_ONLY.fullmatch(scene.text)):
        return errands.ask_again(scene, scene.say("errand.needs_yes"), errand.misses).because("this one will do")
    keeps = KEEPS_OTHER.fullmatch(scene.text)
    if keeps and one_by_one.AFTER in errand.answers:
        return errands.go_on(scene, Given("no", "deny"))
    if keeps and errand.answers.get(one_by_one.THEN) and keeps["which"] not in ("this", "that"):
        return _anew(scene, errand, {"order": order.number})
    return None


def alike(scene: Scene, order: Order) -> bool:
    """Whether there is another order of the same."""
    return any(o is not order and titles(o) == titles(order) and can_be_stopped(o) for o in scene.facts.orders)


def _stopped_before(scene: Scene) -> Turn | None:
    """ "No, the table", which is cancelled already: that is told, and what was asked about is not meant."""
    only_named = _only_names(scene, scene.text.replace("’", "'"), NAMING - CLEAR)
    if not only_named or cancelled_in(scene.text, scene.facts.orders) is None:
        return None
    return errands.begin(replace(scene, memory=replace(scene.memory, errand=None)), "cancel_order")


CANCEL_IT = re.compile(
    r"\W*(?:(?:then|so|and|just|please|pls|well|hm+|can you|i want to)\W+)*cancel (?:it|this|that)"
    r"(?:\W+(?:then|please|pls|now|thanks))*\W*",
    re.I,
)
"""What is asked about is a cancelling: this is no plain no to it."""
ONLY_A_YES = re.compile(
    r"\W*(?:(?:yes|yeah|yep|yup|ok(?:ay)?|sure|fine|please|pls|do|go|ahead|cancel|stop|ask|them|it|that|this|one|then"
    r"|so|and|just|right|good|thanks|thank you|is|what|i|want|confirm(?:ed)?)\b\W*)+",
    re.I,
)


def _part(scene: Scene, errand: Errand, known: Mapping[str, object]) -> Turn | None:
    """Where only some was wanted, which can't be: all of it has to be said, a yes may be to either."""
    view = replace(scene.view(errand.answers, errand.extras), known=known)
    if not in_part(view):
        return None
    if all_then(scene.text, view):
        return errands.go_on(scene, Given(ALL, pressed=True))
    if not ONLY_A_YES.fullmatch(scene.text) and not ONE_ONLY.fullmatch(scene.text):
        return None
    lead = scene.say("cancel.which_of_these")
    return errands.ask_again(scene, lead, errand.misses).because("a yes to a part is none to all of it")


def _all_stay(scene: Scene) -> Turn:
    """ "Neither", asked which."""
    memory = replace(one_by_one.alone(scene).memory, errand=None)
    turn = Turn(memory, (Reply(scene.say("cancel.kept_as_it_is")),)).because("all of it stays")
    return errands.back_to_parked(scene, turn)


def _only_names(scene: Scene, said: str, small: frozenset[str]) -> bool:
    """Whether nothing is said but small words, and the things and numbers of their orders."""
    things = frozenset().union(*(words_of(titles(order)) | {order.number} for order in scene.facts.orders))
    words = re.findall(r"[\w']+", said.casefold())
    return bool(words) and all(word in small or word.removesuffix("s") in things for word in words)


def _which(scene: Scene, errand: Errand, order: Order, said: str) -> Turn | None:
    """ "Is that the one on its way", "which one are you cancelling": that is told, and the question stands."""
    telling = re.findall(r"[\w']+", said.casefold())
    about = "which" in telling or bool((STATES | TURNS) - {"is", "has", "was", "in", "on", "go"} & set(telling))
    if not about or not _only_names(scene, said, SMALL | STATES | TURNS | ASKING):
        return None
    key = "cancel.this_is_here" if still_here(order) else "cancel.this_has_left"
    lead = scene.say(key, number=order.number, placed=order.placed)
    return errands.ask_again(scene, lead, errand.misses).because("they ask which one it is")


def _named(scene: Scene, errand: Errand, known: Mapping[str, object], said: str) -> Turn | None:
    order = known["order"]
    assert isinstance(order, Order)  # as `told` has seen
    others = tuple(o for o in scene.facts.orders if can_be_stopped(o) and o != order)
    if slots_said(MORE, said) and others:
        also = _meant(scene, errand, MORE.sub(" ", said))
        if isinstance(also, Order) and also != order:
            return _more(scene, errand, order, (order, also))
        return _more(scene, errand, order, one_by_one.several(f"cancel both {said}", scene.facts.orders))
    meant = None if _only_another(scene, said) else _meant(scene, errand, said)
    if meant is None and OTHER.search(said):
        if len(others) > 1:
            return errands.go_on(scene, Given("change", pressed=True))
        meant = others[0] if others else order if _is_the_other(scene, order) else None
    if meant is None:
        stays = spared(said)[1] and not OTHER.search(said)
        return errands.go_on(one_by_one.alone(scene), Given("no", "deny")) if stays else None
    if meant != order:
        kept = meant.number if isinstance(meant, Order) else dict(slots(errands.FLOWS["cancel"]))["order"].keep(meant)
        return _anew(scene, errand, {"order": kept})
    return _this_one(scene, errand, known, said)


def _fine(scene: Scene, errand: Errand, known: Mapping[str, object], kept: str) -> Turn | None:
    """ "The older one is fine": that one stays; of the very order that is asked about it may be a yes as well."""
    if known["order"] in not_meant(spared(kept)[1], scene.facts.orders):
        return errands.ask_again(scene, scene.say("errand.needs_yes"), errand.misses).because("a no, or a yes to it")
    return _named(scene, errand, known, kept)


def _only_another(scene: Scene, said: str) -> bool:
    """ "The other tent" names that one, and "not the new one, the other" by what it is not."""
    numbered = any(order.number in said for order in scene.facts.orders)
    return OTHER.search(said) is not None and not (numbered or spared(said)[1] or pointed(said, scene.facts.orders))


def _is_the_other(scene: Scene, order: Order) -> bool:
    """Whether one like it was stopped before: the one that is asked about is the other, then."""
    return any(o is not order and titles(o) == titles(order) for o in scene.facts.orders)


def _meant(scene: Scene, errand: Errand, said: str) -> Order | tuple[Order, ...] | None:
    this = dict(slots(errands.FLOWS["cancel"]))["order"]
    meant = this.read(replace(scene.given, text=said, asked=True), scene.view(errand.answers, errand.extras))
    return meant if isinstance(meant, Order | tuple) else None


def _this_one(scene: Scene, errand: Errand, known: Mapping[str, object], said: str) -> Turn | None:
    """The very order that is asked about: another part of it, or that one and no other; beside a yes it is a yes."""
    view, order = replace(scene.view(errand.answers, errand.extras), known=known), known["order"]
    assert isinstance(order, Order)  # as `told` has seen
    lines = named(Given(said), view)
    if lines and ADDS.search(said) and known.get("items") != "all":
        lines = f"{known['items']},{lines}"  # that, too, and not in its place
    if lines and not corrections.same(lines, str(known.get("items"))):
        ids = {part.partition(":")[0] for part in lines.split(",")}
        if STAYS.search(said) and not ids & {item.id for item in picked(view)} and known.get("items") != "all":
            return errands.go_on(scene, Given("no", "deny"))  # "keep the table", of the table
        return _anew(scene, errand, {"order": order.number, "items": lines})
    if CLEAR & set(re.findall(r"[\w']+", said.casefold())) and not spared(said)[1]:
        return None
    return _anew(scene, errand, {k: v for k, v in errand.answers.items() if k != one_by_one.THEN})


def _more(scene: Scene, errand: Errand, order: Order, meant: tuple[Order, ...]) -> Turn | None:
    """ "Both", "the other one too": this one first."""
    if order not in meant or len(meant) < 2:
        return None
    bare = replace(errand, answers={k: v for k, v in errand.answers.items() if k not in ("order", one_by_one.THEN)})
    later, first = one_by_one.in_turn(one_by_one.alone(scene), bare, meant)
    return errands.proceed(later, first).because("each of them, one after the other")


def _anew(scene: Scene, errand: Errand, answers: Mapping[str, str]) -> Turn:
    """The question for just that, and for nothing that was to come after it."""
    turn = errands.proceed(one_by_one.alone(scene), replace(errand, answers=answers, misses=0))
    now = turn.after.errand
    if now and now.shown == errand.shown and turn.replies:
        lead = scene.say("errand.needs_yes" if "yes" in turn.after.choices else "cancel.which_of_these")
        turn = replace(turn, replies=(replace(turn.replies[0], text=lead), *turn.replies[1:]))
    return turn.because("they say which one")
