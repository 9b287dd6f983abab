"""What the first words say already of the details that staff will need: it is not asked for again."""

import re

from bot.flow import View
from bot.knowledge.words import stems

TELLING = 3
"""Telling words of which a wish in no shape of a question is about something."""
FRAME = frozenset(
    "ask question general privacy matter issu problem talk speak person chat concern inquiry enquiry".split()
)
"""Words that announce a question: "privacy" stands for information in `kin.txt`."""


def telling(words: str) -> int:
    """How many of these words tell what it is about."""
    return len(frozenset(stems(words)) - FRAME)


OTHERS = re.compile(
    r"\b(?:dad|mum|mom|mother|father|parents?|wife|husband|son|daughter|brother|sister|friend|partner|boss|colleague"
    r"|neighbou?r|grandm\w+|grandpa|nan|aunt|uncle)(?:'?s)?\b"
    r"|\b(?:two|2|both|three|another|other|second|different|old|former|wrong|new|business|work)(?: \w+)?"
    r" (?:accounts?|logins?|profiles?)\b|\b(?:his|her|their) account\b",
    re.I,
)
"""It may be another account than the one that writes."""


def own_address(view: View) -> str | None:
    """The address of the account that writes, as long as no other may be meant."""
    account, words = view.facts.account, view.extras.get("words", "")
    return account.customer.email if account and not OTHERS.search(words) else None


OURS = re.compile(r"\b(?:app|site|web ?site|page|checkout|basket|cart|web ?page|chat)\b", re.I)
DEVICE = re.compile(
    r"\b(?:app|site|web ?site|web ?page|page|checkout|phone|mobile|iphone|ipad|android|tablet|laptop|computer|desktop"
    r"|pc|mac(?:book)?|browser|chrome|safari|firefox|edge|samsung|pixel|windows|tv|kiosk|sound ?bar"
    r"|(?:doorbell )?camera|doorbell|hub|console|watch|speaker|headphones)\b",
    re.I,
)
MOST_DEVICES = 4
BARELY = re.compile(
    r"\b(?:(?:not|n'?t|never|stopped) work\w*|broken|problems?|issues?|trouble|bugs?|buggy|glitch\w*|is down|help)\b",
    re.I,
)
ENOUGH_OF_IT = 8
"""Words from which, where the device is named and no mere "does not work" is said, they tell what it does."""


def device(words: str) -> str | None:
    """The devices, pages or apps that are named, for a card."""
    named = dict.fromkeys(found[0].casefold() for found in DEVICE.finditer(words))
    return ", ".join([*named][:MOST_DEVICES]) or None


def tells_of_it(words: str) -> bool:
    """Whether what a device or page does is told, and not only that it does not do."""
    return device(words) is not None and len(words.split()) >= ENOUGH_OF_IT and not BARELY.search(words)


CODE = re.compile(r"\b(?:code|coupon|voucher)s?\b", re.I)
GIFT_CARD = re.compile(r"\bgift ?(?:cards?|vouchers?)\b", re.I)
SCHEME = re.compile(
    r"\b(?:cash ?back|\d{1,2} ?(?:%|per ?cent) back"
    r"|(?:reward|loyalty|bonus) ?points|points|rewards?|banner|special offer|offer|deal|promotion)\b",
    re.I,
)


def scheme(words: str) -> str | None:
    """The promise that is named, where it is no code and no gift card."""
    found = SCHEME.search(words)
    return found[0].casefold() if found else None


def means(words: str) -> str:
    """The one of ours that is named; empty where none or both are."""
    gift_card, code = GIFT_CARD.search(words), CODE.search(GIFT_CARD.sub(" ", words))
    if bool(gift_card) == bool(code):
        return ""
    return "gift card" if gift_card else "code"


NAMED_CODE = re.compile(
    r"\b(?:code|coupon|voucher)(?: (?:is|called|was|named))?:? [\"'“]?(?P<after>(?-i:[A-Z]{3}[A-Z0-9]{1,15}))\b"
    r"|(?<![\w-])[\"'“]?(?P<before>(?-i:[A-Z]{3}[A-Z0-9]{1,15}))[\"'”]? (?:code|coupon|voucher)\b",
    re.I,
)
"""A code of words and figures that is sent to many: no card's, which is money."""


