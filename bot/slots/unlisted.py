"""A thing that somebody names as theirs and that is in none of their orders: "my samovar", of who bought a kettle."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from bot.facts import Facts
from bot.hearing.kinds import KINDS
from bot.slots.alike import alike
from bot.slots.naming import NUMBERS, THING, names_in, words_of

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*|\d+")
_STOP: Final = re.compile(r"[.!?,;:()\n\"“”]")
"""Between two words, it ends what the first belongs to."""
_OWN: Final = frozenset({"my", "our"})
_SOME: Final = _OWN | frozenset("the a an these those this that some both your".split()) | frozenset(NUMBERS)
_BESIDE: Final = frozenset(
    """
    on in at by to off from into onto over under with inside near behind through via using like for against around
    across beside of about than as
    """.split()
)
"""What follows is where a thing lies, or what is done with it."""
_WANTED: Final = frozenset(
    """
    where wheres where's ordered order bought buy purchased expecting return returning returned exchange exchanging
    replace replacing swap cancel cancelling canceling cancelled received receive got get track tracking refund just
    only stop when's whens sent built assembled
    """.split()
)
"""Verbs, and what stands for one, whose object a wish is about."""
_WANTED_BY_TWO: Final = frozenset(
    pair.strip()
    for pair in """
    where is|where are|where did|waiting for|waiting on|wait for|wait on|refund for|money for|back for|label for
    |word on|news on|news of|news about|update on|update for|updates on|status of|day for|date for|eta for|send back
    |sent back|sending back|when will|when do|when does|when is|when are|has the|have the|did the|got me|paid for
    |order of|order for|order with|parcel with|chance of
    """.split("|")
)
_SAYS: Final = frozenset(
    """
    is are was were has have had came come comes arrived arrives arrive shows show says said stopped broke broken never
    still isn't isnt wasn't wasnt hasn't hasnt haven't doesn't doesnt don't won't wont didn't didnt can't cant does did
    do will should left went ships shipped missing leaks works looks smells keeps fell turned lasted needs hums
    wobbles pinches
    """.split()
)
"""What is said of it: then it is what the sentence is about."""
_CAME_BY: Final = frozenset(
    {"you sold", "you sent", "i ordered", "i bought", "i got", "we ordered", "we bought", "we got"}
)
_SOON: Final = 4
"""So many words behind the thing, something is still said of it: "washing machine under guarantee needs repair"."""
_PRONOUN: Final = re.compile(r"\W*(?:it|its|it's|they|mine|this|that)\b", re.I)
"""Speaks of what both know: a thing that is named beside it is another."""
_DESCRIBING: Final = 3
"""So many words may stand before the thing: "my new electric kettle"."""
_ENDS: Final = frozenset(KINDS[word] for word in ("for", "and", "is", "the", "it", "that", "i", "not", "where"))
"""The kinds of words in which no name of a thing goes on."""
_NO_GOODS: Final = frozenset(
    """
    accessory app appliance bag bin breakfast bundle calendar card carton cash cellphone clothe clothing computer
    contact crate curtain date deal delivery desktop device diary dinner dish door drawer dres envelope equipment fence
    filler flea food gadget garment gift giftcard good goods grocery groceries handset hedge ink inbox ingredient item
    letterbox letterboxes lunch mail mailbox mobile money notebook packaging patio phone pizza present purse receipt
    room screen set shelf sim sticker suitcase supply ticket van wallet wardrobe water window number code voucher label
    address battery charger cable cord adapter adaptor plug lid handle strap seal manual fuse cap bud box parcel
    package camera lock knob cctv doorbell gate bell lift pavement part piece foam wrap bubble tape website
    """.split()
)
"""Things of every household and of every parcel, or parts of another: who names one may mean what we do see."""


_HEADS: Final = frozenset("machine maker case can bag board stand holder rack cleaner dryer player mat pad".split())
"""What ends the name of a thing, and says too little alone: "coffee machine", "sleeping bag", "phone case"."""
_COARSE: Final = frozenset("bag case can".split())
"""Of these only the very word names what they have: a sleeping bag is no rucksack."""
_AROUND_IT: Final = frozenset(
    """
    delivery paper plastic gift cardboard carrier shopping mail post order parcel package packing packaging shipping
    tracking missing remaining following carrying opening wrapping something anything nothing everything being having
    getting using sending returning mailing padded empty
    """.split()
)
"""Before one of those, what it came in or what is done with it."""


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a message, small, and whether a sentence or a clause begins with it."""

    text: str
    plain: str
    begins: bool

    @property
    def kind(self) -> int:
        return KINDS.get(self.plain, 0)

    @property
    def is_thing(self) -> bool:
        return self.kind == THING


