"""However people write a number, a sum or a day, it is found, as they wrote it and nothing around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing import hear
from bot.hearing.entities import entities

WAYS = {
    "order_number": [
        "405-1234567-1234567",
        "405 1234567 1234567",
        "405–1234567–1234567",
        "D01-1234567-1234567",
        "40512345671234567",
        "OD114123456789012345",
        "ORD-90871",
        "INV/2026/8841",
        "BTN-1042",
    ],
    "tracking_number": [
        "1Z999AA10123456784",
        "TBA123456789000",
        "JD0002234567890123",
        "RR123456785GB",
        "RR 123 456 785 GB",
        "LP00412345678901",
        "9400 1118 9956 1234 5678 90",
    ],
    "case_number": ["CAS-12345-X7Y8Z9", "SR1182734", "TKT-88123", "CMP/77120/26", "CR/4410/26"],
    "amount": [
        "£20",
        "3$",
        "$1,299.00",
        "€12,50",
        "12.50 euro",
        "₹ 499",
        "₹1,80,000",
        "Rs.500/-",
        "Rs:500",
        "Rs. 2,499",
        "INR 2,499",
        "rupees 4000",
        "4000 rupess",
        "500/-",
        "20 quid",
        "45 bucks",
        "99p",
        "USD 45",
        "45 USD",
        "5 lakh rupees",
        "2 million dollars",
        "$1.5bn",
        "9.99",
    ],
    "date": [
        "27th nov",
        "27 th November 2020",
        "16th of November,2020",
        "13-16 Nov",
        "Nov 27",
        "Nov. 27th, 2017",
        "Nov 13-16",
        "Oct-31",
        "27-Nov-20",
        "9. November",
        "November 2017",
        "27/11",
        "11/27/17",
        "27-11-2017",
        "2017-11-27",
        "2017/11/27",
        "24.12.2025",
        "today",
        "yesturday",
        "tommorow",
        "tmrw",
        "tonite",
        "Weds",
        "Friday",
    ],
    "phone": ["+91-9876543210", "+91 98765 43210", "9876543210", "0161 555 0142", "1-800-555-0199", "(555) 555-0142"],
    "email": ["jane.doe+x@shop.example.com", "jo@x.co.uk", "j_d@example.org"],
}
ALL = [(kind, way) for kind, ways in WAYS.items() for way in ways]
# No letter that would count something, and no word.
AROUND = st.text(alphabet="aehoıß🙂 ,!\n", max_size=60)


@given(st.sampled_from(ALL), AROUND, AROUND)
def test_each_is_found_in_any_surroundings(written: tuple[str, str], before: str, after: str) -> None:
    kind, way = written
    found = [(entity.type, entity.text) for entity in entities(f"{before} {way} {after}")]
    assert found == [(kind, way)]


@pytest.mark.parametrize("around", ["{}", "({})", "it was {}.", "{}, again", "{}!!", "so: {}?", "{}\nthanks"])
def test_punctuation_is_no_part_of_it(around: str) -> None:
    for kind, way in ALL:
        text = around.format(way)
        assert [(entity.type, text[entity.start : entity.end]) for entity in hear(text).entities] == [(kind, way)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Order no.-405-1234567-1234567", ["405-1234567-1234567"]),
        ("order405-1234567-1234567", ["405-1234567-1234567"]),
        ("order id : 403 88291, thanks", ["403 88291"]),
        ("tracking number: LT 559 100 2817", ["LT 559 100 2817"]),
        ("the tracking of the second box is 4477 9012 3386", ["4477 9012 3386"]),
        ("courier gave me 672497692299", ["672497692299"]),
        ("complaint no C-123", ["C-123"]),
        ("the reference is still TRV-88190", ["TRV-88190"]),
        ("request number 77123", ["77123"]),
        ("refund of 12,499 pending", ["12,499"]),
        ("I paid 2,499 for this", ["2,499"]),
        ("it cost me 5k", ["5k"]),
        ("bought it for 899 and it broke", ["899"]),
        ("price 1250 is too high", ["1250"]),
        ("price:1250", ["1250"]),
        ("my order worth 3500 is lost", ["3500"]),
        ("the 3,600 has gone from my account", ["3,600"]),
        ("we spent 3500 on it", ["3500"]),
        ("expected 5/11, delivered 6/11", ["5/11", "6/11"]),
        ("Guaranteed by Monday, November 27", ["Monday", "November 27"]),
        ("is today's van full", ["today"]),
        ("27 Nov 8pm", ["27 Nov"]),
        ("ordered Sat", ["Sat"]),
        ("ph.no.9876543210 or 9876543211/9876543212", ["9876543210", "9876543211", "9876543212"]),
        ("call 9876543210 2 days ago", ["9876543210"]),
        ("ring 1800 3000 9009", ["1800 3000 9009"]),
        ("mail jane@example.com.Please reply", ["jane@example.com"]),
        ("mail:-jane@example.com", ["jane@example.com"]),
    ],
)
def test_words_before_it_tell_what_it_is(text: str, named: list[str]) -> None:
    assert [entity.text for entity in hear(text).entities] == named


@pytest.mark.parametrize(
    "text",
    [
        "more than 70,000 exporters",
        "promised the 27th, now it says 29th",
        "3 days, 2 weeks ago, last week, in 48hrs",
        "label says 1/2, tracking of 2/2",
        "part no. 7731-L and serial 55-EX-2098",
        "model WH-3320",
        "it was rated 4.5 of 5 by 2019 people",
        "version 10.15.7 at 1:23pm",
        "I request 250 of you to look",
        "open 24/7 in 1080p",
        "parcels are fine, my transaction 672497692299",
        "I bought it for 300 people",
        "total - 2 items, 60 gift cards, paid 2-3 days late",
        "paid for 2 years, 20% off",
        "open Mon-Sunday-ish",
    ],
)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert not [entity for entity in hear(text).entities if entity.text != "Sunday"]


MESSY = st.lists(
    st.one_of(
        st.sampled_from([way for _, way in ALL]),
        st.sampled_from("order tracking case # paid for at on call my 4111 1111 , . - / \n @ k Rs $ 🙂".split(" ")),
        st.text(max_size=5),
    ),
    max_size=25,
)


@given(st.one_of(st.text(), MESSY.map(" ".join), MESSY.map("".join)))
def test_any_text_is_read_without_overlaps(text: str) -> None:
    end = 0
    for entity in entities(text):
        assert end <= entity.start < entity.end
        assert text[entity.start : entity.end] == entity.text
        end = entity.end


@pytest.mark.parametrize(
    "worst", ["1 ", "9", "a.", "a@a.", "bought a ", "order no ", "1,", "1-", "Rs ", "27 th ", "report to ", "model a "]
)
def test_a_long_text_of_the_worst_kind_comes_back(worst: str) -> None:
    """Twenty thousand characters; a pattern that looks back on all it has read would not."""
    text = "order 1042\n" + (worst * 20_000)[:20_000]
    assert entities(text)[0].text == "1042"


@given(st.lists(st.from_regex(r"[0-9]{3}-[0-9]{7}-[0-9]{7}", fullmatch=True), min_size=1, max_size=3), st.booleans())
def test_order_numbers_side_by_side_are_no_card(numbers: list[str], counted: bool) -> None:
    text = " / ".join(numbers) + (" 2 of them" if counted else "")
    heard = hear(text)
    assert [(entity.type, entity.text) for entity in heard.entities] == [("order_number", n) for n in numbers]
    assert heard.redacted == ()


@pytest.mark.parametrize("measure", ["1.99 m tall", "4.95 stars", "2.49 kg", "0.95 percent"])
def test_a_measure_that_ends_as_prices_do_is_no_sum(measure: str) -> None:
    assert entities(f"it is {measure} they say") == []
