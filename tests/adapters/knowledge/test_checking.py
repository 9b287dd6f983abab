"""`baton knowledge check`: what it finds, and what it leaves alone."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from adapters.command_line import knowledge as command
from adapters.command_line.stopping import Stop
from adapters.knowledge import SAMPLE, folder
from adapters.knowledge.checking import dead_links, left_open, links, not_found, written_twice
from adapters.store.migrate import migrate
from adapters.store.sqlite import open_store
from bot.blanks import OPEN
from bot.knowledge import Answer, Article, Shelf
from bot.writes import SettingRow, Writes
from bot.written import QuestionRow, WrittenRow


def article(name: str, *asks: str, text: str = "Some words.") -> Article:
    return Article(Answer(name, name.capitalize(), text, name), asks=asks)


@pytest.fixture
async def site() -> AsyncIterator[str]:
    """A web site with one page, one that is gone, one that answers no HEAD."""

    async def page(request: web.Request) -> web.Response:
        return web.Response(text="here")

    async def no_head(request: web.Request) -> web.Response:
        return web.Response(status=405 if request.method == "HEAD" else 200)

    async def moved(request: web.Request) -> web.Response:
        raise web.HTTPFound("/page")

    app = web.Application()
    app.router.add_get("/page", page)
    app.router.add_route("*", "/no-head", no_head)
    app.router.add_get("/moved", moved)
    runner = web.AppRunner(app)
    await runner.setup()
    server = web.TCPSite(runner, "127.0.0.1", 0)
    await server.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


def test_what_is_written_twice_is_named_with_the_other() -> None:
    found = [
        *written_twice(
            [
                article("hours", "when are you open", text="Nine to five on every working day of the week."),
                article("times", "When are you open?", text="On every working day of the week: nine to five!"),
                article("returns", "can i return it", text="Within thirty days, unused, in its box."),
            ]
        )
    ]
    assert [(one.answer, "asked of hours" in one.what) for one in found] == [("times", True), ("times", False)]
    assert "nearly the same as hours" in found[1].what


def test_a_question_that_leads_elsewhere_is_named() -> None:
    shelf = Shelf([article("a", "can i park my car"), article("b", "zzz"), article("c")])
    assert [(one.answer, one.warning) for one in not_found(shelf)] == [("c", True)]
    rivals = [article(f"r{n}", "can i park my car at the door of the counter") for n in range(5)]
    assert any(one.answer == "r4" and "leads to" in one.what for one in not_found(Shelf(rivals)))


def test_links_are_found_wherever_they_stand() -> None:
    text = "See **[this](https://a.example/1)**.\n\n- [that](http://b.example)\n- [mail](mailto:x@example.com)"
    assert links(article("a", text=text)) == ("https://a.example/1", "http://b.example")


async def test_dead_links_are_named_with_what_the_server_said(site: str) -> None:
    text = " ".join(f"[x]({site}/{path})" for path in ("page", "gone", "no-head", "moved"))
    found = await dead_links([article("a", text=text), article("b", text=f"[x]({site}/gone)")])
    assert [(one.answer, one.what) for one in found] == [("a", f"{site}/gone: 404"), ("b", f"{site}/gone: 404")]


async def test_one_that_cannot_be_reached_is_dead_where_others_can(site: str) -> None:
    found = await dead_links([article("a", text=f"[x]({site}/page) [y](http://127.0.0.1:9/none)")])
    assert len(found) == 1 and "no answer" in found[0].what and not found[0].warning


async def test_without_a_line_it_says_so_and_blames_no_link() -> None:
    [found] = await dead_links([article("a", text="[x](http://127.0.0.1:9/none)")])
    assert found.warning and "not checked" in found.what
    assert await dead_links([article("a")]) == ()


def test_an_answer_that_waits_for_a_setting_is_a_warning() -> None:
    filling = dict.fromkeys(OPEN, "x") | {"claims_address": ""}
    [found] = left_open([article("claims", text="To {claims_address}.")], filling)
    assert found.warning and "policy set claims_address" in found.what


def test_the_sample_answers_have_nothing_to_mend() -> None:
    shelf = folder(SAMPLE)
    assert [*written_twice(shelf.articles), *not_found(shelf)] == []


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BATON_DATA_DIR", str(tmp_path / "data"))
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    try:
        command.check(offline=True, as_json=True)
    except Stop as stop:
        assert stop.code == 1
        return [*map(json.loads, capsys.readouterr().out.splitlines()), {"stopped": str(stop)}]
    return [*map(json.loads, capsys.readouterr().out.splitlines())]


def test_a_bad_file_fails_the_check_by_name_and_line(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "answers").mkdir()
    (data / "answers" / "bad.md").write_text("---\ntitel: x\n---\ny", encoding="utf-8")
    monkeypatch.setenv("BATON_KNOWLEDGE_DIR", str(data / "answers"))
    found = checked(capsys)
    assert found[0]["answer"] == "bad.md:2" and not found[0]["warning"]
    assert found[-1] == {"stopped": "1 to mend in the answers."}


async def _remember(path: Path) -> None:
    asked = [QuestionRow("main", f"q{n}", "web:a", 1, "unanswered", "Is there parking?", "faq") for n in range(2)]
    own = WrittenRow("main", "times", "Times", "x", '["when are you open"]', "Ada", 1)
    setting = SettingRow("main", "claims_address", "claims@example.com", 1, "ada")
    async with open_store(path) as store:
        await store.commit(Writes((*asked, own, setting)))


def test_gaps_and_answers_written_from_chat_come_from_the_database(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = data / "data" / "baton.db"
    path.parent.mkdir()
    migrate(path)
    asyncio.run(_remember(path))
    found = checked(capsys)
    assert {
        "answer": "gap",
        "what": "Is there parking? (faq, no answer, 2 times, last 01 Jan)",
        "warning": True,
    } in found
    assert any(one.get("answer") == "times" and "asked of hours" in str(one.get("what")) for one in found)
    assert not any("claims_address" in str(one.get("what")) for one in found), "it is set here"
