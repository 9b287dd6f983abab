"""The sentences and the code that says them are held to each other."""

import ast
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import get_args
from zoneinfo import ZoneInfo

import hypothesis
import pytest
from babel.dates import format_date, format_time
from hypothesis import strategies as st

from bot import wording
from bot.flows.home import HOMES
from bot.flows.late import Way
from bot.flows.new_address.reading import Change
from bot.flows.not_received.remedies import Remedy
from bot.phone import Fault
from bot.shop import Money, ScanKind
from bot.standing import DEPARTMENTS
from bot.text import plain
from bot.turns import sorry
from bot.turns.leads import LEADS
from bot.turns.promising import SAID
from bot.turns.smalltalk import CLEAR, SMALL
from bot.turns.tongue import LANGUAGES
from bot.wording import Words, sentences

BOT = Path(__file__).parents[2] / "bot"
ALWAYS = {"shop", "bot"}
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def said() -> list[tuple[str, int, str, set[str]]]:
    """Every `.say("key", ...)` in the core: file, line, key, names of the values."""
    found = []
    for path in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            says = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say"
            if says and node.args and isinstance(node.args[0], ast.Constant):
                names = {k.arg or "**" for k in node.keywords}
                found.append((path.name, node.lineno, node.args[0].value, names))
    return found


def wanted(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name} - ALWAYS


def test_every_sentence_that_is_said_is_written_and_gets_all_its_words():
    book = sentences("en")
    assert len(said()) > 60
    for file, line, key, given in said():
        assert key in book, f"{file}:{line} says {key}, which is not written"
        fits = wanted(book[key]) >= given - {"**"} if "**" in given else wanted(book[key]) == given
        assert fits, f"{file}:{line} {key} wants {wanted(book[key])}, is given {given}"


@pytest.mark.parametrize(
    "key",
    [f"topic.{i}" for i in sorted(CLEAR)]
    + [f"detail.{d}" for home in HOMES.values() for d in (home.first, home.second)]
    + [f"label.{d}" for home in HOMES.values() for d in (home.first, home.second)]
    + [f"handoff.{rule}" for rule in sorted(SAID)]
    + [*sorry.BY_RULE.values(), *sorry.BY_TROUBLE.values()]
    + [f"small.{i}" for i in sorted(SMALL - {"provide_info"} | {"praised", "feast"})]
    + [f"scan.{kind}" for kind in ScanKind if kind not in (ScanKind.LABEL, ScanKind.DELIVERED)]
    + [f"reason.{r}" for r in ("damaged", "faulty", "wrong", "unwanted")]
    + [f"send_back.because_{r}" for r in ("damaged", "faulty", "wrong", "unwanted")]
    + [
        f"send_back.{w}"
        for w in ("just_same", "just_money", "then_money", "then_swap", "then_both", "drop_off", "pick_up")
    ]
    + [f"wish.{w}" for w in ("refund", "replace", "help")]
    + [f"remedy.{pre}{r}" for r in Remedy for pre in ("", "do_", "asked_")]
    + [f"late.{way}" for way in Way if way not in (Way.CANCEL, Way.BOTH)]
    + [f"address.do_{change}" for change in Change]
    + [f"address.{part}" for part in ("street", "number", "town", "postcode")]
    + [f"courier.{way}" for way in ("day", "pickup", "wait", "report")]
    + [f"{deed}.{state}" for deed in ("resend", "trace", "intercept") for state in ("refused", "failed")]
    + [f"refund_status.{s}" for s in ("asked", "sent", "arrived", "overdue")]
    + [f"team.{name}" for name in DEPARTMENTS]
    + [f"call.{fault}" for fault in get_args(Fault) if fault]
    + [f"club.wish_{wish}" for wish in ("never", "charged", "resume", "cancel", "renewal")]
    + ["price.month", "price.year"]
    + sorted(LEADS),
)
def test_every_sentence_chosen_by_a_name_is_written(key):
    assert sentences("en")[key]


@pytest.mark.parametrize("part", sorted({key.partition(".")[0] for key in sentences("en") if "language" in key}))
def test_what_is_said_in_one_foreign_language_is_said_in_all(part):
    said = {key.partition(".")[2]: wanted(text) for key, text in sentences("en").items() if key.startswith(f"{part}.")}
    assert set(said) == LANGUAGES and len(set(map(frozenset, said.values()))) == 1


def test_the_voice_shouts_at_nobody_and_uses_no_jargon():
    for key, text in sentences("en").items():
        assert "!" not in text, key
        assert not re.search(
            r"\b(RMA|ticket|utilize|kindly|unfortunately|understand your frustration)\b", text, re.I
        ), key


@pytest.mark.parametrize(
    ("locale", "money", "shown"),
    [
        ("en_US", Money(Decimal("48"), "USD"), "$48.00"),
        ("de_DE", Money(Decimal("48"), "EUR"), "48,00\xa0€"),
        ("ja_JP", Money(Decimal("18400"), "JPY"), "¥18,400"),
        ("en_GB", Money(Decimal("1249.5"), "GBP"), "£1,249.50"),
        ("nonsense", Money(Decimal("1"), "USD"), "$1.00"),
    ],
)
def test_money_is_written_as_the_customer_reads_it(locale, money, shown):
    assert Words(NOW, locale).money(money) == shown


@pytest.mark.parametrize(
    ("zone", "hours", "day"),
    [
        ("UTC", 0, "today"),
        ("UTC", 24, "tomorrow"),
        ("UTC", -24, "yesterday"),
        ("Asia/Tokyo", 15, "tomorrow"),
        ("America/New_York", -6, "yesterday"),
    ],
)
def test_days_are_the_customers_own(zone, hours, day):
    assert Words(NOW, time_zone=zone).day(NOW + timedelta(hours=hours)) == day


def test_peoples_words_cannot_format_a_sentence():
    said = Words(NOW, shop="**Bold** Co").say("errand.dropped")
    assert "dropped" in said
    hostile = Words(NOW).say("order.not_yours", number="**x** [a](https://evil.example)")
    assert plain(hostile) == "I can't find an order **x** [a](https://evil.example) in your account."


@hypothesis.given(
    st.integers(0, 2_500_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    st.sampled_from(["en_US", "en_GB", "de_DE", "fr-CA", "ja_JP", "nonsense"]),
    st.sampled_from(["UTC", "Asia/Tokyo", "America/St_Johns", "Europe/London"]),
)
def test_days_and_times_are_written_as_babel_writes_them(moment: datetime, locale: str, zone: str) -> None:
    words = Words(datetime(2031, 5, 15, tzinfo=UTC), locale, zone)
    local, written = moment.astimezone(ZoneInfo(zone)), wording._locale(locale)
    assert words.time(moment) == format_time(local, "short", locale=written)
    shown = words.day(moment)
    near = shown in ("today", "tomorrow", "yesterday")
    assert near or shown in {format_date(local.date(), p, locale=written) for p in ("EEEE d MMM", "d MMM yyyy")}
