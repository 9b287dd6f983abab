"""Words to "shall a colleague answer it" that are no yes, whatever they begin with."""

import re

LEAVES = re.compile(r"\b(?:any ?way|any ?how|all the same|never ?mind|nvm|forget it|leave it|just curious)\b", re.I)
""" "Thanks anyway": whatever it begins with, nobody is to answer."""
REFUSES = re.compile(
    r"\W*(?:no|nope|nah|rather not|not (?:now|needed|necessary)|don'?t|do not|never ?mind"
    r"|i (?:did|do)(?:n'?t| not) (?:ask|want|need)(?:ed)? (?:for )?"
    r"(?:that|it|this|one|any(?:one|body)|a (?:person|colleague|human))"
    r"|(?:ok(?:ay)?|then|just|please|oh)\W+(?:please )?leave\b)(?! (?:it )?(?:with|to) (?:you|a|your)\b)",
    re.I,
)
WAITS = re.compile(r"\W*(?:ok(?:ay)?|yes|fine|then|well)\W+(?:then )?i(?:'?ll| will| can)? wait\W*", re.I)
MEANS = re.compile(
    r"\?|\b(?:i mean|i meant|but (?:i|it|the|can|my)|what i|i (?:want|need)|it'?s (?:the|about|for))\b", re.I
)
"""Says what it is instead: more for whoever answers."""
UNSURE = re.compile(r"\W*(?:maybe|perhaps|hm+|hmm+|not sure|dunno|idk|i don'?t know)(?: \w+){0,2}\W*", re.I)
AWAY = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|thanks|thank you|thx|great|fine|no|and|but|so|oh|btw|by the way|also|well)\b\W*)+", re.I
)
"""What leads over to another matter."""
OF_THEIR_OWN = frozenset(
    "order_status delivery_late delivery_not_received refund_status refund_request return_exchange item_problem"
    " cancel_order".split()
)
"""Intents that we look into ourselves, of something that they have ordered."""
WONDERS = re.compile(
    r"\b(?:wonder(?:ed|ing)?|asking|to know|curious|tell me)\b[^.!?\n]{0,15}\b(?:how|what|which|whether|if|why)\b", re.I
)
"""A question behind a story: "my daughter bought me the pot and I wondered how you clean it"."""
