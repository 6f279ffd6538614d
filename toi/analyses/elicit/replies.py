"""What people type in reply to a question, as the session that follows from it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NoReturn

from pydantic_core import PydanticCustomError

from toi.analyses.elicit.session import Ask, Scene, Session, surely, weighed
from toi.analyses.elicit.weights import disagreement
from toi.errors import usage
from toi.io.suggest import did_you_mean
from toi.io.yaml.emit import plain_value
from toi.records.answers import SKIP, SURE, as_percent, as_percents, as_points, as_times

WAYS = ("rank", "swing", "pairwise", "points", SKIP)
_RANGE = re.compile(r"\[?\s*([0-9.]+)\s*(?:-|,|;|to|\s)\s*([0-9.]+)\s*\]?")
_CUT = re.compile(r"[\s,;>]+")


def replied(scene: Scene, session: Session, ask: Ask, text: str) -> Session:
    """The session after a reply to `ask`; raises `InputErrors`, saying what is expected."""
    try:
        return _TAKEN[ask.kind](scene, session, ask, text.strip())
    except PydanticCustomError as error:
        refuse(error.message())


def refuse(message: str) -> NoReturn:
    """Turn a reply down."""
    raise usage(message, "bad-answer")


def figure(text: str) -> float:
    """A number as people type it: with a % behind it, or a comma in it."""
    found = plain_value(text.strip().rstrip("%").strip().replace(",", ".") or "~")
    if isinstance(found, bool) or not isinstance(found, int | float):
        refuse(f"{text.strip()[:40]!r} is not a number" if text.strip() else "a number is needed")
    return found


def chosen(text: str, names: Sequence[str], words: Mapping[str, Sequence[str]]) -> str:
    """The one of `names` that is meant by its number or a word for it."""
    word = text.strip().casefold()
    if word.isascii() and word.isdigit() and len(word) < 4 and 1 <= int(word) <= len(names):
        return names[int(word) - 1]
    if word.isdigit():
        refuse(f"there is no {word[:9]}; the numbers are 1 to {len(names)}")
    called = {spoken.casefold(): name for name in names for spoken in words[name]}
    if word in called:
        return called[word]
    begun = {name for spoken, name in called.items() if word and spoken.startswith(word)}
    if len(begun) == 1:
        return begun.pop()
    refuse(f"{text.strip()[:40]!r} is none of them{did_you_mean(word, called)}")


def _criterion(scene: Scene, text: str, names: Sequence[str]) -> str:
    known = scene.debate.criteria
    return chosen(text, names, {n: (n, known[n].short, known[n].title) for n in names})


def _word(text: str, words: Sequence[str]) -> str:
    return chosen(text, words, {word: (word,) for word in words})


def _with(session: Session, **changes: Any) -> Session:
    return replace(session, answers=session.answers.with_(**changes), pending=None)


def _criteria(scene: Scene, session: Session, ask: Ask, text: str) -> Session:
    if not text:
        return _with(session, criteria=scene.usual)
    if text.casefold() == "all":
        named = list(ask.about)
    else:
        named = [_criterion(scene, word, ask.about) for word in _CUT.split(text) if word]
    return _with(session, criteria=tuple(n for n in scene.debate.criteria if n in named))


def _weigh(scene: Scene, session: Session, ask: Ask, text: str) -> Session:
    return _with(session, weigh=_word(text, WAYS))


def _rank(scene: Scene, session: Session, ask: Ask, text: str) -> Session:
    tidy = re.sub(r"\s*=\s*", "=", text)
    places = tuple(
        tuple(_criterion(scene, word, ask.about) for word in place.split("="))
        for place in _CUT.split(tidy)
        if place
    )
    named = [name for tied in places for name in tied]
    twice = next((name for name in named if named.count(name) > 1), None)
    if twice is not None:
        refuse(f"{scene.debate.criteria[twice].title} is named twice")
    missing = [n for n in ask.about if n not in named]
    if missing:
        refuse(f"still without a place: {', '.join(_numbered(scene, ask.about, missing))}")
    return _with(session, rank=places)


def _numbered(scene: Scene, names: Sequence[str], some: Sequence[str]) -> list[str]:
    return [f"{names.index(n) + 1} {scene.debate.criteria[n].title}" for n in some]


def _first(scene: Scene, session: Session, ask: Ask, text: str) -> Session:
    return _with(session, swing={_criterion(scene, text, ask.about): 100.0})


def _swing(scene: Scene, session: Session, ask: Ask, text: str) -> Session:
    name, given = ask.about[1], figure(text)
    if given > 100:
        refuse("the first one you chose has 100, so at most 100 here; back, to choose another")
    return _with(session, swing={**session.answers.swing, name: as_percent(given)})


def _pair(scene: Scene, session: Session, ask: Ask, text: str) -> Session:
    first, second = ask.about
    words = [word for word in re.split(r"[\s,:;x*]+", text) if word]
    if text in ("=", "same", "equal") or words == ["1", "1"]:
        comparison = (first, 1.0, second)
    elif len(words) == 2:
        more = _criterion(scene, words[0], ask.about)
        less = second if more == first else first
        how_often = figure(words[1])
        if how_often < 1:
            refuse("less than once: name the one that is worth more")
        comparison = (more, as_times(how_often), less)
    else:
        refuse("a comparison is the number of one of them, then how many times")
    return _with(session, pairwise=(*session.answers.pairwise, comparison))


def _revise(scene: Scene, session: Session, ask: Ask, text: str) -> Session:
    if text.casefold() in ("keep", "k"):
        return _with(session, kept=True)
    found = disagreement(session.answers, sorted(weighed(scene, session.answers)))
    if found is None or text not in ("1", "2", "3"):
        refuse(f"{text[:40]!r} is none of them")
    first, _, second = found.comparisons[int(text) - 1]
    return replace(session, pending=Ask("pair", (first, second)))


def _points(scene: Scene, session: Session, ask: Ask, text: str) -> Session:
    words = [word for word in re.split(r"[\s;/]+", text) if word]
    if len(words) != len(ask.about):
        refuse(f"{len(ask.about)} numbers are needed, with spaces between; here are {len(words)}")
    given = {name: as_points(figure(w)) for name, w in zip(ask.about, words, strict=True)}
    if not any(given.values()):
        refuse("not all of them can be 0")
    return _with(session, points=given)


def _sure(scene: Scene, session: Session, ask: Ask, text: str) -> Session:
    return _with(session, sure=_word(text, SURE) if text else surely(session.answers))


def _argument(scene: Scene, session: Session, ask: Ask, text: str) -> Session:
    word = text.casefold()
    if word == "unsure":
        return replace(session, pending=Ask("interval", ask.about))
    if word == "done":
        return replace(session, done=True)
    if word == SKIP:
        return _replying(session, ask, SKIP)
    if _RANGE.fullmatch(word):
        return _interval(scene, session, ask, text)
    if not word:
        refuse("nothing was typed")
    return _replying(session, ask, as_percent(figure(text)))


def _interval(scene: Scene, session: Session, ask: Ask, text: str) -> Session:
    if text.casefold() == SKIP:
        return _replying(session, ask, SKIP)
    read = _RANGE.fullmatch(text.casefold().replace("%", ""))
    if read is None:
        refuse(f"{text[:40]!r} is no range")
    return _replying(session, ask, as_percents(figure(read[1]), figure(read[2])))


def _replying(session: Session, ask: Ask, reply: Any) -> Session:
    return _with(session, arguments={**session.answers.arguments, ask.about[0]: reply})


_TAKEN: Mapping[str, Callable[[Scene, Session, Ask, str], Session]] = {
    "criteria": _criteria,
    "weigh": _weigh,
    "rank": _rank,
    "first": _first,
    "swing": _swing,
    "pair": _pair,
    "revise": _revise,
    "points": _points,
    "sure": _sure,
    "argument": _argument,
    "interval": _interval,
}
