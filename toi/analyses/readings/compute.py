"""`toi data agreement`: how far readers agree, and where the records lie outside their span."""

from collections.abc import Container, Iterator, Mapping, Sequence

import numpy as np

from toi.analyses.readings.far_theories import far_theories
from toi.analyses.readings.orders import FEWEST, orders_agreement
from toi.analyses.readings.panel import Panel
from toi.analyses.readings.readers import (
    panel_readers,
    points_off,
    reader_halo,
    reader_means,
    reader_severities,
)
from toi.analyses.readings.result import (
    AgreementResult,
    CriterionAgreement,
    OutsideCell,
    ReaderSeverity,
    Unjudged,
    Votes,
    WideCell,
)
from toi.analyses.shared.result import Interval, unless_nan
from toi.analyses.shared.session import Model
from toi.engine.agreement.alpha import RESAMPLES, bootstrap_alpha, krippendorff_alpha
from toi.engine.agreement.icc import icc_agreement, icc_consistency
from toi.engine.agreement.pairs import mean_over_pairs, pooled_mean, within_sd
from toi.engine.agreement.votes import effective_votes, group_shares, grouped_correlation
from toi.engine.comparison.correlation import spearman
from toi.engine.problem import Floats, Ints
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.records.debate import Debate
from toi.records.reading import FINAL

MOST_WIDE = 5  # cells on which readers are furthest apart
ROUNDING = 1e-9  # of the scale, by which sums in another order differ


def run_agreement(
    model: Model,
    panel: Panel,
    files: Sequence[str],
    final: bool = False,
    kinds: Sequence[str] | None = None,
    correlation: tuple[float, float] | None = None,
    seed: int = 0,
) -> AgreementResult:
    """Compare the readers of a panel with one another and with the records.

    Parameters
    ----------
    final : bool
        Whether the records are taken after the arguments, by the rubric, or before them.
    kinds : sequence of str, optional
        The theories that count; by default all that were read.
    correlation : (float, float), optional
        Of the readers' errors, within groups and between them.
    """
    debate = model.debate
    counted = set(debate.theories if kinds is None else debate.shown(kinds))
    theories = [name for name in debate.theories if name in counted]
    table = _ReadingTable(model, panel, theories, final)
    heard = [c for c in debate.criteria if not np.isnan(table.means(c)).all()]
    means = {c: table.means(c) for c in heard}
    nobody: list[ReaderSeverity | None] = [None] * len(panel.readers)
    severity = reader_severities(debate, table.theories, means) if means else nobody
    level = _levelled(debate, means, severity)
    found = [_criterion(model, table, c, level.get(c), seed) for c in heard]
    outside = [cell for c in heard for cell in table.outside(c)]
    far = list(far_theories(panel, debate, table.theories, means, severity))
    far.sort(key=lambda one: -max(one.share - one.high, one.low - one.share))
    return AgreementResult(
        provenance=model.opened.provenance(model.rubric, seed, kinds=kinds or ()),
        files=tuple(files),
        view=panel.view,
        final=final,
        resamples=RESAMPLES,
        votes=_votes(panel, correlation),
        criteria=tuple(found),
        readers=tuple(panel_readers(panel, debate, table.theories, found, means, severity)),
        outside=tuple(sorted(outside, key=lambda o: (-round(o.by, 9), o.theory, o.criterion))),
        orders=orders_agreement(model, panel, theories),
        passed=panel.passed,
        unjudged=tuple(_unjudged(panel, counted)),
        far=tuple(far),
        halo=reader_halo(debate, means),
        widest=tuple(_widest(panel, debate, table.theories, means)),
        own=not final and bool(heard) and all(map(table.is_own, heard)),
        notes=(
            *model.notes,
            *panel.notes,
            *_mismatch(panel, final),
            *_no_groups(panel, correlation),
        ),
    )


def _widest(
    panel: Panel, debate: Debate, theories: Sequence[str], means: Mapping[str, Floats]
) -> Iterator[WideCell]:
    """Yield the cells on which two readers are furthest apart, as a part of the scale."""
    found = []
    for criterion, rows in means.items():
        low, high = debate.criteria[criterion].scale
        for column, theory in enumerate(theories):
            said = {reader: rows[r, column].item() for r, reader in enumerate(panel.readers)}
            known = {reader: value for reader, value in said.items() if not np.isnan(value)}
            if len(set(known.values())) > 1:
                ends = min(known, key=known.__getitem__), max(known, key=known.__getitem__)
                least, most = (known[reader] for reader in ends)
                apart = round((most - least) / (high - low), 9)
                found.append((apart, WideCell(theory, criterion, least, most, *ends)))
    found.sort(key=lambda pair: -pair[0])
    return (cell for _, cell in found[:MOST_WIDE])


def _unjudged(panel: Panel, theories: Container[str]) -> Iterator[Unjudged]:
    """Yield the theories that a reader remarks on and does not judge."""
    judged = {(reader, theory) for reader, theory, _ in panel.laws}
    for (reader, theory), why in panel.whys.items():
        if theory in theories and (reader, theory) not in judged:
            yield Unjudged(reader, theory, why)


def _mismatch(panel: Panel, final: bool) -> Iterator[str]:
    if panel.view == FINAL and not final:
        yield f"the view is {FINAL!r}: --final compares it with the records after the arguments"


