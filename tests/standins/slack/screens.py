"""A modal and a home tab in front of a person, and what came of an act."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .errors import Misused
from .interactions import Made
from .reading import labels, words
from .records import Message, View

if TYPE_CHECKING:
    from .onlooker import Onlooker

WAIT = 5.0


class Surface:
    """A view: its words and buttons."""

    def __init__(self, person: "Onlooker") -> None:
        self.person = person

    @property
    def view(self) -> View:
        raise NotImplementedError

    @property
    def text(self) -> str:
        return words("", self.view.blocks, [], self.person.slack.world.names)

    @property
    def buttons(self) -> list[str]:
        return labels(self.view.blocks)

    async def presses(self, label: str) -> "Answer":
        from .pressing import press

        return await press(self.person, label, self.view)

    async def chooses(self, *picked: object) -> "Answer":
        from .pressing import choose

        return await choose(self.person, picked, self.view)

    async def shows(self, contains: str, within: float = WAIT) -> str:
        """Waits until these words are there; all its words."""

        def found() -> str | None:
            try:
                return self.text if contains.casefold() in self.text.casefold() else None
            except Misused:
                return None

        return await self.person.slack.stirs.until(found, within, lambda: f"never showed {contains!r}: {self!r}")


class Home(Surface):
    """The app's Home tab as this person sees it."""

    @property
    def view(self) -> View:
        key = (self.person.workspace.id, self.person.id)
        view = self.person.slack.rooms.views.homes.get(key)
        if view is None:
            raise Misused(f"the app has published no home tab for {self.person.name}")
        return view

    def __repr__(self) -> str:
        key = (self.person.workspace.id, self.person.id)
        return f"<Home of {self.person.name}{'' if key in self.person.slack.rooms.views.homes else ', empty'}>"


class Modal(Surface):
    """A form."""

    def __init__(self, person: "Onlooker", view: View) -> None:
        super().__init__(person)
        self._view = view

    def __repr__(self) -> str:
        return f"<Modal {self.title!r}: {self.text!r}>"

    @property
    def view(self) -> View:
        return self._view

    @property
    def title(self) -> str:
        return str(self.view.given["title"]["text"])

    @property
    def is_open(self) -> bool:
        return not self.view.closed

    @property
    def fields(self) -> list[str]:
        """The labels of its inputs, in order."""
        return [one["label"]["text"] for one in self.view.blocks if one["type"] == "input"]

    async def submits(self, *given: "str | Mapping[str, Any]", **fields: Any) -> "Answer":
        """By action_id, block_id or label; words alone fill the fields in order."""
        from .forms import submit

        return await submit(self.person, self.view, given, fields)

    async def closes(self, *, all_of_them: bool = False) -> None:
        """Cancel, or the cross."""
        from .forms import close

        await close(self.person, self.view, all_of_them=all_of_them)


class Answer:
    """What came of a press, a command or a form: a modal, messages, complaints about fields."""

    def __init__(self, person: "Onlooker", made: Made, errors: Mapping[str, str] | None = None) -> None:
        self.person, self.made = person, made
        self.errors: dict[str, str] = dict(errors or {})

    def __repr__(self) -> str:
        what = "a modal" if self.is_modal else self.errors or [one.text for one in self.made.messages]
        return f"<Answer to {self.person.name}: {what}>"

    @property
    def messages(self) -> list[Message]:
        """Said in the acknowledgement or by the response_url; what the app posts otherwise, `hears` finds."""
        return self.made.messages

    @property
    def message(self) -> Message:
        if not self.messages:
            raise Misused(f"nothing was said in answer to {self.person.name}'s act (yet): await answer.says()")
        return self.messages[-1]

    @property
    def text(self) -> str:
        return "\n".join(one.text for one in self.messages)

    @property
    def ephemeral(self) -> bool:
        return self.message.ephemeral

    @property
    def is_modal(self) -> bool:
        return self.made.view is not None

    @property
    def modal(self) -> Modal:
        if self.made.view is None:
            raise Misused("no modal opened (yet): await answer.opens()")
        return Modal(self.person, self.made.view)

    @property
    def title(self) -> str:
        return self.modal.title

    @property
    def fields(self) -> list[str]:
        return self.modal.fields

    async def opens(self, within: float = WAIT) -> Modal:
        """The modal, once it is there."""
        stirs = self.person.slack.stirs
        await stirs.until(lambda: self.made.view, within, lambda: f"no modal opened for {self.person.name}")
        return self.modal

    async def says(self, within: float = WAIT) -> Message:
        """The first message that answers."""
        stirs = self.person.slack.stirs
        failed = f"nothing was said in answer to {self.person.name}'s act"
        return (await stirs.until(lambda: self.messages or None, within, lambda: failed))[0]

    async def submits(self, *given: "str | Mapping[str, Any]", **fields: Any) -> "Answer":
        return await (await self.opens()).submits(*given, **fields)

    async def closes(self) -> None:
        await (await self.opens()).closes()
