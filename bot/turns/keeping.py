"""That they, or somebody at home, would rather have it stay is a no, where something would go or change; and a mere
"ok" after words that nobody understood is no yes."""

import re

from bot import corrections
from bot.flow import Given
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.slots import Pick, day_in, naming, words_of
from bot.slots.naming import bare
from bot.turns import answered, detours, errands
from bot.turns.context.reading import bought

GIVES_UP = frozenset({"cancel", "subscription", "send_back", "refund"})
"""Flows whose yes takes something from them, or ends it."""
_WHO = r"(?:i|we|he|she|they|(?:my|our|the) \w+)"
KEEPS = re.compile(
    rf"\b{_WHO}(?:'?m| am| are|'?re|'?d|'?ll| would| will| should| could| might| want(?:s|ed)?(?: to)?| decided to"
    rf"| rather| prefers?(?: to)?"
    r"| (?:say|said|think|thought)s?(?: that)?(?: we| i| to)?(?: should| must| can)?| like to| better| just| do)*"
    r" keep(?:s|ing)?(?= (?:it|them|both|all|the|my|our|this|that|these|those)\b|\W*$)|\blet'?s keep\b|\bkeep (?:both"
    r"|them all|all of (?:it|them))\b",
    re.I,
)
SAYS_NO = re.compile(
    rf"\b{_WHO} (?:says?|said|thinks?) (?:no\b(?! (?:problem|worr|issue|rush|hurry|need to wait))"
    r"|not\b|don'?t(?! (?:wait|worry))|we (?:should ?n'?t|should not))",
    re.I,
)
"""Somebody at home is against it."""
ACTS = re.compile(
    r"\?|\b(?:if|what|whether|how|when|unless|cancel|refund|return|send|stop|end|but|money|can|could|may|go ahead|do it"
    r"|(?:will|would|do|shall|should) (?:i|we))\b|^\W*(?:yes|yeah|yep|yup|sure)\b",
    re.I,
)
"""Words that ask for something, or for a part of it."""
FAINT = frozenset("ok okay okey okie oki k kk fine alright hm hmm right good i see then thanks thank you thx".split())
"""Words that agree with us where all was clear, and with anything where it was not."""


def rather(text: str) -> bool:
    """Whether these words say that they, or somebody at home, would rather keep it."""
    text = text.replace("’", "'")
    return not ACTS.search(text) and bool(KEEPS.search(text) or SAYS_NO.search(text))


def kept(scene: Scene) -> Turn | None:
    """ "My son says we should keep both": a no, unless it is said of something else than what would go."""
    errand = scene.memory.errand
    if errand and errand.flow == "cancel" and errand.slot == errands.CONFIRM and WAITS_ON.fullmatch(scene.text):
        return errands.go_on(scene, Given("no", "deny"))
    if errand is None or not gives_up(errand) or ACTS.search(scene.text):
        return None
    text, last = scene.text.replace("’", "'"), errand.slot == errands.CONFIRM
    if not (KEEPS.search(text) or (last and SAYS_NO.search(text))) or _speaks_of_another(scene):
        return None
    turn = errands.go_on(scene, Given("no", "deny")) if last else detours.given_up(scene)
    return turn.because("they would rather keep it") if turn else None


WAITS_ON = re.compile(
    r"\W*(?:(?:no+|ok(?:ay)?|well|then|i|i'?ll|i'?d|we'?ll|will|would|just|rather|better|guess|hm+|fine|so|can)\b\W*)*"
    r"(?:keep (?:on )?waiting|wait (?:for it|(?:a (?:bit|little)|some) (?:more|longer)|longer)|i'?ll wait)"
    r"(?:\W+(?:then|i guess|for it|instead|please|pls|thanks))*\W*",
    re.I,
)
"""Would rather have it come than have it stopped."""


def gives_up(errand: Errand) -> bool:
    """Whether its yes takes something from them; a club that is started again is no such thing."""
    again = errand.flow == "subscription" and errand.answers.get("wish") not in (None, "cancel")
    return errand.flow in GIVES_UP and not again


AS_IT_WAS = re.compile(
    r"\b(?:leave|keep) (?:it|them|that) (?:at|to) (?:my |the )?(?:home|house)\b"
    r"|\b(?:leave|keep|send|deliver|bring) (?:it|them|that) (?:to (?:my |the )?(?:old|usual|first)\b"
    r"|as (?:it|they) (?:is|was|are|were)|where (?:it|they) (?:is|was|goes|go|are))",
    re.I,
)
LEAVES_IT = re.compile(
    r"(?:^|[.,;!\n])\W*(?:(?:no|ok(?:ay)?|so|just|then|please|pls|actually)\W+)*(?:leave|forget|drop|scrap) (?:it|that)"
    r"(?: (?:then|please|pls|be|alone|now|for now|thanks))*\W*$",
    re.I,
)
"""Ends with letting it be: a day in the words before that tells why."""
A_NUMBER = re.compile(r"\d")
"""Of a house or a postcode: then it says where to."""


def goes_home(scene: Scene) -> Turn | None:
    """ "No, leave it at home", while another address is given: it goes where it was going."""
    errand = scene.memory.errand
    if errand is None or errand.flow != "new_address" or A_NUMBER.search(scene.text):
        return None
    if not AS_IT_WAS.search(scene.text) and not _lets_it_be(scene, errand):
        return None
    last = errand.slot == errands.CONFIRM
    turn = errands.go_on(scene, Given("no", "deny")) if last else detours.given_up(scene)
    return turn.because("it goes where it was going") if turn else None


def _lets_it_be(scene: Scene, errand: Errand) -> bool:
    """Whether these words end the change: "at the door, leave it" is for the courier where he may be told something."""
    left = LEAVES_IT.search(scene.text)
    if left is None:
        return False
    before = scene.text[: left.start()].strip()
    tells = errand.slot in ("change", "words", errands.CONFIRM) and before and not corrections.refuses(before)
    return not tells or day_in(Given(before), scene.view({}, {})) is not None


def _speaks_of_another(scene: Scene) -> bool:
    """Whether a thing is named that stays with them anyway."""
    errand = scene.memory.errand
    known = answered.known(scene, errand) if errand else {}
    going = tuple(pick for pick in known.get("items") or () if isinstance(pick, Pick))
    if not going:
        return False
    goes = frozenset(word for pick in going for word in words_of(pick.item.title))
    return bool(naming(scene.text, bought(scene.facts) - goes)) and not naming(scene.text, goes)


def too_faint(scene: Scene) -> Turn | None:
    """Right after words of theirs that nobody understood "ok" may be the end of those: a plain yes is asked for."""
    errand = scene.memory.errand
    if errand is None or errand.slot != errands.CONFIRM or not errand.misses or not scene.text:
        return None
    asks = scene.say("errand.needs_yes")
    if not set(bare(scene.text)) <= FAINT or any(text.startswith(asks) for text in scene.memory.ours[-1:]):
        return None  # asked for it in so many words, ok is one
    return errands.ask_again(scene, asks, errand.misses).because("ok, to what is not clear")
