"""A turn decides on what was stored, whether or not it had to read it back."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.codec import dump, load
from bot.events import Deleted, Edited, File, Filled, Inbound, Opened, Person, Place, Press, Said
from bot.redacting import redacted

TEXT = st.text(max_size=40)
FILES = st.lists(st.builds(File, TEXT, TEXT, TEXT, st.integers(0, 10**9)), max_size=2).map(tuple)
BODIES = st.one_of(
    st.builds(Said, st.text(alphabet=st.characters(exclude_categories=())), TEXT, FILES, st.tuples(TEXT)),
    st.builds(Press, st.text(alphabet=st.characters(exclude_categories=())), TEXT),
    st.builds(Filled, TEXT, st.dictionaries(TEXT, TEXT, max_size=3)),
    st.builds(Edited, TEXT, st.text(alphabet=st.characters(exclude_categories=()))),
    st.builds(Deleted, TEXT),
    st.just(Opened()),
)
ALONE = Place("web", "demo", "ann")
EVENT = Inbound("k", "main", ALONE, Person("web:ann", "Ann"), datetime(2031, 5, 15, tzinfo=UTC), Opened())


@given(BODIES, st.text(alphabet=st.characters(exclude_categories=())), st.none() | st.just(ALONE))
def test_what_is_stored_reads_as_what_was_meant_to_be_stored(body, name, private):
    safe = redacted(replace(EVENT, body=body, person=Person("web:ann", name), private=private))
    assert load(Inbound, dump(safe)) == safe
