"""How large things may be, told as Discord tells it: 50035 with the path of each field."""

from collections.abc import Iterator
from typing import Any

from .errors import JSON, ApiError, Form, refuse
from .records import COMPONENTS_V2, Attachment

CONTENT, EMBEDS, EMBED_TOTAL, ROWS, V2_TOTAL, V2_TEXT = 2000, 10, 6000, 5, 40, 4000
NONCE, FILES, CUSTOM_ID, OPTIONS = 25, 10, 100, 25
FILE_SIZE, REQUEST_SIZE = 10 * 1024**2, 25 * 1024**2
ROW, BUTTON, STRING_SELECT, TEXT_INPUT, SECTION, TEXT, CONTAINER, LABEL = 1, 2, 3, 4, 9, 10, 17, 18
SELECTS = (3, 5, 6, 7, 8)
V2_ONLY = (9, 10, 11, 12, 13, 14, 17)
LINK_STYLE, PREMIUM_STYLE = 5, 6
EMBED_FIELDS = {"title": 256, "description": 4096}


def check_message(body: JSON, files: list[Attachment], *, flags: int, wordless: bool = False) -> None:
    """Everything that is wrong with a message's body at once."""
    form = Form()
    form.length("content", body.get("content"), CONTENT)
    form.length("nonce", str(body["nonce"]) if body.get("nonce") is not None else None, NONCE)
    form.length("sticker_ids", body.get("sticker_ids"), 3)
    if len(files) > FILES:
        form.wrong("attachments", "BASE_TYPE_MAX_LENGTH", f"Must be {FILES} or fewer in length.")
    _check_embeds(form, body.get("embeds") or [])
    check_components(form, body.get("components") or [], v2=bool(flags & COMPONENTS_V2))
    form.check()
    check_files(files)
    if not wordless and not _says_something(body, files):
        raise refuse(50006)


def check_files(files: list[Attachment]) -> None:
    if any(len(file.data) > FILE_SIZE for file in files) or sum(len(file.data) for file in files) > REQUEST_SIZE:
        raise refuse(40005)


def check_v2(body: JSON, flags: int) -> None:
    """With Components V2 a message has nothing else."""
    if not flags & COMPONENTS_V2:
        return
    form = Form()
    for key in ("content", "embeds", "sticker_ids", "poll"):
        if body.get(key):
            message = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            form.wrong(key, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)
    form.check()


def _says_something(body: JSON, files: list[Attachment]) -> bool:
    content = (body.get("content") or "").strip()
    return bool(content or files or any(body.get(key) for key in ("embeds", "components", "sticker_ids", "poll")))


def _check_embeds(form: Form, embeds: list[JSON]) -> None:
    form.length("embeds", embeds, EMBEDS)
    total = 0
    for index, embed in enumerate(embeds):
        total += _check_embed(form, f"embeds.{index}", embed)
    if total > EMBED_TOTAL:
        form.wrong("embeds", "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {EMBED_TOTAL}")


def _check_embed(form: Form, path: str, embed: JSON) -> int:
    """How many letters of the total this embed takes."""
    texts = [(key, embed.get(key), most) for key, most in EMBED_FIELDS.items()]
    texts.append(("footer.text", (embed.get("footer") or {}).get("text"), 2048))
    texts.append(("author.name", (embed.get("author") or {}).get("name"), 256))
    fields = embed.get("fields") or []
    form.length(f"{path}.fields", fields, 25)
    for index, field in enumerate(fields):
        for key, most in (("name", 256), ("value", 1024)):
            if not str(field.get(key) or "").strip():
                form.wrong(f"{path}.fields.{index}.{key}", "BASE_TYPE_REQUIRED", "This field is required")
            texts.append((f"fields.{index}.{key}", field.get(key), most))
    for key, value, most in texts:
        form.length(f"{path}.{key}", value, most)
    return sum(len(str(value)) for _, value, _ in texts if value)


def walk(components: Any, path: str = "components") -> Iterator[tuple[str, JSON]]:
    """Every component at any depth, with its path."""
    for index, component in enumerate(components):
        spot = f"{path}.{index}"
        yield spot, component
        yield from walk(component.get("components") or (), f"{spot}.components")
        for key in ("accessory", "component"):
            if inner := component.get(key):
                yield f"{spot}.{key}", inner


