"""A sitting at the terminal: presses, files and edits become events, deliveries become lines."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from adapters.app import App, build
from adapters.command_line.pages import playground
from adapters.command_line.session import Session, pressed
from adapters.settings import read_settings
from adapters.web.rows import FeedRow
from bot.codec import dump
from bot.content import OFFER, Choice, Post, Question, Reply, Revise, Shown, Withdraw
from bot.events import Person, Press
from bot.writes import MessageRow, OutboxRow

HANNAH = Person("terminal:hannah", "Hannah")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    async with build(read_settings(env_file=None, data_dir=tmp_path / "data"), platforms=playground) as app:
        yield app


async def sit(app: App, folder: Path, *lines: object) -> list[dict[str, Any]]:
    """What is shown for these lines."""
    shown: list[dict[str, Any]] = []

    async def show(shape: dict[str, Any]) -> None:
        shown.append(shape)

    async with Session(app, HANNAH, show, folder) as session:
        for line in lines:
            await session.take(json.dumps(line), as_json=True)
    return shown


async def test_a_photo_reaches_the_bot(app: App, tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(PNG)
    shown = await sit(app, tmp_path, {"text": "refund all of them please, they arrived damaged"}, {"file": "photo.png"})
    assert "Shall I?" in [line["text"] for line in shown if "to" in line][-1]
    kept = [row.files for row in await app.store.find(MessageRow, {"conversation": HANNAH.id}) if row.files != "[]"]
    assert "photo.png" in kept[0]


async def test_a_file_that_is_too_large_or_not_there_is_said(app: App, tmp_path: Path) -> None:
    with (tmp_path / "film.mov").open("wb") as film:
        film.truncate(50_000_000)
    shown = await sit(app, tmp_path, {"file": "film.mov"}, {"file": "nothing.png"}, {"file": "."})
    assert any("film.mov" in line.get("text", "") for line in shown)
    assert "nothing.png" in next(line["error"] for line in shown if "error" in line)
    assert len([line for line in shown if "settled" in line]) == 3


async def test_an_edit_needs_something_to_edit(app: App, tmp_path: Path) -> None:
    shown = await sit(app, tmp_path, {"edit": "other words"}, {"text": "refund"}, {"edit": "refund please"})
    assert "error" in shown[0]
    said = [row for row in await app.store.find(MessageRow, {"conversation": HANNAH.id}) if row.speaker == "customer"]
    assert [row.text for row in said] == ["refund please"]


async def test_what_staff_would_see_is_kept_for_the_playground(app: App, tmp_path: Path) -> None:
    await sit(app, tmp_path, {"text": "I want to talk to a human"})
    channels = {row.channel for row in await app.store.find(FeedRow, {"team": app.team})}
    assert "staff" in channels


def row_of(shown: Shown) -> OutboxRow:
    return OutboxRow("key", "main", "p", "{}", "c", "post", "bot", dump(shown, Shown), 1, 1)


ASKED = Question("ask-7", "items", "Which?", (Choice("The mug", "mug"), Choice("The pan", "pan")), several=True)
BOTH = Reply(
    "Hello", question=ASKED, offers=(Choice("Live chat", "human"), Choice("Map", "map", link="https://x.example.com"))
)


@pytest.mark.parametrize(
    ("label", "press"),
    [
        ("The mug", Press("ask-7", "mug")),
        ("the MUG ", Press("ask-7", "mug")),
        ("pan", Press("ask-7", "pan")),
        ("The mug, The pan", Press("ask-7", "mug,pan")),
        ("The mug, nothing", None),
        ("Live chat", Press(OFFER, "human")),
        ("Map", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("shown", [Post(BOTH), Revise("earlier", BOTH)])
def test_a_label_is_the_choice_it_stands_on(shown: Shown, label: str, press: Press | None) -> None:
    assert pressed(row_of(shown), label) == press


def test_nothing_can_be_pressed_on_what_was_taken_back() -> None:
    assert pressed(row_of(Withdraw("earlier")), "The mug") is None
