"""Harm told in plain words: a shock, a spark, a bang, skin that comes out in a rash."""

import re

from bot.turns.context.things_on_current import DEVICE

_SAW = (
    r"(?! (?:when|as|to|on) (?:(?:i|we) )?(?:\w+ )?(?:saw|see|seeing|read|reading|hear|heard|hearing|noticed|checked"
    r"|opened|looked|found|logged|received"
    r"|was (?:charged|billed|told|asked))\b)"
    r"(?! (?:at|from|by|over|of) (?:the|your|that|my|seeing)\b)(?! ?(?:absorber|proof|therapy))"
)
"""What a shock may be of that is none of current."""
_SHOCK = re.compile(
    r"\b(?:got|get|gets|getting|gave|gives?|giving|given|had|felt|received)(?: (?!no\b|not\b|never\b)\w+){0,4}? "
    rf"(?:shocks?|zaps?)\b{_SAW}"
    r"|\b(?:it|kettle|toaster|lamp|plug|cable|charger|machine|blender|switch|mixer|radio|speakers?|headphones)"
    r"(?: (?:just|even|actually|has|have|had|almost|nearly|badly))? (?:shocked|zapped|shocks|zaps)"
    r" (?:me|us|him|her|my \w+)\b(?! (?:by|with|how)\b)"
    r"|\b(?:i|we|he|she|my \w+)(?: (?:just|was|were|got|have|has|been|a bit|nearly|almost)){1,3}"
    r" (?:zapped|electrocuted)\b",
    re.I,
)
_TOUCH = re.compile(
    r"\b(?:touch\w*|plugged|plugging|switch\w*|electric\w*|current|mains|metal|wire|wet|leak\w*|holding|handle|fingers?"
    r"|hands?|arm)\b",
    re.I,
)
"""Beside a shock: then it was one of current."""
_SPARK = re.compile(
    r"\b(?:it|this|that|they|which|kettle|toaster|lamp|plug|socket|cable|charger|machine|blender|switch|mixer|radio"
    r"|speakers?|headphones|base|cord)(?: (?:just|even|has|have|had|all|also|always|now|suddenly|kind of|was|is))?"
    r" (?:sparked|sparks|sparking|arced|arcing)\b"
    r"(?! (?:my|our|a|an|the|his|her|joy|interest|conversation|debate|ideas?|creativity)\b)"
    r"|^\W*(?:sparked|sparks?)\b(?! (?:my|joy|plugs?|interest)\b)"
    r"|\bsparks? (?:flew|came|come|coming|fly|flying|shot|jump\w*|from|out of)\b",
    re.I,
)
_BANG = re.compile(
    r"\b(?:went|goes|gone) (?:off|out)?(?:\W+\w+){0,2} (?:with|in) (?:a|an) (?:\w+ )?(?:bang|pop|flash|puff)\b"
    r"|\b(?:there was|heard|made|makes) (?:a|an) (?:\w+ )?(?:bang|explosion|flash)\b(?! (?:sale|deal|offer"
    r"|discount|drive|light|card))"
    r"|\b(?:blew|blows|blown|trips|tripped|popped|knocked out) (?:(?:all|out|the|my|our|a|whole|house|main) ){0,3}"
    r"(?:fuse\w*|breakers?|circuit\w*|electrics|electricity|power|rcd)\b"
    r"|\b(?:fuse\w*|breakers?|electrics|rcd) (?:\w+ ){0,2}(?:blew|tripped|went)\b",
    re.I,
)
"""Where it is of something on current: "the hob went off with a bang"."""
_SKIN = (
    r"(?:skin|ears?|earlobes?|lobes?|neck|wrists?|lips?|cheeks?|scalp|hands?|fingers?|arms?|legs?|feet|foot|chest|back"
    r"|eyelids?)"
)
_SORE = r"(?:red|swollen|blister\w*|inflamed|raw|bumpy|puffy|sore|scaly|welts?|irritated)"
_ITCH = r"(?:itch\w*|rash\w*|hives|burns?|burning|stings?|stinging)"
_RASH = re.compile(
    rf"\b(?:my|his|her|our|(?:daughter|son|wife|husband|mum|mom|baby|kid)'?s) (?:\w+ )?{_SKIN}"
    rf"(?: (?:\w+ ){{0,3}}?)(?:{_SORE} (?:and|&|or) {_ITCH}"
    rf"|{_ITCH} (?:and|&|or|got|went|are|is|turned) (?:\w+ )?{_SORE})\b"
    rf"|\b(?:my|his|her) (?:\w+ )?(?:skin|ears?|earlobes?|lobes?|neck|wrists?|eyelids?)(?: (?:all|just|have|has))?"
    rf" (?:came out|broke out|breaks out|comes out|is|are|went|got|turned|goes|gets)"
    r" (?:all |really |very |in |so |with )*"
    r"(?:a )?(?:red (?:from|after|since|because|when)|rash|hives|swollen|blisters?|blistered|inflamed|bumps|welts)\b"
    r"|\b(?:gave|gives|giving|got|get|getting|have|had|has|broke out in|came out in|come out in|caused|causes|with)"
    r" (?:me |him |her |us |my \w+ )?(?:a |an |some |this )?(?:\w+ )?"
    r"(?:rash(?:es)?\b(?! (?:moment|idea|decision|purchase|buy|of|move|guard|vest|one))|(?:hives|welts|skin reaction"
    r"|bad reaction to (?:it|them|(?:the|your|this) (?:cream|soap|oil|earrings?|jumper|wool|fabric|metal|paint"
    r"|scent|tea"
    r"|product|stuff|material)))\b)",
    re.I,
)
"""A jumper that itches is none yet."""
_DENIED = re.compile(r"\b(?:no|not|never|without|n't|didn'?t|doesn'?t|don'?t) (?:\w+ ){0,3}$", re.I)


def harm(text: str) -> str:
    """The words that tell of one; empty if none do."""
    device = DEVICE.search(text)
    found = _found(_SHOCK, text) if device or _TOUCH.search(text) else ""
    found = found or _found(_SPARK, text) or (_found(_BANG, text) if device else "")
    return found or _found(_RASH, text)


def _found(words: re.Pattern[str], text: str) -> str:
    """Where it is told, and not that it did not happen."""
    hits = (hit for hit in words.finditer(text) if not _DENIED.search(text[: hit.start()]))
    return next((hit.group() for hit in hits), "")
