"""Settings as they are typed in, and as they are shown."""

import re
from collections.abc import Mapping
from dataclasses import Field
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from bot.anew import replace
from bot.hearing.labels import INTENTS
from bot.policy.declaring import NONE, Amounts, PolicyError, Routes
from bot.policy.settings import SETTINGS, Policy
from bot.standing import DEPARTMENTS

NEAREST, ALIKE = 3, 0.6


def read(name: str, value: str) -> Any:
    """The typed value of a setting; raises PolicyError naming what it should look like."""
    try:
        declared = SETTINGS[name]
    except KeyError:
        raise PolicyError(unknown(name)) from None
    return _typed(declared, value.strip())


def unknown(name: str) -> str:
    """What to say to a name that no setting has: those written most like it, and where all of them stand."""
    typed = re.sub(r"[\s-]+", "_", name.strip().casefold())
    near = get_close_matches(typed, SETTINGS, NEAREST, ALIKE)
    nearest = f" The nearest: {', '.join(near)}." if near else ""
    return f"There is no setting {name[:40]!r}.{nearest} `policy show` lists them all."


def shown(value: Any) -> str:
    """A setting's value as it is typed in."""
    if isinstance(value, Mapping):
        return " ".join(f"{key}={each}" for key, each in value.items()) or "none"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def policy_of(settings: Mapping[str, str]) -> Policy:
    """The policy with the team's own settings over the defaults; what can't be read keeps its default."""
    return _policy(tuple((name, settings[name]) for name in SETTINGS if name in settings))


@lru_cache(64)
def _policy(settings: tuple[tuple[str, str], ...]) -> Policy:
    """Asked for several times a turn, and settings seldom change."""
    own: dict[str, Any] = {}
    for name, value in settings:
        if not value:  # it was set back to its default
            continue
        try:
            own[name] = read(name, value)
        except PolicyError:
            continue
    return replace(Policy(), **own)


def _typed(declared: Field[Any], value: str) -> Any:
    match declared.type if isinstance(declared.type, type) else None:
        case t if t is bool:
            return _yes_or_no(declared.name, value)
        case t if t is int or t is float:
            return _number(declared, t, value)
        case t if t is str:
            return _line(declared, value)
        case _:
            return _routes(value) if declared.name == "routes" else _amounts(declared.name, value)


def _yes_or_no(name: str, value: str) -> bool:
    known = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}
    if (answer := known.get(value.casefold())) is None:
        raise PolicyError(f"{name} takes yes or no, not {value!r}.")
    return answer


def _number(declared: Field[Any], kind: type[Any], value: str) -> Any:
    least, most = declared.metadata["least"], declared.metadata["most"]
    try:
        number = kind(value)
    except ValueError:
        number = None
    if number is None or not least <= number <= most:
        noun = "a whole number" if kind is int else "a number"
        raise PolicyError(f"{declared.name} takes {noun} from {least:g} to {most:g}, not {value[:40]!r}.")
    return number


def _line(declared: Field[Any], value: str) -> str:
    if not value or len(value) > 80 or not value.isprintable():
        raise PolicyError(f"{declared.name} takes one line of 1 to 80 characters.")
    try:
        if check := declared.metadata["check"]:
            check(value)
    except PolicyError:
        raise
    except ValueError as wrong:
        raise PolicyError(f"{declared.name} takes {wrong}; {NONE} turns it off.") from None
    shape: str = declared.metadata["shape"]
    if shape and not re.fullmatch(shape, value):
        raise PolicyError(f"{declared.name} can't be {value!r}. {declared.metadata['explain']}")
    return value


def _routes(value: str) -> Routes:
    """Intents with the department of each; none for the usual ones."""
    pairs = [part.partition("=") for part in value.split()] if value != "none" else []
    for intent, _, department in pairs:
        if intent not in INTENTS or department not in DEPARTMENTS:
            raise PolicyError(
                f"routes takes intents with a department, like faq=technical, not {f'{intent}={department}'[:40]!r}. "
                f"Departments: {', '.join(DEPARTMENTS)}. Intents: {', '.join(INTENTS)}."
            )
    return {intent: department for intent, _, department in pairs}


def _amounts(name: str, value: str) -> Amounts:
    try:
        pairs = {c.upper(): Decimal(a) for c, a in (part.split("=") for part in value.split())}
    except (ValueError, InvalidOperation):
        pairs = {}
    if not pairs or not all(c.isalpha() and len(c) == 3 and a.is_finite() and a >= 0 for c, a in pairs.items()):
        raise PolicyError(f"{name} takes amounts by currency, like USD=500 EUR=460, not {value[:40]!r}.")
    return pairs
