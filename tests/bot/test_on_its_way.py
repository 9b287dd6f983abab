"""What is asked after what is on its way, in other words than those that a look at a parcel is known by."""

import re

import pytest

from bot.slots.days import WISHED
from bot.turns.context.on_its_way import (
    ANY_CHANCE,
    AT_THE_COUNTER,
    HOW_SURE,
    IF_NOT,
    NOT_LIKE_THAT,
    ONLY_CAME,
    THE_LATE_ONE,
    WHATS_WITH,
)
from bot.turns.more_of_it import AS_ORDERED


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (ONLY_CAME, "i got today only the lights"),
        (ONLY_CAME, "only the lights came"),
        (WHATS_WITH, "and whats with my headphones"),
        (WHATS_WITH, "whats the carrier for my rucksack"),
        (THE_LATE_ONE, "the one thats late"),
        (HOW_SURE, "how sure is wednesday"),
        (IF_NOT, "what happens if the rucksack doesnt come tomorrow"),
        (ANY_CHANCE, "any chance it can come monday"),
        (NOT_LIKE_THAT, "i dont want it too far"),
        (NOT_LIKE_THAT, "I don't want it left outside"),
        (AT_THE_COUNTER, "do i need an ID there"),
        (AS_ORDERED, "can i change the mug color to green"),
        (AS_ORDERED, "can i change 8140 to 2 day shipping"),
        (WISHED, "i am away tomorrow, can it come on "),
    ],
)
def test_it_is_heard(pattern: re.Pattern[str], words: str) -> None:
    assert pattern.search(words)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (ONLY_CAME, "i just got the lights, how do i hang them up"),
        (ONLY_CAME, "only one of the lights works"),
        (WHATS_WITH, "whats wrong with my headphones, they crackle"),
        (THE_LATE_ONE, "the order was late"),
        (HOW_SURE, "how sure are you"),
        (IF_NOT, "what happens if i don't like it"),
        (ANY_CHANCE, "any chance of a refund"),
        (NOT_LIKE_THAT, "i dont want it any more"),
        (NOT_LIKE_THAT, "i dont want it"),
        (AT_THE_COUNTER, "do i need to send it back"),
        (AS_ORDERED, "can i change the address to 5 Green Lane"),
        (WISHED, "my tent comes early, i am away on "),
    ],
)
def test_it_is_not_heard(pattern: re.Pattern[str], words: str) -> None:
    assert not pattern.search(words)
