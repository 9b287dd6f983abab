"""The packaging files agree with each other: what is declared is locked, hashed, explained and startable."""

import re
import shlex
import tomllib
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(each).name) for each in requirements}


def runtime() -> set[str]:
    declared = project()
    return names(declared["project"]["dependencies"]) | names(declared["dependency-groups"]["build"])


def everything() -> set[str]:
    declared = project()
    extras = declared["project"]["optional-dependencies"].values()
    return runtime().union(names(declared["dependency-groups"]["dev"]), *map(names, extras))


def locked(lock: str) -> dict[str, list[str]]:
    """Each pin in a lock, with its hashes; a name may be pinned once for each range of Pythons."""
    text = re.sub(r"\\\n", " ", (ROOT / lock).read_text("utf-8"))
    pins = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    return {pin.split("--hash", 1)[0].strip(): re.findall(r"--hash=sha256:[0-9a-f]{64}\b", pin) for pin in pins}


def locked_names(lock: str) -> set[str]:
    return names(list(locked(lock)))


def test_every_direct_dependency_is_locked() -> None:
    assert runtime() <= locked_names("requirements.lock")
    assert everything() <= locked_names("requirements-dev.lock")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_is_exact_and_has_hashes(lock: str) -> None:
    pins = locked(lock)
    assert pins
    for pin, hashes in pins.items():
        assert re.match(r"==[^*,]+$", str(Requirement(pin).specifier)), pin
        assert hashes, pin


def test_both_locks_pin_the_same_versions() -> None:
    """What is tested is what runs."""
    assert set(locked("requirements.lock")) <= set(locked("requirements-dev.lock"))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_says_how_it_is_made(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links| @ ", text)
    assert "make lock" in text.splitlines()[1]


def test_every_direct_dependency_has_its_reason_written_and_no_other_does() -> None:
    page = (ROOT / "docs/dependencies.md").read_text("utf-8")
    rows = [[cell.strip() for cell in row.split("|")] for row in re.findall(r"^\| (.+) \|$", page, re.M)]
    explained = {canonicalize_name(row[0]) for row in rows if len(row[-1]) > 3} - {"library"}
    assert explained == everything()


def test_the_procfile_starts_the_installed_command() -> None:
    kind, command = (ROOT / "Procfile").read_text("utf-8").strip().split(":", 1)
    program, argument = shlex.split(command)
    assert (kind, argument) == ("web", "run")
    assert project()["project"]["scripts"] == {program: "adapters.command_line.main:main"}
    (script,) = entry_points(group="console_scripts", name=program)
    assert callable(script.load())


def test_the_distribution_cannot_be_uploaded() -> None:
    """Its top-level names are generic: it is an application, installed alone."""
    assert "Private :: Do Not Upload" in project()["project"]["classifiers"]
