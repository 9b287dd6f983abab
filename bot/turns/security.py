"""Phishing, stolen cards, accounts in somebody else's hands: a colleague first, with the evidence.

Money and goods of a customer are frozen only while that customer's own account is at risk:
a report of a scam that reached them in the post freezes nothing.
"""

import re

from bot.anew import replace
from bot.content import Reply
from bot.effects import Handoff
from bot.memory import LINE, Turn
from bot.scene import Scene
from bot.standing import OpenCase
from bot.text import defanged
from bot.turns import asked_of_security, disowned, people, reports
from bot.turns.context import intruders
from bot.turns.reports import Report, kind_of

TOGETHER = 4
"""So many of their own last words are read as one, where a case of security is open already."""
LINKED = re.compile(r"https?:|hxxps?:|www\.|<url>|\b[\w-]+\.[a-z]{2,}/", re.I)
MINE_AFTER_ALL = re.compile(
    r"\b(?:it|that) (?:was|is) (?:just |only )?(?:me|mine|my (?!account|card|password))|\bit'?s (?:just |only )?me\b"
    r"|\bfalse alarm\b|\bmy mistake\b|\bmy (?:\w+ )?(?:husband|wife|son|daughter|partner)\b",
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
_BY_OTHERS = re.compile(
    r"\bpasswords?\b[^.!?\n]{0,25}\b(?:changed|reset)\b[^.!?\n]{0,25}(?:\b(?:not|never|without)\b|n't\b)"
    r"|\b(?:some(?:one|body)|they|he|she|hackers?)(?: has| have|'ve|'s)?(?: just)?"
    r" (?:changed|reset) (?:my|the) password",
    re.I,
)
_BANK = re.compile(r"\bbanks?\b|(?<!gift )(?<!gift-)\bcards?\b(?! of [$€£])|\bwithdraw\w*", re.I)


def report(scene: Scene, need: Handoff, kind: Report | None = None) -> Turn:
    """A colleague is called at any hour; what can be done this minute is said first, and the evidence is kept."""
    kind = kind or kind_of(scene.text)
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


_OTHERS_SHOP = re.compile(
    r"\b(?:some(?:one|body)(?: else)?|a stranger|strangers|hackers?)"
    r"(?:'s| is| are| was| has| have| keeps?| kept)?(?: been)? (?:just )?"
    r"(?:ordering|ordered|buying|bought|shopping|spending|using it|getting in|got in|logging in|logged in)\b"
    r"(?! (?:\w+ ){0,3}for (?:me|us)\b)",
    re.I,
)
"""What others do, beside a question about the log-in; what they bought for the customer is a present."""


def broken_in(scene: Scene) -> Turn | None:
    """Beside a question about their log-in: what others do in the account is a report, and no answer to ours."""
    errand, text = scene.memory.errand, scene.text.replace("’", "'")
    if errand is None or errand.flow != "elsewhere":
        return None
    of_account = errand.extras.get("intent") in ("account_access", "technical_issue", "security_fraud")
    others = intruders.is_told(text) or (of_account and _OTHERS_SHOP.search(text))
    if not others or MINE_AFTER_ALL.search(text):
        return None
    told = replace(scene, memory=replace(scene.memory, errand=None))
    return report(told, people.by_rule(told, "security", scene.say("why.at_risk")), Report.TAKEN_OVER)


def meanwhile(scene: Scene, case: OpenCase) -> Turn | None:
    """A report while a case is open: the account is frozen all the same, and its people are called to it."""
    if case.department == "security" and not case.silences_bot and _is_stopped(scene):
        return Turn(scene.memory, (Reply(scene.say("security.is_frozen"), notice=True),)).because("frozen already")
    if told := asked_of_security.met(scene, case, _advice_on_all(scene)):
        return told
    kind = kind_of(scene.text)
    together = _told_by_and_by(scene, case)
    if together:
        kind = Report.TAKEN_OVER
    elif not (scene.triggered("security") or _is_heard(scene, case, kind)):
        return None
    freezes = _to_freeze(scene, kind)
    if not freezes and not _is_news(scene, case, kind):
        return None
    said = Reply(_advice(kind, scene), notice=True)
    remarks = tuple(f"{label}: {value}" for label, value in _evidence(scene, kind, freezes))
    turn = Turn(scene.memory, (said,), freezes=freezes, again=True, remarks=remarks)
    return turn.because(f"security: {kind.value.replace('_', ' ')}")


def _advice_on_all(scene: Scene) -> str:
    """What they can do by all that they have told of it."""
    words = ". ".join(scene.memory.before[-TOGETHER:])
    kind = kind_of(words)
    if kind is Report.TAKEN_OVER and not scene.facts.frozen:
        kind = Report.OTHER
    return _advice(kind, scene, words)


def _is_stopped(scene: Scene) -> bool:
    """Whether they ask for what is done already, and it was not said just so before."""
    asks = scene.facts.frozen and intruders.asks_to_freeze(scene.text)
    return asks and not _stands_above(scene, scene.say("security.is_frozen"))


def _told_by_and_by(scene: Scene, case: OpenCase) -> bool:
    """Whether only their last words together tell of others in the account, or ask for all of it to be stopped."""
    if case.department != "security" or case.silences_bot or scene.facts.frozen:
        return False
    *earlier, newest = scene.memory.before[-TOGETHER:] or ("",)
    if intruders.asks_to_freeze(newest):
        return True
    before = ". ".join(earlier)
    news = kind_of(f"{before}. {newest}") is Report.TAKEN_OVER and kind_of(before) is not Report.TAKEN_OVER
    return news and not MINE_AFTER_ALL.search(newest)


def _is_heard(scene: Scene, case: OpenCase, kind: Report) -> bool:
    """Whether it is a report, or, beside a case of one, tells that somebody is on the line with them."""
    if scene.intent == "security_fraud":
        return kind is not Report.OTHER
    beside = case.department == "security"
    if kind is Report.PAID:
        return beside
    return beside and kind is Report.ON_THE_LINE and not _BANK.search(scene.text)


def _is_news(scene: Scene, case: OpenCase, kind: Report) -> bool:
    """Whether there is advice for it that does not stand above, and nobody of security is there to give it."""
    if case.department != "security":
        return not scene.facts.frozen
    said_already = kind in (Report.OTHER, Report.TAKEN_OVER) or _stands_above(scene, _advice(kind, scene))
    return not (case.silences_bot or said_already)


def _stands_above(scene: Scene, advice: str) -> bool:
    return any(advice[:LINE] in line for line in scene.memory.ours)


def _to_freeze(scene: Scene, kind: Report) -> str:
    """The customer whose money stays where it is from now on; nobody, unless their own account is at risk."""
    return scene.facts.customer if kind is Report.TAKEN_OVER and not scene.facts.frozen else ""


def _advice(kind: Report, scene: Scene, words: str = "") -> str:
    """What they can do this minute, without what they say that they have done."""
    text = (words or scene.text).replace("’", "'")
    if kind is Report.TAKEN_OVER:
        return _to_do_at_once(scene, text)
    if scene.facts.frozen and (kind is Report.OTHER or (kind is Report.PHISHING and _ORDERED.search(text))):
        return _of_one_held(scene, text)
    if kind in (Report.CARD, Report.PAID) and _BLOCKED.search(text):
        return scene.say("security.card_blocked")
    if kind is Report.ON_THE_LINE and "?" in text:
        return scene.say("security.no_hang_up")
    advice = scene.say(f"security.{kind}")
    kept = kind is Report.PHISHING and (scene.files or LINKED.search(text))
    return f"{advice} {scene.say('security.kept')}" if kept else advice


def advised(scene: Scene) -> str:
    """What they can do about what they have reported, once more; empty where there is nothing to be said of it."""
    kind = next((kind for words in reversed(scene.memory.before) if (kind := kind_of(words)) is not Report.OTHER), None)
    return _advice(kind, scene) if kind else ""


_ORDERED = re.compile(r"\border\w*\b|\bb(?:ought|uying)\b", re.I)
"""On a held account the mail about an order may well be ours, of what somebody else ordered."""


def _of_one_held(scene: Scene, text: str) -> str:
    """What is done already, and what is left for them."""
    stopped = scene.say("security.stopped")
    changed = _NEW_PASSWORD.search(text) and not _BY_OTHERS.search(text)
    password = scene.say("security.changed" if changed else "security.change")
    bank = "" if _BLOCKED.search(text) else scene.say("security.bank" if _BANK.search(text) else "security.bank_if")
    return " ".join(filter(None, (stopped, password, bank)))


def _to_do_at_once(scene: Scene, text: str) -> str:
    hang_up = scene.say("security.on_the_line") if reports.ON_THE_LINE.search(text) else ""
    frozen = scene.say("security.frozen") if scene.facts.customer else ""
    new = _NEW_PASSWORD.search(text) and not (intruders.CHANGED_BY_ITSELF.search(text) or _BY_OTHERS.search(text))
    password = scene.say("security.changed" if new else "security.change")
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
    turn = Turn(scene.memory, (Reply(_of_one_held(scene, scene.text)),)).because("the account is frozen")
    return people.call(scene, turn, Handoff("security", (why,), "security", urgent=True, wants=wants))
