"""Who is asking: no order data before the chat account is bound to a shop customer.

An address is asked for, a code is mailed there, the code is typed here. The words are
the same for known and unknown addresses. Limits are the policy's; a wrong code is
counted, and only a salted hash of the right one is kept.
"""

import hashlib
import hmac
import re
from datetime import timedelta

from bot.anew import replace
from bot.content import Choice, Reply
from bot.effects import Handoff, MailCode
from bot.events import Said
from bot.memory import PARKED, Challenge, Conversation, Errand, Turn
from bot.scene import Asking, Scene
from bot.turns import people, strangers
from bot.writes import micros

NAME = "identity"
AGAIN = re.compile(
    r"\bre-?send|\bsend\b.*\b(?:again|another|new|it|me)\b|\b(?:new|another|fresh) (?:code|one|mail|e-?mail)\b"
    r"|\b(?:did|do|have|has)(?:n'?t| not)\b.*\b(?:get|got|gotten|receive\w*|come|came|arrive\w*|have|see|find|there)\b"
    r"|\b(?:no|never|nothing|still|where(?:'?s| is)?)\b.*"
    r"\b(?:code|mail|e-?mail|came|come|arriv\w*|got|receiv\w*|there)\b",
    re.I,
)
"""While we wait for the code: that it is not there, or is wanted once more."""
GONE = re.compile(
    r"\b(?:(?:don'?t|do not|no longer|can'?t|cannot)(?: have| use| get into| open| access)|lost|no access to|closed)\b"
    r".*\b(?:address|mail|e-?mail|inbox|account|mailbox)\b.*\b(?:any ?more|no longer|now)\b"
    r"|\b(?:no longer|lost access|no access|can'?t (?:access|open|get into))\b"
    r".*\b(?:address|mail|e-?mail|inbox|mailbox)\b",
    re.I,
)
"""The mailbox itself is out of reach: another code there would help nobody."""
CODE = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})(?!\d)")


def begin(scene: Scene, errand: Errand) -> Turn:
    """Put the errand aside until we know whose orders to look at."""
    memory = replace(scene.memory, parked=(*scene.memory.parked, errand)[-PARKED:], errand=Errand(NAME, slot="email"))
    scene = replace(scene, memory=memory)
    if address := _address(scene):
        return _mail(scene, address)
    return _ask(scene, "email", scene.say("identity.ask_email"))


def go_on(scene: Scene) -> Turn:
    """Read an address or a code out of what was said."""
    # The code that we wait for is kept in what was said, and hidden from what is heard.
    said = scene.event.body.text if isinstance(scene.event.body, Said) else scene.text
    memory, code = scene.memory, CODE.search(said)
    if memory.challenge and code:
        return _check(scene, memory.challenge, code.group(1) + code.group(2))
    if address := _address(scene):
        return _mail(scene, address)
    if beside := strangers.met(scene, ask_again, lambda again: _give_up(again, "why.not_identified")):
        return beside
    slot = memory.errand.slot if memory.errand else "email"
    misses = (memory.errand.misses if memory.errand else 0) + 1
    if misses >= scene.policy.misunderstood_limit + 1:
        return _give_up(scene, "why.not_identified")
    key = strangers.unanswered(scene) if slot == "email" else ""
    if key == "identity.told":
        scene = strangers.kept(scene)
    turn = _ask(scene, slot, scene.say(key or ("identity.again_code" if slot == "code" else "identity.again_email")))
    return replace(turn, after=_missed(turn.after, misses))


def sent_again(scene: Scene) -> Turn | None:
    """ "Resend the code", "I didn't get one": another one, within the limits; only the newest is good."""
    challenge = scene.memory.challenge
    if challenge is not None and GONE.search(scene.text):
        return restart(scene)
    if challenge is None or not AGAIN.search(scene.text) or _address(scene) or CODE.search(scene.text):
        return None
    return _mail(scene, challenge.address, again=True)


def ask_again(scene: Scene, lead: str) -> Turn:
    """The same question after a digression."""
    slot = scene.memory.errand.slot if scene.memory.errand else "email"
    key = "identity.ask_code_again" if slot == "code" else "identity.ask_email_again" if lead else "identity.ask_email"
    return _ask(scene, slot, scene.say(key), lead)


def restart(scene: Scene) -> Turn:
    """Another address, please."""
    memory = replace(scene.memory, challenge=None, errand=Errand(NAME, slot="email"))
    return _ask(replace(scene, memory=memory), "email", scene.say("identity.ask_email"))


