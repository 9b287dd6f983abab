"""What plain words settle: a few certain rules, and nudges that add log-odds."""

import re
from typing import Final

from bot.hearing.heard import Entity

_ALONE: Final = (
    (
        "greeting",
        r"(?:hi+|hey+|hello+|hiya|yo|hola|howdy|hallo|heya|greetings|sup|good (?:morning|afternoon|evening|day)|morning|evening|namaste|help|help me|i need help|can you help(?: me)?|need (?:some )?help|anyone there|is anyone there|hello there|hi there|hey there|hi (?:team|all|guys|bot|everyone))",
    ),
    (
        "thanks",
        r"(?:(?:ok |okay |great |perfect |awesome |cool |alright |got it |oh )?(?:thanks?|thank (?:you|u)|thx|ty|tysm|cheers|ta|tks|thnx|thanx|much appreciated|appreciate it|merci|gracias)(?: (?:a lot|so much|very much|a million|again|mate|man|guys|team|you|for (?:the|your) help|all|bro|sir|dear|then|loads|a bunch)){0,3})",
    ),
    (
        "goodbye",
        r"(?:(?:ok |okay )?(?:bye+|goodbye|good bye|bye bye|cya|see (?:you|ya|u)(?: later| soon)?|good ?night|ciao|ttyl|later|laters|take care|have a (?:good|nice|great|lovely) (?:day|one|evening|weekend|night)))",
    ),
    (
        "affirm",
        r"(?:y|yes|yep|yeah|yup|ye|ya|yea|yess+|sure|ok|okay|k|kk|correct|right|exactly|absolutely|definitely|of course|go ahead|please do|yes please|do it|sounds good|that'?s (?:right|correct|it|the one|fine)|correct|indeed|affirmative|si|oui|ja|haan|confirm(?:ed)?|yes (?:that'?s )?(?:right|correct|it is|sure|i (?:did|do|have|am))|fine|alright|perfect|great|👍|👌)",
    ),
    (
        "deny",
        r"(?:n|no|nope|nah|na|not really|no (?:thanks?|thank you|thx)|nein|non|nahi|not (?:yet|at all|that one|this one|now)|don'?t|stop|wrong|incorrect|negative|never|no (?:it (?:is|was)n'?t|i (?:did|do|have)n'?t|that'?s (?:wrong|not (?:it|right)))|neither|none of (?:these|those|them|the above)|👎)",
    ),
)
ALONE: Final = tuple((intent, re.compile(words, re.IGNORECASE)) for intent, words in _ALONE)
_TRIM: Final = re.compile(r"^[\s.,!:;~*)(-]+|[\s.,!:;~*)(-]+$")

_WANT = r"(?:talk|speak|chat|connect(?:ed)?|transfer(?:red)?|put (?:me )?through|get (?:me )?(?:on to)?|escalat\w+|patch(?:ed)?|pass(?:ed)?)"
_SOMEONE = (
    r"(?:(?:a |an |the |some |your |any |one of your )?(?:(?:real|live|actual|proper|human|senior|super|customer (?:service|care|support)|support|service|sales) ?){0,3}"
    r"(?:humans?|persons?|people|agents?|advis[oe]rs?|representatives?|reps?|managers?|supervisors?|executives?|operators?|assistants?|superiors?|seniors?|associates?|human being)|someone(?: real| human| else| higher| senior)?|somebody|an actual)"
)
HUMAN: Final = re.compile(
    rf"(?<!\w)(?:{_WANT} (?:me |this |it )?(?:to|with|through to)? ?(?:directly (?:to|with) )?{_SOMEONE}"
    rf"|(?:want|need|give me|get me|is there|i'?d like|prefer|connect me(?: to)?|bring me|let me have|wanna) (?:to \w+ (?:to|with) )?(?:a |an |the )?(?:real |live |actual |proper )+(?:humans?|persons?|people|agents?|someone)"
    r"|(?:want|need|give me|get me|i'?d like|bring me|give) (?:a |an |the |your )?(?:humans?|agents?|representatives?|managers?|supervisors?|operator|advisor)"
    r"|real (?:humans?|persons?|people)|live (?:agent|chat|person|support)|human(?: being)?(?: please| pls| agent| help| support)|actual (?:human|person)|not a (?:ro)?bot|stop being a bot|(?:human|agent|representative|operator|manager|supervisor)(?=[.!\s]*$))(?!\w)",
    re.IGNORECASE,
)
_BARE_HUMAN: Final = re.compile(
    r"(?:\w+[\s,.!]+){0,3}(?:human|agent|representative|operator|person|manager|supervisor)[\s.!]*(?:please|pls|now)?[\s.!]*",
    re.I,
)
CALL: Final = re.compile(
    r"(?<!\w)(?:(?:please|pls|plz|can|could|will|would|someone|somebody|to|just|kindly|want you to|have \w+|get \w+ to) (?:you |u |someone |somebody |anyone |please |pls |kindly |just |your team )*(?:call|ring|phone) (?:me|us|back|on)(?! (?:at work|names))"
    r"|(?:call|ring|phone) me(?: (?:back|now|please|pls|asap|at|on|today|tomorrow|immediately|when|later|instead|\+?\d))"
    r"|^(?:call|ring|phone) me|call ?back (?:please|request|needed)|(?:request|want|need|arrange|schedule|expecting|book|get|like) (?:a |the |for a )?(?:phone ?|tele\w* )?call(?:[- ]?back)?(?! (?:cent|from your delivery))"
    r"|(?:your|a|the|any|which|what|customer (?:care|service|support)) (?:\w+ )?(?:(?:phone|telephone|contact|helpline|call|dial|hotline|direct|mobile|toll[- ]?free) )+(?:number|no\b|line)"
    r"|(?:number|no\.?) (?:to|i can|can i|for me to) (?:call|ring|phone|dial)|(?:phone|helpline|hotline|toll[- ]?free) (?:number|no\b)(?! (?:on|is|was|to|has|linked|i|change))|(?:speak|talk) (?:\w+ ){0,4}(?:on|over|by) (?:the )?(?:phone|telephone|call))(?!\w)",
    re.IGNORECASE,
)

