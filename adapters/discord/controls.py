"""Choices as Discord's buttons and menus: five rows of five buttons, or menus of twenty-five."""

from collections.abc import Iterable
from dataclasses import dataclass

from adapters.discord import ids
from adapters.discord.markup import label
from adapters.discord.shown import (
    BUTTON_LABEL,
    IN_ROW,
    JSON,
    LINK,
    OPTION_LABEL,
    OPTIONS,
    PLACEHOLDER,
    ROWS,
)
from bot.content import OFFER, Choice, Question, Reply

ROW, BUTTON, MENU = 1, 2, 3
STYLES = {"primary": 1, "plain": 2, "danger": 4}
LINK_STYLE = 5
FEW = 5
"""More choices than this are a menu."""
MANY_OFFERS = 10
"""Offers stay buttons longer: they are verbs, which one looks for by their place."""


@dataclass(frozen=True, slots=True)
class Controls:
    """Rows of components, and what must be kept so that their presses can be read."""

    rows: tuple[JSON, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: "Controls") -> "Controls":
        return Controls(self.rows + other.rows, self.kept + other.kept)


def controls(reply: Reply, offers_ask: str = OFFER) -> Controls:
    """Everything of a reply that can be pressed; what finds no room can still be said in words."""
    asked = _question(reply.question) if reply.question else Controls()
    offered = _offers(offers_ask, reply.offers, ROWS - len(asked.rows))
    made = asked + offered
    return Controls(made.rows[:ROWS], made.kept)


def _question(question: Question) -> Controls:
    choices = _distinct(question.choices)
    links, answers = _sorted_out(choices)
    as_menu = (len(answers) > FEW or (question.several and answers)) and not ids.menu_needs_keeping(question.ask)
    answered = _menus(question, answers) if as_menu else _buttons(question.ask, answers)
    return answered + _buttons(question.ask, links)


def _offers(ask: str, offers: tuple[Choice, ...], room: int) -> Controls:
    links, answers = _sorted_out(_distinct(offers))
    if len(answers) > MANY_OFFERS and not ids.menu_needs_keeping(ask):
        return _menus(Question(ask, "", ""), answers[: OPTIONS * room]) + _buttons(ask, links)
    return _buttons(ask, (answers + links)[: IN_ROW * max(room, 0)])


def _sorted_out(choices: Iterable[Choice]) -> tuple[list[Choice], list[Choice]]:
    """Links, which are always buttons, and what is answered with."""
    links: list[Choice] = []
    answers: list[Choice] = []
    for choice in choices:
        (links if choice.link else answers).append(choice)
    return [choice for choice in links if _opens(choice.link)], answers


def _distinct(choices: tuple[Choice, ...]) -> list[Choice]:
    """Discord refuses a message in which two components are called alike."""
    return list({choice.link or choice.value: choice for choice in reversed(choices)}.values())[::-1]


def _opens(link: str) -> bool:
    return link.startswith(("https://", "http://")) and len(link) <= LINK and not any(map(str.isspace, link))


def _buttons(ask: str, choices: list[Choice]) -> Controls:
    made = [_button(ask, choice) for choice in choices[: ROWS * IN_ROW]]
    rows = tuple(_row(made[at : at + IN_ROW]) for at in range(0, len(made), IN_ROW))
    return Controls(rows, tuple((ask, c.value) for c in choices if not c.link and ids.needs_keeping(ask, c.value)))


def _button(ask: str, choice: Choice) -> JSON:
    shown: JSON = {"type": BUTTON, "label": label(choice.label or choice.value, BUTTON_LABEL) or "…"}
    if choice.link:
        return shown | {"style": LINK_STYLE, "url": choice.link}
    return shown | {"style": STYLES[choice.style], "custom_id": ids.custom_id(ask, choice.value)}


def _menus(question: Question, choices: list[Choice]) -> Controls:
    most = OPTIONS * ROWS
    groups = [choices[at : at + OPTIONS] for at in range(0, min(len(choices), most), OPTIONS)]
    rows = tuple(_row([_menu(question, group, number)]) for number, group in enumerate(groups))
    return Controls(rows, tuple((question.ask, c.value) for c in choices if ids.option_needs_keeping(c.value)))


def _menu(question: Question, choices: list[Choice], number: int) -> JSON:
    return {
        "type": MENU,
        "custom_id": ids.menu_id(question.ask, number),
        "placeholder": label("Choose one or more…" if question.several else "Choose…", PLACEHOLDER),
        "min_values": 1,
        "max_values": len(choices) if question.several else 1,
        "options": [_option(question.ask, choice) for choice in choices],
    }


def _option(ask: str, choice: Choice) -> JSON:
    return {
        "label": label(choice.label or choice.value, OPTION_LABEL) or "…",
        "value": ids.option(ask, choice.value),
    }


def _row(components: list[JSON]) -> JSON:
    return {"type": ROW, "components": components}
