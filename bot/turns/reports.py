"""What a report of something suspicious is about: it decides what is advised, and whether an account is frozen."""

import re
from enum import StrEnum

from bot.turns import disowned
from bot.turns.context import intruders


class Report(StrEnum):
    """What is reported; the wording has a sentence of advice for each."""

    TAKEN_OVER = "taken_over"
    CARD = "card"
    PAID = "paid"
    PHISHING = "phishing"
    ON_THE_LINE = "on_the_line"
    CALLER = "caller"
    HUNG_UP = "hung_up"
    CODE = "code"
    OTHER = "other"


_SECRET = r"(?:password|passcode|code|otp|pin|(?<!gift )(?<!gift-)card|details|log-?in)"
_I = (
    r"(?:^\W*|\bi (?:have |had |already |just |even |also )*|\bi've (?:already |just |even )*|\band (?:then )?"
    r"|[,;.!?] ?(?=(?:entered|typed|clicked|filled|keyed)\b))"
)
_ELSE = (
    r"(?:by|with|from|via|using|who|which|no|not|nothing|none|block|hold|stop|freeze|cancel|(?:told|asked|warned) you|"
    r"(?:you|he|she|they) (?:said|say|told|tell|want(?:ed)?|ask(?:ed)?))"
)
"""What begins another thing than what was given away: "I told you and you said: send your details"."""
_GAVE = re.compile(
    rf"{_I}(?:"
    r"(?:entered|gave|given|typed|told(?! you\b)|shared|sent|filled|put|keyed|submitted|handed|provided|confirmed)\b"
    rf"(?:(?!\b{_ELSE}\b)[^.!?\n]){{0,60}}\b{_SECRET}\b(?! (?:on|in) (?:hold|ice|the bin)\b)"
    r"|(?:entered|typed|filled|put|gave|given)(?: (?:in|out|them|him|her))? (?:everything|it all|all of it)\b"
    r"|(?:clicked|followed|tapped|pressed)\b"
    r"(?:(?!\b(?:report|delete|block|unsubscribe|no|not|nothing|none)\b)[^.!?\n]){0,40}"
    r"\b(?:links?\b|url\b|button (?:in|on|inside) (?!your\b))"
    r"|(?:clicked|followed|tapped|pressed) (?:(?:on|into|through) )?it\b"
    r"|opened\b[^.!?\n]{0,20}\b(?:links?|attachments?|files?)\b)",
    re.I,
)
_AT_OURS = re.compile(
    r"\b(?:on|in|at) your (?:own |real )?(?:site|website|web ?shop|shop|app|checkout)\b"
    r"|\b(?:in your e?-?mail|details to (?:one of )?your (?:colleagues?|agents?|support|team))\b"
    r"(?![^.!?\n]*\b(?:password|code|pin|card|call\w*|rang|phone\w*)\b)",
    re.I,
)
"""Where nothing was given away: it was done with us. Who gave a code to a caller in our name did it elsewhere."""
_GAVE_IT = re.compile(
    rf"\b{_SECRET}\b.{{0,160}}?\b(?:i|and|so i)(?: have|'ve| had)? (?:gave|given|sent|told|typed|entered|shared|read)"
    r" (?:it|them|him|her|that)\b(?! (?:no|not|nothing|that|where|i)\b| to (?:go|stop|get|leave|call|do|hang|wait)\b)",
    re.I | re.S,
)
_ALREADY = re.compile(
    r"\bi (?:already |have |just )*(?:click|open|press|follow|tap|enter|fill)\b[^.!?\n]{0,20}\balready\b"
    r"|\bi already (?:click|open|press|follow|tap|enter|fill)\b"
    r"|\bi(?:'ve| have)? (?:(?:just|even) )?(?:clicked|tapped|opened|followed)(?: (?:on )?(?:it|that|them|there))?"
    r" already\b",
    re.I,
)
"""With nothing named besides: "i click it already", "i clicked already"."""
_FELL_FOR = re.compile(
    r"\bi(?:'ve| have)?(?: \w+){0,2} (?:fell|fallen|falled) for (?:it|this|that|them|one|your|his|her|their|an?|the)\b"
    r"|\bi(?:'ve| have)?(?: was| got| been)(?: \w+)? (?:phished|tricked|duped|conned|fooled)\b",
    re.I,
)
_PAID = re.compile(r"\b(?:paid|pay|bought|ordered|seller|money|[$£€]\d)\b", re.I)
"""Who was cheated of money in a sale has lost that, and no key to the account."""
_PAID_THEM = re.compile(
    r"\bi(?:'ve| have)? (?:(?:already|just|even|also|stupidly|then) )*"
    r"(?:paid|payed|transferred|wired|sent (?:the|them|him|her) (?:\w+ )?money)(?: (?:it|them|him|her|that|this|already"
    r"|the (?:fee|money|sum|\w+ fee|[\d.,]+))){0,3}\b"
    r"(?=\W*$|\W+(?:with|by|from|on|already|and|what|omg|now|is|to|before|because|so|through|via|yesterday|today)\b"
    r"|[.,;!?\n])",
    re.I,
)
"""Money of theirs is with whoever it was."""
_PAID_FOR = re.compile(
    r"\b(?:paid|payed) (?:for|with (?:my )?(?:gift|store)|you|your|already for)\b|\bpaid to you\b|\bnever\b", re.I
)
_LET_IN = re.compile(
    r"(?<!never )(?<!not )(?<!n't )(?<!nt )\b(?:let|allowed|gave|given)\b"
    r"(?:(?!\b(?:no|not|never|nothing)\b)[^.!?\n]){0,40}"
    r"\b(?:remote\w*|control|access|in(?:to)? my (?:computer|laptop|pc|phone))\b"
    r"|\binstalled\b[^.!?\n]{0,30}\b(?:any ?desk|team ?viewer|quick ?support|remote)\b",
    re.I,
)
"""On the line with them, or at their own machine."""
_NO_BANK = r"(?! (?:with|to) (?:my|the|our) bank\b)"
ON_THE_LINE = re.compile(
    r"\b(?:on the (?:other )?(?:line|phone)|on my other (?:line|phone)|calling me|ringing me|on hold)\b"
    rf"{_NO_BANK}[^.!?\n]{{0,20}}"
    rf"\b(?:right )?now\b|\b(?:still|now) on the (?:other )?(?:line|phone)\b{_NO_BANK}"
    r"|\b(?:move|transfer|send|put|wire|shift)\b[^.!?\n]{0,40}"
    r"\b(?:safe|secure|protected|holding)['\"”]? ?(?:wallet|account)",
    re.I,
)
_CAME = r"(?:e-?mails?|texts?|sms|messages?|calls?|letters?|dms?|attachments?|links?|pop-?ups?)"
_CLAIMED = re.compile(
    r"\b(?:e-?mails?|texts?|sms|messages?|call(?:er|ed)?|texted|messaged|e-?mailed|mails?|whats ?app\w*"
    r"|letter|dm|link|site|website|page|number"
    r"|phone(?! (?:shop|store)))\b[^.!?\n]{0,40}"
    r"\b(?:say(?:s|ing)?|said|claim\w*|tell(?:s|ing)?|told|pretend\w*|ask(?:s|ed|ing)?|want(?:s|ed)?|from|about"
    r"|to (?:pay|click|log in|confirm|verify|update))\b"
    r"|phish\w*|scam\w*|fake (?:site|website|page|mail|e-?mail|text|shop|call)",
    re.I,
)
_SAYS = re.compile(
    r"\b(?:it|he|she|they|this|that|which|who)(?:'s| is| was)? (?:says?|said|saying|claim\w*|tells?|told|telling)\b",
    re.I,
)
"""What a message or a caller claims, told in a sentence of its own."""
_REACHED = re.compile(
    rf"\b(?:got|get|getting|received|receive|had|came|sent me)\b[^.!?\n]{{0,30}}\b{_CAME}\b"
    rf"|\b{_CAME}\b[^.!?\n]{{0,25}}\b(?:came|come|arrived|received|reached me)\b"
    r"|\b(?:page|site|account|profile|shop|ads?|advert|app)\b[^.!?\n]{0,25}\b(?:with|in|under|using) your"
    r" (?:name|logo|brand)\b|\bhttps?://|\bhxxp|\b(?:the|a|this|that|its|suspicious) (?:link|attachment)s?\b|<url>",
    re.I,
)
_WRITTEN = re.compile(
    r"\b(?:e-?mails?|mails?|texts?|texted|sms|messages?|messaged|whats ?app\w*|links?"
    r"|attachments?|sites?|websites?|page|letters?|url)\b|https?:"
    r"|<url>",
    re.I,
)
_LINK = re.compile(r"\blinks?\b|https?:|<url>", re.I)
_CALLER = re.compile(
    r"\b(?:some(?:one|body)|he|she|they|who|caller|numbers?|people|(?:a|some|this|the) (?:\w+ )?(?:man|woman|guy|lady"
    r"|bloke|person|girl|fellow))\b[^.!?\n]{0,40}?\b(?:calls?|called|calling|rang|rings?|ringing|phoned|phoning)\b"
    r"|\bcallers?\b"
    r"|\b(?:got|had|getting|received|another|strange|odd|weird|scam|fake|spam)(?: \w+){0,3}? (?:phone )?calls?\b",
    re.I,
)
_HUNG_UP = re.compile(
    r"\b(?:i|we) (?!do\b|don'?t\b|(?:did ?n'?t|have ?n'?t|never) (?:hang|put))(?:[\w']+ ){0,5}?"
    r"(?:hung up|put (?:the phone|it) down|rang off|ended the call|cut (?:him|her|them) off)\b(?! on you)",
    re.I,
)
_DATA = re.compile(
    r"\b(?:data|information|details|privacy) (?:leak\w*|breach\w*)|\bleaked (?:my|our|customers?)\b"
    r"|\b(?:sell|sold|selling|give|gave|passed|pass)\b[^.!?\n]{0,15}"
    r"\b(?:me|(?:my|our) (?:\w+ )?(?:data|number|details|e-?mail|address|information))\b (?:to|on)\b",
    re.I,
)
"""What we hold of them is in other hands: no message, and nobody in the account."""
_CARD = re.compile(
    r"\b(?:card|cc)\b[^.!?\n]{0,25}\b(?:stolen|cloned|skimmed|copied|misused|used by)\b"
    r"|\b(?:stole|stolen|nicked|cloned|copied|lost) (?:my|our) (?:bank |credit |debit )?card\b"
    r"|\b(?:stole|stolen|steal|stealing|nicked|pinched|cloned|skimmed|copied|took|taken|hacked) my"
    r" (?!gift\b|store\b|birthday\b)(?:\w+ )?(?<!gift )cards?\b"
    r"|\b(?:lost|missing) my (?:bank|credit|debit) card\b"
    r"|\bstolen card|\b(?:used|using|charged) my card\b|\bfraud\w* (?:charge|transaction|payment)s?\b",
    re.I,
)
_BY_CARD = re.compile(
    r"(?<!gift )\bcard (?:was|is|has been|got|gets) (?:being )?(?:used|charged|debited)\b"
    r"|\b(?:on|from|to|with) (?:my|our) (?:\w+ )?(?:card|bank account)\b",
    re.I,
)
_NOT_MINE = re.compile(
    r"\bnot (?:me|mine|the buyer|my (?:order|doing))\b|\b(?:is|was|are|were)n'?t (?:me|mine|the buyer)\b"
    r"|\b(?:did ?n[o']?t|never|have ?n[o']?t) (?:buy|bought|order\w*|authori\w+|ma[dk]e|sign\w*|approv\w*|agree\w*)"
    r"|\bmisus\w+|\bwithout (?:my|our) (?:knowledge|consent|permission|knowing)\b",
    re.I,
)
_SENTENCES = re.compile(r"[.!?\n]+")


