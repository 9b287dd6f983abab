"""What is said to stay, or to be in order: "everything but the kettle", "the boots fit fine"."""

import re

from bot.hearing.kinds import KINDS
from bot.labels import one_slip
from bot.slots.each import tells_why
from bot.slots.naming import ALL, THING

EXCEPT = re.compile(
    r"\b(?:except(?: for)?|apart from|other than|keep(?:ing)?|(?:but )?not(?= (?:the|my|this|that|those|these)\b)"
    r"(?! the (?:whole|entire|complete|full)\b)"
    r"|(?:do|did)(?:n'?t| not) want to (?:return|refund|cancel|exchange|swap|send back))\b"
    r"(?P<what>(?:\s*(?:only|just)\b)?(?:(?!\b(?:return|refund|send|cancel|exchange|swap|only|just)\b)[^,.;!?])*)",
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
    r" (?:(?:is|are|was|were|r|they'?re|they(?: are)?) (?:still |all |just |really |absolutely |actually |perfectly"
    r" |very |so |both )*"
    r"(?:fine|ok(?:ay)?|good|great|nice|perfect|lovely|all right|alright|intact)"
    r"|fits?(?: (?:me|us|him|her|them))?(?: (?:fine|well|ok(?:ay)?|great|perfectly|nicely|just right))?)\b"
    r"(?!\W+(?:until|except|apart|at|for|when|on|like|badly|poorly|too|not)\b|\W+but (?!the\b|my\b))",
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
    r"(?:^|(?<=[,.;]))\s*(?:the |my )?(?P<what>\w+) (?:fine|ok(?:ay)?|good|great|perfect|lovely)"
    r"(?=\s*[,.;!]|\W*$|\s+but\b)",
    re.I,
)
"""The same without a verb: "kettle ok, toaster broken"."""
IN_PASSING = re.compile(
    r"\b(?:the |my )?(?P<what>\w+) (?:all )?(?:fine|good|great|perfect|lovely|ok(?:ay)?)(?=\s*[,.;!]|\W*$|\s+but\b)",
    re.I,
)
"""The same without a mark before it, where the words before say what is wrong: "jumper too tight boots great"."""
CLAUSE = re.compile(r"[^,.;!?\n]*$")
WANTS = re.compile(
    r"\b(?:want|need|like|return|refund|send|cancel|swap|exchange|replace|not|back|for|of)(?: the| my)?\W*$", re.I
)
"""Ends in what the thing is wanted for: "I don't need the kettle, ok" says nothing good of it."""
NOTHING_WRONG = re.compile(
    r"\b(?:nothing(?:'?s| is| was)?(?: at all)? wrong|no (?:problems?|issues?|complaints?)(?: at all)?) with"
    r" (?P<what>(?:the|my|our) \w+(?: (?!and\b|but\b|is\b|are\b|or\b|it\b|they\b|just\b|only\b|i\b)\w+)?"
    r"(?: and (?:the|my) \w+\b(?! (?:is|are|was|were|does|do|has|have|came|leaks?|broke|too|isn|doesn|don)\b))*)",
    re.I,
)
"""Said outright: "nothing is wrong with the boots"."""
ONLY_THAT = re.compile(
    r"\b(?:i|we|she|he|they) (?:only|just) (?:wants?|needs?|likes?|loves?) (?:to keep )?(?P<what>(?:the|my) \w+)"
    r"(?=\W*$|\s*[,.;!\n]| to stay\b)",
    re.I,
)
"""What alone they would keep, where something is wrong with another thing."""
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
    text = BUT_ANOTHER.sub(_with_its_article, NOT_THIS_BUT.sub(r"\g<this>, \g<but>", _spelt(text)))
    rest, stays = _cut(text, (KEPT, EXCEPT, STAYS, BUT) if ALL.search(text) else (KEPT, EXCEPT, STAYS))
    rest, fine = _cut(rest, (LISTED, LOVED, NOTHING_WRONG, IN_SHORT, FINE))
    rest, besides = _passed_over(rest)
    less, only = _cut(rest, (ONLY_THAT,))
    if only and tells_why(less):  # "the mugs are too small, she only wants the tray"
        return less, f"{stays} {only}".strip(), f"{fine} {besides}".rstrip()
    return rest, stays, f"{fine} {besides}".rstrip()


def _spelt(text: str) -> str:
    """With "exept" and its like put right: it turns the whole message round."""
    return re.sub(r"\bex\w{3,5}\b", lambda word: EXCEPTS if one_slip(word[0].casefold(), EXCEPTS) else word[0], text)


EXCEPTS = "except"
BUT_ANOTHER = re.compile(r"\bbut (?P<other>\w+)", re.I)


def _with_its_article(found: re.Match[str]) -> str:
    """ "Boots r fine but jumper" goes on with another thing, as "but the jumper" does; "but leak" does not."""
    return f"but the {found['other']}" if KINDS.get(found["other"].casefold()) == THING else found[0]


def _passed_over(text: str) -> tuple[str, str]:
    """The text without what is said to be fine behind another thing's fault, and what that is."""
    for found in IN_PASSING.finditer(text):
        before = CLAUSE.search(text, 0, found.start())
        said = before.group() if before and KINDS.get(found["what"].casefold()) == THING else ""
        if tells_why(said) and not WANTS.search(said):
            return f"{text[: found.start()]} {text[found.end() :]}", found["what"]
    return text, ""


def _cut(text: str, patterns: tuple[re.Pattern[str], ...]) -> tuple[str, str]:
    """The text without what the patterns find, and what they say it is about."""
    found = [match for pattern in patterns for match in pattern.finditer(text)]
    for match in found:
        text = text.replace(match.group(), " ")
    return text, " ".join(match["what"] for match in found)
