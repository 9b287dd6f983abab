"""Run every benchmark and keep its figures in results.json beside this file."""

import json
from pathlib import Path

from benchmarks import discord, store

RESULTS = Path(__file__).parent / "results.json"
ALL = (store.run, discord.run)


def main() -> None:
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for run in ALL:
        kept |= {name: float(f"{figure:.4g}") for name, figure in run().items()}
    RESULTS.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n")
    print(f"written to {RESULTS}")


if __name__ == "__main__":
    main()
