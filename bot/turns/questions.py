"""Shapes of a question, by what each is needed for."""

import re

OF_US = re.compile(
    r"^\W*(?:(?:wait|ok(?:ay)?|well|so|oh|hm+|hi|hey|hello|sorry|and|but|then|yes|no|sure|thanks)\W+)*"
    r"(?:where|when|any (?:idea|news)|how long)\b|\?\s*$",
    re.I,
)
"""Asks something of us, even if an answer to our own question could be read into it."""
_PRICE = r"(?:the )?(?:price|cost|rate|mrp)"
ANY = re.compile(
    r"\?|^\W*(?:what|which|how|is|are|do|does|can|could|will|would|who|why)\b"
    rf"|^\W*{_PRICE} (?:of|for)\b|\b{_PRICE}(?: (?:pls|plz|please))?\W*$",
    re.I,
)
"""Is a question at all, and not the bare name of a thing."""


def asked(text: str) -> bool:
    """Whether it is a question of either kind."""
    return bool(OF_US.search(text) or ANY.search(text))


_AND = r"\W*(?:(?:and|so|but|ok(?:ay)?|oh|hm+|then|well|sorry|thanks)\W+)*"
BEHIND = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|oh|hm+|then|well|sorry|thanks|thank you|also|hi|hello|hey|wait|actually|please|pls"
    r"|yes|no|sure|another (?:thing|question)|one more (?:thing|question))\W+)+",
    re.I,
)


def asked_behind(text: str) -> bool:
    """Whether it is a question, or one behind a word or two that lead up to it: "and do you ship there"."""
    return asked(text) or asked(BEHIND.sub("", text))


BARE = re.compile(
    rf"{_AND}(?:when|where|how (?:long|late)(?: (?:is|will|do|does|can|would) (?:it|that|this|they)"
    r"(?: (?:hold|keep|take|be|last)(?: (?:it|that|them))?)?)?)(?: (?:then|now|exactly|for|pls|please|tho|though))*\W*",
    re.I,
)
"""Names nothing: it is asked of what is talked about, and of no parcel besides."""
_THEY = r"(?:they|he|she|you|u|it|some(?:one|body)|any(?:one|body)|(?:the|a|your) (?:colleague|person|agent|team))"
OF_THE_CASE = re.compile(
    rf"{_AND}(?:how long(?: (?:will|does|do|is|would|must|should)"
    r" (?:it|that|this|they|i|we|an? answer|the (?:wait|queue)(?:ing)?(?: time)?)(?: (?:have to |need to )?(?:take|be"
    r"|need"
    r"|wait))?(?: for (?:it|that|an answer|somebody|someone|a person))?)?"
    rf"|when (?:will|do|does|can|would|is) (?:{_THEY}|i)"
    r" (?:answer|reply|respond|write|call|come back|get back|be here|look|hear|get an? (?:answer|reply))"
    r"(?: (?:to|at|back|on|me|it|this|that|from (?:you|them)))*"
    r"|who(?:'s| is| are| will| do)? (?:you |it |they )?(?:pass\w*|giv\w*|tak\w*|look\w*|answer\w*|go\w*)"
    r"(?: (?:it|this|that|on|to|at|me|care|of))*"
    r"|what(?:'s| is| happens| will happen)? (?:now|next|then))(?: (?:then|now|please|pls))*\W*",
    re.I,
)
"""Asks after the case that waits, and of nothing that they have ordered."""
_LOOKS = (
    r"(?:look\w*|check\w*|read\w*|sees?|seen|saw|answer\w*|repl(?:y|ies|ied|ying)|writ(?:e|es|ten|ing)|wrote"
    r"|call(?:s|ed|ing)?|(?:gave|gives?|given)|r[iau]ng|phoned|contact\w*|react\w*|help\w*|there|respond\w*"
    r"|work(?:s|ed|ing)?|tak\w+|took|com(?:e|es|ing)|came|do(?:es|ne|ing)?|did|get(?:s|ting)?|got(?:ten)?)"
)
_NOBODY = (
    r"(?:(?:any|some) ?(?:one|body)|nobody|no ?one|none of you|(?:a|any|the|your) (?:colleague|person|human|agent))"
)
_STATE = (
    r"(?:deleted|closed|removed|done|sorted|fixed|settled|solved|resolved|stopped|blocked|cancell?ed|changed|refunded"
    r"|decided|approved|accepted|looked at)"
)
NEWS = re.compile(
    r"\b(?:any|some|no|got|have|is there|still no) (?:\w+ )?(?:news|updates?|progress|word|answer|reply|decision)\b"
    r"|\b(?:what'?s|what is) (?:the )?(?:news|update|progress|status)\b|^\W*(?:news|updates?|status)\W*$"
    rf"|\b(?:did|has|have|is|was|will) {_NOBODY} (?:\w+ )?{_LOOKS}\b"
    rf"|^\W*(?:\w+\W+){{0,3}}{_NOBODY} (?:(?:has|have|is|did|still|ever|yet|even) )*{_LOOKS}\b(?! (?:at )?home\b)"
    r"|\bwhat (?:happens|happened|is happening|'?s happening|is going on|about|will happen|becomes|became)"
    r" (?:now |next )?(?:with|to|of|about)\b|\bwhat'?s (?:happening|going on) with\b"
    rf"|^\W*(?:(?:hi|hello|hey|so|and|ok(?:ay)?|but|again)\W+)*(?:is|are|was|were|has|have) (?:my|the|that|this|it)"
    rf" (?:\w+ ){{0,3}}?(?:been )?{_STATE}\b(?: (?:now|yet|already|then))*\W*$"
    rf"|\b(?:did|have) (?:you|u|they|he|she) (?:\w+ )?(?:stop|stopped|cancel|cancelled|block|blocked|delete[d]?"
    r"|close[d]?|solve[d]?|fix(?:ed)?|decide[d]?|find (?:it|out|anything)|found (?:it|out|anything)|look(?:ed)?"
    r"|check(?:ed)?)\b"
    r"|\b(?:it'?s|its|it is|it has|that'?s) been (?:\w+ )?(?:\d+ |an? |two |three |some )?"
    r"(?:hour|day|week|minute|age)s?\b"
    r"|\bstill waiting\b|\b(?:am|are) (?:i|we) still waiting\b|\bi(?:'m| am)? still wait(?:ing)?\b",
    re.I,
)
"""Asks what has become of something that was passed on."""
_CASE = r"(?:my|the|our|this|that) (?:support |open |own |last )?(?:case|ticket|enquiry|inquiry|complaint)(?: #?\d+)?"
OF_A_CASE = re.compile(
    rf"\b(?:status|state|progress|news|updates?|happening|happened|going on)\b[^.?!]{{0,20}}\b{_CASE}\b(?! (?:number"
    rf"|id)\b)"
    rf"|\b{_CASE}\b[^.?!]{{0,15}}\b(?:status|updates?|news|progress)\b|\b(?:where|how) (?:is|does|do|are) {_CASE}\b"
    rf"|\b(?:is|has|did|does|was) (?:any ?(?:one|body)|some ?(?:one|body))\b[^.?!]{{0,30}}\b{_CASE}\b"
    rf"|\bis {_CASE} (?:still )?(?:open|closed|solved|settled)\b",
    re.I,
)
"""Names the case, and asks how it stands; a phone has a case, too, and is not asked so."""


