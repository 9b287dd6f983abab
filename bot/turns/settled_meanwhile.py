"""While a case waits: what it was opened for has turned up, or nobody is needed any more. Then it is closed."""

import re
from datetime import timedelta

from bot.anew import replace
from bot.content import Reply
from bot.flows.not_received import turned_up
from bot.hearing import hear
from bot.memory import Turn
from bot.scene import Scene
from bot.slots import naming
from bot.standing import OpenCase
from bot.turns import afterwards, questions
from bot.turns.asked_or_wished import TELLS_US_TO
from bot.turns.context.nobody import BARE, PLAIN
from bot.turns.context.reading import bought
from bot.turns.there_after_all import TROUBLE

_CASE = r"(?:case|ticket|request|enquiry|inquiry|query|chat|conversation|complaint|report)"
_COURTESY = (
    r"(?:ok(?:ay)?|oh|no|well|wait|sorry|hi|hello|so|then|now|just|actually|please|pls|thanks|thank you|thx|kindly"
    r"|i mean|i meant|you (?:can|may|could)|(?:can|could|would) you|we can|(?:it'?s|its|that'?s) (?:ok(?:ay)?|fine))"
)
_AND = r"(?:[,.;:!\n()]+|\b(?:and|but|so|because|cause|cos|as)\b)"
CLAUSES = re.compile(_AND, re.I)
CLOSES = re.compile(
    rf"\W*(?:{_COURTESY}\W+)*(?:(?:close|end|finish) (?:it|this|that|(?:the|my|this|that) {_CASE})"
    rf"|(?:cancel|withdraw|drop|stop|delete) (?:the|my|this|that) {_CASE})(?:\W+(?:{_COURTESY}|again|for me))*\W*",
    re.I,
)
"""Asks in so many words for the case to be closed."""
NAMED = re.compile(rf"\b{_CASE}\b", re.I)
LETS_GO = re.compile(
    rf"\W*(?:{_COURTESY}\W+)*(?:never ?mind|nvm|leave (?:it|that|this)(?: (?:alone|be|as (?:it|that) is))?"
    r"|(?:ignore|forget|disregard|scrap|drop)(?: about)? (?:it|this|that|me"
    r"|(?:my|the|that) (?:last )?(?:message|question|request|case|complaint))"
    r"|false alarm|(?:it'?s |its |it is |all |that'?s |everything(?:'s| is) )*(?:sorted|solved|settled|resolved)"
    r"|(?:no (?:more )?|nobody |no ?one )(?:help )?(?:is )?need(?:ed|s)?"
    r"(?: (?:to|for) (?:come|look|call|answer|write|reply|that|this|it|send|anyone|anybody|someone)){0,3}"
    r"|problem solved|(?:(?:you|they) )?(?:can |may )?stop (?:looking|searching|asking)(?: for it)?"
    r"|(?:you|they) (?:do not|don't|needn't|no longer)(?: (?:need|have))?(?: to)?"
    rf" (?:look|come|write|answer|search|check|send (?:it|one|any(?:one|body)))(?: for it)?)"
    rf"(?: (?:any ?more|any longer|after all))*(?:\W+{_COURTESY})*\W*",
    re.I,
)
"""Turns away from what was asked for, as a clause of its own; after a thing that is there "cancel" does so, too."""
ALL_GOOD = re.compile(r"\ball good\b|\bmy (?:bad|mistake|fault)\b", re.I)
"""Turns away, too, where nothing else is said: "ok all good, let me know when he is here" waits."""
COURTESIES = re.compile(rf"\W*(?:(?:{_COURTESY}|{ALL_GOOD.pattern}|lol|bye|so much|a lot|for your help)\b\W*)+", re.I)
"""Says nothing besides."""
REASON = re.compile(
    rf"\W*(?:{_COURTESY}\W+)*(?:(?:i|we|it|that|this|my \w+)(?:'ve| have| has| just| already)*"
    r" (?:was|found|fixed|sorted|figured|changed|arrived|came|works|got)\b"
    r"|(?:(?:it|that)(?:'?s| is| takes) )?(?:\w+ )?too long\b)",
    re.I,
)
"""Why somebody turns away: "it was walmart", "i found the blender"; what is said of us ("you are useless") is none."""
NEVER_MIND = re.compile(
    r"(?:never ?mind|nvm|(?:ignore|forget|disregard) (?:it|that|this|me))(?= (?:i|we|it|its|that|my|he|she|they)\b)",
    re.I,
)
"""The same, run into what comes after it."""
ONLY_CANCEL = re.compile(rf"\W*(?:{_COURTESY}\W+)*cancel(?: (?:it|this|that|everything))?(?:\W+{_COURTESY})*\W*", re.I)
_WHO = (
    r"(?:(?:i|we|she|he)(?:'ve)?"
    r"|(?:my|our) (?!(?:\w+ )?(?:driver|courier|carrier|bank|phone|app|tracking)\b)\w+(?: \w+)?)"
    r"(?: (?:just|actually|already|do))*"
)
_PARCEL = r"(?:it|them|(?:the|my|our) (?P<what>[\w'-]+(?: [\w'-]+){0,2}?))"
HAS_IT = re.compile(
    rf"\W*(?:{_COURTESY}\W+)*(?:{_WHO} (?:have|has|had|got|has got|have got|found|took|picked(?: up)?|collected"
    rf"|brought|received|signed for) {_PARCEL}(?: (?:up|in|inside|now|already|after all|here|for me))*"
    r"|(?:it|they|that)(?:'?s| is| are|'?re| has) (?:just )?(?:here|there|found|arrived|come|came)"
    rf"(?: (?:now|already|after all))*|found (?:it|them))(?:\W+{_COURTESY})*\W*",
    re.I,
)
"""Says of what was missing that somebody of theirs has it, as a clause of its own."""
PARCEL = re.compile(r"(?:parcel|package|packet|box|order|delivery|thing|item)s?", re.I)
DENIES = re.compile(r"\b(?:not|never|nothing|still|if|maybe|says?|said|claims?|wait(?:ing)?|until|till)\b|n't\b", re.I)
MISSES = re.compile(r"\b(?:still|nothing|nobody|none)\b|n't\b", re.I)
"""The same where something is there: of that it may tell a lot."""
NO_MORE = re.compile(rf"(?:\W+(?:{_COURTESY}|any ?more|any longer|needed|necessary|required|at all))*\W*", re.I)
"""Behind "don't send anyone", where no one shall come at all: "to my house" is only about where."""
GOT_IT = re.compile(
    rf"\W*(?:(?:{_COURTESY}|ah|great|good|alright|all right|understood|perfect|cool)\W+)*(?:i )?got (?:it|that)"
    rf"(?:\W+(?:{_COURTESY}|then|i'?ll wait|will wait|great|good))*\W*",
    re.I,
)
"""Has understood us: "ok got it, thanks" is no parcel."""
DRIVER = re.compile(r"\b(?:driver|courier|carrier|delivery (?:man|guy|person))\b", re.I)
MISSED = frozenset({"delivery_not_received", "order_status", "delivery_late"})
"""What a case was opened for that it is good news to have found."""
GRAVE = ("safety", "security", "legal")


