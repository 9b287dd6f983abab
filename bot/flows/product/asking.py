"""What is asked about a product, read from the words; never more than its page can answer."""

import re
from typing import Literal

from bot.product import Option, Product
from bot.slots.goods import COLOURS
from bot.slots.products import telling

Aspect = Literal["fit", "price", "option", "stock", "fact", "whole", ""]

FIT = re.compile(
    r"\b(?:fits?|fitting|compatible|go(?:es)? (?:with|on)|works? with|belongs?|suits?|match(?:es)?)\b", re.I
)
FOR_MINE = re.compile(r"\bfor (?:my|the|a|an)\b", re.I)
PRICE = re.compile(r"\b(?:how much (?:is|are|do|does|for|would)|price|prices|priced|costs?|expensive|cheap)\b", re.I)
STOCK = re.compile(
    r"\b(?:in stock|stock|available|availability|back in|sold out|restock\w*|left|do you (?:still )?(?:have|sell)|"
    r"have you got|can i (?:get|buy|order)|when (?:can|will|do))\b",
    re.I,
)
OPTION = re.compile(r"\b(?:sizes?|colou?rs?|come in|comes in|variants?|versions?|other (?:size|colou?r))\b", re.I)
WHOLE = re.compile(r"\b(?:tell me|about|details?|specs?|specifications?|information|info|describe|do you sell)\b", re.I)
SELL = re.compile(
    r"\b(?:do|did) (?:you|u)(?: guys)? (?:still |also )?(?:sell|stock|carry|have|do)\b|"
    r"\b(?:have (?:you|u)|(?:you|u)) got\b|\bselling\b|^\W*(?:you|u) (?:sell|stock)\b[^!]*\?"
    r"|^\W*(?:hi |hey )?got any\b"
    r"(?! (?:news|updates?|ideas?|clues?|info\w*|words?|managers?|numbers?|proof|tracking|one|body)\b)",
    re.I,
)
WANTS_TO_BUY = re.compile(
    r"\b(?:i(?:'d| would)? (?:like|love|want)|i wanna|i need|i(?:'m| am) looking|can i|could i|how (?:do|can) i)"
    r" (?:to )?(?:re-?)?(?:order|buy|purchase|get) (?:myself )?"
    r"(?:another|one more|a second|the same)\b[^.!?\n]*\b(?:like (?:the|my|that)|as (?:i|the|last)|again|too|as well"
    r"|last (?:time|year|summer|month)|in (?:summer|winter|spring|autumn))\b",
    re.I,
)
"""Would buy once more what they had, and asks after no old order."""
_ON = r"\W*(?:(?:ok(?:ay)?|so|oh|hm+|cool|nice|great|and|or|but|then|also)\W+)*"
_TAIL = r"(?: (?:please|pls|then|too|instead|ones?|is it|are they|(?:does|do) (?:it|they) cost))*\W*"
BARE_PRICE = re.compile(
    rf"{_ON}(?:how much|what(?:'?s| is| are)?(?: the| its)? (?:prices?|costs?)|prices?){_TAIL}", re.I
)
"""What something costs, and nothing of what it is: "how much is shipping" asks for something else."""
_COLOUR = rf"{COLOURS}|colou?rs?"
_SIZE = r"\d{2}(?:\.5)?|x{0,3}[sl]|m|small|medium|large|sizes?"
BARE_OPTION = re.compile(
    rf"{_ON}(?:(?:what about|how about|do (?:you|u) (?:have|do)|(?:have (?:you|u) )?got|is there|does it come|any)\W+)?"
    rf"(?:(?:it|them|that|one|any|other|what|which|in|an?|the|size)\W+)*(?P<value>{_COLOUR}|{_SIZE})"
    rf"(?: (?:is|are) (?:there|it|they))?{_TAIL}",
    re.I,
)
"""A size or a colour, and nothing of what has it."""
IN_A_KIND = re.compile(rf"\bin (?:an? |the )?(?:size )?(?:{_COLOUR}|\d{{2}}|x{{1,3}}l){_TAIL}", re.I)
"""Ends with one: "what have you got in blue"."""
CANCELS_NOISE = r"cancel\w* (?:out )?(?:(?:the|any|all|background|outside) )*noises?"
"""The cancelling that headphones do."""
FACTS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(rf"\b(?:{words})\b", re.I), tuple(names.split(", ")))
    for words, names in (
        (r"heavy|weighs?|weight|light enough", "weight"),
        (r"capacity|volume|lit(?:re|er)s?|holds?|how much (?:water|coffee|tea)|how many (?:cups|litres)", "capacity"),
        (r"how (?:big|large)|dimensions?|measure(?:s|ments)?", "capacity, dimensions, diameter, height"),
        (r"how (?:tall|high)|height", "height, dimensions, height of the seat"),
        (r"how (?:wide|deep)|width|depth|diameter", "diameter, dimensions, wing span"),
        (r"how long (?:is|are) the (?:cord|cable|lead)|cord|lead", "cord, length"),
        (r"how long is|length", "length, dimensions, blade length"),
        (r"made (?:of|from)|materials?|what wood|which wood|fabrics?", "material"),
        (r"dishwashers?", "dishwasher"),
        (r"induction|hobs?|stoves?|gas|ceramic|cooker", "hob"),
        (r"ovens?", "oven"),
        (r"microwaves?", "microwave"),
        (r"waterproof|water ?resistant|rain(?:proof)?|shower|get wet|swim(?:ming)?|splash\w*", "waterproof"),
        (r"batter(?:y|ies)|how long (?:do|does) (?:it|they|the \w+) last", "battery, burning time, keeps warm"),
        (r"charg(?:e|er|ing)|usb", "charging, plug"),
        (r"plugs?|watts?|wattage|power|electric|mains", "power, plug"),
        (r"bluetooth", "bluetooth"),
        (rf"noise[ -]?cancel\w*|{CANCELS_NOISE}", "noise cancelling"),
        (r"wash(?:ed|ing|able)?|machine wash", "washing, dishwasher"),
        (r"assembl\w+|put (?:it )?together|screws?", "assembly"),
        (r"how much (?:weight|can it (?:take|carry|bear))|maximum weight|max load|load", "load"),
        (r"how old|ages?|year olds?|kids|children|child", "age"),
        (r"bulbs?", "bulb"),
        (r"players", "players"),
        (r"pieces", "pieces"),
        (r"pages", "pages"),
        (r"warm|hot", "keeps warm"),
        (r"come up|run (?:small|large|big)|true to size", "how they come up"),
        (r"packed|pack size", "packed size"),
        (r"from where|where (?:is|are) \w+ from|origin", "origin"),
        (r"pressure|bars?", "pressure"),
    )
)  # fmt: skip


