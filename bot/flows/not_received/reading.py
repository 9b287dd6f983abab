"""What people answer to these questions, in their own words."""

import re

from bot import slots
from bot.flow import Given, View
from bot.flows.not_received import remedies, rules, short
from bot.shop import Order
from bot.slots import agreeing
from bot.slots.missing import missable
from bot.slots.naming import bare

_PAPER = r"(?:\w+ )?(?:numbers?|confirmation|code|receipt|invoice|e?-?mail|label|slip|note|from last)\b"
"""What follows where no parcel is meant: "the parcel number", "the box from last time"."""
FOUND = re.compile(
    rf"\b(?:turned up|(?<!phone )(?<!app )(?<!tracking )found (?:it|them|(?:the|my)(?! {_PAPER}))"
    r"|(?<!it )(?<!them )(?<!be )(?<!get )found(?=\W*$)|it(?:'?s| is| has)? (?:just )?(?:arrived|come|came|here"
    r"|there now)|has (?:just )?arrived|just (?:got here|arrived|came)|got it)",
    re.I,
)
_HOUSE = (
    r"(?:husband|wife|partner|boyfriend|girlfriend|son|daughter|mother|father|mum|mom|dad|brother|sister|family|kids?"
    r"|flat ?mate|room ?mate|house ?mate|landlord|concierge|reception(?:ist)?|doorman|porter|colleague|friend"
    r"|neighbou?r)"
)
IN_THE_HOUSE = re.compile(
    rf"(?<!your )(?<!a )(?<!their )\b{_HOUSE}s? (?:just |actually |already |still )*(?:has|have|had|did have|found"
    r"|took|got|brought|picked|signed for|accepted|kept)"
    r" (?:(?:it|them|the (?:parcel|package|box)|my (?:parcel|package))\b(?! (?:looked|broken|replaced|back|up|traced"
    rf"|on|over to|{_PAPER}))|up (?:it|the))"
    rf"|(?<!your )(?<!a )(?<!their )\b{_HOUSE}s? (?:has |have |had |just |already )*(?:picked|took|taken) (?:it|them"
    r"|(?:the|my) (?:parcel|package|box)) (?:up|in|inside)\b",
    re.I,
)
"""It never was away: somebody at home, or next door, has it."""
HE_HAS_IT = re.compile(
    r"\W*(?:(?:ok(?:ay)?|oh|ah|yes|yeah|wait|ha+|haha|lol|sorry|great|nvm|no|actually|ups|oops)\b\W*)*"
    r"(?:he|she|(?:my|the|our) \w+)(?:'s|'d)? (?:just |actually |already )*(?:has|had|got|took|kept|found) (?:it|them)"
    r"(?: (?:in|inside|for me|already|all along|all the time|the whole time|upstairs|downstairs|here|there|now))*\W*",
    re.I,
)
"""The whole message, of somebody they have just asked."""
NOT_THEM = re.compile(
    r"\b(?:driver|courier|carrier|post|depot|warehouse|shop|store|phone|app|tracking|dog|thief|stranger"
    r"|other (?:guy|man|woman|person))\b",
    re.I,
)
KEEPS_IT = re.compile(r"\b(?:wo|does)n'?t (?:give|hand)|\brefus\w+|\bstole\w*|\bkeeps? it\b", re.I)
AT_A_PLACE = re.compile(
    r"\b(?:(?:it'?s|its|it is|they'?re|they are) (?:at|with|by|in|behind) (?:my|our) (?:\w+ )?"
    r"(?:neighbou?r'?s?|garage|shed|porch|reception|concierge|hallway|lobby|garden|mail ?room)"
    r"|(?<!\bi )(?<!we )(?<!he )(?<!she )(?<!they )(?<!nobody )(?<!driver )(?<!courier )was"
    r" (?:at|in|with|behind|under) )",
    re.I,
)
HEARSAY = re.compile(
    r"\b(?:says?|said|told|claims?|apparently|supposedly|maybe|perhaps|somewhere|but|den(?:y|ies|ied)|if)\b", re.I
)
"""Somebody names a place, and they have it from nobody's hand."""
SAID_TO_BE = re.compile(
    r"\b(?:says?|said|told|claims?|apparently|supposedly|maybe|perhaps|might|probably|could|if|thinks?|must have)\b",
    re.I,
)
FROM_HIS_HAND = re.compile(r"\b(?:he|she|they)(?:'?s|'ve| has| have)? (?:just|only) (?:now )?told (?:me|us)\W*$", re.I)
"""Behind what somebody has: whoever has it said so themselves, and that is no hearsay."""
NOT = re.compile(
    r"\b(?:not|no(?! (?:worries|problem|wait|need|matter)\b)|never(?! ?mind\b)|nothing|nowhere|nobody|none|still|isn'?t"
    r"|hasn'?t|haven'?t|didn'?t|don'?t(?! worry\b)|doesn'?t)\b",
    re.I,
)
_KEEPERS = (
    rf"(?:{_HOUSE[3:-1]}|security(?: guards?)?|guards?|watchm[ae]n|front desk|caretaker|janitor|(?:post|mail) ?room)"
)
_HAS_NONE = (
    r"(?:has|have|had|know|knows|knew|saw|seen|got|received|did|do|does|says?|said|claims?"
    r"|(?:is|are|was|were|keeps?) (?:saying|claiming|telling))"
    r"\b[^.?!;]{0,20}?(?:\b(?:no|not|never|nothing|none|nobody)\b|n'?t\b)(?! (?:been |(?:at )?home|there|in\b))"
)
LOOKED = re.compile(
    r"\b(?:(?:looked|checked|searched) (?:everywhere|all over|around|with|in)"
    rf"|(?:asked|checked with|called|spoke to) (?:\w+ ){{0,2}}(?:{_KEEPERS}s?|everyone|everybody))"
    rf"|(?<!your )(?<!their )\b{_KEEPERS}s?\b,? (?:also |all |just |still )*"
    rf"(?:{_HAS_NONE}|never|(?:has|have|did|do|does|had)n'?t|denie[sd]|deny)"
    rf"|\b(?:not|nor|neither) (?:with|at|by) (?:me|us|(?:my |the |our )?{_KEEPERS}s?)\b"
    rf"|\b(?:nobody|no ?one|none)(?: (?:at|in|of|from))?(?: (?:my|the|our))? (?:{_KEEPERS}s?|house|home|building|office"
    r"|here|else)\b[^.?!;]{0,12}\b(?:has|have|had|got|seen|saw|received|took|knows|signed|accepted)\b"
    r"|\b(?:investigation|enquiry|inquiry|search|trace)\b[^.?!;]{0,20}\b(?:says?|said|found|over|closed|complete[d]?"
    r"|concluded|ended|finished|confirm\w*|result\w*)\b"
    r"|\b(?:declared|confirmed|reported|marked|says?|is|was) (?:as )?lost in transit\b",
    re.I,
)
"""Neighbours, guards or the family have it not, or somebody has searched for it already."""
ANSWERS = re.compile(
    r"\b(?:looked|checked|asked|searched|neighbou?rs?|nobody|no ?one|nothing|everywhere|yes|yep|yeah|no|nope|not)\b",
    re.I,
)
YES = re.compile(r"\W*(?:yes|yep|yeah|yup|sure|ok|okay|please|do it|go ahead|thanks?|it is|it'?s here)\b", re.I)
LATER = re.compile(
    r"\b(?:will look|look first|i'?ll (?:look|check|ask)|let me (?:look|check|ask)"
    r"|give me (?:(?:an?|some|a few|one|two|until|till|\d+|five|ten|more|bit of) ?)*"
    r"(?:time|moment|sec(?:ond)?s?|min(?:ute)?s?|hours?|days?|tonight|tomorrow|chance|while|bit)"
    r"|(?:have|has|had|did)(?:n'?t| not)(?: (?:even|really|actually|properly|yet|had (?:a )?(?:chance|time) to))*"
    r" (?:look|ask|check|search)(?:ed)?(?! for\b)|not (?:looked|asked|checked|searched)(?! (?:for|after)\b))\b"
    r"|^\W*(?:(?:no|nope|um+|er+|sorry|ok(?:ay)?|well)\b\W*)*not (?:just )?yet\W*$",
    re.I,
)
"""Has not looked so far."""
IS_IT = re.compile(r"^\W*(?:(?:ok(?:ay)?|but|and|so|well)\W+)*(?:has|is|did|was) (?:it|that|my|the)\b", re.I)
_NEIGHBOUR = r"(?:(?:my|the|our|both|all)(?: of (?:my|the))? )?(?:\w+ )?neighbou?rs?"
WHY_ASK = re.compile(
    r"\bwhy (?:should|do|would|must|have|am) i\b|\bwhy (?:ask|look)\b"
    r"|\b(?:not my|(?:that'?s|its|it'?s) your) (?:job|problem)\b",
    re.I,
)
CANNOT_ASK = re.compile(
    rf"\b{_NEIGHBOUR}(?:'?s|'?re| is| are)? (?:(?:not|isn'?t|aren'?t) (?:at )?(?:home|in|there|here)|away|out"
    r"|on (?:holiday|vacation)|at work|asleep|sleeping|gone)\b"
    r"|\b(?:can(?:no|'?)t|cannot|not able to|unable to) (?:ask|check|look|reach)\b",
    re.I,
)
OTHER_HOUSE = re.compile(
    r"\b(?:is(?:n'?t| not)|was(?:n'?t| not)|not|no) (?:my|our) (?:front )?(?:door(?:step)?|porch|house|home|address"
    r"|flat|apartment|building|place|number)\b"
    r"|\bwrong (?:house|address|flat|apartment|building|street|number)\b",
    re.I,
)
"""It was left at somebody else's."""
WHICH = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|but|and|so|hm+|um+)\W+)*(?:(?:which|what|whose) neighbou?rs?\b"
    r"|(?:who|with (?:who|whom)|who(?:'?s| is))\b(?! (?:should|shall|do|can|must|would) i\b).{0,30}"
    r"\b(?:with|it|has|got|have|took|signed|sign|accepted|received|parcel|package)\b)",
    re.I,
)
PHOTO = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|but|and|so|hm+|um+|please|pls)\W+)*(?:(?:what|which|where|is there|was there|do you have"
    r"|have you|has he|did (?:he|they)|can i|can you|could you|show|send|let me|i want|i'd like)\b.{0,25})?"
    r"\b(?:photo|picture|pic|image|proof)s?\b(?: (?:of it|of (?:the |my )?\w+|please|pls|taken|is (?:it|that)))*\W*$",
    re.I,
)
"""Asks for what the carrier shows of it; whoever sends one of their own says more."""


def turned_up(text: str) -> bool:
    """Whether these words say that it is there after all."""
    text = FROM_HIS_HAND.sub("", text)
    near = IN_THE_HOUSE.search(text) and not SAID_TO_BE.search(text) and not KEEPS_IT.search(text)
    near = near or (HE_HAS_IT.fullmatch(text.replace("’", "'")) and not NOT_THEM.search(text))
    here = FOUND.search(text) or near or (AT_A_PLACE.search(text) and not HEARSAY.search(text))
    return bool(here) and not NOT.search(text) and not agreeing.QUESTION.search(text)


def found(given: Given, view: View) -> str | None:
    """Said at any point after the first words."""
    later = given.text != view.extras.get("words")
    return "yes" if later and not given.pressed and turned_up(given.text) else None


NONE_OF_IT = re.compile(
    r"\b(?:all(?: of (?:it|them))?|every ?thing|nothing|none|no parcel|no box|no package|whole|the (?:parcel|package"
    r"|box)"
    r"|neither|not (?:a|one) (?:single )?thing|any(?:thing)? of it|they all|both)\b|^\W*(?:never|no)(?: (?:it|came"
    r"|did))*\W*$",
    re.I,
)
NOTHING = re.compile(r"\bnothing\b|\bjust never\b|\bnever came\b(?! with\b)|\bnone of\b", re.I)
ONLY_THAT = re.compile(
    r"\b(?:only|just)\b|\b(?:rest|others?|every ?thing else|the box|box|package|parcel)(?: of it)? (?:is|are|was|were"
    r"|did|has|have)?"
    r" ?(?:come|came|here|there|arrived?|fine|ok(?:ay)?)\b|\bmissing (?:from|in) (?:it|the)\b|\bgot the (?:rest"
    r"|others?)\b",
    re.I,
)


def extent(given: Given, view: View) -> str | None:
    """Whether nothing of the parcel is there, or only what they named."""
    if not given.asked:
        return None
    inside = slots.contents(view.known["order"], view.known["parcel"])
    if NOTHING.search(given.text):
        return "all"
    if ONLY_THAT.search(given.text) or short.has_the_box(given.text, inside):
        return "some"
    return "all" if NONE_OF_IT.search(given.text) else None


def looked(given: Given, _: View) -> str | None:
    text = given.text.replace("’", "'")
    if LATER.search(text):
        return "later" if given.asked else None
    if LOOKED.search(text):
        return given.text[:200]
    if not given.asked or any(asks.search(text) for asks in (WHICH, WHY_ASK, IS_IT, PHOTO)):
        return None
    known = ANSWERS.search(given.text) or given.intent == "delivery_not_received"
    return (given.text[:200] if len(given.text.split()) > 3 else "yes") if known else None


def looked_at_first(view: View) -> str | None:
    """The same, told beside another wish in the words that began it."""
    words = view.extras.get("words", "").replace("’", "'")
    return words[:200] if LOOKED.search(words) and not LATER.search(words) else None


NO_WAIT = re.compile(
    r"\b(?:can'?t|cannot|can not|won'?t|will not|couldn'?t|not going to|not gonna|no time to|don'?t want to|unable to)"
    r"(?: (?:just|really|possibly|even))* wait\b|\bneed (?:it|one|them|this) (?:now|today|tonight|asap|this \w+)\b",
    re.I,
)
AT_ONCE = re.compile(
    r"\W*(?:(?:a|an|the|my|just|ok(?:ay)?|well|please|pls|i want|give me)\W+)*(?:new|new one|another|another one|money"
    r"|money back|cash|replacement|refund)(?: (?:please|pls|back|one))*\W*",
    re.I,
)
"""Names how it shall be put right, and no more."""


def waits(given: Given, _: View) -> str | None:
    """Yes or no to waiting; a remedy asked for is a no, and who has not looked after all waits."""
    if not given.asked:
        return None
    if LATER.search(given.text.replace("’", "'")):
        return "yes"
    goes_on = LOOKED.search(given.text) and not re.search(r"\b(?:wait|come back|later|tomorrow)\b", given.text, re.I)
    if goes_on or AT_ONCE.fullmatch(given.text) or NO_WAIT.search(given.text.replace("’", "'")):
        return "no"
    if any(slots.said(tell, given.text) for tell in remedies.TELLS.values()) or re.search(
        r"\b(?:now|don'?t|not|no|nope|nah)\b", given.text, re.I
    ):
        return "no"
    waits = re.search(r"\b(?:wait|come back|later|tomorrow|yes|ok|okay|sure|fine)\b", given.text, re.I)
    if re.search(r"\b(?:nothing|looked|checked|asked|searched|not there)\b", given.text, re.I):
        waits = re.search(
            r"\b(?:i'?ll wait|come back|later|tomorrow)\b", given.text, re.I
        )  # they only tell of a search
    asks = re.search(r"\b(?:how|what|why|when)\b", given.text, re.I)
    return "yes" if waits and not asks else None


def still(given: Given, _: View) -> str | None:
    if not given.asked:
        return None
    if turned_up(given.text) or YES.match(given.text):
        return "found"
    missed = (
        NOT.search(given.text)
        or re.match(r"\W*(?:nope|nah)\b", given.text, re.I)
        or given.intent in ("delivery_not_received", "delivery_late")
    )
    return "not" if missed else None


_PLAIN = (agreeing.ALIKE | agreeing.CLEAR | agreeing.FAINT) | frozenset(
    "no nope nah oh um hm hmm well a an to back just only rather prefer i'd id i'll ill would like have give take"
    " choose need get got let's lets us we want wanna give instead money cash refund refunded reimburse reimbursed new"
    " another replace replaced replacement resend resent send again trace chase find search investigate look looked"
    " looking of first ok option don't dont not wait actually sorry one there here still put on account bank".split()
)
"""Words of a sentence that does no more than choose one of what was shown."""
_ASKED_FOR = re.compile(r"^\W*(?:(?:ok(?:ay)?|well|then|so|please|pls)\W+)*(?:can|could|would|will) (?:you|u)\b", re.I)


def _plainly(text: str, view: View) -> bool:
    """Whether nothing is said that was not shown, and nothing is asked: all else is shown once more for its yes."""
    shown = {word for r in remedies.on_the_table(view) for word in bare(remedies.in_words(r, view))}
    beside = set(bare(text.replace("’", "'"))) - _PLAIN - (shown - {"which", "takes", "about"})
    return not beside and not agreeing.QUESTION.search(text)


def remedy(given: Given, view: View) -> str | None:
    """The one that is named, where no more is said; naming another than was proposed asks for all of them."""
    if not given.asked or len(given.text.split()) > 15:
        return None
    table, without = remedies.on_the_table(view), remedies.ruled_out(given.text)
    named = [r for r in remedies.offered(view) if r not in without and remedies.names(r, given.text)]
    plainly = _plainly(given.text, view)
    if len(named) == 1 and named[0] not in table:
        return "change"
    if len(named) == 1:
        may = plainly or (named[0] is remedies.Remedy.TRACE and _ASKED_FOR.match(given.text) and "?" not in given.text)
        return str(named[0]) if may else None  # a search moves nothing: there a polite request is enough
    if without or agreeing.QUESTION.search(given.text) or re.search(r"\b(?:how|which|when)\b", given.text, re.I):
        return None
    if re.match(r"\W*(?:no|stop|none|leave)\b", given.text, re.I) and not agreeing.INSISTS.search(given.text):
        return "stop"
    yes = YES.match(given.text) and not NOT.search(given.text) and plainly
    return str(table[0]) if yes and len(table) == 1 else None


def part(given: Given, view: View) -> str | None:
    """Whether what they miss is still on its way, by what they name of it."""
    order: Order | None = view.known.get("order")
    if order is None:
        return None
    here = [p for p in missable(order, view) if slots.items_in(given, slots.contents(order, p))]
    coming = [p for p in rules.coming(order, view) if slots.items_in(given, slots.contents(order, p))]
    if bool(here) != bool(coming):
        return "here" if here else "coming"
    waits = given.asked and (YES.match(given.text) or re.search(r"\bwait\b", given.text, re.I))
    return "coming" if waits else None
