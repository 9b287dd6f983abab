"""First words: who we are, the likely reasons, the menu."""

from bot.anew import replace
from bot.content import Choice, Reply
from bot.memory import Turn
from bot.prediction import predicted
from bot.scene import Scene

MENU = ("order_status", "refund_request", "return_exchange", "item_problem", "billing_error", "faq")


def greet(scene: Scene) -> Turn:
    """Lead with what they probably write about, then the menu, then a person."""
    account = scene.facts.account
    likely = predicted(account, scene.facts.now, scene.words) if account else ()
    more = (Choice(scene.say("offer.something_else"), "menu"), Choice(scene.say("offer.more_help"), "human"))
    if not likely:
        name = "opening.no_guess" if scene.memory.greeted else "opening.hello"
        return Turn(scene.memory, (Reply(scene.say(name), offers=(*topics(scene), more[1])),)).because(
            "no likely reason: the menu"
        )
    choices = tuple(Choice(p.label, p.value, "primary" if p is likely[0] else "plain") for p in likely)
    key = "opening.one" if len(likely) == 1 else "opening.guess"
    reply = Reply(scene.say(key, name=first_name(account.customer.name) if account else ""), offers=choices + more)
    return Turn(scene.memory, (reply,)).because(*(f"likely: {p.reason} ({p.because})" for p in likely))


def menu(scene: Scene) -> Turn:
    kept = Choice(scene.say("offer.messages"), "messages")
    offers = (*topics(scene), kept, Choice(scene.say("offer.more_help"), "human"))
    return Turn(scene.memory, (Reply(scene.say("opening.menu"), offers=offers),)).because("the menu")


def topics(scene: Scene) -> tuple[Choice, ...]:
    return tuple(topic(scene, intent) for intent in MENU)


def topic(scene: Scene, intent: str) -> Choice:
    """A button that starts an intent's errand as if its label had been typed."""
    return Choice(scene.say(f"topic.{intent}"), f"topic:{intent}")


def first_name(name: str) -> str:
    return name.split()[0] if name.split() else name


def introduce(scene: Scene, turn: Turn) -> Turn:
    """The first answer says that this is an automated assistant, what is kept, and that a person is there."""
    talk = next((i for i, reply in enumerate(turn.replies) if not reply.notice), None)
    if scene.memory.greeted or talk is None:
        return turn
    hello, first = scene.say("opening.first_line"), turn.replies[talk]
    led = replace(first, text=f"{hello}\n\n{first.text}" if first.text else hello)
    if turn.handoff and turn.handoff.rule == "safety":  # nobody in danger is greeted
        led = replace(first, text=f"{first.text}\n\n{scene.say('opening.in_danger')}")
    replies = (*turn.replies[:talk], led, *turn.replies[talk + 1 :])
    return replace(turn, replies=replies, after=replace(turn.after, greeted=True))