def named_code(words: str) -> str | None:
    """The code that is named already, as it is written on a banner or in a letter."""
    found = None if GIFT_CARD.search(words) or words.isupper() else NAMED_CODE.search(words)
    return (found["after"] or found["before"]) if found else None


FEEDBACK = re.compile(
    r"\b(?:one|two|three|zero|no|1|2|3|0|five|5) stars? (?:for|from|because|until)\b|\b(?:feature|feedback|suggestion)"
    r" (?:request|for)\b|\b(?:pls|please|could you|can you) (?:add|bring back)\b|\bbring back the\b"
    r"|\b(?:would be|it'?d be) (?:nice|great|good|lovely|helpful) if (?:you|the|there|it)\b",
    re.I,
)
"""Says what they think of an app or a page, or what it should have: nothing of theirs is to be looked at."""

_GONE = (
    r"(?:(?:do|does)(?:n'?t| not) (?:have|exist|own|use)|(?:no longer|not) (?:have|own|use|exist)\w*"
    r"|(?:have|got|has) no|can(?:'?t|not| not) (?:get into|access|reach|open|use|read)|lost (?:access|my)"
    r"|without access)"
)
_BOX = r"(?:(?:e-?)?mails?(?: id| address)?|inbox|mailbox|e-?mail account)"
WAY_LOST = re.compile(
    rf"\b{_GONE} (?:\w+ ){{0,4}}{_BOX}\b|\b{_BOX} (?:\w+ ){{0,3}}(?:i|we) {_GONE}"
    rf"|\b{_BOX} (?:id |address )?(?:is|was|belongs?) (?:\w+ ){{0,3}}(?:ex|old|former|previous|last)\b"
    rf"|\b(?:ex|former|previous)[- ](?:company|employer|job|work|school)(?:'?s)? {_BOX}\b"
    rf"|\bcodes? (?:\w+ ){{0,4}}(?:phone|number)\b[^.!?]{{0,20}}\b(?:{_GONE}|died|dead|broken|stolen)\b"
    rf"|\b(?:phone|number) i {_GONE}\b",
    re.I,
)
"""The mail or phone that a reset would reach is theirs no more: the page about it is no way in."""
TAKEN = re.compile(
    r"\b(?:you|you'?ve|you'?re|they|still) (?:(?:still|just|have|are) ){0,2}(?:charg(?:ed|ing)|took|taking"
    r"|bill(?:ed|ing))\b",
    re.I,
)
"""Money went from an account that they cannot get into: that is not settled by how one gets in."""
ASTRAY = re.compile(r"\breset\b(?: (?:link|mail|e-?mail|code|page))? (?:sends|takes|leads|brings|opens)\b", re.I)
"""The reset was tried as its page says, and leads somewhere else."""
WISH = re.compile(
    r"\b(?:erase|delete|remove|close|deactivate|merge|join|combine|unite|unlink|rename|put (?:\w+ ){0,3}together)\b"
    r"|\b(?:two|2|both|duplicate|double) (?:\w+ )?accounts\b",
    re.I,
)
"""Something is to be done with an account, and nothing that fails is told."""
BULK = re.compile(
    r"\b(?:bulk|wholesale|resell\w*|trade (?:accounts?|prices?|discounts?)|(?:for|at) that (?:number|quantity)"
    r"|(?:[2-9]\d|\d{3,4}) (?:\w+ )?(?:gift ?cards?|vouchers?|pieces|units|copies|sets|of (?:them|these|those)"
    r"|identical \w+))\b",
    re.I,
)
"""So many of one thing that no page's price or stock was meant for it."""
SAYS = re.compile(
    r"[\"“][^\"“”]{4,}[\"”]|\b(?:it|page|site|app|screen|message|error|that) (?:just |only |always |still )?"
    r"(?:says|said|reads|is|tells me|told me)\b:? (?:an? )?(?:error|invalid|expired|wrong|unknown"
    r"|declined|not \w+|used|already)\b",
    re.I,
)


