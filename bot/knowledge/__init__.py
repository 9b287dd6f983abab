"""The shop's own written answers, and the search that would rather find nothing than guess."""

from bot.knowledge.answer import Answer, Article
from bot.knowledge.shelf import Shelf

__all__ = ["Answer", "Article", "Shelf"]
