"""A question that goes on from one before it: "and to Canada?", after what delivery costs."""

import re
from collections.abc import Mapping
from typing import Protocol

from bot.anew import replace
from bot.knowledge.answer import Answer
from bot.knowledge.shelf import FOUND, VAGUE, Match
from bot.knowledge.words import folded, stems

GOES_ON = re.compile(r"^\W*(?:(?:ok(?:ay)?|so|oh)\W+)*(?:and|or|but|what about|how about)\b", re.I)
BRIEF = 5
"""Words in which, behind such a beginning, the question before is asked of something else."""
MOST = 12
"""More words than these ask for themselves."""
_JOINTS = re.compile(r"\b(?:and|but|also|because|or|so)\b")
"""Where a question would be cut in two: these are one."""


def leans(text: str) -> bool:
    """Whether these words ask for nothing without the question before them."""
    return GOES_ON.search(text) is not None and len(text.split()) <= BRIEF


POSTAGE = re.compile(
    r"\b(?:free|postage|pay (?:for )?(?:it|that|the (?:label|post|return|shipping))|who pays"
    r"|costs? (?:me )?(?:anything|something)|what does (?:it|that) cost|charged? (?:me|for))\b",
    re.I,
)
RETURNING = frozenset({"send_back", "refund", "fault"})
BOX = re.compile(
    r"\b(?:need|keep|have|without|still|use|in)\b[^.?!]{0,20}\b(?:box|packag\w+|packing|wrapping)\b"
    r"|\b(?:threw|thrown|binned|chucked|tossed|lost|no longer have|don'?t have|no)\b[^.?!]{0,20}\b(?:box|packag\w+"
    r"|packing)\b",
    re.I,
)
"""Asks of what it came in, or tells that it is gone."""
IF_NOT = re.compile(
    r"\W*(?:(?:and|but|so|ok(?:ay)?)\W+)*(?:what (?:happens|do i do|then|will you do) |what )?if (?:it|they|that)"
    r" (?:doe?s(?:n['’]?t| not)|do(?:n['’]?t| not)|is(?:n['’]?t| not)|never|wo(?:n['’]?t| not))"
    r"(?: (?:come|comes|arrive|arrives|show up|turn up|get here|here|there|by then|on time|then)){0,2}\W*",
    re.I,
)
PARCELS = frozenset({"order_status", "delivery_late", "delivery_not_received"})


_PLACE = (
    r"(?-i:(?!(?:Mrs?|Ms|Dr|I|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)\b)"
    r"[A-Z][\w'’-]+(?:[ ,]+(?:(?:of|the|and|or|in) )?[A-Z][\w'’-]+){0,3})"
)
_SENT = r"(?:deliver|ship|send|post|dispatch)(?:ing|s)?(?: (?:things|stuff|parcels|orders|packages|anything))?"
TO_A_PLACE = re.compile(
    rf"\b(?:you|u|ye|y'all) (?:also |even |guys |still )*{_SENT} (?:out |over |across )?to (?:the )?{_PLACE}"
    r"(?: (?:too|also|as well|now|yet|please|pls|or not|at all|by any chance))*\s*(?:[?.!,]|$)"
    rf"|^\W*{_PLACE}\W+(?:(?:do|can|will|would) )?(?:you|u) {_SENT} (?:to )?t?here\b"
    rf"|^\W*(?:(?:and|also|ok(?:ay)?|so|what about|how about)\W+)+to (?:the )?{_PLACE}(?: (?:too|as well))?\W*\?",
    re.I,
)
"""Whether things are sent to a place, which is named as places are and which no page need know."""
DAYS = re.compile(
    r"\b(?:working|business|week) ?days?\b[^.?!]{0,15}\b(?:or|not|and)\b[^.?!]{0,15}\b(?:normal|calendar|ordinary"
    r"|all|real|regular|plain|week ?ends?)\b|\b(?:normal|calendar|ordinary|regular)(?: days)? or (?:working|business)\b"
    r"|\b(?:are|is|in|mean|means|meant) (?:(?:those|these|that|they|it|in) )*(?:working|business|calendar) days\b",
    re.I,
)
"""Asks which days are counted, and not of what."""
IN_WRITING = re.compile(
    r"\b(?:formal|official|written) complaint\b|\bcomplain\w*\b[^.?!]{0,40}\b(?:in writing"
    r"|by (?:post|letter|e?-?mail))\b",
    re.I,
)
"""A complaint that is to be written to somebody."""
BASED = re.compile(
    r"\b(?:where|what (?:city|town|state|country)) (?:are|r|is|'?s) (?:you|u|ye|your (?:\w+ )?(?:office|shop|store"
    r"|company|hq|headquarters|warehouse))(?: (?:guys|all|people|lot))?(?: actually| even)? (?:based|located"
    r"|situated)\b|\bwhere(?:'?s| is| are) your (?:head ?)?(?:offices?|hq|headquarters)\b",
    re.I,
)
"""Asks where the shop is."""
THE_POSTAGE = re.compile(
    r"\W*(?:(?:and|but|plus|ok(?:ay)?|what about|how about)\W+)+(?:the |with |for )?(?:shipping|postage|delivery)"
    r"(?: (?:costs?|price|fees?|charges?))?\W*",
    re.I,
)
"""Asks on, after a price: what the way costs."""
MONEY_BACK = frozenset({"refund_status", "refund_request", "refund", "return_exchange"})


