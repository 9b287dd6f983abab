"""Answers that are written once and sent often."""

import re
from collections.abc import Mapping

from bot.content import Reply
from bot.text import clean, shorten
from bot.writes import SettingRow, Writes, micros
from handoff import wording, words
from handoff.brief import kept
from handoff.refusal import NotUnderstood, Refusal
from handoff.scene import Outcome, Scene

SNIPPET = "desk.snippet."
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,30}")
LONGEST = 1500
BLANK = re.compile(r"\{(\w+)\}")
BLANKS = ("name", "case", "order")
"""What is filled in when it is sent: {name} is the customer's first name."""


def known(settings: Mapping[str, str]) -> dict[str, str]:
    """All that are written, by name."""
    found = ((n.removeprefix(SNIPPET), text) for n, text in settings.items() if n.startswith(SNIPPET) and text)
    return dict(sorted(found))


def listed(scene: Scene, name: str) -> Outcome:
    """All by name with their first words, or the whole of one."""
    if name:
        return Outcome(reply=Reply(wording.safe(_written(scene, name))))
    lines = [f"- {n}: {wording.safe(' '.join(shorten(t, 80).split()))}" for n, t in known(scene.settings).items()]
    return Outcome(reply=Reply("\n".join(lines) or "No snippet is written yet; `snippet set NAME words` writes one."))


def written(scene: Scene, name: str, text: str) -> Outcome:
    """A new one, or one anew."""
    name, text = name.casefold(), clean(text).strip()
    if not NAME.fullmatch(name):
        raise NotUnderstood("A snippet's name is one word of small letters, digits, - or _, up to 31 of them.")
    if not text or len(text) > LONGEST:
        raise NotUnderstood(f"A snippet has 1 to {LONGEST} characters.")
    if strange := [blank for blank in BLANK.findall(text) if blank not in BLANKS]:
        blanks = ", ".join(f"{{{blank}}}" for blank in BLANKS)
        raise NotUnderstood(f"I can't fill in {{{strange[0][:30]}}}; there are {blanks}.")
    before = known(scene.settings).get(name)
    anew = f" It took the place of: {wording.safe(before)}" if before and before != text else ""
    return _kept(scene, name, text, f"Snippet {name} is written; `snippet send` sends it.{anew}")


def removed(scene: Scene, name: str) -> Outcome:
    _written(scene, name)
    return _kept(scene, name.casefold(), "", f"Snippet {name.casefold()} is gone.")


def sent(scene: Scene, name: str) -> Outcome:
    """To the customer, with its blanks filled in, as the owner's own words."""
    case, text = scene.case, _written(scene, name)
    first = case.name.split()[0] if case.name.split() else "there"
    blanks = {"name": first, "case": f"#{case.number}", "order": case.order or _order_in(scene)}
    if "{order}" in text and not blanks["order"]:
        raise Refusal("This case names no order, and the snippet wants one: please answer in your own words.")
    return words.reply(scene, BLANK.sub(lambda blank: blanks[blank[1]], text))


def _order_in(scene: Scene) -> str:
    return next((value for label, value in kept(scene.case).facts if label == "Order"), "")


def _written(scene: Scene, name: str) -> str:
    if text := known(scene.settings).get(name.casefold()):
        return text
    names = ", ".join(known(scene.settings))
    there = f"There are: {names}." if names else "None is written yet."
    raise NotUnderstood(f"There is no snippet {clean(name)[:40]!r}. {there}")


def _kept(scene: Scene, name: str, text: str, told: str) -> Outcome:
    row = SettingRow(scene.act.team, SNIPPET + name, text, micros(scene.now), scene.by.id)
    audit = scene.pen.audit(scene.by, "snippet set" if text else "snippet remove", f"snippet:{name}", text)
    return Outcome(Writes((row,)) + audit, Reply(told))
