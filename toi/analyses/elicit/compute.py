"""`toi rubric elicit`: from answers to a rubric's file, and what each answer did."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from toi.analyses.elicit.bearing_question import WAYS, ranked_by
from toi.analyses.elicit.result import (
    AskedArgument,
    Consistency,
    Elicited,
    OtherWay,
    Placed,
    Weighing,
)
from toi.analyses.elicit.rubric_parts import (
    bearing_line,
    beliefs,
    rubric_of,
    surely,
    weight_lines,
)
from toi.analyses.elicit.scene import QUESTIONS, Scene, weighed
from toi.analyses.elicit.session import Session
from toi.analyses.elicit.template import elicited_text
from toi.analyses.elicit.weights import ratio_of, shares
from toi.analyses.rubric.effect_compute import (
    alone_of,
    pairs_apart,
    plain_shift,
    ranking_under,
    with_credence,
)
from toi.analyses.rubric.new_compute import free_name, not_itself
from toi.analyses.rubric.result import Alone, Shift
from toi.analyses.rubric.template import DIGEST
from toi.analyses.score.compute import run_score
from toi.analyses.score.result import ScoreResult
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.rubrics.conventions import NOT_BEARING
from toi.analyses.shared.session import LoadedDebate, combine, default_rubric
from toi.engine.elicitation.weights import TABLE
from toi.engine.scoring.exact_ranking import ExactRanking
from toi.errors import InputErrors, usage
from toi.io.answers import Read, answers_text, check_answers, read_answers
from toi.io.paths import read_plain
from toi.io.rubric.find import RubricFile
from toi.io.rubric.personal import HOME, write_own
from toi.io.rubric.resolve import ResolvedRubric, resolve_start, resolve_text
from toi.io.yaml.parse import MAX_BYTES
from toi.light_dataclass import dataclass
from toi.records.answers import Answers
from toi.records.fields.numbers import middle


def kept_file(name: str) -> Path:
    """Return the file in which the answers of a session that was stopped wait."""
    return HOME / f".{name}.answers.yaml"


@dataclass(frozen=True)
class Wanted:
    """Options of a session; None where the answers may say."""

    start: str | None = None
    seed: int | None = None
    questions: int | None = None
    kinds: str | None = None
    force: bool = False


def set_scene(
    opened: LoadedDebate, name: str, answers: Answers, wanted: Wanted = Wanted()
) -> tuple[Scene, Session]:
    """Return what to ask about and the session to go on with; options win over answers.

    Raises
    ------
    InputErrors
        If the name is none or is taken, or if what to start from cannot be read.
    """
    start = wanted.start or answers.start
    free_name(opened, name, start, wanted.force)
    parent = resolve_start(start, opened.places, opened.debate)
    not_itself(parent, name)
    kinds = find_kinds(opened.debate, wanted.kinds)
    seed = _first(wanted.seed, answers.seed, 0)
    questions = _first(wanted.questions, answers.questions, QUESTIONS)
    notes = opened.noted(parent)
    if answers.data and not opened.debate.digest.startswith(answers.data):
        notes = (*notes, "the records have changed since these answers were given")
    debate = opened.debate.with_arguments(parent.rubric.arguments)
    digest = opened.debate.digest[:DIGEST]
    known = {"start": start, "data": digest, "seed": seed, "questions": questions}
    scene = Scene(opened, parent, debate, name, kinds, seed, questions, notes, wanted.force)
    return scene, Session(answers.with_(**known))


def _first(*values: int | None) -> int:
    return next(value for value in values if value is not None)


def from_file(
    opened: LoadedDebate, name: str, file: str, raw: bytes, wanted: Wanted = Wanted()
) -> tuple[Scene, Session]:
    """Return the scene and the finished session that a file of answers gives."""
    read = read_answers(file, raw)
    scene, session = set_scene(opened, name, read.record, wanted)
    _checked(scene, read, whole=True)
    return scene, replace(session, done=True)


def recalled(name: str) -> Read | None:
    """Read the answers of a session that was stopped; None where there is none."""
    file = kept_file(name)
    try:
        raw = read_plain(file, MAX_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise usage(f"cannot read {file}: {error.strerror}", "unreadable") from error
    return read_answers(str(file), raw)


def check_kept(scene: Scene, read: Read) -> None:
    """Refuse kept answers that do not fit the debate and the rubric any more."""
    _checked(scene, read, whole=False)


def _checked(scene: Scene, read: Read, whole: bool) -> None:
    problems = list(check_answers(read, scene.debate, scene.usual, whole))
    if problems:
        raise InputErrors(problems)


def keep(scene: Scene, session: Session) -> None:
    """Keep a session's answers for later; without any, no file is left."""
    file, answers = kept_file(scene.name), session.answers
    if not (answers.criteria or answers.weigh or answers.not_bearing or answers.arguments):
        forget(scene.name)
        return
    remark = f"Answers so far; to go on: toi rubric elicit {scene.name}"
    write_own(file, answers_text(answers, remark).encode("utf-8"), replacing=True)


