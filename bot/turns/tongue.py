"""What we can say to somebody in a language that we do not understand: that a person comes, when, and the way out."""

import re
from datetime import datetime, timedelta

from bot.content import Choice
from bot.hearing.language import language as guessed
from bot.scene import Scene

LANGUAGES = frozenset("es fr de pt it hi".split())
"""Those that we can say in that we do not speak them."""

_AGREES = (
    r"(?:ja|jo|jawohl|oui|ouais|s[iíì]|sim|haa?n|ji|yes|ok(?:ay)?|bitte|gerne?|d'accord|volontiers|claro|vale|va bene"
    r"|por favor|per favore|s'?il (?:vous|te) pla[iî]t)"
)
_THANKS = r"(?:merci|danke|gracias|obrigad[oa]|grazie|thanks)"
YES = re.compile(rf"\W*(?:{_THANKS}\W+)?{_AGREES}(?:\W+(?:{_AGREES}|{_THANKS}))*\W*", re.I)
"""A yes and no more, in any of them."""
WANTS_A_PERSON = re.compile(
    r"\bparler (?:à|a|avec) (?:quelqu?[' ]?un|une? (?:(?:vraie? )?personne|humain|conseill\w+|agent))\b"
    r"|\bmit (?:jemand\w*|(?:einem|nem) menschen|einer (?:echten )?person|(?:einem |einer )?mitarbeiter\w*)"
    r" (?:sprechen|reden|schreiben)\b"
    r"|\bhablar con (?:alguien|una persona|un (?:humano|agente))\b"
    r"|\bfalar com (?:algu[eé]m|uma pessoa|um (?:humano|atendente))\b"
    r"|\bparlare con (?:qualcuno|una persona|un (?:umano|operatore))\b"
    r"|\bkisi (?:insaa?n|aadmi) se baat\b",
    re.I,
)


_IN = (
    r"\W*(?:(?:in|auf|en|em|please|pls|bitte|hallo|hello|hi|por favor|s'il (?:vous|te) pla[iî]t|per favore"
    r"|do you|can you|can we|could you|speak|write|talk|answer|sprechen sie|sprichst du|hablas?|habla usted"
    r"|parlez[- ]vous|parla|fala|any(?:one|body)|someone)\W+)*"
)
_NAMES = {
    "de": r"(?:deutsch|german)",
    "fr": r"(?:fran[cç]ais|french)",
    "es": r"(?:espa[nñ]ol|castellano|spanish)",
    "pt": r"(?:portugu[eê]s|portuguese)",
    "it": r"(?:italiano|italian)",
    "hi": r"(?:hindi)",
}
_ASKED_FOR = {
    code: re.compile(rf"{_IN}{name}(?:\W+(?:please|pls|bitte|por favor|possible|\w+ pla[iî]t|per favore))*\W*", re.I)
    for code, name in _NAMES.items()
}
"""The whole message asks for that language."""


def offered(scene: Scene) -> str:
    """The language in which a person was just offered; empty if none was, or in ours."""
    label = scene.memory.offers.get("human", "")
    return next((one for one in sorted(LANGUAGES) if label == scene.say(f"language_human.{one}")), "")


def agreed(scene: Scene) -> bool:
    """Whether this is a yes to the person who was offered so."""
    return bool(offered(scene)) and YES.fullmatch(_said(scene)) is not None


def _said(scene: Scene) -> str:
    """What they wrote; before a press, their last words."""
    return (scene.text if scene.heard else "".join(scene.memory.before[-1:])).replace("’", "'")


def foreign(scene: Scene) -> str:
    """The language they write, if it is one of these; of a press, that of their last words. Empty for all others."""
    text = _said(scene)
    if agreed(scene):
        return offered(scene)
    words = text.casefold().split()
    if len(words) > len(set(words)) == 1:  # "la la la" is a song
        return ""
    if asked := next((code for code, words in _ASKED_FOR.items() if words.fullmatch(text)), ""):
        return asked
    language = scene.heard.language if scene.heard else guessed(text)
    return language if language in LANGUAGES else ""


def called(scene: Scene, language: str, wait: timedelta, closed: datetime | None) -> str:
    """A person is called."""
    return f"{scene.say(f'language_person.{language}')} {_when(scene, language, wait, closed)}"


def passed_on(scene: Scene, language: str, wait: timedelta, closed: datetime | None) -> str:
    """For whoever adds something while nobody has come yet."""
    return f"{scene.say(f'language_passed_on.{language}')} {_when(scene, language, wait, closed)}"


def end(scene: Scene) -> Choice:
    """The way out of a case, in their language or ours."""
    language = foreign(scene)
    return Choice(scene.say(f"language_end.{language}" if language else "offer.end"), "end")


def _when(scene: Scene, language: str, wait: timedelta, closed: datetime | None) -> str:
    if closed is None:
        return scene.say(f"language_wait.{language}", minutes=max(1, round(wait.total_seconds() / 60)))
    day = f"{scene.words.date(closed):%d/%m}"
    return scene.say(f"language_closed.{language}", day=day, time=scene.words.time(closed))
