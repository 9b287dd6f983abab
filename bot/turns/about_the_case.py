"""While a case waits: what is asked of the case itself, or of us, and is known. It is never met with silence."""

import re
from collections.abc import Callable

from bot.anew import replace
from bot.content import Reply
from bot.memory import Turn
from bot.scene import Scene
from bot.standing import OpenCase
from bot.turns import nudges, promising, questions, tongue

_NUMBER = (
    r"(?:(?:reference|case|ticket|incident|complaint|enquiry|inquiry|support) (?:number|no|nr|id|code|#)(?!\w)"
    r"|reference\b|number (?:of|for) (?:the|my|this) (?:case|ticket|complaint|request)\b)"
)
NUMBER = re.compile(
    r"\b(?:what(?:'?s)?|which|(?:i|we)(?:'d| would| do)? (?:need|want|like|require)|(?:give|tell|send) (?:me|us)"
    r"|(?:can|could|may|will|do|have) (?:i|we|you) (?:have|get|got)|is there)"
    rf"(?: (?:is|to|have|know|an?|the|my|your|any)){{0,4}} {_NUMBER}"
    rf"|^\W*(?:(?:and|also|so|please|an?|the|my|your|any)\W+)*{_NUMBER}(?: (?:please|pls|thanks))*\W*$",
    re.I,
)
"""Wants the number that the case goes by; an order has another."""
_COMES = (
    r"(?:answer|repl(?:y|ie)|come|write|call|respond|help|contact|look|get)s?\b(?! (?:to )?(?:the|my) (?:door|bell))"
)
NOBODY = re.compile(
    r"\b(?:if|what if|suppose|in case)\b[^.?!]{0,40}\b(?:no (?:answer|reply|news|colleague|person)\b"
    rf"|(?:nobody|no ?one)(?:\W*$|[,.;!?]|(?: \w+){{0,3}}? {_COMES})"
    rf"|(?:you|they|he|she) (?:do(?:n'?t| not)|does(?:n'?t| not)|never) {_COMES})",
    re.I,
)
"""Asks what to do if nobody comes."""
_SOMEBODY = (
    r"(?:i|we|me|they|he|she|you|u|(?:some|any) ?(?:one|body)|(?:(?:a|the|your|my) )?(?:human |real )?"
    r"(?:colleague|person|agent|team|answer|reply|human)s?)"
)
WHEN = re.compile(
    rf"\b(?:when|by when|(?:by |at )?what time|how soon|how (?:much )?long(?:er)?)\b(?: \w+){{0,2}} {_SOMEBODY}"
    r"(?: (?:expect|have|need|get|going|be|will|may|can|to|an?|the|wait|until|till|before)){0,5}"
    r" (?:solve|settle|fix|sort|decide|hear|answer|reply|replies|respond|get back to (?:me|us)|contact|write"
    r"|look at|come back to|be here|be there"
    r"|hear back|answered|a reply|an answer|wait)\b",
    re.I,
)
"""Asks when our people answer."""
HOW_LONG = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|well|sorry|hello|hi|i mean|please|then|no)\W+)*"
    r"(?:(?:how (?:much )?long(?:er)?|how soon|when|until when|(?:by |at )?what time)"
    r"(?: (?:till|until|before|does|do|will|would|is|can|that|this|it|they|you|takes?|usually|normally|typically|need"
    r"|someone|somebody|we|i|to|be|get|solved?|sorted?|fix(?:ed)?|settled?|finish(?:ed)?|decided?|done|know|the"
    r"|case|more|now|about|roughly|for|me|things?)){0,12}"
    r"|(?:i|we) (?:already |just |only )*asked(?: you)?,? (?:(?:by |at )?what time|when|how long)(?: \w+){0,4})"
    r"\W*(?:$|[,.;!?])",
    re.I,
)
"""The same of whatever the case is about, with nothing named."""
A_FILE = (
    r"(?:photo|picture|pic|image|video|screenshot|receipt|invoice|scan|proof|document|letter|e-?mail|number|link)s?"
)
MAY_SEND = re.compile(
    rf"\b(?:can|could|may|should|shall) (?:i|we) (?:also |just |still |then )*(?:send|show|upload|attach|post|give)"
    rf"(?: (?:you|u|them|it|here|an?|the|my|some|more|another|one|few|of|this|that)){{0,5}} {A_FILE}\b"
    rf"|\bwhere (?:can|do|should|shall|must) (?:i|we) (?:send|upload|attach|put|post)\b[^.?!]{{0,20}}\b{A_FILE}\b",
    re.I,
)
"""Asks whether something may be shown to our people."""
IN_WRITING = re.compile(
    r"\b(?:will|do|does|would|shall|are|is) (?:they|you|he|she|it|some(?:one|body)|(?:the|your|a) \w+)\b[^.?!]{0,30}"
    r"\b(?:ring|call|phone)\b[^.?!]{0,15}\bor\b[^.?!]{0,15}\b(?:write|text|mail|e-?mail|message|chat|here)\b"
    r"|\b(?:write|text|mail|e-?mail|message|chat)\b[^.?!]{0,15}\bor\b[^.?!]{0,15}\b(?:ring|call|phone)\b"
    r"|\bwhere (?:will|do|does|can) (?:i|we|they|the|it|you)\b[^.?!]{0,20}\b(?:answer|reply|hear|write)\b",
    re.I,
)
"""Asks on which way the answer comes."""
_WISH = r"(?:want|need|require|prefer|like|rather|please|pls|(?:can|could|may|will|would) (?:you|they|i|we|it|someone))"
_ANSWER = r"(?:answer(?:s|ed)?|repl(?:y|ies)|respon[sd]\w*|writ\w+|contact|hear|send|it|this)"
_MAIL = r"(?:(?:by|via|per|through|in an?|with an?|to (?:my|an?)) e-?mail\b|(?:my|an?) e-?mail\b)"
BY_MAIL = re.compile(
    rf"(?:\b{_WISH}(?: \w+){{0,3}}?|^\W*(?:(?:and|so|but|ok(?:ay)?|then)\W+)*)\W*\b"
    rf"(?:{_ANSWER}(?: \w+){{0,3}}? {_MAIL}|e-?mail (?:me|us)\b)"
    rf"|^\W*(?:(?:and|so|but|ok(?:ay)?|then|please)\W+)*{_MAIL}(?: (?:please|pls|instead|only))*\W*$",
    re.I,
)
"""Would have the answer somewhere else than here."""
NEEDS = re.compile(
    r"\b(?:do|does|will|would|what (?:else )?(?:do|does)) (?:they|he|she"
    r"|(?:the|your|a) (?:colleague|person|team|agent)s?|anyone"
    r"|anybody|someone|somebody) (?:still |also |even )?(?:need|want|require)\b"
    r"|\b(?:do|should|must|shall) i (?:have to |need to )?(?:send|provide|give|upload|attach) (?:you |them |anything"
    r"|something|any|more|a (?:photo|picture|proof))",
    re.I,
)
"""Asks what our people need of them."""


