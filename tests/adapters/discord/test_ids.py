"""Ids: what goes to Discord comes back as what it was."""

from dataclasses import fields

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord import ids, rows
from adapters.store.tables import schema
from bot.events import Place
from bot.writes import Row, micros, moment, new_key

WORDS = st.text(max_size=130)


@given(WORDS, WORDS)
def test_a_custom_id_fits_and_says_what_it_answers_or_where_that_is_kept(ask, value):
    made = ids.custom_id(ask, value)
    read = ids.read_custom_id(made)
    assert 1 <= len(made) <= 100
    assert read is not None and not read.menu
    if ids.needs_keeping(ask, value):
        assert read.digest == ids.digest_of(ask, value)
    else:
        assert (read.ask, read.value, read.digest) == (ask, value, "")


@given(WORDS, st.integers(0, 24))
def test_a_menus_id_is_told_from_every_buttons(ask, number):
    made = ids.menu_id(ask, number)
    if not ids.menu_needs_keeping(ask):
        assert len(made) <= 100
        assert ids.read_custom_id(made) == ids.Pressed(ask, menu=True)


@given(WORDS, WORDS)
def test_an_option_fits_and_comes_back(ask, value):
    made = ids.option(ask, value)
    expected = ("", ids.digest_of(ask, value)) if ids.option_needs_keeping(value) else (value, "")
    assert 1 <= len(made) <= 100
    assert ids.read_option(made) == expected


@pytest.mark.parametrize("foreign", ["", "claim", "|", "|x"])
def test_what_is_none_of_ours_is_not_read(foreign):
    assert ids.read_custom_id(foreign) is None


def test_people_roles_and_cases_are_told_apart():
    assert ids.mention("discord:7") == "<@7>"
    assert ids.mention("discord:&7") == "<@&7>"
    assert [ids.mention(odd) for odd in ("slack:U1", "web:mina", "discord:everyone", "discord:&x", "")] == [""] * 5
    assert (ids.user_of("discord:&7"), ids.role_of("discord:7")) == (None, None)
    assert (ids.case_of_ask("case:12"), ids.case_of_ask("case:"), ids.case_of_ask("offer")) == (12, None, None)


def test_a_private_place_names_its_person():
    assert ids.dm_user(ids.dm_place(42)) == 42
    assert ids.dm_user(Place("discord", "9", "42")) is None


def test_message_references_come_back_in_order():
    assert ids.read_refs("1/2,1/3") == ((1, 2), (1, 3))
    assert ids.read_refs("") == ()


@given(st.integers(1_420_156_800_000_000, 3_786_912_000_000_000).map(moment))
def test_a_moment_as_an_id_is_the_clients(at):
    made = ids.snowflake(micros(at))
    assert abs(discord.utils.snowflake_time(made) - at).total_seconds() < 0.001
    assert micros(at) - 1000 < ids.made_at(made) <= micros(at)


def test_each_part_of_a_row_has_a_nonce_of_its_own():
    row = new_key()
    nonces = [ids.nonce(row, part) for part in range(12)]
    assert nonces[0] == row
    assert len(set(nonces)) == 12 and max(map(len, nonces)) <= 25


def test_every_row_has_its_table():
    kinds = [
        kind for kind in vars(rows).values() if isinstance(kind, type) and issubclass(kind, Row) and kind is not Row
    ]
    tables = schema().tables
    for kind in kinds:
        table = tables[kind.table]
        assert [column.name for column in table.columns] == [field.name for field in fields(kind)]
        assert tuple(column.name for column in table.primary_key) == kind.key
    assert {kind.table for kind in kinds} == {name for name in tables if name.startswith("discord_")}
