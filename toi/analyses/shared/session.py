"""Read a debate and a rubric, and compile them: the first step of every analysis."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from toi import __version__
from toi.analyses.shared.format import listed
from toi.analyses.shared.lookup import default_kind
from toi.analyses.shared.names import names_of
from toi.analyses.shared.result import Provenance
from toi.errors import InputErrors, Problem
from toi.io.debate.folders import Folders, find_folders, is_debate, is_same
from toi.io.debate.kept import read_debate
from toi.io.rubric.choose import SeveralRubrics
from toi.io.rubric.other_records import CODE as OTHER_RECORDS
from toi.io.rubric.resolve import ResolvedRubric, resolve, resolve_start, with_settings
from toi.light_dataclass import dataclass
from toi.progress import stage
from toi.records.debate import Debate

if TYPE_CHECKING:
    from toi.engine.problem import ScoringProblem


OWN = "\0"  # before what is said of a rubric by its name
NAMED = 4  # rubrics of which the same is said


def _of_whom(note: str, names: Sequence[str]) -> str:
    """Return a note with the names of the rubrics that it is about."""
    if not note.startswith(OWN):
        return note
    said = note.removeprefix(OWN)
    if len(names) == 1:
        return f"rubric {names[0]}: {said}"
    return f"rubrics {listed(names, NAMED)}, each: {said}"


@dataclass(frozen=True)
class LoadedDebate:
    """A debate as read, with where it was found.

    Attributes
    ----------
    debate : Debate
        The records.
    places : Folders
        The data folder, and the folders in which rubrics are looked for.
    """

    debate: Debate
    places: Folders

    def __repr__(self) -> str:
        return repr(self.debate).replace("<Debate", "<LoadedDebate", 1)

    def noted(self, *rubrics: ResolvedRubric) -> tuple[str, ...]:
        """Return what to tell the user about where data and rubrics were found, each once.

        What is said of several rubrics alike is said once, with their names.
        """
        whose: dict[str, dict[str, None]] = {}  # in the place of the name stands a mark
        for rubric in rubrics:
            begin = f"rubric {rubric.name}: "
            for note in rubric.notes:
                said = f"{OWN}{note.removeprefix(begin)}" if note.startswith(begin) else note
                whose.setdefault(said, {})[rubric.name] = None
        notes = [_of_whom(note, list(names)) for note, names in whose.items()]
        return tuple(dict.fromkeys([*self.places.notes, *notes]))

    def provenance(
        self,
        rubric: ResolvedRubric | None = None,
        seed: int | None = None,
        draws: int | None = None,
        kinds: Sequence[str] = (),
        others: Iterable[ResolvedRubric] = (),
    ) -> Provenance:
        """Return the provenance of a result.

        `kinds` is kept only where it is not the default; of `others`, rubrics that take part
        too, only the names of their own arguments.
        """
        usual = tuple(kinds) == (default_kind(self.debate),)
        return Provenance(
            version=__version__,
            data=self.debate.origin,
            data_digest=self.debate.digest,
            rubric=rubric.name if rubric else None,
            rubric_digest=rubric.digest if rubric else None,
            unsaid=rubric is not None and rubric.unsaid,
            set=rubric.settings if rubric else (),
            seed=seed,
            draws=draws,
            kinds=() if usual else tuple(kinds),
            words=self.debate.words,
            names=names_of(self._with_own([*([rubric] if rubric else []), *others])),
        )

    def _with_own(self, rubrics: Iterable[ResolvedRubric]) -> Debate:
        """Return the debate with the arguments of some rubrics' own."""
        own = [argument for one in rubrics for argument in one.rubric.arguments]
        return self.debate.with_arguments(own)


AnyRubric = str | os.PathLike[str] | ResolvedRubric  # a name, the path of a file, or read already


