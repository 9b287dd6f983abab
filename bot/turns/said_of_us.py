"""What is said of the shop, or told to it, and asks for nothing of theirs: joy, wishes, and thanks that are none."""

import re

JOY = re.compile(
    r"\bgot (?:married|engaged)\b|\bgraduated\b|\b(?:made|makes|making) (?:me|us|my \w+|our \w+) (?:laugh|smile|chuckle"
    r"|giggle|happy)\b|\b(?:made|makes) (?:my|our) (?:day|week|morning|evening|night)\b|\bcracked (?:me|us) up\b"
    r"|\b(?:can'?t|cannot) stop (?:smiling|laughing|grinning|wearing|playing)\b"
    r"|\b(?:you|u)(?: guys| people| all)?(?:'re| are) (?:(?:so|very|really|too) )*(?:funny|hilarious|sweet|cute)\b"
    r"|\b(?:boyfriend|girlfriend|partner|he|she)(?: has|'s)?(?: just)? proposed\b|\blove letter\b"
    r"|\bpassed (?:my|his|her|our|the) (?:\w+ )?(?:exams?|test)\b|\bfirst (?:salary|pay ?che(?:ck|que))\b"
    r"|\b(?:had|welcomed) (?:a|our|my) (?:little |baby )?(?:baby|boy|girl)\b|\b(?:hats off|shout ?out|kudos|bravo) to\b"
    r"|\b(?:this|these|the|my|your)(?: new)? \w+(?: \w+)? (?:is|are|was)"
    r" (?:(?:so|just|absolutely|pure|really) )*(?:fire|lit|gorgeous|stunning|beautiful|a dream|chef'?s kiss)\b",
    re.I,
)
"""Told out of gladness."""
AS_YOU_ARE = re.compile(r"\b(?:don['’]?t|never)(?: you)?(?: ever)? change\W*$", re.I)
"""Said to who is liked, and of nothing that is to be changed."""
TO_THE_BOT = re.compile(
    r"\bdo (?:they|these people|the bosses)(?: even| ever)? (?:pay|feed|treat|thank) (?:you|u)\b"
    r"|\b(?:do|can|will|have|are) (?:you|u)(?: guys| lot| people| all)?(?: ever| even| really| also)*"
    r" (?:(?:get|have|got|having|getting) (?:an?|any|your|some) (?:\w+ )?(?:party|breaks?|holidays?|rise|raise|bonus"
    r"|day off|days off|lunch break|feelings|friends|family|girlfriend|boyfriend|birthday)\b"
    r"(?! (?:plans?|discounts?|offers?|sales?|cards?|codes?|deals?|tickets?|hours|pass|gifts?|sets?|hampers?))"
    r"|sleep|dream|(?:get|feel) (?:tired|bored|lonely|sad|happy)|like (?:your job|working|it here))\b"
    r"|\b(?:lovely|nice|great|good) way with (?:people|words|customers)\b",
    re.I,
)
"""Kind words, or a question, to whoever answers here: nothing is wanted."""
FEAST = re.compile(
    r"\bhappy (?:eid|diwali|deepavali|holi|christmas|xmas|new year|easter|han(?:n)?ukk?ah|chanukah|thanksgiving"
    r"|holidays?|navratri|onam|pongal|kwanzaa|lunar new year)\b|\bmerry (?:christmas|xmas)\b|\beid mubarak\b"
    r"|\bramadan (?:mubarak|kareem)\b|\bseason'?s greetings\b",
    re.I,
)
BRIEF = 12
"""In so many words a wish for a feast is all that is said."""
TROUBLE = re.compile(
    r"\?|n['’]t\b|\b(?:not|never|nothing|still|yet|late|delay\w*|brok\w*|wrong|missing|lost|empty|smashed|torn|damag\w*"
    r"|crack\w*|fault\w*|leak\w*|refund\w*|return\w*|cancel\w*|wait(?:ed|ing)?|scam\w*|joke|useless|worst)\b",
    re.I,
)
"""Beside it something is asked, or is not as it should be."""
TO_THE_SHOP = re.compile(
    r"\b(?:you|u|y'?all|they)(?: guys| people| lot| all)? (?:should|ought to)(?: really| please)?"
    r" (?:open|start|sell|stock|make|bring|add|offer|hire|launch|build|give|do)\b"
    r"|\bpetition (?:to|for)\b|\b(?:have|got|had) an idea\b|\bsuggestion\b"
    r"|\b(?:can|could) (?:we|you)(?: guys)?(?: please)? (?:get|have|open|start|add|bring back) (?:an?|some|more)\b"
    r"|\b(?:ceo|founder|head office|journalist|reporter|sponsor(?:s|ship)?|partnership|wholesale|franchise)\b"
    r"|\b(?:not|isn['’]?t|never|wasn['’]?t)(?: the| your| his| her| their)?"
    r" (?:drivers?|couriers?|staff|agents?)?['’]?s? ?(?:fault|to blame)\b"
    r"[^.?!]{0,20}\b(?:who ?ever|management|bosses|those who|head office|company)\b"
    r"|\bfrom (?:the |a )?(?:\w+ )?(?:radio|newspaper|tv|television|press|magazine)\b",
    re.I,
)
"""A wish for the shop as a whole, or for those who lead it."""
NO_THANKS = re.compile(
    r"\b(?:captain obvious|sherlock|einstein)\b|\b(?:thank\w*|thx|ty|cheers) (?:\w+ ){0,3}?for nothing\b"
    r"|\bnothing\b\W+(?:just )?(?:as|like) (?:always|usual|ever|before)\b|\b(?:as|like) (?:always|usual)\W+nothing\b"
    r"|\b(?:big|great|lot of) help that was\b|\bwhat a (?:big |great )?help (?:you|that|this)\b"
    r"|\banother (?:\w+ )?(?:week|day|month|hour)s? of waiting\b",
    re.I,
)
"""Thanks only by its words."""


OF_US = re.compile(
    r"\b(?:you|your|u|ur|shop|store|company|service|support|customers?|orders?|deliver\w*|parcels?|errors?|mistakes?"
    r"|problems?|elsewhere|issues?)\b"
    r"|\b(?:blocked|deleted|hid|hidden|muted|banned|ignor\w+|removed) (?:me|us|(?:my|our|all|every) \w+)\b",
    re.I,
)
"""Speaks of us, or of what we do."""


def is_glad(text: str) -> bool:
    """Whether it tells of joy or of how good something is, and of no trouble beside it."""
    joy = JOY.search(text)
    return joy is not None and not TROUBLE.search(AS_YOU_ARE.sub(" ", JOY.sub(" ", text)))


def is_chat(text: str) -> bool:
    """Whether it is said to whoever answers, in passing; a question mark is no trouble there."""
    return bool(TO_THE_BOT.search(text)) and not TROUBLE.search(text.replace("?", " "))


def wishes_a_feast(text: str) -> bool:
    return len(text.split()) <= BRIEF and bool(FEAST.search(text)) and not TROUBLE.search(text)
