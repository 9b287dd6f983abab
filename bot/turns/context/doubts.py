"""Something that came in the shop's name, and somebody asks whether it is the shop's."""

import re

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Heard
from bot.turns.context.reading import meant_as

MAY_BE = frozenset(
    "account_access faq out_of_scope technical_issue order_status provide_info refund_status refund_request"
    " payment_promo delivery_problem delivery_late billing_error complaint case_followup affirm deny".split()
)
"""What such a question is taken for."""
CAME = re.compile(r"\b(?:e-?mails?|mail|text|sms|message|whats ?app|link|phone call)\b", re.I)
RECEIVED = re.compile(
    r"\b(?:got|get|getting|gotten|receiv\w*|came|sent me|(?:e-?mailed|texted|messaged) me|asks? me|asked me|telling me"
    r"|(?:is|are|was|were) (?:this|that|the|your|these) (?:e-?mail|mail|text|sms|message|link)s?)\b",
    re.I,
)
NONE_CAME = re.compile(
    r"\b(?:no|any|never|without|where(?:'?s| is)?)\b[^.?!]{0,25}\b(?:(?:e-?)?mail|text|sms|message|link)"
    r"|\b(?:did|have|has)(?:n'?t| not)\b[^.?!]{0,15}\b(?:got|get|gotten|receive|received|come)\b",
    re.I,
)
GENUINE = re.compile(
    r"\b(?:is|are|was|it|this|that)\b[^.?!]{0,20}\b(?:real|genuine|legit\w*|fake|(?:a )?(?:scam|fraud|hoax)|phishing|"
    r"(?:really )?from (?:you|u))\b|\bis (?:it|this|that) (?:really |actually )?(?:you|u|yours)\b(?! (?:who|that|i)\b)",
    re.I,
)
THE_SHOP = re.compile(
    r"\b(?:you(?:r| are|'re)?|my) (?:\w+ )?(?:shop|store|company|site|website|business"
    r"|order|refund|return|parcel|delivery)?"
    r"(?: is| are)? ?(?:real|genuine|legit\w*|fake|a scam|scammers?)\b",
    re.I,
)
"""The shop or an order is doubted, and no message: that is an answer or a complaint, and no report."""


CALLED = re.compile(
    r"\b(?:(?:you|u)(?: guys| people| lot)?(?:'?re| are| r)?"
    r"|(?:your|ur|this|the)(?: (?:whole|entire|stupid|damn))? (?:shop|store|company|business|service|place)(?: is"
    r"| are)?)"
    r" (?:(?:just|such|really|all|nothing but|probably|an?|total|complete|big|huge) )*"
    r"(?:scam\w*|fraud\w*|fake|rip-?offs?|con)\b"
    r"|\bscam (?:shop|store|company)\b",
    re.I,
)
"""What the shop is called by somebody who is cross, or jests."""
SOMETHING_CAME = re.compile(
    r"\b(?:e-?mails?|mails?|texts?|sms|messages?|calls?|called|links?|sites?|website|web|page|url|app|phone|number|card"
    r"|account|password|code|bank|log-?in|hack\w*|click\w*|phish\w*|charg\w*|paid"
    r"|order(?:ed|s)? (?:i|that)|some(?:one|body))\b",
    re.I,
)


def of_the_shop(heard: Heard, _: Facts) -> Heard:
    """ "Your shop is a scam" is a complaint: nothing came in the shop's name, and nobody asks."""
    text = heard.text.replace("’", "'")
    named = CALLED.search(text) and not SOMETHING_CAME.search(text) and "?" not in text
    if heard.intent != "security_fraud" or not named or re.match(r"\W*(?:is|are|r|am)\b", text, re.I):
        return heard
    triggers = tuple(pair for pair in heard.triggers if pair[0] != "security")
    return replace(meant_as("complaint", heard), triggers=triggers)


OFFERS = re.compile(
    r"\W*(?:(?:hi|hello|hey|and|so|just wondering|ok(?:ay)?)\W+)*(?:do|does|would|will|can|is|are)"
    r" (?:i|we|you|u|there|customers?|regulars?|it)(?: guys)? (?:\w+ )?(?:get|have|offer|give|do|any(?:thing)?|earn)\b"
    r"[^.!?\n]*\b(?:loyal\w*|regulars?|rewards?|points|bonus|perks?|long ?time|years|discounts?|returning|member\w*"
    r"|anything (?:back|for))\b[^.!?\n]*\?*\W*",
    re.I,
)
"""Asks what the shop gives to those who come often."""


def of_its_thanks(heard: Heard, _: Facts) -> Heard:
    """ "Do I get anything for being loyal": a question, and no complaint that one gets nothing."""
    calm = heard.intent == "complaint" and not heard.triggers and not heard.frustrated
    return meant_as("faq", heard) if calm and OFFERS.fullmatch(heard.text.replace("’", "'")) else heard


