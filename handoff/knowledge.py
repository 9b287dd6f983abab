"""The shop's answers as leads and admins read, try, write and remove them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from bot.blanks import OPEN, values
from bot.codec import dump
from bot.content import Reply
from bot.hearing import hear
from bot.knowledge import FOUND, Answer, Article, Match, blanks, filled
from bot.ports import Library
from bot.text import clean, markdown, parse, plain
from bot.turns.looking_up import UNWRITTEN
from bot.writes import Writes, micros, moment
from bot.written import MOST, TEXTS, QuestionRow, WrittenRow, article_of
from handoff.refusal import NotUnderstood, Refusal
from handoff.scene import Outcome, Scene
from handoff.wording import safe

SHOWN, LOOKED_AT = 15, 5000
"""Lines of one reply, and the newest questions that are counted."""
TITLE, TEXT, ASKS = 80, 1500, 20
NO_LIBRARY = "There is no knowledge here: this Baton was started without."


async def written(scene: Scene) -> tuple[WrittenRow, ...]:
    """What the team has written itself."""
    return await scene.store.find(WrittenRow, {"team": scene.act.team, "removed": 0}, order=("id",), limit=MOST)


async def library(scene: Scene) -> Library:
    """The folder's answers and the team's own, as customers get them."""
    if scene.library is None:
        raise Refusal(NO_LIBRARY)
    return scene.library.beside(tuple(map(article_of, await written(scene))))


async def listed(scene: Scene, words: str) -> Outcome:
    """All answers, or those with these words in them, and how often each has helped."""
    own = {row.id for row in await written(scene)}
    wanted = words.casefold().split()
    found = [one for one in (await library(scene)).articles if all(word in _whole(one) for word in wanted)]
    if not found:
        return Outcome(reply=Reply("There is no such answer." if wanted else "There is no answer yet."))
    helped = await _judged(scene)
    lines = [_line(one, own, helped) for one in found[: None if not wanted else SHOWN]]
    return Outcome(reply=Reply("\n".join(("One answer:" if len(found) == 1 else f"{len(found)} answers:", *lines))))


def _whole(article: Article) -> str:
    return " ".join((article.answer.id, article.answer.title, article.answer.text, *article.asks)).casefold()


def _line(article: Article, own: set[str], helped: dict[str, Counter[str]]) -> str:
    answer, count = article.answer, helped[article.answer.id]
    marks = ", written here" * (answer.id in own)
    judged = f", helped {count['helped']}, did not {count['not_helped']}" if count else ""
    return f"- `{answer.id}` {answer.title}{marks}{judged}"


async def _judged(scene: Scene) -> dict[str, Counter[str]]:
    judged: dict[str, Counter[str]] = defaultdict(Counter)
    for row in await _questions(scene):
        if row.answer:
            judged[row.answer][row.outcome] += 1
    return judged


async def _questions(scene: Scene) -> tuple[QuestionRow, ...]:
    team = {"team": scene.act.team}
    return await scene.store.find(QuestionRow, team, order=("at",), newest_first=True, limit=LOOKED_AT)


async def shown(scene: Scene, name: str) -> Outcome:
    """One answer as it stands, with the questions it is for."""
    article = _named((await library(scene)).articles, name)
    return Outcome(reply=Reply("\n\n".join(_as_it_stands(article))))


def _as_it_stands(article: Article) -> tuple[str, ...]:
    answer = article.answer
    asks = "\n".join(f"- {safe(ask)}" for ask in article.asks) or "- none: only its title"
    return f"**{answer.title}** (`{answer.id}`)", answer.text, f"*From: {answer.source}*", f"Found by:\n\n{asks}"


def _named(articles: Iterable[Article], name: str) -> Article:
    wanted = name.strip().casefold()
    known = list(articles)
    for one in known:
        if wanted in (one.answer.id.casefold(), plain(one.answer.title).casefold()):
            return one
    near = ", ".join(one.answer.id for one in known if wanted and wanted[:4] in one.answer.id) or "see `answer list`"
    raise NotUnderstood(f"There is no answer {name[:40]!r}: {near}.")


async def tried(scene: Scene, question: str) -> Outcome:
    """What a customer who asks this is shown, and why; nothing is counted."""
    heard = hear(clean(question))
    shelf = await library(scene)
    found = () if heard.intent in UNWRITTEN else shelf.search(heard.text, heard.intent)
    lines = [f"- heard as {heard.intent} ({heard.intents[0][1]:.2f})" if heard.intents else "- nothing was heard"]
    lines += [_why(match, heard.intent) for match in shelf.matches(heard.text, heard.intent)]
    return Outcome(reply=Reply(f"{_would_show(scene, heard.intent, found)}\n\n" + "\n".join(lines)))


def _would_show(scene: Scene, intent: str, found: tuple[Answer, ...]) -> str:
    if intent in UNWRITTEN:
        return "Nothing would be shown: such a message is answered from the customer's orders, or by a person."
    if not found:
        return f"Nothing would be shown: no answer reaches {FOUND:.2f}."
    answers = filled(found, values(scene.policy, scene.policy.usual_wait))
    if not answers:
        return f"Nothing would be shown: `{found[0].id}` names a setting that is not set."
    return f"**{answers[0].title}** would be shown:\n\n{answers[0].text}\n\n*From: {answers[0].source}*"


def _why(match: Match, intent: str) -> str:
    answer = match.article.answer
    by = "asked word for word" if match.exact else f"by {', '.join(w.replace('_', ' ') for w in match.words)}"
    fits = ", and it is for this intent" if intent in match.article.intents else ""
    return f"- {match.score:.2f} `{answer.id}` {safe(by)}{fits}"


async def unanswered(scene: Scene) -> Outcome:
    """What was asked and has no answer, or one that did not help; the most frequent first."""
    rows = await _questions(scene)
    missed = sum(row.outcome != "helped" for row in rows)
    if not missed:
        return Outcome(reply=Reply("Every question that was asked has an answer."))
    found = [f"- {safe(line)}" for line in gaps(rows)]
    more = [f"- and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    lead = f"{missed} questions were not answered:" if missed > 1 else "One question was not answered:"
    return Outcome(reply=Reply("\n".join((lead, *found[:SHOWN], *more))))


def gaps(rows: Sequence[QuestionRow]) -> list[str]:
    """The questions that were not answered, newest rows first: alike ones together, the most frequent first."""
    groups: dict[tuple[str, str], list[QuestionRow]] = defaultdict(list)
    for row in rows:
        if row.outcome != "helped":
            groups[" ".join(row.text.casefold().split()).rstrip("?!. "), row.answer].append(row)
    return [_gap(group) for group in sorted(groups.values(), key=lambda group: (-len(group), -group[0].at))]


def _gap(group: Sequence[QuestionRow]) -> str:
    newest = group[0]
    why = f"{newest.answer} did not help" if newest.answer else "no answer"
    times = f"{len(group)} times" if len(group) > 1 else "once"
    return f"{newest.text} ({newest.intent}, {why}, {times}, last {moment(newest.at):%d %b})"


async def added(scene: Scene, title: str, asks: str, text: str) -> Outcome:
    """A new answer, or new words for the one of that title."""
    row = _row(scene, title, asks, text)
    before = await written(scene)
    old = next((one for one in before if one.id == row.id), None)
    if old is None and len(before) >= MOST:
        raise Refusal(f"There are {MOST} answers written here already. Keep more of them in the folder of answers.")
    verb = "changed" if old else "added"
    audit = scene.pen.audit(scene.by, f"answer {verb}", f"answer:{row.id}", row.title)
    said = [f"{verb.capitalize()}: `{row.id}`. It is found from now on; try it with `answer test`."]
    said += [f"- beware: {safe(ask)} {why}" for ask, why in await _rivals(scene, row)]
    parts = ["\n".join(said), *_as_it_stands(article_of(row))]
    parts += [f"It was:\n\n{old.text}"] if old and old.text != row.text else []
    return Outcome(Writes((row,)) + audit, Reply("\n\n".join(parts)))


def _row(scene: Scene, title: str, asks: str, text: str) -> WrittenRow:
    title, shown = clean(title).strip(), markdown(parse(clean(text))).strip()
    questions = tuple(filter(None, (part.strip() for part in re.split(r"[;\n]", clean(asks)))))[:ASKS]
    id = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")
    if not id or len(title) > TITLE:
        raise NotUnderstood(f"The title is one line of 1 to {TITLE} characters with letters or digits in it.")
    if not shown or len(shown) > TEXT:
        raise NotUnderstood(f"The answer itself is a text of 1 to {TEXT} characters.")
    if not questions:
        raise NotUnderstood(
            'Give the questions it answers, as customers put them: "can i park there; is there parking".'
        )
    if strange := [name for name in blanks(shown) if name not in OPEN]:
        raise NotUnderstood(f"I can't fill in {{{strange[0]}}}. There are: {', '.join(sorted(OPEN))}.")
    return WrittenRow(scene.act.team, id, title, shown, dump(questions, TEXTS), scene.by.name, micros(scene.now))


async def _rivals(scene: Scene, row: WrittenRow) -> list[tuple[str, str]]:
    """Questions that another answer already takes as its own."""
    article = article_of(row)
    after = scene.library.beside((article,)) if scene.library else None
    found = []
    for ask in article.asks if after else ():
        best = after.matches(ask, limit=2) if after else ()
        other = next((m for m in best if m.article.answer.id != row.id and m.exact), None)
        if other:
            found.append((ask, f"is asked of `{other.article.answer.id}` too"))
    return found


async def removed(scene: Scene, name: str) -> Outcome:
    """Take back an answer that was written here; the folder's are files."""
    rows = {row.id: row for row in await written(scene)}
    article = _named((await library(scene)).articles, name)
    if article.answer.id not in rows:
        raise Refusal(f"`{article.answer.id}` is a file of the folder of answers: remove it there.")
    row = rows[article.answer.id]
    gone = WrittenRow(row.team, row.id, row.title, row.text, row.asks, row.by, row.at, removed=micros(scene.now))
    audit = scene.pen.audit(scene.by, "answer removed", f"answer:{row.id}", row.title)
    return Outcome(Writes((gone,)) + audit, Reply(f"Removed: `{row.id}`."))
