"""Which words are of a language that we cannot even name."""

import pytest

from bot.turns.another_tongue import is_written


@pytest.mark.parametrize(
    "said", ["avsluta min kaffe prenumeration", "waar is mijn pakket", "hvor er pakken min", "gdzie jest moja paczka"]
)
def test_words_of_none_of_our_languages(said):
    assert is_written(said)


@pytest.mark.parametrize(
    "said",
    ["wo ist mein paket", "where is my pakket", "cancel min order", "dónde está mi pedido", "het", "thor har not come"],
)
def test_english_and_the_languages_we_can_name_are_none(said):
    assert not is_written(said)
