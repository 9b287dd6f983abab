"""An order that was placed on somebody else's account: nothing of their own is taken for it."""

import re

from bot.anew import replace
from bot.content import Reply
from bot.memory import Turn
from bot.scene import Scene
from bot.slots.near_ones import ANYBODY
from bot.turns import errands

ON_THEIRS = re.compile(
    rf"\b(?:on|in|from|through|via|with|under|using) "
    rf"(?:her|his|their|(?:my|a) {ANYBODY}'?s?|(?:some|any)(?:one|body) else'?s?)"
    r" (?:own |shop |customer )?account\b"
    r"|\bnot (?:in|on|from|under) (?:my|mine)(?: account)?\b[^.?!]{0,20}\b(?:hers|his|theirs|her account|his account)\b"
    rf"|\bit(?:'?s| is| was) (?:in |on )?(?:hers|my {ANYBODY}'?s) (?:account|order)\b",
    re.I,
)
"""The order is in another account than the one that writes here."""
MONEY_ON_THEIRS = re.compile(
    r"\b(?:go|goes|put|pay|paid)\b(?: (?:it|that|this|the|my|for|back|money|refund))*"
    r" (?:in|on|to|into|with|from|via|through|using)\b[^.?!]{0,20}\baccount\b",
    re.I,
)
"""What that account pays, or is paid: the order may well be their own."""
THEIRS = re.compile(
    r"\W*(?:(?:no|oh|well|sorry|ok(?:ay)?|and|but|so|yes|ah|actually|because|it'?s|it is|it was|that'?s|that is"
    rf"|that was)\W+)*(?:(?:my {ANYBODY}'?s?|(?:some|any)(?:one|body) else'?s?) (?:own |shop )?(?:order|account|parcel)"
    r"|not (?:on|in|under) (?:my|mine)(?: own)? account)"
    r"(?: (?:number|not mine|and not mine|actually|though|sorry|then))*\W*",
    re.I,
)
"""Says that and no more, where nothing is asked that it would answer."""
ORDERED = re.compile(r"\b(?:ordered|bought|(?:the|an|her|his|their) order)\b", re.I)
"""It is the order that is missed here, and not the way into the account."""
GRAVE = ("security", "safety", "human", "legal")
LOOKS_OR_MOVES = frozenset(
    {"not_received", "tracking", "late", "refund", "send_back", "fault", "cancel", "new_address"}
)


def met(scene: Scene) -> Turn | None:
    """That only their own orders are seen here, with a colleague beside it; what was begun on one of them ends."""
    errand, text = scene.memory.errand, scene.text.replace("’", "'")
    if not scene.facts.bound or scene.triggered(*GRAVE) or scene.intent == "security_fraud":
        return None
    no_more = errand is None and THEIRS.fullmatch(text) is not None
    of_the_login = scene.intent == "account_access" and not ORDERED.search(text)
    of_money = MONEY_ON_THEIRS.search(text)
    if not no_more and (of_the_login or of_money or not ON_THEIRS.search(text)):
        return None
    if errand and errand.flow not in LOOKS_OR_MOVES:
        return None
    turn = Turn(replace(scene.memory, errand=None, misses=0), (Reply(scene.say("orders.of_another")),))
    return errands.with_way_out(scene, turn).because("an order of somebody else's account")
