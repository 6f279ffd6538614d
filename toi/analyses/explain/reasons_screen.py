"""Table from the case to the score: by line of attack, its arguments in words as "of which"."""

from collections.abc import Iterator, Sequence

from toi.analyses.explain.result import AnswerRow, ArgumentRow, ExplainResult, LineRow
from toi.analyses.layout.screen import Screen
from toi.analyses.shared.format import count, lines_text, listed, probability, signed, whole
from toi.light_dataclass import dataclass

NARROW = 75  # columns
SMALL = 0.5  # points; what moves the score less is counted together
HEAVIEST = 3  # arguments against its peers that are named, and peers that they hit
PEERS = "as its peers fared where they were examined"
HANGS = "what it hangs on"
BASES = {"stated": "s", "inferred": "i", "assumed": "a", "override": "y"}

Cells = list[str]


@dataclass(frozen=True)
class Reason:
    """A reason of a score: a line of attack, or an argument that is in none."""

    line: LineRow | None
    arguments: tuple[ArgumentRow, ...]

    @property
    def points(self) -> float:
        """The points that it gives, or takes."""
        return sum(row.points for row in self.arguments)

    @property
    def title(self) -> str:
        """The point in words; that of the argument where it is alone in its line."""
        if self.line is None or len(self.arguments) == 1:
            return self.arguments[0].title
        return self.line.title

    @property
    def criteria(self) -> list[str]:
        """The criteria that it acts on, the most moved first."""
        moved: dict[str, float] = {}
        for row in self.arguments:
            for name, points in row.criteria.items():
                moved[name] = moved.get(name, 0.0) + points
        return sorted(moved, key=lambda name: -abs(moved[name]))


def case_in_words(result: ExplainResult) -> str:
    """Name what a score is before any argument."""
    proponent = result.provenance.words.proponent
    return f"its case, as its {proponent} puts it" if proponent else "before any argument"


def reasons(result: ExplainResult) -> list[Reason]:
    """Return what moves the score, the heaviest first."""
    acting = {row.argument: row for row in result.arguments if row.criteria}
    inside = {name for line in result.lines for name in line.arguments}
    found = [Reason(line, tuple(acting[a] for a in line.arguments)) for line in result.lines]
    found += [Reason(None, (row,)) for name, row in acting.items() if name not in inside]
    return sorted(found, key=lambda one: (-abs(one.points), one.arguments[0].argument))


def add_reasons(screen: Screen, result: ExplainResult, everything: bool) -> None:
    """Add the way from the case to the score: points in tenths, and what they come to, rounded."""
    rows = list(_rows(result, everything))
    heading = ["Points", "Total", "By line of attack", "Believed", "On"]
    heading += ["Lines", "Basis"]
    align = "rrlllll"
    cited = result.provenance.words.text is not None and any(row[5] for row in rows)
    if screen.page.width < NARROW or not cited:  # lines give way; every other form has them
        heading, *rows = ([*row[:5], row[6]] for row in (heading, *rows))
        align = "rrllll"
    screen.table(rows, heading, align, shrink=2, least=20, wrap=True)


def _rows(result: ExplainResult, everything: bool) -> Iterator[Cells]:
    yield [
        "",
        whole(result.case),
        case_in_words(result),
        "",
        "",
        lines_text(result.case_lines, 1),
    ] + [BASES[result.case_basis]]
    total, small = result.case, []
    for one in reasons(result):
        if abs(one.points) < SMALL and not everything:
            small.append(one)
            continue
        total += one.points
        yield from _reason(result, one, total, everything)
    if small:
        points = sum(one.points for one in small)
        total += points
        yield [*_step(points, total), f"{len(small)} smaller (--all)", *[""] * 4]
    if result.scrutiny:
        total += result.scrutiny
        yield [*_step(result.scrutiny, total), PEERS, *[""] * 4]
        yield from _peers(result, everything)
    if result.conditions:
        total += result.conditions
        text = f"{HANGS}: {listed(result.conditional_on, 3)}"
        yield [*_step(result.conditions, total), text, *[""] * 4]


def _step(points: float, total: float) -> Cells:
    return [signed(points, 1), whole(total)]


def _reason(result: ExplainResult, one: Reason, total: float, everything: bool) -> Iterator[Cells]:
    first = _step(one.points, total)
    if len(one.arguments) == 1:
        yield first + _argument(result, one.arguments[0], "", everything)
        yield from _answers(one.arguments[0], " ", everything)
        return
    assert one.line is not None
    cells = [_named(one.title, one.line.line, everything), "", _on(result, one.criteria)]
    yield [*first, *cells, lines_text(one.line.lines, 1), BASES[one.line.basis]]
    shown = [row for row in one.arguments if everything or abs(row.points) >= SMALL]
    shown = shown or list(one.arguments[:1])
    rest = one.arguments[len(shown) :]
    for row in shown:
        yield ["", "", *_argument(result, row, f"  {_part(row.points)} ", everything)]
        yield from _answers(row, "     ", everything)
    if rest:
        points = sum(row.points for row in rest)
        smaller = f"  {_part(points)} {count(len(rest), 'smaller one')} (--all)"
        yield ["", "", smaller, *[""] * 4]


def _argument(result: ExplainResult, row: ArgumentRow, lead: str, everything: bool) -> Cells:
    believed = probability(row.credence)
    if row.settled:
        believed += "!"
    elif probability(row.strength) != believed:
        believed += f">{probability(row.strength)}"
    strongest = sorted(row.criteria, key=lambda name: -abs(row.criteria[name]))
    text = lead + _named(row.title, row.argument, everything)
    return [text, believed, _on(result, strongest), lines_text(row.lines, 1), BASES[row.basis]]


def _answers(row: ArgumentRow, indent: str, everything: bool) -> Iterator[Cells]:
    """Yield what answers give back of an argument, in brackets: it is counted above."""
    for answer in row.answers:
        if everything or abs(answer.points) >= SMALL:
            yield ["", "", indent + _back(answer, everything), probability(answer.strength), ""] + [
                lines_text(answer.lines, 1),
                "",
            ]


def _back(answer: AnswerRow, everything: bool) -> str:
    title = _named(answer.title, answer.argument, everything)
    return f"({_part(answer.points)} back: {title})"


def _peers(result: ExplainResult, everything: bool) -> Iterator[Cells]:
    """Yield the heaviest of what a theory bears with its peers, and whom it was said against."""
    shown = result.peers if everything else result.peers[:HEAVIEST]
    rest = result.peers[len(shown) :]
    for row in shown:
        title = _named(row.title, row.argument, everything)
        text = f"  {_part(row.points)} {title} (against {listed(row.shorts, HEAVIEST)})"
        yield ["", "", text, *[""] * 4]
    if rest:
        points = sum(row.points for row in rest)
        yield ["", "", f"  {_part(points)} {len(rest)} more (--all)", *[""] * 4]


def _part(points: float) -> str:
    """Write the points of a part, as wide where they round to none."""
    return f"{signed(points, 1):>4}"


def _named(title: str, name: str, everything: bool) -> str:
    return f"{title} [{name}]" if everything else title


def _on(result: ExplainResult, names: Sequence[str]) -> str:
    heads = {label.id: label.head for label in result.criteria}
    return " ".join(heads[name] for name in names[:2]) + ("+" if len(names) > 2 else "")