def forget(name: str) -> None:
    """Remove the answers of a session that is over."""
    file = kept_file(name)
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise usage(f"cannot remove {file}: {error.strerror}", "unwritable") from error


def finish(scene: Scene, session: Session, force: bool = False) -> Elicited:
    """Write the rubric that the answers make, and tell what each of them did.

    Raises
    ------
    InputErrors
        With nothing written, if the file cannot be, or was made meanwhile.
    """
    answers, opened = session.answers, scene.opened
    path = HOME / f"{scene.name}.yaml"
    free_name(opened, scene.name, answers.start, force)
    extends = scene.start.name if scene.start.layers else None
    raw = elicited_text(scene, answers, extends).encode("utf-8")
    rubric = resolve_text(
        RubricFile(scene.name, path, str(path)), raw, opened.places, opened.debate
    )
    scored = run_score(combine(opened, rubric), scene.kinds)
    before = ranking_under(opened.debate, scene.start.rubric, scene.shown)
    after = ranking_under(opened.debate, rubric.rubric, scene.shown)
    ranking = plain_shift(opened.debate, before, after, scene.shown)
    result = Elicited(
        provenance=scored.provenance,
        name=scene.name,
        file=str(path),
        start=scene.start.name,
        extends=extends,
        weighing=_weighing(scene, answers, rubric),
        asked=tuple(_asked(scene, answers)),
        results=tuple(_placed(scored, ranking)),
        level=scored.level,
        not_bearing=rubric.rubric.not_bearing,
        steps=tuple(_steps(scene, answers, before)),
        ranking=ranking,
        notes=(*scene.notes, *rubric.notes),
        other_way=_other_way(scene, answers, rubric.rubric.not_bearing, after),
        nothing=scored.nothing,
    )
    write_own(path, raw, scene.replaces)
    return replace(result, is_default=default_rubric(opened) == scene.name)


def _weighing(scene: Scene, answers: Answers, rubric: ResolvedRubric) -> Weighing:
    given = bool(weight_lines(scene, answers))
    found = ratio_of(answers, sorted(weighed(scene, answers)))
    return Weighing(
        method=answers.weigh if given else None,
        sure=surely(answers) if given else None,
        weights=shares(rubric.rubric.weights or scene.debate.core_weights),
        titles={name: c.title for name, c in scene.debate.criteria.items()},
        consistency=None if found is None else Consistency(*found, TABLE),
    )


def _asked(scene: Scene, answers: Answers) -> Iterator[AskedArgument]:
    settled = beliefs(answers)
    for name in answers.arguments:
        value = settled[name].settled if name in settled else None
        yield AskedArgument(name, scene.debate.arguments[name].title, value)


def _placed(scored: ScoreResult, ranking: Shift) -> Iterator[Placed]:
    """Yield the new ranking, with the rank that each theory had before."""
    before = {move.id: move.before.rank for move in ranking.moves}
    for row in scored.results:
        gated = row.gated is not None
        yield Placed(
            *(row.id, row.short, row.rank, row.rank_range, row.score, gated, before[row.id]),
            p_first=row.p_first,
            p_gated=row.p_gated,
            tier=row.tier,
        )


def _other_way(scene: Scene, answers: Answers, given: str, now: ExactRanking) -> OtherWay | None:
    """Return what the other way to count criteria that a theory is not about would change."""
    other = next(way for way in WAYS if way != given)
    found = ranked_by(scene, answers, other)
    pairs = pairs_apart(now, found)
    first = [name for name, rank in zip(scene.shown, found.ranks, strict=True) if rank == 1]
    return OtherWay(other, pairs, tuple(first)) if pairs else None


def _steps(scene: Scene, answers: Answers, before: ExactRanking) -> Iterator[Alone]:
    """Yield what each answer did, starting from where the one before it left off."""
    debate, shown = scene.opened.debate, scene.shown
    if weight_lines(scene, answers):
        weighing = answers.with_(arguments={}, not_bearing=None)
        now = ranking_under(debate, rubric_of(scene, weighing), shown)
        yield alone_of(debate, "weights", before, now, shown)
        before = now
    if bearing_line(answers):
        valuing = answers.with_(arguments={})
        now = ranking_under(debate, rubric_of(scene, valuing), shown)
        yield alone_of(debate, NOT_BEARING, before, now, shown)
        before = now
    for name, belief in beliefs(answers).items():
        now = with_credence(before, name, middle(belief.settled), True)
        yield alone_of(debate, name, before, now, shown)
        before = now
