"""Views: the stack of modals in front of a person, and their home tab."""

from collections.abc import Callable

from .blocks import check_view
from .elements import BOXES
from .errors import JSON, ApiError
from .reading import elements
from .records import User, View
from .world import World

DEEPEST = 3
INITIAL = {
    "initial_option": "selected_option",
    "initial_options": "selected_options",
    "initial_value": "value",
    "initial_date": "selected_date",
    "initial_time": "selected_time",
    "initial_date_time": "selected_date_time",
    "initial_user": "selected_user",
    "initial_users": "selected_users",
    "initial_channel": "selected_channel",
    "initial_channels": "selected_channels",
    "initial_conversation": "selected_conversation",
    "initial_conversations": "selected_conversations",
}
VALUED = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "rich_text_input": "rich_text_value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "file_input": "files",
}
"""By element, the key its value has in `state.values`."""


def initial_values(blocks: list[JSON]) -> dict[tuple[str, str], JSON]:
    """`state.values` before anybody touched anything."""
    values: dict[tuple[str, str], JSON] = {}
    for block, element in elements(blocks):
        kind = element["type"]
        if kind in VALUED:
            key = VALUED[kind]
            empty: object = [] if kind in BOXES[:1] or kind.startswith("multi_") else None
            started = next((element[name] for name in INITIAL if element.get(name)), empty)
            values[block["block_id"], element["action_id"]] = {"type": kind, key: started}
    return values


class Views:
    """Every view; in front of each person at most three modals, and a home tab."""

    def __init__(self, world: World, stirred: Callable[[], None]) -> None:
        self.world, self.stirred = world, stirred
        self.stacks: dict[tuple[str, str], list[View]] = {}
        self.homes: dict[tuple[str, str], View] = {}

    def stack(self, team_id: str, user_id: str) -> list[View]:
        return self.stacks.setdefault((team_id, user_id), [])

    def open(self, team_id: str, user: User, given: JSON) -> View:
        """In place of whatever modal was open."""
        self._unique(team_id, given)
        for old in self.stack(team_id, user.id):
            old.closed = True
        self.stack(team_id, user.id).clear()
        return self._add(team_id, user, given)

    def push(self, team_id: str, user: User, given: JSON) -> View:
        if len(self.stack(team_id, user.id)) >= DEEPEST:
            raise ApiError("push_limit_reached")
        self._unique(team_id, given)
        return self._add(team_id, user, given)

    def _add(self, team_id: str, user: User, given: JSON) -> View:
        check_view(given, "modal")
        stack = self.stack(team_id, user.id)
        view = View(self.world.clock.id("V"), team_id, user.id, "modal", given, self.hash())
        view.root_id = stack[0].id if stack else view.id
        view.previous_id = stack[-1].id if stack else None
        view.values = initial_values(view.blocks)
        stack.append(view)
        self.world.views[view.id] = view
        self.stirred()
        return view

    def hash(self) -> str:
        return f"{self.world.clock.ts()}.{self.world.clock.id('h')[-4:]}"

    def _unique(self, team_id: str, given: JSON, but: View | None = None) -> None:
        wanted = given.get("external_id")
        if wanted and self.by_external(team_id, wanted) not in (None, but):
            raise ApiError("duplicate_external_id")

    def by_external(self, team_id: str, external_id: str) -> View | None:
        living = (one for one in self.world.views.values() if one.team_id == team_id and not one.closed)
        return next((one for one in living if one.given.get("external_id") == external_id), None)

    def update(self, view: View, given: JSON, expected: str = "") -> View:
        """Another content; values of what is still there stay."""
        if view.closed:
            raise ApiError("not_found")
        if expected and expected != view.hash:
            raise ApiError("hash_conflict")
        self._unique(view.team_id, given, view)
        check_view(given, view.kind)
        kept, view.given, view.hash = view.values, given, self.hash()
        view.values = initial_values(view.blocks)
        view.values |= {key: value for key, value in kept.items() if key in view.values}
        self.stirred()
        return view

    def publish(self, team_id: str, user: User, given: JSON, expected: str = "") -> View:
        home = self.homes.get((team_id, user.id))
        if home:
            return self.update(home, given, expected)
        check_view(given, "home")
        home = View(self.world.clock.id("V"), team_id, user.id, "home", given, self.hash())
        home.root_id = home.id
        home.values = initial_values(home.blocks)
        self.homes[team_id, user.id] = self.world.views[home.id] = home
        self.stirred()
        return home

    def close(self, view: View, *, all_of_them: bool = False) -> None:
        stack = self.stack(view.team_id, view.user_id)
        for one in list(stack) if all_of_them else [view]:
            one.closed = True
            if one in stack:
                stack.remove(one)
        self.stirred()
