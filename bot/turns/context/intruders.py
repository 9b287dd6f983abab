"""Others in an account of theirs, or at its money, in whatever words: that is a report, and waits for nothing."""

import re

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Heard
from bot.turns.context.reading import meant_as

_ACCOUNT = r"(?:account|profile|log-?in|wallet|balance|points|(?:gift|store) cards?|store credit|credit|e-?wallet)"
_MY = r"(?:my|our)(?: own)?"
_OWNED = (
    rf"{_MY} (?:\w+ ){{0,2}}(?:account|profile|log-?in|password|passcode|e-?mail|address(?:es)?|(?:phone )?number"
    r"|(?:user)?name|details|identity|card|wallet|balance|points|money|credit|payments?|orders?|basket|plan)\b"
)
"""What somebody else may use of theirs; a picture or a shop of theirs is no account of ours."""
_OTHERS = r"(?:some(?:one|body)|a stranger|a hacker|a thief|the thief|thieves|they)(?: else)?"
IN_IT = re.compile(
    rf"\b{_MY} (?:\w+ )?(?:account|profile|log-?in|password|e-?mail)\b[^.!?\n]{{0,40}}"
    r"\b(?:hack|taken|took|compromis|stol|chang|access|broken|logged|used by)"
    rf"|\b(?:hack\w*|broke|broken) in(?:to)? {_MY} (?:\w+ )?(?:account|profile|log-?in)"
    rf"|\bhacked {_MY} (?:\w+ )?(?:account|profile|log-?in|password|e-?mail)"
    rf"|\b{_OTHERS}(?:'s|'ve|'re| is| was| are| has been| may be| might be| got)? (?:\w+ )?in(?:side|to)?"
    rf" {_MY} (?:\w+ )?(?:account|profile|log-?in|e-?mail|wallet)\b"
    r"|\bi(?:'ve| have| was| got) (?:been |just |just been )?hacked\b"
    rf"|\b{_OTHERS}(?:'s|'ve|'re| has| have| is| are)? (?:just )?(?:order|us(?:ed|ing)|logg|access|buy|bought|chang"
    rf"|got in|gotten in|hack|plac)\w*[^.!?\n]{{0,50}}\b{_OWNED}"
    r"|\b(?:orders?|purchases?) (?:that )?i (?:did ?n[o']?t|never|have ?n[o']?t) (?:ma[dk]e|plac\w*|order\w*)"
    r"|\b(?:did ?n[o']?t|never) (?:plac|ma[dk]|order)\w* (?:this|that|these|those|it)\b"
    r"(?! (?:colou?r|size|version|model|amount|many|kind|type|flavou?r|variant|quantity)\b)"
    r"|\b(?:suspicious|unusual|strange|unknown|unauthori[sz]ed) (?:activity|log-?ins?|sign-?ins?|orders?|devices?)\b"
    rf"|\b(?:{_OTHERS}|he|she)(?:'s|'re| is| are)(?: been| still| now)? (?:logged )?in (?:there|it)\b"
    rf"|\bhow (?:(?:did|do|could|can) )?(?:he|she|they|{_OTHERS}) (?:got|get|gets) in(?:to)?\b"
    rf"|\bshar\w* {_MY} (?:\w+ )?account with (?:a stranger|strangers|some(?:one|body))\b",
    re.I,
)
"""Says so in so many words, where what it is of is a fraud already."""
EMPTIED = re.compile(
    rf"\b{_ACCOUNT}\b[^.!?\n]{{0,15}}\b(?:is|are|was|were|'s|being|getting|gets?|got) (?:just |all |now )?(?:being )?"
    r"(?:emptied|drained|cleaned out|plundered|hacked)\b"
    r"(?!,? (?:together|(?:when|as soon as|once) i\b|after (?:i\b|checkout|paying|ordering)|at checkout"
    r"|by (?:me|my|the order)\b))",
    re.I,
)
"""What becomes of it at this moment."""
AT_IT = re.compile(
    r"\b(?:they|he|she|some(?:one|body)|the (?:thief|hacker)|thieves)(?: else)?"
    r"(?:'s|'re| is| are| keeps?)(?: still| just)?"
    r" (?:withdrawing|emptying|draining|taking (?:out )?(?:my|all|the) money|spending my|cleaning (?:me|it) out)\b"
    r"|\bmy (?:\w+ )?money is (?:going|leaving|gone)\b",
    re.I,
)
"""Whoever does it; where it is heard as a fraud already, as a club may keep taking money, too."""
_NEVER_THERE = (
    r"\b(?:i|we)(?:'ve| have|'d| had| was| am|'m| were)?(?: never| not|n'?t| ha(?:ve|d)n'?t)(?: ever)?"
    r" (?:been|gone|lived|set foot|used|near|in) (?:there|to|in|it|that|one|near|past|anywhere|on)\b"
    r"|\b(?:not|was ?n'?t|is ?n'?t|are ?n'?t) (?:me|mine|us|ours)\b(?! to )|\bunknown to me\b"
    r"|\b(?:do|did)(?:n'?t| not) recogni[sz]e\b"
)
STRANGE_LOGIN = re.compile(
    r"(?<!\bi )(?<!\bi've )(?<!\bi was )(?<!\bi am )(?<!\bi'm )(?<!\bwe )(?<!\bto )\b(?:log-?ins?"
    r"|(?<!^)(?:logged|signed)[- ]in|sign-?ins?|sessions?|active devices?)\b[^.!?\n]{0,12}\b(?:from|in|at|on)"
    r" (?!my\b|our\b|(?:the |your )?(?:app|site|website|checkout|page|shop)\b)[^.!?\n]{2,40}[.,;!?\n]?[^.!?\n]{0,30}?"
    rf"(?:{_NEVER_THERE})",
    re.I,
)
"""A place or a device that is not theirs: "a login from Kolkata, I have never been there"."""
AWAY_LOGIN = re.compile(
    r"(?<!\bi )(?<!\bi've )(?<!\bwe )(?<!\bto )\b(?:log-?ins?|logged[- ]in|sign-?ins?|signed[- ]in|sessions?)\b"
    r"[^.!?\n]{0,12}\bfrom (?!my\b|our\b)[^.!?\n]{2,40}?[.,;!?\n]?[^.!?\n]{0,20}?"
    r"\b(?:i|we)(?:'m| am|'re| are| live)(?: here| at home| all)?,? in"
    r" (?!the\b|an?\b|my\b|it\b|there\b|for\b|trouble|shock)\w+",
    re.I,
)
"""From one place, while they are in another: "he's logged in from Minsk and I'm in Malmö"."""
_OURS = re.compile(
    r"\bmy (?:\w+ )?(?:husband|wife|partner|m[uo]m|dad|mother|father|son|daughter|brother|sister|family|kids?)\b"
    r"|\bvpn\b|\b(?:fails?|failed|impossible|slow)\b"
    r"|\b(?:not|(?:ca|wo|does|is)n'?t) (?:work|possible|let|log|load|sign)",
    re.I,
)
"""One of their own, or a log-in that does not succeed."""
CHANGED_BY_ITSELF = re.compile(
    r"\bpasswords?\b(?:'s| is| was| has| keeps?| got| been| being| getting| just| now)*"
    r" (?:chang(?:ed|ing|es)|reset(?:ting|s)?)\b"
    r"[^.!?\n]{0,25}\b(?:by itself|itself|on its own|while i(?:'m| am| was)|without (?:me|my)|not by me"
    r"|by some(?:one|body)|every (?:hour|day|time|few)|(?:third|second|fourth) time)\b"
    r"|\b(?:some(?:one|body)|they|he|she|hackers?)(?: else)?(?:'s| keeps?| is| has)(?: on| been| just)?"
    r" (?:changing|resetting) my password\b"
    r"|\bpassword keeps (?:on )?(?:getting |being )?(?:chang(?:ed|ing)|reset(?:ting)?)\b",
    re.I,
)
"""A new password that is none of theirs."""
_NEW_THERE = re.compile(
    r"\b(?:new|another|strange|second|third|unknown|different) (?:card|address|e-?mail|phone|number|device|order|payee"
    r"|user|name|plan)\b[^.!?\n]{0,30}\b(?:on|in|to|for) (?:my|your|our|the) (?:\w+ )?(?:account|profile)\b",
    re.I,
)
"""What was added to it, by our own message or by theirs."""
STRANGE_DETAIL = re.compile(
    r"\b(?:address|e-?mail|phone number|name|device|nickname|(?<!gift )card)\b[^.!?\n]{0,25}?"
    r"\b(?:that )?(?:i|we)(?:'ve| have)?"
    r" (?:never (?:seen|added|entered|heard of|saved)|(?:did|do)(?:n'?t| not)"
    r" (?:add|enter(?! (?:right|correctly|properly|fully))"
    r"|recogni[sz]e"
    r"|put(?: (?:it|them|that|this))? (?:there|in|on)))\b",
    re.I,
)
"""A detail that they did not put there; it counts where it stands in the account."""
_IN_ACCOUNT = re.compile(
    r"\b(?:logged in|log(?:ging)? in|my (?:\w+ )?(?:account|profile|log-?in|settings)|(?:the|my|your) app|address book"
    r"|saved)\b",
    re.I,
)
_ON_ITS_WAY = re.compile(r"\b(?:deliver(?:ed|s|ing)|parcel|package|courier|driver|shipped|handed|sent)\b", re.I)
UNASKED_CODE = re.compile(
    r"\b(?:codes?|otp|passcode|password reset|reset (?:e-?mail|mail|link|code))\b[^.!?\n]{0,12}\bi (?:did ?n'?t|did not"
    r"|never|have ?n'?t|have not) (?:ask|request|want|order|trigger|start)",
    re.I,
)
_CODE = r"(?:(?:log-?in |sign-?in |verification |security |one[- ]time |sms |text )*(?:codes?|otp|passcodes?))"
CODE_CAME = re.compile(
    rf"\b(?:got|get|getting|gotten|receiv\w*|sent|send|sending|texted)\b[^.!?\n]{{0,20}}?\b{_CODE}\b"
    rf"|\b{_CODE}\b[^.!?\n]{{0,15}}\b(?:came|arrived|comes|coming|popped up|on my phone|by (?:text|sms))\b"
    rf"|(?:^|[.,;!?\n]\W*|\band )who (?:\w+ )?(?:asked for|requested|wants|ordered|sent)[^.!?\n]{{0,12}}\b{_CODE}\b",
    re.I,
)
_NOBODY_ASKED = re.compile(
    r"\bi (?:did ?n[o']?t|never|have ?n[o']?t|did not|have not|haven'?t)\b(?: even)?"
    r"(?=\W*(?:$|[.,;!?\n])| (?:ask|request|want|order|trigger|start|try|log|sign|do|done|make))"
    r"|\bi(?:'m| am| was)?(?: not|n'?t| wasn'?t) (?:even )?(?:trying to (?:log|sign|get)|logging|signing)\b"
    r"|(?:^|[.,;!?\n]\W*|\band )who (?:\w+ )?(?:asked for|requested|wants|ordered|sent)\b"
    r"|\bout of (?:the blue|nowhere)\b"
    r"|\bwhile i(?:'m| am| was) (?!log|sign|try|pay|check|buy|order|at the)\w+(?!.*\b(?:new one|again|re-?send|expired"
    r"|late)\b)|\bmiddle of the night\b|\bnot me\b"
    r"|\bwithout (?:asking|logging)\b|\bunasked\b|\bunrequested\b|\bwhy (?:have i|did i|am i|do i keep|would i)\b"
    r"|\bis some(?:one|body) (?:trying|getting|in)\b",
    re.I,
)
"""With a code: "I'm not logging in", "why have I got one"."""
_NO_KEY = re.compile(
    r"\b(?:discount|promo\w*|voucher|gift|coupon|tracking|error|gate|door|zip|post(?:al)?|bar|qr|return|referral|welcome"
    r"|friend|invite|pick ?up|collection|locker)\b|%|\bpercent\b|\boff\b|\bmoney\b"
    r"|\b(?:no|never|not|did ?n[o']?t|have ?n[o']?t|has ?n[o']?t|isn'?t|without) (?:\w+ ){0,3}?"
    r"(?:got|get|gotten|receiv\w*|coming|come|came|arriv\w*|sent|send|working|work|accept\w*)\b"
    r"|\b(?:when|each time|every time) (?:i|we) (?:log|sign|try)|\bwhere (?:do|can|should|must) i\b"
    r"|\b(?:can'?t|cannot) (?:enter|type|find|use|read|see)\b",
    re.I,
)
"""A code of another kind, or one that is missed."""
_LOCKED_OUT = re.compile(
    rf"\b(?:throws?|threw|thrown|kicks?|kicked|logs?|logged|locked|signs?) (?:me|us|myself)? ?out\b|{IN_IT.pattern}",
    re.I,
)
"""With a code that nobody asked for: somebody else may be in already."""
_TAKEN = (
    r"(?<!\bi )(?<!\bi've )(?<!\bwe )(?:bought|ordered|transferred|withdrawn|withdrawals?|redeemed|spent"
    r"|moved|sent|pending|processing|gone|going out)\b"
)
_OF_MINE = rf"\b{_MY} (?:\w+ ){{0,2}}{_ACCOUNT}\b"
_TAKEN_OF_MINE = re.compile(rf"\b{_TAKEN}[^.!?\n]{{0,60}}{_OF_MINE}|{_OF_MINE}[^.!?\n]{{0,40}}\b{_TAKEN}", re.I)
_NOT_THEIRS = re.compile(
    rf"{_NEVER_THERE}|\b(?:not|isn'?t|aren'?t|wasn'?t|weren'?t) (?:by me|the buyer|bought by)\b|\bi(?:'m| am) not \w+"
    r"|\b(?:i|we) (?:never|did ?n'?t|did not|have ?n'?t|have not) (?:\w+ )?"
    r"(?:buy|bought|order\w*|ask\w*|authori\w+|ma[dk]e|spen[dt]|approve\w*|sign\w*)\b"
    r"|\b(?:freeze|lock|block|stop) (?:it|them|this|that|everything|my|the)\b|\bstill going\b"
    r"|\bwithout (?:my|our) (?:knowledge|consent|permission|knowing)\b",
    re.I,
)
_ALL_STOPPED = re.compile(
    r"(?<!n't )(?<!not )(?<!un)\b(?:block|freeze|lock|stop|suspend|shut|kill|disable)(?: down| off)?"
    r" (?:everything|it all|all(?: of)? (?:it|(?:my |the )?(?:cards?|accounts?|orders?|money))"
    r"|(?:(?:my|the|this|that) )?(?:\w+ )?(?:account|profile))\b",
    re.I,
)
MAY_BE = frozenset(
    "account_access technical_issue phone_call human_agent case_followup payment_promo billing_error faq provide_info"
    " complaint out_of_scope".split()
)
"""What a report of it is taken for."""


