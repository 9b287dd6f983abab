"""Secrets as people name them, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing import redact


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("otp 482 913", "otp [code hidden]"),
        ("I paid the order with 4111111111111111", "I paid the order with [card •1111]"),
        ("charge the invoice to 4111111111111111", "charge the invoice to [card •1111]"),
        ("my receipt: 4242424242424242", "my receipt: [card •4242]"),
        ("order 8133 4111111111111111", "order 8133 [card •1111]"),
        ("MC5555555555554444", "MC[card •4444]"),
        ("411111 1111111111", "[card •1111]"),
        ("PIN 4821", "PIN [code hidden]"),
        ("the pin 4821 doesn't work", "the pin [code hidden] doesn't work"),
        ("pin no 4821 and cvv 321", "pin no [code hidden] and cvv [code hidden]"),
        ("my TAN 482913", "my TAN [code hidden]"),
        ("the otp is 482 913", "the otp is [code hidden]"),
        ("verification code: 482 913", "verification code: [code hidden]"),
        ("482913 is my verification code", "[code hidden] is my verification code"),
        ("482913 is the otp", "[code hidden] is the otp"),
        ("G-482913 is your Google verification code", "G-[code hidden] is your Google verification code"),
        ("the code is 482913", "the code is [code hidden]"),
        ("your code is 482913", "your code is [code hidden]"),
        ("the code they texted me is 482913", "the code they texted me is [code hidden]"),
        ("the 6 digit code is 482913", "the 6 digit code is [code hidden]"),
        ("sign in code 482913", "sign in code [code hidden]"),
        ("mfa code 482913", "mfa code [code hidden]"),
        ("confirmation code 482913", "confirmation code [code hidden]"),
        ("backup code 4829-1034", "backup code [code hidden]"),
        ("otp 48 29 13", "otp [code hidden]"),
        ("security code on the back is 123", "security code on the back is [code hidden]"),
        ("my pin is 482193", "my pin is [code hidden]"),
        ("otp aaya 482913", "otp aaya [code hidden]"),
        ("código de verificación: 482913", "código de verificación: [code hidden]"),
        ("Bestätigungscode 482913", "Bestätigungscode [code hidden]"),
        ("call a human, 482913 is my verification code", "call a human, [code hidden] is my verification code"),
        ("pass: hunter2", "pass: [password hidden]"),
        ("pass = hunter2", "pass = [password hidden]"),
        ("pw: hunter2", "pw: [password hidden]"),
        ("pw is hunter2", "pw is [password hidden]"),
        ("passwd: hunter2", "passwd: [password hidden]"),
        ("password - hunter2", "password - [password hidden]"),
        ("password -> hunter2", "password -> [password hidden]"),
        ("my password for the site is hunter2", "my password for the site is [password hidden]"),
        ("the password I use is hunter2", "the password I use is [password hidden]"),
        ("my pass word is hunter2", "my pass word is [password hidden]"),
        ("my password's hunter2", "my password's [password hidden]"),
        ("my password’s hunter2", "my password’s [password hidden]"),
        ("la mia password è hunter2", "la mia password è [password hidden]"),
        ('{"password": "hunter2"}', '{"password": [password hidden]}'),
        ("my passphrase is correct horse battery staple", "my passphrase is [password hidden]"),
        ("i tried hunter2 as my password", "i tried [password hidden] as my password"),
        ("my pasword is hunter2", "my pasword is [password hidden]"),
        ("passowrd: hunter2", "passowrd: [password hidden]"),
        ("my password is now hunter2", "my password is now [password hidden]"),
        ("I want a human. my login pass: hunter2", "I want a human. my login pass: [password hidden]"),
        ("my pw is: Sommer!2024 and login does not work", "my pw is: [password hidden] and login does not work"),
        ("cant log in with Sommer!2024 as my password", "cant log in with [password hidden] as my password"),
        ("my pass is Sommer!2024", "my pass is [password hidden]"),
        ("CPF 123.456.789-09", "CPF [national id hidden]"),
        ("sin number 046 454 286", "sin number [national id hidden]"),
        ("social insurance number 046 454 286", "social insurance number [national id hidden]"),
        ("SIN: 046 454 286", "SIN: [national id hidden]"),
        ("my SIN is 046454286", "my SIN is [national id hidden]"),
        ("PAN ABCPE1234F", "PAN [national id hidden]"),
        ("my pan card is ABCPE1234F", "my pan card is [national id hidden]"),
        ("DNI 12345678Z", "DNI [national id hidden]"),
        ("NIE X1234567L", "NIE [national id hidden]"),
        ("codice fiscale RSSMRA85T10A562S", "codice fiscale [national id hidden]"),
        ("Steuer-ID 86095742719", "Steuer-ID [national id hidden]"),
        ("nino ab123456c", "nino [national id hidden]"),
        ("national insurance number ab 12 34 56 c", "national insurance number [national id hidden]"),
        ("my social is 123456789", "my social is [national id hidden]"),
        ("adhar 1234 5678 9012", "adhar [national id hidden]"),
        ("123–45–6789", "[national id hidden]"),
        ("social security no 123.45.6789", "social security no [national id hidden]"),
        ("passport number 123456789", "passport number [national id hidden]"),
        ("PESEL 44051401359", "PESEL [national id hidden]"),
        ("NHS number 943 476 5919", "NHS number [national id hidden]"),
        ("BSN 123456782", "BSN [national id hidden]"),
        ("my iban EG380019000500000000263180002", "my iban [iban hidden]"),
        ("IBAN GE29NB0000000101904917", "IBAN [iban hidden]"),
        ("XK051212012345678906", "[iban hidden]"),
        ("AL47212110090000000235698741", "[iban hidden]"),
        ("IBANDE89370400440532013000", "IBAN[iban hidden]"),
        ("GB29\nNWBK\n6016\n1331\n9268\n19", "[iban hidden]"),
        ("GB29.NWBK.6016.1331.9268.19", "[iban hidden]"),
        ("4111, 1111, 1111, 1111", "[card •1111]"),
        ("4111,1111,1111,1111", "[card •1111]"),
        ("4111:1111:1111:1111", "[card •1111]"),
        ("4111|1111|1111|1111", "[card •1111]"),
        ("4111·1111·1111·1111", "[card •1111]"),
        ("4111•1111•1111•1111", "[card •1111]"),
        ("4111 (1111) 1111 1111", "[card •1111]"),
        ("(4111)(1111)(1111)(1111)", "([card •1111])"),
        ("4111*1111*1111*1111", "[card •1111]"),
        ("4111~1111~1111~1111", "[card •1111]"),
        ("4111+1111+1111+1111", "[card •1111]"),
        ("41111111111111115500000000000004", "[card •1111][card •0004]"),
        (
            "my card 4111, 1111, 1111, 1111 was charged twice, get me a human",
            "my card [card •1111] was charged twice, get me a human",
        ),
        ("card 4111 1111 1111 1111 12/27 123", "card [card •1111] 12/27 [code hidden]"),
        (
            "card 4111-1111-1111-1111 sec code 123 exp 04/27 was used",
            "card [card •1111] sec code [code hidden] exp 04/27 was used",
        ),
        ("4111111111111111 exp 12/27 cvv 123", "[card •1111] exp 12/27 cvv [code hidden]"),
        ("41111111 11111111", "[card •1111]"),
        ("4111-1111-1111-1111", "[card •1111]"),
        ("3782 822463 10005", "[card •0005]"),
        ("378282246310005", "[card •0005]"),
        ("my old card 4222222222222", "my old card [card •2222]"),
        ("order 4111 1111 1111 1111", "order [card •1111]"),
        ("GB29\nNWBK\n6016\n1331\n9268\n19", "[iban hidden]"),
    ],
)
def test_what_is_shown_in_the_place_of_a_secret(text: str, shown: str) -> None:
    assert redact(text)[0] == shown


@pytest.mark.parametrize(
    "text",
    [
        "please call me on +4915371224200",
        "+49 1537 1224200",
        "+49-153-71224200",
        "004915371224200",
        "415-555-4273 / 415-556-3267",
        "San Francisco CA 94107 415-555-6266",
        "order 5754337673 - 2024-03-12",
        "order 5702137567 2024-03-12",
        "orders 10000123 10000131",
        "1000 2000 3000 4000",
        "order number 4556737586899855 please",
        "my fedex package 976640480772899",
        "barcode 4096838608093",
        "4096838608093",
        "isbn 9785969832259",
        "transaction id 4138438909494659",
        "your password is rubbish",
        "the password is only 8 characters",
        "password is case sensitive",
        "password is asking again",
        "password: not working",
        "I want my password to work",
        "change my password to something else",
        "my password is expired!",
        "my password is 100% correct",
        "the password is sent to my old email",
        "in tan 120 cm",
        "the tan 1042 shoes",
        "the enamel pin 1042",
        "hair pin 2000 pieces",
        "2 pin 1500 W plug",
        "promo code 123456",
        "the promo code is 482913",
        "error code 500312",
        "the error code is 500312",
        "gift card code 482913",
        "order 1042 is my order",
        "10% off code is 123456",
        "call me on 07700 900456",
        "the pan 28 cm",
        "pass me the 2nd one",
        "i pass by number 12345678",
        "sort code 12-34-56",
        "post code is 123456",
        "my order is 48291344",
        "passed 2 days",
        "a pass to the 2024 show",
        "tax of 12345678",
        "it was 3 x 4500 1200 3300 4100",
        "social media 2024",
        "national holiday 12 12 2024",
    ],
)
def test_what_only_looks_like_a_secret_stays(text: str) -> None:
    assert redact(text) == (text, ())


DIGITS = st.text("0123456789", min_size=8, max_size=8)
PHONE = st.text("23456789", min_size=10, max_size=10).map(lambda d: f"{d[:3]}-{d[3:6]}-{d[6:]}")


@given(st.sampled_from(["+49 15", "+4917", "004915", "+43 66", "+49-16"]), DIGITS)
def test_a_telephone_is_no_card_by_chance(code: str, number: str) -> None:
    assert redact(f"please call me on {code}{number}") == (f"please call me on {code}{number}", ())


@given(PHONE, PHONE, st.sampled_from([" / ", "\n", " or ", ", "]))
def test_two_telephones_are_no_card_by_chance(one: str, other: str, between: str) -> None:
    assert redact(f"{one}{between}{other}")[1] == ()


@given(st.integers(10_000, 99_999), PHONE, st.integers(10**9, 10**10 - 1))
def test_an_order_and_its_date_or_a_place_and_a_telephone_are_no_card(place: int, phone: str, order: int) -> None:
    text = f"San Francisco CA {place} {phone}, order {order} - 2024-03-12, order {order} 2024-03-12"
    assert redact(text) == (text, ())


@given(st.integers(10**15, 10**16 - 1), st.sampled_from(["order number", "tracking", "barcode", "ref no:"]))
def test_a_number_that_is_called_something_else_is_no_card(number: int, name: str) -> None:
    assert redact(f"{name} {number} please")[1] == ()
