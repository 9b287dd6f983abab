"""A language that we neither speak nor know the name of: that English is fine, and a person, instead of a guess."""

import re

from bot.anew import replace
from bot.content import Reply
from bot.hearing.language import language
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import people

WORDS = frozenset(
    """
    och jag min mitt mina inte att det som för har kan när hur på av ett är vill hej tack var avsluta prenumeration
    beställning beställningen paket paketet pengar tillbaka hvor når ikke jeg mit mine og er hvordan pakke pakken
    bestilling vil avslutte abonnement penger penge tilbage
    ik mijn het een niet waar wanneer heb bestelling pakket geld terug voor met van hoe graag wil opzeggen abonnement
    nie jest moja mój moje gdzie kiedy jak się mam chcę zamówienie paczka zwrot pieniądze proszę dzień dobry moją
    """.split()
)
"""Small words of Swedish, Norwegian, Danish, Dutch and Polish, and those one writes to a shop with."""
ENGLISH = frozenset("the i my you it to and a please not your this that where what when how".split())
LEAST = 2
TOKEN = re.compile(r"[^\W\d_]+")


def met(scene: Scene) -> Turn | None:
    """No topics are offered to who could not read them."""
    if scene.memory.errand or scene.triggered("safety", "security", "human", "call") or not is_written(scene.text):
        return None
    memory = replace(scene.memory, misses=0, offered=True)
    reply = Reply(scene.say("small.another_tongue"), offers=people.ways_to_people(scene))
    return Turn(memory, (reply,), outcome="clarified").because("a language that nobody here knows")


def is_written(text: str) -> bool:
    """Whether a good part of the words is of these, none of ours, and it is none of the languages we can name."""
    words = TOKEN.findall(text.casefold())
    known = sum(word in WORDS for word in words)
    return known >= LEAST and 3 * known > len(words) and not ENGLISH & set(words) and language(text) == "en"
