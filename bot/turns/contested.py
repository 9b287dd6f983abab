"""What contests a no of the shop's rules, and what only answers it."""

import re

from bot.hearing import Band, hear
from bot.scene import Scene

CONTESTS = frozenset(
    {"refund_request", "return_exchange", "complaint", "deny", "case_followup", "item_problem", "refund_status"}
)
"""After a no, these may contest it; after "I want to return the bowls" almost anything is heard as one of them."""
SMALL = frozenset({"deny"})
"""Heard by itself, a no may as well agree that it is so."""
INSISTS = re.compile(
    r"\b(?:(?:un|not |isn'?t |how is (?:this|that) )fair(?! enough\b)"
    r"|(?<!thanks )(?<!thank you )anyway|nevertheless|regardless|exceptions?|disagree|unacceptable|not acceptable"
    r"|ridiculous|outrageous|nonsense"
    r"|(?:a|some|what a) joke|no way|not (?:true|right|good enough|happy|ok(?:ay)?|having)|can'?t be (?:true|right"
    r"|serious)"
    r"|(?:i|we)(?:'?d| would)? (?:(?:still|really|just|only) )*(?:want (?!it\W*$)(?!to (?:keep|leave)\b)|demand|insist"
    r"|expect|deserve)"
    r"|give (?:me|us) (?:my|our|the|a)\b|(?:take|have) it back|nobody (?:told|said|warned|informed)"
    r"|(?:no ?one|never|not|wasn'?t) (?:told|informed|warned)|never (?:used|worn|opened|worked)|unused|unopened"
    r"|(?:brand|like|as) new|promis\w+|charge ?back|my (?:consumer )?rights?|by law|illegal|legal\w*|escalate"
    r"|make an? (?:small )?exception|(?:ask|try|check) again|please (?:try|help|reconsider|do something))\b",
    re.I,
)
"""Says so in so many words."""
BUT = re.compile(r"\bbut\b(?! (?:ok(?:ay)?|fine|thanks|thank you)\b)", re.I)
"""The same, where it asks nothing."""
ASKS = re.compile(
    r"\W*(?:(?:hm+|ok(?:ay)?|and|so|but|then|well)\W+)*(?:whats?|how|can|could|may|is|are|do|does|if|when|which|who)\b",
    re.I,
)


def contests(scene: Scene) -> bool:
    """Whether these words contest what was refused last, rather than answer it or turn to another thing."""
    if scene.heard is None or not scene.memory.refused:
        return False
    if scene.heard.frustrated:
        return True
    if scene.memory.errand:
        return False  # they speak of what is under way
    text = scene.text.replace("’", "'")
    if INSISTS.search(text):
        return True
    own = hear(text)
    if "?" in text or ASKS.match(text):
        return False  # "what about an exchange" asks, and is asked back
    if BUT.search(text):
        return True
    return scene.intent in CONTESTS and own.band is Band.ACT and own.intent in CONTESTS - SMALL
