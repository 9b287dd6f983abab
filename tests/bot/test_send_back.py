"""What goes back, how many and why, as it is read out of words; and the sums of it."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.facts import Facts
from bot.flow import Given, View
from bot.flows.send_back.lines import Wish, going, to_pay
from bot.policy import Policy
from bot.shop import Account, Customer, Going, Item, Money, Order, Return, Variant
from bot.slots.each import reasons_in
from bot.slots.instead import swaps_in, variant_in
from bot.slots.items import Pick, free, items_in, left
from bot.wording import Words

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
THINGS = ("kettle", "toaster", "cup", "blanket", "lantern")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six")


def money(amount: str, currency: str = "EUR") -> Money:
    return Money(Decimal(amount), currency)


def item(name: str, quantity: int = 1, paid: str = "10.00", **more: object) -> Item:
    return Item(name, f"Emberly {name}", quantity, money(paid), **more)  # type: ignore[arg-type]


def order(*items: Item, **more: object) -> Order:
    total = money(str(sum(i.paid.amount for i in items)))
    return Order("7988", NOW, items, total, "delivered", "card ending 4242", **more)  # type: ignore[arg-type]


def picked(text: str, *items: Item, asked: bool = True) -> dict[str, int]:
    return {pick.item.id: pick.count for pick in items_in(Given(text, asked=asked), items) or ()}


orders = st.lists(st.sampled_from(THINGS), min_size=2, max_size=5, unique=True).flatmap(
    lambda names: st.tuples(*(st.integers(1, 6).map(lambda count, name=name: item(name, count)) for name in names))
)


@settings(max_examples=60, deadline=None)
@given(orders, st.data())
def test_any_number_of_any_items_is_read_as_it_is_said(items: tuple[Item, ...], data: st.DataObject) -> None:
    meant = data.draw(st.lists(st.sampled_from(items), min_size=1, unique=True))
    counts = {i.id: data.draw(st.integers(1, left(i))) for i in meant}
    in_words = data.draw(st.booleans())
    said = " and ".join(f"{NUMBERS[n] if in_words else n} of the {name}s" for name, n in counts.items())
    assert picked(f"i'd like to send back {said}", *items) == counts


@settings(max_examples=40, deadline=None)
@given(orders, st.data())
def test_everything_but_one_thing_is_all_of_the_others(items: tuple[Item, ...], data: st.DataObject) -> None:
    kept = data.draw(st.sampled_from(items))
    without = data.draw(st.sampled_from(["everything but the", "all of it except the", "everything apart from the"]))
    rest = {i.id: i.quantity for i in items if i is not kept}
    assert picked(f"{without} {kept.id}s", *items) == rest


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("both", {}),
        ("everything", {"kettle": 1, "toaster": 1, "cup": 4}),
        ("the kettle, but not the toaster", {"kettle": 1}),
        ("the kettle. i keep the toaster", {"kettle": 1}),
        ("everything but two of the cups", {"kettle": 1, "toaster": 1, "cup": 2}),
        ("all of the cups", {"cup": 4}),
        ("only the cups, three", {"cup": 3}),
        ("the toaster after all", {"toaster": 1}),
        ("five of the cups", {"cup": 0}),
        ("the cups", {"cup": 0}),
        ("nothing of yours", {}),
    ],
)
def test_what_people_say_of_a_kettle_a_toaster_and_four_cups(said: str, meant: dict[str, int]) -> None:
    assert picked(said, item("kettle"), item("toaster"), item("cup", 4)) == meant


def test_both_of_two_is_both_lines_or_both_pieces() -> None:
    assert picked("both", item("kettle"), item("toaster")) == {"kettle": 1, "toaster": 1}
    assert picked("both lanterns", item("lantern", 2), item("kettle")) == {"lantern": 2}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("the kettle leaks, the cups i just don't want", {"kettle": "faulty", "cup": "unwanted"}),
        ("changed my mind", {"kettle": "unwanted", "cup": "unwanted"}),
        ("the kettle and the cups, they arrived broken", {"kettle": "damaged", "cup": "damaged"}),
        ("the kettle, it leaks, and the cups", {"kettle": "faulty"}),
        ("the cups are cracked", {"cup": "damaged"}),
        ("here you are", {}),
    ],
)
def test_a_reason_is_of_the_things_it_is_said_of(said: str, why: dict[str, str]) -> None:
    assert reasons_in(said, (Pick(item("kettle"), 1), Pick(item("cup", 4), 2))) == why


JUMPER = Item(
    "jumper",
    "Fellwing jumper, navy, M",
    2,
    money("128.00"),
    variants=(
        Variant("black-m", "Fellwing jumper, black, M", money("64.00")),
        Variant("navy-l", "Fellwing jumper, navy, L", money("70.00")),
        Variant("black-l", "Fellwing jumper, black, L", money("70.00")),
        Variant("grey-m", "Fellwing jumper, grey, M", money("52.00")),
    ),
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("in black please", "black-m"),
        ("size L", "navy-l"),
        ("a large one", "navy-l"),
        ("large and black", "black-l"),
        ("grey, the same size", "grey-m"),
        ("another colour", ""),
        ("black or grey", ""),
    ],
)
def test_a_variant_is_named_by_what_sets_it_apart(said: str, meant: str) -> None:
    found = variant_in(said, JUMPER)
    assert (found.id if found else "") == meant


def test_each_line_gets_what_was_said_of_it() -> None:
    lines = (Pick(JUMPER, 1), Pick(item("kettle"), 1))
    assert swaps_in("the jumper in black and send back the kettle", lines) == {"jumper": "black-m", "kettle": "money"}


def view(this: Order, picks: tuple[Pick, ...], wish: Wish, instead: dict[str, str]) -> View:
    account = Account(Customer("ida", "Ida", "ida@example.com"), (this,))
    known = {"order": this, "items": picks, "reason": {}, "wish": wish, "instead": instead}
    return View(Facts(NOW, account), Policy(), Words(NOW), known=known)


@pytest.mark.parametrize(
    ("answer", "count", "back", "more"),
    [
        ("black-m", 1, "0.00", "0.00"),
        ("grey-m", 2, "24.00", "0.00"),
        ("navy-l", 2, "0.00", "12.00"),
        ("same", 2, "0", "0.00"),
        ("money", 1, "64.00", "0.00"),
    ],
)
def test_what_goes_back_or_is_to_be_paid_for_an_exchange(answer: str, count: int, back: str, more: str) -> None:
    seen = view(order(JUMPER), (Pick(JUMPER, count),), Wish.EXCHANGE, {"jumper": answer})
    [line] = going(seen)
    assert (line.back.amount, to_pay(seen).amount) == (Decimal(back), Decimal(more))
    assert line.instead == {"money": "", "same": "jumper"}.get(answer, answer)


@given(st.integers(1, 9), st.integers(1, 99_999), st.data())
def test_the_lines_of_a_return_never_bring_more_than_was_paid(quantity: int, cents: int, data: st.DataObject) -> None:
    one, other = item("cup", quantity, str(Decimal(cents) / 100)), item("kettle", 1, "48.00")
    count = data.draw(st.integers(1, quantity))
    seen = view(order(one, other), (Pick(one, count), Pick(other, 1)), Wish.REFUND, {})
    lines = going(seen)
    total = sum(line.back.amount for line in lines)
    assert 0 <= total <= seen.known["order"].total.amount
    assert abs(lines[0].back.amount - one.paid.amount * count / quantity) <= Decimal("0.005")


@pytest.mark.parametrize(
    ("state", "paid", "instead", "free_now"),
    [
        ("open", False, "", 2),
        ("scanned", True, "", 4),  # what was paid back is counted by the order itself
        ("void", False, "", 4),
        ("received", True, "cup", 2),
    ],
)
def test_what_is_on_its_way_back_is_not_sent_back_twice(state: str, paid: bool, instead: str, free_now: int) -> None:
    line = Going("cup", 2, money("17.00"), instead=instead)
    back = Return("LM1", "Lanternmoth", (line,), NOW, NOW, "a counter", state=state, paid=paid)  # type: ignore[arg-type]
    [cups] = free(order(item("cup", 4, "34.00"), returns=(back,)))
    assert left(cups) == free_now
