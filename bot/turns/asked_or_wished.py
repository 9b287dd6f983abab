"""While a case waits: whether something is asked or wanted. Neither is ever met with silence."""

import re

from bot.hearing import Band
from bot.scene import Scene
from bot.turns import questions
from bot.turns.known import ERRANDS

_LEAD = (
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|oh|hm+|then|well|sorry|thanks|thank you|also|hi|hello|hey|wait|actually|yes|no"
    r"|please|pls|lol)\W+)*"
)
OPEN = re.compile(
    rf"{_LEAD}(?:(?:(?:to|from|with|on|for|by|in|at|until|since) )?"
    r"(?:what|where|when|who|whom|whose|which|why|how)(?:'?s|'?re|'?ll|'?d)?\b(?! (?:about|if) (?:you|we)\b)"
    r"|(?:do|does|did|is|are|am|was|were|will|shall|should|must|may|have|has) "
    r"(?:i|you|u|we|they|he|she|it|this|that|there|the|my|your|some(?:one|body)|any(?:one|body))\b)"
    r"|\bwhy (?:would|should|do|must|can'?t) i\b|\b(?:by |at )?what time\b|\bhow (?:long|soon|much|many)\b"
    r"|\b(?:i|we) (?:already |just |only )*ask(?:ed|ing)?\b|\bmy question\b"
    rf"|{_LEAD}(?:what )?if\b(?! (?:you|u) (?:can|could|would)\b)|\btell me\b|\b(?:right|correct|isn'?t it|or not)\W*$",
    re.I,
)
"""Asks for an answer, even where a "can you" stands in it: "where can you send it", "I asked by what time"."""
WISHES = re.compile(
    r"\b(?:(?:can|could|would) (?:you|they|i|we|u)\b(?! (?:please )?(?:tell|see|say|know|explain|check|confirm|ask"
    r"|still)\b)|(?:i|we)(?:'d| would)? (?:also |still |just |really |rather )*"
    r"(?:want|need|like|prefer|wish)|please|pls|instead)\b",
    re.I,
)
"""Something is wanted of us, in whatever words."""
_PUT_RIGHT = (
    r"(?:money(?: back)?|cash|refund(?:ed)?|replacement|new (?:one|\w+)|another (?:one|\w+)|exchange|voucher"
    r"|store credit)"
)
IN_SHORT = re.compile(
    rf"{_LEAD}(?:(?:first|just|only|rather|better|give me|send(?: me)?|then|the|an?|my) )*{_PUT_RIGHT}"
    r"(?: (?:please|pls|first|now|then|back|instead|only|ok|is ok|is fine))*\W*$",
    re.I,
)
"""Names how it shall be put right, and no more: "first the money", "another pan"."""
TELLS_US_TO = re.compile(
    rf"{_LEAD}(?:just |only |kindly )*(?:send|resend|order|give|refund|replace|exchange|swap|cancel"
    r"|claim|stop|close|call|ring|tell|show|check|look|help|fix|change|find|bring|pay|block|freeze|unlock|delete|remove"
    r"|answer|write|hurry|explain)"
    r"(?:\s+(?!me\b.*\bthat\b)|\W*$)",
    re.I,
)
"""Tells us what to do: "send it again"."""
NOT_WANTED = re.compile(r"\b(?:do ?n'?t|do not|does ?n'?t|no longer) (?:\w+ )?(?:want|need|like|wish)\b", re.I)
"""Turns something down: heard, and no wish for it."""
LOOKS = frozenset({"refund_status", "order_status"})
"""Only asked after: nothing is wanted by them."""
CLAUSES = re.compile(r"[.,;:!\n]+|\b(?:and|but|so|then)\b", re.I)


def kind(scene: Scene, *, stands: bool) -> str:
    """What the customer hears of it: that their question, or their wish, has gone on; empty where there is neither."""
    text = scene.text.replace("’", "'")
    parts = [part for part in CLAUSES.split(text) if re.search(r"\w", part)]
    open_question = any(OPEN.search(part) for part in (text, *parts))
    if not open_question and WISHES.search(text) and not questions.OF_US.match(text.replace("?", "")):
        return "wish"
    if open_question or questions.asked_behind(text):
        return "stands" if stands else "question"
    if any(IN_SHORT.search(part) or TELLS_US_TO.match(part) for part in parts):
        return "wish"
    if NOT_WANTED.search(text):
        return "added"
    wanted = (
        scene.heard is not None
        and scene.heard.band is Band.ACT
        and scene.intent in ERRANDS
        and scene.intent not in LOOKS
    )
    return "wish" if wanted and any(questions.WISH.search(part) for part in parts) else ""
