"""An index over articles: a question is held against the questions each was written for.

The score is the cosine between a clause of the question and the nearest of an article's
own questions (its title is one), the words weighted by how few articles use them (tf-idf),
raised a little by what its text confirms and by the intent that was heard. What
reaches no threshold is not found.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.anew import replace
from bot.knowledge.answer import Answer, Article
from bot.knowledge.words import clauses, folded, stems

FOUND = 0.5
"""From this score an answer counts as found."""

NEAR = 0.75
"""Further answers are shown when they reach this part of the best one's score."""

_CONFIRMED = 0.2
_INTENT = 0.12
_PART = 0.9
_ALONE = 0.7
_STRANGE = 0.8
_LONGEST = 2_000
_MOST_CLAUSES = 40

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Entry:
    article: Article
    exact: frozenset[str]
    questions: tuple[Weights, ...]
    words: frozenset[str]


class Shelf:
    """Implements `bot.ports.Library` over articles held in memory."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.articles = tuple(articles)
        used = Counter(word for article in self.articles for word in _all_words(article))
        self._rarity = {word: math.log(1 + len(self.articles) / count) for word, count in used.items()}
        self._unknown = _STRANGE * math.log(1 + len(self.articles))
        self._entries = tuple(self._entry(article) for article in self.articles)

    def search(self, text: str, intent: str = "", limit: int = 3) -> tuple[Answer, ...]:
        """The answers that fit, best first; empty rather than a guess."""
        text = text[:_LONGEST]
        whole, *parts = (self._weights(stems(clause)) for clause in clauses(text)[:_MOST_CLAUSES])
        # Of a word by itself in a longer message nobody knows what is asked.
        asked = [(whole, 1.0), *((part, _PART) for part in parts if len(part) > 1)]
        said = folded(text)
        scored = [(self._score(said, asked, entry, intent), entry.article.answer) for entry in self._entries]
        scored.sort(key=lambda pair: (-pair[0], pair[1].id))
        least = max(FOUND, NEAR * scored[0][0]) if scored else FOUND
        return tuple(replace(answer, score=round(score, 4)) for score, answer in scored[:limit] if score >= least)

    def _entry(self, article: Article) -> _Entry:
        questions = (article.answer.title, *article.asks)
        weights = tuple(w for q in questions if (w := self._weights(stems(q))))
        return _Entry(article, frozenset(folded(q) for q in questions), weights, frozenset(_all_words(article)))

    def _weights(self, words: tuple[str, ...]) -> Weights:
        """A vector of length one; words that no article knows match nothing, but weigh."""
        raw = {word: self._rarity.get(word, self._unknown) for word in words}
        norm = math.sqrt(sum(weight * weight for weight in raw.values()))
        return {word: weight / norm for word, weight in raw.items()} if norm else {}

    def _score(self, said: str, asked: list[tuple[Weights, float]], entry: _Entry, intent: str) -> float:
        parts = (share * self._clause_score(weights, entry) for weights, share in asked)
        best = 1.0 if said in entry.exact else max(parts)
        if not best or not intent or not entry.article.intents:
            return best
        return best + _INTENT if intent in entry.article.intents else best - (intent != "faq") * _INTENT

    def _clause_score(self, asked: Weights, entry: _Entry) -> float:
        nearest = max((_likeness(asked, question) for question in entry.questions), default=0.0)
        confirmed = sum(weight * weight for word, weight in asked.items() if word in entry.words)
        return (1 - _CONFIRMED) * nearest + _CONFIRMED * confirmed if nearest else 0.0


def _all_words(article: Article) -> set[str]:
    answer = article.answer
    return {word for text in (answer.title, answer.text, *article.asks) for word in stems(text)}


def _likeness(one: Weights, other: Weights) -> float:
    """Their cosine; less when of several words only one is shared."""
    shared = one.keys() & other.keys()
    cosine = sum(one[word] * other[word] for word in shared)
    return cosine * _ALONE if len(shared) == 1 and len(one) > 1 else cosine
