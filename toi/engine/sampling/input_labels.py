"""Inputs by label: sets of labels, and the inputs that they name.

A label is that of a quantity, `event_label` of an argument, `WEIGHTS` for the weights,
which are one input since they add up to 1, or `SCRUTINY` for what theories borrow from
their peers, all together. Labels may name what a problem does not have.
"""

from collections.abc import Sequence, Set

import numpy as np

from toi.engine.problem import (
    SCRUTINY,
    WEIGHTS,
    Bools,
    Floats,
    Inputs,
    Ints,
    Quantity,
    ScoringProblem,
    event_label,
    weight_label,
)

Labels = Set[str]
Places = tuple[Ints, ...]


def labels_by_kind(problem: ScoringProblem) -> dict[str, frozenset[str]]:
    """Return the labels of all inputs by kind; no two kinds overlap.

    Scrutiny is a kind where it is adjusted.
    """
    kinds = {
        WEIGHTS: frozenset([WEIGHTS]),
        "arguments": frozenset(map(event_label, problem.arguments)),
        "judgements": frozenset(quantity.label for quantity in problem.judgements),
        "forces": frozenset(quantity.label for quantity in (*problem.forces, *problem.answers)),
    }
    return kinds if problem.scrutiny is None else kinds | {SCRUTINY: frozenset([SCRUTINY])}


def mixed(problem: ScoringProblem, base: Inputs, other: Inputs, labels: Labels) -> Inputs:
    """Return `base` with the labelled inputs taken from `other`; both have S draws.

    With the expectation, repeated, as `base` all but the labelled inputs is held fixed.

    Parameters
    ----------
    base, other : Inputs
    labels : set of str
        What is taken from `other`.
    """
    cells = np.zeros((len(problem.theories), len(problem.criteria)), dtype=bool)
    at = problem.judgement_theory, problem.judgement_criterion
    cells[at] = _among(problem.judgements, labels)
    return Inputs(
        weights=other.weights if WEIGHTS in labels else base.weights,
        judgements=_swapped(base.judgements, other.judgements, cells),
        sound=_swapped(base.sound, other.sound, _events(problem, labels)),
        answer_force=_swapped(
            base.answer_force, other.answer_force, _among(problem.answers, labels)
        ),
        force=_swapped(base.force, other.force, _among(problem.forces, labels)),
        peer=other.peer if SCRUTINY in labels else base.peer,
    )


def rows_of_inputs(problem: ScoringProblem, inputs: Inputs, labels: Labels) -> Floats:
    """Return the labelled inputs, (D, S): judgements, events, answers, forces, weights.

    They may be those of `inputs` themselves.

    Parameters
    ----------
    labels : set of str
        `weight_label` of a criterion names its weight alone.
    """
    return rows_at(inputs, places_of(problem, labels))


def places_of(problem: ScoringProblem, labels: Labels) -> Places:
    """Return where labelled inputs stand: judgements by cell, events, answers, forces, weights."""
    judged, *others = map(np.flatnonzero, named(problem, labels))
    cell = problem.judgement_theory * len(problem.criteria) + problem.judgement_criterion
    return cell[judged], *others


def rows_at(inputs: Inputs, places: Places) -> Floats:
    """Return the rows of `rows_of_inputs`, of inputs whose places are known, (D, S)."""
    judged, *others = places
    some = [_cells(inputs.judgements, judged)] if len(judged) else []
    tables = inputs.sound.T, inputs.answer_force.T, inputs.force.T, inputs.weights.T
    pairs = zip(tables, others, strict=True)
    some += [_rows(table, which) for table, which in pairs if len(which)]
    if not some:
        return np.empty((0, inputs.draws))
    return np.asarray(np.concatenate(some) if len(some) > 1 else some[0], dtype=np.float64)


def named(problem: ScoringProblem, labels: Labels) -> tuple[Bools, Bools, Bools, Bools, Bools]:
    """Tell which judgements, events, answers, forces and weights some labels name.

    In the order of `rows_of_inputs`: (J,), (A,), (E,), (F,), (C,).
    """
    weighed = [WEIGHTS in labels or weight_label(name) in labels for name in problem.criteria]
    return (
        _among(problem.judgements, labels),
        _events(problem, labels),
        _among(problem.answers, labels),
        _among(problem.forces, labels),
        np.array(weighed, dtype=bool),
    )


def names_all(problem: ScoringProblem, labels: Labels, by_law: bool = True) -> bool:
    """Tell whether some labels name every number that is uncertain, so that none stays open.

    Parameters
    ----------
    by_law : bool
        Whether numbers are drawn by their laws; of draws made elsewhere any may vary.
    """
    pairs = zip(named(problem, labels), _uncertain(problem), strict=True)
    return problem.scrutiny is None and all(
        (which[uncertain] if by_law else which).all() for which, uncertain in pairs
    )


def argument_alone(problem: ScoringProblem, labels: Labels) -> int | None:
    """Return the argument that is the only uncertain number of what labels name, if one is."""
    pairs = zip(named(problem, labels), _uncertain(problem), strict=True)
    judged, sound, *others = (np.flatnonzero(which & open_) for which, open_ in pairs)
    alone = len(sound) == 1 and not any(map(len, (judged, *others)))
    return int(sound[0]) if alone else None


def _uncertain(problem: ScoringProblem) -> tuple[Bools, Bools, Bools, Bools, Bools]:
    """Tell which numbers are uncertain, in the order of `named`."""
    judgements, answers, forces = (
        np.array([not quantity.law.is_point for quantity in some], dtype=bool)
        for some in (problem.judgements, problem.answers, problem.forces)
    )
    open_ = (problem.credence > 0.0) & (problem.credence < 1.0)
    weighed = problem.weights > 0.0
    vary = problem.weight_law.kind != "exactly" and np.count_nonzero(weighed) > 1
    return judgements, open_, answers, forces, weighed & vary


def _cells(judgements: Floats, which: Ints) -> Floats:
    """Return some cells of judgements (S, T, C) by number, without a copy of any others."""
    if len(which) > 1 and _follow(which):
        return _rows(judgements.transpose(1, 2, 0).reshape(-1, len(judgements)), which)
    theory, criterion = np.divmod(which, judgements.shape[2])
    return np.asarray(judgements.transpose(1, 2, 0)[theory, criterion])


def _rows(table: Floats, which: Ints) -> Floats:
    """Return some rows; those that follow one another without a copy, which may be large."""
    if _follow(which):
        return table[which[0] : which[-1] + 1]
    return np.asarray(table[which])


def _follow(which: Ints) -> bool:
    """Tell whether places follow one another; none do where there are none."""
    return len(which) > 0 and bool((np.diff(which) == 1).all())


def _among(quantities: Sequence[Quantity], labels: Labels) -> Bools:
    return np.array([quantity.label in labels for quantity in quantities], dtype=bool)


def _events(problem: ScoringProblem, labels: Labels) -> Bools:
    return np.array([event_label(name) in labels for name in problem.arguments], dtype=bool)


def _swapped(base: Floats, other: Floats, which: Bools) -> Floats:
    """Return `base` (S, ...) with what `which` (...) marks from `other`, draws side by side.

    Where that is nothing or all of it, no copy.
    """
    if not which.any():
        return base
    if which.all():
        return other
    found = np.array(np.moveaxis(base, 0, -1))
    found[which] = np.moveaxis(other, 0, -1)[which]
    return np.moveaxis(found, -1, 0)
