"""What stands beside a wish and is none: the courtesies of a letter, and a card that somebody has got anew."""

import re

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Band, Heard, hear
from bot.slots import naming
from bot.slots.goods import COLOURS, SIZES
from bot.turns.context.reading import RETURNS, bought, half, meant_as
from bot.turns.context.wishes import CONCRETE

OPENS = re.compile(
    r"^\W*(?:(?:dear|respected|hello|hi|hey|good (?:morning|day|afternoon|evening))\W+)*"
    r"(?:(?:sir|madam|ma'?am|sirs|team|all|(?:customer )?(?:support|service|care)(?: team)?)\b\W*(?:(?:or|and)\W+)?)+",
    re.I,
)
CLOSES = re.compile(
    r"[\s,;:-]*\b(?:(?:(?:i am|i'm|am) )?(?:requesting|request)(?: you)?(?: to)? )?"
    r"(?:(?:please|pls|plz|kindly|and)\W+)*"
    r"(?:advi[sc]e(?: (?:me|us))?(?=\W*$|[.!])|revert(?: back)?\b|do (?:the )?needful\b"
    r"|look into (?:it|this|the (?:matter|issue))\b|(?:i am |i'm )?(?:awaiting|waiting for|looking forward to)"
    r" (?:your|hearing from) (?:(?:kind|early|prompt) )?(?:reply|response|answer|revert|you)\b)"
    r"(?: (?:at the earliest|soon(?:est)?|to me|to us|with (?:a )?solution))*\W*",
    re.I,
)
"""What a letter opens and closes with, and no word of what it is about."""
NOT_YET_KNOWN = ("case_followup", "out_of_scope")
"""What such a letter is taken for."""
TELLING = 2
"""Fewer words than these say nothing."""


def without_courtesies(heard: Heard, facts: Facts) -> Heard:
    """ "Dear support. My lens is lost. Please advise." is a first letter: what it is about counts."""
    known = facts.desk.case is not None or facts.desk.last is not None
    worded = any(name == "repeat" and words for name, words in heard.triggers)
    again_only = dict(heard.triggers).get("repeat") == "" and not half(heard)
    if known or worded or not (half(heard) or heard.intent in NOT_YET_KNOWN or again_only):
        return heard
    rest = CLOSES.sub(". ", OPENS.sub("", heard.text.replace("’", "'"))).strip(" .,;")
    if rest == heard.text or len(rest.split()) < TELLING:
        return heard
    again = hear(rest)
    if again_only and heard.intent in CONCRETE:  # only the courtesies sounded like somebody who asks again
        told = dict(again.triggers)
        return replace(
            heard, triggers=tuple(pair for pair in heard.triggers if pair[0] != "repeat" or "repeat" in told)
        )
    return _meant(heard, again) if again.band is Band.ACT and again.intent in CONCRETE else heard


AN_OK = re.compile(
    r"^\W*(?:ok(?:ay)?|alright|all right|right|fine|good|sure)\W+(?:(?:then|so|but|and|well)\W+)*"
    r"(?=(?:what|how|where|why|which|who|when)\b)",
    re.I,
)
"""A word that they have read it, before what they ask."""


def behind_an_ok(heard: Heard, _: Facts) -> Heard:
    """ "Ok then when will they come" agrees to nothing: what is asked counts."""
    rest = AN_OK.sub("", heard.text)
    if rest == heard.text or not (half(heard) or heard.intent == "affirm"):
        return heard
    again = hear(rest)
    return _meant(heard, again) if again.band is Band.ACT else heard


ANOTHER_SIZE = re.compile(
    rf"\b(?:chang\w*|swap\w*|exchang\w*)\b[^.?!]{{0,30}}\b(?:to|for|into) (?:an? |the )?(?:size {SIZES}"
    rf"|(?:bigger|smaller|larger|other|another|different|next) size|{SIZES})\b(?! \w+ (?:street|road|lane|avenue)\b)"
    r"(?=\W*(?:$|instead|please|pls|then|in))",
    re.I,
)


FOR_THE_OTHER = re.compile(
    rf"\b(?:size )?{SIZES} (?:please |pls )?(?:instead of|rather than|and not|not)"
    rf" (?:the |an? |size )*(?P<old>{SIZES})\b",
    re.I,
)
"""One size for the other: "boots 42 instead of 41"."""


def of_another_size(heard: Heard, facts: Facts) -> Heard:
    """ "Can I change to size L instead" asks for another one, and for no other delivery."""
    if heard.intent != "change_delivery" or heard.triggers:
        return heard
    swapped = FOR_THE_OTHER.search(heard.text)
    theirs = swapped and (naming(heard.text, bought(facts, "delivered")) or _have_in(swapped["old"], facts))
    return meant_as(RETURNS, heard) if theirs or ANOTHER_SIZE.search(heard.text) else heard


CHANGED = re.compile(
    r"\b(?:chang\w*|swap\w*|switch\w*|exchang\w*|trade)\b(?P<what>[^.?!]{1,40})\b(?:to|for|into)"
    r" (?:(?:an?|the|one|in|size) )*"
    rf"(?:{COLOURS}|{SIZES})(?: (?:one|ones|pair|instead|please|pls|version))*\W*$",
    re.I,
)
NO_CHANGE = frozenset(
    {"change_delivery", "technical_issue", "account_access", "out_of_scope", "product_question", "item_problem"}
)
"""What a wish for another colour is taken for."""


