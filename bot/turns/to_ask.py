"""How having a colleague asked is said, in whatever words."""

import re

from bot.slots.agreeing import QUESTION

ASKS_THEM = re.compile(
    r"\W*(?:(?:yes|yeah|yep|ok(?:ay)?|sure|fine|please|pls|do|then|so|and|go)\W+)+ask"
    r"(?: (?:it|them|him|her|(?:a|the|your) (?:colleague|person|team)|please|pls|then))*"
    r"(?:\W*$|[.,;!]|\W+(?:but|and|or)\b)",
    re.I,
)
"""A yes to have a colleague asked, whatever follows it: the colleague reads that."""
_WHOM = (
    r"(?:them|him|her|(?:some|any)(?:one|body)|(?:one|1)(?: of (?:them|your \w+))?"
    r"|(?:(?:a|an|your|the|that) )?(?:real |other )?(?:colleagues?|person|human|team|agent|people|staff))"
)
TO_ASK = re.compile(
    r"\W*(?:(?:yes|yeah|yep|yup|ok(?:ay)?|k|sure|fine|alright|all right|well|then|so|please|pls|no|actually|go on|just"
    r"|do|i (?:see|understand|get it)|understood|i guess|leave it|in that case|go ahead|and|right|hm+|ugh|let'?s"
    r"|(?:you |u )?(?:can|could|should|may)(?: you| u)?|i(?:'d| would) like(?: you)? to|i want(?: you)? to)\b\W*)*"
    rf"(?:ask(?: {_WHOM})?|(?:get|call|fetch|bring) (?!them\b|him\b|her\b){_WHOM}"
    rf"|(?:let|have|get|can|could|will) {_WHOM} (?:to )?"
    r"(?:look|check|see|decide|ask|do it"
    r"|(?:note|write|pass|put)(?: (?:it|that|this|\w+day|tomorrow))?(?: (?:down|on))?))"
    r"(?:\W+(?:then|please|pls|now|for me|thanks|thank you|anyway|first"
    r"|(?:about|at) (?:it|that|this|(?:my|the) [\w'-]+)))*\W*",
    re.I,
)
"""Has the colleague asked who was offered: "ok ask", "fine, ask them", "let someone look at it"."""


SOMEBODY = re.compile(
    r"\b(?:ask|get|call|fetch|bring|let|have) (?:(?:an?|the|your|real|other|some|any) ?)*"
    r"(?:(?:some|any) ?(?:one|body)|colleagues?|person|human|people|staff|agent)\b",
    re.I,
)
"""Names whom to ask, so that it needs no offer before it."""
YES_WITH = re.compile(
    r"\W*(?:(?:ok(?:ay)?|sure|fine)\W+)*(?:yes|yeah|yep|yup)\W+"
    r"(?:(?:please|pls|both|all)\b|but (?:after|before|only|in|on|at|not (?:before|after|until))\b)",
    re.I,
)
ENOUGH = 10
"""Words in which a yes is told more of."""


def with_a_detail(text: str) -> bool:
    """ "Yes please, same size", "yes but after six": a yes, and the colleague reads the rest."""
    return bool(YES_WITH.match(text)) and len(text.split()) <= ENOUGH and not QUESTION.search(text)