_PAGE = r"(?:help (?:page|cent(?:re|er)|article|section)|faq|article|guide)s?"
WANTS_NO_PAGE = re.compile(
    r"(?:^\W*|[.,;!?:(-]\s*|\b(?:please|pls|kindly|and|but|so|just|also) )(?:do(?:n'?t| not)|stop|no need to)"
    r" (?:\w+ )?(?:send|giv|show|quot|point|past|link|refer|tell|copy)\w*\b[^.!?]{0,25}"
    rf"\b(?:{_PAGE}|links?|(?:standard|canned) (?:answer|reply|replies))\b"
    r"|\b(?:i'?ve|i have|we have|i|we|already) (?:already |just |now )*(?:read|been through|gone through|went through"
    rf"|followed|know)\b[^.!?]{{0,15}}\b(?:{_PAGE}|your page)\b",
    re.I,
)
"""Has read what is written, or wants to hear nothing of it."""
TRIED = re.compile(
    r"\b(?:re-?install\w*|cleared (?:the |my )*(?:cache|cookies)|(?:tried|even in|also in|same (?:in|on|with))"
    r"[^.!?]{0,20}\b(?:private|incognito|(?:another|other|different|every|two|three) (?:browser|device|phone"
    r"|computer)s?)|(?:after|since|did|done|made) (?:the |an? |your |that |i )*updat\w+|updated (?:it|the app"
    r"|everything)|tried (?:everything|all (?:of )?(?:that|this|it)))\b"
    r"|^\W*(?:no+|nope)\W+(?:it|the (?:app|page|site)|that)(?:'?s)? (?:now|still|just)\b",
    re.I,
)
"""What such a page tells to do was done, and did not help."""
PROVES_WITH = re.compile(
    r"\b(?:it|site|app|page|they|you|form|system) (?:(?:keeps?|still|always|just|now) )*(?:ask\w*|want\w*|need\w*"
    r"|demand\w*) (?:me |us )?(?:to (?:name|give|enter|confirm|tell|type|prove)|for|about)\b"
    r"(?!(?:[^.!?]){0,20}\b(?:password|new e?-?mail|feedback)\b)"
    r"(?=[^?]{0,80}\b(?:prove|proof|security question|(?:recent|last|past|old) (?:order|purchase)|maiden name|verif\w+"
    r"|stuck|(?:have|has|had|made|got|know) (?:no|none|never)|(?:do|did)(?:n'?t| not) (?:have|know|own|remember))\b)",
    re.I,
)
"""What is asked of them on the way in is nothing that they have: no page is of help."""


def wants_no_page(words: str) -> bool:
    """Whether a page is just what they do not want, or have done as it says: a person at once."""
    return WANTS_NO_PAGE.search(words.replace("’", "'")) is not None


def says_what(words: str) -> bool:
    """Whether what a page or a message says is told already."""
    return bool(SAYS.search(words))


def past_a_page(view: View) -> bool:
    """Whether the way that a page tells is closed to them or was never meant for this, so that only a person helps."""
    words, intent = _plain(view), view.extras.get("intent")
    if wants_no_page(words) or (intent == "technical_issue" and TRIED.search(words)):
        return True
    if intent == "account_access":
        return any(pattern.search(words) for pattern in (WAY_LOST, TAKEN, ASTRAY, PROVES_WITH))
    answer = next((a for a in view.facts.answers if a.id == view.extras.get("answer")), None)
    return bool(BULK.search(words)) and not (answer and BULK.search(f"{answer.title} {answer.text}"))


def closed(view: View) -> bool:
    """Whether no way into the account is open to them, or no page wanted: there is nothing more that we could ask."""
    return wants_no_page(_plain(view)) or (view.extras.get("intent") == "account_access" and past_a_page(view))


def _plain(view: View) -> str:
    return view.extras.get("words", "").replace("’", "'")
