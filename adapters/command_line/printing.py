"""Writing to standard output, for programs and for people."""

import codecs
import json
import os
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any

JOINERS = "\u200c\u200d"
"""No letters themselves, but Persian words and most emoji are not whole without them."""


def as_far_as_it_can() -> None:
    """Let standard output write what it cannot encode as the nearest plain character."""
    codecs.register_error("nearest", _nearest)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="nearest")  # type: ignore[union-attr] # the console's own are TextIOWrapper


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    cannot = error.object[error.start : error.end]
    return "".join(" " if c.isspace() else "?" for c in cannot), error.end


def let_go() -> None:
    """Whoever read us has gone: what is still to be written goes nowhere, without a complaint at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show(value: object) -> None:
    """One JSON line, out at once: whoever reads us may be waiting for it."""
    whole = codecs.lookup(sys.stdout.encoding).name.startswith("utf")
    print(json.dumps(value, ensure_ascii=not whole), flush=True)


def for_people(shape: dict[str, Any]) -> None:
    """One line of `baton chat` as a person reads it."""
    match shape:
        case {"to": "customer", "text": text, "choices": choices}:
            _block("Baton", _lines(text, shape.get("card")), [c["label"] for c in choices])
        case {"to": "staff", "case": case, "changed": changed, "card": card}:
            if changed:
                _block(f"    staff, case {case}", [card["title"], *_facts(changed)], [])
        case {"to": "staff", "case": case, "text": text}:
            _block(f"    staff, case {case}", _lines(text, shape.get("card")), [])
        case {"effect": kind, "state": state}:
            _say(f"    {kind} {state} {shape.get('amount', '')} {shape.get('currency', '')}".rstrip())
        case {"error": why} | {"undelivered": _, "error": why}:
            _say(f"    ! {why}")


def _lines(text: str, card: dict[str, Any] | None) -> list[str]:
    """The words and the card; where the card's own words stand for a text, only once."""
    own = [card["title"], *_facts(card["facts"])] if card else []
    return own if text == "\n".join(own) else list(filter(None, (text, *own)))


def _facts(facts: Sequence[Sequence[str]]) -> list[str]:
    return [f"{label}: {value}" for label, value in facts]


def _block(who: str, lines: list[str], choices: list[str]) -> None:
    margin = " " * (len(who) - len(who.lstrip()))
    _say(f"{who}: " + "\n".join(lines).replace("\n", f"\n{margin}  "))
    if choices:
        _say(f"  [{'] ['.join(choices)}]")


def _say(text: str) -> None:
    # What a terminal would take for an order to it is not ours to pass on.
    print("".join(c if _harmless(c) else "\ufffd" for c in text), flush=True)


def _harmless(c: str) -> bool:
    """Letters, signs and every kind of space; `isprintable` leaves out all spaces but one."""
    return c.isprintable() or c == "\n" or c in JOINERS or unicodedata.category(c) == "Zs"
