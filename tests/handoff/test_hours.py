"""Hours: what admins type, what it means, and when a department is open next. Pure."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handoff.hours import DAY, Week, Window
from handoff.hours_reading import merged, shown, week_of
from handoff.refusal import NotUnderstood

LONDON = ZoneInfo("Europe/London")
BILLING = week_of('"mon-fri 09:00-12:30 13:30-18:00; sat 10:00-14:00" zone Europe/London holidays GB')


def at(words: str, zone: str = "Europe/London") -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone))


def test_the_hours_of_the_manual() -> None:
    assert BILLING.zone == "Europe/London" and BILLING.holidays == "GB"
    assert shown(BILLING) == "mon-fri 09:00-12:30 13:30-18:00; sat 10:00-14:00"


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("mon-fri 9-17", "mon-fri 09:00-17:00"),
        ("weekdays 9am-5:30pm", "mon-fri 09:00-17:30"),
        ("Monday,Wednesday 10.00-12.00", "mon 10:00-12:00; wed 10:00-12:00"),
        ("sat-mon 10:00-14:00", "mon 10:00-14:00; sat-sun 10:00-14:00"),
        ("fri 22:00–02:00", "fri 22:00-02:00"),
        ("24/7", "mon-sun 00:00-24:00"),
        ("mon 09:00-12:00 11:00-14:00", "mon 09:00-14:00"),
        ("mon-fri 09:00-17:00; sun closed", "mon-fri 09:00-17:00"),
        ("sat 12am-12pm", "sat 00:00-12:00"),
    ],
)
def test_hours_as_people_type_them(typed: str, same: str) -> None:
    assert shown(week_of(typed)) == same


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", "Which hours?"),
        ("mon-fri", "has no times"),
        ("funday 09:00-17:00", "'funday' is no day"),
        ("mon-wed-fri 09:00-17:00", "is no day"),
        ("mon nine-five", "is no time"),
        ("mon 09:00-25:00", "no time of the day"),
        ("mon 13pm-14pm", "no time of the day"),
        ("mon 09:00-09:00", "begins and ends at once"),
        ("mon 9-17 zone Mars/Olympus", "Europe/London"),
        ("mon 9-17 holidays XX", "they look like GB"),
        ("mon 9-17 holidays US-ZZ", "It has: "),
        ("mon 9-17" + " " * 400, "too long"),
    ],
)
def test_a_refusal_names_the_shape_that_is_wanted(typed: str, names: str) -> None:
    with pytest.raises(NotUnderstood, match=names):
        week_of(typed)


def test_days_off_must_be_dates() -> None:
    with pytest.raises(NotUnderstood, match="2026-12-24"):
        week_of("mon 9-17", off="christmas")
    assert week_of("mon 9-17 closed 2026-12-24, 2026-12-31").off == (date(2026, 12, 24), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-23T08:59", "2026-11-23T09:00"),
        ("2026-11-23T12:29", "2026-11-23T12:29"),
        ("2026-11-23T12:30", "2026-11-23T13:30"),
        ("2026-11-23T18:00", "2026-11-24T09:00"),
        ("2026-11-28T14:00", "2026-11-30T09:00"),  # over a Sunday
        ("2026-12-24T18:00", "2026-12-29T09:00"),  # Christmas, Boxing Day, a Sunday and a day in lieu
    ],
)
def test_when_it_opens_next(now: str, opens: str) -> None:
    assert BILLING.opens(at(now)) == at(opens)
    assert BILLING.is_open(at(now)) == (now == opens)


def test_nine_stays_nine_when_the_clocks_change() -> None:
    assert BILLING.opens(at("2026-03-28T20:00")) == datetime(2026, 3, 30, 8, 0, tzinfo=UTC)  # summer time since Sunday
    assert BILLING.opens(at("2026-10-24T20:00")) == datetime(2026, 10, 26, 9, 0, tzinfo=UTC)


def test_a_night_that_begins_on_a_friday_is_fridays() -> None:
    night = week_of("fri 22:00-02:00 closed 2026-12-04", zone="America/New_York")
    assert night.is_open(at("2026-11-28T01:59", "America/New_York"))
    assert not night.is_open(at("2026-11-28T02:00", "America/New_York"))
    assert not night.is_open(at("2026-12-05T01:00", "America/New_York")), "the day off is the day it begins on"


def test_a_window_in_the_hour_that_is_left_out_is_no_window() -> None:
    gap = Week((Window(6, 2 * 60 + 50, 3 * 60 + 10),), "America/New_York")
    skipped = at("2026-03-08T00:00", "America/New_York")
    assert gap.opens(skipped) == at("2026-03-15T02:50", "America/New_York")


def test_what_never_opens_says_so() -> None:
    assert week_of("daily closed").opens(at("2026-11-23T09:00")) is None
    assert week_of("daily closed").later(at("2026-11-23T09:00"), timedelta(minutes=3)) == at("2026-11-23T09:03")
    seldom = week_of("mon 09:00-09:01")
    assert seldom.later(at("2026-11-23T09:00"), timedelta(hours=3)) > at("2027-11-01T09:00"), "never before it opened"


def test_three_minutes_before_the_end_take_until_after_the_break() -> None:
    assert BILLING.later(at("2026-11-23T12:29"), timedelta(minutes=3)) == at("2026-11-23T13:32")
    assert BILLING.later(at("2026-11-22T12:29"), timedelta(minutes=10)) == at("2026-11-23T09:10")


ZONES = st.sampled_from(
    ["UTC", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia"]
)
WINDOWS = st.builds(
    lambda day, start, length: Window(day, start, start + length),
    st.integers(0, 6), st.integers(0, DAY - 1), st.integers(1, DAY),
)  # fmt: skip
WEEKS = st.builds(
    lambda windows, zone, kept, off: Week(tuple(merged(sorted(windows))), zone, kept, tuple(sorted(set(off)))),
    st.lists(WINDOWS, max_size=6),
    ZONES,
    st.sampled_from(["", "GB", "US-CA"]),
    st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=4),
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - made aware


@settings(max_examples=60, deadline=None)
@given(week=WEEKS)
def test_hours_that_are_shown_can_be_typed_in(week: Week) -> None:
    short = Week(tuple(merged(sorted(w for w in week.windows if w.end <= w.start + DAY - 1))), week.zone)
    if all(w.end - w.start < DAY for w in short.windows):
        assert week_of(shown(short), zone=week.zone).windows == short.windows


@settings(max_examples=60, deadline=None)
@given(week=WEEKS, now=MOMENTS)
def test_the_next_opening_is_open_and_nothing_before_it_is(week: Week, now: datetime) -> None:
    opens = week.opens(now)
    if opens is None:
        assert not week.is_open(now)
        return
    assert opens >= now and week.is_open(opens)
    assert (opens == now) == week.is_open(now)
    for part in (0.01, 0.3, 0.7, 0.99):
        before = now + (opens - now) * part
        assert before == opens or not week.is_open(before)


@settings(max_examples=60, deadline=None)
@given(week=WEEKS, now=MOMENTS, minutes=st.integers(1, 600), more=st.integers(1, 600))
def test_open_time_only_runs_while_it_is_open(week: Week, now: datetime, minutes: int, more: int) -> None:
    span, both = timedelta(minutes=minutes), timedelta(minutes=minutes + more)
    due = week.later(now, span)
    assert due >= now + span and week.later(now, both) >= due
    if all(window.end - window.start < 60 for window in week.windows):
        return  # so little that it may not be enough within a year
    assert week.is_open(due - timedelta(microseconds=1))
    assert week.later(due, timedelta(minutes=more)) == week.later(now, both)