def check_components(form: Form, components: list[JSON], *, v2: bool) -> None:
    every, seen = list(walk(components)), set[str]()
    if not v2:
        form.length("components", components, ROWS)
        _only_rows(form, components)
    elif len(every) > V2_TOTAL:
        message = f"Total number of components cannot exceed {V2_TOTAL}"
        form.wrong("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message)
    displayed = sum(len(one.get("content") or "") for _, one in every if one["type"] == TEXT)
    if displayed > V2_TEXT:
        form.wrong("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", f"Must be {V2_TEXT} or fewer in length.")
    for path, component in every:
        _check_component(form, path, component)
        custom_id = component.get("custom_id")
        if custom_id in seen:
            message = "Component custom id cannot be duplicated"
            form.wrong(f"{path}.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", message)
        seen |= {custom_id} if custom_id else set()


def _only_rows(form: Form, components: list[JSON]) -> None:
    for index, component in enumerate(components):
        if component["type"] != ROW:
            message = 'Value of field "type" must be one of (1,).'
            form.wrong(f"components.{index}.type", "UNION_TYPE_CHOICES", message)


def _check_component(form: Form, path: str, component: JSON) -> None:
    form.length(f"{path}.custom_id", component.get("custom_id"), CUSTOM_ID, 1)
    match component["type"]:
        case 1:
            inner = component.get("components") or []
            form.length(f"{path}.components", inner, 1 if any(one["type"] in SELECTS for one in inner) else 5, 1)
        case 2:
            _check_button(form, path, component)
        case kind if kind in SELECTS:
            _check_select(form, path, component)
        case 9:
            form.length(f"{path}.components", component.get("components"), 3, 1)
        case 10:
            form.length(f"{path}.content", component.get("content"), V2_TEXT, 1)


def _check_button(form: Form, path: str, button: JSON) -> None:
    form.length(f"{path}.label", button.get("label"), 80)
    style = button.get("style")
    needed = {LINK_STYLE: "url", PREMIUM_STYLE: "sku_id"}.get(style or 0, "custom_id")
    if not button.get(needed):
        form.wrong(f"{path}.{needed}", "BASE_TYPE_REQUIRED", "This field is required")
    if style != PREMIUM_STYLE and not (button.get("label") or button.get("emoji")):
        form.wrong(path, "BUTTON_COMPONENT_INVALID", "A button must have a label or an emoji")


def _check_select(form: Form, path: str, select: JSON) -> None:
    form.length(f"{path}.placeholder", select.get("placeholder"), 150)
    options = select.get("options") or []
    if select["type"] == STRING_SELECT:
        form.length(f"{path}.options", options, OPTIONS, 1)
    values = [option.get("value") for option in options]
    for index, option in enumerate(options):
        for key, least in (("label", 1), ("value", 1), ("description", 0)):
            form.length(f"{path}.options.{index}.{key}", option.get(key), 100, least)
        if values.index(option.get("value")) != index:
            message = "The specified option value is already used"
            form.wrong(f"{path}.options.{index}.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)
    if (most := select.get("max_values", 1)) > max(len(options), 1) and select["type"] == STRING_SELECT:
        form.wrong(f"{path}.max_values", "BASE_TYPE_BAD_VALUE", f"{most} is more than there are options")


def check_modal(modal: JSON) -> None:
    """Title, one to five parts, and their labels."""
    form = Form()
    form.length("data.title", modal.get("title"), 45, 1)
    form.length("data.custom_id", modal.get("custom_id"), CUSTOM_ID, 1)
    form.length("data.components", modal.get("components"), 5, 1)
    for path, component in walk(modal.get("components") or (), "data.components"):
        form.length(f"{path}.custom_id", component.get("custom_id"), CUSTOM_ID, 1)
        if component["type"] in (LABEL, TEXT_INPUT):
            form.length(f"{path}.label", component.get("label"), 45, 1)
            form.length(f"{path}.description", component.get("description"), 100)
        if component["type"] == TEXT_INPUT:
            form.length(f"{path}.value", component.get("value"), 4000)
            form.length(f"{path}.placeholder", component.get("placeholder"), 100)
        elif component["type"] in SELECTS:
            _check_select(form, path, component)
    form.check()


def check_name(path: str, name: Any, most: int = 100) -> None:
    form = Form()
    form.length(path, name or "", most, 1)
    form.check()


def check_webhook_name(name: str | None, path: str) -> None:
    """1 to 80 letters, and never Discord's own names."""
    form = Form()
    form.length(path, (name or "").strip() if name is not None else None, 80, 1)
    for word in ("clyde", "discord"):
        if name is not None and word in name.casefold():
            form.wrong(path, "USERNAME_INVALID_CONTAINS", f'Username cannot contain "{word}"')
    form.check()


def bad(path: str, code: str, message: str) -> ApiError:
    form = Form()
    form.wrong(path, code, message)
    return ApiError(400, 50035, "Invalid Form Body", form.errors)
