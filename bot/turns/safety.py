"""Injury, fire, allergy, self-harm, threats: the words that come first, whatever else was said."""

import re

from bot.content import Reply
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import people
from bot.turns.context.dangers import FOREIGN, MEDICINE, THREAT

KINDS = {
    "self_harm": re.compile(
        r"kill (?:my|him|her)self|suicid|end (?:my|it all|his|her) ?life|self[- ]harm|hurt(?:ing)? myself|want to die"
        r"|want to (?:live|be alive|exist|wake up)|(?:to live|in living)\b|better off dead|(?:not|n'?t) go on\b"
        r"|own life",
        re.I,
    ),
    "threat": re.compile(
        r"threat\w*|assault\w*|stalk\w*|attacked|punched|groped|harassed|abused|(?:hit|followed|touched) (?:me|my)\b"
        rf"|{THREAT.pattern}",
        re.I,
    ),
    "fire": re.compile(
        r"fire|flames?|smok\w+|spark\w*|explod\w*|blew up|melt\w*|overheat\w*|burning"
        r"|carbon monoxide|gas leak|\barc(?:ed|ing)|\bbang\b|\b(?:fuse|breaker|circuit)|\brcd\b|electrics"
        r"|scorch\w*|charred|singed"
        r"|burnt? (?:\w+ )?(?:socket|plug|outlet|wir|cable|charger)|(?:socket|plug|outlet|cable) (?:\w+ ){1,2}burnt?\b"
        r"|(?:battery|batteries|power ?bank|cell)\b.{0,20}(?:hiss|swell|swoll|bulg|balloon|leak)"
        r"|(?:swollen|bulging|leaking) batter",
        re.I,
    ),
    "shock": re.compile(r"electrocut\w*|\b(?:shock|zap)", re.I),
    "health": re.compile(
        r"poison\w*|allerg\w*|anaphyla\w*|\b(?:rash|itch)|hives|welts|skin|blister|bad reaction|chok\w+|swallow\w*"
        r"|mou?ldy",
        re.I,
    ),
    "food": FOREIGN,
    "medicine": MEDICINE,
    "fall": re.compile(r"\b(?:fall|fell|fallen|tripped|slipped)\b", re.I),
}
"""Gravest first; anything else is an injury."""
_TAKES = re.compile(
    r"\b(?:pregnan\w*(?! pillow)|breast-?feed\w*|diabet\w*"
    r"|blood (?:pressure(?! (?:monitor|cuff|machine|meter))|thinners?)|warfarin"
    r"|statins?|antidepress\w*|heart (?:condition|problems?|pills?|tablets?)|epilep\w*|asthma\w*"
    r"|(?:my|take|took|taking|on) (?:\w+ ){0,2}(?:pills?|tablets|medication|meds|medicines?)"
    r"|(?:take|took|taking) (?:a|one|my) tablet)\b",
    re.I,
)
_IS_IT_SAFE = re.compile(
    r"\b(?:safe|interact\w*|harm\w*|(?:can|may|could|should|is it ok(?:ay)? to|ok(?:ay)? to|alright to)"
    r" (?:i |she |he |we )?(?:still )?(?:take|eat|drink|use|swallow))\b|\bok(?:ay)? (?:for|with|in|during|while)\b",
    re.I,
)
_PET = re.compile(r"\b(?:cats?|dogs?|pupp(?:y|ies)|kittens?|pets?|horses?|rabbits?)\b", re.I)
QUESTIONS = frozenset({"product_question", "out_of_scope", "faq", "provide_info", "item_problem"})


def words_first(scene: Scene, fired: str) -> Turn:
    """What to do this minute; `fired` are the words that called for it."""
    kind = next((name for name, words in KINDS.items() if words.search(fired) or words.search(scene.text)), "injury")
    said = Reply(scene.say(f"safety.{kind}"), notice=True)
    return Turn(scene.memory, (said,)).because(f"safety, {kind}: {fired}")


def beside_medicine(scene: Scene) -> Turn | None:
    """Whether something may be taken by who is pregnant, or with their tablets: that is nobody's of us to say."""
    asks = scene.intent in QUESTIONS and _IS_IT_SAFE.search(scene.text)
    if not asks or not _TAKES.search(scene.text) or _PET.search(scene.text):
        return None
    turn = Turn(scene.memory, (Reply(scene.say("safety.beside_medicine")),)).because("a question for a pharmacist")
    return people.offered(scene, turn, "a question for a pharmacist")
