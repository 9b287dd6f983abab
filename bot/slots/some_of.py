"""Of one thing that there are several of, some are meant: "one has a hole, the other is fine", "refund those 2"."""

import re
from collections.abc import Callable

from bot.corrections import RECOUNTS
from bot.slots.naming import NUMBERS, as_number, number_in

_N = rf"(?:\d{{1,3}}|{'|'.join(NUMBERS)})"
_THOSE = r"(?:(?:of )?(?:them|these|those|the \w+|my \w+)|pairs?|pieces?)"
SOME = re.compile(
    rf"^\W*(?:(?:because|cause|cos|cuz|since|well|actually|no|sorry|its?|it's|only|just|the|yes)\W+)*(?P<some>{_N})\b"
    r"(?! ?(?:days?|weeks?|months?|times?|hours?|minutes?|orders?|parcels?|handles?|sides?|legs?)\b)",
    re.I,
)
"""A clause about so many of them."""
REST_FINE = re.compile(
    rf"\b(?:(?:the|my) )?(?:others?|rest|(?:other|remaining) {_N}|{_N} others?|second(?: one)?|remaining)"
    r"(?: (?:ones?|pairs?|pieces?))?"
    r" (?:(?:is|are|was|were|looks?|seems?|works?|just|all|still|totally|perfectly|so|really|both) )*"
    r"(?:fine|ok(?:ay)?|good|great|perfect|all right|alright|intact|works?|working|stays?|well"
    r"|a (?:gift|present))\b"
    r"|\bkeep(?:ing)? (?:the )?(?:others?|rest)\b",
    re.I,
)
OTHERS = re.compile(r"\b(?:others?|rest|remaining|all|both|each|every)\b", re.I)
"""Says something of them all."""
THOSE = re.compile(
    r"\W*(?:(?:yes|yeah|ok(?:ay)?|no|actually|sorry|wait|just|only|please|pls|so|then|and|but|i|we|want|to|can|could"
    r"|you|would|like|id|i'd)\W+)*(?:(?:refund|return|send(?: back)?|take back|swap|exchange)(?: me)? )?"
    rf"(?:back )?(?:for )?(?:(?:just|only) )?(?:those|these|the|that) (?P<these>{_N})"
    r"(?: (?:broken|damaged|faulty|cracked|chipped|bad|ones?|pairs?|pieces?|of them|back|only|please|pls|then"
    r"|thanks))*\W*",
    re.I,
)
"""Just so many, where more were picked."""
CLAUSES = re.compile(r"[,;.!?\n]+|\b(?:and|but|while|because|also)\b", re.I)
NAMES_ONE = re.compile(r"\b(?:just|only|refund|return|send|swap|exchange|broken|damaged|back)\b", re.I)


SOME_OF_ALL = re.compile(
    rf"\b(?P<some>{_N}) (?:out )?of (?:(?:the|my|your|all|all the) )?(?:{_N}|them|these|those)\b", re.I
)
"""So many of all that there are: "one of the two"."""


OF_ALL = re.compile(
    r"\b(?:refund|return|send back|swap|exchange|replace|money (?:back )?for) (?:me )?(?:for )?"
    r"(?:the|my|all|these|those)\b",
    re.I,
)
"""A wish for the thing as a whole."""


def told_of(text: str, most: int, tells_why: Callable[[str], bool]) -> int:
    """How many of so many the words that begin it are about: "I bought 6, 1 has a chip"; 0 where they don't say."""
    if most < 2:
        return 0
    reasons = [part for part in CLAUSES.split(text) if tells_why(part)]
    told = [as_number(one["some"]) for part in reasons if (one := SOME.search(part))]
    if told and OF_ALL.search(text) and not REST_FINE.search(text):
        return 0  # "refund the cups, one is cracked" may mean either
    told = told or [as_number(one["some"]) for one in SOME_OF_ALL.finditer(text)]
    told = told or [as_number(word) for found in RECOUNTS.finditer(text) if (word := found.group().split()[-1])]
    if not told and most == 2 and reasons and REST_FINE.search(text):
        told = [1]
    return told[0] if len(told) == 1 and 0 < told[0] < most and len(reasons) < 3 else 0


def meant(text: str, going: int, tells_why: Callable[[str], bool]) -> int:
    """How many of so many are meant by these words; 0 where that is to be asked, and the same where none are told.

    `tells_why` says of a clause whether it has a reason in it.
    """
    those = THOSE.fullmatch(text)
    if those and NAMES_ONE.search(text) and 0 < (number := as_number(those["these"])) < going:
        return number
    told = [as_number(one["some"]) for part in CLAUSES.split(text) if (one := SOME.search(part)) and tells_why(part)]
    if len(told) != 1 or not 0 < told[0] < going:
        return going
    if REST_FINE.search(text):
        return told[0]
    numbers = [word for word in re.findall(r"\w+", text.casefold()) if number_in(word)]
    return going if OTHERS.search(text) or len(numbers) > 1 else 0