def which_days(text: str) -> bool:
    """Whether it is asked which days are counted, in so few words that nothing else is."""
    return DAYS.search(text) is not None and len(text.split()) <= MOST


def put_to(flow: str, intent: str, text: str) -> str:
    """The question as it is meant beside what is under way or was talked about: what is free there is the way back,
    what does not come is a parcel, days are those of a refund.
    """
    if TO_A_PLACE.search(text):
        return "do you ship to my country"
    if intent == "human_agent" and IN_WRITING.search(text):
        return "where can i file a formal complaint"
    if THE_POSTAGE.fullmatch(text) and intent not in PARCELS:
        return "how much is delivery"
    if BASED.search(text):
        return "what is your postal address"
    if {flow, intent} & MONEY_BACK and which_days(text):
        return "are refund days working days"
    if GUARANTEE_CARD.search(text):
        return "what does the warranty cover"
    if asked := _of_a_return(text):
        return asked
    if flow in RETURNING and BOX.search(text):
        return "can i send it back without the box"
    if {flow, intent} & PARCELS and IF_NOT.fullmatch(text):
        return "what happens if my parcel does not arrive"
    return f"return {text}" if flow in RETURNING and POSTAGE.search(text) else text


_SENDING = r"(?:return\w*|(?:send|sending|ship|shipping|post|posting)\b(?: \w+){0,3}? back|return (?:postage|shipping))"
_PAYS = (
    r"(?:who pays|(?:do|must|will|would|should) (?:i|we) (?:have to |need to )?pay|(?:am|are) (?:i|we) liable"
    r"|(?:is|are) (?:\w+ ){0,4}?(?:return\w*|postage|shipping) (?:\w+ )?free|free returns?\b.*\?"
    r"|how much (?:is|does|are)|what(?:'?s| is| does| do| are) (?:\w+ ){0,4}(?:costs?|fees?|price)"
    r"|(?:does|do|will|would) (?:\w+ ){0,6}cost)"
)
COST_BACK = re.compile(
    rf"\b{_SENDING}\b.*\b{_PAYS}\b|\b{_PAYS}\b.*\b{_SENDING}\b"
    r"|\b(?:is|are) (?:\w+ ){0,4}?returns? (?:\w+ )?free\b",
    re.I | re.S,
)
"""Asks what sending something back costs, before anything is wished for."""
POLICY_BACK = re.compile(
    r"\b(?:return|refund)s? (?:policy|policies|terms|window|rules)\b"
    r"|\b(?:policy|rules?)\b[^.?!]{0,25}\b(?:used|opened|worn|returns?|returning|send(?:ing)? back)\b",
    re.I,
)
"""Asks what the rules of a return are."""
DAYS_BACK = re.compile(
    r"\b(?:how many|most|max(?:imum)?|number of) days\b[^.?!]{0,40}\breturn\w*"
    r"|\bhow (?:long|late)\b[^.?!]{0,30}\breturn\w*",
    re.I,
)
"""Asks for how many days that may be."""


GUARANTEE_CARD = re.compile(
    r"\b(?:warranty|guarantee) (?:cards?|papers?|slips?|certificates?|booklets?|documents?|proof)\b"
    r"|\bproof (?:of purchase )?for (?:the |my )?(?:warranty|guarantee)\b",
    re.I,
)
"""A paper that the warranty does not need."""


def _of_a_return(text: str) -> str:
    """The question of the rules of a return as its page is asked it; empty where it is none."""
    if COST_BACK.search(text):
        return "who pays for return shipping"
    if POLICY_BACK.search(text):
        return "what is your returns policy"
    return "how many days to return" if DAYS_BACK.search(text) else ""


