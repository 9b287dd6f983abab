"""The name that customers know a colleague by."""

from collections.abc import Mapping

NAMES, ALIAS = "desk.names", "desk.alias."
COLLEAGUE = "A colleague"
"""Stands for whoever has no name for customers."""


def public_name(settings: Mapping[str, str], id: str, name: str) -> str:
    """What customers read in place of a teammate's name."""
    match settings.get(NAMES, "real"):
        case "alias":
            return settings.get(ALIAS + id, "") or COLLEAGUE
        case "team":
            return COLLEAGUE
        case _:
            return name
