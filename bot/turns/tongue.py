"""What we can say to somebody in a language that we do not understand: that a person comes, when, and the way out."""

from datetime import datetime, timedelta

from bot.content import Choice
from bot.hearing.language import language as guessed
from bot.scene import Scene

LANGUAGES = frozenset("es fr de pt it hi".split())
"""Those that we can say in that we do not speak them."""


def foreign(scene: Scene) -> str:
    """The language they write, if it is one of these; of a press, that of their last words. Empty for all others."""
    text = scene.text if scene.heard else "".join(scene.memory.before[-1:])
    words = text.casefold().split()
    if len(words) > len(set(words)) == 1:  # "la la la" is a song
        return ""
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
