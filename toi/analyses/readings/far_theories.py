"""Theories that a reader sees far otherwise than all the rest: which way, beside the others."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from toi.analyses.readings.panel import Panel
from toi.analyses.readings.readers import READERS, shares_of
from toi.analyses.readings.result import FarTheory, ReaderSeverity
from toi.engine.problem import Floats
from toi.records.debate import Debate


def far_theories(
    panel: Panel,
    debate: Debate,
    theories: Sequence[str],
    means: Mapping[str, Floats],
    severity: Sequence[ReaderSeverity | None],
) -> Iterator[FarTheory]:
    """Yield what was left out of each reader's severity, where two others at least judged it.

    Parameters
    ----------
    theories, means, severity
        As of `panel_readers`.
    """
    shares = shares_of(debate, means)
    for row, (reader, severe) in enumerate(zip(panel.readers, severity, strict=True)):
        for theory in () if severe is None else severe.without:
            column = theories.index(theory)
            said = np.array([rows[:, column] for rows in shares.values()])  # (C, R)
            both = ~np.isnan(said[:, row]) & ((~np.isnan(said)).sum(axis=1) > 1)
            over = said[both].mean(axis=0)  # of who judged all of these criteria
            others = np.delete(over, row)
            others = others[~np.isnan(others)]
            if len(others) < READERS - 1:
                continue
            yield FarTheory(
                reader=reader,
                theory=theory,
                criteria=tuple(name for name, told in zip(shares, both, strict=True) if told),
                share=float(over[row]),
                low=float(others.min()),
                high=float(others.max()),
                why=panel.whys.get((reader, theory)),
            )
