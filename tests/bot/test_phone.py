"""Telephone numbers as people write them, and the code that the caller says. Pure."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.phone import LETTERS, Found, code_of_the_day, country, find, hidden, region_named, region_of, shown


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+1 202 555 0143", "+12025550143"),
        ("(202) 555-0143", "+12025550143"),
        ("my number is 2 0 2 5 5 5 0 1 4 3", "+12025550143"),
        ("0161 496 0142, that is in the UK", "+441614960142"),
        ("a british one: 0161 496 0142", "+441614960142"),
        ("it's 030 23125123 in Germany", "+493023125123"),
        ("44 161 496 0142", "+441614960142"),
        ("00 without a country", ""),
        ("call us on 202 555 0143", "+12025550143"),  # "us" is us, not the United States
    ],
)
def test_a_number_is_read_in_the_country_that_is_named_or_the_shops(text: str, number: str) -> None:
    assert find(text, "US").number == number


def test_a_number_that_cannot_be_of_the_shops_country_may_be_of_the_customers() -> None:
    assert find("0161 496 0142", "US", "GB") == Found("+441614960142")
    assert find("0161 496 0142", "US") == Found(fault="unknown")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("12345", "short"),
        ("911", "short"),
        ("555-0143", "unknown"),
        ("0000000000", "unknown"),
        ("+44 909 879 0001", "dear"),
    ],
)
def test_what_is_wrong_with_a_number_is_told(text: str, fault: str) -> None:
    assert find(text, "US") == Found(fault=fault)  # type: ignore[arg-type]  # one of the literals


def test_words_without_a_number_are_no_wrong_number() -> None:
    assert find("the one you have", "US") == Found()


def test_how_numbers_are_shown() -> None:
    assert shown("+442079460018") == "+44 20 7946 0018"
    assert hidden("+442079460018") == "+44 … 18"
    assert shown("as it was typed") == "as it was typed"
    assert (country("GB"), country("DE")) == ("the United Kingdom", "Germany")
    assert region_named("please call us") == "" and region_named("a US number") == "US"


@given(st.text(max_size=60), st.sampled_from(["US", "GB", "DE", "ZZ", ""]))
def test_whatever_is_written_can_be_looked_through(text: str, region: str) -> None:
    found = find(text, region)
    assert not (found.number and found.fault)
    assert not found.number or find(shown(found.number)).number == found.number


@given(st.text(max_size=20), st.dates())
def test_a_code_is_said_easily_and_is_another_one_tomorrow(secret: str, day: date) -> None:
    code = code_of_the_day(secret, day)
    assert len(code) == 5 and set(code) <= set(LETTERS)
    assert code == code_of_the_day(secret, day)
    assert len({code_of_the_day(secret, date(2026, 11, d)) for d in range(1, 29)}) > 20


def test_a_number_with_a_countrys_code_is_judged_by_that_country() -> None:
    for text in ("+44 7700 900123", "call 0044 7700 900123 please"):
        found = find(text, "US")
        assert (found.fault, found.region) == ("unknown", "GB")
    assert find("+44 161 496 0142", "US").number == "+441614960142"
    assert find("+999 123 4567", "US").region == ""


def test_the_country_of_a_number_with_its_code() -> None:
    assert (region_of("+44 20 7946 0018"), region_of("555 0142"), region_of("")) == ("GB", "", "")
