"""Reading a message into a flow: every answer in it, and what it puts right of those before."""

from collections.abc import Mapping
from typing import Any

from bot import corrections
from bot.anew import replace
from bot.flow import Answers, Ask, Flow, Given, Slot, View, advance, slots


def absorb(flow: type[Flow], answers: Answers, given: Given, view: View, asked: str = "") -> Answers:
    """Keep every answer the message contains, not just the one we asked for; what is corrected takes its place."""
    kept = dict(answers)
    if corrected := _corrected(flow, answers, given, view, asked):
        kept = dict(corrected)
        if _falls_with_it(dict(slots(flow))[asked], given):
            asked = ""  # what was shown is not so: no yes in these words is for it, and no "no photo"
    start = view
    for name, this in slots(flow):
        if not this.needed(view):
            view = view.knowing(name, None)
            continue
        shown = this.only_when_asked and name == asked and kept != answers
        if shown and not _still_asked(flow, kept, start, name):
            asked = ""  # what was shown for their yes is not so any more: there is nothing that it could be a yes to
        beside = not given.pressed or bool(this.wants_file and given.files)
        if name == asked or (name not in kept and not this.only_when_asked and beside):
            value = this.heard(replace(given, asked=name == asked), view)
            if value is not None:
                kept[name] = this.keep(value)
                view = replace(view, answers=dict(kept))  # what is asked of several things is whole with this
        view = view.knowing(name, this.today(name, kept, view))
    return kept


def _still_asked(flow: type[Flow], kept: Answers, start: View, name: str) -> bool:
    """Whether just this would be asked, with what is known by now."""
    step = advance(flow, kept, replace(start, answers=dict(kept)))
    return isinstance(step, Ask) and step.name == name


def _falls_with_it(asked: Slot, given: Given) -> bool:
    """Whether a no beside what is put right answers nothing: it turned away from what was said before."""
    return asked.only_when_asked or (asked.wants_file and not given.files)


def _corrected(flow: type[Flow], answers: Answers, given: Given, view: View, asked: str) -> Answers:
    """The answers with an earlier one replaced: "no, the kettle", said at a later question; empty if none is."""
    if not asked or given.pressed:
        return {}
    retold = _retold(flow, answers, given, view, asked)
    if not corrections.possible(given.text):
        return retold or {}
    says_so = corrections.marked(given.text) or corrections.singles(given.text)
    if not says_so and _answers(flow, answers, given, view, asked):
        return retold or {}
    kept, all_slots = dict(retold or answers), dict(slots(flow))
    at_last = all_slots[asked].only_when_asked
    for name, this in all_slots.items():
        if name == asked:
            break
        known = this.today(name, kept, view)
        value = _said_anew(this, given, view, at_last=at_last) if known is not None else None
        fits = value is not None and this.take(this.keep(value), view) is not None  # no half an address
        if fits and not corrections.same(this.keep(value), this.keep(known)):
            less = this.several and corrections.fewer(this.keep(value), this.keep(known))
            if less and retold is not None:
                view = view.knowing(name, known)  # what is told of one of them leaves out no other
                continue
            if not less:  # of less, why and the picture hold still
                stays = flow.told if corrections.mistaken(given.text) else ()
                kept = {k: said for k, said in kept.items() if _holds(k, name, all_slots, stays)}
            kept[name] = this.keep(value)
            known = this.today(name, kept, view)
        view = view.knowing(name, known)
    return kept if kept != answers else {}


def _retold(flow: type[Flow], answers: Answers, given: Given, view: View, asked: str) -> Answers | None:
    """The answers with what a sentence of its own says anew of one of them; None if none does."""
    kept, told = dict(answers), False
    for name, this in slots(flow):
        if name == asked:
            break
        known = this.today(name, kept, view)
        value = this.again(given, view) if known is not None else None
        told = told or value is not None
        if value is not None and this.keep(value) != this.keep(known):
            kept[name] = this.keep(value)
            known = this.today(name, kept, view)
        view = view.knowing(name, known)
    return kept if told else None


def _holds(kept: str, name: str, all_slots: Mapping[str, Slot], stays: tuple[str, ...]) -> bool:
    """Whether an answer outlives another one that is put right: what does not belong to it, or was said of either."""
    this = all_slots.get(kept)
    return this is None or this.of != name or (kept in stays and not this.names)


def _said_anew(this: Slot, given: Given, view: View, *, at_last: bool) -> Any:
    """What a message says of a thing that was answered; of anything else only where it turns away from the last yes."""
    if not this.names:
        rest = corrections.rest_of(given.text) if at_last and not (this.any_words or this.wants_file) else None
        return this.heard(replace(given, text=rest, intent="", asked=True), view) if rest else None
    value = this.read(given, view)
    if value is None and not this.several and corrections.only_names(given.text):
        value = this.read(replace(given, asked=True), view)
    return value


def _answers(flow: type[Flow], answers: Answers, given: Given, view: View, asked: str) -> bool:
    """Whether a message answers the very question that was asked, which is no last yes."""
    for name, this in slots(flow):
        if name == asked:
            return not this.only_when_asked and this.heard(replace(given, asked=True), view) is not None
        view = view.knowing(name, this.today(name, answers, view))
    return False
