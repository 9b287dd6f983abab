"""The model can be made again from the project's own examples, which are good ones."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.hearing import INTENTS, spelling
from bot.hearing.model import FLAGS, Model, model
from bot.hearing.reading import read
from bot.hearing.written import Example

training = pytest.importorskip("bot.hearing.training", reason="training needs the extra 'train'")
fitting = pytest.importorskip("bot.hearing.fitting", reason="training needs the extra 'train'")
regression = pytest.importorskip("bot.hearing.regression", reason="training needs the extra 'train'")
csr_matrix = pytest.importorskip("scipy.sparse", reason="training needs the extra 'train'").csr_matrix
threads = pytest.importorskip("threadpoolctl", reason="training needs the extra 'train'")
SHARED = Path(__file__).parents[4] / "shared" / "data" / "customer-messages-dev.jsonl"


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Other tests wait for a shop or a line at the same time."""
    with threads.threadpool_limits(1):
        yield


def rows() -> list[dict[str, object]]:
    lines = (training.DATA / "examples.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", re.sub(r"[’']", "", text.lower()))
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


@pytest.mark.timeout(400)
def test_training_again_gives_the_same_model() -> None:
    """From the examples alone, all of them, and from nothing: what is stored is what comes out, on any processor."""
    shipped = json.loads((training.DATA / "model.json").read_text("utf-8"))
    assert training.digest() == shipped["data"], "the examples changed: run python -m bot.hearing.training"
    chosen = training.examples(training.DATA)
    masked = [read(example.text).masked for example in chosen]
    found = fitting.bags(masked)
    fitted = fitting.fit(found, training.targets(chosen))
    fitted.bias[training.NONE] += shipped["lean"]
    made, known = training.packed(fitted), model()
    assert np.array_equal(made["hashes"], known.hashes)
    assert np.abs(made["bias"] - known.bias).max() < 1e-5
    assert np.abs(made["out"] - known.out).max() < 1e-5
    # A weight is stored in steps: one that lies between two of them may fall to either side.
    apart = np.abs(made["weights"].astype(int) - known.weights)
    assert apart.max() <= 1
    assert apart.mean() < 1e-5
    assert np.allclose(made["scale"], known.scale, rtol=1e-5)
    some, labels = found[::5], len(INTENTS)
    assert spelling.met(masked) == known.spelling.words
    again = Model(card=known.card, spelling=known.spelling, **(made | {"idf": made["idf"].astype(np.float32)}))
    heard = as_fitted(known).scores(some)[:, :labels].argmax(1)
    assert np.array_equal(as_fitted(again).scores(some)[:, :labels].argmax(1), heard)
    assert (fitted.scores(some)[:, :labels].argmax(1) == heard).mean() > 0.993, "rounded to 7 bits, labels stay"


def test_a_flag_on_which_the_readers_differ_counts_on_both_sides() -> None:
    """None is as usual: of two words, one that all call urgent and one that half do, the second says less."""
    messages = ["fire fire", "water water", "earth earth", "stone stone"] * 5
    found = fitting.bags([read(message).masked for message in messages])
    shares = [1.0, 0.5, 0.0, 0.0] * 5
    labels = fitting.Targets(list(range(20)), [n % 3 for n in range(20)], [1.0] * 20, [shares])
    scores = fitting.fit(found, labels).scores(found[:3])[:, 3]
    assert scores[0] > scores[1] > 0 > scores[2]


def test_the_regression_has_the_optimum_of_one_that_takes_a_label_a_row() -> None:
    """Which is given a message once for each label, at its share."""
    linear = pytest.importorskip("sklearn.linear_model", reason="training needs the extra 'train'")
    random = np.random.default_rng(5)
    rows = random.normal(size=(60, 4))
    goals = np.exp(rows @ random.normal(size=(4, 3)))
    ours = regression.regression(csr_matrix(rows), goals, 2.5)
    theirs = linear.LogisticRegression(C=2.5, max_iter=2000, tol=1e-10)
    theirs.fit(np.repeat(rows, 3, axis=0), np.tile([0, 1, 2], 60), sample_weight=goals.ravel())
    assert np.allclose(ours.weights, theirs.coef_.T, atol=1e-3)
    assert np.abs(ours.weights).max() > 0.5


def test_the_hidden_layer_is_the_same_each_time() -> None:
    chosen = training.examples(training.DATA)[::40]
    found = fitting.bags([read(example.text).masked for example in chosen])
    known = fitting.vocabulary(found)
    rows = fitting.matrix(found, known.hashes, known.idf)
    goals = np.eye(len(INTENTS))[[INTENTS.index(example.intent) for example in chosen]]
    first, again = (fitting.layer(rows, known.hashes, goals, 16, fitting.SEED) for _ in range(2))
    assert np.abs(first.into - again.into).max() < 1e-5
    assert np.abs(first.out - again.out).max() < 1e-5
    assert np.abs(first.out).max() > 0.01, "it learned something"


