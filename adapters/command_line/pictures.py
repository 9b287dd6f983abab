"""How well hearing does, as pictures; needs the extra `charts`."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl

from bot.hearing.evaluation import Judged, calibration_error
from bot.hearing.evaluation import confusion as counted
from bot.hearing.evaluation import reliability as by_certainty
from bot.hearing.labels import INTENTS

mpl.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

GREEN, GREY = "#2f6f57", "#9aa5a0"


def confusion(found: Sequence[Judged], path: Path) -> None:
    """Labels down, what was heard across; each row by its share, with its counts written in."""
    table = counted(found)
    kept = [n for n in range(len(INTENTS)) if any(table[n]) or any(row[n] for row in table)]
    names = [INTENTS[n].replace("_", " ") for n in kept]
    shares = [[table[row][column] / max(1, sum(table[row])) for column in kept] for row in kept]
    figure, axes = plt.subplots(figsize=(11, 10), layout="constrained")
    axes.imshow(shares, cmap="Greens", vmin=0, vmax=1)
    axes.set_xticks(range(len(kept)), names, rotation=90)
    axes.set_yticks(range(len(kept)), names)
    axes.set_xlabel("heard (an acceptable guess counts as the label)")
    axes.set_ylabel("labelled")
    for y, row in enumerate(kept):
        for x, column in enumerate(kept):
            if table[row][column]:
                colour = "white" if shares[y][x] > 0.6 else "black"
                axes.text(x, y, str(table[row][column]), ha="center", va="center", fontsize=8, color=colour)
    _save(figure, path)


def reliability(found: Sequence[Judged], path: Path) -> None:
    """How often we were right, by how sure we were; on the diagonal both agree."""
    rows = by_certainty(found)
    figure, axes = plt.subplots(figsize=(6, 6), layout="constrained")
    axes.plot([0, 1], [0, 1], linestyle=":", color=GREY)
    axes.plot([sure for sure, _, _ in rows], [right for _, right, _ in rows], marker="o", color=GREEN)
    for sure, right, count in rows:
        axes.annotate(str(count), (sure, right), textcoords="offset points", xytext=(6, -10), fontsize=8)
    axes.set(xlim=(0, 1), ylim=(0, 1.02), xlabel="how sure", ylabel="how often right")
    axes.set_title(f"calibration error {calibration_error(found) or 0:.3f}, number of messages at each point")
    _save(figure, path)


def _save(figure: Figure, path: Path) -> None:
    figure.savefig(path, dpi=110)
    plt.close(figure)
