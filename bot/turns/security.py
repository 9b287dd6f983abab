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
from bot.turns.context import intruders


class Report(StrEnum):
    """What is reported; the wording has a sentence of advice for each."""

    TAKEN_OVER = "taken_over"
    CARD = "card"
    PHISHING = "phishing"
    ON_THE_LINE = "on_the_line"
    OTHER = "other"


_SECRET = r"(?:password|passcode|code|otp|pin|(?<!gift )(?<!gift-)card|details|log-?in)"
_GAVE = re.compile(
    r"(?:^\W*|\bi (?:have |had |already |just |even )*|\bi've (?:already |just |even )*|\band )(?:"
    rf"(?:entered|gave|given|typed|told|shared|sent|filled)\b(?:(?!\b(?:by|with|from|via|using)\b)[^.!?\n]){{0,60}}"
    rf"\b{_SECRET}\b"
    r"|(?:clicked|followed|tapped|pressed)\b[^.!?\n]{0,40}\b(?:links?|it|url|button)\b"
    r"|opened\b[^.!?\n]{0,20}\b(?:links?|attachments?|files?)\b)",
    re.I,
)
_GAVE_IT = re.compile(
    rf"\b{_SECRET}\b.{{0,160}}?\b(?:i|and|so i)(?: have|'ve| had)? (?:gave|given|sent|told|typed|entered|shared|read)"
    r" (?:it|them|him|her|that)\b",
    re.I | re.S,
)
_LET_IN = re.compile(
    r"\b(?:let|allowed|gave|given)\b[^.!?\n]{0,40}"
    r"\b(?:remote\w*|control|access|in(?:to)? my (?:computer|laptop|pc|phone))\b"
    r"|\binstalled\b[^.!?\n]{0,30}\b(?:any ?desk|team ?viewer|quick ?support|remote)\b",
    re.I,
)
"""On the line with them, or at their own machine."""
_ON_THE_LINE = re.compile(
    r"\b(?:on the (?:other )?(?:line|phone)|on my other (?:line|phone)|calling me|ringing me|on hold)\b[^.!?\n]{0,20}"
    r"\b(?:right )?now\b|\b(?:still|now) on the (?:other )?(?:line|phone)\b"
    r"|\b(?:move|transfer|send|put|wire|shift)\b[^.!?\n]{0,40}"
    r"\b(?:safe|secure|protected|holding)['\"”]? ?(?:wallet|account)",
    re.I,
)
_CAME = r"(?:e-?mails?|texts?|sms|messages?|calls?|letters?|dms?|attachments?|links?|pop-?ups?)"
_CLAIMED = re.compile(
    r"\b(?:e-?mails?|texts?|sms|messages?|call(?:er|ed)?|letter|dm|link|site|website|page|number"
    r"|phone(?! (?:shop|store)))\b[^.!?\n]{0,40}"
    r"\b(?:say(?:s|ing)?|said|claim\w*|tell(?:s|ing)?|told|pretend\w*|ask(?:s|ed|ing)?|want(?:s|ed)?|from|about)\b"
    r"|phish\w*|scam\w*|fake (?:site|website|page|mail|e-?mail|text|shop|call)",
    re.I,
)
_SAYS = re.compile(
    r"\b(?:it|he|she|they|this|that|which|who)(?:'s| is| was)? (?:says?|said|saying|claim\w*|tells?|told|telling)\b",
    re.I,
)
"""What a message or a caller claims, told in a sentence of its own."""
_REACHED = re.compile(
    rf"\b(?:got|get|getting|received|receive|had|came|sent me)\b[^.!?\n]{{0,30}}\b{_CAME}\b"
    rf"|\b{_CAME}\b[^.!?\n]{{0,25}}\b(?:came|come|arrived|received|reached me)\b"
    r"|\b(?:page|site|account|profile|shop|ads?|advert|app)\b[^.!?\n]{0,25}\b(?:with|in|under|using) your"
    r" (?:name|logo|brand)\b|\bhttps?://|\bhxxp|\b(?:the|a|this|that|its|suspicious) (?:link|attachment)s?\b|<url>",
    re.I,
)
_DATA = re.compile(
    r"\b(?:data|information|details|privacy) (?:leak\w*|breach\w*)|\bleaked (?:my|our|customers?)\b"
    r"|\b(?:sell|sold|selling|give|gave|passed|pass)\b[^.!?\n]{0,15}"
    r"\b(?:me|(?:my|our) (?:\w+ )?(?:data|number|details|e-?mail|address|information))\b (?:to|on)\b",
    re.I,
)
"""What we hold of them is in other hands: no message, and nobody in the account."""
_CARD = re.compile(
    r"\b(?:card|cc)\b[^.!?\n]{0,25}\b(?:stolen|cloned|skimmed|copied|misused|used by)\b"
    r"|\bstolen card|\b(?:used|using|charged) my card\b|\bfraud\w* (?:charge|transaction|payment)s?\b",
    re.I,
)
_BY_CARD = re.compile(
    r"(?<!gift )\bcard (?:was|is|has been|got|gets) (?:being )?(?:used|charged|debited)\b"
    r"|\b(?:on|from|to|with) (?:my|our) (?:\w+ )?(?:card|bank account)\b",
    re.I,
)
_NOT_MINE = re.compile(
    r"\bnot (?:me|mine|the buyer|my (?:order|doing))\b|\b(?:is|was|are|were)n'?t (?:me|mine|the buyer)\b"
    r"|\b(?:did ?n[o']?t|never|have ?n[o']?t) (?:buy|bought|order\w*|authori\w+|ma[dk]e|sign\w*|approv\w*|agree\w*)"
    r"|\bmisus\w+|\bwithout (?:my|our) (?:knowledge|consent|permission|knowing)\b",
    re.I,
)
_BLOCKED = re.compile(
    r"\b(?:had|have|got|'ve had) (?:it|(?:the|my|that) card) (?:blocked|cancell?ed|stopped|frozen|locked)\b"
    r"|\b(?:card|it)(?:'s| is| was| has been)(?: already| now)? (?:blocked|cancell?ed|stopped|frozen)\b"
    r"|\b(?:blocked|cancell?ed|stopped|froze|frozen) (?:it|(?:the|my|that) card)\b"
    r"|\b(?:called|phoned|rang|told|informed|spoke (?:to|with)|spoken (?:to|with)) (?:my|the|our) bank\b"
    r"|\bmy bank (?:says|said|told)\b",
    re.I,
)
_NEW_PASSWORD = re.compile(
    r"\bpassword(?:'s| is| was| has been)?(?: already| now)? (?:new|changed|reset)\b"
    r"|\b(?:changed|reset) (?:my |the |all )?passwords?\b",
    re.I,
)
_BANK = re.compile(r"\bbanks?\b|(?<!gift )(?<!gift-)\bcards?\b(?! of [$€£])|\bwithdraw\w*", re.I)
_SENTENCES = re.compile(r"[.!?\n]+")


