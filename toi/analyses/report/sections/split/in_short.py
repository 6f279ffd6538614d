"""What a page that begins with a split says of it in short."""

from collections.abc import Iterator

from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.unspent import points_above
from toi.analyses.portfolio.verdict import gain_in_full, synergies_verdict, worst_tenth
from toi.analyses.portfolio.wording.commitments import commitments_verdict
from toi.analyses.report.sections.split.today import best_moves


def in_short(split: PortfolioResult) -> Iterator[tuple[str, str]]:
    """Yield what a page that begins with a split says of it in short, by head."""
    if any(line.share > 0 for line in split.allocation):
        gains = [gain_in_full(split, other) for other in split.benchmarks if other.name != "equal"]
        brings = f"{what_it_brings(split)}: {'; '.join(gains)}."
        yield "What it brings", f"{brings} A score goes from 0 to 100 points."
        yield "If it goes badly", worst_tenth(split)
    fixed = commitments_verdict(split)
    if fixed:
        yield "Commitments", fixed
    together_ = synergies_verdict(split)
    if together_:
        yield "Synergies", together_
    if split.today is not None and split.moves:
        yield "Against today", best_moves(split)


def what_it_brings(split: PortfolioResult) -> str:
    """Write the points that a split brings, and above what."""
    return f"{points_above(split)}, on average over the budget"
