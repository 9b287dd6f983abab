"""Right after a person or a call was promised: "actually no", "wrong button". Nobody comes who is not wanted."""

import re

from bot.hearing import hear
from bot.memory import Turn
from bot.scene import Scene
from bot.standing import OpenCase
from bot.turns import no_call, presses, regrets

_TURNS = r"(?:no+|nope|nah|wait|actually|sorry|oh|oops|ups|hm+|hang on|hold on|stop|ah+)"
_LEAD = r"(?:ok(?:ay)?|well|but|please|pls|hi|hey|um+|uh+|thanks|lol|it'?s|that'?s|that was|it was|this was|i think)"
_TAIL = (
    r"(?:\W+(?:thanks|thank you|thx|sorry|please|pls|now|after all|any ?more|any longer|actually|then|lol|my bad"
    r"|it'?s (?:ok(?:ay)?|fine)|all good))*"
)
_NOBODY = (
    r"(?:it|this|that|one|him|them|any(?:one|body)?|some(?:one|body)|you|a call|the call|to be called|to talk|to chat"
    r"|to speak|(?:a |any |the |your )?(?:real )?(?:person|human|agent|colleague))"
)
BACK = re.compile(
    rf"\W*(?:(?:{_LEAD}|{_TURNS})\W+)*(?:"
    r"(?:actually|wait|sorry|oh|hm+|oops)\W+(?:no+|nope|nah)|(?:no+|nope|nah)\W+(?:wait|sorry|actually|thanks|thank you"
    r"|no+|not needed|don'?t)"
    r"|on second thoughts?(?:\W+no+)?"
    rf"|{_TURNS}\W+(?:i |we )?(?:(?:really|actually) )?(?:do(?:n'?t| not)|no longer) (?:need|want) {_NOBODY}"
    r"|(?:i )?did(?:n'?t| not) (?:mean|want) (?:to (?:press|click|hit|do|ask)(?: (?:it|that|this|for that))?"
    r"|it|that|this)"
    r"|(?:please )?stop(?: it| this| that)?"
    r"|(?:i(?:'?ll| will| can) (?:do|try|sort|fix|manage)(?: it| this)? (?:by )?myself)"
    rf"){_TAIL}\W*",
    re.I,
)
"""Takes back what was asked for last, and says nothing else; a button pressed by mistake does too."""
PROMISES = ("person", "refused", "home", "unclear", "unidentified")
"""The words a case was opened under that may be taken back so; what is grave takes more."""
LIGHT = frozenset({"human", "call", "frustration"})
"""Rules of hearing that tell of nothing but the wish for somebody."""


def taken_back(scene: Scene, case: OpenCase) -> Turn | None:
    """The promise of somebody stands last, and they take it back: the case ends; a call asked for later only falls."""
    text = scene.text.replace("’", "'")
    back = BACK.fullmatch(text) or regrets.MISTAKE.fullmatch(text)
    if not back or not _just_promised(scene, case) or not _asked_lightly(scene):
        return None
    if case.call and any(_is_promise(scene, line) for line in scene.memory.ours):
        return no_call.let_go(scene, case)
    return presses.offered(scene, "end").because("taken back as soon as it was promised")


def _just_promised(scene: Scene, case: OpenCase) -> bool:
    last = scene.memory.lines[-2:-1]
    return bool(last) and last[0].speaker == "bot" and (case.call or _is_promise(scene, last[0].text))


def _is_promise(scene: Scene, words: str) -> bool:
    return any(str(scene.say(f"handoff.{key}")) in words for key in PROMISES)


def _asked_lightly(scene: Scene) -> bool:
    """Whether nothing but the wish for somebody called them: no fire, no thief, no lawyer."""
    return all(rule in LIGHT for text in scene.memory.before[-2:-1] for rule, _ in hear(text).triggers)
