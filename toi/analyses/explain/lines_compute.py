"""Lines of attack on one theory: what the arguments of each do together."""

from collections.abc import Iterator, Sequence

from toi.analyses.explain.result import ArgumentRow, LineRow
from toi.analyses.shared.session import Model


def lines_of_attack(model: Model, arguments: Sequence[ArgumentRow]) -> tuple[LineRow, ...]:
    """Put together the arguments of each line that acts on a theory, the heaviest line first."""
    found = list(_lines(model, arguments))
    return tuple(sorted(found, key=lambda row: (-abs(row.points), row.line)))


def _lines(model: Model, arguments: Sequence[ArgumentRow]) -> Iterator[LineRow]:
    members: dict[str, list[ArgumentRow]] = {}
    for row in arguments:
        if row.line is not None and row.criteria:
            members.setdefault(row.line, []).append(row)
    overlaps = model.rubric.rubric.overlap
    for name, rows in members.items():
        line = model.debate.lines[name]
        criteria: dict[str, float] = {}
        for row in rows:
            for criterion, points in row.criteria.items():
                criteria[criterion] = criteria.get(criterion, 0.0) + points
        yield LineRow(
            line=name,
            title=line.title,
            points=sum(row.points for row in rows),
            criteria=criteria,
            overlap=overlaps.of(line),
            basis=_overlap_basis(model, name),
            lines=model.debate.text_lines(line.claims),
            arguments=tuple(row.argument for row in rows),
        )


def _overlap_basis(model: Model, name: str) -> str:
    """Return what an overlap rests on; one that nobody gives is assumed."""
    recorded = model.debate.lines[name].overlap
    if name in model.rubric.rubric.overlap.lines:
        return "override"
    return "assumed" if recorded is None else recorded.basis


def weakest_basis(bases: Sequence[str]) -> str:
    """Return the weakest basis that something rests on."""
    order = ("stated", "override", "inferred", "judged", "assumed")
    return max(bases, key=order.index, default="inferred")