def is_told(text: str) -> bool:
    """Whether others are in it, of a text that is heard as a report."""
    text = text.replace("’", "'")
    said = IN_IT.search(text) or AT_IT.search(text) or _by_others(ENTERED, text)
    return bool(said) or taken(text) or plainly(text)


def taken(text: str) -> bool:
    """Whether something of theirs was moved or spent, and not by them."""
    moved = _TAKEN_OF_MINE.search(text) or _NEW_THERE.search(text)
    return bool(moved and _NOT_THEIRS.search(text))


def code_unasked(text: str) -> bool:
    """Whether a code came that lets somebody in, and they did not ask for it."""
    text = text.replace("’", "'")
    if _NO_KEY.search(text):
        return False
    return bool(UNASKED_CODE.search(text) or (CODE_CAME.search(text) and _NOBODY_ASKED.search(text)))


def asks_to_freeze(text: str) -> bool:
    """Whether all of it is to be stopped; for where others in it are told of already."""
    return _ALL_STOPPED.search(text) is not None


BROKEN_INTO = re.compile(
    rf"\b(?:hacked|broke|broken|got) in(?:to)? {_MY} (?:\w+ )?(?:account|profile)\b(?! again myself)"
    rf"|\b(?:has|have|had|got|gained|still has) access to {_MY} (?:\w+ )?(?:account|profile)\b[^.!?\n]{{0,30}}"
    r"\b(?:keeps?|order\w*|buy\w*|us(?:es|ing)|chang\w*|spend\w*|without)\b",
    re.I,
)
WITH_MINE = re.compile(
    rf"\b{_OTHERS}(?:'s|'ve|'re| is| are| has| have| was| keeps?| kept)?(?: been)? (?:just )?"
    r"(?:order(?:s|ed|ing)|bought|buy(?:s|ing)|shopp(?:ed|ing)|spen(?:t|ding)|plac(?:ed|ing))\b[^.!?\n]{0,40}"
    rf"\b(?:with|on|from|through|in|using|via) {_MY} (?:\w+ )?(?:account|profile|log-?in)\b",
    re.I,
)
ENTERED = re.compile(rf"\b(?:got|logged|logging|signed) in(?:to)? {_MY} (?:\w+ )?(?:account|profile|log-?in)", re.I)
_BY_ME = re.compile(
    r"(?:^|[.!?\n]|\b(?:i|we)(?:'ve|'m| have| am)?)\W*"
    r"(?:(?:ok(?:ay)?|yes|thanks|great|oh|and|finally|just|now|already)\W+)*$",
    re.I,
)
"""Stands before what the customer did, or what nobody is named for: "finally got into my account, thanks"."""


