"""Something that came in the shop's name, and somebody asks whether it is the shop's."""

import re

from bot.facts import Facts
from bot.hearing import Heard
from bot.turns.context.reading import meant_as

MAY_BE = frozenset({"account_access", "faq", "out_of_scope", "technical_issue", "order_status", "provide_info"})
"""What such a question is taken for."""
CAME = re.compile(r"\b(?:e-?mails?|mail|text|sms|message|whats ?app|link|phone call)\b", re.I)
GENUINE = re.compile(
    r"\b(?:is|are|was|it|this|that)\b[^.?!]{0,20}\b(?:real|genuine|legit\w*|fake|a scam|phishing|"
    r"(?:really )?from (?:you|u))\b"
    r"|\b(?:scam|phish\w*)\b",
    re.I,
)


def of_a_message(heard: Heard, _: Facts) -> Heard:
    """ "I got an email, click here, is it real": that is a report, however much of the account is in it."""
    asks = heard.intent in MAY_BE and CAME.search(heard.text) and GENUINE.search(heard.text)
    return meant_as("security_fraud", heard) if asks else heard
