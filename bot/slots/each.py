"""Questions that each of several order lines answers for itself: how many of it, why, what instead.

The answers are kept as "kettle=faulty,cups=damaged"; a bare "faulty", or "*=faulty", is for all of them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot import corrections
from bot.content import Choice
from bot.flow import Given, View, slot
from bot.hearing import righted
from bot.shop import Item
from bot.slots.goods import REASONS, Reason, names
from bot.slots.naming import ALL, BOTH, OUT_OF, counted, number_in, words_of
from bot.slots.negation import said
from bot.slots.picking import Pick, left
from bot.slots.same_reason import goes_on
from bot.slots.some_of import CLAUSES, REST_FINE
from bot.slots.some_of import meant as some_of

Each = Mapping[str, str]
EVERY, APART, ALIKE = "*", "each", "alike"
"""All lines; and the words that each has an answer of its own, or all have one that is still to be said."""
ALL_ALIKE = re.compile(
    r"\W*(?:for |it'?s )?(?:both|all)(?: (?:of )?(?:them|it|these|those))?(?:\W+(?:please|pls))?\W*", re.I
)
"""How many it is about, where it was asked why."""
ANEW = "anew"
"""Kept beside the answers once the customer has changed their mind: what they said first counts no more."""
THAT_ONE = re.compile(r"\b(?:it|this|that)\b|\bit'?s\b", re.I)


@dataclass(frozen=True, slots=True)
class Asked:
    """One such question: of which lines, with which answers, and how they are told."""

    name: str
    lines: Callable[[View], tuple[Pick, ...]]
    fits: Callable[[str, Pick], bool]
    heard: Callable[[str, tuple[Pick, ...]], Each] = lambda _text, _lines: {}
    """What can be read of it in words that name the lines, whenever they were said."""
    usual: Callable[[View], Each] = lambda _view: {}
    """What holds for a line unless it is told otherwise, whatever the first words name."""

    def said(self, kept: str, view: View) -> Each | None:
        """The answers by line, with those that were given before; None if there is none."""
        picks = {pick.item.id: pick for pick in self.lines(view)}
        pairs = {**self._at_first(view), **self.usual(view), **_pairs(view.answers.get(self.name, "")), **_pairs(kept)}
        every = pairs.get(EVERY, "")
        found = {id: pairs.get(id, every) for id in picks}
        known = {id: answer for id, answer in found.items() if answer and self.fits(answer, picks[id])}
        return ({EVERY: every} | known if every in (APART, ALIKE) else known) or None

    def _at_first(self, view: View) -> Each:
        """What the words that began it all say, though nobody knew then which lines they were about."""
        return {} if ANEW in view.answers else self.heard(view.extras.get("words", ""), self.lines(view))

    def missing(self, view: View) -> tuple[Pick, ...]:
        """The lines that have no answer yet."""
        known = self.said("", view) or {}
        return tuple(pick for pick in self.lines(view) if pick.item.id not in known)

    def slot(self, **more: Any) -> Any:
        return slot(
            keep=kept_each,
            take=self.said,
            whole=lambda _, view: not self.missing(view),
            default=lambda view: self.said("", view) if not self.missing(view) else None,
            needed=lambda view: bool(self.lines(view)),
            **more,
        )


def _pairs(kept: str) -> dict[str, str]:
    parts = (part.rpartition("=") for part in kept.split(",") if part)
    return {id or EVERY: answer for id, _, answer in parts}


def kept_each(each: Each) -> str:
    return ",".join(f"{id}={answer}" for id, answer in each.items())


def clauses(text: str, picks: tuple[Pick, ...]) -> list[tuple[str, tuple[Pick, ...]]]:
    """The parts of a message, each with the lines that it is about: those it names, or the ones named last."""
    found: list[tuple[str, tuple[Pick, ...]]] = []
    last: tuple[Pick, ...] = ()
    for part in (part for clause in CLAUSES.split(text) for part in _one_by_one(clause, picks)):
        about = tuple(pick for pick in picks if words_of(part) & _own_words(pick, picks))
        last = about or last
        found.append((part, about or (last if THAT_ONE.search(part) else ())))
    return found


def _one_by_one(clause: str, picks: tuple[Pick, ...]) -> list[str]:
    """A clause that says why of one thing and goes on with another, cut there: "cups are ugly kettle is broken"."""
    starts, last, since = [0], None, 0
    for word in re.finditer(r"\w+", clause):
        mine = next((pick for pick in picks if words_of(word.group()) & _own_words(pick, picks)), None)
        if mine and last and mine is not last and _reason_in(clause[since : word.start()]):
            starts.append(word.start())
        if mine:
            last, since = mine, word.end()
    return [clause[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


def _own_words(pick: Pick, picks: tuple[Pick, ...]) -> frozenset[str]:
    """What names this line and no other."""
    others = (words_of(other.item.title) for other in picks if other is not pick)
    return words_of(pick.item.title).difference(*others)


def how_many_each(ask: Callable[[View, Item], str], all_of_them: Callable[[View, int], str]) -> Any:
    """How many of every picked line that there are several of, where nobody has said it. Reads the slot `items`."""

    def uncounted(view: View) -> tuple[Pick, ...]:
        return tuple(pick for pick in view.known["items"] or () if not pick.count)

    def fits(answer: str, pick: Pick) -> bool:
        return answer.isascii() and answer.isdigit() and 0 < int(answer) <= left(pick.item)

    this = Asked("count", uncounted, fits)

    def read(given: Given, view: View) -> Each | None:
        missing = this.missing(view)
        if not missing and given.asked:
            missing = _counted_anew(given.text, this.lines(view))
        if not given.asked or not missing:
            return None
        if ALL.search(given.text) or (BOTH.search(given.text) and left(missing[0].item) == 2):
            return this.said(",".join(f"{pick.item.id}={left(pick.item)}" for pick in missing), view)
        named = [(pick, counted(given.text, pick.item.title)) for pick in missing]
        told = [f"{pick.item.id}={count}" for pick, count in named if count] if len(missing) > 1 else []
        stays = REST_FINE.search(given.text) and left(missing[0].item) == 2
        number = 1 if stays else number_in(OUT_OF.sub(" ", given.text))
        told = told or ([f"{missing[0].item.id}={number}"] if number and number <= left(missing[0].item) else [])
        return this.said(",".join(told), view) if told else None

    def choices(view: View) -> tuple[Choice, ...]:
        if not (missing := this.missing(view)):
            return ()
        id, most = missing[0].item.id, left(missing[0].item)
        every = Choice(all_of_them(view, most), f"{id}={most}")
        return (*(Choice(str(n), f"{id}={n}") for n in range(1, most)), every)

    return this.slot(
        ask=lambda view: ask(view, this.missing(view)[0].item),
        read=read,
        choices=choices,
        names=True,
        again=lambda given, view: _asked_anew(this, given, view),
    )


def _asked_anew(this: Asked, given: Given, view: View) -> Each | None:
    """How many is asked anew where fewer are told of than were counted: "because two broke"."""
    lines, counts = this.lines(view), this.said("", view) or {}
    going = int(counts.get(lines[0].item.id, 0)) if len(lines) == 1 else 0
    return {} if going and some_of(given.text, going, tells_why) == 0 else None


def _counted_anew(text: str, lines: tuple[Pick, ...]) -> tuple[Pick, ...]:
    """The lines of which another number is said, though it was known: "no, just one", "sorry, two lanterns"."""
    if corrections.recounts(text):
        return lines
    return tuple(pick for pick in lines if corrections.marked(text) and counted(text, pick.item.title))


TELLS = {reason: re.compile(rf"\b(?:{pattern})", re.I) for reason, pattern in REASONS.items()}


def _reason_in(part: str) -> Reason | None:
    texts = (part, righted(part))  # "its brokn" tells it as well
    return next((reason for text in texts for reason, tell in TELLS.items() if said(tell, text)), None)


def tells_why(part: str) -> bool:
    """Whether these words say why something comes back."""
    return _reason_in(part) is not None


def reasons_in(text: str, picks: tuple[Pick, ...], rest: tuple[Pick, ...] | None = None) -> Each:
    """Why each of these lines comes back: a reason counts for the lines it is said of, else for the `rest`, or all."""
    found: dict[str, str] = {}
    vaguely: set[str] = set()
    reason: Reason | None = None
    for part, about in clauses(text, picks):
        said_here = _reason_in(part)
        reason = said_here or (reason if about and goes_on(part, reason) else None)
        if reason:
            sharper = vaguely if reason is Reason.DAMAGED else frozenset()
            open_yet = [p.item.id for p in (picks if rest is None else rest) if p.item.id not in found]
            others = tuple(p for p in picks if p.item.id in open_yet or p.item.id in sharper)
            told = {pick.item.id: str(reason) for pick in about or others}
            found |= told
            vaguely = vaguely | told.keys() if _is_vague(part, reason) else vaguely - told.keys()
    if not found and len(picks) == 1 and (reason := _reason_in(text)):  # "I ordered black, and this is silver"
        return {picks[0].item.id: str(reason)}
    return found


VAGUE = re.compile(r"\b(?:broken|broke|faulty|defective)\b", re.I)


def _is_vague(part: str, reason: Reason) -> bool:
    """Whether no more is told than that it is broken: "it's broken. the shade is cracked" was damaged."""
    return reason is Reason.FAULTY and _reason_in(VAGUE.sub(" ", part)) is None


ONE_OF_THEM = re.compile(
    r"\?|\b(?:only|just) (?:the|my|that)\b|\bmeant?\b|\bkeep|\bstays?\b|\bnot (?:the|my|that)\b|\binstead\b"
    r"|\bwrong one\b",
    re.I,
)
"""Picks one out, or asks: it does not only tell what is wrong with it."""


def reasons_told(text: str, picks: tuple[Pick, ...]) -> Each:
    """Why some of these lines come back, each in a sentence about it: "the toaster is broken", no "broken toaster"."""
    found: dict[str, str] = {}
    for part, about in () if ONE_OF_THEM.search(text) else clauses(text, picks):
        reason = _reason_in(_behind(part, about)) if about else None
        found |= {pick.item.id: str(reason) for pick in about if reason}
    return found or _told_shortly(text, picks)


def _told_shortly(text: str, picks: tuple[Pick, ...]) -> Each:
    """ "No, it's broken", of the only thing; that they don't want it may be a no."""
    if len(picks) != 1 or ONE_OF_THEM.search(text) or not (corrections.marked(text) or NOT_BROKEN.search(text)):
        return {}
    reason = _reason_in(text)
    broken = reason in (Reason.DAMAGED, Reason.FAULTY) and len(text.split()) <= SHORT
    sound = reason is Reason.UNWANTED and NOT_BROKEN.search(text)
    return {picks[0].item.id: str(reason)} if broken or sound else {}


