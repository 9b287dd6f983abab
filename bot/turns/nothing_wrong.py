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


def said(scene: Scene, errand: Errand) -> bool:
    """ "It's fine, just charged twice": why it should go back is no question then."""
    asks_why = errand.slot != CONFIRM and errand.flow in ("refund", "send_back", "fault")
    return asks_why and bool(FINE.search(scene.text.replace("\u2019", "'")))
