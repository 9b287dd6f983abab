"""Application commands: kept as they were put, checked as Discord checks them, counted when synced."""

import re
from collections import Counter

from .errors import JSON, ApiError, Form, refuse
from .world import World

CHAT_INPUT, SUBCOMMAND, GROUP = 1, 1, 2
NAME = re.compile(r"^[-_'\w]{1,32}$")
TOTAL, OPTIONS, CHOICES, DAILY = 8000, 25, 25, 200
MOST = {1: 100, 2: 15, 3: 15}
Scope = int | None


class Commands:
    """Commands by scope: a guild's id, or None for everywhere."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.scopes: dict[Scope, dict[int, JSON]] = {}
        self.permissions: dict[tuple[int, int], list[JSON]] = {}
        self.syncs: Counter[Scope] = Counter()
        self.created: Counter[Scope] = Counter()
        self.open_to_all = False

    def of(self, scope: Scope) -> list[JSON]:
        return list(self.scopes.get(scope, {}).values())

    def get(self, scope: Scope, id_: int) -> JSON:
        if (found := self.scopes.get(scope, {}).get(id_)) is None:
            raise refuse(10063)
        return found

    def overwrite(self, scope: Scope, bodies: list[JSON]) -> list[JSON]:
        """Bulk: what is not in the list is gone; what keeps its name keeps its id."""
        self.syncs[scope] += 1
        form = Form()
        for index, body in enumerate(bodies):
            check(form, f"{index}.", body)
        form.check()
        before = {_key(one): one for one in self.of(scope)}
        self.scopes[scope] = {}
        return [self._keep(scope, body, before.get(_key(body))) for body in bodies]

    def upsert(self, scope: Scope, body: JSON) -> tuple[bool, JSON]:
        """Whether it is new, and how it now stands."""
        form = Form()
        check(form, "", body)
        form.check()
        before = next((one for one in self.of(scope) if _key(one) == _key(body)), None)
        return before is None, self._keep(scope, body, before)

    def change(self, scope: Scope, id_: int, body: JSON) -> JSON:
        before = self.get(scope, id_)
        merged = {**before, **body}
        form = Form()
        check(form, "", merged)
        form.check()
        return self._keep(scope, merged, before)

    def delete(self, scope: Scope, id_: int) -> None:
        self.get(scope, id_)
        del self.scopes[scope][id_]

    def _keep(self, scope: Scope, body: JSON, before: JSON | None) -> JSON:
        kind = body.get("type") or CHAT_INPUT
        held = self.scopes.setdefault(scope, {})
        if before is None:
            self._count(scope)
        if sum(one["type"] == kind for one in held.values()) >= MOST.get(kind, 1) and before is None:
            raise ApiError(400, 30032, f"Maximum number of application commands reached ({MOST.get(kind, 1)}).")
        made = _shown(body, kind)
        made["id"] = before["id"] if before else str(self.world.clock.snowflake())
        made |= {"application_id": str(self.world.application_id), "version": str(self.world.clock.snowflake())}
        if scope:
            made["guild_id"] = str(scope)
        held[int(made["id"])] = made
        return made

    def _count(self, scope: Scope) -> None:
        self.created[scope] += 1
        if self.created[scope] > DAILY:
            raise refuse(30034)


def _key(command: JSON) -> tuple[int, str]:
    return command.get("type") or CHAT_INPUT, command["name"]


def _shown(body: JSON, kind: int) -> JSON:
    made: JSON = {
        "type": kind,
        "name": body["name"],
        "name_localizations": body.get("name_localizations"),
        "description": body.get("description") or "",
        "description_localizations": body.get("description_localizations"),
        "default_member_permissions": _text(body.get("default_member_permissions")),
        "integration_types": body.get("integration_types") or [0],
        "contexts": body.get("contexts"),
        "nsfw": bool(body.get("nsfw")),
    }
    made["dm_permission"] = body.get("dm_permission", True)
    if kind == CHAT_INPUT:
        made["options"] = body.get("options") or []
    return made


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def check(form: Form, path: str, command: JSON) -> None:
    """A command, its options at every depth, and its size in all."""
    kind = command.get("type") or CHAT_INPUT
    form.length(f"{path}name", command.get("name") or "", 32, 1)
    if kind == CHAT_INPUT:
        _check_name(form, f"{path}name", command.get("name") or "")
        form.length(f"{path}description", command.get("description") or "", 100, 1)
        _check_options(form, f"{path}options", command.get("options") or [])
        if (size := weigh(command)) > TOTAL:
            message = f"Command exceeds maximum size ({TOTAL})"
            form.wrong(f"{path}name", "APPLICATION_COMMAND_TOO_LARGE", f"{message}: {size}")
    elif command.get("description"):
        message = "Context menu commands cannot have description"
        form.wrong(f"{path}description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION", message)


def _check_name(form: Form, path: str, name: str) -> None:
    if not NAME.match(name) or name != name.lower():
        form.wrong(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _check_options(form: Form, path: str, options: list[JSON]) -> None:
    form.length(path, options, OPTIONS)
    names, optional = [one["name"] for one in options], False
    for index, option in enumerate(options):
        spot = f"{path}.{index}"
        _check_name(form, f"{spot}.name", option["name"])
        form.length(f"{spot}.description", option.get("description") or "", 100, 1)
        form.length(f"{spot}.choices", option.get("choices"), CHOICES)
        for number, choice in enumerate(option.get("choices") or ()):
            form.length(f"{spot}.choices.{number}.name", choice["name"], 100, 1)
        if names.index(option["name"]) != index:
            form.wrong(f"{spot}.name", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option name is not unique")
        if optional and option.get("required"):
            message = "Required options must be placed before non-required options"
            form.wrong(f"{spot}.required", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional = optional or not option.get("required")
        if option.get("choices") and option.get("autocomplete"):
            form.wrong(f"{spot}.autocomplete", "APPLICATION_COMMAND_OPTION_AUTOCOMPLETE", "Has choices as well")
        _check_options(form, f"{spot}.options", option.get("options") or [])


def weigh(command: JSON) -> int:
    """Names, descriptions and choices count, each with its longest translation."""
    total = 0
    for key in ("name", "description"):
        said = [command.get(key) or "", *(command.get(f"{key}_localizations") or {}).values()]
        total += max(len(words) for words in said)
    for choice in command.get("choices") or ():
        total += len(choice["name"]) + len(str(choice["value"]))
    return total + sum(weigh(option) for option in command.get("options") or ())
