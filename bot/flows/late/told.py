"""What is told beside the ways: what can be done, whether it is lost, when it comes, and waiting no longer."""

import re
from datetime import timedelta

from bot.flow import Given, View
from bot.flows.late.ways import COMES_NOT, counts_as_lost, other_than_waiting

_LEAD = (
    r"\W*(?:(?:ok(?:ay)?|k|and|so|but|well|fine|hm+|then|alright|right|yes|yeah|no|thanks|please|pls|great|cool)\b\W*)*"
)
_IT = r"(?:it|that|this|they|them|the (?:delay|wait|parcel|package|problem)|my (?:parcel|package))"
OPTIONS = re.compile(
    rf"{_LEAD}(?:what (?:else )?(?:can|could|will|would|are|do|should) (?:you|u|we|i|they)(?: guys)?(?: be able to)?"
    r" (?:do|offer)|what(?:'?s| are| is| r)? (?:my|the) (?:options?|choices?)"
    r"|what (?:options?|choices?) (?:do|have) (?:i|we)(?: have| got)?|what (?:can|could) be done"
    r"|(?:can|could) (?:you|u) (?:do (?:something|anything)|help(?: me)?)"
    r"|is there (?:anything|something) (?:you|u|i|we) can do|how (?:can|could) (?:you|u) help(?: me)?|(?:any )?options)"
    rf"(?: (?:about {_IT}|for me|now|then|here|instead|to help|with {_IT}|have))*\W*",
    re.I,
)
LOST = re.compile(
    rf"{_LEAD}(?:(?:is|are|was|has|have|could|might|can|did) {_IT}(?: (?:be|been|get|got|just|really|now))*"
    r" (?:lost|gone|missing|stolen)|(?:did|have) (?:you|they|u) (?:lose|lost) it|you lost it)"
    r"(?: (?:now|then|or what))*\W*",
    re.I,
)
WHEN = re.compile(
    rf"{_LEAD}(?:when|what day)(?: exactly)? (?:does|will|do|is|should|can|would) (?:it|that|this|they)(?: be)?"
    r" (?:come|arrive|coming|arriving|be here|here|get here|delivered|due)(?: (?:then|now|finally|here))*\W*",
    re.I,
)
STAYS_IN = re.compile(
    r"\b(?:should|must|shall|do|can) (?:i|we|somebody|someone) (?:(?:have|need) to )?(?:stay|be|wait) (?:in|home"
    r"|at home|there)\b",
    re.I,
)
"""Asks whether somebody should be there; the day stands in the question."""
NO_WAIT = re.compile(
    r"\b(?:(?:do|did|wo|ca|would|am|is)n'?t|do not|will not|cannot|can ?not|not|never)"
    r"(?: (?:want(?:ed)?|going|willing|able|gonna|wanna|like|rather|feel like|more|just|really|have|prepared))*(?: to)?"
    r" wait(?:ing)?\b|\b(?:sick|tired|fed up|done|enough) (?:of|with) waiting\b|\bwaited (?:long )?enough\b"
    r"|\bneed (?:it|them|this) (?:by|before|on|today|tonight|tomorrow|now)\b",
    re.I,
)
"""Has had enough of it, or can't."""


def beside(given: Given, view: View) -> str:
    """The answer to such words; empty where they are about something else, or choose a way."""
    text, parcel, say = given.text.replace("’", "'"), view.known.get("parcel"), view.words.say
    if parcel is None:
        return ""
    lost = counts_as_lost(parcel, view)  # then the money is one of the ways that are shown
    if WHEN.fullmatch(text) or (lost and OPTIONS.fullmatch(text)):
        return say("errand.stands_so")
    if STAYS_IN.search(text):
        return say("errand.stands_so")
    if COMES_NOT.search(text) and not lost:
        return say("late.comes_first", carrier=parcel.carrier)
    if lost or other_than_waiting(text, view):
        return ""
    wants_out = NO_WAIT.search(text) is not None
    if OPTIONS.fullmatch(text) or (wants_out and parcel.traced):
        return say("late.options", carrier=parcel.carrier)
    if LOST.fullmatch(text):
        return say("late.not_lost", days=timedelta(days=view.policy.late_refund_days))
    return say("late.no_waiting", carrier=parcel.carrier) if wants_out else ""
