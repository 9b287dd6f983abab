"""Understanding: text in, intents, names, feelings and redactions out; local, no network, no key."""

from bot.hearing.ear import hear, righted
from bot.hearing.heard import Band, Entity, Heard, as_json
from bot.hearing.labels import INTENTS
from bot.hearing.redaction import redact

__all__ = ["INTENTS", "Band", "Entity", "Heard", "as_json", "hear", "redact", "righted"]
