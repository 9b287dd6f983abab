"""The shop's own written answers, and the search that would rather find nothing than guess."""

from bot.knowledge.answer import Answer, Article
from bot.knowledge.filling import blanks, filled
from bot.knowledge.shelf import FOUND, Match, Shelf

__all__ = ["FOUND", "Answer", "Article", "Match", "Shelf", "blanks", "filled"]