def answered(scene: Scene, case: OpenCase) -> Turn | None:
    """The first of these that is asked; None if none is."""
    text = scene.text.replace("\u2019", "'")
    told = next((tell(scene, case) for asks, tell in ASKED if asks.search(text)), "")
    if told:
        memory = replace(scene.memory, acknowledged=case.number)
        return Turn(memory, (Reply(told, offers=(tongue.end(scene),)),)).because("while waiting: of the case itself")
    return _who(scene)


def _who(scene: Scene) -> Turn | None:
    """Whether a person writes here is answered honestly at any time; one is on the way."""
    if not nudges.WHO.fullmatch(scene.text):
        return None
    return Turn(scene.memory, (Reply(scene.say("waiting.who")),)).because("asks who we are")


def _number(scene: Scene, case: OpenCase) -> str:
    return scene.say("waiting.number", number=case.number)


def _when(scene: Scene, case: OpenCase) -> str:
    """The honest wait; by when it is settled is told from figures alone."""
    return f"{promising.wait_now(scene, case)} {scene.say('waiting.no_date')}"


def _how(scene: Scene, case: OpenCase) -> str:
    return scene.say("call.already" if case.call else "waiting.in_writing")


def _sent(scene: Scene, case: OpenCase) -> str:
    return scene.say("waiting.sent", team=scene.say(f"team.{case.department}"))


ASKED: tuple[tuple[re.Pattern[str], Callable[[Scene, OpenCase], str]], ...] = (
    (NUMBER, _number),
    (NOBODY, lambda scene, _: scene.say("waiting.if_nobody")),
    (WHEN, _when),
    (HOW_LONG, _when),
    (MAY_SEND, lambda scene, _: scene.say("waiting.send_it")),
    (IN_WRITING, _how),
    (BY_MAIL, lambda scene, _: scene.say("waiting.by_mail")),
    (NEEDS, lambda scene, _: scene.say("waiting.needs")),
    (questions.SENT, _sent),
)
"""What is asked, and what is told of it."""
