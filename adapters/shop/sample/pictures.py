"""The carriers' photos; drawn for this project."""

from importlib.resources import files

PREFIX = "sample:"


def read(ref: str) -> bytes:
    """The PNG behind a ref like "sample:porch.png"; raises FileNotFoundError."""
    folder = files("adapters.shop.sample") / "photos"
    known = {PREFIX + entry.name: entry for entry in folder.iterdir() if entry.name.endswith(".png")}
    if ref not in known:
        raise FileNotFoundError(ref)
    return known[ref].read_bytes()
