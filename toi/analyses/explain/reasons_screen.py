"""Table from the case to the score: by line of attack, its arguments in words as "of which"."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate

from toi.analyses.explain.lines_compute import weakest_basis
from toi.analyses.explain.result import AnswerRow, ArgumentRow, ExplainResult, LineRow, PeerRow
from toi.analyses.layout.screen import Screen
from toi.analyses.shared.format import count, lines_text, listed, probability, rounded, signed
from toi.analyses.shared.letters import columns_of
from toi.analyses.shared.rounding import in_tenths
from toi.light_dataclass import dataclass

NARROW = 75  # columns
SMALL = 0.5  # points; what moves the score less is counted together
NAMED_ON, MOST_ON = 2, 24  # criteria that are named beside an argument, and their columns
HEAVIEST = 3  # arguments against its peers that are named, and peers that they hit
PEERS = "as its peers fared where they were examined"
HANGS = "what it hangs on"
BASES = {"stated": "s", "inferred": "i", "judged": "j", "assumed": "a", "override": "y"}

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


def in_tenths_from_case(result: ExplainResult, steps: Sequence[float]) -> list[tuple[float, float]]:
    """Round the case and the steps from it to tenths, each with what it comes to: the score."""
    tenths = [round(result.case, 1), *in_tenths(steps, moved_in_tenths(result))]
    return list(zip(tenths, accumulate(tenths), strict=True))


def moved_in_tenths(result: ExplainResult) -> float:
    """Return by how much all steps together move the case, as both are written."""
    return round(result.score, 1) - round(result.case, 1)


def add_reasons(screen: Screen, result: ExplainResult, everything: bool) -> None:
    """Add the way from the case to the score, in tenths that add up."""
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
    """Yield the case, and under each step what it is made of."""
    steps = list(_steps(result, everything))
    (case, _), *reached = in_tenths_from_case(result, [step.points for step in steps])
    named = [case_in_words(result), "", "", lines_text(result.case_lines, 1)]
    yield ["", rounded(case, 1), *named, BASES[result.case_basis]]
    for step, (points, total) in zip(steps, reached, strict=True):
        yield [signed(points, 1), rounded(total, 1), *step.cells]
        for cells in step.parts(points):
            yield ["", "", *cells]


@dataclass(frozen=True)
class _Step:
    """A step from the case to the score: the cells behind its points, and the rows under it.

    `parts` makes these of the points as they are written, to which they add up.
    """

    points: float
    cells: Cells
    parts: Callable[[float], Iterable[Cells]] = lambda points: ()


def _steps(result: ExplainResult, everything: bool) -> Iterator[_Step]:
    small = []
    for one in reasons(result):
        if abs(one.points) < SMALL and not everything:
            small.append(one)
        else:
            yield _reason(result, one, everything)
    if small:
        points = sum(one.points for one in small)
        yield _Step(points, _words(f"{len(small)} smaller (--all)"))
    if result.scrutiny:
        yield _Step(result.scrutiny, _words(PEERS), partial(_peers, result, everything))
    if result.conditions:
        text = f"{HANGS}: {listed(result.conditional_on, 3)}"
        yield _Step(result.conditions, _words(text))


def _words(text: str) -> Cells:
    return [text, *[""] * 4]


def _reason(result: ExplainResult, one: Reason, everything: bool) -> _Step:
    if len(one.arguments) == 1:
        [row] = one.arguments
        cells = _argument(result, row, "", everything)
        return _Step(one.points, cells, lambda points: _answers(row, " ", everything))
    assert one.line is not None
    cells = [
        _named(one.title, one.line.line, everything),
        "",
        heads_on(result, one.criteria),
    ]
    basis = weakest_basis([one.line.basis, *(row.basis for row in one.arguments)])
    cells += [lines_text(one.line.lines, 1), BASES[basis]]
    return _Step(one.points, cells, partial(_inside, result, one, everything))


def _inside(result: ExplainResult, one: Reason, everything: bool, points: float) -> Iterator[Cells]:
    """Yield the arguments of a line of attack, which add up to its `points`."""
    shown = [row for row in one.arguments if everything or abs(row.points) >= SMALL]
    shown = shown or list(one.arguments[:1])
    rest = one.arguments[len(shown) :]
    parts = _parts(shown, rest, points)
    for row, part in zip(shown, parts, strict=False):
        yield _argument(result, row, f"  {part} ", everything)
        yield from _answers(row, "     ", everything)
    if rest:
        yield _words(f"  {parts[-1]} {count(len(rest), 'smaller one')} (--all)")


def _parts(
    shown: Sequence[ArgumentRow | PeerRow], rest: Sequence[ArgumentRow | PeerRow], whole: float
) -> list[str]:
    """Write the points of each that is shown, and of the rest together, so that they add up."""
    points = [row.points for row in shown] + [sum(row.points for row in rest)] * bool(rest)
    return [_part(tenths) for tenths in in_tenths(points, whole)]


def _argument(result: ExplainResult, row: ArgumentRow, lead: str, everything: bool) -> Cells:
    believed = f"{probability(row.credence)}!" if row.settled else _believed(row)
    strongest = sorted(row.criteria, key=lambda name: -abs(row.criteria[name]))
    text = lead + _named(row.title, row.argument, everything)
    return [
        text,
        believed,
        heads_on(result, strongest),
        lines_text(row.lines, 1),
        BASES[row.basis],
    ]


def _believed(row: ArgumentRow | AnswerRow) -> str:
    """Write how far an argument is believed, and behind it how far after the replies to it."""
    before, after = probability(row.credence), probability(row.strength)
    return before if before == after else f"{before}>{after}"


def _answers(row: ArgumentRow, indent: str, everything: bool) -> Iterator[Cells]:
    """Yield what answers give back of an argument, in brackets: it is counted above."""
    for answer in row.answers:
        if everything or abs(answer.points) >= SMALL:
            lines = lines_text(answer.lines, 1)
            yield [indent + _back(answer, everything), _believed(answer), "", lines, ""]


def _back(answer: AnswerRow, everything: bool) -> str:
    title = _named(answer.title, answer.argument, everything)
    return f"({_part(answer.points)} back: {title})"


def _peers(result: ExplainResult, everything: bool, points: float) -> Iterator[Cells]:
    """Yield the heaviest of what a theory bears with its peers, and whom it was said against."""
    shown = result.peers if everything else result.peers[:HEAVIEST]
    rest = result.peers[len(shown) :]
    parts = _parts(shown, rest, points)
    for row, part in zip(shown, parts, strict=False):
        title = _named(row.title, row.argument, everything)
        yield _words(f"  {part} {title} (against {listed(row.shorts, HEAVIEST)})")
    if rest:
        yield _words(f"  {parts[-1]} {len(rest)} more (--all)")


def _part(points: float) -> str:
    """Write the points of a part, as wide where they round to none."""
    return f"{signed(points, 1):>4}"


def _named(title: str, name: str, everything: bool) -> str:
    return f"{title} [{name}]" if everything else title


def heads_on(result: ExplainResult, names: Sequence[str], most: int = NAMED_ON) -> str:
    """Return the heads of the criteria that are acted on, as many as there is room for."""
    heads = {label.id: label.head for label in result.criteria}
    ends = accumulate(columns_of(heads[name]) + 1 for name in names[:most])
    told = max(sum(end <= MOST_ON for end in ends), 1)
    return " ".join(heads[name] for name in names[:told]) + ("+" if len(names) > told else "")
