"""An index over articles: a question is held against the questions each was written for.

The score is the cosine between a clause of the question and the nearest of an article's
own questions (its title is one), the words weighted by how few articles use them (tf-idf),
raised by how much of the question the whole article knows and by the intent that was heard.
A word that no article knows counts as the known one it is most like, or weighs against all.
It is lowered where no word of the question is what the article is about: one that several of
its questions have.
What reaches no threshold is not found.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.anew import replace
from bot.knowledge.answer import Answer, Article
from bot.knowledge.words import Spelling, clauses, folded, stems

FOUND = 0.5
"""From this score an answer counts as found."""

NEAR = 0.75
"""Further answers are shown when they reach this part of the best one's score."""

_CONFIRMED = 0.3
_IN_TEXT = 0.6
_INTENT = 0.12
_PART = 0.9
_ALONE = 0.7
_STRANGE = 0.8
_BESIDE = 0.8
_VAGUELY = 0.7
_SAME = 0.9
_EVEN = 0.01
_MANY = 3
_FEW = 4
_LONGEST = 2_000
_MOST_CLAUSES = 40
_TEAMS = 16

VAGUE = frozenset(
    "cost change fast free again accept minimum out away home bank person end come order when wher somebody"
    " offer".split()
)
"""Words that many questions are about: alone they ask for nothing in particular."""

SCHEMES = frozenset({"cashback", "cheque", "directdebit"})
"""Ways of their own to be paid or to pay: a page that does not know the one that is named answers nothing about it."""
SHUT_OUT = frozenset({"suspend", "bann", "deactivat", "terminat", "disabl"})
"""What was done to an account: what one may change in it oneself is no answer to that."""

Weights = Mapping[str, float]
CARELESS = ("faq", "out_of_scope", "greeting", "complaint")
"""Intents that say nothing against an answer which was written for another."""


@dataclass(frozen=True, slots=True)
class Match:
    """How well an article fits a question, and by what: for whoever asks why."""

    article: Article
    score: float
    words: tuple[str, ...] = ()
    """The telling words that both share."""
    exact: bool = False
    """It is one of the questions that the article was written for, word for word."""


