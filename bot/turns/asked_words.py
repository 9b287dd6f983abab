"""Words of a question beside a last yes, by what it is about."""

import re

from bot.slots.agreeing import QUESTION

_I = r"(?:i|we|it|they|this|the|my|there)"
ASKS = re.compile(
    rf"{QUESTION.pattern}"
    r"|(?:^|[,.;!]|\b(?:and|so|but|ok(?:ay)?|wait|then|hm+|well|actually|just|yes|no|sorry|oh|please|pls)\b)\W*"
    r"(?:(?:by|to|until|till|on|for|from|at) )?(?:what|whats|which|how|who|whos|where|when|why)\b"
    r"|\b(?:you|u) did(?:n'?t| not) answer\b"
    r"|\bdoes\b(?! not\b)"
    rf"|\b(?:will|would|can|could|must|should|is|are|am|has) {_I}\b|\bdo (?:i|we|they|you|u|the|my)\b"
    r"|\bwhat'?s? if\b|^\W*(?:(?:and|but|so|ok(?:ay)?)\W+)*if\b|\bor (?:what|not)\b"
    r"|\bif (?:they|it|you|i) (?:say|says|can'?t|don'?t|doesn'?t|forget|miss|never)\b",
    re.I,
)
"""A question anywhere in it, also without its mark."""
WISHES = re.compile(
    r"\b(?:can|could|may|will|would) (?:i|we|you|u|they)\b(?! (?:get|be|have|see|tell|say|keep)\b)"
    r"|(?<!\bdo )\bi(?: want|'d| would| need| prefer|'?ll)\b|\binstead\b|\brather\b",
    re.I,
)
"""Asks for something to be done."""
POST = r"(?:postage|shipping|delivery (?:fees?|costs?|charges?)|post(?:al)? (?:costs?|fees?)|p ?& ?p)"
HOW_LONG = re.compile(
    r"\b(?:when|how (?:long|soon|fast|quick(?:ly)?)|how many (?:working )?days|(?:by |on |at )?what (?:date|day)"
    r"|until (?:what|when)|take (?:long|ages)|the latest)\b",
    re.I,
)
FIRST = re.compile(
    r"\b(?:refund|money|cash|paid)\b[^.?!]{0,20}\b(?:before|after|first|straight ?away|right away|immediately"
    r"|instantly|today|tomorrow|tonight)\b",
    re.I,
)
MONEY = re.compile(
    r"\b(?:money|refund(?:ed)?|payment|cash|back|paid|card|bank|account|quid|pounds?|euros?|dollars?|bucks|need|take|takes|long|get)\b"
    r"|[£$€¥]",
    re.I,
)
GOODS_COME = re.compile(
    r"\b(?:will|can|could|would|does|do|is) (?:it|that|this|they|the (?!money|refund|cash)\w+(?: \w+)?)"
    r" (?:still |then |even |all )*(?:be here|be there|come|coming|arrive|arriving|get (?:here|there)|reach me"
    r"|make it|be delivered|be in time)\b|\bwhen\b[^.?!]{0,25}\b(?:arrive|get (?:here|there)|delivered|new one)\b",
    re.I,
)
TO_SEND = re.compile(
    r"\b(?:have to|must|should|need to|do i)\b[^.?!]{0,15}\b(?:send|hand|post|return|bring|ship|decide)\b"
    r"|\b(?:until|till|by) (?:when|what day)\b|\bhow long (?:have|do) i (?:have|got|to)\b|\b(?:deadline|last day)\b"
    r"|\bto decide\b|\bthe latest\b|\buntil when\b",
    re.I,
)
IF_NOT_SENT = re.compile(
    r"\bif i (?:don'?t|do not|can'?t|cannot|forget|never|miss)\b[^.?!]{0,20}"
    r"\b(?:hand|send|post|return|bring|ship|make it|go|it|that|to)\b"
    r"|\bif i (?:change my mind|miss (?:the |that )?(?:day|date|deadline|\d))",
    re.I,
)
WHERE_TO = re.compile(
    r"\b(?:which|what|wich) (?:payment (?:method|card)|(?:credit |debit |bank )?(?:card|account)|bank)\b"
    r"|\b(?:to|on|onto|in|into) (?:the|my|that|the same)(?: \w+)? (?:card|account)\b|\b(?:same|right) card\b"
    r"|^\W*(?:(?:and|so|ok(?:ay)?|but|hm+|well)\W+)*to where\W*$"
    r"|\bwhere (?:does|do|will|would|is|are) (?:it|that|the money|my money|the refund|my refund)"
    r" (?:go|going|land|be (?:paid|sent)|end up)\b",
    re.I,
)
POSTAGE_BACK = re.compile(
    rf"\b{POST}\b[^.?!]{{0,30}}\b(?:back|refund\w*|as well|too|included|in (?:it|that|there))\b"
    rf"|\b(?:get|refund\w*|give|include[sd]?|happens? (?:to|with)|what about|\d+(?:[.,]\d+)?\W{{0,2}}(?:quid|pounds?"
    rf"|euros?|dollars?|bucks)?)\b[^.?!]{{0,15}}\b{POST}\b",
    re.I,
)
WHO_PAYS = re.compile(
    r"\bwho(?:'?s| is| has to| must)? (?:pay|pays|paying|covers?|bears)\b"
    r"(?! for (?:the|my|a) (?!return|postage|label|shipping|sending|delivery|parcel)\w)|\bliable\b"
    r"|\b(?:fees?|any costs?)\b"
    r"|\b(?:do|will|would|must|am) i\b[^.?!]{0,20}\b(?:pay|charged|cover)\b|\bfree\b|\bfor nothing\b"
    r"|\bcosts? (?:me|us|anything|something)\b|\bgo(?:ing to|nna) cost\b"
    rf"|\bhow much\b[^.?!]{{0,15}}\b(?:sending|label|return(?:ing)?|post|{POST})\b",
    re.I,
)
SAME_PRICE = re.compile(
    r"\bcosts? (?:the same|more|less|extra)\b|\b(?:what'?s?|how much)\b[^.?!]{0,12}\bprice\b"
    r"|(?<!its the )(?<!it's the )(?<!it is the )\bsame price\b|\bprice\b[^.?!]{0,15}\bsame\b",
    re.I,
)
MEANWHILE = re.compile(
    r"\bkeep (?:on )?using\b|\buse (?:it|them|this|that|the old one)\b|\b(?:till|until) the (?:new|other) (?:one|\w+)\b"
    r"|\bmean(?:while|time)\b|\ball (?:that|the) time\b|\b(?:won'?t|will not) have (?:a|an|any|my|the)\b",
    re.I,
)
NO_PROOF = r"(?!(?: \w+){0,2} (?:photos?|pictures?|pics?|images?|videos?|proof|evidence|receipts?|invoices?)\b)"
"""What shows that something is so is sent to us, and nothing goes back by that."""
MUST_GO = re.compile(
    r"\b(?:do|must|should|will|would) i (?:(?:really|have to|need to|still|actually|first|even) )*"
    rf"(?:post|send|return|ship|give|go to the post)\b{NO_PROOF}"
    r"|\bi (?:just |simply )*(?:bin|keep|throw|chuck|dump|dispose)\b"
    r"|\b(?:do|does|must|will|should) (?:it|that|they|this|the \w+) (?:(?:really|have to|need to|still) )*"
    r"(?:go|come|be sent|be posted) back\b|\bi have to (?:go|walk|drive) to the post\b",
    re.I,
)
ALL_OF_IT = re.compile(
    r"\b(?:do|will|would|am|can) i (?:(?:really|be|then) )*(?:get|getting|refunded|receive)\b[^.?!]{0,15}"
    r"\b(?:all|everything|full|whole)\b|\bis (?:that|this) (?:all|everything|the (?:full|whole))\b"
    r"|\b(?:all|everything) (?:that )?i paid\b|\bhow much and (?:when|how long|to (?:which|what) card)\b",
    re.I,
)
PRINTS = re.compile(
    r"\b(?:no|without|don'?t (?:have|own)|haven'?t|need|own)\b[^.?!]{0,12}\bprint(?:er|ing)?\b|\bhave to print\b", re.I
)
IF_NOT = re.compile(
    r"\bif (?:they|the \w+|he|she|you|u|it|there|none|that)(?:'?s| is| are)? ?(?:say|says|refuse[sd]?|can'?t|cannot"
    r"|don'?t|won'?t|doesn'?t|do not|fails?|none|no\b|not|sold out|gone|out)\b|\bif not\b",
    re.I,
)
GETS = re.compile(r"\b(?:will|do|would|can) i (?:then |still )?(?:get|have|receive)\b|\bwhat (?:do|will) i get\b", re.I)
