"""Writing to standard output, for programs and for people."""

import json
from typing import Any


def show(value: object) -> None:
    """One JSON line, out at once: whoever reads us may be waiting for it."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def for_people(shape: dict[str, Any]) -> None:
    """One line of `baton chat` as a person reads it."""
    match shape:
        case {"to": "customer", "text": text, "choices": choices}:
            _block("Baton", text, shape.get("card"), [c["label"] for c in choices])
        case {"to": "staff", "case": case, "text": text}:
            _block(f"    staff, case {case}", text, shape.get("card"), [])
        case {"effect": kind, "state": state}:
            _say(f"    {kind} {state} {shape.get('amount', '')} {shape.get('currency', '')}".rstrip())
        case {"error": why} | {"undelivered": _, "error": why}:
            _say(f"    ! {why}")


def _block(who: str, text: str, card: dict[str, Any] | None, choices: list[str]) -> None:
    lines = [text] if text else []
    if card:
        lines += [card["title"], *(f"{label}: {value}" for label, value in card["facts"])]
    margin = " " * (len(who) - len(who.lstrip()))
    _say(f"{who}: " + "\n".join(lines).replace("\n", f"\n{margin}  "))
    if choices:
        _say(f"  [{'] ['.join(choices)}]")


def _say(text: str) -> None:
    # What a terminal would take for an order to it is not ours to pass on.
    print("".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text), flush=True)
