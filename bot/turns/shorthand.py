"""Buttons in fewer words: what is shown can be typed, and nobody types a whole label."""

import re
from collections.abc import Mapping
from itertools import dropwhile

from bot.slots.naming import ORDINALS, bare

_SMALL = frozenset(
    "a an and are as at be for i i'm i'd in is it it's me my of on or please pls that the this to us".split()
)
_LEADS = frozenset("yes yeah yep yup ok okay sure but then well".split())
"""Before the words of another button than the yes: "ok, credit" is no yes to the card."""
_ANSWERS = frozenset("yes yeah yep no nope ok okay sure".split())
"""These answer the last question, whatever else has them on its label."""
_AGREES = frozenset("yes yeah yep ok okay sure".split())
_LONG = 4
"""More words than these are a sentence, and heard as one."""
_PERSON = (
    r"(?:(?:a|an|any|the|your|some) )?(?:(?:real|live) )?"
    r"(?:person|human|people|agent|colleague|operator|somebody|someone|anyone|anybody|help)"
)
_NOW = r"(?: (?:any ?more|any longer|now|after all|at all|already|myself|by myself|ourselves|out|though))*"
_CASE = r"(?:case|chat|ticket|request|enquiry|inquiry|query|conversation|handoff|handover)"
_END = (
    r"(?:(?:(?:you|u) (?:can|may|could) (?:please |pls |just |now )?)?(?:end|close|finish)"
    rf"(?: (?:it|this|that|(?:the|this|that|my) {_CASE})(?: now)?)?"
    rf"|(?:cancel|withdraw|drop|stop|delete) (?:the|this|that|my) {_CASE}"
    r"|(?:it'?s |its |all |that'?s )*(?:solved|sorted|settled|resolved|fixed|done)(?: now)?"
    rf"|(?:i|we)(?:'ve|ve| have)? (?:just )?(?:sorted|solved|fixed|settled|figured|worked) (?:it|this|that){_NOW}"
    r"|(?:it|that|this) (?:has )?(?:sorted|solved|settled|fixed) itself(?: out)?"
    r"|got (?:it|this|that) (?:sorted|solved|fixed|settled)"
    r"|never ?mind(?: (?:it|that))?|nvm|(?:forget|leave|drop|scrap) (?:it|that|this)|forget about (?:it|that|this)"
    rf"|(?:forget|cancel|skip|scrap|drop|leave)(?: about)? (?:the |that )(?:real )?(?:person|human|agent|colleague)"
    rf"|(?:i |we )?(?:don'?t|do not|no longer) (?:want|need)(?: to (?:talk|speak|chat) (?:to|with))? {_PERSON}{_NOW}"
    r"|(?:it'?s |its |that'?s )?(?:no longer|not) (?:needed|necessary|required)(?: (?:any ?more|now|any longer))?"
    r"|(?:i |we )?(?:don'?t|do not|no longer) need (?:(?:it|this|that) any ?more|you(?: any ?more)?)"
    rf"|no (?:more )?need(?: for {_PERSON})?{_NOW})"
)
_THING = r"(?:it|they|he|(?:the|my)(?: [\w'-]+){1,3}?)"
_FOUND = (
    r"(?:(?:i|we)(?:'?ve| have)? (?:just |finally |already |now )*(?:found|got|received|have|located)"
    r" (?:it|them|(?:the|my)(?: [\w'-]+){1,3}?)"
    rf"|{_THING}(?:'s| has| have|'ve)? (?:just |finally |already |now |all )*"
    r"(?:arrived|turned up|came|come|showed up|been found|been delivered|works?|working|(?:is|are) (?:fixed|sorted"
    r"|working|fine)|(?:is|are) (?:here|there|back))|(?:i(?:'ve| have)? )?changed my mind|(?:it|this|that)(?:'?s| is"
    r"| takes)? (?:far |way |just )?too long|i (?:can'?t|won'?t|cannot|don'?t want to) wait(?: (?:that|so) long)?"
    r")(?: (?:now|today|after all|again|already|just now|any ?more))*"
)
"""Why they need nobody any more; alone it is only news for whoever comes."""
_COURTESY = (
    r"(?:ok(?:ay)?|no|oh|(?:it|that|this|all)(?:'?s| is)? (?:all )?(?:ok(?:ay)?|fine|good|right|alright)"
    r"|all good(?: now)?|well|actually|wait|sorry|hi|hey|hello|lol|thanks|thank you|thx|cheers|sir|please|pls|then|so"
    r"|now"
    r"|just)"
)
_MEANT = {
    "end": re.compile(
        rf"\W*(?:{_COURTESY}\W+)*(?:cancel (?:it|that|this)\W+(?:{_COURTESY}\W+)*)?"
        rf"(?:{_FOUND}\W+(?:{_COURTESY}\W+|(?:and|so) )*)?{_END}"
        rf"(?:\W+(?:{_COURTESY}\W+|(?:and|as|because|but|so|cause|cos|bc) )*(?:{_END}|{_FOUND}))*"
        rf"(?:\W+{_COURTESY})*\W*",
        re.I,
    ),
    "again": re.compile(
        r"\W*(?:(?:yes|yeah|yep|sure|ok(?:ay)?|begin|start|go on|please)\W+)*"
        r"(?:yes|yeah|yep|sure|again|(?:begin|start)(?: (?:it|over|again))*|go on|please)\W*",
        re.I,
    ),
    "leave_message": re.compile(r"\W*(?:a |leave a )?message\W*", re.I),
}
"""Offers whose labels are sentences, as people say them."""
_WISHED = re.compile(
    r"\W*(?:(?:yes|yeah|yep|yup|ok(?:ay)?|sure|but|and|then|well|actually|rather|please|pls|hm+|wait)\W+)*"
    r"(?:(?:can|could|may) (?:i|we|you|u)(?: please| also| just)? (?:get|have|do|make|give me|take|choose|pay)"
    r"|(?:i|we)(?:'?d| would|'?ll| will)? (?:want|like|prefer|take|choose|rather(?: have| take| get)?)"
    r"|make (?:it|that)|give me|let'?s (?:do|take)|do)"
    r"(?: (?:it|that|this|them|to (?:have|get)|the money|my money|the|a|an|back))*"
    r"(?P<what>(?: [\w']+){1,3}?)"
    r"(?:\W+(?:instead|rather|please|pls|then|though|not (?:the|my) card|thanks))*\W*",
    re.I,
)
"""A wish for what stands on a button: "can I get credit instead"."""
_FIND = re.compile(
    r"\W*(?:(?:yes|yeah|yep|ok(?:ay)?|please|pls|can|could|you|then|just)\W+)*"
    r"(?:(?:have|get|let|ask|tell|make|send) (?:some ?(?:one|body)|them|the (?:courier|carrier|driver)|him)(?: to)? )?"
    r"(?:(?:go )?look(?:ing)? for|search(?: for)?|find|trace|chase|track down)"
    r" (?:it|this|that|them|(?:my|the) (?:parcel|package|order|box|delivery|shipment))"
    r"(?: (?:down|for me|then|now|please|pls))*\W*",
    re.I,
)
_LOOKED_FOR = ("chase", "trace")


