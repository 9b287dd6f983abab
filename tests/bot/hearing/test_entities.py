"""What a message names is found, verbatim and in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing import hear
from bot.hearing.entities import entities
from bot.hearing.masks import BadMask, orders_like
from bot.hearing.shapes import SHAPES
from bot.policy import PolicyError, policy_of, read

TABLE = [
    ("it's 114-3941689-8772232", [("order_number", "114-3941689-8772232")]),
    ("Order # 898-8972879-1244449 is late", [("order_number", "898-8972879-1244449")]),
    ("order number is 1042 pls", [("order_number", "1042")]),
    ("where is #1042", [("order_number", "1042")]),
    ("order no. BT-20931?", [("order_number", "BT-20931")]),
    ("I ordered 12 plates", []),
    ("tracking 1Z999AA10123456784", [("tracking_number", "1Z999AA10123456784")]),
    ("tracking ID 672497692299 says lost", [("tracking_number", "672497692299")]),
    ("RR123456785GB is stuck", [("tracking_number", "RR123456785GB")]),
    ("case 5540021 please", [("case_number", "5540021")]),
    ("ticket #88123", [("case_number", "88123")]),
    ("paid £20 and 3$", [("amount", "£20"), ("amount", "3$")]),
    ("Rs. 2,499 debited", [("amount", "Rs. 2,499")]),
    ("1.299,00 € charged", [("amount", "1.299,00 €")]),
    ("Rs 500/- only", [("amount", "Rs 500/-")]),
    ("refund of 1250 pending", [("amount", "1250")]),
    ("AED 50 and kr 120 and ₹1,80,000", [("amount", "AED 50"), ("amount", "kr 120"), ("amount", "₹1,80,000")]),
    ("Todays stream, Mon Nov 27 at 1:23pm", [("date", "Nov 27")]),
    ("paid 20 days ago #CSW2020", []),
    ("due 10/31, my cat sat in the sun", [("date", "10/31")]),
    ("ref CS-88210 and ORD-90871", [("case_number", "CS-88210"), ("order_number", "ORD-90871")]),
    ("my number is 555-0120", [("phone", "555-0120")]),
    ("15 euros extra", [("amount", "15 euros")]),
    ("due yesterday, today is Weds", [("date", "yesterday"), ("date", "today"), ("date", "Weds")]),
    ("on 16th of November,2020", [("date", "16th of November,2020")]),
    ("it was Nov 27", [("date", "Nov 27")]),
    ("since 2024-05-01", [("date", "2024-05-01")]),
    ("12/03/2024 at noon", [("date", "12/03/2024")]),
    ("call +44 7700 900456", [("phone", "+44 7700 900456")]),
    ("ring 0161 555 0142 now", [("phone", "0161 555 0142")]),
    ("(555) 555-0142 is mine", [("phone", "(555) 555-0142")]),
    ("mail jane.doe+x@shop.example.com.", [("email", "jane.doe+x@shop.example.com")]),
    ("stop 55-9021 and 7720-118-C", [("order_number", "55-9021"), ("order_number", "7720-118-C")]),
    ("it's in ZX 5529 0014 88 now", [("tracking_number", "ZX 5529 0014 88")]),
    ("i'd rather talk, 555-0166", [("phone", "555-0166")]),
    ("zip 94110-1234, 2019-2020 or 10-12 of them", []),
    ("nothing here", []),
]


@pytest.mark.parametrize(("text", "named"), TABLE)
def test_what_is_named_is_found(text: str, named: list[tuple[str, str]]) -> None:
    heard = hear(text)
    assert [(entity.type, entity.text) for entity in heard.entities] == named
    assert all(text[entity.start : entity.end] == entity.text for entity in heard.entities)


def test_places_count_in_the_text_as_it_arrived() -> None:
    text = "\u202e \t order\u00a0 1042\u200b  jane@example.com"
    found = {entity.type: text[entity.start : entity.end] for entity in hear(text).entities}
    assert found == {"order_number": "1042", "email": "jane@example.com"}


def test_a_card_is_named_but_never_shown() -> None:
    text = "my card 4111 1111 1111 1111 was charged 20 euros"
    heard = hear(text)
    card, amount = heard.entities
    assert (card.type, card.text) == ("card", "[card •1111]")
    assert text[card.start : card.end] == "4111 1111 1111 1111"
    assert amount.text == "20 euros"
    assert "4111 1111" not in repr(heard)
    assert heard.redacted == ("card",)


def test_a_card_hidden_before_it_reached_us_is_still_named() -> None:
    heard = hear("my card [card •1111] was charged twice")
    assert heard.entities[0].type == "card"
    assert heard.redacted == ("card",)


NUMBERED = st.lists(
    st.sampled_from(
        "order number is # 1042 due on 12/03 Nov 27, 16th of November,2020 tracking ID 672497692299 paid $ 20"
        " euros case ref CMP/2025/0091 ORD-90871 1Z999AA10123456784 the price"
        " was 1250 AED 1,249.00 lorem ipsum dolor spent RR 123 456 785 GB XY 1234 5678 9400111899561234567890"
        " TBA123456789000 a.b@c.com AB-12-3456 by sat".split()
    ),
    max_size=60,
).map(" ".join)


@given(st.one_of(st.text(alphabet="0123456789-# orderADZ@.$€friday٣\x00", max_size=60), NUMBERED))
def test_looking_near_digits_and_words_misses_nothing(text: str) -> None:
    """Every shape, looked for all over the text, is found where the shortcuts look as well."""
    named = {(entity.start, entity.end) for entity in entities(text)}
    covered = {place for start, end in named for place in range(start, end)}
    for shape in SHAPES:
        for match in shape.pattern.compiled.finditer(text):
            start, end = match.span(match.lastgroup or 0)
            if start < end and shape.may_stand(text, start):
                assert covered & set(range(start, end))


OWN = "LP-####-##### W/#+"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("where is LP-2024-00017", "LP-2024-00017"),
        ("lp-2024-00017 came broken", "lp-2024-00017"),
        ("W/81 please, thank you", "W/81"),
        ("it's W/2210993.", "W/2210993"),
    ],
)
def test_a_shop_finds_its_own_order_numbers_anywhere(text: str, number: str) -> None:
    found = hear(text, (), policy_of({"order_number_pattern": OWN}).orders).entities
    assert [(entity.type, entity.text) for entity in found] == [("order_number", number)]


@pytest.mark.parametrize("text", ["LP-20245-00017", "XLP-2024-00017", "W/", "call 0161 555 0142"])
def test_what_is_not_of_its_form_is_no_order_of_theirs(text: str) -> None:
    assert orders_like(OWN).search(text) is None


@pytest.mark.parametrize(
    "mask", ["", "#", "LP", "(a+)+##", "##.*", "#+#", "#+7", "#" * 31, "A## B## C## D## E## F##", "##\n##é"]
)
def test_a_form_that_could_be_slow_or_match_anything_is_refused(mask: str) -> None:
    with pytest.raises(PolicyError, match="order_number_pattern takes"):
        read("order_number_pattern", mask)


@given(st.text(alphabet="#@+LP-/.7 ", max_size=20), st.text(alphabet="LP-/.0177 ", max_size=40))
def test_any_form_is_read_or_refused_in_words(mask: str, text: str) -> None:
    try:
        pattern = orders_like(mask)
    except BadMask as refused:
        assert str(refused)
    else:
        assert all(any(map(str.isdigit, found.group())) for found in pattern.finditer(text))


def test_of_a_table_of_numbers_the_first_forty_are_read_and_every_secret_is_hidden() -> None:
    heard = hear(
        "my list: " + ", ".join(f"order {number}" for number in range(1001, 1101)) + ". card 4111 1111 1111 1111"
    )
    assert [entity.text for entity in heard.entities if entity.type == "order_number"] == [
        str(number) for number in range(1001, 1041)
    ]
    assert heard.redacted == ("card",)
    assert "4111" not in heard.text


def test_a_sum_glued_to_a_word_is_named_without_it() -> None:
    assert [entity.text for entity in hear("they took of$30 and paid£5.50 back").entities] == ["$30", "£5.50"]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("49 US dollars please", "amount", ["49 US dollars"]),
        ("it was JPY 1200", "amount", ["JPY 1200"]),
        ("1200円です", "amount", []),
        ("1200円 paid", "amount", ["1200円"]),
        ("RM49 gone", "amount", ["RM49"]),
        ("Rp 100.000 gone", "amount", ["Rp 100.000"]),
        ("KSh 500 and KES 12,400", "amount", ["KSh 500", "KES 12,400"]),
        ("he took tk 480, not ৳520", "amount", ["tk 480", "৳520"]),
        ("49 reais or 499 baht or 20 tl", "amount", ["49 reais", "499 baht", "20 tl"]),
        ("orders 1042, 1043 and 1044", "order_number", ["1042", "1043", "1044"]),
        ("order 1042 and 500 dollars", "order_number", ["1042"]),
        ("order 1042 and 300 people", "order_number", ["1042"]),
        ("order № 1042", "order_number", ["1042"]),
        ("it is #BT1042", "order_number", ["BT1042"]),
        ("what a year #CSW2020", "order_number", []),
        ("mail o'brien@example.com", "email", ["o'brien@example.com"]),
        ("mail 'jo@example.com'", "email", ["jo@example.com"]),
        ("rr123456785gb is stuck", "tracking_number", ["rr123456785gb"]),
        ("call me on 06.12.34.56.78", "date", []),
        ("29.9% apr 29.9% again", "date", []),
        ("mon ami", "date", []),
        ("on mon please", "date", ["mon"]),
        ("2024.03.12 and 2024-03-12T14:05:00Z", "date", ["2024.03.12", "2024-03-12"]),
    ],
)
def test_what_people_of_many_countries_write(text, kind, found):
    assert [entity.text for entity in hear(text).entities if entity.type == kind] == found
