"""A child process for the kill test: puts everything under the newest key, and dies where it is told to."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import adapters.command_line.rooms  # noqa: F401 - every room's rows
from adapters.store import files, resealing
from adapters.store.files import FileStore
from adapters.store.keys import keyring
from adapters.store.sqlite import open_store

STEPS = {
    "row": (resealing, "sealed_row"),
    "file": (files, "_write"),
    "squeeze": (resealing, "squeeze"),
    "forget": (resealing, "forget"),
}


def dying(work: Callable[..., Any], count: int) -> Callable[..., Any]:
    """`work`, until it is called for the `count`th time."""
    left = [count]

    def done(*given: Any, **named: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return work(*given, **named)

    return done


async def main(path: Path, step: str, count: int) -> None:
    keys = keyring(os.environ["BATON_KEY"])
    async with open_store(path, keys=keys, files=path.parent / "files") as store:
        module, name = STEPS[step]
        setattr(module, name, dying(getattr(module, name), count))
        await store.rotation(FileStore(path.parent / "files", 1000, keys)).run()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
