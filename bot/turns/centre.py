"""The message centre: every confirmation that was kept for somebody, read back page by page."""

import re

from bot.content import OFFER, Choice, Question, Reply
from bot.events import Press
from bot.memory import Turn
from bot.scene import Scene
from bot.wording import Markup, Words
from bot.writes import ConfirmationRow, moment

PAGE = 5
"""Confirmations shown at once."""
VERB = "messages"
_THEM = r"(?:confirmations?|message ?cent(?:re|er)|(?:kept|saved) messages|messages(?=\W*(?:please|pls)?\W*$))"
WISHED = re.compile(
    rf"^\W*(?:(?:can|could|may) (?:i|you) |please |i(?:'d| would) like to |i (?:want to|wanna|need to) |let me )*"
    rf"(?:show|see|read|list|open|look at|give|get|find|where (?:are|is|do i (?:find|see))|what(?:'s| is) in)\b"
    rf"(?: me| us)?(?: back)?(?: all)?(?: of)?(?: my| the| your| those)? ?(?:old |past |last |kept )?{_THEM}\b"
    rf"[^.]{{0,40}}$"
    rf"|^\W*(?:/?messages|(?:my|the) (?:confirmations|messages)|confirmations|(?:my |the )?message ?cent(?:re|er))\W*$",
    re.I,
)
_OTHER = re.compile(r"\b(?:order confirmations?|confirmation (?:e-?mail|mail|code|link)|e-?mails?)\b", re.I)
"""What a shop mails is not what is kept here."""


def wished(text: str) -> bool:
    """Whether these words ask for what is kept here."""
    return bool(WISHED.search(text)) and not _OTHER.search(text)


def asks(press: Press) -> bool:
    return press.value.partition(":")[0] == VERB


def told(scene: Scene) -> Turn | None:
    """The newest of them, if that is what was asked for."""
    return page_of(scene, "") if scene.text and wished(scene.text) else None


def page_of(scene: Scene, start: str) -> Turn:
    """A press of *Older* or *Newer*, or the first page."""
    at = int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 0
    return Turn(scene.memory, (page(scene.facts.kept, at, scene.words),)).because("the message centre")


def page(kept: tuple[ConfirmationRow, ...], start: int, words: Words) -> Reply:
    """Some of them, newest first, with the way to the others; a start beyond them shows the first."""
    if not kept:
        return Reply(words.say("centre.empty"))
    start = start if start < len(kept) else 0
    shown = kept[start : start + PAGE]
    lead = words.say("centre.lead")
    if len(kept) > PAGE:
        lead = words.say("centre.some", first=start + 1, last=start + len(shown), count=len(kept))
    offers = (
        *((Choice(words.say("centre.newer"), f"{VERB}:{max(0, start - PAGE)}"),) if start else ()),
        *((Choice(words.say("centre.older"), f"{VERB}:{start + PAGE}"),) if start + PAGE < len(kept) else ()),
    )
    return Reply("\n\n".join((lead, *(line(row, words) for row in shown))), offers=offers)


def alone(kept: tuple[ConfirmationRow, ...], words: Words) -> Reply:
    """The first page where an answer's own buttons are read as something else, as beneath a command."""
    shown = page(kept, 0, words)
    return Reply(shown.text, question=Question(OFFER, VERB, "", shown.offers)) if shown.offers else shown


def line(row: ConfirmationRow, words: Words) -> str:
    """One of them: its title, the day, and what was said."""
    return f"{words.say('centre.title', title=row.title, day=moment(row.at))}\\\n{Markup(row.text)}"
