"""What is printed reads well at any terminal, and ends quietly when nobody reads it any more."""

import subprocess
from pathlib import Path

import pytest

from adapters.command_line.printing import for_people
from tests.adapters.command_line.conftest import Shell

WAIT = 30
CARD = {"title": "#1 · waiting", "facts": [["Customer", "Nora"], ["Wants", "her parcel"]]}


def test_every_kind_of_space_is_kept(shell: Shell) -> None:
    said = shell.run("chat", "--as", "nora", given="where are my headphones\n").stdout
    assert "\ufffd" not in said
    assert "9:15\u202fAM" in said


def test_a_terminal_without_a_character_gets_a_plain_one(shell: Shell) -> None:
    shell.settings["PYTHONIOENCODING"], shell.real = "ascii", True
    done = shell.run("chat", "--as", "nora", given="where are my headphones\n")
    assert done.returncode == 0, done.stderr
    assert "9:15 AM" in done.stdout


def test_json_stays_json_where_a_character_is_missing(shell: Shell) -> None:
    shell.settings["PYTHONIOENCODING"] = "ascii"
    (told, _) = shell.lines("chat", "--as", "nora", "--json", given='{"text": "where are my headphones"}\n')
    assert "9:15\u202fAM" in told["text"]


def test_emoji_that_are_joined_stay_whole(capsys: pytest.CaptureFixture[str]) -> None:
    for_people({"to": "staff", "case": 1, "text": "👩\u200d🔧\u2028\u202e"})
    assert "👩\u200d🔧\ufffd\ufffd" in capsys.readouterr().out


def test_a_card_is_printed_once(capsys: pytest.CaptureFixture[str]) -> None:
    for_people({"to": "staff", "case": 1, "card": CARD, "text": "#1 · waiting\nCustomer: Nora\nWants: her parcel"})
    assert capsys.readouterr().out.count("Customer: Nora") == 1


def test_of_a_revised_card_only_the_change_is_printed(shell: Shell) -> None:
    given = "I want a real person\nthe left side is silent\nnothing helps\n"
    printed = shell.run("chat", "--as", "nora", given=given).stdout
    assert printed.count("Customer: Nora Lindqvist (Terminal)") == 1
    assert printed.count("Last words: ") == 3
    assert '"nothing helps"' in printed


@pytest.mark.parametrize("words", [(), ("--json",)])
@pytest.mark.parametrize("more", [b"", b"\n\n"], ids=["the input stays open", "more is typed"])
def test_a_chat_that_nobody_reads_ends_and_lets_go_of_the_data(
    shell: Shell, words: tuple[str, ...], more: bytes
) -> None:
    said = b'{"text": "where are my headphones"}' if words else b"where are my headphones"
    with subprocess.Popen(
        shell.baton("chat", "--as", "nora", *words), cwd=shell.folder, env=shell.environment,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as chat:  # fmt: skip
        assert chat.stdin and chat.stdout and chat.stderr
        chat.stdout.close()
        chat.stdin.write(said + b"\n" + more)
        chat.stdin.flush()
        assert chat.wait(WAIT) in (0, 1)
        assert chat.stderr.read() == b""
    assert shell.run("migrate").returncode == 0


def test_a_backup_says_what_it_cannot_write(shell: Shell) -> None:
    assert shell.run("migrate").returncode == 0
    (shell.folder / "there.db").write_text("mine")
    for target, says in (
        ("/", "is a folder"),
        ("data", "is a folder"),
        ("/dev/null", "no plain file"),
        ("nowhere/copy.db", "no folder"),
        ("there.db", "--force"),
        ("there.db/copy.db", "no folder"),
        ("n" * 300, "cannot be written"),
        ("n" * 253, "cannot be opened"),
    ):
        done = shell.run("backup", target)
        assert (done.returncode, done.stdout) == (2, ""), target
        assert says in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert (shell.folder / "there.db").read_text() == "mine"


def test_a_backup_replaces_only_when_told_to(shell: Shell) -> None:
    assert shell.run("migrate").returncode == 0
    assert shell.run("backup", "copy.db").returncode == 0
    assert shell.run("backup", "copy.db").returncode == 2
    assert shell.run("backup", "--force", "copy.db").returncode == 0
    assert shell.run("backup", "--force", str(Path("data") / "baton.db")).returncode == 2
