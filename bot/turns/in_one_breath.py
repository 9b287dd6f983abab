"""A wish that is taken back in the very message that began with it: "cancel the tent, oh no, leave it"."""

import re

from bot.anew import replace
from bot.content import Reply
from bot.flow import Given
from bot.hearing import Heard
from bot.memory import Turn
from bot.scene import Scene
from bot.slots import words_of
from bot.turns import detours, errands, keeping, leads, questions

_SMALL = r"(?:well|but|ok(?:ay)?|please|pls|then|just|so)"
_TURNS = (
    rf"(?:{_SMALL}\b\W*)*(?:oh|no+|nah|nope|wait|sorry|actually|h+m+|ah+|ugh|hang on|hold on|on second thoughts?"
    rf"|scratch that|scrap that)\b\W*(?:(?:{_SMALL}|oh|no+|nah|wait|sorry|actually|h+m+)\b\W*)*"
)
_IT = r"(?:it|them|that|this|both|all|everything|all of (?:it|them)|both of them|(?:the|my|our) (?P<what>\w+))"
_WE = r"(?:i|we|he|she|they|(?:my|our) (?!order\b)\w+)"
_STILL_NEEDS = (
    rf"(?:{_WE} (?:both )?(?:(?:still|do|does|actually|really) )+(?:needs?|wants?)"
    r"|(?<!sorry )(?<!sorry, )(?<!sorry but )(?<!actually )(?<!actually, )(?<!well )(?<!well, )"
    rf"{_WE} (?:both )?(?:needs?|wants?))"
)
"""After no more than "sorry", that they need it is why it ends: "sorry, we need it by Friday"."""
_ENDS = (
    r"(?=\W*$|\s*[,.;!?\n]|\s+(?:we|i|i'?m|it|its|it'?s|because|cause|cos|as|since|please|pls|now|then|after|so|and"
    r"|sorry|by|for|on|thanks|thank)\b)"
)
BACK = re.compile(
    rf"(?:^|[\s,.;!?(-])(?:{_TURNS}"
    rf"(?:leave {_IT}(?! (?:with|at|in|by|to|on|next|behind|outside)\b)"
    rf"|(?:{_WE}(?:'?ll| will| want(?:s)? to|'?d (?:rather|like to)| would (?:rather|like to)| better| should|'?m|'?re"
    rf"| am| are)* )?keep(?:ing)? {_IT.replace('what', 'kept')}"
    rf"|(?:don'?t|do not|never)(?: (?:do|cancel|stop|end|refund|return|bother)(?: (?:it|that|them|this))?"
    rf"| send (?:it|that|them|this) back)?{_ENDS}"
    rf"|(?:{_WE} (?:says?|said|thinks?|tells me|told me)(?: that)? )?{_STILL_NEEDS}"
    rf" {_IT.replace('what', 'needed')}(?! by\b| so\b| and so\b)"
    r"|never ?mind|nvm|forget (?:about )?(?:it|that)"
    r"|(?:(?<=no )|(?<=wait ))(?:i|we)(?:'?ve| have)? changed (?:my|our) minds?)"
    rf"|never ?mind|nvm|forget (?:about )?it){_ENDS}",
    re.I,
)
"""What says that the wish before it is one no more; "I changed my mind" alone is why it is wished."""
WHOLE = ("order", "club", "subscription", "membership", "plan")
"""Names for whatever was to end."""
MORE = re.compile(r"\b(?:cancel|stop|end|refund|return|instead|rather|only|exchange|swap|replace\w*)\b", re.I)
"""Behind it: another wish for a part of it, or for another end."""


def taken_back(scene: Scene) -> Turn | None:
    """It stays, and nothing is asked; a question behind it is met."""
    found = _found(scene)
    if found is None:
        return None
    wish, rest = found
    errand = scene.memory.errand
    if errand and errand.flow == detours.flow_of(wish):
        at_last = errand.slot == errands.CONFIRM
        turn = errands.go_on(scene, Given("no", "deny")) if at_last else detours.given_up(scene)
        return turn.because("taken back in one breath") if turn else None
    said = scene.say("cancel.kept_as_it_is")
    if errand:
        return errands.ask_again(scene, said, errand.misses).because("another wish is taken back in one breath")
    memory = replace(scene.memory, misses=0)
    if other := _asked_besides(scene, wish, rest):
        turn = errands.begin(replace(scene, heard=other, memory=memory), other.intent)
        return leads.led_by(turn, said).because("taken back in one breath, and something asked")
    return Turn(memory, (Reply(said),)).because("taken back in one breath")


def _found(scene: Scene) -> tuple[Heard, str] | None:
    """The wish that was taken back, and what is said behind that."""
    text = scene.text.replace("’", "'")
    back = next((m for m in BACK.finditer(text) if m.start()), None)
    if back is None:
        return None
    head, rest = text[: back.start()].strip(), text[back.end() :].strip(" ,.;!")
    kept = next((m for m in (back["what"], back["kept"], back["needed"]) if m), "")
    wish = detours.by_itself(scene, head)
    gives_up = detours.flow_of(wish) in keeping.GIVES_UP
    another = kept.casefold() not in ("", *WHOLE) and not words_of(kept) <= words_of(head)
    return None if not gives_up or another or MORE.search(rest) else (wish, rest)


def _asked_besides(scene: Scene, wish: Heard, rest: str) -> Heard | None:
    """A question or a wish of its own that follows."""
    if not (questions.asked(rest) or questions.WISH.search(rest)):
        return None
    other = detours.by_itself(scene, rest)
    flow = detours.flow_of(other)
    return other if flow and flow != detours.flow_of(wish) else None