def _no_groups(panel: Panel, correlation: tuple[float, float] | None) -> Iterator[str]:
    """Say that a correlation within groups is nothing where each reader is a group alone."""
    alone = len(set(panel.teams)) == len(panel.teams)
    if alone and correlation is not None and correlation[0] > 0 == correlation[1]:
        within = f"{correlation[0]:g}"
        yield (
            f"no two readers are of one group, so a correlation of {within} within groups changes "
            f"nothing; for errors of all that go together: --correlation {within},{within}"
        )


class _ReadingTable:
    """Readings and records side by side, on the raw scales: readers down, theories across."""

    def __init__(self, model: Model, panel: Panel, theories: Sequence[str], final: bool) -> None:
        read = {theory for _, theory, _ in panel.laws}
        self.panel = panel
        self.theories = [name for name in theories if name in read]
        self.team: Ints = np.array(panel.teams, dtype=np.int64)
        self.model = model
        exact = evaluate(model.problem, expected_inputs(model.problem))
        self.cells = (exact.cells if final else exact.base)[0]

    def means(self, criterion: str) -> Floats:
        """Return what each reader says, (R, N), as the mean of a range; NaN where nothing."""
        return reader_means(self.panel, self.theories, criterion)

    def records(self, criterion: str) -> Floats:
        """Return what the records say, (N,)."""
        problem = self.model.problem
        c = problem.criteria.index(criterion)
        rows = [problem.row[name] for name in self.theories]
        span = problem.high[c] - problem.low[c]
        return np.asarray(problem.low[c] + span * self.cells[rows, c])

    def is_own(self, criterion: str) -> bool:
        """Tell whether the records hold nothing but what the readers say together."""
        together = pooled_mean(self.means(criterion), self.team)
        read = ~np.isnan(together)
        return bool(np.allclose(self.records(criterion)[read], together[read]))

    def outside(self, criterion: str) -> Iterator[OutsideCell]:
        """Yield the cells in which the records leave the span of two readers or more."""
        laws = self.panel.laws
        for theory, record in zip(self.theories, self.records(criterion).tolist(), strict=True):
            keys = [(reader, theory, criterion) for reader in self.panel.readers]
            ends = [laws[key].support for key in keys if key in laws]
            if len(ends) < 2:
                continue
            low, high = min(end[0] for end in ends), max(end[1] for end in ends)
            by = max(low - record, record - high)
            if by > 1e-9:
                yield OutsideCell(theory, criterion, record, low, high, by, len(ends))


def _levelled(
    debate: Debate, means: Mapping[str, Floats], severity: Sequence[ReaderSeverity | None]
) -> dict[str, Floats]:
    """Return what readers say with their severity taken off; nothing where it cannot be told."""
    if len({one.part for one in severity if one is not None}) != 1:
        return {}
    return {name: rows + points_off(debate, name, severity) for name, rows in means.items()}


def _criterion(
    model: Model, table: _ReadingTable, criterion: str, level: Floats | None, seed: int
) -> CriterionAgreement:
    held = model.debate.criteria[criterion]
    means, records = table.means(criterion), table.records(criterion)
    counts = (~np.isnan(means)).sum(axis=0)
    readers = means[~np.isnan(means).all(axis=1)]  # who judged it at all
    together = pooled_mean(means, table.team)
    same = np.isclose(records, together, rtol=0.0, atol=ROUNDING * (held.scale[1] - held.scale[0]))
    records = np.where(same, together, records)  # so that ties are ties
    read = counts > 0
    return CriterionAgreement(
        id=criterion,
        title=held.title,
        scale=held.scale,
        readings=int(counts.sum()),
        theories=int((counts > 1).sum()),
        whole=int((counts == len(readers)).sum()),
        alpha=unless_nan(krippendorff_alpha(means)),
        interval=_interval(bootstrap_alpha(means, seed, criterion)),
        icc=unless_nan(icc_agreement(readers)),
        order=unless_nan(mean_over_pairs(means, spearman, FEWEST)),
        apart=unless_nan(within_sd(means)),
        spread=unless_nan(_spread(together[read])),
        records_order=_order(together[read], records[read]),
        records_spread=unless_nan(_spread(records[read])),
        outside=sum(1 for _ in table.outside(criterion)),
        alpha_level=None if level is None else unless_nan(krippendorff_alpha(level)),
        icc_consistency=unless_nan(icc_consistency(readers)),
    )


def _votes(panel: Panel, correlation: tuple[float, float] | None) -> Votes:
    team = np.array(panel.teams, dtype=np.int64)
    least, most = len(set(panel.teams)), len(team)
    if correlation is None:
        return Votes(least, most, None, None, None)
    shares = group_shares(np.ones((most, 1), dtype=bool), team)[:, 0]
    effective = effective_votes(grouped_correlation(team, *correlation), shares)
    return Votes(least, most, *correlation, effective)


def _order(one: Floats, other: Floats) -> float | None:
    return unless_nan(spearman(one, other)) if len(one) >= FEWEST else None


def _spread(values: Floats) -> float:
    return float(values.std(ddof=1)) if len(values) > 1 else float("nan")


def _interval(resampled: Floats) -> Interval | None:
    kept = resampled[~np.isnan(resampled)]
    return Interval(*map(float, np.quantile(kept, (0.05, 0.5, 0.95)))) if len(kept) else None
