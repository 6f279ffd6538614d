"""What gets so little by some rule that it may be of no use, in words."""

from toi.analyses.portfolio.shown import amount_text, words_of_lines
from toi.analyses.portfolio.wording.small import LITTLE
from toi.analyses.portfolio.worldviews.result import WorldviewsResult
from toi.analyses.portfolio.worldviews.shown import HEADS, compromise_amounts
from toi.analyses.shared.format import listed


def small_told(result: WorldviewsResult) -> str | None:
    """Name lines whose money may be too little under some rule; None where there are none."""
    if result.amount is None:
        return None
    by_rule = {HEADS[one.rule]: compromise_amounts(result, one) for one in result.compromises}
    told = []
    for name, title in result.titles.items():
        if result.bounds.get(name, (0.0, 1.0))[0] > 0:  # as was asked for
            continue
        small = [
            f"{rule} {amount_text(result, amounts[name])}"
            for rule, amounts in by_rule.items()
            if 0 < amounts.get(name, 0.0) < LITTLE * result.amount
        ]
        told += [f"{title} ({', '.join(small)})"] if small else []
    return f"Little goes to {listed(told)}" if told else None


def how_to_have_none(result: WorldviewsResult) -> str:
    """Say which options leave no money that is too little where several have a say."""
    words = words_of_lines(result.provenance.words, result.line_kinds.values())
    return (
        f"--without X leaves {words.an_one} out, --floor X=AMOUNT gives it enough; that each gets "
        "so much or nothing (--min-grant) can be asked of one rubric alone"
    )
