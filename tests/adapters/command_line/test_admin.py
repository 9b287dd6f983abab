"""What a shell has split is read back as it was meant."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.app import build
from adapters.command_line.admin import admin, line_of, quoted, serve
from adapters.command_line.stopping import Stop
from adapters.command_line.whole import channels_of
from adapters.settings import read_settings
from adapters.store.keys import make_key
from bot.events import Inbound, Person, Place, Said
from handoff.commands import COMMANDS, read_words
from handoff.reading import words_of
from handoff.routing import routing_of

WORD = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)


@given(st.lists(WORD, max_size=5))
def test_words_come_through_a_line_whole(words: list[str]) -> None:
    assert [word.text for word in words_of(" ".join(map(quoted, words)))] == words


def test_a_case_can_be_named_without_a_number_sign() -> None:
    command = read_words(line_of("transcript", ["--case", "7"]))
    assert (command.verb, command.case) == ("transcript", 7)


def test_options_reach_their_parameters() -> None:
    command = read_words(line_of("bind", ["--person", "web:guest", "--customer", "ben", "--reason", "a good one"]))
    assert command.given == {"person": "web:guest", "customer": "ben", "reason": "a good one"}


FILLED = {"text": "3 days it takes", "amount": "5.00", "number": "60", "choice": "", "word": "one", "teammate": "theo"}
TAKES_CASE = [spec.name for spec in COMMANDS.values() if spec.needs_case]


@pytest.mark.parametrize("sign", ["", "#"], ids=["7", "#7"])
@pytest.mark.parametrize("verb", TAKES_CASE)
def test_a_shell_has_no_thread_so_a_number_behind_the_verb_is_the_case(verb: str, sign: str) -> None:
    needed = [p for p in COMMANDS[verb].parameters if p.required]
    rest = [FILLED.get(p.kind) or (p.choices or ("one",))[0] for p in needed]
    command = read_words(line_of(verb, [f"{sign}7", *rest]), from_shell=True)
    assert (command.verb, command.case) == (verb, 7)
    assert [command.given[p.name] for p in needed] == rest


def test_words_that_begin_with_a_number_stay_words_behind_the_case() -> None:
    command = read_words(line_of("reply", ["7", "3", "days", "it", "takes"]), from_shell=True)
    assert (command.case, command.given) == (7, {"text": "3 days it takes"})


async def test_an_export_that_is_not_whole_is_shown_and_the_exit_status_says_so(tmp_path: Path) -> None:
    shown: list[dict[str, Any]] = []

    async def out(shape: dict[str, Any]) -> None:
        shown.append(shape)

    async with build(read_settings(env_file=None, data_dir=tmp_path / "data", key=make_key())) as app:
        strap, who = await app.files.keep("strap.png", b"the strap"), Person("terminal:hannah", "Hannah")
        said = Said("look at this", "m1", (strap,))
        place = Place("terminal", "local", who.id)
        await app.service.receive(Inbound("k1", app.team, place, who, app.clock.now(), said))
        app.files.path(strap.ref).write_bytes(b"rotten")
        with pytest.raises(Stop) as stop:
            await serve(app, {"line": "export terminal:hannah"}, out)
        await app.delivery.drained()
    assert stop.value.code == 1
    assert "does not open: strap.png" in shown[0]["text"] and "export-terminal-hannah.json" in shown[0]["text"]


async def test_a_channel_of_our_own_page_must_be_there(tmp_path: Path) -> None:
    async def out(shape: dict[str, Any]) -> None:
        raise AssertionError(shape)

    async with build(read_settings(env_file=None, data_dir=tmp_path / "data"), channels=channels_of(())) as app:
        for line, told in (
            ("watch foo", "no channel 'foo' in terminal:local. Name one as"),
            ("watch web:x on", "no channel 'web:x'"),
            ("watch web:demo:help", "no channel 'help' in web:demo. The nearest: web:demo:staff"),
            ("setup staff=web:demo:staf", "no channel 'staf' in web:demo. The nearest: web:demo:staff"),
            ("setup staff icq:9:17", "no channel '17' in icq:9"),
            ("setup staff_role", "needs a value for staff_role"),
            ("block rosa spam", "no account 'rosa'. The nearest: web:rosa"),
        ):
            with pytest.raises(Stop, match=re.escape(told)):
                await serve(app, {"line": line}, out)
        routing = routing_of((await app.store.load(app.team, "")).settings)
        assert str(routing.staff_place) == "web:demo:staff"


@pytest.mark.parametrize("words", [("help", ["close"]), ("close", ["--help"]), ("close", ["-h"])])
def test_help_for_one_verb_says_what_it_takes(words: tuple[str, list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    admin(*words)
    told = capsys.readouterr().out
    assert "baton admin close [case] [reason]" in told and "For example: baton admin close 7 solved" in told
    assert "claim" not in told


def test_help_lists_all_those_of_one_word_or_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    admin("help", [])
    assert "baton admin claim [case]" in capsys.readouterr().out
    admin("help", ["policy"])
    told = capsys.readouterr().out
    assert "policy set setting value" in told and "policy show [setting]" in told and "claim" not in told
    with pytest.raises(Stop, match=r"The nearest: `?close"):
        admin("help", ["clsoe"])
