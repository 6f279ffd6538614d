"""`toi data coverage`: whether every claim has a home, and what the numbers rest on."""

from collections import Counter
from collections.abc import Iterator
from typing import get_args

import numpy as np

from toi.analyses.data.citations import cited_by, claims_of
from toi.analyses.data.coverage_result import (
    CoverageResult,
    CriterionOverlap,
    KindCoverage,
    TheoryGround,
)
from toi.analyses.data.kind_pairs import pairs_won
from toi.analyses.data.wear import wear_of
from toi.analyses.shared.lookup import default_kind
from toi.analyses.shared.result import unless_nan
from toi.analyses.shared.session import Model
from toi.engine.comparison.correlation import correlation, effective_number
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.records.base import Basis
from toi.records.debate import EVERYTHING, Debate

FREE = ("meta", "definition")  # kinds that need no home


def run_coverage(model: Model) -> CoverageResult:
    """Count claims by kind and home, grounds by theory, and overlap between criteria."""
    debate = model.debate
    kinds = tuple(_kinds(debate))
    ranked = (default_kind(debate), EVERYTHING)
    return CoverageResult(
        provenance=model.opened.provenance(model.rubric),
        kinds=kinds,
        uncovered=sum(len(kind.uncovered) for kind in kinds),
        theories=tuple(_grounds(debate)),
        overlap=tuple(_overlap(model, kind) for kind in dict.fromkeys(ranked)),
        wear=tuple(wear for kind in dict.fromkeys(ranked) for wear in wear_of(model, kind)),
        pairs=tuple(pairs_won(model)),
        notes=model.notes,
    )


def _kinds(debate: Debate) -> Iterator[KindCoverage]:
    cited = cited_by(debate)
    claims = (debate.claims or {}).values()
    for kind in dict.fromkeys(claim.kind for claim in claims):
        members = [claim for claim in claims if claim.kind == kind]
        left = [claim for claim in members if claim.id not in cited]
        unsaid = [claim.id for claim in left if claim.unscored is None]
        free = len(unsaid) if kind in FREE else 0
        yield KindCoverage(
            kind=kind,
            claims=len(members),
            cited=len(members) - len(left),
            set_aside=len(left) - len(unsaid),
            free=free,
            uncovered=() if kind in FREE else tuple(unsaid),
        )


def _grounds(debate: Debate) -> Iterator[TheoryGround]:
    for name in debate.shown([EVERYTHING]):
        leaves = [debate.theories[leaf] for leaf in debate.leaves([name])]
        judgements = [j for leaf in leaves for j in leaf.judgements.values()]
        bases = Counter(str(judgement.basis) for judgement in judgements)
        records = {name: debate.theories[name], **{leaf.id: leaf for leaf in leaves}}
        yield TheoryGround(
            id=name,
            short=debate.theories[name].short,
            claims=len({claim for record in records.values() for claim in claims_of(record)}),
            arguments=len(debate.bearing_on(name)),
            named_by=debate.named_by(name),
            basis={basis: bases[basis] for basis in get_args(Basis)},
        )


def _overlap(model: Model, kind: str) -> CriterionOverlap:
    """Measure how far criteria say the same over the theories of a kind, after the arguments."""
    problem, debate = model.problem, model.debate
    shown = [problem.row[name] for name in debate.shown([kind])]
    order = [problem.criteria.index(name) for name in debate.criteria]
    cells = evaluate(problem, expected_inputs(problem)).cells[0][np.ix_(shown, order)]
    found = correlation(cells) if len(shown) > 2 else np.full((len(order), len(order)), np.nan)
    core = np.array([c.core for c in debate.criteria.values()])
    return CriterionOverlap(
        kind=kind,
        theories=len(shown),
        criteria=tuple(debate.criteria),
        correlation=tuple(tuple(unless_nan(v) for v in row) for row in found),
        effective=unless_nan(effective_number(found)),
        core=int(core.sum()),
        effective_core=unless_nan(effective_number(found[np.ix_(core, core)])),
    )