def facts_asked(words: str, product: Product) -> tuple[tuple[str, str], ...]:
    """The lines of its page that answer the question, in the order asked for."""
    wanted = [name for pattern, names in FACTS if pattern.search(words) for name in names]
    said = telling(words)
    wanted += [name for name in product.facts if telling(name) and telling(name) <= said]
    own = said - telling(" ".join((product.title, *product.called)))
    wanted += [name for name, value in product.facts.items() if any(w in telling(value) for w in own if w.isalpha())]
    return tuple((name, product.facts[name]) for name in dict.fromkeys(wanted) if name in product.facts)


def options_asked(words: str, product: Product) -> tuple[Option, ...]:
    """The sizes or colours that were named: "the blue one", "in 42"."""
    said = {word.casefold() for word in re.findall(r"[^\W_]+", words)}
    return tuple(o for o in product.options if {*o.value.casefold().split()} <= said and not _part_of_name(o, product))


NAMED = {
    "colour": re.compile(rf"\bin (?:an? |the )?(?P<value>{COLOURS})\b", re.I),
    "size": re.compile(
        r"\b(?:in|size|in size|in a size) (?P<value>\d{2}(?:\.5)?|x{0,3}[sl]|xs|m)\b"
        r"(?! (?:days?|hours?|weeks?|minutes?|months?|years?|pieces?|boxes|colou?rs?|pairs?)\b)",
        re.I,
    ),
}
"""A kind of choice, and how one of that kind is asked for."""


def not_made(words: str, product: Product) -> str:
    """The colour or size that was asked for and that it is not made in; empty where none was, or it is."""
    kinds = {option.kind for option in product.options}
    values = {part for option in product.options for part in option.value.casefold().split()}
    asked = (said["value"] for kind, one in NAMED.items() if kind in kinds and (said := one.search(words)))
    there = values | telling(product.title)
    return next((value for value in asked if value.casefold().replace("gray", "grey") not in there), "")


BARE = 4
"""Words in which one of its own colours is only named."""


def goes_on(words: str, product: Product) -> bool:
    """Whether these words, which name no product, ask on about the one that was asked about before."""
    bare = BARE_PRICE.fullmatch(words) or BARE_OPTION.fullmatch(words)
    named = (option for option in options_asked(words, product) if option.value.isalpha())  # "order 43" is no size
    return bool(bare) or (len(words.split()) <= BARE and any(named))


def _part_of_name(option: Option, product: Product) -> bool:
    return option.value.casefold() in telling(product.title)


def aspect(words: str, product: Product) -> Aspect:
    """What is asked of it, the most particular first; nothing if its page cannot answer it."""
    if PRICE.search(words) or BARE_PRICE.fullmatch(words):
        return "price"
    if BARE_OPTION.fullmatch(words) or (product.options and (OPTION.search(words) or options_asked(words, product))):
        return "option"
    if facts_asked(words, product):
        return "fact"
    if STOCK.search(words) or SELL.search(words) or WANTS_TO_BUY.search(words):
        return "stock"
    return "whole" if WHOLE.search(words) else ""
