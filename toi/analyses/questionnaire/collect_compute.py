"""`toi rubric collect`: the answers of a group, as a folder with a rubric for each."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from toi.analyses.questionnaire.namesakes import (
    asked_about,
    latest,
    told_kept,
    told_several,
)
from toi.analyses.questionnaire.result import CollectedPerson, RubricsCollected
from toi.analyses.questionnaire.rubric_text import rubric_text, weights_of
from toi.analyses.questionnaire.start import start_named
from toi.analyses.shared.format import count, listed
from toi.analyses.shared.session import LoadedDebate
from toi.errors import InputErrors, Problem, usage
from toi.io.debate.folders import SHIPPED
from toi.io.folders import write_folder
from toi.io.ids import Ids, slug
from toi.io.paths import members
from toi.io.questionnaire.keys import Keys
from toi.io.questionnaire.read import MOST_NAMED, read_responses
from toi.io.questionnaire.response import WEIGHT, Response
from toi.io.rubric.find import RubricFile, is_path, is_rubric
from toi.io.rubric.resolve import ResolvedRubric, resolve_text

PERSON = "person"
_PORTS = ("com", "lpt")
# Names of devices, which some systems take for no file.
NO_FILES = ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in _PORTS for n in range(1, 10)))


def run_collect(
    opened: LoadedDebate,
    words: Sequence[str],
    folder: Path,
    start: str | None = None,
    anonymous: bool = False,
    force: bool = False,
    keep_latest: bool = False,
    several: bool = False,
) -> RubricsCollected:
    """Write a rubric for each person who answered.

    Parameters
    ----------
    words : sequence of str
        Sheets, files with lines of answers, folders of either.
    folder : Path
        Where the rubrics are written.
    start : str, optional
        What holds where nothing is answered; by default what the answers say, else the rubric
        that is scored by.
    anonymous : bool
        Whether names are left out; then people are numbered in an order of their own.
    keep_latest : bool
        Whether of several answers under one name only the latest count.
    several : bool
        Whether all of them count, as those of several people.

    Raises
    ------
    InputErrors
        With every problem in all files, and with nothing written.
    """
    read = read_responses(words, opened.debate)
    parent = start_named(opened, _start(read.people, start))
    answered = [one for one in read.people if one.answers]
    answered, left_out = latest(answered) if keep_latest else (answered, [])
    problems = [*read.problems, *_weightless(opened, parent, answered)]
    problems += [] if several else asked_about(answered)
    if not problems and not answered:
        problems.append(Problem(words[0], None, None, "nobody answered anything", "no-answers"))
    if problems:
        raise InputErrors(problems)
    named = _named(answered, anonymous)
    texts = {
        f"{name}.yaml": rubric_text(opened, parent, person, name, title)
        for name, title, person in named
    }
    _check(opened, folder, texts)
    write_folder(folder, texts, force)
    notes = [
        *opened.noted(parent),
        *read.notes,
        *_silent(read.people),
        *_unsaid(answered, anonymous),
        *([] if anonymous else _nameless(named)),
        *_ones(answered, anonymous),
        *_numbered(answered, anonymous),
        *_stale(opened, answered),
        *told_kept(answered, left_out, anonymous),
        *told_several(named, anonymous),
    ]
    others = _others(folder, texts)
    if others:
        notes.append(_told_others(folder, others))
    keys = Keys(opened.debate)
    asked = dict.fromkeys(key for person in answered for key in person.places)
    return RubricsCollected(
        provenance=opened.provenance(parent),
        folder=str(folder),
        start=parent.name if parent.layers else None,
        questions={key: keys.title(key) for key in asked},
        people=tuple(_told(folder, one, anonymous) for one in named),
        others=tuple(others),
        notes=tuple(notes),
    )


Named = tuple[str, str, Response]  # the name of the file, the title, the answers


def _start(people: Sequence[Response], start: str | None) -> str | None:
    """Return the rubric to start from: what is asked for, else what all answers say alike."""
    said = {one.start: one for one in people if one.start}
    for name, one in said.items():
        if is_path(name):
            message = f"answers start from a rubric by its name, not from {name!r}"
            raise InputErrors([one.problem("bad-start", message)])
    if len(said) > 1 or (start is not None and said and start not in said):
        named = [f"{name} ({one.file})" for name, one in said.items()]
        also = f", and --from says {start}" if start is not None else ""
        raise usage(f"the questions start from {listed(named)}{also}; one for all", "bad-start")
    return start or next(iter(said), None)


def _weightless(
    opened: LoadedDebate, start: ResolvedRubric, people: Sequence[Response]
) -> Iterator[Problem]:
    """Yield a problem for everybody whose answers leave no criterion that counts."""
    before = start.rubric.weights or opened.debate.core_weights
    for person in people:
        weights = weights_of(opened, start, person)
        if weights and not any({**before, **weights}.values()):
            message = f"{person.name or 'these answers'}: 0 points for all; one must count"
            yield person.problem("no-weight", message, f"{WEIGHT}{next(iter(weights))}")


def _named(people: Sequence[Response], anonymous: bool) -> list[Named]:
    """Give each person a name that no other has, and a title."""
    digits = max(2, len(str(len(people))))
    if anonymous:
        people = sorted(people, key=_shuffled)
    ids = Ids((*SHIPPED, *NO_FILES))
    found = []
    for number, person in enumerate(people, 1):
        numbered = f"{PERSON}-{number:0{digits}}"
        if anonymous or not person.name:
            found.append((ids.give(numbered, PERSON), f"Person {number}", person))
        else:
            found.append((ids.give(slug(person.name, numbered), numbered), person.name, person))
    return found


def _shuffled(person: Response) -> str:
    """Return a key by which people stand in an order that says nothing of who they are."""
    return hashlib.sha256(repr(sorted(person.answers.items())).encode()).hexdigest()


def _told(folder: Path, one: Named, anonymous: bool) -> CollectedPerson:
    """Return what is told of one person."""
    name, title, person = one
    return CollectedPerson(
        name=name,
        title=title,
        file=str(folder / f"{name}.yaml"),
        place=None if anonymous else f"{person.file}:{person.line}",
        answers=person.answers,
        empty=person.empty,
    )


def _check(opened: LoadedDebate, folder: Path, texts: dict[str, str]) -> None:
    """Read what is to be written as rubrics are read, so that nothing unsound is."""
    problems: list[Problem] = []
    for name, text in texts.items():
        path = folder / name
        try:
            found = RubricFile(path.stem, path, str(path))
            resolve_text(found, text.encode("utf-8"), opened.places, opened.debate)
        except InputErrors as error:
            problems += error.problems
    if problems:
        raise InputErrors(problems)


def _silent(people: Sequence[Response]) -> Iterator[str]:
    """Name those who answered nothing."""
    for one in people:
        if not one.answers:
            who = one.name or "somebody without a name"
            yield f"{one.file}:{one.line}: {who} answered nothing, so there is no rubric for it"


def _nameless(named: Sequence[Named]) -> Iterator[str]:
    """Tell what those are called who gave no name."""
    for _, title, one in named:
        if not one.name:
            yield f"{one.file}:{one.line} has no name; called {title}"


def _unsaid(people: Sequence[Response], anonymous: bool) -> Iterator[str]:
    """Tell what was taken as no answer, since it says so in words or signs."""
    found = [
        (text.strip(), f"{one.file}:{one.line}:{one.places[key]}")
        for one in people
        for key, text in one.unsaid.items()
    ]
    if found:
        words = listed(sorted({repr(text) for text, _ in found}), MOST_NAMED)
        places = [place for _, place in found]
        where = count(len(places), "place") if anonymous else listed(places, MOST_NAMED)
        yield f"taken as no answer: {words}, in {where}"


def _ones(people: Sequence[Response], anonymous: bool) -> Iterator[str]:
    """Tell which weights are 1, which may have been meant as all of it."""
    places = [
        f"{one.file}:{one.line}:{one.places[key]}"
        for one in people
        if not _are_places(one)
        for key, points in one.answers.items()
        if key.startswith(WEIGHT) and points == 1
    ]
    if places:
        where = count(len(places), "weight") if anonymous else listed(places, MOST_NAMED)
        yield f"taken as 1 point of 100 (for all of it write 100): {where}"


def _numbered(people: Sequence[Response], anonymous: bool) -> Iterator[str]:
    """Tell whose weights are 1, 2, 3 and so on, which may have been meant as places."""
    lines = [f"{one.file}:{one.line}" for one in people if _are_places(one)]
    if lines:
        where = count(len(lines), "person", "people") if anonymous else listed(lines, MOST_NAMED)
        yield f"weights 1, 2, 3 are taken as points, more for what counts more, not places: {where}"


def _are_places(person: Response) -> bool:
    """Tell whether somebody's weights are 1, 2, 3 and so on, in any order."""
    points = sorted(value for key, value in person.answers.items() if key.startswith(WEIGHT))
    return len(points) > 2 and points == list(range(1, len(points) + 1))


def _stale(opened: LoadedDebate, people: Sequence[Response]) -> Iterator[str]:
    """Say of which answers the questions were made for other records."""
    digest = opened.debate.digest
    old = {one.data: one for one in people if one.data and not digest.startswith(one.data)}
    for data, one in old.items():
        yield (
            f"{one.file}: the questions were made for data {data}, and this is "
            f"{digest[:6]}: see whether they still mean the same"
        )


def _others(folder: Path, texts: Mapping[str, str]) -> list[str]:
    """Return the rubrics that lay in the folder before and are of nobody who answered."""
    return [file.name for file in members(folder) if is_rubric(file) and file.name not in texts]


def _told_others(folder: Path, others: Sequence[str]) -> str:
    """Say which rubrics are of nobody here, and what to delete if they are old."""
    paths = [str(folder / name) for name in others]
    return (
        f"{folder}: of nobody here and left as they were, but counted by whatever reads the "
        f"folder; delete what is old: {listed(paths, MOST_NAMED)}"
    )
