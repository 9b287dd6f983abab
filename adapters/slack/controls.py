"""Choices as Slack's buttons and menus: a few are buttons, many a menu, several at once a menu with a button."""

from collections.abc import Iterable
from dataclasses import dataclass

from adapters.slack import ids
from adapters.slack.markup import label
from adapters.slack.shown import (
    ACTION_ID,
    BUTTON_LABEL,
    IN_ACTIONS,
    JSON,
    LINK,
    OPTION_LABEL,
    OPTIONS,
    PLACEHOLDER,
    marked,
    unmarked,
)
from bot.content import OFFER, Choice, Question, Reply

FEW = 5
"""More answers than this are a menu."""
MANY_OFFERS = 10
"""Offers stay buttons longer: they are verbs, which one looks for by their place."""
SEVERAL = "Choose one or more, then press the button."
DONE = "That's all"


@dataclass(frozen=True, slots=True)
class Controls:
    """Blocks with something to press, and what must be kept so that their presses can be read."""

    blocks: tuple[JSON, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: "Controls") -> "Controls":
        return Controls(self.blocks + other.blocks, self.kept + other.kept)


def controls(reply: Reply, offers_ask: str = OFFER) -> Controls:
    """Everything of a reply that can be pressed; what finds no room can still be said in words."""
    asked = _question(reply.question) if reply.question else Controls()
    made = asked + _offers(offers_ask, reply.offers)
    return Controls(_numbered(made.blocks), made.kept)


def _question(question: Question) -> Controls:
    links, answers = _sorted_out(question.choices)
    if len(ids.several_id(question.ask)) > ACTION_ID or not answers:
        return _buttons(question.ask, answers + links)
    if question.several:
        return _several(question.ask, answers) + _buttons(question.ask, links)
    if len(answers) > FEW:
        return _menu(question.ask, answers) + _buttons(question.ask, links)
    return _buttons(question.ask, answers + links)


def _offers(ask: str, offers: tuple[Choice, ...]) -> Controls:
    links, answers = _sorted_out(offers)
    if len(answers) > MANY_OFFERS and len(ids.menu_id(ask)) <= ACTION_ID:
        return _menu(ask, answers) + _buttons(ask, links)
    return _buttons(ask, answers + links)


def _sorted_out(choices: tuple[Choice, ...]) -> tuple[list[Choice], list[Choice]]:
    """Links, which are always buttons, and what is answered with; of two alike the first."""
    distinct = {choice.link or choice.value: choice for choice in reversed(choices)}
    links: list[Choice] = []
    answers: list[Choice] = []
    for choice in reversed(distinct.values()):
        (links if choice.link else answers).append(choice)
    return [choice for choice in links if _opens(choice.link)], answers


def _opens(link: str) -> bool:
    return link.startswith(("https://", "http://")) and len(link) <= LINK and not any(map(str.isspace, link))


def _buttons(ask: str, choices: list[Choice]) -> Controls:
    shown = choices[:IN_ACTIONS]
    if not shown:
        return Controls()
    kept = tuple((ask, one.value) for one in shown if not one.link and not ids.fits(ask, one.value))
    return Controls((_actions(_button(ask, one) for one in shown),), kept)


def _button(ask: str, choice: Choice) -> JSON:
    words = label(choice.label or choice.value, BUTTON_LABEL) or "…"
    shown: JSON = {"type": "button", "text": unmarked(words)}
    if choice.link:
        return shown | {"url": choice.link}
    shown["value"] = ids.button_value(ask, choice.value)
    return shown if choice.style == "plain" else shown | {"style": choice.style}


def _menu(ask: str, choices: list[Choice]) -> Controls:
    made = {"type": "static_select", "action_id": ids.menu_id(ask), **_options(ask, choices, "Choose…")}
    return Controls((_actions([made]),), _long(ask, choices))


def _several(ask: str, choices: list[Choice]) -> Controls:
    """Slack tells of each tick; only the button beneath is an answer."""
    menu = {"type": "multi_static_select", "action_id": ids.several_id(ask), **_options(ask, choices, "Choose…")}
    done = {"type": "button", "text": unmarked(DONE), "style": "primary", "action_id": ids.done_id(ask), "value": ask}
    section = {"type": "section", "text": marked(SEVERAL), "accessory": menu}
    return Controls((section, _actions([done])), _long(ask, choices))


def _options(ask: str, choices: list[Choice], placeholder: str) -> JSON:
    return {
        "placeholder": unmarked(placeholder[:PLACEHOLDER]),
        "options": [_option(ask, choice) for choice in choices[:OPTIONS]],
    }


def _option(ask: str, choice: Choice) -> JSON:
    words = label(choice.label or choice.value, OPTION_LABEL) or "…"
    return {"text": unmarked(words), "value": ids.option(ask, choice.value)}


def _long(ask: str, choices: list[Choice]) -> tuple[tuple[str, str], ...]:
    return tuple((ask, choice.value) for choice in choices[:OPTIONS] if not ids.option_fits(choice.value))


def _actions(elements: Iterable[JSON]) -> JSON:
    return {"type": "actions", "elements": list(elements)}


def _numbered(blocks: tuple[JSON, ...]) -> tuple[JSON, ...]:
    """Every button by a name of its own, as Slack wants it within a message."""
    number = 0
    for block in blocks:
        for one in block.get("elements") or ():
            if "action_id" not in one:
                one["action_id"] = f"{ids.OPEN}|{number}" if "url" in one else ids.press_id(number)
                number += 1
    return blocks
