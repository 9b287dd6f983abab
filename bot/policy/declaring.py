"""How a setting is declared: its default, its help, what it may be."""

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from decimal import Decimal
from typing import Any

from bot import phone
from bot.hearing.masks import orders_like

Amounts = Mapping[str, Decimal]
Routes = Mapping[str, str]


class PolicyError(ValueError):
    """A setting that cannot be taken; the message names the shape it should have."""


def setting(
    default: Any,
    explain: str,
    least: float = 0,
    most: float = 1e9,
    check: Callable[[str], object] | None = None,
    shape: str = "",
) -> Any:
    """Declare one setting: its default, its help text, its bounds if it is a number, its check or shape if a line.

    The check raises ValueError in plain words; the shape is a pattern.
    """
    given = {"default_factory": lambda: default} if isinstance(default, dict) else {"default": default}
    bounds = {"least": least, "most": most, "check": check, "shape": shape}
    return field(**given, metadata={"explain": explain} | bounds)


NONE = "none"
"""What a setting that is off is set to."""
DEFAULT = "default"
"""What a setting is set to that is to be as if it never was."""
NO_NAMES = frozenset({NONE, "no", "off", "null", "-"})
"""What people set a name to who want none."""


def a_name(value: str) -> object:
    """What customers read where somebody is named."""
    if value.casefold() in NO_NAMES:
        raise PolicyError(f"A name can't be {value!r}: customers read it as it stands. Set it to {DEFAULT} to undo it.")
    return value


def mask(value: str) -> object:
    return value == NONE or orders_like(value)


def a_region(value: str) -> object:
    """A country that has telephone numbers of its own, by its two letters."""
    if not re.fullmatch("[A-Z]{2}", value) or not phone.is_region(value):
        raise PolicyError(f"phone_region takes a country's two capital letters, like US, GB or DE, not {value[:40]!r}.")
    return value