def closed(scene: Scene, case: OpenCase) -> Turn | None:
    """The case ends where these words say that it is settled, or that nobody shall come; never what is grave."""
    text = NEVER_MIND.sub("never mind,", scene.text.replace("’", "'"))
    grave = case.department == "security" or any(_is_grave(line) for line in scene.memory.before)
    if grave or "?" in text or questions.asked(text) or GOT_IT.fullmatch(text):
        return None
    clauses = _clauses(text)
    if afterwards.waits_with_a_person(scene) and not any(CLOSES.fullmatch(part) for part in clauses):
        return None  # that it is there is why the case was opened
    theirs = not any(DRIVER.search(line) for line in scene.memory.before[-2:])  # "he has it" is no news of a driver
    found = turned_up(text) or (theirs and any(_has_it(scene, part) for part in clauses))
    there = _is_missed(scene, case) and found
    spare = [part for part in clauses if not _turns_away(part, there) and not nobody_shall_come(part)]
    if not (_still_there(spare) if there else _let_go(clauses, spare)):
        return None
    said = scene.say("waiting.glad" if there else "ended.thanks")
    return replace(Turn(scene.memory, (Reply(said),)), ends_case=True).because("settled while it waited")


def closed_already(scene: Scene) -> Turn | None:
    """ "Cancel the case", when it has ended: no order is meant."""
    desk, text = scene.facts.desk, scene.text.replace("’", "'")
    if desk.case or desk.last is None or scene.memory.errand:
        return None
    clauses = _clauses(text)
    named = any(CLOSES.fullmatch(part) and NAMED.search(part) for part in clauses)
    lately = scene.facts.now - desk.last.closed <= timedelta(days=scene.policy.follow_up_days)
    again = any(CLOSES.fullmatch(part) for part in clauses) and all(
        _turns_away(part, True) or COURTESIES.fullmatch(part) or _has_it(scene, part) for part in clauses
    )
    if not named and not (lately and (again or ASKS_IF_CLOSED.fullmatch(text))):
        return None
    return Turn(scene.memory, (Reply(scene.say("ended.already")),)).because("the case has ended already")


