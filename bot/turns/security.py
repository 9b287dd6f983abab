"""Phishing, stolen cards, accounts in somebody else's hands: a colleague first, with the evidence.

Money and goods of a customer are frozen only while that customer's own account is at risk:
a report of a scam that reached them in the post freezes nothing.
"""

import re
from enum import StrEnum

from bot.anew import replace
from bot.content import Reply
from bot.effects import Handoff
from bot.memory import Turn
from bot.scene import Scene
from bot.standing import OpenCase
from bot.text import defanged
from bot.turns import disowned, people


class Report(StrEnum):
    """What is reported; the wording has a sentence of advice for each."""

    TAKEN_OVER = "taken_over"
    CARD = "card"
    PHISHING = "phishing"
    OTHER = "other"


_MINE = r"(?:my|our) (?:\w+ )?(?:account|profile|log-?in|password|e-?mail)"
_GAVE = re.compile(
    r"(?:^\W*|\bi (?:have |had |already |just )*|\band )(?:clicked|entered|gave|given|typed|told|shared|sent|filled)"
    r"\b[^.!?\n]{0,60}"
    r"\b(?:password|passcode|code|otp|pin|card|details|log-?in|link|it)\b",
    re.I,
)
_CLAIMED = re.compile(
    r"\b(?:e-?mail|text|sms|message|call(?:er|ed)?|letter|dm|link|site|website|page|number|phone)\b[^.!?\n]{0,40}"
    r"\b(?:say(?:s|ing)?|said|claim\w*|tell(?:s|ing)?|told|pretend\w*|ask(?:s|ed|ing)?|want(?:s|ed)?|from|about)\b"
    r"|phish\w*|scam\w*|fake (?:site|website|page|mail|e-?mail|text|shop|call)",
    re.I,
)
_OWN = re.compile(
    rf"{_MINE}\b[^.!?\n]{{0,40}}\b(?:hack|taken|took|compromis|stol|chang|access|broken|logged|used by)"
    rf"|\b(?:hack\w*|broke|broken|got|logged|logging|signed) in(?:to)? {_MINE}|\bhacked {_MINE}"
    rf"|\b(?:some(?:one|body)|a stranger|a hacker|they)(?: else)?(?:'s| is| was| are| has been| may be| might be| got)"
    rf" (?:\w+ )?in(?:side|to)? {_MINE}"
    r"|\bi(?:'ve| have| was| got) (?:been |just |just been )?hacked\b"
    r"|\b(?:some(?:one|body)|a stranger|they)(?: else)?(?:'s| has| have| is| are)? (?:just )?(?:order|"
    r"us(?:ed|ing)|logg|access|buy|bought|chang|got in|gotten in|hack|plac)\w*[^.!?\n]{0,50}\b(?:my|our)\b"
    r"|\b(?:orders?|purchases?) (?:that )?i (?:did ?n[o']?t|never|have ?n[o']?t) (?:ma[dk]e|plac\w*|order\w*)"
    r"|\b(?:did ?n[o']?t|never) (?:plac|ma[dk]|order)\w* (?:this|that|these|those|it)\b"
    r"|\b(?:suspicious|unusual|strange|unknown|unauthori[sz]ed) (?:activity|log-?ins?|sign-?ins?|orders?|devices?)\b",
    re.I,
)
_CARD = re.compile(
    r"\b(?:card|cc)\b[^.!?\n]{0,25}\b(?:stolen|cloned|skimmed|copied|misused|used by)\b"
    r"|\bstolen card|\b(?:used|using|charged) my card\b|\bfraud\w* (?:charge|transaction|payment)s?\b",
    re.I,
)


def kind_of(words: str) -> Report:
    """What a report is about. What a message claims of an account is phishing, until its reader gave something away."""
    if _GAVE.search(words):
        return Report.TAKEN_OVER
    if _CARD.search(words):
        return Report.CARD
    if _CLAIMED.search(words):
        return Report.PHISHING
    return Report.TAKEN_OVER if _OWN.search(words) or disowned.is_said(words) else Report.OTHER


def report(scene: Scene, need: Handoff) -> Turn:
    """A colleague is called at any hour; what can be done this minute is said first, and the evidence is kept."""
    kind = kind_of(scene.text)
    freezes = _to_freeze(scene, kind)
    order = disowned.order(scene)
    first = scene.say("security.never_placed", number=order.number, item=order.title) + " " if order else ""
    said = Reply(f"{first}{scene.say(_advice(kind, scene))}", notice=True)
    need = replace(need, order=order.number if order else need.order)
    turn = Turn(scene.memory, (said,), freezes=freezes).because(f"security: {kind.value.replace('_', ' ')}")
    need = replace(need, department="security", urgent=True, details=need.details + _evidence(scene, kind, freezes))
    return people.call(scene, turn, need)


def beside(scene: Scene) -> bool:
    """Whether it is of their own account being used by others, where asking for a person is heard first."""
    likely = scene.heard.intents[:2] if scene.heard else ()
    return "security_fraud" in [name for name, _ in likely] and bool(_OWN.search(scene.text))


def meanwhile(scene: Scene, case: OpenCase) -> Turn | None:
    """A report while a case is open: the account is frozen all the same, and its people are called to it."""
    kind = kind_of(scene.text)
    if not scene.triggered("security") and (scene.intent != "security_fraud" or kind is Report.OTHER):
        return None
    freezes = _to_freeze(scene, kind)
    if not freezes and (case.department == "security" or scene.facts.frozen):
        return None
    said = Reply(scene.say(_advice(kind, scene)), notice=True)
    remarks = tuple(f"{label}: {value}" for label, value in _evidence(scene, kind, freezes))
    turn = Turn(scene.memory, (said,), freezes=freezes, again=True, remarks=remarks)
    return turn.because(f"security: {kind.value.replace('_', ' ')}")


def _to_freeze(scene: Scene, kind: Report) -> str:
    """The customer whose money stays where it is from now on; nobody, unless their own account is at risk."""
    return scene.facts.customer if kind is Report.TAKEN_OVER and not scene.facts.frozen else ""


def _advice(kind: Report, scene: Scene) -> str:
    if kind is Report.TAKEN_OVER:
        return "security.frozen" if scene.facts.customer else "security.taken_over"
    if kind is Report.OTHER and scene.facts.frozen:
        return "security.stopped"
    return f"security.{kind}"


def _evidence(scene: Scene, kind: Report, freezes: str) -> tuple[tuple[str, str], ...]:
    """For the card: what it is, what was sent in with no link that works, what became of the account."""
    files = tuple(file.name for file in scene.files)
    stands = "label.now_frozen" if freezes else "label.was_frozen" if scene.facts.frozen else "label.not_frozen"
    lines = (
        (scene.say("label.report"), scene.say(f"report.{kind}")),
        (scene.say("label.evidence"), defanged(scene.text)[:300]),
        (scene.say("label.files"), ", ".join(files)),
        (scene.say("label.account"), scene.say(stands)),
    )
    return tuple((str(label), str(value)) for label, value in lines if value)


def stopped(scene: Scene, wants: str) -> Turn:
    """Money or goods should move in a frozen account: security decides."""
    why = scene.say("why.at_risk")
    turn = Turn(scene.memory, (Reply(scene.say("security.stopped")),)).because("the account is frozen")
    return people.call(scene, turn, Handoff("security", (why,), "security", urgent=True, wants=wants))