def of_a_message(heard: Heard, _: Facts) -> Heard:
    """ "I got an email, click here, is it real": that is a report, however much of the account is in it."""
    return meant_as("security_fraud", heard) if heard.intent in MAY_BE and doubted(heard.text) else heard


PERMITS = re.compile(
    r"\b(?:app|website|site|tracker|tracking page)\b[^.?!]{0,40}"
    r"\b(?:asks?|wants?|needs?|uses?|using|reads?|knows?|sees?|tracks?|tracking|access\w*)\b[^.?!]{0,25}"
    r"\b(?:location|position|gps|where i am|contacts|camera|microphone|mic|bluetooth|cookies)\b",
    re.I,
)
"""What an app may see of a telephone."""


def of_permits(heard: Heard, _: Facts) -> Heard:
    """ "Is it normal that the app asks for my location": a question in calm, and nothing happened yet."""
    calm = heard.intent == "security_fraud" and "security" not in dict(heard.triggers)
    doubted_app = re.search(r"\b(?:fake|real|genuine|suddenly|scam\w*)\b", heard.text, re.I)
    return meant_as("faq", heard) if calm and PERMITS.search(heard.text) and not doubted_app else heard


def of_a_held_account(heard: Heard, facts: Facts) -> Heard:
    """ "My account is locked" of who has one that is held as others may be in it: no new password opens that."""
    if not (facts.frozen or (facts.account is not None and facts.account.customer.at_risk)):
        return heard
    text = heard.text.replace("’", "'")
    hold = MINE_IS_HELD.search(text) or OWNER.search(text)
    held = heard.intent in ("account_access", "technical_issue") and HELD.search(text)
    if not (held or hold or NOT_ME.search(text) or NEVER_ORDERED.search(text) or WHERE_TO.search(text)):
        return heard
    meant = meant_as("security_fraud", heard)
    said = (hold or WHERE_TO.search(text)) and "security" not in dict(heard.triggers)
    return replace(meant, triggers=(("security", HELD_SO), *heard.triggers)) if said else meant


HELD_SO = "an account that is held"
_IS_HELD = r"(?:un|re)?(?:froze\w*|freez\w*|lock\w*|block\w*|suspend\w*|restrict\w*)|held|on hold"
HELD = re.compile(rf"\b(?:{_IS_HELD}|stopped|shut|disabled|can'?t (?:order|log in))\b", re.I)
MINE_IS_HELD = re.compile(
    rf"\b(?:my|the|this) account\b[^.?!]{{0,25}}\b(?:{_IS_HELD})\b"
    r"|\b(?:(?:un|re)?freez\w*|unlock|unblock|release|restore|open up)(?: \w+)? (?:my |the |this )?account\b"
    r"|\bunfreeze (?:it|me|this|everything)\b",
    re.I,
)
OWNER = re.compile(
    r"\b(?:i'?m|i am|it'?s me|me) (?:the )?(?:real |rightful |only )?(?:owner|account ?holder)\b"
    r"|\bmy account is (?:fine|ok(?:ay)?|safe|mine|secure)\b|\b(?:nobody|no one) (?:has )?(?:hacked|been in) (?:me"
    r"|my)\b",
    re.I,
)
"""Says that all is well with it: that is security's to find out."""
WHERE_TO = re.compile(
    r"\b(?:what(?:'?s| is)|which|whose|to what) (?:is )?(?:the |that |this |their )?address\b"
    r"|\bwhere (?:is|are|does|do) [^.?!]{0,40}\b(?:going|being sent|headed|go) ?(?:to\b)?(?=\W*$|[,.;?!])",
    re.I,
)
"""Asks where the thing goes that nobody knows they ordered."""
NOT_ME = re.compile(r"\b(?:not|isn'?t|wasn'?t|never) me\b|\bnot my (?:address|order)\b", re.I)

NEVER_ORDERED = re.compile(
    r"\b(?:i|we) (?:did ?n[o']?t|did not|never|have ?n[o']?t|have not) (?:\w+ )?(?:order\w*|b(?:uy|ought)|ma[dk]e"
    r"|plac\w*|purchas\w*)\b(?! (?:this|that|the|it in) (?:\w+ )?(?:colou?r|size|version|model|amount|kind|one in)\b)",
    re.I,
)
"""Of a held account's order it is the very thing that is looked into."""


def doubted(text: str) -> bool:
    """Whether a message came, and these words ask whether it is the shop's."""
    text = text.replace("’", "'")
    came = CAME.search(text) and RECEIVED.search(text) and not NONE_CAME.search(text)
    return bool(came and GENUINE.search(text)) and not THE_SHOP.search(text)