ASKS_IF_CLOSED = re.compile(
    rf"\W*(?:{_COURTESY}\W+)*(?:is|was|has) (?:it|this|that|(?:my|the|this|that) {_CASE})(?: (?:all|now|already|been))*"
    r" (?:closed|ended|over|finished|done)(?: (?:now|then|already|yet|for good|too))*\W*",
    re.I,
)
""" "Is this closed now", of a case that is."""


def _clauses(text: str) -> list[str]:
    return [part for part in CLAUSES.split(text) if re.search(r"\w", part)]


def _is_grave(line: str) -> bool:
    return any(rule in GRAVE for rule, _ in hear(line).triggers)


def _is_missed(scene: Scene, case: OpenCase) -> bool:
    complains = scene.memory.topic in ("delivery_problem", "complaint")
    if scene.memory.topic in MISSED or (case.department == "delivery" and not complains):
        return True
    return any(hear(line).intent == "delivery_not_received" for line in scene.memory.before[:-1])


def _has_it(scene: Scene, clause: str) -> bool:
    found = HAS_IT.fullmatch(clause)
    what = found["what"] if found else None
    head = what.split()[-1] if what else ""  # "the parcel number" is a number, and no parcel
    parcel = what is None or PARCEL.fullmatch(head) or naming(head, bought(scene.facts))
    return found is not None and bool(parcel)


def _turns_away(clause: str, there: bool) -> bool:
    ways = (CLOSES, LETS_GO, ONLY_CANCEL) if there else (CLOSES, LETS_GO)
    return any(way.fullmatch(clause) for way in ways)


def nobody_shall_come(clause: str) -> bool:
    """ "Don't send anybody", "no person": of who is on the way already it is no wish for one."""
    nobody = PLAIN.search(clause) or BARE.search(clause)
    waits = re.search(r"\bwait", clause, re.I)
    return nobody is not None and not waits and NO_MORE.fullmatch(clause, nobody.end()) is not None


def _still_there(spare: list[str]) -> bool:
    """Whether what is told besides makes nothing else of what was found."""
    rest = " . ".join(spare)
    return not (TROUBLE.search(rest) or MISSES.search(rest))


def _let_go(clauses: list[str], spare: list[str]) -> bool:
    """Whether they turn away, and what is told besides only says why; who has it closed may say more."""
    rest = " . ".join(spare)
    if TROUBLE.search(rest) or DENIES.search(rest):
        return False
    if any(CLOSES.fullmatch(part) for part in clauses):
        return not any(TELLS_US_TO.match(part) for part in spare)
    if len(spare) == len(clauses):
        return bool(ALL_GOOD.search(rest)) and all(COURTESIES.fullmatch(part) for part in spare)
    return all(COURTESIES.fullmatch(part) or REASON.match(part) for part in spare)
