"""What a shell has split is read back as it was meant."""

from hypothesis import given
from hypothesis import strategies as st

from adapters.command_line.admin import line_of, quoted
from handoff.commands import read_words
from handoff.reading import words_of

WORD = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)


@given(st.lists(WORD, max_size=5))
def test_words_come_through_a_line_whole(words: list[str]) -> None:
    assert [word.text for word in words_of(" ".join(map(quoted, words)))] == words


def test_a_case_can_be_named_without_a_number_sign() -> None:
    command = read_words(line_of("transcript", ["--case", "7"]))
    assert (command.verb, command.case) == ("transcript", 7)


def test_options_reach_their_parameters() -> None:
    command = read_words(line_of("bind", ["--person", "web:guest", "--customer", "ben", "--reason", "a good one"]))
    assert command.given == {"person": "web:guest", "customer": "ben", "reason": "a good one"}
