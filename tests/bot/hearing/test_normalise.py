"""Readable text, and the way back to where each character stood."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.hearing.normalise import normalise

NASTY = st.text(alphabet="ab \n\t\r\0\u200b\u202e\ufeff\u0301é\ud800\u1100\u1161", max_size=30)


@given(st.one_of(st.text(), NASTY))
def test_what_is_read_is_clean(text: str) -> None:
    read = normalise(text).text
    assert read == read.strip()
    assert not any(unicodedata.category(character) == "Cs" for character in read)
    assert not set(read) & set("\0\u202e\u200f\u200b\ufeff\t\r")
    assert "  " not in read
    assert "\n\n\n" not in read


@given(st.one_of(st.text(), NASTY))
def test_reading_twice_changes_nothing(text: str) -> None:
    read = normalise(text).text
    assert normalise(read).text == read


@given(st.one_of(st.text(), NASTY))
def test_every_character_knows_where_it_came_from(text: str) -> None:
    reading = normalise(text)
    spots = [reading.origin(place, place + 1) for place in range(len(reading.text))]
    assert spots == sorted(spots)
    assert all(0 <= start < end <= len(text) for start, end in spots)


def test_composed_letters_are_one_letter() -> None:
    assert normalise("cafe\u0301").text == "café"


def test_a_word_after_hidden_marks_is_found_in_its_place() -> None:
    text = "\u202e  hello\u200b   there"
    reading = normalise(text)
    at = reading.text.index("there")
    start, end = reading.origin(at, at + 5)
    assert text[start:end] == "there"
