"""How a setting is declared: its default, its help, what it may be."""

from collections.abc import Callable, Mapping
from dataclasses import field
from decimal import Decimal
from typing import Any

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


def mask(value: str) -> object:
    return value == NONE or orders_like(value)
