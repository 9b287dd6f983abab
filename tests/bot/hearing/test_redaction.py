"""Nothing secret survives redaction, and nothing harmless is lost to it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing import redact

CARDS = ["4111111111111111", "5500005555555559", "378282246310005", "6011000990139424", "30569309025904"]
SEPARATORS = ["", " ", "-", ".", "\u200b", "\u00a0", " - "]


def passes_luhn(digits: str) -> bool:
    """Drawn again, so that a mistake in the product's own check shows."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_a_networks(number: str) -> bool:
    """Whether a card network gives out numbers that begin so, of this length."""
    head, length = int(number[:4]), len(number)
    if length == 16 and (5100 <= head <= 5599 or 2221 <= head <= 2720):
        return True
    if length == 15:
        return number[:2] in ("34", "37")
    if length == 14:
        return 3000 <= head <= 3059 or number[:2] in ("36", "38", "39")
    return (length in (16, 19) and number[0] == "4") or (16 <= length <= 19 and number[0] == "6")


def written_as_cards_are(groups: list[str], gaps: list[str]) -> bool:
    """In one piece, in fours, or in even groups with one sign between them."""
    if all(len(group) == 4 for group in groups[:-1]) and len(groups[-1]) <= 4:
        return True
    even = len(groups) == 1 or (len({len(g) for g in groups[:-1]}) == 1 and len(groups[-1]) <= len(groups[0]) != 5)
    return even and len(set(gaps)) <= 1


def card_runs(text: str) -> list[str]:
    """Every run of whole groups that passes the check, is a network's, and is written as cards are."""
    found = []
    for run in re.finditer(r"[0-9](?:[ .\-]{0,2}[0-9])*", text):
        parts = re.split(r"([0-9]+)", run.group())
        groups, gaps = parts[1::2], parts[2:-1:2]
        for first in range(len(groups)):
            for last in range(first, min(first + 19, len(groups))):
                number = "".join(groups[first : last + 1])
                even = written_as_cards_are(groups[first : last + 1], gaps[first:last])
                if 13 <= len(number) <= 19 and is_a_networks(number) and passes_luhn(number) and even:
                    found.append(number)
    return found


@st.composite
def card_numbers(draw: st.DrawFn) -> str:
    """A card number that passes the check, as people type it."""
    first, length = draw(
        st.sampled_from(
            [("4", 16), ("51", 16), ("34", 15), ("6011", 16), ("4", 19), ("2720", 16), ("36", 14), ("9792", 16)]
        )
    )
    body = first + "".join(str(draw(st.integers(0, 9))) for _ in range(length - len(first) - 1))
    check = next(digit for digit in "0123456789" if passes_luhn(body + digit))
    whole = body + check
    gap = draw(st.sampled_from(SEPARATORS))
    return gap.join(whole[i : i + 4] for i in range(0, len(whole), 4))


@given(st.text(), card_numbers(), st.text())
def test_a_card_never_survives_whatever_surrounds_it(before: str, card: str, after: str) -> None:
    shown, kinds = redact(f"{before} {card} {after}")
    assert card not in shown
    assert re.sub(r"[^0-9]", "", card) not in re.sub(r"[^0-9]", "", shown)
    assert "card" in kinds


@given(st.text(alphabet="0123456789 -.4x", max_size=120))
def test_no_card_like_run_survives(text: str) -> None:
    shown, _ = redact(text)
    # An order number is written 3-7-7 and may pass the check by chance.
    assert not card_runs(re.sub(r"\d{3}[ -]\d{7}[ -]\d{7}", "", shown))


WORDS = ["password", "my password is", "otp", "code", "is", ":", "=", "1234", "hunter2", "ssn", "123-45-6789"]
MESSY = st.lists(
    st.sampled_from([*WORDS, *CARDS, "[password hidden]", "[card •1111]", "[", "pin", "DE89"]), max_size=14
)


@given(st.one_of(st.text(), MESSY.map(" ".join), MESSY.map("".join)))
def test_redacting_twice_changes_nothing(text: str) -> None:
    once, _ = redact(text)
    assert redact(once) == (once, ())


