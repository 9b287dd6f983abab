"""Injury, fire, allergy, self-harm, threats: the words that come first, whatever else was said."""

import re

from bot.content import Reply
from bot.memory import Turn
from bot.scene import Scene

KINDS = {
    "self_harm": re.compile(
        r"kill (?:my|him|her)self|suicid|end (?:my|it all|his|her) ?life|self[- ]harm|hurt(?:ing)? myself|want to die"
        r"|want to (?:live|be alive|exist|wake up)|(?:to live|in living)\b|better off dead|(?:not|n'?t) go on\b"
        r"|own life",
        re.I,
    ),
    "threat": re.compile(
        r"threat\w*|assault\w*|stalk\w*|attacked|punched|groped|harassed|abused|(?:hit|followed|touched) (?:me|my)\b",
        re.I,
    ),
    "fire": re.compile(
        r"fire|flames?|smok\w+|spark\w*|explod\w*|blew up|melt\w*|overheat\w*|burning"
        r"|carbon monoxide|gas leak|electrocut\w*|shocks?\b",
        re.I,
    ),
    "health": re.compile(r"poison\w*|allerg\w*|anaphyla\w*|rash|chok\w+|swallow\w*|mou?ldy", re.I),
}
"""Gravest first; anything else is an injury."""


def words_first(scene: Scene, fired: str) -> Turn:
    """What to do this minute; `fired` are the words that called for it."""
    kind = next((name for name, words in KINDS.items() if words.search(fired) or words.search(scene.text)), "injury")
    said = Reply(scene.say(f"safety.{kind}"), notice=True)
    return Turn(scene.memory, (said,)).because(f"safety, {kind}: {fired}")
