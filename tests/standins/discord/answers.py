"""What a person gets for a press or a command: a message, a form, a list of suggestions, or nothing in time."""

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from .errors import JSON, InteractionFailed, Misused
from .interactions import IN_TIME, Callback, Interaction, Type
from .limits import LABEL, TEXT_INPUT, walk
from .records import Message

if TYPE_CHECKING:
    from .people import Person

FILE_UPLOAD, RADIOS, CHECKBOXES, CHECKBOX = 19, 21, 22, 23
SLACK = 0.5
"""Beyond the three seconds, so that an answer in the last moment is not missed."""


class Answer:
    """The bot's answer to one act. Reading it waits for nothing; `whole()` waits for a deferred one."""

    def __init__(self, person: "Person", made: Interaction) -> None:
        self.person, self.made = person, made

    def __repr__(self) -> str:
        return f"<answer to {self.person.name}: {self.made.callback.name if self.made.callback else 'none yet'}>"

    async def arrived(self) -> "Answer":
        """Until the bot acknowledged; InteractionFailed after three seconds."""
        discord, made = self.person.discord, self.made
        failed = discord.rooms.interactions.failed
        with suppress(AssertionError):
            await discord.stirs.until(
                lambda: made.callback is not None or failed(made) or None, IN_TIME + SLACK, lambda: "not answered"
            )
        if made.callback is None:
            raise InteractionFailed(f"{self.person.name} reads “This interaction failed”: no answer in {IN_TIME:g} s")
        return self

    async def whole(self, within: float = 15.0) -> "Answer":
        """Until "thinking" has become an answer."""
        made = self.made

        def done() -> bool | None:
            return not made.thinking or None

        await self.person.discord.stirs.until(done, within, lambda: f"still thinking after {within} s")
        return self

    @property
    def deferred(self) -> bool:
        return self.made.callback in (Callback.DEFERRED, Callback.DEFERRED_UPDATE)

    @property
    def message(self) -> Message:
        """The first answer as a message."""
        if self.made.original is None:
            raise Misused(f"{self!r} is no message")
        return self.made.original

    @property
    def messages(self) -> list[Message]:
        """The first answer and every follow-up that still stands."""
        every = [*([self.made.original] if self.made.original else []), *self.made.followups]
        return [one for one in every if not one.deleted]

    @property
    def text(self) -> str:
        """All of it, as one reads it."""
        return "\n".join(one.text for one in self.messages)

    @property
    def ephemeral(self) -> bool:
        return self.message.ephemeral

    # Forms

    @property
    def is_modal(self) -> bool:
        return self.made.modal is not None

    @property
    def modal(self) -> JSON:
        if self.made.modal is None:
            raise Misused(f"{self!r} is no form; it says: {self.text}")
        return self.made.modal

    @property
    def title(self) -> str:
        return str(self.modal["title"])

    @property
    def fields(self) -> dict[str, JSON]:
        """The form's inputs by what is written above them."""
        return dict(_fields(self.modal))

    async def submits(self, only: str | Mapping[str, object] | None = None, /, **given: object) -> "Answer":
        """Fill in by custom_id or by label: `submits(text="...")`, `submits({"What happened?": "..."})`.

        A form of one field takes its value alone: `submits("...")`. Selects take a value, a label or a list.
        """
        fields = _fields(self.modal)
        if isinstance(only, str):
            if len(fields) != 1:
                raise Misused(f"the form has {len(fields)} fields: {[label for label, _ in fields]}")
            given = {fields[0][1]["custom_id"]: only}
        elif only is not None:
            given = {**only, **given}
        filled = _Form(self.person, fields)
        values = {filled.find(key)["custom_id"]: value for key, value in given.items()}
        components = [filled.submitted(one, values) for one in self.modal["components"]]
        data: JSON = {"custom_id": self.modal["custom_id"], "components": components}
        data |= {"resolved": {"attachments": filled.resolved}} if filled.resolved else {}
        return await self.person.acts(Type.MODAL, self.made.channel, data, source=self.made.source, opened_by=self.made)


