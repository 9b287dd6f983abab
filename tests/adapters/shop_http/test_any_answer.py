"""Whatever stands anywhere in an answer: it is read, or it is not; nothing else happens."""

import copy
import json
from contextlib import suppress
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.shop.http.lies import Unusable
from adapters.shop.http.reading import account_of, page_of, products_of
from adapters.shop.http.writing import products_json
from tests.adapters.shop_http.conftest import NOON

junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.just({}) | st.just([]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_part_may_be_anything(ida: dict[str, Any], data: st.DataObject) -> None:
    """Wherever in a true answer something else stands: it is read, or not; nothing else happens."""
    page = copy.deepcopy(ida)
    where: Any = page
    while True:
        part = data.draw(st.sampled_from(sorted(where) if isinstance(where, dict) else range(len(where))))
        if not isinstance(where[part], dict | list) or not where[part] or data.draw(st.integers(0, 3)) == 0:
            break
        where = where[part]
    where[part] = data.draw(junk)
    try:
        found = account_of([page_of("ida", json.dumps(page).encode())], {}, NOON)
    except Unusable as wrong:
        assert len(str(wrong)) < 700
    else:
        assert found.customer.id == "ida"
        assert all(order.refundable.amount >= 0 and order.title for order in found.orders)


@settings(max_examples=60, deadline=None)
@given(junk)
def test_products_may_be_anything_too(given_one: Any) -> None:
    body = products_json(())
    body["products"] = [given_one]
    with suppress(Unusable):
        assert products_of(json.dumps(body).encode()) == ()
