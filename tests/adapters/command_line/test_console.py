"""The console script as outside checks drive it: shapes, exit codes, and words where something is wrong."""

import json
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

import pytest

from bot.hearing.model import ARRAYS, CARD
from bot.hearing.written import Reading, examples
from tests.adapters.command_line.conftest import Shell

DATA = files("bot.hearing") / "data"


def jsonl(*objects: object) -> str:
    return "".join(json.dumps(one) + "\n" for one in objects)


def status(address: str) -> int:
    """How the pages answer at this address."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    try:
        with opener.open(address, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as no:
        return no.code


@contextmanager
def running(shell: Shell) -> Iterator["subprocess.Popen[str]"]:
    """`baton run`, from its first line on; it must end cleanly."""
    with running_at(shell) as (baton, line):
        assert "http://127.0.0.1:" in line
        yield baton


@contextmanager
def running_at(shell: Shell) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """The same, with its first line."""
    baton = shell.start("run")
    assert baton.stdout
    try:
        yield baton, baton.stdout.readline()
    finally:
        baton.send_signal(signal.SIGINT)
        out, err = baton.communicate(timeout=60)
    assert baton.returncode == 0, err
    assert "stopped" in out


def test_a_chat_shows_the_customer_the_staff_and_the_money(shell: Shell) -> None:
    shown = shell.lines(
        *("chat", "--as", "hannah", "--json"),
        given=jsonl(
            {"text": "refund all of them please"},
            {"press": "I don't want it"},
            {"press": "no such thing"},
            {"press": "yes"},
            {"text": "I want to talk to a human"},
            {"staff": "mina", "do": "claim", "case": 1},
            {"staff": "mina", "do": "reply", "case": 1, "text": "Hello, this is Mina."},
            {"staff": "nobody", "do": "claim", "case": 1},
            {"clock": "+24h"},
            {"nonsense": 1},
        ),
    )
    assert [line["turn"] for line in shown if "turn" in line] == list(range(1, 11))
    (effect,) = [line for line in shown if "effect" in line]
    (row,) = json.loads(shell.run("shop", "ledger", "--json").stdout)
    assert (effect["state"], effect["key"], effect["amount"]) == ("done", row["key"], row["amount"])
    assert set(row) >= {"key", "kind", "order", "amount", "currency", "at"}
    customer = [line for line in shown if line.get("to") == "customer"]
    assert all(set(line) >= {"text", "choices", "card", "notice"} for line in customer)
    assert any("Hello, this is Mina." in line["text"] for line in customer)
    staff = [line for line in shown if line.get("to") == "staff"]
    assert all(set(line) >= {"case", "stage", "reasons", "text"} for line in staff)
    assert {"waiting", "claimed"} <= {line["stage"] for line in staff}
    assert len([line for line in shown if "error" in line]) == 3


def test_the_next_chat_goes_on_where_the_last_one_stopped(shell: Shell) -> None:
    shell.lines("chat", "--as", "hannah", "--json", given=jsonl({"text": "refund all of them please"}))
    shown = shell.lines("chat", "--as", "hannah", "--json", given=jsonl({"press": "I don't want it"}))
    assert "Shall I?" in shown[0]["text"]


def test_a_person_types_and_reads_plain_lines(shell: Shell) -> None:
    shell.real = True
    done = shell.run("chat", "--as", "guest", given="hello\n\n!press\n!quit\nnot read any more\n")
    assert done.returncode == 0
    assert "automated assistant" in done.stdout
    assert "! !press needs something after it" in done.stdout
    assert "settled" not in done.stdout


def test_what_is_shown_cannot_steer_the_terminal(shell: Shell) -> None:
    done = shell.run("chat", "--as", "guest", given="talk to a human \x1b[2J\x1b]0;owned\x07\n")
    assert "\x1b" not in done.stdout
    assert "\x07" not in done.stdout


def test_hear_goes_on_after_a_bad_line(shell: Shell) -> None:
    given = jsonl({"text": "where is my parcel?"}).encode() + b'{"text": 3}\nnot json\n\xff\xfe\n[]\n"\\ud800"\n'
    given += jsonl({"text": "\ud800 half a pair", "before": ["hello"]}).encode()
    heard = shell.lines("hear", "--customer", "ben", given=given)
    assert [line.get("line") for line in heard] == [None, 2, 3, 4, 5, 6, None]
    assert set(heard[0]) == {
        *("intents", "band", "urgent", "frustrated", "urgency", "frustration"),
        *("handoff", "reasons", "entities", "predicted"),
    }
    assert set(heard[0]["predicted"][0]) >= {"reason", "because"}


def test_what_is_read_once_is_put_where_a_second_reader_fills_it_in(shell: Shell) -> None:
    mine = shell.folder / "mine"
    mine.mkdir()
    (mine / "a.txt").write_text("thanks | | | ta\nfaq | | | <<hi>> =1+1?\ngoodbye | | | bye,\\nall\n")
    told = shell.run("train", "mine", "--to-read")
    assert told.returncode == 0 and "3 of 3 messages" in told.stdout
    file = mine / "second_reading.csv"
    lines = file.read_text().splitlines()
    assert [line.partition(",,,,")[2] for line in lines] == ["ta", "<<hi>> =1+1?", '"bye, all"']
    assert all(one.second is None for one in examples(mine)), "an empty line is no reading"
    file.write_text("\n".join([lines[0].replace(",,,,", ",greeting,affirm,f,"), *lines[1:]]) + "\n")
    (mine / "b.txt").write_text("deny | | | -no\n")
    assert "1 of 4 messages" in shell.run("train", "mine", "--to-read").stdout
    assert file.read_text().splitlines()[-1].endswith(",,,,'-no")
    file.write_text("\ufeff" + file.read_text().rstrip("\n"))
    (mine / "c.txt").write_text("greeting | | | hi there\n")
    assert "1 of 5 messages" in shell.run("train", "mine", "--to-read").stdout, "a lost last line break is mended"
    first, *others = examples(mine)
    assert first.second == Reading("greeting", ("affirm",), frustrated=True)
    assert not any(one.second for one in others)


def test_a_model_that_was_taught_before_is_heard_with_and_says_so(shell: Shell) -> None:
    own = shell.data / "hearing"
    own.mkdir(parents=True)
    (own / ARRAYS).write_bytes((DATA / ARRAYS).read_bytes())
    card = json.loads((DATA / CARD).read_text())
    for kinds, told in ((card["kinds"], False), ("another list", True)):
        (own / CARD).write_text(json.dumps({**card, "kinds": kinds}))
        heard = shell.run("hear", given=jsonl({"text": "where is my parcel?"}))
        assert heard.returncode == 0 and "order_status" in heard.stdout
        assert ("run `baton train` again" in heard.stderr) is told


def test_replay_says_what_was_heard_and_done(shell: Shell) -> None:
    file = shell.folder / "real.jsonl"
    file.write_text(jsonl({"text": "where is my parcel?"}, {"text": "get me a human!"}, {"text": "jhgfjhgf"}))
    *played, last = shell.lines("replay", str(file), "--json")
    assert [one["intent"] for one in played][:1] == ["order_status"]
    assert all(one["said"] for one in played)
    total = last["summary"]
    assert (total["messages"], total["silent"], total["failed"]) == (3, 0, 0)
    assert total["answered"] + total["clarified"] + total["handed off"] == 3
    assert not shell.data.exists()


def test_a_running_baton_is_reached_and_ends_cleanly(shell: Shell) -> None:
    with running(shell) as baton:
        assert (shell.data / "baton.sock").stat().st_mode & 0o777 == 0o600
        second = shell.run("run")
        assert (second.returncode, second.stdout) == (2, "")
        assert "already runs" in second.stderr
        assert shell.lines("chat", "--as", "hannah", "--json", given=jsonl({"text": "hello"}))[-1]["settled"]
        assert "needs customer" in shell.run("admin", "bind", "--person", "web:guest").stderr
        assert shell.run("admin", "policy", "set", "return_days", "soon").returncode == 2
        assert (
            shell.run("admin", "bind", "--person", "web:guest", "--customer", "ben", "--reason", "a try").returncode
            == 0
        )
        assert shell.run("shop", "customers").returncode == 0
        assert shell.run("backup", "copy.db").returncode == 0
        assert "Traceback" not in shell.run("doctor").stderr
        assert baton.poll() is None
    assert not (shell.data / "baton.sock").exists()


def test_pages_that_others_can_reach_get_a_token_that_is_shown_once(shell: Shell) -> None:
    shell.settings["BATON_WEB_HOST"] = "0.0.0.0"
    with running_at(shell) as (baton, line):
        address, _, token = line.split()[-1].partition("?token=")
        assert len(token) >= 24
        assert (status(address), status(f"{address}?token={token}")) == (401, 200)
        assert baton.stdout and "BATON_WEB_TOKEN" in baton.stdout.readline()


def test_a_token_that_was_set_is_asked_for_and_not_shown(shell: Shell) -> None:
    shell.settings |= {"BATON_WEB_HOST": "0.0.0.0", "BATON_WEB_TOKEN": "hunter2-hunter2-hunter2"}
    with running_at(shell) as (baton, line):
        assert baton.stdout
        said = line + baton.stdout.readline()
        assert "hunter2" not in said
        assert "?token= and the value of BATON_WEB_TOKEN" in said
        assert status(f"{line.split()[-1]}?token=hunter2-hunter2-hunter2") == 200


def test_a_first_start_says_where_it_is_and_nothing_of_how_its_tables_were_made(shell: Shell) -> None:
    shell.settings["BATON_LOG_LEVEL"] = "debug"
    baton = shell.start("run")
    assert baton.stdout
    baton.stdout.readline()
    baton.send_signal(signal.SIGINT)
    _, err = baton.communicate(timeout=60)
    loggers = {json.loads(line)["logger"].partition(".")[0] for line in err.splitlines()}
    assert loggers <= {"delivery", "upkeep", "bot", "adapters", "handoff"}


def test_the_figures_that_a_card_holds_are_read_in_the_terminal(shell: Shell) -> None:
    asked = [{"text": "I want to talk to a human"}, {"staff": "jonas", "do": "stats", "case": 1}]
    shown = shell.lines("chat", "--as", "hannah", "--json", given=jsonl(*asked))
    (stats,) = [line for line in shown if line.get("by") == "web:jonas"]
    assert stats["text"].count("\n") >= 3
    assert any(line in shell.run("admin", "stats").stdout for line in stats["text"].splitlines()[1:3])


def test_a_killed_baton_is_started_again(shell: Shell) -> None:
    baton = shell.start("run")
    assert baton.stdout
    baton.stdout.readline()
    baton.kill()
    baton.communicate()
    assert (shell.data / "baton.sock").exists()
    with running(shell):
        assert shell.lines("chat", "--as", "hannah", "--json", given=jsonl({"text": "hello"}))[-1]["settled"]


def test_a_port_in_use_is_named(shell: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        shell.settings["BATON_WEB_PORT"] = str(taken.getsockname()[1])
        done = shell.run("run")
        sick = shell.run("doctor")
    assert done.returncode == 2
    assert "BATON_WEB_PORT" in done.stderr
    assert sick.returncode == 1
    assert "FAILED   port" in sick.stdout


def test_the_doctor_names_the_port_of_the_baton_that_runs_and_not_the_one_of_this_shell(shell: Shell) -> None:
    with running_at(shell) as (_, line):
        found = f"port: {line.split()[-1]}, a running Baton's"
        assert f"{found}\n" in shell.run("doctor").stdout
        shell.settings["BATON_WEB_PORT"] = "8099"
        assert f"{found}; 8099, which is set here, was not looked at" in shell.run("doctor").stdout
        assert found in shell.run("admin", "doctor").stdout
        exported = shell.run("admin", "export", "terminal:hannah")
        assert "lies with us for a day" in exported.stdout and "link" not in exported.stdout
    shell.settings["BATON_WEB_PORT"] = "0"
    assert "127.0.0.1:0 is free" in shell.run("doctor").stdout


def test_the_shell_admin_changes_policy_and_is_audited(shell: Shell) -> None:
    assert shell.run("admin", "policy", "set", "return_days", "45").returncode == 0
    assert "return_days 45" in shell.run("admin", "policy", "show").stdout


@pytest.mark.parametrize(
    ("words", "settings", "says"),
    [
        (("run",), {"BATON_WEB_PORT": "eighty"}, "BATON_WEB_PORT: expected"),
        (("run",), {"BATON_WEB_TOKEN": "too short"}, "BATON_WEB_TOKEN: expected"),
        (("run",), {"BATON_PLAYGROUND": "off"}, "BATON_PLAYGROUND"),
        (("run",), {"BATON_KNOWLEDGE_DIR": "/nowhere"}, "BATON_KNOWLEDGE_DIR"),
        (("run",), {"BATON_DATA_DIR": "/dev/null/data"}, "BATON_DATA_DIR"),
        (("shop", "ledger"), {"BATON_DATA_DIR": "/dev/null"}, "BATON_DATA_DIR"),
        (("chat", "--as", "nobody"), {}, "There is no customer 'nobody'"),
        (("hear", "/nowhere"), {}, "/nowhere"),
        (("train", "/nowhere", "--to-read"), {}, "/nowhere: a folder of examples is expected"),
        (("hear", "--customer", "nobody"), {}, "There is no customer 'nobody'"),
        (("replay", "/nowhere"), {}, "/nowhere"),
        (("backup", "copy.db"), {}, "no such file"),
        (("admin", "policy", "set", "return_days", "soon"), {}, "return_days"),
        (("admin", "fly"), {}, "There is no command 'fly'"),
        (("shop", "windows"), {}, "windows"),
        (("doctor", "https://shop.example"), {}, "go with --shop"),
        (("doctor", "--customer", "nora"), {}, "go with --shop"),
        (("doctor", "--shop", "ftp://shop.example"), {}, "ftp://shop.example: expected"),
        (("backup", "data/baton.db", "--force"), {}, "a backup needs a file of its own"),
        (("fly",), {}, "fly"),
    ],
)
def test_bad_input_gets_a_clear_line(shell: Shell, words: tuple[str, ...], settings: dict[str, str], says: str) -> None:
    shell.settings.update(settings)
    done = shell.run(*words)
    assert done.returncode == 2, done.stdout + done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_folder_without_examples_costs_no_training(shell: Shell) -> None:
    (shell.folder / "mine").mkdir()
    done = shell.run("train", "mine")
    assert done.returncode == 2 and "mine: there are no examples in it" in done.stderr


def test_a_mark_before_the_first_line_is_none_of_it(shell: Shell) -> None:
    heard = shell.lines("hear", given=b"\xef\xbb\xbf" + jsonl({"text": "where is my parcel?"}).encode())
    assert heard[0]["intents"][0][0] == "order_status"
