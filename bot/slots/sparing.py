"""What is said to stay, or to be in order: "everything but the kettle", "the boots fit fine"."""

import re

from bot.slots.naming import ALL

EXCEPT = re.compile(
    r"\b(?:except(?: for)?|apart from|other than|keep(?:ing)?|(?:but )?not(?= (?:the|my|this|that|those|these)\b)"
    r"(?! the (?:whole|entire|complete|full)\b)"
    r"|(?:do|did)(?:n'?t| not) want to (?:return|refund|cancel|exchange|swap|send back))\b"
    r"(?P<what>(?:(?!\b(?:return|refund|send|cancel|exchange|swap)\b)[^,.;!?])*)",
    re.I,
)
STAYS = re.compile(r"(?P<what>\b(?:[^\s,.;!?]+ ){1,8}?)(?:can |will )?(?:stays?|staying)\b(?! (?:at|with|in)\b)", re.I)
KEPT = re.compile(
    r"(?P<what>\b(?:the|my) (?:[^\s,.;!?]+ ){1,2}?)(?:i|we)(?:'ll| will|'d like to| would like to| want to| am| are"
    r"|'m|'re)?"
    r" (?:rather )?keep(?:ing)?\b",
    re.I,
)
"""The same, with its verb at the end: "the kettle I keep"."""
ALL_WELL = re.compile(
    r"\b(?:(?:everything|all(?: of (?:it|them))?)(?: else)?(?: (?:is|was|are|were|came|arrived|looks?|seems?))?"
    r"(?: (?:all|just|really|absolutely|very))*"
    r" (?:perfect|great|fine|good|ok(?:ay)?|lovely|works?|working|fits?|nice|well|intact|right)"
    r"|(?:like|love|happy with|pleased with) (?:everything|all of (?:it|them)|it all))\b[^.;!?]{0,12}?"
    r"\b(?:except(?: for)?|but|apart from|other than|only)\b(?P<meant>.*)",
    re.I | re.S,
)
"""All is well but for one thing, and that is what it is about: "everything is fine except the kettle"."""
_NO = r"(?:(?:do|does|did|wo|ca|would|could)(?:es)?nt|not|never|hardly|barely|neither|nor|wont|cant|cannot)\b"
FINE = re.compile(
    rf"\b(?P<what>(?:the|my)(?: (?!{_NO})\w+){{1,3}}?"
    rf"|(?!{_NO})(?!(?:it|that|this|which|what|all|everything|they|there)\b)\w+)"
    r" (?:(?:is|are|was|were) (?:still |all |just |really |absolutely |actually |perfectly |very |so |both )*"
    r"(?:fine|ok(?:ay)?|good|great|nice|perfect|lovely|all right|alright|intact)"
    r"|fits?(?: (?:me|us|him|her|them))?(?: (?:fine|well|ok(?:ay)?|great|perfectly|nicely|just right))?)\b"
    r"(?!\W+(?:until|except|apart|at|for|when|on|like|badly|poorly|too|not|but (?!the\b|my\b)))",
    re.I,
)
"""What nothing is wrong with: "the toaster is fine", and not "the toaster is good for nothing"."""
LOVED = re.compile(
    r"(?:^|(?<=[,.;!?\n])|(?<=\band )|(?<=\bbut )|(?<=\bi )|(?<=\bi'm )|(?<=\bim )|(?<=\bam )|(?<=\bwe )"
    r"|(?<=\bare ))\W*"
    r"(?:(?:really|so|very|quite|do|absolutely|just) )*\b(?:love|adore|loving|(?:happy|pleased|delighted) with)"
    r" (?:the|my) (?P<what>\w+(?: (?!and\b|but\b|or\b|is\b|are\b|in\b|as\b|to\b)\w+)?"
    r"(?: and (?:the|my) \w+\b(?! (?:is|are|was|were|does|do|has|have|came|leaks?|broke|isn|doesn|don)\b))*)",
    re.I,
)
"""What they are happy with: "love the kettle", and no "would love the kettle in blue"."""
LISTED = re.compile(
    r"(?P<what>\b\w+(?: \w+)?)\s*[:=-]+\s*(?:(?:all|is|are|really|absolutely|very|i|we|just)\s+)*"
    r"(?:fine|ok(?:ay)?|good|great|nice|perfect|lovely|all right|alright|intact|works?(?: fine| well| great)?"
    r"|love (?:it|them)|like (?:it|them)|keep(?:ing)?(?: (?:it|them))?)\b(?=\s*(?:$|[,;.!\n+]|\band\b))",
    re.I,
)
"""The same in a list: "kettle: great"."""
IN_SHORT = re.compile(
    r"(?:^|(?<=[,.;]))\s*(?:the |my )?(?P<what>\w+) (?:fine|ok(?:ay)?|good|great|perfect|lovely)(?=\s*[,.;]|\s+but\b)",
    re.I,
)
"""The same without a verb: "kettle ok, toaster broken"."""
BUT = re.compile(r"\bbut\b(?! (?:also|not)\b)(?P<what>[^,.;!?]*)", re.I)


REST = re.compile(r"\b(?:the rest|the others?|the remaining|everything else)\b", re.I)
THEM = re.compile(r"\W*(?:those|them|these|that|it|that one|this)(?: please| pls| then)?\W*", re.I)
"""Points at what was named a word before: "the earrings are great, keep those"."""


NOT_THIS_BUT = re.compile(
    r"\b(?P<this>not (?:the|my|that|this) \w+(?: (?!and\b|or\b|nor\b|from\b|in\b|of\b|for\b|with\b|on\b)\w+)?)"
    r" (?P<but>(?:the|my|that|this) )",
    re.I,
)
"""Two things in a row: "not the kettle the toaster" means the second."""


def spared_in(text: str) -> tuple[str, str, str]:
    """What was said without, and apart from it, what was said to stay ("everything but the kettle") and what was said
    to be in order ("the boots fit fine").
    """
    text = NOT_THIS_BUT.sub(r"\g<this>, \g<but>", text)
    rest, stays = _cut(text, (KEPT, EXCEPT, STAYS, BUT) if ALL.search(text) else (KEPT, EXCEPT, STAYS))
    rest, fine = _cut(rest, (LISTED, LOVED, IN_SHORT, FINE))
    return rest, stays, fine


def _cut(text: str, patterns: tuple[re.Pattern[str], ...]) -> tuple[str, str]:
    """The text without what the patterns find, and what they say it is about."""
    found = [match for pattern in patterns for match in pattern.finditer(text)]
    for match in found:
        text = text.replace(match.group(), " ")
    return text, " ".join(match["what"] for match in found)
