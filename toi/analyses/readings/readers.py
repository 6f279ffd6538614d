"""Each reader of a panel against the others: severity, and distance on every criterion."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from toi.analyses.readings.odd_theories import FAR, alpha_rise, name_theory, odd_theory
from toi.analyses.readings.panel import Panel
from toi.analyses.readings.result import (
    CriterionAgreement,
    Leaning,
    PanelReader,
    ReaderSeverity,
)
from toi.analyses.shared.result import unless_nan
from toi.engine.agreement.alpha import krippendorff_alpha
from toi.engine.agreement.halo import halo
from toi.engine.agreement.odd_clusters import odd_clusters
from toi.engine.agreement.severity import clear_of_chance, severities
from toi.engine.problem import Floats, Ints
from toi.records.debate import Debate
from toi.records.theory import Criterion

READERS = 3  # of whom one can stand apart
RISE = 0.1  # of alpha without a reader, from which the reader counts as an outlier
PAIRS = 5  # cells from which a difference can be told from chance
LEAST = 0.02  # of the scale; whatever chance would do, less is not worth a word


def reader_means(panel: Panel, theories: Sequence[str], criterion: str) -> Floats:
    """Return what each reader says of each theory, (R, N): of a range the mean; NaN for nothing."""
    found = np.full((len(panel.readers), len(theories)), np.nan)
    for r, reader in enumerate(panel.readers):
        for t, theory in enumerate(theories):
            law = panel.laws.get((reader, theory, criterion))
            found[r, t] = np.nan if law is None else law.mean
    return found


def panel_readers(
    panel: Panel,
    debate: Debate,
    theories: Sequence[str],
    found: Sequence[CriterionAgreement],
    means: Mapping[str, Floats],
    severity: Sequence[ReaderSeverity | None],
) -> Iterator[PanelReader]:
    """Yield how each reader stands to the others.

    Parameters
    ----------
    theories : sequence of str
        N ids.
    found : sequence of CriterionAgreement
        With all readers.
    means : mapping from criterion to (R, N) float
        What each reader says of each theory, on the raw scale; NaN where nothing.
    severity : sequence of ReaderSeverity or None
        As of `reader_severities`.
    """
    level = {name: rows + points_off(debate, name, severity) for name, rows in means.items()}
    clear = [one if one is not None and one.clear else None for one in severity]
    aside = {name: rows + points_off(debate, name, clear) for name, rows in means.items()}
    leanings = [
        {
            name: name_theory(one, row, theories, means[name], aside[name])
            for name, one in _leanings(row, found, means, level, aside)
        }
        for row in range(len(panel.readers))
    ]
    spans = {name: high - low for name in means for low, high in [debate.criteria[name].scale]}
    each = zip(panel.groups.items(), severity, _told(leanings, spans), strict=True)
    for row, ((reader, group), severe, criteria) in enumerate(each):
        cells = sum(1 for name, _, _ in panel.laws if name == reader)
        named = dict.fromkeys(one.mostly for one in criteria.values() if one.mostly)
        odd = {
            name: odd_theory(
                row, theories.index(name), means, aside, spans, panel.whys.get((reader, name))
            )
            for name in named
        }
        yield PanelReader(reader, group, cells, criteria, severe, odd)


def reader_severities(
    debate: Debate, theories: Sequence[str], means: Mapping[str, Floats]
) -> Sequence[ReaderSeverity | None]:
    """Tell how severe each reader is over all criteria; None for who can be compared with nobody.

    A theory that a reader sees far otherwise than all the rest is left out of that reader's:
    it is an opinion of the theory, not severity.

    Parameters
    ----------
    theories : sequence of str
        N ids.
    means : mapping from criterion to (R, N) float
        As of `panel_readers`, of one criterion at least; N theories, the same on each.
    """
    shares = list(shares_of(debate, means).values())
    column = np.tile(np.arange(len(theories)), len(shares))
    whole = np.hstack(shares)
    odd = odd_clusters(whole, column, FAR, LEAST)
    ratings = np.where(odd, np.nan, whole)
    found = severities(ratings, column)
    if found.part.max() > severities(whole, column).part.max():  # what is odd joins the readers
        odd[:] = False
        ratings, found = whole, severities(whole, column)
    clear = set(_clearly_severe(ratings, column))
    return [
        None
        if np.isnan(effect)
        else ReaderSeverity(
            value=-float(effect),
            standard_error=unless_nan(error) if units >= PAIRS else None,
            clear=row in clear,
            part=int(part),
            without=tuple(theories[t] for t in np.unique(column[odd[row]]).tolist()),
        )
        for row, (effect, error, part, units) in enumerate(
            zip(found.effect, found.standard_error, found.part, found.units, strict=True)
        )
    ]


def reader_halo(debate: Debate, means: Mapping[str, Floats]) -> float | None:
    """Tell how far readers' deviations hang together over the criteria of a theory.

    Parameters
    ----------
    means : mapping from criterion to (R, N) float
        As of `panel_readers`.
    """
    if len(means) < 2:
        return None
    shares = list(shares_of(debate, means).values())
    n = shares[0].shape[1]
    theory, criterion = np.tile(np.arange(n), len(shares)), np.repeat(np.arange(len(shares)), n)
    return unless_nan(halo(np.hstack(shares), theory, criterion))


def _clearly_severe(ratings: Floats, theories: Ints) -> Iterator[int]:
    """Yield readers whose severity is clear of chance, each against those that are left.

    One severe reader makes all others lenient beside the mean of all; so the furthest of those
    that are clear is set aside before the rest are looked at again.
    """
    left = ratings.copy()
    while (~np.isnan(left).all(axis=1)).sum() >= READERS:
        found = severities(left, theories)
        with np.errstate(divide="ignore", invalid="ignore"):
            clear = clear_of_chance(found.effect / found.standard_error, found.clusters - 1)
        clear &= np.abs(np.nan_to_num(found.effect)) >= LEAST
        clear &= found.units >= PAIRS
        if not clear.any():
            return
        furthest = int(np.where(clear, np.abs(found.effect), -1.0).argmax())
        yield furthest
        left[furthest] = np.nan


def points_off(debate: Debate, criterion: str, severity: Sequence[ReaderSeverity | None]) -> Floats:
    """Return the points by which each reader's severity is taken off on a criterion, (R, 1)."""
    held = debate.criteria[criterion]
    low, high = held.scale
    worse = np.array([0.0 if one is None else one.value for one in severity])
    sign = 1.0 if held.direction == "benefit" else -1.0
    return np.asarray(sign * (high - low) * worse[:, None])


