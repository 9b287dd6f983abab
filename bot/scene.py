"""Everything one decision looks at, in one place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from bot.anew import replace
from bot.content import Card, Choice, Question, Reply
from bot.events import File, Inbound, Said
from bot.facts import Facts
from bot.flow import Given, View
from bot.hearing import Band, Heard
from bot.memory import PAST, Conversation
from bot.policy import Policy
from bot.wording import Markup, Words
from bot.writes import moment


def words_for(facts: Facts, policy: Policy) -> Words:
    """How this customer writes days and money."""
    if facts.account is None:
        return Words(facts.now, shop=policy.shop_name, bot=policy.bot_name)
    customer = facts.account.customer
    return Words(facts.now, customer.locale, customer.time_zone, policy.shop_name, policy.bot_name)


@dataclass(frozen=True, slots=True)
class Scene:
    """The conversation so far, the event, what was heard in it, the facts and the policy."""

    memory: Conversation
    event: Inbound
    facts: Facts
    policy: Policy
    words: Words
    heard: Heard | None = None

    def say(self, key: str, **values: object) -> Markup:
        return self.words.say(key, **values)

    def view(self, answers: Mapping[str, str], extras: Mapping[str, str]) -> View:
        return View(self.facts, self.policy, self.words, answers, extras, self.memory.pending)

    @property
    def text(self) -> str:
        return self.heard.text if self.heard else ""

    @property
    def intent(self) -> str:
        return self.heard.intent if self.heard else ""

    @property
    def files(self) -> tuple[File, ...]:
        return self.event.body.files if isinstance(self.event.body, Said) else ()

    @property
    def given(self) -> Given:
        """The message as the slots read it."""
        entities = self.heard.entities if self.heard else ()
        sure = self.heard is None or self.heard.band is Band.ACT
        return Given(self.text, self.intent, entities, self.files or self.sent_ahead, sure=sure)

    @property
    def sent_ahead(self) -> tuple[File, ...]:
        """A picture that came a little earlier and answered nothing then."""
        photo, age = self.memory.photo, self.facts.now - moment(self.memory.photo_at)
        return (photo,) if photo and age <= timedelta(minutes=self.policy.photo_minutes) else ()

    def triggered(self, *rules: str) -> str:
        """The words that fired the first of these rules, or nothing."""
        fired = dict(reversed(self.heard.triggers)) if self.heard else {}
        return next((fired[rule] or rule for rule in rules if rule in fired), "")


@dataclass(frozen=True, slots=True)
class Asking:
    """A question about to be asked, before it has its number."""

    slot: str
    text: str
    choices: tuple[Choice, ...] = ()
    several: bool = False
    wants_file: bool = False
    lead: str = ""
    offers: tuple[Choice, ...] = field(default=())
    card: Card | None = None

    def ask(self, memory: Conversation) -> tuple[Conversation, Reply]:
        """Number the question and remember its choices, so that an old press is known as old."""
        number = memory.asks + 1
        name = f"q{number}.{self.slot}"
        labels = {choice.value: choice.label for choice in self.choices}
        question = Question(name, self.slot, self.text, self.choices, self.several, self.wants_file)
        gone = (label for label in memory.choices.values() if label not in (*labels.values(), *memory.past))
        past = (*memory.past, *gone)[-PAST:]
        return replace(memory, asks=number, choices=labels, past=past), Reply(
            self.lead, self.card, question, self.offers
        )