def looked_for(labels: Mapping[str, str], text: str) -> str:
    """The choice to have a parcel looked for, if it stands here and is said: whoever looks is nobody to talk to."""
    return next((value for value in _LOOKED_FOR if value in labels and _FIND.fullmatch(text)), "")


NOT_HERE = re.compile(
    r"\W*(?:(?:but|no+|nope|nah|well|sorry|um+|ok(?:ay)?|and|wrong|really)\W+)*"
    r"(?:(?:it|that|they|this)(?:['’]?s| is| are| was)?"
    r"(?: ?n['’]?t| not) (?:here|there|with me|been delivered|delivered)|nothing(?:['’]?s| is)? (?:here|there)|not here"
    r"|(?<=\w\W)(?:it|they|this|that) (?:is|was|are|were|has|have)(?: ?n['’]?t| not)"
    r"|nothing (?:c[ao]me|arrived|was delivered)"
    r"|(?:i|we) (?:do ?n['’]?t|do not|did ?n['’]?t|did not|have ?n['’]?t|have not|never) (?:have|got|get|receive"
    r"|received)"
    r" (?:it|them|anything|nothing|any)"
    r"|(?:i|we)(?:['’]?ve| have)? (?:already )?(?:look|search|check)(?:ed)? everywhere|(?:i|we) can(?:['’]?t"
    r"|not) find (?:it|them)"
    r"|(?:it )?(?:has ?n['’]?t|has not|did ?n['’]?t|never) (?:arrived?|c[ao]me))"
    r"(?: (?:yet|though|at all|anywhere|either))*\W*",
    re.I,
)
"""Says so of a parcel that was just told of."""
SAYS_SO = re.compile(
    r"\b(?:says?|marked|shows?) (?:(?:it'?s|it is|it was|as|that) )*(?:there|here|delivered|arrived)\b[^.?!]{0,12}"
    r"\b(?:but|and|yet)\b[^.?!]{0,12}\b(?:not|n'?t|isnt|nothing|never)\b",
    re.I,
)
""" "It says there but no its not"."""
_NUMBERED = re.compile(
    r"\W*(?:(?:the|option|number|no(?=\.)|nr\.?|choice|button|please|pls|i mean)\W+)*"
    r"(?:#?\W*(?P<number>[1-9])|(?P<rank>first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|last))"
    r"(?:\W+(?:one|option|choice|button|please|pls))*\W*",
    re.I,
)


