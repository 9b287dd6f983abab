"""What stands around an address is no part of it, whatever leads to it and goes on behind it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slots.addresses import address_in

ADDRESSES = (
    ("14 Pecan Street, Suite 4, Austin, TX 78701", "US"),
    ("flat 2, 12 mapperley road nottingham ng35aa", "GB"),
    ("Marchetti Design Ltd, 2nd floor, 40 Queen Square, Bristol BS1 4QP", "GB"),
    ("Ingrid Lindqvist, 14 Lake View Rd, Madison, WI 53703", "US"),
    ("5 rue des Tilleuls, 69002 Lyon", "FR"),
    ("Calle del Olivo 21, 28012 Madrid", "ES"),
    ("Plaza de la Villa 3, 28005 Madrid", "ES"),
    ("Rosengasse 9/2, 1070 Wien", "AT"),
    ("The Ship Inn, 5 High Street, York YO1 1AA", "GB"),
    ("2-5-18 Aoba, Midori-ku, Nagoya 450-0000", "JP"),
    ("An der Alster 12, 20099 Hamburg", "DE"),
    ("1221 Avenue of the Americas, New York, NY 10020", "US"),
    ("Smith & Sons, Unit 5, Dock Road, Leeds LS1 4AB", "GB"),
    ("c/o Jane Park, 12 Elm Road, Leeds LS1 4AB", "GB"),
    ("12 rue de la Paix, 75002 Paris, France", "GB"),
    ("7 Long Way, Portland, OR 97401", "US"),
    ("12 Mill Lane, Leeds", "GB"),
)
LEADS = (
    "{}",
    "can you change the address of the second tent to my brothers? {}",
    "Hi there, could you please deliver it to my office, that's {}",
    "i moved! new address is {}",
    "address wrong!! its {}",
    "can you change where the planters go to my mums house {}",
    "can you send the rucksack to work: {}",
    "please send my mugs to my mother {}",
    "actually {}",
    "no wait {}",
    "actually make that {}",
    "send it to my new flat {}",
    "Hello, I have moved, so please ship everything to {}",
    "pls deliver to the office - {}",
    "I ordered 3 days ago, it should go to my sister's at {}",
    "Dear team, we now live at {}",
    "Hi Sam,\nplease send it to\n{}",
    "not the old address but {}",
    "how about {}",
)
TAILS = (
    "",
    ". thanks theo",
    " can you update it for the planters thanks",
    " not old mill",
    " not 5 Oak Lane",
    ", it's her birthday",
    " instead, thank you so much",
    " if possible?",
    " because i moved",
    ", is that possible?",
    " is my new address from now on",
    ". I'm there until Friday",
    " and let me know when its done",
    "\nThanks\nTheo",
    " (my mums)",
    " pls its urgent",
    " i think",
    " xx",
)


@given(st.sampled_from(LEADS), st.sampled_from(ADDRESSES), st.sampled_from(TAILS))
@settings(max_examples=300)
def test_only_the_address_is_kept_whatever_stands_around_it(lead, where, tail):
    address, country = where
    found = address_in(lead.format(address) + tail, country)
    assert found and found.line == address


@given(st.sampled_from(LEADS), st.sampled_from(ADDRESSES), st.sampled_from(TAILS))
def test_what_is_kept_is_read_once_more_as_the_same(lead, where, tail):
    address, country = where
    found = address_in(lead.format(address) + tail, country)
    assert found and address_in(found.line, country) == found
