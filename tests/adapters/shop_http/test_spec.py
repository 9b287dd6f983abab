"""docs/shop-api.yaml is what the server answers, what the client asks, and what the shapes say."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import jsonschema_rs
import pytest
import yaml
from pydantic import BaseModel

from adapters.shop.http import shapes
from adapters.shop.http.deeds import KINDS, asked
from adapters.shop.http.server import STATUS
from bot.effects import Intercept, OpenReturn, PayBack, ShopEffect
from bot.shop import Going, Money
from tests.adapters.shop_http.conftest import NOON, Far

SPEC: dict[str, Any] = yaml.safe_load((Path(__file__).parents[3] / "docs" / "shop-api.yaml").read_text("utf-8"))
USD = Money(Decimal("4.80"), "USD")
SCHEMAS = SPEC["components"]["schemas"]


def validator(name: str) -> Any:
    return jsonschema_rs.Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": SPEC["components"]}, validate_formats=True
    )


def refs(part: Any) -> list[str]:
    if isinstance(part, dict):
        return [v for k, v in part.items() if k == "$ref"] + [ref for v in part.values() for ref in refs(v)]
    return [ref for one in part for ref in refs(one)] if isinstance(part, list) else []


def test_every_reference_leads_somewhere_and_every_schema_is_one() -> None:
    for ref in refs(SPEC):
        there: Any = SPEC
        for part in ref.removeprefix("#/").split("/"):
            there = there[part]
    for name, schema in SCHEMAS.items():
        assert jsonschema_rs.meta.is_valid({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}), name


def shape_of(name: str) -> type[BaseModel]:
    made = getattr(shapes, f"{name}Shape", None) or getattr(shapes, name)
    assert issubclass(made, BaseModel)
    return made


ANSWERS = [
    "Customer", "AccountPage", "Order", "Item", "Variant", "Parcel", "Scan", "Proof", "Refund", "Return", "Going",
    "Counted", "Charge", "Subscription", "ProductsPage", "Product", "Option", "Done", "Money",
]  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_the_file_and_the_shapes_have_the_same_fields(name: str) -> None:
    fields = shape_of(name).model_fields
    assert SCHEMAS[name]["properties"].keys() == fields.keys()
    assert set(SCHEMAS[name].get("required", ())) == {n for n, field in fields.items() if field.is_required()}


@pytest.mark.parametrize(
    ("name", "field"),
    [("Order", "status"), ("Refund", "state"), ("Return", "state"), ("Return", "to"), ("Return", "way"),
     ("Subscription", "every"), ("Scan", "kind")],
)  # fmt: skip
def test_the_file_and_the_shapes_have_the_same_values(name: str, field: str) -> None:
    made = json.loads(json.dumps(shape_of(name).model_json_schema()))
    said = made["properties"][field]
    said = made["$defs"][said["$ref"].rpartition("/")[2]] if "$ref" in said else said
    assert set(SCHEMAS[name]["properties"][field]["enum"]) == set(said["enum"])


def test_every_deed_and_every_code_is_in_the_file() -> None:
    assert set(SCHEMAS["Kind"]["enum"]) == KINDS
    consts = {
        SCHEMAS[ref.rpartition("/")[2]]["properties"]["kind"]["const"] for ref in refs(SCHEMAS["Effect"]["oneOf"])
    }
    assert consts == KINDS
    told = SCHEMAS["Problem"]["properties"]["code"]["description"]
    assert all(code in told and str(status) in told for code, status in STATUS.items())


def one_of_each() -> list[ShopEffect]:
    late = datetime(2031, 6, 1, tzinfo=UTC)
    given: dict[str, Any] = {
        "customer": "rosa", "order": "7731", "parcel": "PP1", "amount": USD, "items": (), "to": "original",
        "charge": "c", "subscription": "s", "reason": "r", "address": "1 Orchard Way", "wish": "day", "last_day": late,
        "lines": (Going("kettle", 1, USD),),
    }  # fmt: skip
    made = []
    for kind in get_args(ShopEffect):
        fields = kind.__dataclass_fields__
        chosen = {name: value for name, value in given.items() if name in fields}
        made.append(kind(**(chosen | ({"to": "2031-05-20"} if kind is Intercept else {}))))
    return made


@pytest.mark.parametrize("effect", one_of_each(), ids=lambda effect: effect.kind)
def test_every_deed_is_asked_for_as_the_file_says(effect: ShopEffect) -> None:
    body = json.loads(asked(effect))
    validator("Effect").validate(body)
    schema = next(s for s in SCHEMAS.values() if s.get("properties", {}).get("kind", {}).get("const") == effect.kind)
    assert schema["properties"].keys() == body.keys(), "no field is unsaid, and none is said that is not sent"


@pytest.fixture
async def answers(far: Far, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[list[tuple[str, int, str, bytes]]]:
    """All that the server answers, as it comes: path, status, media type, body."""
    from adapters.shop.http.line import Line

    seen: list[tuple[str, int, str, bytes]] = []
    send = Line.send

    async def noting(self: Line, request: Any, *more: Any) -> Any:
        answer = await send(self, request, *more)
        seen.append((request.target, answer.status, answer.kind, answer.body))
        return answer

    monkeypatch.setattr(Line, "send", noting)
    yield seen


async def test_all_that_the_server_answers_is_as_the_file_says(
    far: Far, answers: list[tuple[str, int, str, bytes]]
) -> None:
    await far.http.perform("k1", PayBack("rosa", "7731", (), USD))
    line = Going("jumper", 1, Money(Decimal(64), "GBP"), "too_small")
    await far.http.perform("k2", OpenReturn("noor", "8026", (line,), NOON + timedelta(days=9)))
    for days in (0, 3):
        far.clock.advance(timedelta(days=days))
        for customer in (*far.owner.ids(), "nobody"):
            await far.http.account(customer)
    await far.http.by_email((await far.sample.account("rosa")).customer.email)  # type: ignore[union-attr]
    await far.http.search("kettle lid pan jumper")
    named = {"account": "AccountPage", "customers/find": "Customer", "products/find": "ProductsPage", "effects": "Done"}
    checked = dict.fromkeys((*named.values(), "Problem"), 0)
    for target, status, kind, body in answers:
        if "/files/" in target and status == 200:
            continue
        name = "Problem" if status != 200 else next(n for part, n in named.items() if part in target)
        assert kind == ("application/json" if status == 200 else "application/problem+json")
        validator(name).validate(json.loads(body))
        checked[name] += 1
    assert all(checked.values()), checked
    assert checked["AccountPage"] > len(far.owner.ids()) * 2, "some accounts have several pages"