class Matches(Protocol):
    """What can be searched with the reasons."""

    def matches(self, text: str, intent: str = "", limit: int = 3) -> tuple[Match, ...]: ...


LASTS = re.compile(r"\bhow (?:long|fast)\b", re.I)
COSTS = re.compile(r"\bhow much\b|\bwhat (?:does|do|will|would|is|are)\b[^.?!]{0,30}\bcosts?\b|\bprice of\b", re.I)


def _otherwise(before: str, text: str) -> str:
    """The question before, asked for its time in place of its price; empty where this asks for nothing else."""
    return COSTS.sub("how long", before) if LASTS.search(text) and COSTS.search(before) else ""


HOW = re.compile(
    r"\W*(?:(?:and|so|but|ok(?:ay)?|oh|then)\W+)*(?:how (?:much|long|fast)|what)"
    r"(?: (?:is|does|do|will|would|for|it|that|this|one|be|time|next|costs?|take|i|you|charge|pay|have to|need))*\W*",
    re.I,
)
"""Names nothing: of what was asked before, it asks what it costs or how long it takes."""
SURE = 0.9


def search(library: Matches, asked: Mapping[str, str], text: str) -> tuple[Answer, ...]:
    """The page that answered what was asked before, if it answers both as one question: it knows every telling word.

    Words that name nothing ("how much?") may as well have another page.
    """
    own = {*stems(text)} - VAGUE
    how = HOW.fullmatch(text) is not None
    if not (own or how) or len(text.split()) > MOST:
        return ()
    if how and (other := _otherwise(asked.get("words", ""), text)):
        asked = {**asked, "words": other}
    both = " ".join(_JOINTS.sub(" ", folded(f"{asked.get('words', '')} {text}")).split())
    if how:
        best = library.matches(both, asked.get("intent", ""))[:1]
        return tuple(replace(one.article.answer, score=round(one.score, 4)) for one in best if one.score >= SURE)
    return tuple(
        replace(match.article.answer, score=round(match.score, 4))
        for match in library.matches(both, asked.get("intent", ""))
        if match.article.answer.id == asked.get("answer") and match.score >= FOUND and own <= {*match.words}
    )


_NOT_RIGHT = (
    r"(?:(?:do|does|did|is|am|are|wo|will)(?:n['\u2019]?t| not)\b|dont|doesnt|isnt|not|never|too (?:big|small|large"
    r"|heavy|tight)|the wrong (?:size|colou?r)|hate|change my mind|changed my mind|turns out|unhappy|disappoint\w*)"
)
SUPPOSED = re.compile(
    rf"\bif (?:i|we|it|it'?s|they|she|he|someone|(?:the|my) \w+)\b[^.?!;]{{0,25}}?\b{_NOT_RIGHT}\b"
    r"|\b(?:return|send|bring) (?:stuff|things|something|anything|items) back\b",
    re.I,
)
"""Whether a thing that is not bought yet, or not named, could go back."""
HAS_A_FAULT = re.compile(
    r"\b(?:work|broken|break|breaks|leak\w*|faulty|damag\w*|arriv\w*|come|came|deliver\w*)\b", re.I
)
GIVEN = re.compile(
    r"\b(?:gave|bought|got|sent|ordered) (?:it |this |that |them )?(?:me|us|for me|to me)\b"
    r"|\b(?:got|received|given|was|were|is) (?:\w+ ){0,4}(?:as |for )?(?:an? |my |the )?(?:birthday |xmas "
    r"|christmas |wedding )?(?:gift|present)\b|\b(?:gift|present) from\b"
    r"|\b(?:return|exchange|swap) (?:an? |the |my |this )?(?:gift|present)\b",
    re.I,
)
"""What somebody else has bought, and given to them."""
IF_DISLIKED, IF_GIVEN = "what if i don't like it", "can a present be exchanged"
RETURNS = frozenset({"return_exchange", "refund_request"})


def of_nobodys(text: str, intent: str) -> str:
    """A stranger's question about what may go back, as a page knows it; empty if it is none."""
    if intent not in RETURNS or not re.search(
        r"\?|\b(?:can|could|may|do|does|is|are|how|what|will|would)\b", text, re.I
    ):
        return ""
    if GIVEN.search(text):
        return IF_GIVEN
    return IF_DISLIKED if SUPPOSED.search(text) and not HAS_A_FAULT.search(text) else ""
