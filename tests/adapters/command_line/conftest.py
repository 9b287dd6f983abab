"""The console script, with an environment of its own; real, or forked from a warm one."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests import warm

BATON = Path(sys.executable).with_name("baton")


@dataclass
class Shell:
    """Runs `baton` in a folder, on a data folder inside it."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    real: bool = False
    """Whether an interpreter of its own is started, as a user's shell does."""

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def environment(self) -> dict[str, str]:
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith("BATON_") and name != "PORT"
        }
        own = {"BATON_DATA_DIR": str(self.data), "BATON_WEB_PORT": "0", "PYTHONIOENCODING": "utf-8"}
        return inherited | own | self.settings

    def baton(self, *words: str) -> list[str]:
        return [str(BATON), *words] if self.real else warm.baton(*words)

    def start(self, *words: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            self.baton(*words),
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, given: str | bytes = "") -> "subprocess.CompletedProcess[str]":
        data = given if isinstance(given, bytes) else given.encode()
        done = subprocess.run(
            self.baton(*words), cwd=self.folder, env=self.environment, input=data, capture_output=True, timeout=60
        )
        return subprocess.CompletedProcess(words, done.returncode, done.stdout.decode(), done.stderr.decode())

    def lines(self, *words: str, given: str | bytes = "") -> list[dict[str, Any]]:
        """What a command writes as JSON lines; it has to end well."""
        done = self.run(*words, given=given)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)