def kind_of(words: str) -> Report:
    """What a report is about. What a message claims of an account is phishing, until its reader gave something away."""
    words = words.replace("’", "'")
    if _gave_away(words):
        return Report.TAKEN_OVER
    if ON_THE_LINE.search(words):
        return Report.ON_THE_LINE
    if _PAID_THEM.search(words) and not _PAID_FOR.search(words):
        return Report.PAID
    if _CARD.search(words) or (_BY_CARD.search(words) and _NOT_MINE.search(words)):
        return Report.CARD
    if intruders.is_told(_own_words(words)) or disowned.is_said(_own_words(words)):
        return Report.TAKEN_OVER
    return _without_harm(words)


def _gave_away(words: str) -> bool:
    """Whether a key to the account is in other hands by their own doing."""
    words = ". ".join(one for one in _SENTENCES.split(words) if not _AT_OURS.search(one))
    came = _CLAIMED.search(words) or _REACHED.search(words) or re.search(rf"\b{_CAME}\b", words, re.I)
    fell = came and _FELL_FOR.search(words) and not _PAID.search(words)
    return bool(
        fell or _GAVE.search(words) or _ALREADY.search(words) or _GAVE_IT.search(words) or _LET_IN.search(words)
    )


def _without_harm(words: str) -> Report:
    """Where nobody has got in, as far as they tell."""
    if intruders.code_unasked(words) and not _LINK.search(words):
        return Report.CODE
    if _DATA.search(words):
        return Report.OTHER
    if _HUNG_UP.search(words):
        return Report.HUNG_UP
    if _CALLER.search(words) and not _WRITTEN.search(words):
        return Report.CALLER
    return Report.PHISHING if _CLAIMED.search(words) or _REACHED.search(words) else Report.OTHER


def reached(words: str) -> bool:
    """Whether it tells of a message or a call."""
    return any(told.search(words.replace("’", "'")) for told in (_CLAIMED, _REACHED, _CALLER, ON_THE_LINE))


def _own_words(words: str) -> str:
    """Without the sentences that tell what a message or a caller claims."""
    said = _SENTENCES.split(words)
    return ". ".join(one for one in said if not (_CLAIMED.search(one) or _SAYS.search(one)))
