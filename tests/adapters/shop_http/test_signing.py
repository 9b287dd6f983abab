"""The signature covers all that is asked, for five minutes; the page's worked example is one."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.shop.http.signing import TOLERANCE, Asked, BadSignature, StaleTimestamp, check, signature

SECRET = "sixteen letters or more"
NOW = 1_795_683_000
PAY = Asked("POST", "/baton/effects/pay_back", b'{"kind":"pay_back"}', "a-key")
PAGE = Path(__file__).parents[3] / "docs" / "shop-api.md"


def test_it_is_good_for_five_minutes_in_both_directions() -> None:
    for off in (0, TOLERANCE, -TOLERANCE):
        check(SECRET, str(NOW), signature(SECRET, str(NOW), PAY), PAY, NOW + off)
    for off in (TOLERANCE + 1, -TOLERANCE - 1, 10**6):
        with pytest.raises(StaleTimestamp):
            check(SECRET, str(NOW), signature(SECRET, str(NOW), PAY), PAY, NOW + off)


@pytest.mark.parametrize("stamp", ["", "soon", "1e9", "-5", "٣٣", "1795683000.5", " 1795683000"])
def test_a_timestamp_is_digits_also_when_it_was_signed(stamp: str) -> None:
    with pytest.raises(StaleTimestamp):
        check(SECRET, stamp, signature(SECRET, stamp, PAY), PAY, NOW)


@pytest.mark.parametrize(
    "other",
    [
        replace(PAY, method="GET"),
        replace(PAY, target="/baton/effects/credit"),
        replace(PAY, target="/baton/effects/pay_back?x=1"),
        replace(PAY, body=b'{"kind":"pay_back" }'),
        replace(PAY, key="another-key"),
        replace(PAY, key=""),
    ],
)
def test_nothing_in_the_request_can_be_changed(other: Asked) -> None:
    with pytest.raises(BadSignature):
        check(SECRET, str(NOW), signature(SECRET, str(NOW), PAY), other, NOW)


@given(st.text(), st.text(max_size=80))
def test_no_other_secret_and_no_other_words_will_do(secret: str, given_words: str) -> None:
    if secret.encode(errors="surrogatepass") == SECRET.encode():
        return
    with pytest.raises(BadSignature):
        check(SECRET, str(NOW), given_words, PAY, NOW)


@pytest.mark.parametrize("header", ["\udcff", "v1=\udc80" * 9])
def test_bytes_that_are_no_text_are_a_wrong_signature_and_no_fault(header: str) -> None:
    """A server reads headers so; whoever sent them has no secret, and must not fill the log."""
    for given_words, asked in ((header, PAY), ("v1=", replace(PAY, key=header))):
        with pytest.raises(BadSignature):
            check(SECRET, str(NOW), given_words, asked, NOW)
    with pytest.raises(BadSignature):
        check(SECRET, header, "v1=", PAY, NOW)


def test_the_pages_worked_example_is_right() -> None:
    """As a reader would do it: the lines of the block, the secret and the header beside it."""
    page = PAGE.read_text(encoding="utf-8")
    found = re.search(r"secret is `([^`]+)`.*?```text\n(v1\n.*?)\n```.*?Baton-Signature: (v1=[0-9a-f]{64})", page, re.S)
    assert found
    secret, lines, header = found.groups()
    _, stamp, method, target, key, digest = lines.split("\n")
    body = re.search(r"body is\s+```json\n(.*?)\n```", page, re.S)
    assert body
    asked = Asked(method, target, body[1].encode(), key)
    assert signature(secret, stamp, asked) == header
    assert digest in lines and len(digest) == 64