SHORT = 5
NOT_BROKEN = re.compile(
    r"(?:\bnot|n'?t|\bisnt)(?: (?:really|actually|even))?"
    r" (?:broken|damaged|faulty|defective|wrong|scratched|cracked|chipped|torn|ripped|dented|leaking)\b",
    re.I,
)
"""Takes back that something is wrong with it."""


def _behind(part: str, about: tuple[Pick, ...]) -> str:
    """What a clause says behind the names of these lines."""
    mine = frozenset().union(*(words_of(pick.item.title) for pick in about))
    ends = [word.end() for word in re.finditer(r"\w+", part) if words_of(word.group()) & mine]
    return part[max(ends) :] if ends else ""


def reason_each(ask: Callable[[View, Any], str], differs: Callable[[View], str]) -> Any:
    """Why every picked line comes back: asked once for all, then one by one if it differs. Reads the slot `items`."""
    this = Asked("reason", lambda view: view.known["items"] or (), lambda said, _: said in set(Reason), reasons_in)

    def _apart(view: View) -> bool:
        return (this.said("", view) or {}).get(EVERY) == APART

    def _alike(view: View) -> bool:
        return (this.said("", view) or {}).get(EVERY) == ALIKE

    def read(given: Given, view: View) -> Each | None:
        if given.asked and ALL_ALIKE.fullmatch(given.text):
            return this.said(f"{EVERY}={ALIKE}", view)
        alone = given.asked and _apart(view) and not (ALL.search(given.text) or BOTH.search(given.text))
        missing = this.missing(view)
        found = reasons_in(given.text, this.lines(view), missing[:1] if alone else missing)
        return this.said(kept_each(found), view) if found else None

    def shown(view: View) -> tuple[Pick, ...]:
        missing = this.missing(view)
        return missing[:1] if _apart(view) else missing

    def choices(view: View) -> tuple[Choice, ...]:
        about = shown(view)
        key = about[0].item.id if len(about) == 1 else EVERY
        reasons = tuple(Choice(view.words.say(f"reason.{reason}"), f"{key}={reason}") for reason in REASONS)
        return reasons if len(about) < 2 or _alike(view) else (*reasons, Choice(differs(view), f"{EVERY}={APART}"))

    def about(view: View) -> Any:
        counts: Each = view.known.get("count") or {}
        parts = tuple(pick.part(int(counts.get(pick.item.id, 0))) for pick in shown(view))
        return names(parts, view)

    def asked(view: View) -> str:
        return view.words.say("reason.alike", items=about(view)) if _alike(view) else ask(view, about(view))

    def again(given: Given, view: View) -> Each | None:
        return this.said(kept_each(told), view) if (told := reasons_told(given.text, this.lines(view))) else None

    return this.slot(ask=asked, read=read, choices=choices, again=again)
