"""Every sentence the bot says.

The sentences stand in one TOML file a language, for anybody to read and mend; here is
only what fills them in: money, days and names as the customer writes them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.dates import DateTimePattern, get_time_format, parse_pattern
from babel.lists import format_list
from babel.numbers import format_currency

from bot.shop import Money
from bot.text import escape, shorten


class Markup(str):
    """Text that is our own markup already and is put in as it stands."""

    __slots__ = ()


QUOTED = 60
"""Characters of a name that is a customer's own."""
SPANS = ((1440, "day"), (60, "hour"), (1, "minute"))
"""Minutes in each, largest first."""


@cache
def sentences(language: str) -> Mapping[str, str]:
    """All sentences of a language, by "section.name"."""
    book = tomllib.loads(files("bot.wording").joinpath(f"{language}.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}": text for section, part in book.items() for name, text in part.items()}


@dataclass(frozen=True, slots=True)
class Words:
    """One customer's way of writing: their locale and their time zone."""

    now: datetime
    locale: str = "en_US"
    time_zone: str = "UTC"
    shop: str = "the shop"
    bot: str = "Baton"

    def say(self, key: str, **values: object) -> Markup:
        """The sentence `key`, filled in; people's words are escaped, Markup is not."""
        shown = {name: self.show(value) for name, value in values.items()}
        return Markup(sentences("en")[key].format(shop=_escaped(self.shop), bot=_escaped(self.bot), **shown))

    def show(self, value: object) -> str:
        """Anything at all, as this customer would write it."""
        match value:
            case Markup():
                return value
            case Money():
                return self.money(value)
            case datetime():
                return self.day(value)
            case timedelta():
                return self.span(value)
            case _:
                return escape(str(value))

    def money(self, money: Money) -> str:
        return format_currency(money.amount, money.currency, locale=_locale(self.locale))

    def day(self, moment: datetime) -> str:
        """ "today", "tomorrow", "yesterday", or the weekday with its date."""
        local, today = self.date(moment), self.date(self.now)
        near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((local - today).days)
        if near:
            return near
        pattern = "EEEE d MMM" if abs((local - today).days) < 300 else "d MMM yyyy"
        return parse_pattern(pattern).apply(local, _locale(self.locale))

    def date(self, moment: datetime) -> date:
        """The day on the customer's own calendar."""
        return moment.astimezone(_zone(self.time_zone)).date()

    def time(self, moment: datetime) -> str:
        """The time of day on the customer's own clock."""
        return _time_pattern(self.locale).apply(moment.astimezone(_zone(self.time_zone)), _locale(self.locale))

    def span(self, length: timedelta) -> str:
        """A rough length of time: "4 minutes", "2 days"."""
        return spelled(length)

    def several(self, names: tuple[str, ...]) -> Markup:
        """ "the kettle, the mug and the toaster"."""
        return Markup(format_list([escape(name) for name in names], locale=_locale(self.locale)))


def spelled(length: timedelta) -> str:
    """A rough length of time in words."""
    minutes = max(1, round(length.total_seconds() / 60))
    size, noun = next((size, noun) for size, noun in SPANS if minutes >= size)
    count = round(minutes / size)
    return f"{count} {noun}{'' if count == 1 else 's'}"


def quoted(name: str) -> str:
    """What a customer calls a thing, short enough to be said back to them."""
    return shorten(name, QUOTED)


@lru_cache(64)
def _escaped(name: str) -> str:
    """A shop's own name, which is offered to every sentence."""
    return escape(name)


@cache
def _locale(name: str) -> Locale:
    """English as it is written in the customer's country: the sentences are English too."""
    _, _, territory = name.replace("-", "_").partition("_")
    try:
        return Locale.parse(f"en_{territory or 'US'}")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_US")


@cache
def _time_pattern(locale: str) -> DateTimePattern:
    return get_time_format("short", _locale(locale))


@cache
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