def unlisted(text: str, facts: Facts) -> str:
    """The thing, as they call it; empty where they name what they have ordered too, or nothing that could be told."""
    if not facts.orders:
        return ""
    theirs, text = _theirs(facts), NOT_THE_ONE.sub(" ", text)
    names = tuple(_names(text))
    compounds = tuple(name.casefold() for name in names if _is_compound(name))
    if any(_has_head(name, theirs) for name in compounds):
        return ""
    rest = text.casefold()
    for name in compounds:
        rest = rest.replace(name, " ")
    if any(alike(word) & theirs for word in words_of(rest)):
        return ""
    return next((name for name in names if _is_goods(name)), "")


NOT_THE_ONE: Final = re.compile(r"\bnot (?:the|a|an|my|this|that) [^\W\d_]+", re.I)
"""What is not meant: "not the teapot"."""
_NO: Final = re.compile(r"\W*(?:no+|nope|nah|not|none of (?:these|those|them)|neither)\b", re.I)


def named_instead(text: str, facts: Facts) -> str:
    """The thing that is meant and in none of their orders, where another was taken for it: "no, a kettle"."""
    if not facts.orders or not (_NO.match(text) or NOT_THE_ONE.search(text)):
        return ""
    theirs, words = _theirs(facts), _words(_NO.sub(" ", NOT_THE_ONE.sub(" ", text), count=1))
    said = words_of(" ".join(word.plain for word in words))
    denied = NOT_THE_ONE.search(text)  # then what is only like it is not meant either
    if any((frozenset({word}) if denied else alike(word)) & theirs for word in said):
        return ""
    found = ((at, _end(words, at)) for at in range(len(words)))
    names = (" ".join(word.text for word in words[at:end]) for at, end in found if end > at and _first(words, at) == at)
    return next((name for name in names if _is_goods(name)), "")


def _is_compound(name: str) -> bool:
    first, *_, last = (name.casefold().split() * 2)[: max(2, len(name.split()))]
    return first != last and last.removesuffix("s") in _HEADS and first not in _AROUND_IT


def _has_head(name: str, theirs: frozenset[str]) -> bool:
    """Whether they have what a compound is a kind of."""
    head = name.split()[-1].removesuffix("s")
    return bool(({head} if head in _COARSE else alike(head)) & theirs)


def _is_goods(name: str) -> bool:
    """Whether it is a thing that a shop sells; of several words the last one tells."""
    words = [word.removesuffix("s") for word in name.casefold().split()]
    if len(words) > 1 and not set(words) & _AROUND_IT:
        return _is_compound(name) or words[-1] not in _NO_GOODS
    return not words_of(name) & _NO_GOODS


def is_known_thing(name: str) -> bool:
    """Whether these words are a thing to buy, as far as we know its kind: "the grinder", and no sum, card or person."""
    words = [KINDS.get(word) for word in name.casefold().split()]
    return (THING in words or _is_compound(name)) and _is_goods(name)


_CALLED_OFF: Final = re.compile(
    r"\b(?:(?:do not|don'?t|no need to|please not) (?:send|bring)|call off)"
    r" (?:(?:me|us|out|over|round) )?(?:the|a|an|any|your|that)"
    r" (?P<thing>[^\W\d_]{4,}(?: [^\W\d_]{4,})?)(?=\W*$|\s*[,.;!?]|\s+(?:any ?more|now|please|today|we|i)\b)",
    re.I,
)
_OF_ANY_ORDER: Final = frozenset(
    """
    product shipment order package parcel second third other rest last both everything courier driver post postman
    carrier whole thing stuff wrong same extra
    """.split()
)


