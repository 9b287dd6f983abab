"""Dangers told in other words than hearing lists, and what only sounds like one."""

import re

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Heard, hear
from bot.turns.context.harms import harm
from bot.turns.context.things_on_current import DEVICE

_EATEN = (
    r"(?:food|porridge|oats?|oatmeal|cereal|muesli|granola|bread|rolls?|cakes?|cupcakes?|biscuits?|cookies?|brownies?"
    r"|chocolates?|truffles?|pralines|sweets|cand(?:y|ies)|ice ?creams?|gelato|sorbet|frosting|icing|butter|cheese"
    r"|coffee|beans?|tea|rice|pasta|noodles|flour|sauce|soup|jam|honey|milk|cream|yogh?urt|salad|meals?|dinner|lunch"
    r"|meat|chicken|fish|salmon|snacks?|crisps|chips|nuts|juice|smoothie|formula|hamper)"
)
_NOT_EATEN = (
    r"(?! ?(?:grinder|maker|machine|pot|cups?|mugs?|tables?|dripper|filters?|jar|tin|box|press|caddy|set|club|towel"
    r"|rack|stand|tray|bag|circle|plate|bowl|dish|cos[iy]e?|coz[iy]e?|kit|knife|slicer|dispenser|cutter|board|basket|spoon"
    r"|bin|cooker|steamer|plan|booklet|book|mat|apron|packaging|wrapper|box(?:es)?"
    r"|fork|scoop|timer|thermometer|tongs|scale|warmer|frother|infuser|strainer|cooler)s?\b)"
)
FOOD = re.compile(rf"\b{_EATEN}\b{_NOT_EATEN}", re.I)
_WAX = r"(?:candles?|wax|lip ?(?:sticks?|balms?)|soaps?|crayons?|deodorants?|balms?|ice ?packs?)"
_ONTO = r"(?! (?:through|the|a|an|on|onto|into (?:the|my|our|his|her)|my|our)\b)"
IDIOM = re.compile(
    r"\bsmoking hot\b"
    r"|\b(?:prices?|rates?|fees?|bills?|costs?|reviews?|demand|sales|inbox|mailbox|popularity)\b[^.!?\n]{0,12}?"
    r"\b(?:explod\w+|blew up|blown up|blowing up)"
    r"|\b(?:explod\w+|blew up|blowing up) (?:in (?:popularity|price)|with (?:\w+ )?(?:notifications?|messages|mails?"
    r"|e-?mails?|texts|calls|orders|joy|laughter|colou?r|flavou?r))"
    rf"|\b{_WAX}\b[^.!?\n]{{0,20}}?\bmelt(?:ed|ing|s)?\b{_ONTO}|\bmelt(?:ed|ing|s)? (?:my|our|her|his) heart\b"
    r"|\bburnt (?:orange|sienna|umber|caramel|sugar)\b|\bmelted (?:chocolate|butter|cheese|ice|wax|soap)\b",
    re.I,
)
"""Sounds like a danger and is none, whatever else the message tells of."""
HARMLESS = re.compile(
    r"^(?!.*\b(?:smok\w+|fumes?|gas|vapou?rs?|steam|leak\w*|acid|battery|spill\w*|burn\w*))"
    r"\W*(?:(?:hi|hello|hey|please|and|so|sorry)\W+)*(?:is|are) (?:\w+ ){1,4}?"
    r"(?:poisonous|toxic|allergy[- ]?(?:friendly|free|safe|tested))\b(?: (?:to|for|with|if)\b[^.!?\n]{0,40})?\W*$",
    re.I,
)
"""Asks what a thing is like, before anything has happened, and no more."""
_TAKEN_IN = re.compile(
    r"\b(?:ate|eaten|swallow\w*|drank|drunk|lick\w*|chew\w*|bit|inhal\w*|mouth|eyes?|skin|sick|ill)\b", re.I
)
MELTS = re.compile(r"(?:melt(?:ed|ing|s)?(?:, )?)+", re.I)
_STUFF = r"(?:plastic|metal|glass|wire|rubber|wood|stone|foil|steel|ceramic|china)"
FOREIGN = re.compile(
    rf"\b(?:(?:a |some |the )?(?:bits?|pieces?|strips?|lumps?|fragments?|chunks?|splinters?|scraps?|slivers?) of"
    rf" (?:\w+ ){{0,2}}{_STUFF}|(?:a |an )?(?:\w+ )?(?:shards?|splinters?|needle|screw|staple|razor blade|nail|maggots?"
    rf"|insects?|worms?)|{_STUFF} (?:bits?|pieces?|shavings?|fragments?|splinters?|shards?))"
    rf" (?:\w+ ){{0,2}}(?:in|inside|into|from) (?:\w+ ){{0,3}}?{_EATEN}\b{_NOT_EATEN}",
    re.I,
)
"""What nobody should bite on, in what is eaten."""
_LIVE = r"(?:sockets?|plugs?|outlets?|wiring|wires?|cables?|cords?|adapt[eo]rs?|chargers?|fuse ?box|extension lead)"
_BURNT = (
    r"(?:burn(?:t|ed)(?! (?:out|orange|sienna|umber)\b)|scorched|charred|singed"
    r"|melted(?! (?:chocolate|butter|cheese|ice|wax|soap)\b))"
)
BURNT = re.compile(
    rf"\b{_BURNT} (?:\w+ )?{_LIVE}\b"
    rf"|\b{_LIVE} (?:\w+ )?(?:is|was|are|were|got|has|have|looks|went|all) (?:\w+ )?{_BURNT}\b",
    re.I,
)
"""Where there is current, it was hot enough to burn."""
_SOMEBODY = (
    r"(?:i|we|she|he|(?:my|our|his|her) (?:husband|wife|partner|m[uo]m|mother|dad|father|son|daughter|kid|child|baby"
    r"|toddler|girl|boy|gran\w*|nan|aunt|uncle|sister|brother|friend|neighbour|neighbor)"
    r"|(?:a|an|the|another|an old|an elderly) (?:lady|man|woman|neighbour|neighbor|child|kid|girl|boy|visitor|customer"
    r"|pensioner)|some(?:one|body))"
)
_NO_FALL = r"(?![- ]?(?:out|coat|jacket|arrest|harness|wreath|sale|collection|outfit|decor\w*)\b)"
FELL = re.compile(
    rf"\b{_SOMEBODY}(?:'ve|'s| have| has| had)? (?:just |already )?"
    rf"(?:had (?:a|another) (?:bad |nasty )?fall\b{_NO_FALL}"
    r"|(?:fell|fallen|tripped|stumbled) (?:over|off|down|from|through)\b"
    r"(?! (?:(?:your|the|this) (?:\w+ )?(?:shop|site|store|page|account|profile|ad|advert|post|catalogue|brand)"
    r"|laughing|with laughter|myself to|backwards to|(?:the |a |my |our |your )?(?:wagon|cracks?|rabbit hole"
    r"|budget|prices?|pricing|grace|radar|list|map|planet|shock|words|wording|terms))\b)"
    r"|slipped (?:over|off|down(?! the (?:list|order|queue|page|ranking)\b)"
    r"|on (?:it|the (?:wet|floor|stairs?|step|ice)))\b)"
    rf"|\b(?:'ve|have|has|just) had a (?:bad |nasty )?fall\b{_NO_FALL}",
    re.I,
)
_JEST = re.compile(r"\b(?:off|from) (?:my|his|her|the) chair (?:when|laughing|at|reading|seeing)\b", re.I)
_MEDICINE = (
    r"(?:insulin|epi-?pens?|inhalers?|(?:heart |blood pressure |epilepsy |my |his |her |prescription )?"
    r"(?:medication|medicines?|meds|tablets(?= for my)|pills(?= for my))"
    r"|oxygen(?! (?:bleach|cleaner|facial|absorbers?))|catheters?"
    r"|pacemaker|nebuli[sz]er"
    r"|feeding tubes?|test strips|glucose sensors?)"
)
_FOR_IT = (
    r"(?! (?:\w+ )?(?:box(?:es)?|case|pouch|strap|holder|organi[sz]er|dispenser|reminder|tracker|label|tag|sticker"
    r"|wallet|cabinet|chart|crusher|cutter)s?\b)"
)
"""Made for it, and not the medicine."""
MEDICINE = re.compile(rf"\b{_MEDICINE}\b{_FOR_IT}", re.I)
GONE = re.compile(
    r"\b(?:lost|missing|stolen|gave|given|handed|gone|disappeared|vanished|(?:never|not|n'?t|nothing) (?:\w+ ){0,2}"
    r"(?:arriv\w+|c[ao]me|turned up|got|received|here|there|delivered|reached)|run(?:ning)? out|r[au]n out"
    r"|(?:one|two|1|2) days? left|last (?:one|pen|dose|tablet|pill))\b",
    re.I,
)
MISSES = frozenset({"delivery_not_received", "delivery_late", "delivery_problem", "complaint", "case_followup"})