def shares_of(debate: Debate, means: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return what readers say on each criterion as shares of its scale, 1 at the good end."""
    return {name: _share(debate.criteria[name], rows) for name, rows in means.items()}


def _share(criterion: Criterion, raw: Floats) -> Floats:
    """Return values as shares of the scale, 1 at its good end."""
    low, high = criterion.scale
    share = (raw - low) / (high - low)
    return np.asarray(share if criterion.direction == "benefit" else 1.0 - share)


def _leanings(
    row: int,
    found: Sequence[CriterionAgreement],
    means: Mapping[str, Floats],
    level: Mapping[str, Floats],
    aside: Mapping[str, Floats],
) -> Iterator[tuple[str, Leaning]]:
    """Tell how one reader stands to the others, on each criterion that the reader judged.

    `level` is what they say once everybody's severity is taken off, `aside` once that is which
    is clear of chance. Only what then still sets a reader apart makes an outlier: who is severe
    everywhere sees no other order.
    """
    for criterion in found:
        own, others = means[criterion.id][row], np.delete(means[criterion.id], row, axis=0)
        both = ~np.isnan(own) & ~np.isnan(others).all(axis=0)
        if not both.any():
            continue
        beyond = _less_others(level[criterion.id][:, both], row)
        left = _less_others(aside[criterion.id][:, both], row)
        several = (~np.isnan(others).all(axis=1)).sum() >= READERS - 1
        without = unless_nan(krippendorff_alpha(others)) if several else None
        rise = None if without is None or criterion.alpha is None else without - criterion.alpha
        rises = rise is not None and rise >= RISE
        differences = _less_others(means[criterion.id][:, both], row)
        n = len(differences)
        yield (
            criterion.id,
            Leaning(
                higher=float(differences.mean()),
                distance=float(np.abs(differences).mean()),
                alpha_without=without,
                outlier=rises and alpha_rise(aside[criterion.id], row) >= RISE,
                beyond=float(beyond.mean()),
                higher_aside=float(left.mean()),
                distance_aside=float(np.abs(left).mean()),
                standard_error=float(beyond.std(ddof=1) / n**0.5) if n >= PAIRS else None,
                cells=n,
            ),
        )


def _less_others(ratings: Floats, row: int) -> Floats:
    """Return what one reader says less the mean of the others, (N,)."""
    return np.asarray(ratings[row] - np.nanmean(np.delete(ratings, row, axis=0), axis=0))


def _told(
    leanings: Sequence[Mapping[str, Leaning]], spans: Mapping[str, float]
) -> Iterator[dict[str, Leaning]]:
    """Mark the differences that are clearer than chance would make the largest of them all."""
    every = [(leaning, spans[name]) for one in leanings for name, leaning in one.items()]
    errors = np.array([np.nan if e.standard_error is None else e.standard_error for e, _ in every])
    beyond = np.array([leaning.beyond for leaning, _ in every])
    with np.errstate(divide="ignore", invalid="ignore"):
        t = beyond / errors
    freedom = np.array([leaning.cells - 1 for leaning, _ in every], dtype=np.int64)
    told = clear_of_chance(t, freedom) & (
        np.abs(beyond) >= LEAST * np.array([span for _, span in every])
    )
    clear = iter(told.tolist())
    for one in leanings:
        yield {name: replace(leaning, clear=next(clear)) for name, leaning in one.items()}
