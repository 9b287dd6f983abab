"""Slack's names of emoji as the characters that every other platform shows."""

from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("emoji.txt")
TONES = {tone: chr(0x1F3FB + tone - 2) for tone in range(2, 7)}
VARIATION = "\ufe0f"


def emoji(name: str, tone: int = 0) -> str:
    """The emoji of this name; empty for one that a workspace made itself, or that is newer than our table."""
    shown, takes_tone = _table().get(name.casefold(), ("", False))
    if not takes_tone or tone not in TONES:
        return shown
    return shown[0] + TONES[tone] + shown[1:].removeprefix(VARIATION)


@cache
def _table() -> dict[str, tuple[str, bool]]:
    known: dict[str, tuple[str, bool]] = {}
    for line in TABLE.read_text("utf-8").splitlines()[1:]:
        shown, *names = line.split(" ")
        known |= dict.fromkeys(names, (shown.removesuffix("+"), shown.endswith("+")))
    return known
