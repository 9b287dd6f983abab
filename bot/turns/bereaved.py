"""Whether somebody of theirs has died: that is met by a person at once, and with the right words."""

import re

from bot.scene import Scene

_KIN = (
    r"(?:husband|wife|father|mother|dad|daddy|mum|mom|son|daughter|brother|sister|partner|uncle|aunt|nan|gran\w*|friend"
    r"|parents?)"
)
_NEAREST = r"(?:husband|wife|father|mother|dad|daddy|mum|mom|son|daughter|brother|sister|grand\w+)"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_ENDS = rf"(?= *(?:$|[.,;!\n]|(?:and|so|now|last|this|recently|to (?:cancer|covid)|in (?:{_MONTH}|20\d\d))\b))"
_ELDERS = r"(?:husband|wife|father|mother|dad|daddy|mum|mom|uncle|aunt|nan|gran\w*)"
TOLD = re.compile(
    rf"\b(?:he|she|(?:my|her|his|our) (?:late )?{_KIN}|(?<!the )(?<!a )(?:mum|mom|dad|nan|gran(?:dad|ny|dma|dpa)?)"
    r"|the (?:recipient|customer|account holder|owner|member|addressee))"
    r" (?:(?:has|have|had|who|just|sadly|suddenly|recently|unfortunately|also) )*"
    r"(?:(?:died|passed away)(?! (?:laughing|of (?:laughter|shame|boredom)"
    r"|in (?:the|a|this|my|his|her) (?:game|film|movie|show|series|book|level|match))\b)"
    r"|(?:is|are) (?:(?:dead|deceased)(?= *(?:$|[.,;!\n]|and\b|so\b|now\b))|no longer with us\b))"
    rf"|\b(?:my|her|his|our) {_ELDERS} (?:has |have |had |just |sadly )*passed(?: on)?"
    rf"(?: (?:last (?:week|month|year|night|{_MONTH}|\w+day)|yesterday|in (?:{_MONTH}|20\d\d)|(?:\w+ ){{1,3}}ago)\b"
    r"|(?= *(?:$|[.,;!\n]|and\b|so\b)))"
    rf"|\b(?:{_KIN}|grand\w+)'?s estate\b|\b(?:handling|settling|behalf of) the estate\b(?! (?:agent|car|sale))"
    rf"|\bthe (?:death|passing) of (?:my|her|his|our) {_KIN}\b"
    rf"|\b(?:i|we)(?:'ve| have)?(?: just| recently| sadly)* lost (?:my|our) {_NEAREST}{_ENDS}"
    r"|\bdeath certificates?\b|\b(?:grant of|in|for|gone to) probate\b|\bexecut(?:or|rix|ors) (?:of|for|to)"
    r" (?:the|my|her|his|our|an?) (?:estate|will|late)\b"
    r"|\bbereave(?:d|ment)\b"
    rf"|\b(?:a|the|my|our|this|that|his|her) (?:dead|deceased) (?:(?:wo)?man|person|customer|account holder|{_KIN})\b"
    r"(?!'?s? (?:walking|switch|chest|hand|fingers|anchor|bolt)\b)"
    r"|\b(?:i'?m|i am|left|now|as|was) (?:now )?(?:an? )?(?:recently |newly )?(?:widow(?:er)?|widowed(?! by\b))\b"
    r"|\bhis widow\b",
    re.I,
)
"""Tells it in so many words; what a device did is not that."""
LATE = re.compile(rf"\b(?:my|her|his|our) late {_KIN}\b(?!'?s day\b)", re.I)
"""Speaks of somebody who is dead: "my late husband", and not of a husband who is late."""
OF_THE_ACCOUNT = frozenset(
    "account_access membership billing_error payment_promo security_fraud refund_request refund_status cancel_order"
    " change_delivery order_status human_agent phone_call case_followup complaint".split()
)
"""What those who are left have to settle; a mug that came from a late mother may simply leak."""


def is_told(scene: Scene) -> bool:
    """Whether this message tells of a death."""
    if scene.intent == "product_question":
        return False  # a card for somebody bereaved is asked for
    text = scene.text.replace("’", "'")
    return bool(TOLD.search(text) or (scene.intent in OF_THE_ACCOUNT and LATE.search(text)))
