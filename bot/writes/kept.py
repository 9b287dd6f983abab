"""Rows of what is known of people and of the team."""

from dataclasses import dataclass
from typing import ClassVar

from bot.writes.row import Row


@dataclass(frozen=True, slots=True)
class BindingRow(Row):
    """A chat account proven to belong to a shop customer."""

    table: ClassVar[str] = "bindings"
    key: ClassVar[tuple[str, ...]] = ("team", "person")
    seldom: ClassVar[bool] = True

    team: str
    person: str
    customer: str
    how: str
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class ConsentRow(Row):
    """Somebody agreed to have their words carried to people on another platform."""

    table: ClassVar[str] = "consents"
    key: ClassVar[tuple[str, ...]] = ("team", "person", "platform")

    team: str
    person: str
    platform: str
    at: int


@dataclass(frozen=True, slots=True)
class CodeRow(Row):
    """One e-mailed code was asked for: what the limits per person and address count."""

    table: ClassVar[str] = "codes"
    key: ClassVar[tuple[str, ...]] = ("team", "id")
    once: ClassVar[bool] = True
    sealed: ClassVar[tuple[str, ...]] = ("address",)
    alike: ClassVar[tuple[str, ...]] = ("address",)

    team: str
    id: str
    person: str
    address: str
    at: int


@dataclass(frozen=True, slots=True)
class ConfirmationRow(Row):
    """Something that was confirmed to the customer, kept in the message centre."""

    table: ClassVar[str] = "confirmations"
    key: ClassVar[tuple[str, ...]] = ("team", "id")
    sealed: ClassVar[tuple[str, ...]] = ("title", "text")

    team: str
    id: str
    conversation: str
    at: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class AuditRow(Row):
    """Who did what; never changed, never deleted but by retention."""

    table: ClassVar[str] = "audit"
    key: ClassVar[tuple[str, ...]] = ("team", "id")
    once: ClassVar[bool] = True
    sealed: ClassVar[tuple[str, ...]] = ("detail",)

    team: str
    id: str
    at: int
    actor: str
    verb: str
    subject: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SettingRow(Row):
    """One setting of one team, as text."""

    table: ClassVar[str] = "settings"
    key: ClassVar[tuple[str, ...]] = ("team", "name")
    seldom: ClassVar[bool] = True
    sealed: ClassVar[tuple[str, ...]] = ("value",)

    team: str
    name: str
    value: str
    at: int
    by: str
