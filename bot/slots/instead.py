"""What is sent for a line that comes back: another size, colour or product, another one of the same, or money."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from bot.content import Choice
from bot.flow import Given, View, slot
from bot.shop import Item, Order, Variant
from bot.slots.each import ANEW, Asked, Each, clauses, kept_each
from bot.slots.goods import COLOURS, SIZES, rounded
from bot.slots.naming import quoted, words_of
from bot.slots.negation import NOT, spans
from bot.slots.picking import Pick
from bot.wording import Markup

SAME, MONEY = "same", "money"
IN_SHORT = {"small": "s", "medium": "m", "large": "l", "xlarge": "xl", "gray": "grey"}
ANOTHER = re.compile(r"\b(?:same|another one|identical|new one|replac\w*)\b", re.I)
BACK = re.compile(r"\b(?:refund\w*|money|reimburse\w*)\b", re.I)
GOES = re.compile(r"\b(?:return\w*|send\w* back)\b", re.I)
SWAP = re.compile(r"\b(?:exchang\w*|swap\w*|instead|replac\w*)\b", re.I)


def variant_of(item: Item, answer: str) -> Variant | None:
    return next((one for one in item.variants if one.id == answer), None)


def _ids(item: Item) -> tuple[str, ...]:
    return tuple(one.id for one in item.variants)


def dearer(part: Item, answer: str) -> Decimal:
    """How much more what is sent costs than what was paid for this part of a line; less than zero if it costs less."""
    other = variant_of(part, answer)
    return other.price.amount * part.quantity - part.paid.amount if other else Decimal()


def back_for(part: Item, answer: str, order: Order) -> Decimal:
    """The money that goes back for a part of a line: all of it, or what the thing sent for it costs less."""
    if answer == MONEY:
        return rounded(part.paid.amount, order)
    return Decimal() if answer == SAME else max(Decimal(), rounded(-dearer(part, answer), order))


def _tokens(text: str) -> frozenset[str]:
    said = re.findall(r"[^\W_]+(?:'\w+)?", re.sub(r"\b(?:extra|x)[- ]large\b", "xlarge", text.casefold()))
    return frozenset(IN_SHORT.get(word, word) for word in said)


def names_variant(words: frozenset[str], items: tuple[Item, ...]) -> bool:
    """Whether these are the words of a variant, one of which tells it from what they have: a size, a colour."""
    said = frozenset(IN_SHORT.get(word, word) for word in words)
    own = frozenset().union(*(_tokens(item.title) for item in items))
    others = frozenset().union(*(_tokens(one.title) for item in items for one in item.variants))
    return bool(said & (others - own)) and said <= others | own


def wishes_each(text: str, picks: tuple[Pick, ...]) -> Each:
    """What is wished for some of several things, each by its name: "a new kettle, and for the cups money"."""
    if len(picks) < 2:
        return {}
    told: dict[str, str] = {}
    apart: set[str] = set()
    named: set[str] = set()
    for part, about in clauses(text, picks):
        answers = {pick.item.id: _wish_in(part, pick.item) for pick in about}
        told |= {id: answer for id, answer in answers.items() if answer}
        named |= answers.keys()
        apart |= set() if about else {_wish_in(part, picks[0].item)} - {""}
    some = named if not told and len(apart) == 1 and len(named) < len(picks) else set()
    return told or dict.fromkeys(some, next(iter(apart), ""))  # "the kettle, money back"


def _wish_in(part: str, item: Item) -> str:
    """The one wish in a clause; none where it has two, or says what it does not want."""
    wishes = (spans(BACK, part), spans(ANOTHER, part) or (_one_more(part, item) and not NOT.search(part)))
    if variant_in(part, item) or all(wishes):
        return ""
    return MONEY if wishes[0] else SAME if wishes[1] else ""


UNITS = (
    r"pounds?|quid|euros?|eur|usd|dollars?|bucks|gbp|yen|%|percent|days?|weeks?|months?|minutes?|mins?|hours?"
    r"|hrs?|back|cents?|off|p|cm|mm|of|more|refund\w*"
)
"""What makes a sum or a time of a number."""
NOT_THAT = re.compile(
    rf"\b(?:not|instead of|rather than)(?: (?:an?|the|my|in|size))* (?:{SIZES}|{COLOURS})\b(?! ?(?:{UNITS})\b)"
    rf"|\b(?:{SIZES})(?: (?:is|are|was|were|was|its|it'?s|way|much|a bit|far|just|still))* too? "
    r"(?:small|big|tight|large|short|long|loose|wide|narrow)\b"
    rf"|\b(?:looks?|is|was|are|came|it'?s|its|they'?re) (?:(?:a bit|more|too|rather|quite|really|almost) )*"
    rf"(?:{COLOURS})\b"
    rf"|\bmore (?:{COLOURS}) than (?:{COLOURS})\b",
    re.I,
)
"""A size or a colour that is not wanted: "43 not 42", "41 is too small"."""


def variant_in(text: str, item: Item) -> Variant | None:
    """The variant of which everything that sets it apart was said; the one of which most was."""
    said, own = _tokens(NOT_THAT.sub(" ", text)), _tokens(item.title)
    apart = {one.id: _tokens(one.title) - own for one in item.variants}
    meant = [one for one in item.variants if apart[one.id] and apart[one.id] <= said]
    most = max((len(apart[one.id]) for one in meant), default=0)
    best = [one for one in meant if len(apart[one.id]) == most]
    return best[0] if len(best) == 1 else None


def answer_in(text: str, item: Item, *, bare: bool = False) -> str:
    """What is wanted for one item; `bare` words answer the question about just this item."""
    if other := variant_in(text, item):
        return other.id
    if bare and (ANOTHER.search(text) or _one_more(text, item)):
        return SAME
    return MONEY if BACK.search(text) or (not bare and GOES.search(text) and not SWAP.search(text)) else ""


def _one_more(text: str, item: Item) -> bool:
    """Whether another one of just this is wanted, by its name: "another kettle"."""
    said = re.search(r"\b(?:another|(?<!my )(?<!the )(?<!this )(?<!your )new) (?P<what>\w+)", text, re.I)
    return said is not None and bool(words_of(said["what"]) & words_of(item.title))


def swaps_in(text: str, picks: tuple[Pick, ...]) -> Each:
    """What is wanted for each of these lines, by the words said of it; a single line may be told by all of them."""
    if len(picks) == 1:
        other = variant_in(text, picks[0].item)
        return {picks[0].item.id: other.id} if other else {}
    parts = clauses(text, picks)
    told = [(pick, answer_in(part, pick.item)) for part, about in parts for pick in about]
    if not told:  # "42 and S": each is a size of one line only
        told = [(pick, other.id) for pick in picks if (other := variant_in(text, pick.item))]
        told = told if len({answer for _, answer in told}) == len(told) else []
    return {pick.item.id: answer for pick, answer in told if answer}


OTHERWISE = re.compile(rf"(?<![\w.,£$€])(?:{SIZES}|[a-z]+ one)(?![\w%€]|[.,]\d)", re.I)


A_SIZE_OF_IT = re.compile(rf"(?<![\w.,£$€'’])(?:{SIZES}|{COLOURS})(?![\w%€'’]|[.,]\d)(?! ?(?:{UNITS})\b)", re.I)


def names_a_size(text: str) -> bool:
    """Whether a size or a colour is named, whatever there is of it."""
    return A_SIZE_OF_IT.search(NOT_THAT.sub(" ", text)) is not None


def none_such(given: Given, view: View) -> str:
    """What to say to a size or a colour that there is none of."""
    said = OTHERWISE.search(given.text) or A_COLOUR.search(given.text)
    word = said.group().removesuffix(" one") if said else _just_a_name(given)
    return view.words.say("send_back.none_such", said=quoted(word)) if word else ""


TELLS = ("provide_info", "product_question")
"""What a bare name is taken for; "wow" and "expensive" are none."""


def _just_a_name(given: Given) -> str:
    """ "Sage": a word that is no answer of any other kind, where it is asked what comes instead."""
    words = given.text.strip(" .!?").split()
    plain = len(words) == 1 and words[0].isalpha() and len(words[0]) > 2
    return words[0] if plain and given.intent in TELLS else ""


A_COLOUR = re.compile(rf"\b(?:{COLOURS})\b", re.I)


def is_none_such(text: str, items: tuple[Item, ...], *, bare: bool = False) -> bool:
    """Whether more is named of a size and a colour than any one of what there is has: "the black L"; of `bare` words,
    that are no more than a size or a colour, also where there is none of them.
    """
    said = _tokens(text)
    for item in items:
        own, others = _tokens(item.title), tuple(_tokens(one.title) for one in item.variants)
        wanted = said & (frozenset().union(*others) - own) if others else frozenset()
        if len(wanted) > 1 and not any(wanted <= other for other in others):
            return True
        if bare and not said & (own | frozenset().union(*others)):
            return True
    return False


_NUMBERS, _LETTERS = re.compile(r"\d{2}(?:\.5)?"), frozenset("xs s m l xl xxl xxxl".split())
ONE_OF = re.compile(
    rf"\b(?:for|in|into|to|size|need|want|take|get|have|prefer) (?:(?:an?|the|size|me|one|in|pair of) )*"
    rf"(?P<said>{SIZES}|{COLOURS})(?![\w%€:/-]|[.,]\d)(?! ?(?:{UNITS})\b)",
    re.I,
)
"""Names the size or the colour that is wanted: "swap it for a 39", "in red"."""


def _kind(word: str) -> str:
    """Whether a word is a size by number, one by letter, or a colour: one kind takes the place of no other."""
    if _NUMBERS.fullmatch(word):
        return "number"
    return "letter" if word in _LETTERS else "colour" if re.fullmatch(COLOURS, word) else ""


def _wanted_and_not_there(words: str, item: Item) -> str:
    """The size or the colour that was asked for, of a kind that this comes in, where there is no such one."""
    there = _tokens(item.title).union(*(_tokens(one.title) for one in item.variants))
    kinds = {_kind(word) for word in there} - {""}
    for found in ONE_OF.finditer(words):
        said = next(iter(_tokens(found["said"])), "")
        if _kind(said) in kinds and said not in there:
            return found["said"]
    return ""


def _named_at_first(view: View, item: Item) -> str:
    """What to say to the size and colour of their first words, where there is no such one; else nothing."""
    words = "" if ANEW in view.answers else view.extras.get("words", "")
    if none := _wanted_and_not_there(words, item):
        return view.words.say("send_back.none_such", said=none) + " "
    if not is_none_such(words, (item,)):
        return ""
    others = frozenset().union(*(_tokens(one.title) for one in item.variants)) - _tokens(item.title)
    said = " ".join(word for word in re.findall(r"\w+", words) if _tokens(word) & others)
    return view.words.say("send_back.none_such", said=said) + " "


def _of_the_first(given: Given, item: Item, found: dict[str, str]) -> dict[str, str]:
    """What was found, and else what these words say of the one that is asked about."""
    if len(item.variants) == 1 and given.intent == "affirm":
        return {item.id: item.variants[0].id}  # a yes to the only one that there is
    answer = "" if found else answer_in(given.text, item, bare=True)
    return {item.id: answer} if answer else found


def swap_each(
    lines: Callable[[View], tuple[Pick, ...]],
    ask: Callable[[View, Item], str],
    label: Callable[[View, Pick, str], str],
    usual: Callable[[View], Each],
) -> Any:
    """What is sent for each of these lines; `usual` holds for those of which nobody is asked."""
    this = Asked("instead", lines, lambda said, pick: said in (SAME, MONEY, *_ids(pick.item)), swaps_in, usual)

    def kept(found: Mapping[str, str], view: View) -> Each | None:
        return this.said(",".join(f"{id}={said}" for id, said in found.items()), view) if found else None

    def read(given: Given, view: View) -> Each | None:
        missing, picks = this.missing(view), this.lines(view)
        found = dict(wishes_each(given.text, picks))
        if not found and (given.asked or not usual(view)):
            found = dict(swaps_in(given.text, picks))
        if given.asked and missing:
            found = _of_the_first(given, missing[0].item, found)
        return kept(found, view)

    def again(given: Given, view: View) -> Each | None:
        return kept(wishes_each(given.text, this.lines(view)), view)

    def choices(view: View) -> tuple[Choice, ...]:
        return tuple(
            Choice(label(view, first, said), f"{first.item.id}={said}")
            for first in this.missing(view)[:1]
            for said in (*_ids(first.item), SAME, MONEY)
        )

    def asked(view: View) -> str:
        item = this.missing(view)[0].item
        return Markup(f"{_named_at_first(view, item)}{ask(view, item)}")

    def offers(view: View) -> tuple[Choice, ...]:
        none = _named_at_first(view, this.missing(view)[0].item)
        return (Choice(view.words.say("offer.colleague"), "human"),) if none else ()

    return this.slot(ask=asked, read=read, choices=choices, offers=offers, names=True, miss=none_such, again=again)


def wished_each(apart: Callable[[View], bool]) -> Any:
    """What each of the picked lines shall come back as, where it was told of them one by one; it is asked elsewhere."""
    this = Asked("instead", lambda view: view.known["items"] or (), lambda said, _: said in (SAME, MONEY))

    def read(given: Given, view: View) -> Each | None:
        told = wishes_each(given.text, this.lines(view))
        return this.said(",".join(f"{id}={said}" for id, said in told.items()), view) if told else None

    return slot(ask=lambda _: "", read=read, keep=kept_each, take=this.said, default=lambda _: {}, needed=apart)
