"""A thing that somebody names as theirs and that is in none of their orders: "my samovar", of who bought a kettle."""

import re
from collections.abc import Iterator
from typing import Final

from bot.facts import Facts
from bot.hearing.kinds import KINDS
from bot.slots.alike import alike
from bot.slots.naming import words_of

_WORD: Final = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*"
_SOME: Final = r"(?:the|my|our|an?|these|those|this|that|some|both|two|three)"
_OBJECT: Final = re.compile(
    rf"\b(?:where(?:'?s| is| are| the hell is)?|wheres|order(?:ed)?|bought|purchased?|wait(?:ing)? (?:for|on)|expecting"
    rf"|(?:refund|money back|label) (?:for|on)|refund|return(?:ing)?|send(?:ing)? back|exchang(?:e|ing)|replac(?:e|ing)"
    rf"|swap(?:ping)?|cancel(?:l?ing)?|receiv(?:e|ed)|got|when (?:will|do|does|is|are)|track(?:ing)?) {_SOME} "
    r"|(?<!\bon )(?<!\bin )(?<!\bat )(?<!\bby )(?<!\bto )(?<!\boff )(?<!\bfrom )(?<!\binto )(?<!\bunder )(?<!\bwith )"
    r"(?<!\binside )(?<!\bnear )(?<!\bbehind )(?<!\bthrough )(?<!\bvia )(?<!\busing )(?<!\blike )(?<!\bfor )"
    r"\b(?:my|our) ",
    re.I,
)
"""What stands before the thing that a wish is about; what something lies on, or is done with, is not theirs to us."""
_PHRASE: Final = re.compile(rf"(?:{_WORD} ?){{1,5}}")
_DESCRIBING: Final = 3
"""So many words may stand before the thing: "my new electric kettle"."""
_THING: Final = KINDS["samovar"]
_ENDS: Final = frozenset(KINDS[word] for word in ("for", "and", "is", "the", "it", "that", "i", "not"))
"""The kinds of words in which no name of a thing goes on."""
_NO_GOODS: Final = frozenset(
    """
    accessory app appliance bin breakfast bundle calendar card carton cash cellphone clothe clothing computer contact
    contacts curtain date deal delivery desktop device diary dinner dish drawer envelope equipment fence flea food
    gadget garment gift giftcard good goods grocery groceries handset hedge ink inbox ingredients item items letterbox
    letterboxes lunch mail mailbox mobile money notebook packaging patio phone pizza present purse receipt room screen
    set shelf sim sticker suitcase supply ticket wallet wardrobe water window dress number code voucher label address
    battery charger cable cord adapter adaptor plug lid handle strap seal manual fuse cap buds box parcel package
    """.split()
)
"""Things of every household and of every parcel, or parts of another: who names one may mean what we do see."""


def unlisted(text: str, facts: Facts) -> str:
    """The thing, as they call it; empty where they name what they have ordered too, or nothing that could be told."""
    if not facts.orders:
        return ""
    theirs = _theirs(facts)
    if any(alike(word) & theirs for word in words_of(text)):
        return ""
    return next((name for name in _names(text) if not words_of(name) & _NO_GOODS), "")


def _theirs(facts: Facts) -> frozenset[str]:
    """The words in the names of all that we know them to have bought or to be subscribed to."""
    titles = [item.title for order in facts.orders for item in order.items]
    if facts.account is not None:
        titles += [one.title for one in facts.account.subscriptions]
    return frozenset(word for title in titles for word in words_of(title))


def _names(text: str) -> Iterator[str]:
    for before in _OBJECT.finditer(text):
        phrase = _PHRASE.match(text, before.end())
        if phrase and (name := _name(phrase.group().split())):
            yield name


def _name(words: list[str]) -> str:
    """The words up to the last of the things that follow one another; empty where none does soon."""
    kinds = [KINDS.get(word.casefold(), 0) for word in words]
    for at, kind in enumerate(kinds[:_DESCRIBING]):
        if kind == _THING:
            end = next((n for n in range(at, len(kinds)) if kinds[n] != _THING), len(kinds))
            return " ".join(words[:end])
        if kind in _ENDS:
            return ""
    return ""