def called_off(text: str, facts: Facts) -> str:
    """Whom or what is not to be sent, where that is in none of their orders: "don't send the locksmith"."""
    found = _CALLED_OFF.search(text.replace("’", "'"))
    if found is None or not facts.orders:
        return ""
    words = words_of(found["thing"])
    known = _theirs(facts) | _OF_ANY_ORDER | _NO_GOODS
    return "" if any(alike(word) & known or word in known for word in words) else found["thing"]


def _theirs(facts: Facts) -> frozenset[str]:
    """The words in the names of all that we know them to have bought or to be subscribed to."""
    plans = facts.account.subscriptions if facts.account else ()
    return names_in(*facts.orders).union(*(words_of(plan.title) for plan in plans))


def _names(text: str) -> Iterator[str]:
    """The things that the message is about: theirs, wished for, or what something is said of."""
    words, at = _words(text.replace("’", "'")), 0
    known = _PRONOUN.match(text) is not None
    while at < len(words):
        end = _end(words, at)
        if end > at:
            first = _first(words, at)
            if first is not None and _is_meant(words, first, end, known=known):
                yield " ".join(word.text for word in words[first:end]).removesuffix("'s")
            at = end
        at += 1


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    last = 0
    for match in _WORD.finditer(text):
        small = match.group().casefold()
        begins = not found or _STOP.search(text, last, match.start()) is not None
        found.append(_Word(match.group(), small.removesuffix("'s"), begins))
        last = match.end()
    return found


def _end(words: Sequence[_Word], at: int) -> int:
    """Behind the things that follow one another from here."""
    if _is_gerund(words[at]) and at + 1 < len(words) and _ends_a_name(words[at + 1]):
        return at + 2
    end = at
    while end < len(words) and words[end].is_thing and not (words[end].begins and end > at):
        end += 1
    if at < end < len(words) and (_goes_on(words[end]) or _ends_a_name(words[end])):
        end += 1
    return end


def _is_gerund(word: _Word) -> bool:
    """ "Sleeping", "watering": what a thing is for."""
    return word.plain.endswith("ing") and len(word.plain) > len("thing") and word.plain not in _AROUND_IT


def _ends_a_name(word: _Word) -> bool:
    return word.plain.removesuffix("s") in _HEADS and not word.begins


def _goes_on(word: _Word) -> bool:
    """Whether a word that we don't know belongs to the name: "shoe rack"; most verbs end in other letters."""
    strange = word.kind == 0 and word.plain.isalpha() and not word.begins
    return strange and word.plain not in _SAYS and not word.plain.endswith(("ed", "ing", "s", "ly"))


def _first(words: Sequence[_Word], at: int) -> int | None:
    """Where the name begins: behind "my", behind a verb, or with its clause; None if something else comes before."""
    for first in range(at, max(at - _DESCRIBING, -1), -1):
        if words[first].begins:
            return first
        before = words[first - 1]
        if before.plain in _SOME or before.text.isdigit() or before.plain in _WANTED:
            return first
        if before.kind in _ENDS or before.plain in _BESIDE:
            return None
    return None


def _is_meant(words: Sequence[_Word], first: int, end: int, *, known: bool) -> bool:
    leads = [word.plain for word in words[max(0, first - 3) : first]] if not words[first].begins else []
    some = leads.pop() if leads and (leads[-1] in _SOME or leads[-1].isdigit()) else ""
    lead = leads[-1] if leads else ""
    if lead in _WANTED or " ".join(leads[-2:]) in _WANTED_BY_TWO or (some in _OWN and lead not in _BESIDE):
        return True
    begins = words[first].begins or (bool(some) and words[first - 1].begins)
    return begins and not known and (words[end - 1].text.endswith("'s") or _has_said(words, end))


def _has_said(words: Sequence[_Word], end: int) -> bool:
    """Whether something is said of it soon, or of how they came by it."""
    soon = [word.plain for word in takewhile(lambda word: not word.begins, words[end : end + _SOON])]
    return any(word in _SAYS for word in soon) or " ".join(soon[:2]) in _CAME_BY
