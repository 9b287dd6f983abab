"""Run every benchmark, or those that are named, and keep their figures in results.json beside this file."""

import argparse
import json
from pathlib import Path

from benchmarks import discord, hearing, sealing, slack, store

RESULTS = Path(__file__).parent / "results.json"
ALL = {"store": store.run, "sealing": sealing.run, "discord": discord.run, "slack": slack.run, "hearing": hearing.run}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"{', '.join(ALL)}; without one, all of them")
    names: list[str] = parser.parse_args().names
    if unknown := set(names) - set(ALL):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(ALL)}")
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for name in names or ALL:
        kept |= {what: float(f"{figure:.4g}") for what, figure in ALL[name]().items()}
    RESULTS.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n")
    print(f"written to {RESULTS}")


if __name__ == "__main__":
    main()
