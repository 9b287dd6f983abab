"""Asked while a report waits for security: what to do now, whether it was the shop, who pays for it."""

import re

from bot.content import Reply
from bot.memory import Turn
from bot.scene import Scene
from bot.slots.what_now import asks_for_a_part, ends_with_now
from bot.standing import OpenCase
from bot.turns import reports
from bot.wording import Markup

IS_THERE = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|and|but|thanks|thank you)\W+)*is there (?:anything|something)\b[^.?!\n]{0,40}\W*$", re.I
)
"""Asks whether something is left for them to do."""
NOT_OURS = re.compile(
    r"\b(?:is|was|were|isn'?t|wasn'?t) (?:it|this|that|they|he|she)(?: not)? (?:really |actually |even )?(?:from )?"
    r"(?:you|u|yours|your (?:shop|company|team)|real|genuine|legit\w*|fake|(?:a )?scam)\b"
    r"|\b(?:it|this|that|its|it's|that's|thats)(?:'s| is| was|s)? (?:not|isn'?t|wasn'?t) (?:really )?"
    r"(?:from )?(?:you|u|yours)\b"
    r"|\bso (?:it|this|that)(?:'?s| is| was)? (?:a )?(?:fake|scam|fraud)\b",
    re.I,
)
"""Asks whether the message or the call that they reported came from the shop."""
WHO_PAYS = re.compile(
    r"\b(?:get|have|see|want|give me|receive) (?:back )?(?:my|the|our) (?:\w+ )?(?:money|cash|\w+ (?:dollars|euros?"
    r"|pounds))(?: back)?\b|\bmoney back\b|\b(?:a|full) refund\b|\b(?:be refunded|refund me|paid back)\b"
    r"|\b(?:do|must|will|should) i (?:have to |need to )?pay\b",
    re.I,
)
"""Asks what becomes of the money that somebody else spent."""
NOT_THEIR_ORDER = "somebody else ordered on my account, do i have to pay for orders i did not place?"
"""What is looked up for them then."""


def met(scene: Scene, case: OpenCase, advice: str) -> Turn | None:
    """The answer to such a question; `advice` is what there is to do by all that they have told."""
    text = scene.text.replace("’", "'")
    if case.department != "security" or case.silences_bot:
        return None
    if NOT_OURS.search(text) and any(map(reports.reached, scene.memory.before)):
        return _said(scene, scene.say("security.doubt"), "asks whether it was us")
    if scene.facts.frozen and WHO_PAYS.search(text) and scene.facts.answers:
        answer = scene.facts.answers[0]
        said = scene.say("knowledge.in_passing", text=Markup(answer.text), source=Markup(answer.source))
        return _said(scene, said, f"knowledge: {answer.title}")
    now = ends_with_now(text) or asks_for_a_part(text) or IS_THERE.search(text)
    return _said(scene, advice, "asks what to do now") if now else None


def _said(scene: Scene, words: str, why: str) -> Turn:
    return Turn(scene.memory, (Reply(words),)).because(why)