@dataclass(frozen=True)
class Model:
    """A debate and a rubric, compiled."""

    opened: LoadedDebate
    rubric: ResolvedRubric
    debate: Debate  # with the rubric's own arguments
    problem: "ScoringProblem"

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes on where data and rubric were found."""
        return self.opened.noted(self.rubric)


def open_debate(
    data: str | os.PathLike[str] | None = None, everything: bool = False
) -> LoadedDebate:
    """Find and read a debate; raises `InputErrors` with every problem."""
    places = find_folders(None if data is None else os.fspath(data))
    place = places.data
    return LoadedDebate(read_debate(place.path, place.shown_as, everything, place.origin), places)


def prepare(
    opened: LoadedDebate,
    rubric: AnyRubric | None = None,
    settings: Iterable[str] = (),
) -> Model:
    """Find, read, check and compile a rubric for a debate."""
    return combine(opened, resolve_rubric(opened, rubric, settings))


def resolve_rubric(
    opened: LoadedDebate,
    rubric: AnyRubric | None = None,
    settings: Iterable[str] = (),
) -> ResolvedRubric:
    """Find, read and check a rubric for a debate; one that was is taken as it is.

    Raises
    ------
    InputErrors
        With every problem in the rubric, in what it extends and in the settings.
    """
    if isinstance(rubric, ResolvedRubric):
        return with_settings(rubric, opened.debate, settings)
    asked = None if rubric is None else os.fspath(rubric)
    settings = tuple(settings)
    try:
        return resolve(asked, opened.places, opened.debate, settings)
    except SeveralRubrics:  # which a caller may know how to tell apart
        raise
    except InputErrors as error:
        raise InputErrors([*error.problems, *_fits_here(opened, asked, settings, error)]) from None


def _fits_here(
    opened: LoadedDebate, asked: str | None, settings: Sequence[str], error: InputErrors
) -> Iterator[Problem]:
    """Say of a rubric that names what these records lack that it fits those of ./data."""
    here = Path("data")
    codes = [problem.code for problem in error.problems]
    unknown = any(code.startswith("unknown-") for code in codes)
    if not asked or not (unknown or OTHER_RECORDS in codes):
        return
    if not is_debate(here) or is_same(here, opened.places.data):
        return
    instead = "leave --data out"
    if unknown:
        instead = "to score by both, move the lines above into a second rubric, which `extends:` "
        instead += "this one"
    with suppress(InputErrors):
        resolve(asked, opened.places, open_debate(here).debate, settings)
        yield Problem(
            "toi",
            None,
            None,
            f"rubric {asked} fits the records in data, but not those in "
            f"{opened.places.data.shown_as}; {instead}",
            OTHER_RECORDS,
        )


def default_rubric(opened: LoadedDebate) -> str | None:
    """Return the name of the rubric that is used where none is named; None if that is refused."""
    try:
        return resolve_rubric(opened).name
    except InputErrors:
        return None


def prepare_to_show(
    opened: LoadedDebate, rubric: AnyRubric | None = None, settings: Iterable[str] = ()
) -> Model:
    """Prepare what needs no rubric: where several may be meant, none of them is taken."""
    if rubric is not None or settings:
        return prepare(opened, rubric, settings)
    found = resolve_start(None, opened.places, opened.debate)
    return combine(opened, found)


def with_rubric(model: Model, rubric: ResolvedRubric) -> Model:
    """Return the model of another rubric; quickly where weights, credences and rules differ."""
    from toi.compile.scoring import numbers_of, restated, ruled

    if numbers_of(rubric.rubric) != numbers_of(model.rubric.rubric):
        return combine(model.opened, rubric)
    problem = ruled(model.problem, model.opened.debate, rubric.rubric)
    problem = restated(problem, model.opened.debate, rubric.rubric)
    return replace(model, rubric=rubric, problem=problem)


def combine(opened: LoadedDebate, rubric: ResolvedRubric) -> Model:
    """Compile a debate and a rubric that was resolved for it."""
    from toi.compile.scoring import compile_problem

    debate = opened.debate.with_arguments(rubric.rubric.arguments)
    with stage("laying out the numbers"):
        problem = compile_problem(opened.debate, rubric.rubric)
    return Model(opened, rubric, debate, problem)
