"""It was another shop's: nothing of ours is wrong, and nothing goes on for it."""

import re

from bot.anew import replace
from bot.content import Reply
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import errands

_SMALL = (
    r"(?:oh|ah|ups|oops|wait|sorry|so sorry|no+|nope|hm+|um+|ok(?:ay)?|well|hang on|my (?:mistake|bad|fault)|i'?m silly"
    r"|forget it|leave (?:it|that)|drop it|never ?mind|nvm|actually"
    r"|i (?:just )?(?:see|saw|think|realised|realized|noticed|checked)|i guess"
    r"|just (?:checked|saw|noticed|realised|realized)|apologies|silly me|lol|haha|thanks|thank you|bye|anyway|now|that"
    r"|ignore (?:me|that|this))"
)
_IT = r"(?:it|that|this|they|those|these|the (?:order|parcel|thing|mail|one)|my (?:order|parcel|mug|mail))"
_OTHER = r"(?:an ?other|a different|some other|the other|the wrong|other|another)"
_SHOP = r"(?:shop|store|site|website|web ?shop|company|seller|retailer)"
_FROM_ANOTHER = (
    rf"(?:{_IT}(?:'s| is| was| were| are|s)? (?:\w+ )?(?:(?:bought|ordered) )?(?:from |at |of |with "
    rf"|in )?{_OTHER} {_SHOP}(?:'s)?"
    rf"|i (?:must have |have |may have )?(?:bought|ordered|got) {_IT} (?:from|at|in) {_OTHER} {_SHOP}"
    rf"|(?:you(?:'re| are) )?(?:the )?wrong {_SHOP}|not (?:from|of) (?:you|your (?:shop|store|site))"
    rf"|{_IT}(?:'s| is| was| were| are)?(?:n'?t| not) (?:from (?:you|here|your shop)|yours|your (?:order|parcel))"
    rf"|i (?:did(?:n'?t| not)|never) (?:buy|order|get) {_IT} (?:from|at|with) (?:you|here))"
)
SAID = re.compile(
    rf"\W*(?:{_SMALL}\W+)*{_FROM_ANOTHER}(?: (?:guys|after all|actually|then"
    rf"|anyway))?(?:\W+{_SMALL})*\W*",
    re.I,
)
"""The whole message: "another shop has it cheaper" is a reason, and says more."""


def met(scene: Scene) -> Turn | None:
    """What is under way for it ends, and what was put off beside it goes on."""
    if not SAID.fullmatch(scene.text.replace("’", "'")) or not scene.memory.greeted:
        return None
    free = replace(scene, memory=replace(scene.memory, errand=None, misses=0, refused=""))
    turn = Turn(free.memory, (Reply(scene.say("small.another_shop")),)).because("it was another shop's")
    return errands.back_to_parked(free, turn)