THREAT = re.compile(
    r"\b(?:he|she|they|driver|courier)(?:'s|'ll| has| have)? (?:said|told me|shouted|threatened|says)\b[^.?!]{0,30}"
    r"\b(?:remember (?:the|my|our|your|this) (?:house|face)\b(?! number)(?!.{0,20}\bnext\b)"
    r"|knows? where (?:i|we|you) live|(?:hit|hurt|kill|beat|punch) (?:me|us|you)\b)",
    re.I,
)
"""What somebody at the door threatened with."""


def only_sounds_like_one(heard: Heard, _: Facts) -> Heard:
    """ "The cake is melting": a hurry, and no fire; "smoking hot price": not even that."""
    words = dict(heard.triggers).get("safety", "")
    if not words or not (_only_melts(heard.text, words) or _is_calm(heard.text)):
        return heard
    triggers = tuple(pair for pair in heard.triggers if pair[0] != "safety")
    reasons = tuple(reason for reason in heard.reasons if not reason.startswith("safety"))
    return replace(heard, triggers=triggers, reasons=reasons)


def _only_melts(text: str, words: str) -> bool:
    """Food that melts, and nothing near it that is plugged in or charged."""
    return MELTS.fullmatch(words) is not None and FOOD.search(text) is not None and not DEVICE.search(text)


def _is_calm(text: str) -> bool:
    """Whether nothing in it tells of a danger any more, once what only sounds like one is left out."""
    if HARMLESS.search(text):
        return _TAKEN_IN.search(text) is None
    rest = IDIOM.sub(" ", text)
    return rest != text and "safety" not in dict(hear(rest).triggers)


def told(heard: Heard, _: Facts) -> Heard:
    """A fall, a burnt socket, plastic in the porridge, insulin that is with a stranger."""
    words = "" if "safety" in dict(heard.triggers) else danger(heard.text.replace("’", "'"), heard.intent)
    if not words:
        return heard
    reasons = (f'safety ("{words}")', *heard.reasons)
    return replace(heard, triggers=(("safety", words), *heard.triggers), reasons=reasons)


def danger(text: str, intent: str) -> str:
    """The words that tell of one; empty if none do."""
    found = FOREIGN.search(text) or BURNT.search(text) or (None if _JEST.search(text) else FELL.search(text))
    found = found or THREAT.search(text)
    if found is None and (told := harm(text)):
        return told
    if found is None and intent in MISSES and GONE.search(text):
        found = MEDICINE.search(text)
    return found.group() if found else ""
