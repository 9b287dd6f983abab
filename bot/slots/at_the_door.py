"""A word to the courier: how it is asked for, what of it is passed on, and how it is read back."""

import re

_WHO = (
    r"(?:(?:the |your |their |my |that |our )?(?:delivery )?(?:driver|courier|carrier|post(?:man|woman|ie)"
    r"|mail(?:man|woman)|guy|lad|man|woman|person|people)"
    r"(?: (?:of|with|for|bringing) (?:the|my|our) \w+)?|him|her|them)"
)
_ACTS = (
    r"knock|ring\b(?! (?:me|us)\b)|buzz|press|wait\b|leave|put|hide|hand|drop|use|text|be (?:careful|patient|gentle)"
    r"|call\b(?! (?:me|us|you|u|it|off|them|him|her)\b)"
    r"|handle|park|give (?:me|us) (?:\w+ ){0,3}?(?:minutes?|mins?|moments?|time|longer|seconds?|chance)\b"
    r"|let me get|try (?:the|my|next)|(?:come|go) (?:to|round|around|up|in|through|via)\b|not "
)
_PLACE = (
    r"(?:(?:front |back |side |door ?|main )?(?:bell|door|gate|entrance|intercom|buzzer|lift|elevator|key|code|porter"
    r"|reception|dog|parking|stairs?|house number))"
)
_KNOWS = (
    rf"(?:(?:the|my|our) {_PLACE} (?:is|are|isn['’]?t|doesn['’]?t|does not|has)"
    r"|(?:he|she|they|you) (?:has|have|needs?|must|should)(?: to)?"
    r" (?:knock|ring|buzz|come|use|wait|go|leave|press|call))"
)
"""What is so at the door, or is to be done there, told instead of asked for."""
TOLD = (
    rf"(?:tell|ask|get|remind|have|let) {_WHO} (?:know )?(?:please )?(?:(?:to )?(?:please )?(?:{_ACTS})"
    rf"|(?:that )?{_KNOWS})"
)
_NOT_ASKED = r"(?<!long )(?<!when )(?<!where )(?<!why )(?<!how )(?<!what )(?<!soon )(?<!often )(?<!late )"
CAN_HE = rf"{_NOT_ASKED}\b(?:can|could|would) (?:he|she|they|{_WHO}) (?:please |pls |just |maybe )*(?:{_ACTS})"
WISH = re.compile(
    rf"\b(?:(?:tell|ask|get|remind|have|let) {_WHO} (?:know )?(?:please )?(?:to )?(?:please )?"
    rf"|{_NOT_ASKED}(?:can|could|would|will) (?:he|she|they|{_WHO}) (?:please |pls |just |maybe )*)"
    rf"(?:(?P<what>(?:{_ACTS}).*)|(?:that )?(?P<so>{_KNOWS}.*))",
    re.I | re.S,
)
"""Asks that the courier be told something that he can do at the door."""
CONDUCT = re.compile(r"\bnot (?:be|to be|lie|lying|shout|throw|smoke|swear|steal)\b|\bsorry\b|\brefund\b", re.I)
REASON = re.compile(
    r"[\s,.;!?]+(?:(?:i['’]?m|i (?:am|have|can|will|do|need)|because|cause|cos|as i|since|so (?:that )?i|otherwise"
    r"|it['’]?s|it is)\b.*)?$",
    re.I | re.S,
)
"""Why they ask for it is not passed on."""
COURTESY = re.compile(
    r"[\s,.;!?]+(?:please|pls|plz|thanks?(?: you)?(?: (?:so|very) much| a lot)?|cheers|ta|x+)(?=\W|$)", re.I
)
"""Wherever it stands, and it is none of what shall be done."""
OURS = (
    (re.compile(r"\b(?:i['’]?m|i am)\b", re.I), "you are"),
    (re.compile(r"\b(?:my|our)\b", re.I), "your"),
    (re.compile(r"\b(?:me|Me|[uU]s|i|I)\b"), "you"),  # no US, which is a country
)


def told_to(text: str) -> str:
    """What the courier shall be told in these words; empty if nothing of the kind is asked for."""
    said = WISH.search(" ".join(text.split()))
    if said is None or CONDUCT.search(said["what"] or said["so"]):
        return ""
    what = re.split(r"(?<=\w)[.!?]\s", said["what"] or said["so"])[0]
    return COURTESY.sub("", REASON.sub("", what)).strip(" ?.!,")


def is_note(words: str) -> bool:
    """Whether it tells how things are at the door, and nothing that shall be done."""
    return re.match(_KNOWS, words, re.I) is not None


def read_back(words: str) -> str:
    """The same words as we say them to the customer, whose neighbour it is."""
    for theirs, ours in OURS:
        words = theirs.sub(ours, words)
    return words