def kind_of(words: str) -> Report:
    """What a report is about. What a message claims of an account is phishing, until its reader gave something away."""
    words = words.replace("’", "'")
    if _GAVE.search(words) or _GAVE_IT.search(words) or _LET_IN.search(words):
        return Report.TAKEN_OVER
    if _ON_THE_LINE.search(words):
        return Report.ON_THE_LINE
    if _CARD.search(words) or (_BY_CARD.search(words) and _NOT_MINE.search(words)):
        return Report.CARD
    if intruders.is_told(_own_words(words)) or disowned.is_said(_own_words(words)):
        return Report.TAKEN_OVER
    if _DATA.search(words) or not (_CLAIMED.search(words) or _REACHED.search(words)):
        return Report.OTHER
    return Report.PHISHING


def _own_words(words: str) -> str:
    """Without the sentences that tell what a message or a caller claims."""
    said = _SENTENCES.split(words)
    return ". ".join(one for one in said if not (_CLAIMED.search(one) or _SAYS.search(one)))


def report(scene: Scene, need: Handoff) -> Turn:
    """A colleague is called at any hour; what can be done this minute is said first, and the evidence is kept."""
    kind = kind_of(scene.text)
    freezes = _to_freeze(scene, kind)
    order = disowned.order(scene)
    first = scene.say("security.never_placed", number=order.number, item=order.title) + " " if order else ""
    said = Reply(f"{first}{_advice(kind, scene)}", notice=True)
    need = replace(need, order=order.number if order else need.order)
    turn = Turn(scene.memory, (said,), freezes=freezes).because(f"security: {kind.value.replace('_', ' ')}")
    need = replace(need, department="security", urgent=True, details=need.details + _evidence(scene, kind, freezes))
    return people.call(scene, turn, need)


def beside(scene: Scene) -> bool:
    """Whether it is of their own account being used by others, where asking for a person is heard first."""
    likely = scene.heard.intents[:2] if scene.heard else ()
    return "security_fraud" in [name for name, _ in likely] and intruders.is_told(scene.text)


def meanwhile(scene: Scene, case: OpenCase) -> Turn | None:
    """A report while a case is open: the account is frozen all the same, and its people are called to it."""
    kind = kind_of(scene.text)
    if not scene.triggered("security") and (scene.intent != "security_fraud" or kind is Report.OTHER):
        return None
    freezes = _to_freeze(scene, kind)
    if not freezes and (case.department == "security" or scene.facts.frozen):
        return None
    said = Reply(_advice(kind, scene), notice=True)
    remarks = tuple(f"{label}: {value}" for label, value in _evidence(scene, kind, freezes))
    turn = Turn(scene.memory, (said,), freezes=freezes, again=True, remarks=remarks)
    return turn.because(f"security: {kind.value.replace('_', ' ')}")


def _to_freeze(scene: Scene, kind: Report) -> str:
    """The customer whose money stays where it is from now on; nobody, unless their own account is at risk."""
    return scene.facts.customer if kind is Report.TAKEN_OVER and not scene.facts.frozen else ""


def _advice(kind: Report, scene: Scene) -> str:
    """What they can do this minute, without what they say that they have done."""
    text = scene.text.replace("’", "'")
    if kind is Report.TAKEN_OVER:
        return _to_do_at_once(scene, text)
    if kind is Report.OTHER and scene.facts.frozen:
        return scene.say("security.stopped")
    if kind is Report.CARD and _BLOCKED.search(text):
        return scene.say("security.card_blocked")
    if kind is Report.ON_THE_LINE and "?" in text:
        return scene.say("security.no_hang_up")
    return scene.say(f"security.{kind}")


def _to_do_at_once(scene: Scene, text: str) -> str:
    hang_up = scene.say("security.on_the_line") if _ON_THE_LINE.search(text) else ""
    frozen = scene.say("security.frozen") if scene.facts.customer else ""
    password = scene.say("security.changed" if _NEW_PASSWORD.search(text) else "security.change")
    told = _BLOCKED.search(text)
    bank = "" if told else scene.say("security.bank" if _BANK.search(text) else "security.bank_if")
    ours = "" if scene.facts.customer or hang_up else scene.say("security.never_ask")
    return " ".join(filter(None, (hang_up, frozen, password, bank, ours)))


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
