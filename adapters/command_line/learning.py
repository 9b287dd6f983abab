"""`baton train` and `baton evaluate`: teach the ear, and measure it."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

from adapters.command_line.opening import data_folder, own_ear, settings_or_stop
from adapters.command_line.printing import show
from adapters.command_line.stopping import Stop
from bot.hearing.evaluation import Judged, as_rows, by_intent, figures, judged, worst
from bot.hearing.written import READ_AGAIN, BadExample, Example, examples, of_file, unread

SHOWN = 15


def evaluate(file: Path, pictures: Path | None, *, as_json: bool) -> None:
    """Every figure, the intents one by one, the surest errors, and pictures if a folder is named."""
    own_ear(settings_or_stop())
    found = judged(_examples(file))
    if pictures is not None:
        _draw(found, pictures)
    if as_json:
        show({"messages": len(found), "figures": _rounded(figures(found)), "by_intent": by_intent(found)})
        return
    print("\n".join((*_table(found), "", *_errors(found))))


def train(folders: Sequence[Path], *, alone: bool) -> None:
    """A model of the operator's own, from our examples and theirs; `baton run` takes it at its next start."""
    _all_folders(folders)
    try:
        from bot.hearing import training
    except ImportError as missing:
        raise Stop(f"Training needs the extra `train`, which brings {missing.name}: pip install '.[train]'.") from None
    _none_empty(folders)
    settings = settings_or_stop()
    data_folder(settings)
    into = settings.hearing_dir
    into.mkdir(mode=0o700, exist_ok=True)
    ours = () if alone else (training.DATA,)
    try:
        card = training.train((*ours, *folders), into)
    except BadExample as wrong:
        raise Stop(str(wrong)) from None
    except ValueError as few:
        raise Stop(f"These examples are too few to learn from: {few}") from None
    show(card)


def to_read(folders: Sequence[Path]) -> None:
    """What nobody has read a second time yet, put where a second reader fills it in; their labels stay unseen."""
    _all_folders(folders)
    for folder in folders:
        file = folder / READ_AGAIN
        try:
            waiting, total = unread(folder), len(examples(folder))
            ended = not file.exists() or file.read_bytes()[-1:] in (b"", b"\n")
            with file.open("a", encoding="utf-8", newline="") as lines:
                lines.write("" if ended else "\n")
                rows = csv.writer(lines, lineterminator="\n")
                rows.writerows((one.key, "", "", "", _as_shown(one)) for one in waiting)
        except BadExample as wrong:
            raise Stop(str(wrong)) from None
        except OSError as no:
            raise Stop(f"{file}: {no.strerror}") from None
        print(f"{file}: {len(waiting)} of {total} messages were added, for somebody who has not seen their labels.")


def _as_shown(example: Example) -> str:
    """On one line, and never a formula to whatever opens the file."""
    said = "".join(f"<<{' '.join(earlier.split())}>> " for earlier in example.before) + " ".join(example.text.split())
    return f"'{said}" if said.startswith(("=", "+", "-", "@")) else said


def _all_folders(folders: Sequence[Path]) -> None:
    for folder in folders:
        if not folder.is_dir():
            raise Stop(f"{folder}: a folder of examples is expected, in files that end in .txt or .jsonl.")


def _none_empty(folders: Sequence[Path]) -> None:
    """Minutes of training that learn nothing of theirs are no use to them."""
    for folder in folders:
        if not _read(examples, folder):
            raise Stop(f"{folder}: there are no examples in it; they are read from files that end in .txt or .jsonl.")


def _examples(file: Path) -> list[Example]:
    found = _read(of_file, file)
    if not found:
        raise Stop(f"{file}: there are no examples in it.")
    return found


def _read(read: Callable[[Path], Sequence[Example]], path: Path) -> list[Example]:
    try:
        return list(read(path))
    except BadExample as wrong:
        raise Stop(str(wrong)) from None


def _table(found: Sequence[Judged]) -> list[str]:
    rows = [f"{len(found)} messages"]
    rows += [f"  {name:24}{value:6.3f}" for name, value in figures(found).items()]
    rows += ["", f"  {'intent':24}{'messages':>9}{'precision':>11}{'recall':>8}{'f1':>7}"]
    for intent, row in by_intent(found).items():
        scores = f"{row['precision']:11.2f}{row['recall']:8.2f}{row['f1']:7.2f}"
        rows.append(f"  {intent:24}{row['messages']:9.0f}{scores}")
    return rows


def _errors(found: Sequence[Judged]) -> list[str]:
    rows = ["The errors we were surest of:"]
    for one in as_rows(worst(found, SHOWN)):
        heard = ", ".join(f"{intent} {p:.2f}" for intent, p in one["heard"])
        rows.append(f"  {one['label']} heard as {heard}\n    {' '.join(one['text'].split())[:160]}")
    return rows


def _rounded(values: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in values.items()}


def _draw(found: Sequence[Judged], folder: Path) -> None:
    try:
        from adapters.command_line import pictures
    except ImportError as missing:
        raise Stop(f"Pictures need the extra `charts`, which brings {missing.name}: pip install '.[charts]'.") from None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        pictures.confusion(found, folder / "confusion.png")
        pictures.reliability(found, folder / "reliability.png")
    except OSError as no:
        raise Stop(f"{folder}: {no.strerror}") from None
