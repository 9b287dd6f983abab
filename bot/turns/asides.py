"""Said beside the answer: a written answer in passing, files not taken, secrets hidden."""

import re

from bot.anew import replace
from bot.content import Choice, Reply
from bot.events import Said
from bot.flows.product import answers, asks_on
from bot.flows.send_back import may_go_back, of_one_open
from bot.hearing import Band
from bot.knowledge import going_on
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.slots import inside, items_in, order_in, said, sent_back, warranty, words_of
from bot.turns import centre, errands, questions
from bot.wording import Markup

PRODUCT = "product_question"


def about_files(scene: Scene, turn: Turn) -> Turn:
    """Each file that could not be taken is named, with the reason."""
    refused = scene.event.body.refused if isinstance(scene.event.body, Said) else ()
    notes = tuple(Reply(scene.say("small.refused_file", reason=reason), notice=True) for reason in refused)
    return replace(turn, replies=(*notes, *turn.replies)) if notes else turn


def about_secrets(scene: Scene, turn: Turn) -> Turn:
    """Say which secrets were hidden."""
    # A code that was checked is no secret that came by mistake.
    hidden = tuple(kind for kind in scene.heard.redacted if not (turn.masks and kind == "code")) if scene.heard else ()
    if not hidden:
        return turn
    what = scene.words.several(tuple(scene.say(f"hidden.{kind}") for kind in dict.fromkeys(hidden)))
    return replace(turn, replies=(Reply(scene.say("hidden.said", what=what), notice=True), *turn.replies)).because(
        "a secret was hidden"
    )


def about_returns(scene: Scene, intent: str) -> Turn | None:
    """A general question about returns gets the written answer, and a way to begin; no order is looked at."""
    general = "" if scene.facts.bound else going_on.of_nobodys(scene.text, intent)
    if told := _of_their_return(scene) or _end_of_warranty(scene):
        return told
    about = intent == "return_exchange" or (intent == "faq" and re.search(r"\breturns?\b", scene.text, re.I))
    if not scene.facts.answers or not (general or (about and _in_general(scene.text))):
        return None
    view = scene.view({}, {})
    if order_in(scene.given, view, scene.facts.orders) or of_one_open(scene.text, view):
        return None
    answer = scene.facts.answers[0]
    said = scene.say("knowledge.in_passing", text=Markup(answer.text), source=Markup(answer.source))
    start = Choice(scene.say("knowledge.start"), "topic:return_exchange", "primary")
    # Nobody who asks after a warranty wants to be rid of it, and what was given to them is no order of theirs.
    offers = () if warranty.NAMED.search(answer.title) or general == going_on.IF_GIVEN else (start,)
    return Turn(scene.memory, (Reply(said, offers=offers),)).because(f"knowledge: {answer.title}")


def _of_their_return(scene: Scene) -> Turn | None:
    """What a return costs or what its rules are, asked of a thing of theirs: told first, and nothing is begun by it."""
    text, view = scene.text, scene.view({}, {})
    asks = going_on.COST_BACK.search(text) or going_on.POLICY_BACK.search(text)
    page = next((answer for answer in scene.facts.answers if RETURNS.search(answer.title)), None)
    order = order_in(scene.given, view, scene.facts.orders) if asks and page else None
    if page is None or order is None or of_one_open(text, view) or not may_go_back(order, view):
        return None
    if WISHED_FOR.match(text.replace("’", "'")) and going_on.COST_BACK.search(text):
        return None  # the return is begun, and says what it costs
    said = scene.say("knowledge.in_passing", text=Markup(page.text), source=Markup(page.source))
    start = Choice(scene.say("knowledge.start"), f"return:{order.number}", "primary")
    return Turn(scene.memory, (Reply(said, offers=(start,)),)).because(f"knowledge: {page.title}")


RETURNS = re.compile(r"\breturns?\b", re.I)
WISHED_FOR = re.compile(
    r"\W*(?:(?:hi|hello|hey|so|ok(?:ay)?|please|pls)\W+)*(?:i|we)(?:'d| would)? (?:want|wanna|like|need|wish)"
    r"(?: to)? (?:return|send)\b[^,.;!?]*(?:[,.;!?]|\band\b)",
    re.I,
)
"""Wishes for a return before anything is asked of it."""
END_OF_WARRANTY = re.compile(
    r"\b(?:how long|(?:un)?till? when|how many (?:days|months|years))\b[^.?!]{0,50}\b(?:warranty|guarantee)\b"
    r"|\b(?:when|how much)\b[^.?!]{0,40}\b(?:end|over|out|left)\b[^.?!]{0,20}\b(?:warranty|guarantee)\b"
    r"|\b(?:warranty|guarantee)\b[^.?!]{0,30}\b(?:ends?|over|expires?|runs? (?:out|till|until)|lasts?|left"
    r"|until when)\b",
    re.I,
)


def _end_of_warranty(scene: Scene) -> Turn | None:
    """The day on which the months of it are over, asked of a thing of theirs that nothing is said to be wrong with."""
    text, view = scene.text, scene.view({}, {})
    asks = END_OF_WARRANTY.search(text) and not said(warranty.FAULT, text)
    order = order_in(scene.given, view, scene.facts.orders) if asks else None
    if order is None or order.delivered is None or not scene.policy.warranty_months:
        return None
    months, day = scene.policy.warranty_months, warranty.until(order, view)
    named = items_in(scene.given, order.items)
    item = scene.words.several(tuple(pick.item.name for pick in named)) if named else order.title
    told = Reply(scene.say("warranty.until", item=item, came=order.delivered, months=months, day=day))
    pages = (answer for answer in scene.facts.answers if warranty.NAMED.search(answer.title))
    page = tuple(scene.say("knowledge.in_passing", text=Markup(p.text), source=Markup(p.source)) for p in pages)[:1]
    return Turn(scene.memory, (*map(Reply, page), told)).because("the end of a warranty")


