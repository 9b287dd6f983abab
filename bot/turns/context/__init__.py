"""What the facts make of what was heard: the same words mean another thing to somebody who is owed money."""

import re
from collections.abc import Callable

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Heard
from bot.turns.context import (
    beside,
    calling,
    cancelled,
    charges,
    clubs,
    dangers,
    deliveries,
    doubts,
    fewer,
    first_time,
    goods,
    intruders,
    law,
    lost,
    money,
    money_for,
    nobody,
    on_its_way,
    overcharged,
    own_past,
    plans,
    sold,
    things,
    wishes,
)

__all__ = ["RULES", "in_context"]

RULES: tuple[Callable[[Heard, Facts], Heard], ...] = (
    nobody.wanted,  # first of all: who wants no person is met like anybody
    own_past.of_an_old_address,
    own_past.of_the_family,
    first_time.nothing_before,
    wishes.not_wanted,  # first: what is denied must not be read as asked for by any other
    wishes.behind_thanks,
    beside.without_courtesies,
    beside.behind_an_ok,
    beside.of_a_new_card,
    beside.of_another_size,
    beside.of_another_colour,
    beside.of_another_kind,
    beside.of_a_misfit,
    dangers.only_sounds_like_one,
    dangers.told,
    law.threatened,
    law.withdrawn,
    calling.not_from_us,
    doubts.of_the_shop,
    doubts.of_its_thanks,
    doubts.of_a_message,
    doubts.of_permits,
    doubts.of_a_held_account,
    intruders.in_their_account,
    plans.the_only_one,
    plans.by_name,
    plans.not_an_order,
    plans.of_the_account,
    plans.of_its_charge,
    plans.to_come,
    plans.of_its_next_sum,
    clubs.nothing_came,
    clubs.asked_after,
    charges.paid_and_missed,
    charges.of_a_strange_one,
    charges.of_a_charge,  # a charge by its words or its sum, before any word for charges
    charges.of_its_sum,
    charges.of_what_was_too_much,
    charges.of_postage,
    charges.of_none,
    charges.of_its_figures,
    charges.of_a_hold,
    plans.charged,
    plans.after_its_end,
    money.owed,
    money.of_a_refund,
    money.in_slang,
    charges.of_sums,
    overcharged.taken_twice,
    money.late,
    money.asked_for,
    money.bounced,
    money.missing,  # after the one before: where both fit, money that is missed is asked after
    money_for.on_its_way,
    money.handed_in,
    money.in_general,
    things.not_ordered,
    things.all_but,
    on_its_way.what_came_and_what_not,
    fewer.some_came,
    fewer.bare_count,
    things.part_missing,
    goods.never_does,
    things.rest_awaited,
    deliveries.old_address,
    deliveries.lives_elsewhere,
    deliveries.only_an_address,
    deliveries.to_an_address,
    deliveries.wanted_elsewhere,
    deliveries.for_the_courier,
    deliveries.fetched,
    deliveries.not_too_late,
    deliveries.not_home,
    deliveries.for_the_wait,
    deliveries.to_be_looked_for,
    things.never_came,
    things.marked,
    things.not_here,
    things.awaited,
    on_its_way.when_it_came,
    on_its_way.whats_with,
    on_its_way.asked_shortly,
    on_its_way.not_to_be_stopped,
    lost.another_for_lost,
    goods.swaps,
    goods.faulty_and_refund,
    goods.stuck,
    goods.does_not_work,
    goods.no_good,
    goods.goes_back,
    goods.to_return,
    goods.being_returned,
    goods.no_longer_wanted,
    cancelled.of_noise,
    cancelled.asked_after,
    cancelled.how_one_would,
    cancelled.by_button,
    cancelled.not_by_them,
    fewer.of_an_order,
    fewer.of_two_orders,
    sold.of_the_warranty,
    sold.supposed,
    sold.of_the_house,
    sold.cared_for,
    sold.no_fault,
    sold.written,  # what is theirs comes before what anybody may read
    sold.in_the_catalogue,
    wishes.of_our_promise,
    wishes.of_the_talk,
    wishes.asked_before,  # adds to what was made of it, whatever that is
)
"""In this order: what is denied, what the account tells, what was bought, what is written, what is sold."""


MARKS = re.compile(r"((?:[^\w\s]\s{0,2}){5})(?:[^\w\s]\s*)+")
"""More marks in a row than say anything: a rule that begins behind any of them would begin behind each."""


def in_context(heard: Heard, facts: Facts) -> Heard:
    """The message as these facts make it read."""
    heard = replace(heard, text=MARKS.sub(r"\1", heard.text))
    for rule in RULES:
        heard = rule(heard, facts)
    return heard
