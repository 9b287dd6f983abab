"""Logs go to the error stream, as JSON where nobody looks on, and show no values."""

import json
import subprocess
import sys

import pytest

PROGRAM = """
import logging, structlog
from adapters import logs
logs.set_up("info")
log = structlog.get_logger("delivery")
log.info("delivery.sent", case=7)
log.debug("not shown")
logging.getLogger("bot.intake").warning("event %s failed", "key-1")
password = "hunter2"
try:
    raise ValueError("a fault")
except ValueError:
    log.exception("delivery.fault")
"""


@pytest.fixture(scope="module")
def written() -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)


def test_nothing_mixes_with_what_a_command_writes(written: "subprocess.CompletedProcess[str]") -> None:
    assert written.stdout == ""


def test_each_line_is_json_with_level_and_time(written: "subprocess.CompletedProcess[str]") -> None:
    lines = [json.loads(line) for line in written.stderr.splitlines()]
    assert [(line["event"], line["level"]) for line in lines] == [
        ("delivery.sent", "info"),
        ("event key-1 failed", "warning"),
        ("delivery.fault", "error"),
    ]
    assert all(line["timestamp"] and line["logger"] for line in lines)
    assert "a fault" in lines[-1]["exception"]


def test_variables_are_not_logged(written: "subprocess.CompletedProcess[str]") -> None:
    assert "hunter2" not in written.stderr