def _by_others(deed: re.Pattern[str], text: str) -> bool:
    return any(not _BY_ME.search(text[: found.start()]) for found in deed.finditer(text))


def plainly(text: str) -> bool:
    """Whether no other reading is near, whatever it sounds like."""
    if _by_others(BROKEN_INTO, text):
        return True
    if WITH_MINE.search(text) and not _OURS.search(text):
        return True
    if EMPTIED.search(text) or STRANGE_LOGIN.search(text) or CHANGED_BY_ITSELF.search(text):
        return True
    if AWAY_LOGIN.search(text) and not _OURS.search(text):
        return True
    if UNASKED_CODE.search(text) and _LOCKED_OUT.search(text):
        return True
    return bool(STRANGE_DETAIL.search(text) and _IN_ACCOUNT.search(text) and not _ON_ITS_WAY.search(text))


def in_their_account(heard: Heard, _: Facts) -> Heard:
    """ "My account shows a login from Kolkata, I have never been there" is no forgotten password."""
    if heard.intent not in MAY_BE or "security" in dict(heard.triggers):
        return heard
    text = heard.text.replace("’", "'")
    if not (plainly(text) or code_unasked(text)):
        return heard
    return replace(meant_as("security_fraud", heard), triggers=(("security", ""), *heard.triggers))
