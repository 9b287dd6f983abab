"""Words that are no answer to the open question: it is put once more, differently; then a person comes."""

import re

from bot import corrections
from bot.anew import replace
from bot.content import Choice
from bot.effects import Handoff
from bot.flow import Given
from bot.memory import Turn
from bot.scene import Scene
from bot.slots import Reason
from bot.slots.some_of import REST_FINE
from bot.turns import (
    answered,
    calls,
    detours,
    errands,
    graces,
    leads,
    not_listed,
    people,
    questions,
    tongue,
    unknown_number,
    wished,
)

STARTS_YES = re.compile(r"\W*(?:yes|yep|yeah|yup|ok(?:ay)?|sure)\b\W*\w", re.I)


def miss(scene: Scene) -> Turn:
    """Not an answer: asked once more, differently; then a person. A courtesy or a file is no wrong answer."""
    if met := graces.beside(scene):
        return met
    errand = scene.memory.errand
    misses = (errand.misses if errand else 0) + 1
    if misses > answered.limit(scene):
        if errand and errand.flow == calls.NAME:
            return calls.in_writing(scene).because("no number could be made out")
        return people.call(scene, Turn(scene.memory), Handoff("unclear", (scene.say("why.unclear", times=misses),)))
    if (misses > 1 or OF_IT.match(scene.text)) and (taken := _as_they_are(scene)):
        return taken
    stranger = answered.not_theirs(scene)
    own = answered.miss_words(scene) or stranger
    unknown = "" if own else unknown_number.of_no_order(scene)
    own = own or unknown
    if own and misses > 1 and any(own in text for text in scene.memory.ours[-1:]):
        own = ""  # told so already
    if errand and errand.slot == errands.CONFIRM and STARTS_YES.match(scene.text) and misses == 1:
        own = own or scene.say("errand.more_than_yes")
    own = own or (scene.say("errand.miss_question") if misses == 1 and questions.ANY.search(scene.text) else "")
    if language := tongue.foreign(scene):
        own = scene.say(f"language.{language}")
    first = "errand.noted" if _tells_on(scene) else "errand.miss"
    lead = own or scene.say(first if misses == 1 else "errand.miss_again")
    turn = errands.ask_again(scene, lead, misses).because("that was no answer to the question")
    if unknown and lead == unknown:
        return not_listed.with_colleague(scene, turn)
    return with_a_person(scene, turn) if lead in (scene.say("errand.miss_question"), stranger) else turn


OF_IT = re.compile(
    r"\W*(?:(?:well|because|cause|cos|cuz|so|but|just|i (?:think|find)|that)\W+)*"
    r"(?:(?:it|they|these|this)(?: (?:just|always|really|also|still|only))? (?!(?:is|are|was|were|came|arrived|has|have"
    r"|should|will|would|can|could|must|goes|go|says?|said)\b)\w+ \w+|too \w+)",
    re.I,
)
"""Says of the thing itself what it does, or what it is too much of: "it pulls my hair"."""
TOLD = 2
"""Words in which something is told."""


def _as_they_are(scene: Scene) -> Turn | None:
    """Why it comes back, told twice in words that are none of the reasons: they are kept, and it goes on."""
    errand = scene.memory.errand
    other = next((value for value in scene.memory.choices if value.endswith(Reason.OTHER)), "")
    asks = questions.ANY.search(scene.text) or corrections.says_no(scene.text) or scene.intent in ANSWERS
    if errand is None or errand.slot != "reason" or not other or asks or len(scene.text.split()) < TOLD:
        return None
    words = f"{errand.extras.get('words', '')}. {scene.text}"[:500]
    told = replace(errand, extras={**errand.extras, "words": words})
    turn = errands.go_on(replace(scene, memory=replace(scene.memory, errand=told)), Given(other, pressed=True))
    return leads.led_by(turn, scene.say("errand.noted")).because("their own words for why") if turn else None


ANSWERS = frozenset({"affirm", "deny", "thanks", "goodbye", "greeting", "human_agent"})


def _tells_on(scene: Scene) -> bool:
    """Whether it is clearly of the charge that is looked for, though it does not say which one; or of the rest of
    what goes back, which is well."""
    errand = scene.memory.errand
    if errand and errand.flow in wished.GOES_BACK and REST_FINE.search(scene.text):
        return True
    if errand is None or errand.flow != "charge" or errand.slot != "charge":
        return False
    return detours.flow_of(detours.by_itself(scene, scene.text)) == errand.flow


def with_a_person(scene: Scene, turn: Turn) -> Turn:
    """A question that we cannot answer is a person's, and may be asked there."""
    first, *rest = turn.replies
    if turn.outcome != "asked" or any(choice.value == "human" for choice in first.offers):
        return turn
    offers = (*first.offers, Choice(scene.say("offer.human"), "human"))
    return replace(turn, replies=(replace(first, offers=offers), *rest))
