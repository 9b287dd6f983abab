"""Nothing is wrong with the thing that they were asked about."""

import re

from bot.memory import Errand
from bot.scene import Scene
from bot.turns.known import CONFIRM

FINE = re.compile(
    r"\b(?:(?:it|they|that|this|(?:the|my) \w+)(?:'?s|'?re| is| are| was| were)? (?:all |perfectly |totally |still )?"
    r"(?:fine|ok(?:ay)?|good|great|perfect|alright|all right)|(?:works?|working) (?:fine|well|perfectly)"
    r"|(?:nothing|not anything)(?:'?s| is)? wrong(?: with (?:it|them|that|this|(?:the|my) \w+))?)\b"
    r"(?! (?:but|except|apart|until|till|if|when|that)\b)",
    re.I,
)
"""Says of what was asked about that nothing is wrong with it."""


CAME = re.compile(
    r"\W*(?:(?:no|wait|oh|sorry|actually|hm+|ah|ups|oops|never ?mind|but|ok(?:ay)?)\W+)*"
    r"(?:(?:they|it|those|all(?: of (?:it|them))?|everything|(?:the|my) \w+(?: \w+)?)"
    r"(?: (?:did|have|has|all|just|both))*"
    r" (?:c[ao]me|arrived?|turned up|(?:is|are) (?:all )?here)|i (?:found|have|got) (?:it|them)|found (?:it|them))"
    r"(?: (?:after all|now|already|today|just now|too))*\W*",
    re.I,
)
MISSING = re.compile(r"\b(?:missing|incomplete|left out|not (?:there|here|in))\b", re.I)


def came_after_all(scene: Scene, errand: Errand) -> bool:
    """ "No wait, they came", where something was said to be missing."""
    told = errand.flow == "fault" and MISSING.search(errand.extras.get("words", ""))
    return bool(told) and CAME.fullmatch(scene.text.replace("\u2019", "'")) is not None


def said(scene: Scene, errand: Errand) -> bool:
    """ "It's fine, just charged twice": why it should go back is no question then."""
    asks_why = errand.slot != CONFIRM and errand.flow in ("refund", "send_back", "fault")
    return asks_why and bool(FINE.search(scene.text.replace("\u2019", "'")))
