"""The carriers' photos; drawn for this project."""

from collections.abc import Mapping
from importlib.resources import files


def everything() -> Mapping[str, bytes]:
    """All PNG pictures by name; keep them where attachments lie, then tell the shop their refs."""
    folder = files("adapters.shop.sample") / "photos"
    return {entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.name.endswith(".png")}
