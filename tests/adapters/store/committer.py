"""A child process for the kill test: commits units for ever, prints what was acknowledged."""

import asyncio
import sys
from pathlib import Path

from adapters.store.sqlite import open_store
from bot.writes import Committed
from tests.adapters.store.made import inbox, turn


async def main(path: Path, run: str) -> None:
    async with open_store(path) as store:

        async def talk(who: str) -> None:
            n = 0
            while True:
                n += 1
                name = f"{run}-{who}-{n}"
                await store.intake(inbox(f"in-{name}"))
                say(f"stored {name}")
                unit = turn(name, n, f"{run}-{who}")
                assert await store.commit(unit) is Committed.DONE
                say(f"committed {name}")

        await asyncio.gather(*(talk(f"c{n}") for n in range(20)))


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