class Shelf:
    """Implements `bot.ports.Library` over articles held in memory."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = tuple(articles)
        self._beside: dict[tuple[Article, ...], Shelf] = {}
        told = [[stems(text) for text in _asks(one)] for one in self.articles]
        asks = [{word for words in each for word in words} for each in told]
        texts = [set(stems(one.answer.text)) for one in self.articles]
        used = Counter(word for own, more in zip(asks, texts, strict=True) for word in own | more)
        self._rarity = {word: math.log(1 + len(self.articles) / count) for word, count in used.items()}
        self._unknown = _STRANGE * math.log(1 + len(self.articles))
        self._spelling = Spelling(self._rarity)
        self._known = [
            {word: 1.0 if word in own else _IN_TEXT for word in own | more}
            for own, more in zip(asks, texts, strict=True)
        ]
        self._subjects = [_subject(words) for words in told]
        self._exact = [frozenset(folded(text) for text in _asks(one)) for one in self.articles]
        self._asks = [at for at, each in enumerate(told) for _ in each]
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, words in enumerate(words for each in told for words in each):
            for word, weight in self._weights(words).items():
                self._postings[word].append((number, weight))

    @property
    def articles(self) -> tuple[Article, ...]:
        return self._articles

    def beside(self, written: tuple[Article, ...]) -> "Shelf":
        """These and a team's own, which take the place of those with the same title."""
        if not written:
            return self
        if (known := self._beside.get(written)) is None:
            own = {folded(one.answer.title) for one in written}
            kept = (one for one in self.articles if folded(one.answer.title) not in own)
            if len(self._beside) >= _TEAMS:
                self._beside.clear()
            known = self._beside[written] = Shelf((*kept, *written))
        return known

    def search(self, text: str, intent: str = "", limit: int = 3) -> tuple[Answer, ...]:
        """The answers that fit, best first; empty rather than a guess."""
        best = self.matches(text, intent, limit)
        least = max(FOUND, NEAR * best[0].score) if best else FOUND
        return tuple(replace(m.article.answer, score=round(m.score, 4)) for m in best if m.score >= least)

    def matches(self, text: str, intent: str = "", limit: int = 3) -> tuple[Match, ...]:
        """The nearest articles, found or not, best first."""
        text = text[:_LONGEST]
        whole, *parts = (self._asked(clause) for clause in clauses(text)[:_MOST_CLAUSES])
        # Of a word by itself in a longer message nobody knows what is asked.
        best: dict[int, Match] = {}
        for weights, share in [(whole, 1.0), *((part, _PART) for part in parts if len(part) > 1)]:
            for at, (score, words) in self._clause_scores(weights).items():
                if at not in best or share * score > best[at].score:
                    best[at] = Match(self.articles[at], share * score, words)
        apart = (SCHEMES | SHUT_OUT).intersection(stems(text))
        best = {at: match for at, match in best.items() if apart <= self._known[at].keys()}
        said = folded(text)
        for at, exact in enumerate(self._exact):
            if said in exact:
                best[at] = Match(self.articles[at], 1.0, tuple(whole), exact=True)
        found = [replace(match, score=_with_intent(match, intent)) for match in best.values()]
        return tuple(sorted(_told_apart(found), key=lambda m: (-m.score, m.article.answer.id))[:limit])

    def _asked(self, clause: str) -> Weights:
        """The clause's words, each misspelt one as the word it is most like, for as much as it is like it."""
        likeness: dict[str, float] = {}
        for word in stems(clause):
            near, like = (word, 1.0) if word in self._rarity else self._spelling.nearest(word)
            likeness[near or word] = max(like or 1.0, likeness.get(near or word, 0.0))
        weights = self._weights(tuple(likeness))
        return {word: weight * likeness[word] for word, weight in weights.items()}

    def _weights(self, words: tuple[str, ...]) -> Weights:
        """A vector of length one; words that no article knows match nothing, but weigh."""
        raw = {word: self._rarity.get(word, self._unknown) for word in words}
        norm = math.sqrt(sum(weight * weight for weight in raw.values()))
        return {word: weight / norm for word, weight in raw.items()} if norm else {}

    def _clause_scores(self, asked: Weights) -> dict[int, tuple[float, tuple[str, ...]]]:
        """Of each article that shares a word: its score, and the words."""
        if asked.keys() <= VAGUE:
            return {}
        shared: dict[int, list[float]] = defaultdict(list)
        for word, weight in asked.items():
            for number, other in self._postings.get(word, ()):
                shared[number].append(weight * other)
        nearest: dict[int, float] = {}
        for number, products in shared.items():
            # Less when of several words only one is shared.
            cosine = sum(products) * (_ALONE if len(products) == 1 and len(asked) > 1 else 1.0)
            at = self._asks[number]
            nearest[at] = max(cosine, nearest.get(at, 0.0))
        return {at: self._scored(asked, at, cosine) for at, cosine in nearest.items()}

    def _scored(self, asked: Weights, at: int, cosine: float) -> tuple[float, tuple[str, ...]]:
        known = self._known[at]
        confirmed = sum(weight * weight * known[word] for word, weight in asked.items() if word in known)
        words = tuple(word for word in asked if word in known)
        score = (1 - _CONFIRMED) * cosine + _CONFIRMED * confirmed
        if cosine >= _SAME or not self._subjects[at].isdisjoint(words):
            return score, words
        return score * (_VAGUELY if VAGUE.issuperset(words) else _BESIDE), words


def _told_apart(found: Sequence[Match]) -> Sequence[Match]:
    """Without those that have the very words of the best ones, where many are as good: "lost" tells none apart."""
    top = max((match.score for match in found), default=0.0)
    best = [match for match in found if top - match.score < _EVEN and not match.exact]
    said = {frozenset(match.words) for match in best}
    if len(best) < _MANY or len(said) > 1:
        return found
    return [match for match in found if not said.issuperset({frozenset(match.words)})]


def _subject(questions: Sequence[tuple[str, ...]]) -> frozenset[str]:
    """What it is about: the words that more than one of its questions has; of few questions every word."""
    often = Counter(word for words in questions for word in words)
    return frozenset(word for word, count in often.items() if count > 1 or len(questions) < _FEW) - VAGUE - {"happen"}


def _asks(article: Article) -> tuple[str, ...]:
    return (article.answer.title, *article.asks)


def _with_intent(match: Match, intent: str) -> float:
    if not intent or not match.article.intents:
        return match.score
    if intent in match.article.intents:
        return match.score + _INTENT
    return match.score - (intent not in CARELESS) * _INTENT