def test_a_message_that_is_read_otherwise_leaves_the_layer_much_as_it_was() -> None:
    """Chance is drawn for each batch and each n-gram anew; in one row it would come out as another seed does."""
    chosen = training.examples(training.DATA)[::40]
    goals = np.eye(len(INTENTS))[[INTENTS.index(example.intent) for example in chosen]]
    texts = [read(example.text).masked for example in chosen]

    def scores(taught: list[str], seed: int) -> Any:
        found = fitting.bags(taught)
        known = fitting.vocabulary(found)
        learned = fitting.layer(fitting.matrix(found, known.hashes, known.idf), known.hashes, goals, 16, seed)
        shown = fitting.matrix(fitting.bags(texts[100:300]), known.hashes, known.idf)
        units = np.maximum(shown @ learned.into + learned.into_bias, 0)
        return np.asarray(units @ learned.out + learned.out_bias)

    before, reseeded = scores(texts, fitting.SEED), scores(texts, fitting.SEED + 1)
    altered = scores([texts[0].rpartition(" ")[0], *texts[1:]], fitting.SEED)
    assert 0 < np.abs(altered - before).mean() < np.abs(reseeded - before).mean() / 3


def test_only_what_many_messages_have_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "MOST", 40)
    texts = ["where is my parcel", "where is my refund", "where is it", "a refund", "refund please", "quince"]
    found = fitting.bags([read(text).masked for text in texts])
    in_how_many = Counter(int(gram) for pair in found for grams, _ in pair for gram in grams)
    known = fitting.vocabulary(found)
    kept, rest = {int(gram) for gram in known.hashes}, Counter(in_how_many)
    for gram in kept:
        del rest[gram]
    assert len(kept) == len(known.idf) == 40
    assert list(known.hashes) == sorted(kept)
    assert min(in_how_many[gram] for gram in kept) >= max(rest.values()) >= 3


def test_kinds_of_words_are_heard_by_the_layer_and_the_flags_and_not_by_the_regression() -> None:
    messages = ["my kettle is cracked", "my lamp is cracked", "where is my refund", "where is my money"] * 5
    found = fitting.bags([read(message).masked for message in messages])
    labels = fitting.Targets(list(range(20)), [n % 4 // 2 for n in range(20)], [1.0] * 20, [[1.0, 1.0, 0.0, 0.0] * 5])
    fitted = fitting.fit(found, labels)
    kinds = {int(gram) for bag in found for gram in bag[2][0]}
    of_kinds = np.array([int(gram) in kinds for gram in fitted.hashes])
    by_labels, by_others = np.split(np.abs(fitted.weights), [2], axis=1)
    assert 10 < of_kinds.sum() < len(of_kinds)
    assert not by_labels[of_kinds].any() and by_labels[~of_kinds].any()
    assert by_others[of_kinds].any(axis=0).all()


def test_the_lean_takes_the_share_that_patience_allows() -> None:
    scores = np.random.default_rng(3).normal(size=(1000, len(INTENTS) + len(FLAGS)))
    chosen = [Example("words", (INTENTS[n % len(INTENTS)],)) for n in range(1000)]
    scores[:, training.NONE] += training.lean(scores, chosen)
    ours = np.arange(1000) % len(INTENTS) != training.NONE
    refused = (scores[ours, : len(INTENTS)].argmax(1) == training.NONE).mean()
    assert refused == pytest.approx(training.PATIENCE, abs=0.005)


def as_fitted(known: Model) -> Any:
    """The model as it is stored, in full precision."""
    return fitting.Fitted(
        known.hashes,
        known.idf.astype(np.float64),
        known.weights * known.scale.astype(np.float64),
        known.bias.astype(np.float64),
        known.out.astype(np.float64),
    )


def test_service_weighs_words_as_training_does() -> None:
    """The fast reader and the trainer's matrix give one message the same scores, but for rounding to 7 bits."""
    text = "my parcel was due on monday and it's still not here"
    known = model()
    slow = as_fitted(known).scores(fitting.bags([read(text).masked]))[0]
    assert np.allclose(slow, known.scores(read(text).masked), atol=1e-3)


def test_the_model_is_small() -> None:
    assert (training.DATA / "model.npz").stat().st_size < 3_000_000


def test_every_intent_has_enough_examples_and_no_two_are_alike() -> None:
    labels = Counter(row["intents"][0] for row in rows())  # type: ignore[index]  # JSON has no types
    assert set(labels) == set(INTENTS)
    assert min(labels.values()) >= 45
    texts = [" ".join(str(row["text"]).lower().split()) for row in rows()]
    assert len(texts) == len(set(texts))


def test_every_label_is_an_intent() -> None:
    for row in rows():
        assert set(row) == {"text", "intents", "also_ok", "urgent", "frustrated", "handoff"}
        assert {*row["intents"], *row["also_ok"]} <= set(INTENTS)  # type: ignore[misc]  # JSON has no types


@pytest.mark.skipif(not SHARED.exists(), reason="the labelled real messages may not be copied into the project")
def test_no_example_is_taken_from_the_measuring_set() -> None:
    """Its licence forbids it, and it would measure nothing."""
    real = [json.loads(line)["text"] for line in SHARED.read_text("utf-8").splitlines()]
    theirs = set().union(*(runs(text, 6) for text in real))
    assert not [row["text"] for row in rows() if runs(str(row["text"]), 6) & theirs]