@pytest.mark.parametrize(
    ("text", "secret", "kind"),
    [
        ("my password is Sommer2024!", "Sommer2024!", "password"),
        ("password: hunter", "hunter", "password"),
        ("my password is that", "that", "password"),
        ("my password is newcastle", "newcastle", "password"),
        ("my password is because", "because", "password"),
        ("my password is This1 and it does not work", "This1", "password"),
        ("password: that from you", "that", "password"),
        ("pwd=abc123 thanks", "abc123", "password"),
        ("PaSsWoRd: hunter", "hunter", "password"),
        ('my password is "two words"', "two words", "password"),
        ("mein Passwort ist geheim99", "geheim99", "password"),
        ("my sms code is 123456", "123456", "code"),
        ("otp 4432", "4432", "code"),
        ("The OTP I received is 889021", "889021", "code"),
        ("verification code: 12 34", "12 34", ""),
        ("cvv 123", "123", "code"),
        ("my one-time pass is 889021", "889021", "code"),
        ("authenticator code 889021", "889021", "code"),
        ("pin is 4471", "4471", "code"),
        ("send it to GB29 NWBK 6016 1331 9268 19 please", "6016 1331", "iban"),
        ("iban DE89370400440532013000", "0532013000", "iban"),
        ("SSN 123-45-6789", "123-45-6789", "national_id"),
        ("my ssn is 123456789", "123456789", "national_id"),
        ("aadhaar 1234 5678 9012", "1234 5678 9012", "national_id"),
        ("card 4111 1111 1111 1111 exp 12/27", "4111 1111", "card"),
        ("４１１１１１１１１１１１１１１１", "１１１１１１１１１１１１", "card"),
        ("pay4111111111111111now", "4111111111111111", "card"),
    ],
)
def test_secrets_are_hidden(text: str, secret: str, kind: str) -> None:
    shown, kinds = redact(text)
    assert kinds == ((kind,) if kind else ())
    assert (secret in shown) is not bool(kind)


@pytest.mark.parametrize(
    "text",
    [
        "123456",
        "it's 114-3941689-8772232",
        "tracking 1Z999AA10123456784",
        "my password is not working",
        "Password's new since 8 pm",
        "i got a mail asking for my password is that from you",
        "the caller wanted my password, is that normal and the password is what he asked for",
        "forgot my password",
        "the password reset mail never came",
        "promo code SAVE20 does not work",
        "promo code 123456",
        "pin code 560016",
        "pin 781001 not 781101 pls correct",
        "Pin 641012, landmark behind Murugan Textiles",
        "error code 5003",
        "call me on +44 7700 900456",
        "order 1042, paid 1,299.00 on 12/03/2024",
        "4111 1111 1111 1112",
        "tracking number is 9612 0191 2345 678",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert redact(text) == (text, ())


def test_many_digits_take_no_more_than_linear_work() -> None:
    """Forty thousand characters of the worst kind come back; a quadratic scan would not."""
    for worst in ("1 " * 20_000, "4" * 40_000, "password is " * 3_500, "otp " * 10_000, "a@" * 20_000, "DE89 " * 8_000):
        shown, _ = redact(worst)
        assert shown


SECRETS = [
    ("4111 1111 1111 1111", "[card •1111]"),
    ("378282246310005", "[card •0005]"),
    ("GB29 NWBK 6016 1331 9268 19", "[iban hidden]"),
    ("DE89370400440532013000", "[iban hidden]"),
    ("my password is Sommer2024!", "my password is [password hidden]"),
    ("verification code: 443291", "verification code: [code hidden]"),
    ("SSN 123-45-6789", "SSN [national id hidden]"),
]
# Letters of many scripts, no digits, and no word that speaks of a secret.
PLAIN = st.text(alphabet="abehlrıİſßéяж中🙂 .,!\n", max_size=400)


@given(PLAIN, st.sampled_from(SECRETS), PLAIN, st.integers(0, 12))
def test_a_secret_anywhere_is_gone_and_nothing_else_is_changed(
    before: str, secret: tuple[str, str], after: str, often: int
) -> None:
    plain, hidden = secret
    filler = "so it went on and on, " * (often * 40)
    assert redact(f"{filler}{before} {plain} | {after}{filler}")[0] == f"{filler}{before} {hidden} | {after}{filler}"


@given(PLAIN)
def test_where_no_secret_is_nothing_is_changed(text: str) -> None:
    assert redact(text) == (text, ())


def test_all_of_ten_thousand_characters_are_looked_at() -> None:
    line = "the parcel came on 12/03 and order 1042 was not in it. "
    text = "".join(line + plain + " " for plain, _ in SECRETS) * 20
    shown, kinds = redact(text)
    assert len(text) > 10_000
    assert shown == "".join(line + hidden + " " for _, hidden in SECRETS) * 20
    assert set(kinds) == {"card", "iban", "password", "code", "national_id"}


@pytest.mark.parametrize(
    "text",
    [
        "it hasn't changed. 35 209900 176148 1. will this reach someone",
        "IMEI 356938035643809",
        "order 114-3941689-8772232, tracking 9400111899560031234567",
    ],
)
def test_a_telephones_own_number_and_an_order_are_no_card(text: str) -> None:
    assert redact(text) == (text, ())


def test_a_card_of_sixteen_digits_that_begins_like_a_telephone_is_hidden() -> None:
    assert redact("3530111333300000") == ("[card •0000]", ("card",))


@pytest.mark.parametrize("joined", ["-", "/", "."])
def test_a_card_joined_to_an_order_number_is_hidden_whole(joined: str) -> None:
    """Pieces of the order number and the card's first group are a card by chance too."""
    shown, kinds = redact(f"112-4781598-5845139{joined}4405-3361-3105-2070-989")
    assert kinds == ("card",)
    assert "3105" not in shown
    assert "2070" not in shown