_NUDGES: Final = (
    (
        "delivery_not_received",
        1.5,
        r"(?:marked|says|said|saying|shows|showing|show|status|shown) (?:as |it'?s |it (?:was|is|has been) |that it )?(?:been )?(?:delivered|dlvd|handed|left)|never (?:arrived|came|received|got (?:it|them|my|the))|(?:delivered|gave|given|handed) (?:it )?to (?:the |a )?(?:wrong|someone|somebody|another|neighbou?r)|wrong (?:address|house|door|flat)|(?:lost|stolen) (?:parcel|package|order|in)|proof of delivery",
    ),
    (
        "delivery_late",
        1.0,
        r"(?:was|were|is|been) (?:supposed|meant|due|promised|expected|guaranteed|scheduled) (?:to|on|by|for|yesterday|today)|(?:\d+|two|three|four|few|several) days? late|delay(?:ed|ing|s)?|overdue|stuck (?:in|at)|still (?:not|hasn'?t|hasnt) (?:arrived|come|been delivered|shipped|dispatched|received|here)|pushed (?:back|it|the)|(?:hasn'?t|not) (?:been )?(?:shipped|dispatched) yet",
    ),
    (
        "refund_status",
        1.3,
        r"(?:where|when|status|still|no|not|yet|waiting|pending|received|credited|get|got|process\w*)(?: \w+){0,6} (?:my |the )?refund(?:ed)?(?!\w)(?! (?:me|please))|refund (?:\w+ ){0,4}(?:not|hasn'?t|yet|pending|status|still|credited|process\w*|initiated|issued|taking|due|promised)",
    ),
    (
        "refund_request",
        1.0,
        r"(?:want|need|give|like|demand|claim|request|get|have|ask\w*)(?: \w+){0,2} (?:a |my |full |the )*(?:refund(?!ed)|money back)|refund me|money back",
    ),
    (
        "cancel_order",
        1.2,
        r"(?:cancel|cancell?ing|stop)(?: \w+){0,3} (?:order|it|purchase|item)s?(?!\w)|cancel(?:led|ed)? (?:my|the|by) (?:order|seller|itself|you)",
    ),
    ("membership", 1.3, r"member(?:ship)?|subscri\w+|free trial|trial|auto[- ]?renew\w*|renewal"),
    (
        "billing_error",
        1.3,
        r"(?:charged|billed|debited|deducted|paid)(?: \w+){0,4} (?:twice|double|two times|2 times|2x|again|extra|more|wrong)|(?:double|duplicate|unknown|unauthori[sz]ed|extra|wrong) (?:charge|payment|transaction|billing|debit)s?|overcharged|don'?t recogni[sz]e",
    ),
    (
        "payment_promo",
        1.2,
        r"gift ?cards?|vouchers?|promo(?: ?codes?)?|coupons?|cash ?back|discount codes?|invoice|emi|wallet|credit card|debit card|payment (?:method|option|failed|declined|page)|store credit|bonus points",
    ),
    (
        "account_access",
        1.2,
        r"log ?(?:in|on)|sign ?in|password|locked out|reset (?:link|mail|email)|verification (?:code|mail|email)|otp|two[- ]factor|my account (?:is|has been|was|got) (?:locked|blocked|suspended|on hold|closed|disabled)|(?:delete|close|deactivate|reactivate|recover|unlock) my account",
    ),
    (
        "security_fraud",
        1.5,
        r"phish\w*|hack(?:ed|er|ing)?|scam (?:call|email|text|message|site|mail)s?|(?:suspicious|fake|fraudulent) (?:email|mail|text|call|message|link|site|website|activity|login|sms)|spoof\w*|someone (?:else )?(?:has |is |was )?(?:used|using|accessed|logged|ordered|got into|changed)|identity theft|compromised|data (?:breach|leak)",
    ),
    (
        "item_problem",
        0.9,
        r"(?:broken|cracked|damaged|defective|faulty|fake|counterfeit|wrong (?:item|product|colou?r|size|one|thing)|empty box|missing (?:parts?|pieces?|screws?|accessor\w+)|stopped working|doesn'?t work|not working|expired|used (?:item|product)|leak(?:ed|ing)|torn|smashed|dented|scratched)",
    ),
    (
        "return_exchange",
        1.2,
        r"(?:return|replace(?:ment|d)?|exchange|swap|warranty|send (?:it |them |this )?back|pick ?-?up(?: of)? (?:the |my )?(?:return|item)|returns? (?:label|window|policy|request))",
    ),
    (
        "delivery_problem",
        1.2,
        r"(?:driver|courier|delivery (?:guy|man|boy|person|driver|agent|executive|partner|woman))|(?:thrown|threw|dumped|tossed|left (?:it |them |the \w+ |my \w+ )?(?:outside|in the rain|on the|at the (?:wrong|gate)|by the)|doorstep)|(?:failed|attempted|missed) (?:delivery|attempt)|nobody (?:knocked|rang)|didn'?t (?:knock|ring)",
    ),
    (
        "change_delivery",
        1.3,
        r"(?:change|update|edit|correct|amend|switch|modify)(?: \w+){0,4} (?:address|delivery (?:date|day|slot|time|address)|shipping address|locker|pickup point)|(?:redirect|re-?route|deliver (?:it |them )?(?:to (?:a |my |the )?(?:different|other|new|another|neighbou?r|work|office|locker)|on (?:another|a different)))",
    ),
    (
        "technical_issue",
        1.1,
        r"(?:app|site|website|page|checkout|stream\w*|video|player|tv|device|screen|button|browser|wi-?fi|bluetooth|update|software|firmware|ios|android)(?: \w+){0,4} (?:crash\w*|freez\w*|frozen|buffer\w*|not (?:work|load|open|connect|respond)\w*|won'?t|doesn'?t|isn'?t|keeps|error|down|spin\w*|broken|glitch\w*|lag\w*|bug)|error (?:code|message)|glitch|buffering|keeps crashing",
    ),
    (
        "case_followup",
        1.0,
        r"(?:no|any|not|without|never|awaiting|waiting for)(?: \w+){0,3} (?:response|reply|replied|answer|resolution|resolved|solution|call ?back)(?!\w)|nobody (?:got|has|called|replied|responded)|no ?one (?:got|has|called|replied|responded|is)|(?:third|fourth|fifth|second|3rd|4th|nth) (?:time|email|message|chat)|follow(?:ing)?[- ]?up|(?:already|have) (?:contacted|complained|emailed|called|spoken)",
    ),
)
NUDGES: Final = tuple(
    (intent, weight, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for intent, weight, words in _NUDGES
)


def alone(text: str, found: tuple[Entity, ...]) -> str | None:
    """The intent of a message that is nothing but small talk, an answer, or a number."""
    words = _TRIM.sub("", text)
    if len(words) > 60:
        return None
    for intent, pattern in ALONE:
        if pattern.fullmatch(words):
            return intent
    return "provide_info" if _only_named(words, found) else None


def _only_named(words: str, found: tuple[Entity, ...]) -> bool:
    left = words
    for entity in found:
        left = left.replace(entity.text, "")
    plain = re.sub(
        r"\b(?:it'?s|its|is|the|my|order|number|no|sure|here|you|go|and|ref|tracking|id|email|phone)\b",
        "",
        left,
        flags=re.I,
    )
    named = bool(found) or bool(re.fullmatch(r"#?[A-Z]{0,3}-?\d{3,14}", words, re.I))
    return named and not re.search(r"[^\W\d_]", plain)


def nudges(text: str) -> dict[str, float]:
    """Log-odds that telling words add."""
    return {intent: weight for intent, weight, pattern in NUDGES if pattern.search(text)}


def asks_for_person(text: str) -> str | None:
    """The words that ask for a human being, if any."""
    if match := HUMAN.search(text):
        return match.group().strip()
    return text.strip() if len(text) < 40 and _BARE_HUMAN.fullmatch(text) else None


def asks_for_call(text: str) -> str | None:
    """The words that ask to be called, or for a number to call, if any."""
    match = CALL.search(text)
    return match.group().strip() if match else None
