""" "It" and "them" right after a thing of theirs was told of: the words are read again with its name in them."""

import re
from datetime import timedelta

from bot.anew import replace
from bot.hearing import Heard
from bot.scene import Scene
from bot.shop import Item, Order
from bot.slots import naming, order_in, words_of
from bot.slots.naming import named
from bot.turns import detours, graces
from bot.turns.context import plans
from bot.turns.context.reading import DAYS, bought, meant_as
from bot.turns.known import ERRANDS
from bot.writes import moment

ACTS = frozenset({"cancel", "send_back", "refund", "new_address", "fault"})
"""What may be wanted of a thing that one has just asked after."""
LOOKS = frozenset({"tracking", "late"})
RUNS_ON = re.compile(r"\b(?:will|does|do|is|are) (?:it|they)\b.*\b(?:here|there|come|arrive|in time|on time)\b", re.I)
"""Asks on after that very thing: whether it comes, and by when."""
IT = (
    re.compile(r"\b(?:it|them|they)\b(?!')", re.I),
    re.compile(r"\b(?:this|these|that|those)\b(?!'| (?:is|was|are|were|way|day)\b)(?: one| ones)?", re.I),
)
"""Stands for a thing, surest first."""
_LEAD = (
    r"\W*(?:(?:ok(?:ay)?|oh|no|well|hm+|so|then|and|but|please|pls|can (?:i|you|we)|could (?:i|you|we)|i'?d|i would"
    r"|i'?ll|if not|otherwise|i|just|rather|actually|want|wanna|like|need|prefer|to|have|get|give me|sorry|now)\W+)*"
)
_TAIL = r"(?:\W+(?:back|please|pls|then|now|instead|thanks|thank you|for it|for them|after all|asap|immediately))*\W*"
BARE = re.compile(
    rf"{_LEAD}(?:(?:a |my |the |full )*(?:refund|money)|refund(?: me)?|cancel|return|send back|cancell?ation){_TAIL}",
    re.I,
)
"""What is wanted, and no word for the thing."""
NOT_WANTED = re.compile(
    rf"{_LEAD}(?:(?:i|we) )?(?:do(?:n'?t| not)|no longer)(?: really| actually)? (?:want|need) (?:it|them|this|these"
    r"|that|those|either|any)"
    r"(?: (?:any ?more|now|at all|after all|either|both|of (?:them|it)|please|pls|sorry|thanks))*\W*",
    re.I,
)
ON_A_DAY = re.compile(
    rf"{_LEAD}(?:(?:make it|(?:bring|deliver|move|reschedule|change|postpone)(?: (?:it|them))?"
    rf"|(?:it|they|them) (?:to )?(?:come|be (?:delivered|brought))|(?:come|delivered)|what about|how about)\W+)?"
    rf"(?:(?:on|for|to|till|until|this|next|by)\W+)*{DAYS}"
    r"(?:\W+(?:please|pls|instead|rather|better|is better|would be better|works better|suits (?:me )?better|then"
    r"|morning|afternoon|evening|ok|possible|thanks))*\W*",
    re.I,
)
WISHES_IT = re.compile(
    r"\b(?:please|pls|instead|rather|better|bring|deliver|move|reschedule|change|postpone|make it|want|prefer|can|could"
    r"|like)\b",
    re.I,
)
"""A day by itself may only ask whether it comes then."""


HOW_LONG = re.compile(
    rf"{_LEAD}(?:how (?:long|much longer|many (?:more )?days)|until when|till when)"
    r" (?:(?:do|must|should|will|would|shall|am|have|is|does) )?(?:i|we|it|that|this)"
    r"(?: (?:have|need|got|going|supposed))?(?: to)?"
    r"(?: (?:wait|be waiting|take|last|be))?(?: (?:for it|now|then|more|still|longer))*\W*",
    re.I,
)
"""How long they wait for what they were just told of: not for a person."""
ALL_OF_IT = re.compile(r"\b(?:it all|all of it|everything|whole|entire|both|each)\b", re.I)
"""More than that one thing."""
TOLD = frozenset({"tracking", "product"})
"""Flows that tell of a thing and ask for nothing."""


