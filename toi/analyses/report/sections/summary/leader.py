"""The leader: reasons for its lead, and changes that would end it."""

from collections.abc import Mapping, Sequence

from toi.analyses.explain.result import ExplainResult
from toi.analyses.flips.result import Changing, Flip
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.change import flip_value
from toi.analyses.report.sections.parts import ahead_by, criterion_titles
from toi.analyses.sensitivity.result import SensitivityResult
from toi.analyses.shared.format import count, listed, per_cent, signed
from toi.analyses.shared.verdict import gate_in_doubt


def why_it_leads(result: ReportResult) -> str:
    """Say on what the leader scores most, against all and against the second, if one is let in."""
    first, *others = (entry.explained for entry in result.theories)
    means = {row.criterion: row.mean for row in first.by_criterion}
    told = [_ahead(result, result.shorts[first.id], (first, *others), "the mean of all", means)]
    if others and _gated(result, others[0].id):
        told.append("It is the only one that no gate excludes.")
    elif others:
        points = {row.criterion: row.points for row in others[0].by_criterion}
        whom = f"the second, {result.shorts[others[0].id]}"
        told.append(_ahead(result, "It", (first, others[0]), whom, points))
    return " ".join(told)


def _gated(result: ReportResult, theory: str) -> bool:
    return any(row.gated for row in result.score.results if row.id == theory)


def _ahead(
    result: ReportResult,
    name: str,
    held: Sequence[ExplainResult],
    whom: str,
    theirs: Mapping[str, float],
) -> str:
    """Say on which criteria the first is most ahead, of those that bear on all that are held."""
    titles, rows = criterion_titles(result), held[0].by_criterion
    out = {row.criterion for one in held for row in one.by_criterion if not row.bears}
    ahead = ahead_by(held[0], [theirs[row.criterion] for row in rows])
    apart = [
        (points, row.criterion)
        for row, points in zip(rows, ahead, strict=True)
        if row.criterion not in out
    ]
    best = [(points, titles[on]) for points, on in sorted(apart)[::-1] if points >= 0.5][:2]
    parts = [f"{title} ({signed(points, 1)} points)" for points, title in best]
    both = "both are" if len(held) == 2 else "all are"
    where = f" of what {both} judged on" if out else ""
    told = f"{name} is ahead of {whom}, most on {' and '.join(parts)}{where}."
    if not best:
        told = f"On no criterion that {both} judged on is it a point ahead of {whom}."
    missing = [titles[row.criterion] for row in rows if row.criterion in out]
    if len(held) != 2 or not missing:
        return told
    verb = "is" if len(missing) == 1 else "are"
    return f"{told} {listed(missing, 8)} {verb} left out for one of the two: nothing to compare."


def what_would_change(result: ReportResult, doubts: SensitivityResult) -> str:
    """Say how many numbers could each alone put another first, and which are nearest to that."""
    changing = doubts.changing
    if changing is None or not changing.flips:
        return "No single weight, belief or judgement puts another first."
    searched = sum(changing.searched.values())
    least = [changing.least(kind) for kind in ("weight", "credence")]
    nearest = "; ".join(_flip_in_words(result, flip) for flip in least if flip)
    part = len(changing.flips) / searched
    return (
        f"Of {searched:,} {_kinds_searched(changing)}, {len(changing.flips)} "
        f"({per_cent(part)}) would put another first if that one alone were changed far enough"
        f"{_how_firm(result, changing)}{f'. The nearest: {nearest}' if nearest else ''}."
    )


def _kinds_searched(changing: Changing) -> str:
    """Name the kinds of numbers that were turned: where there are no arguments, no beliefs."""
    called = {"weight": "weights", "credence": "beliefs", "judgement": "judgements"}
    named = [called.get(kind, f"{kind}s") for kind, n in changing.searched.items() if n]
    return listed(named, len(named))


def _how_firm(result: ReportResult, changing: Changing) -> str:
    """Call a lead firm where nothing is level with it; sturdy if no number's range turns it.

    Neither where gates are not sure of all.
    """
    first = result.score.results[0]
    doubted = any(gate_in_doubt(row.p_gated) for row in result.score.results)
    if not result.score.level and not doubted:
        turning = len(changing.turning)
        of = f"{turning or 'none'} of {count(len(changing.tornado), 'number')} that move"
        lead = "fairly firm" if turning else "sturdy"
        return f": a {lead} lead, for {of} it can do so within what is thought possible"
    otherwise = per_cent(1 - first.p_first)
    return f"; all that is uncertain, taken together, does so in {otherwise} of draws"


def _flip_in_words(result: ReportResult, flip: Flip) -> str:
    """Say what would have to be otherwise for whom to lead."""
    leads, to = result.shorts.get(flip.new_leader, flip.new_leader), flip_value(flip, flip.rounded)
    now = flip_value(flip, flip.from_)
    if flip.what == "weight":
        return f"{criterion_titles(result)[flip.id]} at {to} (now {now}), then {leads} leads"
    titles = {one.id: one.title for one in result.arguments}
    return f"“{titles.get(flip.id, flip.id)}” believed {to} (now {now}), then {leads} leads"
