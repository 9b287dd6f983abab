"""Whose call it is: one of ours to them is arranged; a driver's, or a question about calls, is something else."""

import re

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Heard
from bot.turns.context.reading import meant_as

_WHO = (
    r"(?:(?:delivery|courier|parcel|van) )?(?:drivers?|couriers?|carriers?|riders?|post(?:man|ie)"
    r"|delivery (?:person|man|guy|boy|partner|agent|lady|company|people))"
)
DRIVER = re.compile(rf"\b{_WHO}\b", re.I)
_HIM = rf"(?:him|her|them|(?:the|your|my|that|this) {_WHO})"
RINGS_HIM = re.compile(
    rf"\b(?:ring|call|phone) (?:up )?(?:the|your|my) {_WHO}\b(?!'s| service)"
    rf"|\b(?:ask|tell|get|have) {_HIM} (?:to )?(?:please |kindly |just )?(?:(?:call|ring|phone) (?:me|us)\b"
    r"|(?:call|phone)(?= *(?:$|[.,;!?]|now\b|back\b|please\b|when\b|before\b)))",
    re.I,
)
"""We are to ring him, or he is to ring them."""
_WRONG = r"(?:wrong|other|neighbou?r'?s?'?|opposite)"
_ENTRANCE = r"(?:gate|door|house|entrance|building|block|address|street|road|side|flat|floor|drive(?:way)?|barrier)"
ASTRAY = re.compile(
    rf"\b{_WHO}(?:'s|s| is)(?: \w+){{0,2}}? (?:at|outside|by|in front of|in|on|down) (?:the |a |my )?"
    rf"{_WRONG} {_ENTRANCE}\b"
    rf"|\b{_WHO}(?: is| just)?(?: now)? (?:can'?t|cannot|can not) find (?:the|my|our|us|me|it)\b[^.!?\n]{{0,25}}"
    r"\b(?:now|outside|right)\b"
    rf"|\b{_WHO}(?:'s|s| is)(?: \w+){{0,2}}? (?:lost|driving (?:up and down|past|around|away)|leaving)\b"
    r"[^.!?\n]{0,20}\b(?:now|quick\w*|outside|hurry)\b",
    re.I,
)
"""He stands, at this moment, where he will not find them; where it was brought is another matter."""
HIS_NUMBER = re.compile(
    rf"\b(?:number|contact)(?: details)? (?:of|for|to) (?:the|your|my|that|this) (?:local )?"
    rf"(?:{_WHO}|depot|hub|sorting (?:office|centre|center)|warehouse)\b"
    rf"|\b(?:{_WHO}|depot|hub|warehouse)'?s (?:phone |telephone |mobile |contact )*"
    r"(?:number(?! plate)|no\b)",
    re.I,
)
AT_THE_DOOR = re.compile(
    r"^(?!.*\b(?:bought|ordered|purchased|from you|refund|return|me about)\b).*"
    r"(?<!new )\b(?:buzzer|door ?bell|bell|intercom|gate code)\b[^.?!]{0,25}"
    r"\b(?:broken|out of order|dead|n'?t work\w*|not work\w*)\b[^.?!]{0,12}\b(?:call|phone|ring)\b",
    re.I | re.S,
)
"""What is written on a parcel for whoever brings it."""
_ASKS = (
    r"\W*(?:(?:hi|hello|hey|please|also|and|so|sorry)\W+)*(?:is|are|does|do|when|what|which|how|until|till|can|in)\b"
)
OF_THE_SERVICE = re.compile(
    rf"^(?!.*\b(?:call|ring|phone) (?:me|us)\b){_ASKS}[^.!?]{{0,40}}"
    r"\b(?:call[- ]?back (?:service|option)|call[- ]?backs|phone ?lines?|telephone lines?|hotline"
    r"|(?:phone|telephone) (?:service|support|hours))\b",
    re.I,
)
"""Asks when or in what language calls are made: nobody is to be dialled for that."""
_OUR_LINE = (
    r"(?:(?:direct|real|genuine|actual|official|right|correct|customer|phone|telephone|contact|helpline|hotline"
    r"|toll[- ]?free|support|service|care|help|enquiry) )+(?:number|no\b|line)"
)
OURS = re.compile(
    rf"\b(?:what(?:'?s| is)?|which(?: is)?|give|share|send|tell|provide|is there|do you have|have you(?: got)?|need"
    rf"|want|find|where(?:'?s| is)|looking for)\b[^.?!]{{0,20}}?\b(?:your |the |an? |any |some )?{_OUR_LINE}"
    r"|\b(?:which|what) number (?:do|can|should|must|shall) (?:i|we) (?:call|ring|phone|dial)\b"
    r"|\bhow (?:can|do|could|may) (?:i|we) (?:call|ring|phone|(?:contact|reach) you by (?:phone|telephone)) ?(?:you)?\b"
    r"|\bnumber (?:to|i can|can i|for me to) (?:call|ring|phone|dial)\b"
    r"|\b(?:what(?:'?s| is|s)?|give|send|share|hide|have|need)\b[^.?!]{0,12}"
    r"\b(?:your|ur) (?:phone |telephone )?number\b"
    r"|\bno (?:phone |telephone )?number (?:in it|on it|anywhere)\b",
    re.I,
)
"""Wants to ring us."""
OUR_NUMBER = "what is your phone number"
"""How it is asked for in few words."""
_BROUGHT = re.compile(r"\b(?:delivered|left it|dropped|handed|yesterday|always|every time|last (?:time|week))\b", re.I)
_TO_THEM = re.compile(r"\b(?:call|ring|phone) (?:me|us|again|back)\b", re.I)
_THEIRS = re.compile(r"\bmy (?:\w+ )?(?:number|line)\b|\b(?:is|was|on) (?:the|your) (?:number|line)\b", re.I)


def asks_ours(text: str) -> bool:
    """Whether they want a number on which we are rung."""
    others = (_THEIRS, _TO_THEM, HIS_NUMBER, DRIVER, OF_THE_SERVICE)
    return bool(OURS.search(text)) and not any(pattern.search(text) for pattern in others)


def of_others(text: str) -> bool:
    """Whether a driver is to be rung, or rings; with the driver named somewhere, "him" is he."""
    return bool(HIS_NUMBER.search(text) or (DRIVER.search(text) and RINGS_HIM.search(text)))


def is_astray(text: str) -> bool:
    """Whether the driver is at the wrong place now."""
    return ASTRAY.search(text) is not None and not _BROUGHT.search(text)


def not_from_us(heard: Heard, _: Facts) -> Heard:
    """ "Please ring the driver", "the number for the depot", "is there a call back in Romanian": no call to them."""
    called = heard.intent == "phone_call" or "call" in dict(heard.triggers)
    text = heard.text.replace("’", "'")
    if not called:
        return heard
    if of_others(text) or is_astray(text) or AT_THE_DOOR.search(text):
        meant = meant_as("delivery_problem", heard) if heard.intent == "phone_call" else heard
    elif heard.intent == "phone_call" and OF_THE_SERVICE.search(text) and not heard.entities:
        meant = meant_as("faq", heard)
    else:
        return heard
    triggers = tuple(pair for pair in meant.triggers if pair[0] != "call")
    reasons = tuple(reason for reason in meant.reasons if not reason.startswith("asked for a call"))
    return replace(meant, triggers=triggers, reasons=reasons)