def _address(scene: Scene) -> str:
    return mailbox(scene.given.entity("email"))


def mailbox(said: str) -> str:
    """An address as it is looked up and counted, however it was typed."""
    return said.strip("<>.,;").casefold()


def _ask(scene: Scene, slot: str, text: str, lead: str = "") -> Turn:
    offers: tuple[Choice, ...] = (Choice(scene.say("offer.human"), "human"),)
    if slot == "code":
        offers = (Choice(scene.say("identity.other_address"), "other_address"), *offers)
    memory, reply = Asking(slot, text, lead=lead, offers=offers).ask(scene.memory)
    ask = reply.question.ask if reply.question else ""
    return Turn(
        replace(memory, errand=Errand(NAME, slot=slot, ask=ask, asked=micros(scene.facts.now))),
        (reply,),
        outcome="asked",
    ).because(f"identity: asks {slot}")


def _mail(scene: Scene, address: str, *, again: bool = False) -> Turn:
    """Mail a code, unless this person or this address had too many of late."""
    limit = scene.policy.codes_per_hour
    sent = scene.facts.codes_sent
    if sent.get("", 0) >= limit or sent.get(address, 0) >= limit:
        return _give_up(scene, "why.too_many_codes", said="identity.too_many")
    if scene.facts.mail_unknown:
        return _ask(scene, "email", scene.say("shop.down_now"))
    known = scene.facts.by_email.get(address)
    customer = scene.memory.challenge.customer if again and scene.memory.challenge else known.id if known else ""
    until = micros(scene.facts.now + timedelta(minutes=scene.policy.code_minutes))
    code, salt = scene.facts.fresh_code, scene.facts.salt
    challenge = Challenge(address, digest(code, salt), salt, customer, until)
    minutes = scene.policy.code_minutes
    turn = _ask(
        replace(scene, memory=replace(scene.memory, challenge=challenge)),
        "code",
        scene.say("identity.ask_code_new", address=address, minutes=minutes)
        if again
        else scene.say("identity.ask_code", address=address, minutes=minutes),
    )
    return replace(turn, effects=(MailCode(address, code, bool(customer)),), code_for=address)


def digest(code: str, salt: str) -> str:
    """What is kept of a code. Slow on purpose: six digits are few."""
    return hashlib.pbkdf2_hmac("sha256", code.encode(), salt.encode(), 20_000).hex()


def _check(scene: Scene, challenge: Challenge, code: str) -> Turn:
    scene = replace(scene, memory=scene.memory.masked())
    # Compared for unknown addresses too: how long it takes must not tell them apart.
    right = hmac.compare_digest(challenge.digest, digest(code, challenge.salt)) and bool(challenge.customer)
    if micros(scene.facts.now) > challenge.until:
        return replace(_again(scene, "identity.expired"), masks=True)
    if right:
        return _bound(scene, challenge)
    tries = challenge.tries + 1
    if tries >= scene.policy.code_tries:
        return replace(_give_up(scene, "why.wrong_codes", said="identity.void"), masks=True)
    memory = replace(scene.memory, challenge=replace(challenge, tries=tries))
    left = scene.policy.code_tries - tries
    turn = _ask(replace(scene, memory=memory), "code", scene.say("identity.wrong", left=left))
    return replace(turn, masks=True)


def _again(scene: Scene, key: str) -> Turn:
    memory = replace(scene.memory, challenge=None)
    return _ask(replace(scene, memory=memory), "email", scene.say(key))


def _bound(scene: Scene, challenge: Challenge) -> Turn:
    """Proven; what was parked is taken up by the caller, who has the account's facts to gather first."""
    memory = replace(scene.memory, challenge=None, errand=None)
    return Turn(memory, binds=challenge.customer, masks=True).because("identity proven by a mailed code")


def _give_up(scene: Scene, why: str, said: str = "") -> Turn:
    """Whoever cannot prove it is still a person with a question: a colleague takes it."""
    memory = replace(scene.memory, challenge=None, errand=None, parked=())
    parked = scene.memory.parked[-1].extras.get("words", "") if scene.memory.parked else ""
    replies = (Reply(scene.say(said)),) if said else ()
    turn = Turn(memory, replies)
    return people.call(
        replace(scene, memory=memory), turn, Handoff("unidentified", (scene.say(why),), wants=parked[:120])
    )


def _missed(memory: Conversation, misses: int) -> Conversation:
    return replace(memory, errand=replace(memory.errand, misses=misses)) if memory.errand else memory
