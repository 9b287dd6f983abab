"""A word that no example has is heard as what it is."""

from collections import Counter
from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from bot.hearing.features import masked, ngrams
from bot.hearing.kinds import KINDS

LISTED = (files("bot.hearing") / "data" / "kinds.words").read_text("utf-8").split()
WORDS = [word for word in LISTED if not word.endswith(":")]
NAMES = [word for word in LISTED if word.endswith(":")]


def of_kinds(text: str) -> set[int]:
    return set(ngrams(masked(text, ()))[2].tolist())


def test_each_word_has_one_kind_and_is_written_as_messages_are_when_they_are_read() -> None:
    assert [word for word, often in Counter(WORDS).items() if often > 1] == []
    assert [word for word in WORDS if masked(word, ()).split() != [word]] == []
    assert len(WORDS) > 10_000
    assert len(set(NAMES)) == len(NAMES) == len(set(KINDS.values()))


def test_what_differs_in_things_alone_is_the_same_in_kinds() -> None:
    assert of_kinds("my colander came dented") == of_kinds("My wok CAME cracked")
    assert of_kinds("my colander came dented") != of_kinds("my sister came dented")
    assert of_kinds("dented came my colander") != of_kinds("my colander came dented")


def test_a_word_of_no_kind_stands_for_itself_beside_one_that_has_a_kind() -> None:
    assert "quizzical" not in KINDS
    assert "quixotic" not in KINDS
    assert of_kinds("a quizzical kettle") != of_kinds("a quixotic kettle")
    assert of_kinds("a quizzical kettle") == of_kinds("a quizzical lamp")


def test_how_a_message_begins_and_ends_is_told_from_what_it_has_within() -> None:
    """What comes first is often what to do first."""
    inner = "quixotic quizzical quaint quirky"
    first, last = f"kettle {inner} {inner} mum", f"mum {inner} {inner} kettle"
    assert of_kinds(first) & of_kinds(last)
    assert of_kinds(first) ^ of_kinds(last)


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(alphabet="abcz", min_size=1, max_size=6)), max_size=12))
def test_any_message_has_its_kinds_and_a_word_changed_for_its_like_changes_none(words: list[str]) -> None:
    like = {KINDS[word]: word for word in reversed(WORDS)}
    other = [like[KINDS[word]] if word in KINDS else word for word in words]
    plain, changed = (ngrams(f" {' '.join(each)} ")[2] for each in (words, other))
    assert plain.tolist() == changed.tolist()
    assert len(plain) >= len([word for word in words if word in KINDS])