def _fields(modal: JSON) -> list[tuple[str, JSON]]:
    """Each input with its label."""
    found: list[tuple[str, JSON]] = []
    for _, component in walk(modal["components"]):
        if component["type"] == LABEL:
            found.append((component["label"], component["component"]))
        elif component["type"] == TEXT_INPUT and component.get("label"):
            found.append((component["label"], component))
    return found


class _Form:
    """A form being filled in."""

    def __init__(self, person: "Person", fields: list[tuple[str, JSON]]) -> None:
        self.person, self.fields = person, fields
        self.resolved: dict[str, JSON] = {}

    def find(self, key: str) -> JSON:
        for fits in (
            lambda label, field: field["custom_id"] == key,
            lambda label, field: label.casefold() == key.casefold(),
            lambda label, field: key.casefold() in label.casefold(),
        ):
            found = [field for label, field in self.fields if fits(label, field)]
            if len(found) == 1:
                return found[0]
        there = [f"{label} ({field['custom_id']})" for label, field in self.fields]
        raise Misused(f"the form has no field {key!r}; there are {there}")

    def submitted(self, component: JSON, values: dict[str, object]) -> JSON:
        shown: JSON = {"id": component.get("id", 0), "type": component["type"]}
        if component["type"] == 1:
            return shown | {"components": [self.submitted(one, values) for one in component["components"]]}
        if component["type"] == LABEL:
            return shown | {"component": self.submitted(component["component"], values)}
        if "custom_id" not in component:
            return shown
        value = values.get(component["custom_id"])
        return shown | {"custom_id": component["custom_id"]} | self._value(component, value)

    def _value(self, field: JSON, value: object) -> JSON:
        kind, name = field["type"], field["custom_id"]
        if _is_needed(field) and value in (None, "", []):
            raise Misused(f"the form does not go without {name!r}")
        if kind == TEXT_INPUT:
            return {"value": self._text(field, field.get("value") or "" if value is None else str(value))}
        if kind == CHECKBOX:
            return {"value": bool(value)}
        if kind == FILE_UPLOAD:
            return {"values": [self._upload(one) for one in _listed(value)]}
        picked = [_option(field, str(one)) for one in _listed(value)] if value is not None else _defaults(field)
        return {"value": picked[0] if picked else None} if kind == RADIOS else {"values": picked}

    def _text(self, field: JSON, text: str) -> str:
        least, most = field.get("min_length") or 0, field.get("max_length") or 4000
        if text and not least <= len(text) <= most:
            raise Misused(f"{field['custom_id']!r} takes {least} to {most} letters, not {len(text)}")
        return text

    def _upload(self, given: object) -> str:
        if not isinstance(given, tuple):
            raise Misused(f"a file is (name, bytes), not {given!r}")
        file = self.person.attached([given])[0]
        world, wire = self.person.discord.world, self.person.discord.rooms.wire
        world.files[file.id] = (self.person.dm_channel.id, file)
        self.resolved[str(file.id)] = wire.attachment(self.person.dm_channel.id, file) | {"ephemeral": True}
        return str(file.id)


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _is_needed(field: JSON) -> bool:
    """Neither filled in beforehand nor optional."""
    given = field.get("value") or field["type"] == CHECKBOX or _defaults(field)
    return bool(field.get("required", True)) and not given


def _defaults(field: JSON) -> list[str]:
    return [one["value"] for one in field.get("options") or () if one.get("default")]


def _option(field: JSON, wanted: str) -> str:
    """By value or by label."""
    options = field.get("options")
    if options is None:
        return wanted
    for option in options:
        if wanted in (option["value"], option["label"]):
            return str(option["value"])
    raise Misused(f"{field['custom_id']!r} offers {[one['label'] for one in options]}, not {wanted!r}")
