"""Right after a no of the shop's rules: another thing in its place, letting it be, or words that call nobody."""

import re

from bot import corrections
from bot.anew import replace
from bot.content import Reply
from bot.hearing import Band
from bot.memory import Turn
from bot.scene import Scene
from bot.slots import naming, order_in, words_of
from bot.turns import asides, detours, errands, people, presses, questions
from bot.turns.contested import CONTESTS, contests
from bot.turns.context.reading import bought

GRAVER = ("safety", "security", "human", "legal", "call")
"""Whoever writes of these is met with that."""
_TAIL = r"(?:then|thanks|thank you|thx|sorry|anyway|i guess|ok(?:ay)?|though|for me|so|my \w+|that|it|mate|lol)"
LETS_BE = re.compile(
    r"\W*(?:(?:oh|ok(?:ay)?|ah+|aw+|well|hm+|sorry|right|i see|fine|that'?s|what|it'?s|a|such|no|wait|damn"
    r"|um+"
    r"|got it)\W+)*"
    r"(?:too bad|shame|pity|bummer|fair enough|never ?mind|nvm|forget (?:it|that|about it)|leave it|my (?:mistake|bad"
    r"|fault)|wrong (?:account|shop|store|site|chat|window|person|tab)|i see|(?:i )?under(?:stood|stand)|got it"
    r"|no (?:problem|worries)|fine|all ?right|makes sense|oh well|i'?(?:ll| will|ll just) (?:keep|sell|gift"
    r"|leave) (?:it"
    r"|them)|worth (?:a|the) (?:try|ask\w*))"
    rf"(?:\W+{_TAIL})*\W*",
    re.I,
)
"""Takes the no for what it is."""
ASIDE = frozenset({"provide_info", "affirm", "out_of_scope", "deny", "complaint"})
"""What a bare name is heard as, besides."""

TOLD = frozenset({"provide_info", "out_of_scope"})
"""What is told of it, or of anything."""
BARE = 3
"""Words of a mere yes; "that's daft, I've barely used them" is none, whatever it sounds like."""
CONTENT = re.compile(
    r"^\W*(?:ok(?:ay)?|yes|yeah|yep|fine|alright|sure|right|good|great)\b"
    r"|\b(?:thanks?|thank you|thx|cheers|understand|get it|makes sense|keep|fair)\b",
    re.I,
)
"""Takes it well."""
SAME = frozenset({"refund_request", "return_exchange"})
"""Asked once more, in other words: there is no other answer."""


def met(scene: Scene) -> Turn | None:
    """While a no of ours stands and nothing else is under way."""
    if not scene.memory.refused or scene.memory.errand or scene.heard is None or scene.triggered(*GRAVER):
        return None
    if HOW_TO_SEND.search(scene.text) and scene.memory.topic in SAME:
        return _shall_one(scene, "errand.nothing_to_pack", "they ask how it goes back, and it does not")
    return _both(scene) or _another(scene) or _let_be(scene) or _nothing_else(scene) or _unclear(scene)


HOW_TO_SEND = re.compile(
    r"\b(?:how|where)\b(?! (?:long|much|many))[^.?!]{0,20}\b(?:pack|wrap|send it|post it|bring it|hand it in)\b", re.I
)


def _shall_one(scene: Scene, key: str, rule: str) -> Turn:
    return errands.with_way_out(scene, Turn(scene.memory, (Reply(scene.say(key)),))).because(rule)


def _both(scene: Scene) -> Turn | None:
    """ "Yes please, and the throw too": the colleague who was agreed to reads the rest."""
    agrees = presses.PLAIN_YES.match(scene.text) and corrections.ADDS.search(scene.text)
    return presses.offered(scene, "human") if agrees and "human" in scene.memory.offers else None


def _another(scene: Scene) -> Turn | None:
    """ "No, the throw": the same is wished for another thing of theirs, and has an answer of its own."""
    if scene.heard is None or (scene.intent not in CONTESTS | ASIDE and scene.heard.band is Band.ACT):
        return None
    order, topic = order_in(scene.given, scene.view({}, {}), scene.facts.orders), scene.memory.topic
    if order is None or topic not in errands.ERRANDS or not _is_another(scene, order.number):
        return None
    own = detours.by_itself(scene, scene.text)
    intent = own.intent if detours.flow_of(own) else topic
    free = replace(scene, memory=replace(scene.memory, refused="", misses=0))
    return errands.begin(free, intent, {"order": order.number}).because("the same is wished for another thing")


def _is_another(scene: Scene, number: str) -> bool:
    """Whether another order is meant, or what of the same one was not spoken of before."""
    if f"order {number} " not in " ".join(scene.memory.tried[-1:]):
        return True
    named = naming(scene.text, bought(scene.facts))
    return bool(named) and not named & words_of(" ".join((*scene.memory.before[-2:-1], *scene.memory.ours[-1:])))


def _let_be(scene: Scene) -> Turn | None:
    """ "Too bad": what was refused is let be, and no word of it contests it later."""
    if not LETS_BE.fullmatch(scene.text.replace("’", "'")):
        return None
    memory = replace(scene.memory, refused="", misses=0)
    return Turn(memory, (Reply(scene.say("small.left")),)).because("they let it be")


NOTHING_ELSE = re.compile(
    r"\W*(?:(?:so|and|but|ok(?:ay)?|well|hm+|oh|really|please|pls|come on)\W+)*"
    r"(?:(?:is|isn'?t) there(?: (?:really|seriously|absolutely|honestly))*(?: (?:nothing|anything|something|no way))"
    r"(?: (?:else|more|at all))*(?: (?:that )?(?:you|u|i|we) (?:can|could)(?: do)?| to (?:do|be done))?"
    r"|(?:can'?t|can|could|couldn'?t) (?:you|u)(?: (?:really|not|at least|please))* do (?:nothing|anything|something)"
    r"|(?:nothing|anything|something)(?: (?:else|more|at all))* (?:you|u) (?:can|could) do"
    r"|what (?:else )?can (?:you|u|i|we) do)"
    r"(?: (?:for me|about (?:it|that|this)|here|then|now|at all|else|please|pls))*\W*",
    re.I,
)
"""Asks whether a no is the last word."""


def _nothing_else(scene: Scene) -> Turn | None:
    """ "Is there really nothing you can do": a colleague may, and no page is about that."""
    if not NOTHING_ELSE.fullmatch(scene.text.replace("’", "'")):
        return None
    return _shall_one(scene, "errand.shall_colleague", "they ask whether the no is the last word")


def _unclear(scene: Scene) -> Turn | None:
    """Neither a yes nor a contest: nobody is called for it, and it is asked in so many words."""
    grumbles = scene.intent == "affirm" and len(scene.text.split()) > BARE and not CONTENT.search(scene.text)
    if not (scene.intent in CONTESTS | TOLD or grumbles) or contests(scene):
        return None
    if questions.asked(scene.text) and (scene.intent not in SAME or asides.about_returns(scene, scene.intent)):
        return None  # of returns as such a page tells
    misses = scene.memory.misses + 1
    if misses > scene.policy.misunderstood_limit:
        return people.call(scene, Turn(scene.memory), people.by_rule(scene, "refused", _why(scene)))
    turn = Turn(replace(scene.memory, misses=misses), (Reply(scene.say("errand.shall_colleague")),))
    return errands.with_way_out(scene, turn).because("no yes to a colleague, and no contest")


def _why(scene: Scene) -> str:
    return scene.say("why.contests", reason=scene.memory.refused)
