"""A colleague's words on their way to the customer, and the state of them shown to staff."""

from dataclasses import replace
from typing import Literal

from bot.codec import dump, load
from bot.content import Choice, Mark, Post, Quoted, Reply, Revise, Withdraw
from bot.events import File, Place
from bot.text import clean, escape, shorten
from bot.writes import MessageRow, Writes, micros
from handoff import wording
from handoff.case import Move, advance
from handoff.copies import Line
from handoff.moves import Step
from handoff.pen import key_of, place_of
from handoff.rows import CaseRow
from handoff.scene import Scene

State = Literal["queued", "sent", "failed", "unknown"]
ECHO = "echo:"
"""Begins the `source` of a line that no platform message stands for: its echo's outbox key follows."""


def answers(scene: Scene, case: CaseRow, row: MessageRow) -> Step:
    """The row's words go to the customer; it becomes the transcript's line of them."""
    now = micros(scene.now)
    copies = customer_line(scene, case, row).copy(row.text, load(tuple[File, ...], row.files), tag="staff")
    after = advance(case, Move.REPLY, scene.now, first_word=case.first_word or now, last_staff=now)
    row = replace(row, speaker="staff", at=now, copies=dump(copies.keys, tuple[str, ...]))
    row = row if row.source else replace(row, source=ECHO + key_of(scene.act.team, scene.act.key, "echo"))
    return after, Writes((*copies.rows, row)) + fares(scene, case, row, "queued")


def customer_line(scene: Scene, case: CaseRow, row: MessageRow) -> Line:
    """How a colleague's words are shown to the customer: under the name that customers know."""
    name = scene.public(row.author, row.name)
    return Line(scene.pen, case, load(Place, case.place), "staff", "staff", name)


def fares(scene: Scene, case: CaseRow, row: MessageRow, state: State, error: str = "", retry: str = "") -> Writes:
    """How a colleague's words fare: a mark at what they typed, or in the echo of what a command said."""
    place = place_of(case.thread)
    if place is None:
        return Writes()
    if not row.source.startswith(ECHO):
        mark = Mark(row.source, state, error, retry)
        return Writes((scene.pen.show(case, place, mark, "desk", f"mark {state}"),))
    key, reply = row.source.removeprefix(ECHO), _echo(row, state, error, retry)
    if key == key_of(scene.act.team, scene.act.key, "echo"):
        return Writes((scene.pen.show(case, place, Post(reply), "desk", "echo"),))
    return Writes((scene.pen.show(case, place, Revise(key, reply), "desk", f"echo {state}"),))


def echo_gone(scene: Scene, case: CaseRow, row: MessageRow) -> Writes:
    """The echo of what a command said goes as the customer's copy goes."""
    place = place_of(case.thread)
    if place is None or not row.source.startswith(ECHO):
        return Writes()
    return Writes((scene.pen.show(case, place, Withdraw(row.source.removeprefix(ECHO)), "desk", "echo gone"),))


def _echo(row: MessageRow, state: State, error: str, retry: str) -> Reply:
    quote = Quoted(clean(row.name), brief_quote(row.text), "staff")
    return Reply(
        wording.fared(state, error),
        quoted=quote,
        files=load(tuple[File, ...], row.files),
        offers=ways(retry, state) if retry else (),
    )


def ways(key: str, state: str) -> tuple[Choice, ...]:
    """The buttons under what did not arrive, or may not have."""
    again = Choice("Retry", f"retry {key}")
    return (again, Choice("It arrived", f"arrived {key}")) if state == "unknown" else (again,)


def brief_quote(words: str) -> str:
    """Words as one post can hold them, for staff who have the whole of them in the transcript."""
    return escape(shorten(clean(words), 1500))