ANOTHER_KIND = re.compile(
    r"\b(?:chang\w*|swap\w*|switch\w*|exchang\w*)\b (?:the|my|this|that) (?P<what>[^.?!]{2,30}?) (?:to|for|into|with) "
    r"(?:a|an|the|another) (?P<other>[^.?!]{2,40})",
    re.I,
)
NO_KIND = re.compile(
    r"\b(?:address|day|date|time|street|road|house|flat|neighbou?r|pick ?up|locker|name|card|number|shop|store|city"
    r"|town|e-?mail|phone)\b",
    re.I,
)
"""What is changed of the way, and of no thing."""


def of_another_kind(heard: Heard, facts: Facts) -> Heard:
    """ "Change the toaster to the 4 slot one", of one that has come: it goes back for another."""
    taken = heard.intent == "change_delivery" and not heard.triggers
    found = ANOTHER_KIND.search(heard.text) if taken else None
    if found is None or NO_KIND.search(heard.text):
        return heard
    return meant_as(RETURNS, heard) if naming(found["what"], bought(facts, "delivered")) else heard


def of_another_colour(heard: Heard, facts: Facts) -> Heard:
    """ "Change the jumper to black", of one that has left: it goes back once it came, and no app is at fault."""
    taken = (heard.intent in NO_CHANGE or half(heard)) and not heard.triggers
    found = CHANGED.search(heard.text) if taken else None
    left = found and naming(found["what"], bought(facts, "delivered", "dispatched"))
    return meant_as(RETURNS, heard) if left else heard


def _have_in(size: str, facts: Facts) -> bool:
    """Whether something that came to them is of this size."""
    titles = (item.title for order in facts.orders if order.status == "delivered" for item in order.items)
    return any(size.casefold() in re.findall(r"[\w.]+", title.partition(",")[2].casefold()) for title in titles)


FITS_NOT = re.compile(
    r"\b(?:do|does|did)(?:n'?t| not) (?:really |quite )?fit(?: me| him| her| us)?\W*$"
    r"|^\W*(?:(?:hi|hello|the|my)\W+)*[\w'-]+(?: [\w'-]+)?(?: (?:is|are|was|were|came))?"
    r"(?: (?:a bit|too|very|quite|so))? (?:small|big|tight)(?: (?:for|on) me)?\W*$",
    re.I,
)
MISFITS = re.compile(
    r"\W*(?:(?:hi|hello|ok(?:ay)?|but|and|oh|well|hm+|sorry|thanks|thank you|unfortunately|sadly|yes|no)\W+)*"
    r"(?:(?:it|they|these|both)(?:'?s|'?re| is| are| was| were)?(?: (?:all|both|just|really|way|much|far|a bit|a little"
    r"|simply))*"
    r" too (?:small|big|large|tight|loose|wide|narrow)|(?:it|they|these) (?:do|does|did)(?:n'?t| not) fit"
    r"|(?:(?:a|the|there'?s a|i have a) )?size (?:problem|issue)|(?:(?:a )?problem|issue) with the size"
    r"|(?:the )?wrong size)"
    r"(?: (?:for me|on me|me|anyway|though|sadly|unfortunately))*\W*",
    re.I,
)
"""The same of what was talked of; "it's too long" may be said of a wait."""
MISTAKEN = frozenset({"item_problem", "order_status", "refund_status", "product_question", "complaint", "out_of_scope"})


def of_a_misfit(heard: Heard, facts: Facts) -> Heard:
    """ "The socks don't fit" is a return, whatever was talked of before it."""
    taken = (heard.intent in MISTAKEN or half(heard)) and not heard.triggers
    told = taken or (heard.intent in ("provide_info", "deny") and not heard.triggers)
    if told and MISFITS.fullmatch(heard.text.replace("’", "'")) and bought(facts, "delivered"):
        return meant_as(RETURNS, heard)
    said = taken and FITS_NOT.search(heard.text.replace("’", "'"))
    return meant_as(RETURNS, heard) if said and naming(heard.text, bought(facts, "delivered")) else heard


MARK = re.compile(r"\[card •\d{4}\]")
NEW_CARD = re.compile(
    r"\b(?:my|our) (?:(?:bank|credit|debit|new|old) )?card(?:'s)?(?: number| details)?"
    r" (?:(?:has|have|is|was|got|been|just) )*(?:changed|expired|replaced|new)\b",
    re.I,
)
GRAVE = re.compile(
    r"\b(?:stolen|stole|lost|missing|us(?:ed|ing)|charg\w*|hack\w*|fraud\w*|scam\w*|phish\w*|clon\w*|skim\w*"
    r"|fake|some(?:one|body)|without my|not me|gave|given|entered|typed|clicked|unknown|strange|suspicious"
    r"|account|profile)\b"
    r"|\b(?:is|was|has|have|had|do|does|did)n'?t\b",
    re.I,
)
CLAUSES = re.compile(r"[,.;!?\n]+")


def of_a_new_card(heard: Heard, _: Facts) -> Heard:
    """Their own new card, told beside a wish, is no fraud: the wish counts, and the number was hidden."""
    text = heard.text.replace("’", "'")
    told = MARK.search(text) or NEW_CARD.search(text)
    suspected = heard.intent == "security_fraud" or "security" in dict(heard.triggers)
    if not told or not suspected or GRAVE.search(text):
        return heard
    rest = ". ".join(
        part.strip()
        for part in CLAUSES.split(text)
        if part.strip() and not (MARK.search(part) or NEW_CARD.search(part))
    )
    again = hear(rest) if rest else None
    if again and again.band is Band.ACT and again.intent in CONCRETE:
        return _meant(heard, again)
    return replace(
        meant_as("payment_promo", heard), triggers=tuple(pair for pair in heard.triggers if pair[0] != "security")
    )


def _meant(heard: Heard, again: Heard) -> Heard:
    """The whole message, as what is left of it reads."""
    return replace(again, text=heard.text, entities=heard.entities, redacted=heard.redacted, language=heard.language)
