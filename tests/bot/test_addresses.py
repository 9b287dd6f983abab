"""Addresses as people write them: read whole or in parts, and never out of other words."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slots.addresses import LIMIT, address_in, is_abroad, with_more
from bot.slots.postcodes import two_in

PEOPLE = files("adapters.shop.sample") / "people"
BOOK = [
    (person["address"], person["locale"].partition("_")[2])
    for entry in sorted(PEOPLE.iterdir(), key=lambda entry: entry.name)
    for person in [tomllib.loads(entry.read_text(encoding="utf-8"))]
]
WHOLE = "12 Mill Lane, Leeds LS1 4AB"


@pytest.mark.parametrize(("address", "country"), BOOK)
@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "please send it to {}",
        "my new address is {}, thanks",
        "Change the delivery address to {} please",
        "hi, {}.",
    ],
)
def test_an_address_is_found_among_the_words_around_it_and_kept_as_it_was_written(address, country, around):
    found = address_in(around.format(address), country)
    assert found and found.complete and found.line == address


@pytest.mark.parametrize(("address", "country"), BOOK)
def test_one_line_and_several_lines_are_the_same_address(address, country):
    assert address_in(address.replace(", ", "\n"), country) == address_in(address, country)


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("12 Mill Lane", ("town", "postcode")),
        ("Mill Lane, Leeds LS1 4AB", ("number",)),
        ("Leeds LS1 4AB", ("street",)),
        ("12 Mill Lane, Leeds", ("postcode",)),
        ("12 Mill Lane LS1 4AB", ("town",)),
        ("12 Mill Lane Leeds LS1 4AB", ()),
        ("Flat 3, 12 Mill Lane, Leeds LS1 4AB", ()),
        ("I moved, so it is 12 Mill Lane, Leeds LS1 4AB", ()),
        ("send it to 5 Elm Close York please, i moved", ("postcode",)),
        ("Plein 4, 2511 CR The Hague, Netherlands", ()),
        ("Samira Osei\n12 Mill Lane\nLeeds\nLS1 4AB\nUK", ()),
        ("4 Rue des Lilas, 69003 Lyon, France", ()),
    ],
)
def test_what_is_missing_is_known_by_name(said, missing):
    found = address_in(said, "GB")
    assert found and found.missing == missing


@pytest.mark.parametrize(
    ("before", "added"),
    [
        ("12 Mill Lane", "Leeds LS1 4AB"),
        ("12 Mill Lane, Leeds", "LS1 4AB"),
        ("Leeds LS1 4AB", "12 Mill Lane"),
        ("Mill Lane, Leeds LS1 4AB", "12"),
        ("12 Mill Lane", "it is 12 Mill Lane, Leeds LS1 4AB"),
    ],
)
def test_what_is_said_next_completes_what_was_said_before(before, added):
    found = with_more(before, added, "GB")
    assert found and found.complete


@pytest.mark.parametrize("said", ["what do you mean", "no", "why?", "purple elephants", "i don't know the postcode"])
def test_talk_is_no_part_of_an_address(said):
    found = with_more("12 Mill Lane", said, "GB")
    assert found is None or not found.complete


@pytest.mark.parametrize(
    "said", ["purple elephants", "", "   ", "moved house, can you send it to the new flat", "never mind"]
)
def test_words_without_a_number_are_no_address(said):
    assert address_in(said, "GB") is None


def test_the_number_of_an_order_is_no_house_number():
    assert address_in("it's order 8133", "GB", ("8133",)) is None
    found = address_in(f"send order #8133 to {WHOLE}", "GB", ("8133",))
    assert found and found.line == WHOLE


@pytest.mark.parametrize(
    ("code", "country", "fits"),
    [
        ("28012", "ES", True),
        ("2801", "ES", False),
        ("450-0000", "JP", True),
        ("K1A 0B1", "CA", True),
        ("1010", "AT", True),
    ],
)
def test_a_postcode_has_its_countrys_shape(code, country, fits):
    found = address_in(f"Hauptweg 7, {code} Neustadt", country)
    assert found and found.complete is fits


def test_a_country_without_a_known_shape_needs_no_postcode():
    found = address_in("7 Harbour View, Port Sola", "ZZ")
    assert found and found.complete


@given(st.text(max_size=2 * LIMIT))
def test_whatever_is_written_is_read_without_harm_and_within_the_limit(text):
    found = address_in(text, "GB")
    assert found is None or (
        len(found.line) <= LIMIT and set(found.missing) <= {"street", "number", "town", "postcode"}
    )


@given(st.text(max_size=80), st.sampled_from(["", "12 Mill Lane", "Leeds LS1 4AB"]))
def test_adding_never_takes_away(text, before):
    found = with_more(before, text, "GB")
    known = address_in(before, "GB")
    assert found is None or known is None or found.line != before


@pytest.mark.parametrize(
    ("said", "abroad"),
    [
        ("221 Rue de Rivoli, Paris 75001", True),
        ("Hauptstraße 5, 10115 Berlin", True),
        ("Plein 4, 2511 CR The Hague", True),
        ("221 Rue de Rivoli, Paris", False),
        ("221 Rue de Rivoli, Paris 75001, France", False),
        ("12 Mill Lane, Leeds LS1 4AB", False),
        ("12 Mill Lane", False),
    ],
)
def test_another_countrys_postcode_is_told_from_none(said, abroad):
    assert is_abroad(address_in(said, "GB"), "GB") is abroad


@pytest.mark.parametrize(
    ("before", "added", "line"),
    [
        ("221 Rue de Rivoli, Paris", "75001", "221 Rue de Rivoli, Paris, 75001"),
        ("221 Rue de Rivoli, Paris, 75001", "it's in France", "221 Rue de Rivoli, Paris, 75001, France"),
        ("221 Rue de Rivoli, Paris", "France", "221 Rue de Rivoli, Paris, France"),
        ("221 Rue de Rivoli, Paris, France", "75001", "221 Rue de Rivoli, Paris, 75001, France"),
        ("221 Rue de Rivoli, Paris, Germany", "France", "221 Rue de Rivoli, Paris, France"),
        ("221 Rue de Rivoli, Paris", "5 Elm Road", "5 Elm Road"),
    ],
)
def test_an_address_abroad_grows_by_what_is_added(before, added, line):
    assert with_more(before, added, "GB").line == line


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("Rua Augusta 12 1100-053 Lisboa Portugal", "Rua Augusta 12, 1100-053 Lisboa, Portugal"),
        ("Rua Augusta 12 1100-053 Lisboa, Portugal", "Rua Augusta 12, 1100-053 Lisboa, Portugal"),
        ("Hauptstrasse 5 10115 Berlin Germany", "Hauptstrasse 5, 10115 Berlin, Germany"),
        ("my new address is Via Roma 3 20121 Milano Italia", "Via Roma 3, 20121 Milano, Italia"),
        ("Storgatan 5 111 22 Stockholm Sweden", "Storgatan 5, 111 22 Stockholm, Sweden"),
        ("1600 Pennsylvania Avenue Washington DC 20500 USA", "1600 Pennsylvania Avenue Washington DC 20500, USA"),
        ("flat 3 22 baker street london NW1 6XE uk", "flat 3 22 baker street london NW1 6XE, uk"),
    ],
)
def test_an_address_in_one_line_ends_its_street_at_the_postcode(said, line):
    found = address_in(said, "GB")
    assert found and found.complete and found.line == line


@pytest.mark.parametrize("again", ["75001", "75001 Paris", "221 Rue de Rivoli Paris 75001", "paris", "75002 Paris"])
def test_the_same_words_again_are_no_answer(again):
    assert with_more("221 Rue de Rivoli, Paris 75001", again, "GB") is None


@pytest.mark.parametrize(
    ("letter", "country", "line"),
    [
        ("We live since April in 14 Elm Street Nottingham NG2 3AB", "GB", "14 Elm Street Nottingham NG2 3AB"),
        (
            "Dear Madam, I am staying with my sister at 14 Elm Street, Nottingham NG2 3AB until January",
            "GB",
            "14 Elm Street, Nottingham NG2 3AB",
        ),
        (
            "It is 14 Elm Street in Nottingham, the postcode I think NG2 3AB",
            "GB",
            "14 Elm Street in Nottingham, NG2 3AB",
        ),
        (
            "It's Flat 2, 14 Elm Street, Nottingham NG2 3AB. It is the house with the green door.",
            "GB",
            "Flat 2, 14 Elm Street, Nottingham NG2 3AB",
        ),
        ("12 rue de la Paix, 75002, Paris", "FR", "12 rue de la Paix, 75002, Paris"),
        ("Straße des 17. Juni 135, 10623 Berlin", "DE", "Straße des 17. Juni 135, 10623 Berlin"),
        ("12345 Rock and Roll Blvd, Springfield 62704", "US", "12345 Rock and Roll Blvd, Springfield 62704"),
    ],
)
def test_of_a_letter_only_the_address_is_kept(letter, country, line):
    found = address_in(letter, country)
    assert found is not None and (found.line, found.complete) == (line, True)


@pytest.mark.parametrize(
    ("said", "two"),
    [
        ("14 Elm Street, Nottingham NG2 3AB or is it NG2 3BA", True),
        ("14 Elm Street, Nottingham NG2 3AB, that is NG23AB", False),
        ("14 Elm Street, Nottingham", False),
    ],
)
def test_two_postcodes_are_two_addresses_and_one_said_twice_is_one(said, two):
    assert two_in(said, "GB") is two