def read_again(scene: Scene) -> Scene:
    """The scene with the thing's name in these words, where they want something of what was just told of."""
    heard, text = scene.heard, scene.text.replace("’", "'")
    if heard is None or not _told_lately(scene) or _names_something(scene):
        return scene
    if HOW_LONG.fullmatch(text) and ERRANDS.get(scene.memory.topic) == "tracking":
        return replace(scene, heard=meant_as("delivery_late", heard))
    thing = _thing(scene)
    if ON_A_DAY.fullmatch(text) and WISHES_IT.search(text) and ERRANDS.get(scene.memory.topic) == "tracking":
        said = f"the {thing}: {text}" if thing else text
        return replace(scene, heard=meant_as("change_delivery", replace(heard, text=said)))
    return replace(scene, heard=_with(thing, scene, text)) if thing else scene


def _with(thing: str, scene: Scene, text: str) -> Heard | None:
    """These words with the thing in them; as they were, where they ask for nothing that we do."""
    heard = scene.heard
    its = next((it for it in IT if it.search(text)), None)
    looks = ERRANDS.get(scene.intent) in LOOKS and its is not None and RUNS_ON.search(text)
    wishes = looks or ERRANDS.get(scene.intent) in ACTS or NOT_WANTED.fullmatch(text) or plans.CANCELS.fullmatch(text)
    if heard is None or not wishes:
        return heard
    delivered = detours.flow_of(heard) == "new_address" and not re.search(r"\d", text)
    if ALL_OF_IT.search(text) or (its is None and not delivered and not BARE.fullmatch(text)):
        return heard
    if delivered:  # "pick it up" and "leave it with a neighbour" are passed on as they are
        return replace(heard, text=f"the {thing}: {text}")
    said = its.sub(f"the {thing}", text, count=1) if its else f"{text.rstrip(' .!?')} for the {thing}"
    own = detours.by_itself(scene, said)
    as_it_was = thing.startswith("order ") and detours.flow_of(heard) in ACTS  # a number says nothing of what is wanted
    if as_it_was or detours.flow_of(own) not in ACTS:
        return replace(heard, text=said)
    return replace(heard, text=own.text, intents=own.intents, band=own.band, entities=own.entities)


def _told_lately(scene: Scene) -> bool:
    """Whether the last thing talked about was only told of, and not too long ago."""
    memory = scene.memory
    if memory.errand or memory.pending or not scene.facts.bound or ERRANDS.get(memory.topic) not in TOLD:
        return False
    return scene.facts.now - moment(memory.topic_at) <= timedelta(hours=scene.policy.question_hours)


def _names_something(scene: Scene) -> bool:
    """Whether these words say themselves what they are about."""
    names = bought(scene.facts) | _clubs(scene)
    named_order = order_in(scene.given, scene.view({}, {}), scene.facts.orders) is not None
    return named_order or bool(naming(scene.text, names))


def _thing(scene: Scene) -> str:
    """What their question before this was about, in their own words; the only order that was told of, where it named
    none; empty where it named several."""
    before = _question(scene)
    told = re.findall(r"\border (\w+)", scene.memory.about)
    found = named(before, _lines(scene), lambda line: line[1].title)
    if not found or any(number in before for number in told):
        return f"order {told[0]}" if len(told) == 1 else ""
    if len({item.title for _, item in found}) != 1:
        return ""
    numbers = [order.number for order, _ in found]
    told = [number for number in numbers if number in told]
    name = _their_words(before, found[0][1], scene)
    return f"{name} of order {told[0]}" if len(numbers) > 1 and len(told) == 1 else name


def _lines(scene: Scene) -> tuple[tuple[Order, Item], ...]:
    return tuple((order, item) for order in scene.facts.orders for item in order.items)


def _their_words(before: str, item: Item, scene: Scene) -> str:
    """The words of theirs that name it; its whole name where a club of theirs is called so as well."""
    said = [
        word for word in re.findall(r"[^\W\d_]{3,}", before) if words_of(word) and naming(word, words_of(item.title))
    ]
    return item.name if naming(" ".join(said), _clubs(scene)) else " ".join(dict.fromkeys(said))


def _question(scene: Scene) -> str:
    """Their last words before these that were no mere courtesy."""
    *before, _ = scene.memory.before or ("",)
    return next((text for text in reversed(before) if not graces.THANKED.fullmatch(text)), "")


def _clubs(scene: Scene) -> frozenset[str]:
    """The words in the names of their clubs."""
    running = scene.facts.account.subscriptions if scene.facts.account else ()
    return frozenset(word for plan in running for word in words_of(plan.title))
