"""A Baton that has loaded everything once, and forks for each command that a test starts.

A start costs a second and a half of a core, and nearly all of it is imports. The forked process is one of its own,
with its folder, environment, streams and exit code; it can be killed. What is about the start itself (`test_packaging`,
`test_console`) runs the real script.
"""

import array
import asyncio
import contextlib
import fcntl
import gc
import json
import os
import runpy
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
CLIENT = Path(__file__).with_name("warm_client.py")
PRELOADED = (
    "adapters.app adapters.discord adapters.slack adapters.command_line.main adapters.command_line.run "
    "adapters.command_line.chat adapters.command_line.doctor adapters.command_line.admin adapters.command_line.keeping"
)
WHERE = "BATON_TEST_WARM"
"""The variable with the folder of the socket; the workers of a run share one server."""
LOOKS_EVERY = 2.0
"""Seconds between two looks for whether the run that started it has ended."""


def pytest_configure() -> None:
    if WHERE not in os.environ:
        os.environ[WHERE], os.environ[f"{WHERE}_OWNER"] = tempfile.mkdtemp(prefix="baton-warm-"), str(os.getpid())


def pytest_unconfigure() -> None:
    if os.environ.get(f"{WHERE}_OWNER") == str(os.getpid()):
        shutil.rmtree(os.environ.pop(WHERE), ignore_errors=True)


def baton(*words: str) -> list[str]:
    """What to start instead of `baton` and these words."""
    return _command("baton", words)


def module(name: str, *words: str) -> list[str]:
    """What to start instead of `python -m name` and these words."""
    return _command(name, words)


def _command(what: str, words: tuple[str, ...]) -> list[str]:
    folder = Path(os.environ[WHERE])
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "socket").exists():
            _begin(folder)
    return [sys.executable, "-I", "-S", str(CLIENT), str(folder / "socket"), what, *words]


def _begin(folder: Path) -> None:
    owner = os.environ[f"{WHERE}_OWNER"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BATON_")}
    words = [sys.executable, "-m", "tests.warm", str(folder / "socket"), owner]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(words, cwd=ROOT, env=clean, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    while not (folder / "socket").exists():
        assert server.poll() is None, (folder / "log").read_text()
        time.sleep(0.02)
    server.returncode = 0  # it outlives us; nobody waits for it


def _serve(address: str, owner: int) -> dict[str, Any] | None:
    """Until the run has ended: None; in each process forked, what it is to do."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(f"{address}.new")
    listener.listen(64)
    Path(f"{address}.new").rename(address)
    watched = selectors.DefaultSelector()
    watched.register(listener, selectors.EVENT_READ)
    while _lives(owner):
        for key, _ in watched.select(LOOKS_EVERY):
            if key.fileobj is listener:
                caller = listener.accept()[0]
                if (job := _fork(caller, watched)) is not None:
                    watched.close()
                    listener.close()
                    return job
            elif key.data is not None:
                _over(key, watched)
    return None


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _fork(caller: socket.socket, watched: selectors.BaseSelector) -> dict[str, Any] | None:
    fds = array.array("i")
    size, given, _, _ = caller.recvmsg(4, socket.CMSG_LEN(3 * fds.itemsize))
    for _level, _kind, data in given:
        fds.frombytes(data)
    length, wanted = int.from_bytes(size), b""
    while len(wanted) < length:
        wanted += caller.recv(length - len(wanted))
    alive, ends = os.pipe()
    if pid := os.fork():
        os.close(ends)
        for fd in fds:
            os.close(fd)
        caller.sendall(pid.to_bytes(4))
        # The pipe ends when the process does, the call when whoever started it was killed.
        watched.register(alive, selectors.EVENT_READ, (pid, caller, alive))
        watched.register(caller, selectors.EVENT_READ, (pid, caller, alive))
        return None
    os.close(alive)
    for number, fd in enumerate(fds):
        os.dup2(fd, number)
        os.close(fd)
    for key in tuple(watched.get_map().values()):
        if key.data is not None and isinstance(key.fileobj, socket.socket):
            key.fileobj.close()
    caller.close()
    return dict(json.loads(wanted))


def _over(key: selectors.SelectorKey, watched: selectors.BaseSelector) -> None:
    pid, caller, alive = key.data
    if caller.fileno() < 0:
        return
    if key.fileobj is caller:
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    watched.unregister(alive)
    watched.unregister(caller)
    os.close(alive)
    with contextlib.suppress(OSError):
        caller.sendall(os.waitstatus_to_exitcode(status).to_bytes(4, signed=True))
    caller.close()


def _be(job: dict[str, Any]) -> None:
    """What the process was started for, as its own interpreter would begin it."""
    os.environ.clear()
    os.environ.update(job["environment"])
    os.chdir(job["folder"])
    encoding = job["environment"].get("PYTHONIOENCODING", "utf-8")
    sys.stdin = sys.__stdin__ = open(0, encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stdout = sys.__stdout__ = open(1, "w", encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stderr = sys.__stderr__ = open(2, "w", 1, encoding, "backslashreplace", closefd=False)  # noqa: SIM115
    what, *words = job["words"]
    sys.argv = [what, *words]
    if what != "baton":
        runpy.run_module(what, run_name="__main__", alter_sys=True)
        return
    from adapters.command_line.main import main

    sys.exit(main())


async def _warmed() -> None:
    """One conversation, so that what is read at the first is read."""
    from tests.stage import a_stage

    with tempfile.TemporaryDirectory() as folder:
        async with a_stage(Path(folder)) as stage:
            await (await stage.customer("nora")).says("where are my headphones")


if __name__ == "__main__":
    for name in PRELOADED.split():
        __import__(name)
    asyncio.run(_warmed())
    gc.freeze()
    if (job := _serve(sys.argv[1], int(sys.argv[2]))) is not None:
        _be(job)