def numbered(labels: Mapping[str, str], text: str) -> str:
    """The choice that is meant by its place ("2", "the second one"), where no label has a number of its own."""
    said = _NUMBERED.fullmatch(text)
    counts = any(label[:1].isdigit() or label[-1:].isdigit() for label in labels.values())
    if said is None or (counts and said["number"]):
        return ""
    rank = (said["rank"] or "").casefold()
    at = -1 if rank == "last" else ORDINALS.get(rank, 4) if rank else int(said["number"]) - 1
    values = list(labels)
    return values[at] if at < len(values) else ""


def ends(text: str) -> bool:
    """Whether the case that waits is not needed any more, in so many words."""
    return _MEANT["end"].fullmatch(text.replace("’", "'")) is not None


def meant(labels: Mapping[str, str], text: str) -> str:
    """The value of the only choice that these words are short for; empty if they are no one's, or several's."""
    for value, words in _MEANT.items():
        if value in labels and words.fullmatch(text):
            return value
    said = [word for word in bare(text) if word not in _SMALL]
    said = [*dropwhile(_LEADS.__contains__, said)] or said
    if len(said) > _LONG or set(said) <= _ANSWERS:
        return ""
    said = said[1:] if said[0] in _AGREES else said  # "ok money"
    found = [value for value, label in labels.items() if _short_for(said, bare(label))]
    return found[0] if len(found) == 1 else ""


def wished(labels: Mapping[str, str], text: str) -> str:
    """The value of the only choice that is asked for in a sentence; never that of the yes, which is no wish."""
    if not (asked := _WISHED.fullmatch(text)):
        return ""
    return meant({value: label for value, label in labels.items() if value != "yes"}, asked["what"])


def _short_for(said: list[str], label: list[str]) -> bool:
    """Whether every word is on the label, and enough of the label was said to mean it."""
    telling = [word for word in label if word not in _SMALL and not word.isdigit()]
    return set(said) <= set(telling) and 2 * len(set(said)) >= min(len(set(telling)), 3)