def _in_general(text: str) -> bool:
    return bool(questions.OF_RETURNS.search(text) or questions.OF_POLICY.search(text))


_BARE = r"(?!(?:it|this|that|them|the|my|any|now|after|please|pls|instead|thanks?|thank|and|i|ok|okay|will|want)\b)\w+"
_THING = rf"(?:it|this|that|them|(?:the|my) \w+(?: and (?:the |my )?\w+)?|{_BARE})"
_KEEP = rf"keep {_THING}"
KEEPS = re.compile(
    r"\W*(?:(?:hi|hello|ok(?:ay)?|actually|wait|oh|sorry|please|pls|no|so|i(?:'?ll| will)?|i'?d like to|i meant?"
    r"|i (?:want|would like)(?: to)?|i wanna|can i|can you|could you|(?:i )?changed (?:my )?mind|just)\W+)*"
    rf"(?:(?:cancel|stop|undo|forget)(?:l?ing)? (?:about )?(?:(?:the|my|this|that|a) )?return(?:ing)?(?: {_THING})?"
    rf"|(?:do|did)(?:n'?t| not) (?:want|need)(?: to)? (?:return|send) {_THING}(?: back)?|{_KEEP})"
    rf"(?:\W+(?:any ?more|any longer|now|after all|please|pls|instead|thanks|thank you|and|i|ok(?:ay)?"
    rf"|want to|will|'?ll|{_KEEP}))*\W*",
    re.I,
)
"""Says of what comes back that it stays, and nothing else."""
NAMED = re.compile(
    rf"\b(?:the|my) (?!returns?\b|mind\b)(\w+)|\band (?!i\b|keep\b|the\b|my\b)(\w+)|\b(?:keep|return|send) ({_BARE})",
    re.I,
)
UNNAMED = frozenset("parcel package order item items thing things stuff lot".split())
"""What stands for whatever comes back."""


def keeps_return(scene: Scene) -> Turn | None:
    """What is to be sent back and no carrier has seen yet may as well stay: there is nothing to cancel."""
    if not KEEPS.fullmatch(scene.text) or scene.memory.pending:
        return None
    things = [words_of(found[1] or found[2] or found[3]) for found in NAMED.finditer(scene.text)]
    things = [thing for thing in things if thing and not thing & UNNAMED]
    backs = [(order, back) for order in scene.facts.orders for back in order.returns if back.state == "open"]
    backs = [(o, b) for o, b in backs if all(any(it & words_of(i.title) for i in inside(o, b)) for it in things)]
    if not backs:
        return None  # what is named is not what comes back
    order, back = backs[-1]
    said = scene.say("returning.keep", items=sent_back(order, back, scene.view({}, {})), last_day=back.last_day)
    return Turn(scene.memory, (Reply(said),)).because("a return that nobody hands in ends by itself")


QUICK = frozenset({"faq", "product_question", "payment_promo"})
"""Intents that the knowledge may answer in passing, without beginning anything."""


def is_new(scene: Scene, errand: Errand) -> bool:
    """Beside a written answer: another question than the one it was for."""
    if scene.heard is None or scene.heard.band is not Band.ACT:
        return False
    if scene.intent not in errands.ERRANDS and scene.intent not in ("greeting", "goodbye"):
        return False
    other = bool(scene.facts.answers) and scene.facts.answers[0].id != errand.extras.get("answer")
    return other or of_a_page(scene) or scene.intent != errand.extras.get("intent")


def of_a_page(scene: Scene) -> bool:
    """A question that a product's page answers."""
    said = answers(scene.text, scene.facts.products) or asks_on(scene.text, scene.facts)
    return scene.intent == PRODUCT and said


def only_named(scene: Scene) -> bool:
    """A thing that we sell is named, and nothing is said of it."""
    said = words_of(scene.text)
    return bool(said) and any(said <= words_of(product.title) for product in scene.facts.products)


def answers_at_once(scene: Scene) -> bool:
    """What is answered in passing, even where an answer of theirs could be read into it."""
    return of_a_page(scene) or centre.wished(scene.text)


def from_the_catalogue(scene: Scene) -> Turn | None:
    """What a product's page says, where it answers at once; nothing is begun."""
    if scene.intent != PRODUCT:
        return None
    turn = errands.begin(replace(scene, memory=replace(scene.memory, errand=None)), PRODUCT)
    if not turn.replies or turn.after.errand is not None:
        return None
    return replace(turn, handoff=None, after=replace(turn.after, errand=scene.memory.errand))


def from_the_shelf(scene: Scene) -> Turn | None:
    """A written answer to a general question, with its source; nothing is begun."""
    if scene.intent not in QUICK or not scene.facts.answers:
        return None
    answer = scene.facts.answers[0]
    said = scene.say("knowledge.in_passing", text=Markup(answer.text), source=Markup(answer.source))
    return Turn(scene.memory, (Reply(said),)).because(f"knowledge: {answer.title}")


def answerable(scene: Scene) -> bool:
    """Half understood, but the shop has a written answer to it, or an order by that name."""
    if scene.heard is None or scene.heard.band is not Band.CLARIFY:
        return False
    return bool(scene.facts.answers) if scene.intent in QUICK else _names_own_order(scene)


def _names_own_order(scene: Scene) -> bool:
    """Half understood, but it is about something they ordered: enough to look, or to ask on."""
    if errands.ERRANDS.get(scene.intent, "elsewhere") == "elsewhere":
        return False
    return order_in(scene.given, scene.view({}, {}), scene.facts.orders) is not None
