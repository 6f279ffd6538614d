"""Opening a debate and a rubric: the first step of every command."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toi import __version__
from toi.analyses.shared.lookup import default_kind
from toi.analyses.shared.result import Provenance
from toi.io.debate.folders import Folders, find_folders
from toi.io.debate.load import load
from toi.io.rubric.resolve import Resolved, resolve
from toi.progress import stage
from toi.records.debate import Debate

if TYPE_CHECKING:
    from toi.engine.problem import ScoringProblem


@dataclass(frozen=True)
class Opened:
    """A debate as read, with where it was found."""

    debate: Debate
    places: Folders

    def noted(self, *rubrics: Resolved) -> tuple[str, ...]:
        """What to tell the user about where data and rubrics were found, each once."""
        notes = [*self.places.notes, *(note for rubric in rubrics for note in rubric.notes)]
        return tuple(dict.fromkeys(notes))

    def provenance(
        self,
        rubric: Resolved | None = None,
        seed: int | None = None,
        draws: int | None = None,
        kinds: Sequence[str] = (),
    ) -> Provenance:
        """Where a result comes from; of the kinds ranked, those that are not so by default."""
        usual = tuple(kinds) == (default_kind(self.debate),)
        return Provenance(
            version=__version__,
            data=self.debate.origin,
            data_digest=self.debate.digest,
            rubric=rubric.name if rubric else None,
            rubric_digest=rubric.digest if rubric else None,
            set=rubric.settings if rubric else (),
            seed=seed,
            draws=draws,
            kinds=() if usual else tuple(kinds),
        )


@dataclass(frozen=True)
class Model:
    """A debate and a rubric, compiled."""

    opened: Opened
    rubric: Resolved
    debate: Debate  # with the rubric's own arguments
    problem: "ScoringProblem"

    @property
    def notes(self) -> tuple[str, ...]:
        """What to tell the user about where data and rubric were found."""
        return self.opened.noted(self.rubric)


def open_debate(data: str | None = None, everything: bool = False) -> Opened:
    """Find and read a debate; raises `InputErrors` with every problem."""
    places = find_folders(data)
    loaded = load(places.data.path, places.data.shown_as, everything, places.data.origin)
    return Opened(loaded.debate, places)


def prepare(opened: Opened, rubric: str | None = None, settings: Iterable[str] = ()) -> Model:
    """Find, read, check and compile a rubric for a debate."""
    return combine(opened, resolve(rubric, opened.places, opened.debate, settings))


def combine(opened: Opened, rubric: Resolved) -> Model:
    """Compile a debate and a rubric that was resolved for it."""
    from toi.compile.scoring import compile_problem

    debate = opened.debate.with_arguments(rubric.rubric.arguments)
    with stage("laying out the numbers"):
        problem = compile_problem(opened.debate, rubric.rubric)
    return Model(opened, rubric, debate, problem)