def of_the_case(text: str) -> bool:
    """Whether it is asked after the case, and after nothing that they have ordered."""
    return bool(OF_THE_CASE.fullmatch(text) or OF_A_CASE.search(text))


OF_RETURNS = re.compile(
    r"^(?:.*\bknow\b)?\W*(?:(?:and|so|but|ok(?:ay)?|then|also)\W+)*(?:how|what'?s?|which|who|do|does|is|are|am i"
    r"|(?:can|could|may) (?:i|you|one)\b(?!.*\b(?:it|this|these|those|them|new one|another one|replacement)\b))\b",
    re.I,
)
"""About returns as such, not a wish to send something back."""
OF_POLICY = re.compile(
    r"\b(?:policy|warranty|guarantee)\b[^.!?]*\?"
    r"|\bwhat(?:'?s| is| are) (?:the|your) (?:\w+ ){0,2}(?:policy|policies|terms)\b"
    r"|\b(?:why|how come)\b[^.!?]{0,20}\bpay\b[^.!?]{0,20}\b(?:post\w*|ship\w*|send\w*|return\w*)\b"
    r"|\b(?:does|do|would|is|will)\b[^.!?]{0,60}\bcount(?:ed)? as (?:worn|used|opened|new|unworn|unused)\b",
    re.I,
)
"""What the rules of it are, wherever in the message that is asked."""
NEEDS = re.compile(
    r"\W*(?:(?:and|but|so|ok(?:ay)?|wait|hm+|also)\W+)*(?:do|will|would|must) (?:i|we) (?:still |also )*"
    r"(?:need|have) (?:the|my|an?|to (?:have|keep|use|show))\b",
    re.I,
)
"""Asks what is needed for it, and has the sound of a return: "do I need the box"."""
OF_CHARGES = re.compile(r"^\W*(?:is|are|can|could|do|does|how|what|which|may|why is there)\b", re.I)
"""About charges or clubs as such, from somebody we do not know."""
WISH = re.compile(
    r"^\W*(?:(?:hi|hello|ok(?:ay)?|well|so|oh|and|also|but|please|pls|then|just|now|no|actually|in that case)\W+)*"
    r"(?:(?:i )?(?:want|need|would like|wanna|will|'?d rather) (?:to |a |my |just )*|i'?d like (?:to |a |my )?|i'?ll "
    r"|(?:can|could|would|will) (?:you|i|we) (?:please |just )*|let me |let'?s |where\b|when\b"
    r"|nothing (?:has |have )?(?:arrived|come|came)\b)?"
    r"(?:(?:refund|return|cancel|exchange|swap|replace|track)\b|change (?:the|my) (?:delivery )?address\b"
    r"|(?:send|give) (?:it|this|that|them|these|those|(?:the|my) \w+) back\b"
    r"|(?<=where)\b|(?<=when)\b|(?<=arrived)\b|(?<=come)\b|(?<=came)\b)"
    r"|^\W*(?:(?:the|my) )?\w+ (?:goes|go|should go|shall go|must go) back\b",
    re.I,
)
"""Asks for something to be done or found out, and tells no story."""
SENT = re.compile(
    r"\b(?:what|why) (?:have|did|do|exactly did|has) (?:you|u|it) (?:\w+ )?(?:sen[dt]|pass\w*|tell|told|forward\w*"
    r"|shar\w*|open\w*|creat\w*|mak\w+|made|call\w*|get|got)\b[^.?!]{0,30}\b(?:colleagues?|person|people|human|team|case|ticket"
    r"|them|agents?|on|support|billing|department)\b"
    r"|\b(?:did(?:n'?t| not)|never) (?:even )?ask(?:ed)?(?: you)? (?:for|to)\b[^.?!]{0,20}\b(?:colleague|person|human"
    r"|agent|case|ticket|any(?:one|body)|someone|somebody|pass)\b"
    r"|\bwhat (?:case|ticket|colleague)\b(?! (?:number|is|do)\b)",
    re.I,
)
"""Wonders what was passed on, and why."""
