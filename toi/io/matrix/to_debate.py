"""A decision matrix as the files of a workspace."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from toi.distribution import Distribution, figure, figures
from toi.io.ids import short_titles
from toi.io.matrix.column import Column
from toi.io.matrix.csv_sheet import shortened
from toi.io.matrix.decision_matrix import Matrix, SheetRow
from toi.io.matrix.named import without_brackets
from toi.io.templates import fill
from toi.io.yaml.emit import flow
from toi.records.fields.numbers import LARGEST
from toi.records.method import PARAMETERS

RUBRIC = "sheet"
SAMPLE = "matrix/arguments.yaml"
_SHORT = 26
_SAID = 6  # values in the case of an option
_SPREAD = 2.0  # standard deviations of what has no ends


def matrix_files(matrix: Matrix) -> dict[str, str]:
    """Make the files of a workspace from a decision matrix.

    Parameters
    ----------
    matrix : Matrix
        Criteria and theories, at least one of each.

    Returns
    -------
    dict from str to str
        Texts by path: what things are called, criteria, theories, a file for arguments to
        come, and a rubric with the weights.
    """
    return {
        "data/debate.yaml": fill("matrix/debate.yaml", title=flow(_name(matrix))),
        "data/criteria.yaml": fill(
            "matrix/criteria.yaml", sheet=_name(matrix), criteria=_criteria(matrix)
        ),
        "data/theories.yaml": fill(
            "matrix/theories.yaml", sheet=_name(matrix), theories=_theories(matrix)
        ),
        "data/arguments.yaml": _arguments(matrix),
        f"rubrics/{RUBRIC}.yaml": _rubric(matrix),
    }


def _criteria(matrix: Matrix) -> Iterator[str]:
    heads = _heads([column.title for column in matrix.columns])
    for number, column in enumerate(matrix.columns):
        low, high = scale_of(matrix, number)
        given = "" if column.scale else "  # the smallest and the largest in the sheet"
        given = "  # as the head of the column says" if column.scale_from_head else given
        yield f"  - id: {column.id}"
        yield f"    title: {flow(_with_unit(column))}"
        yield f"    short: {flow(heads[number])}"
        yield f"    question: {flow(f'{_in_unit(column)}s {_name(matrix)} has it')}"
        yield f"    direction: {column.direction}"
        yield f"    scale: {flow([low, high])}{given}"
        if not column.clip:
            yield "    clip: false"


def scale_of(matrix: Matrix, number: int) -> tuple[float, float]:
    """Return the scale of a column: as given, or the span of the values that are known."""
    values = (line.values[number] for line in matrix.lines)
    known = [value for value in values if value is not None]
    return matrix.columns[number].scale or _span(known)


def all_alike(matrix: Matrix, number: int) -> bool:
    """Tell whether all that is known of a column is one number."""
    known = {line.values[number] for line in matrix.lines} - {None}
    return len(known) == 1 and all(value is not None and value.is_point for value in known)


def _theories(matrix: Matrix) -> Iterator[str]:
    scales = [scale_of(matrix, number) for number in range(len(matrix.columns))]
    shorts = short_titles([line.title for line in matrix.lines], _SHORT)
    for line, short in zip(matrix.lines, shorts, strict=True):
        yield f"  - id: {line.id}"
        yield "    kinds: [listed]"
        yield f"    title: {flow(line.title)}"
        yield f"    short: {flow(short)}"
        yield f"    claim: {flow(line.title)}"
        yield f"    case: {flow(_case(matrix, line))}"
        if line.remarks:
            yield "    remarks:"
        for reader, remark in line.remarks.items():
            yield f"      {flow(reader)}: {flow(remark)}"
        yield "    judgements:"
        places = line.whys or [_place(matrix, line, column) for column in matrix.columns]
        each = zip(matrix.columns, line.values, scales, places, strict=True)
        for column, value, scale, place in each:
            judgement = (
                {"value": value.to_yaml(), "basis": "stated", "why": place}
                if value
                else {
                    "value": {"uniform": list(scale)},
                    "basis": "assumed",
                    "why": f"Not known, so the whole scale; {place}",
                }
            )
            yield f"      {column.id}: {flow(judgement)}"


def _case(matrix: Matrix, line: SheetRow) -> str:
    """Word the case of an option: what the sheet says of it, and where."""
    said = [
        f"{_with_unit(column)} {_in_words(value)}"
        for column, value in zip(matrix.columns, line.values, strict=True)
    ]
    more = [f"{len(said) - _SAID} more"] if len(said) > _SAID else []
    place = _name(matrix) if line.whys else f"{_name(matrix)}, {_nth(matrix, line)}"
    return f"{', '.join([*said[:_SAID], *more])} ({place})."


def _in_words(value: Distribution | None) -> str:
    if value is None:
        return "not known"
    if value.is_point:
        return figure(value.mean)
    low, high = _ends(value)
    return figures(low, high)


def _arguments(matrix: Matrix) -> str:
    return fill(
        SAMPLE,
        theory=flow(matrix.lines[0].title),
        criterion=flow(_with_unit(matrix.columns[0])),
    )


def is_sample(text: str) -> bool:
    """Tell whether a file of arguments still holds the sample and nothing else."""
    mark = "\0"
    shape = fill(SAMPLE, theory=mark, criterion=mark)
    return re.fullmatch(re.escape(shape).replace(re.escape(mark), ".*"), text) is not None


def _rubric(matrix: Matrix) -> str:
    weights = {column.id: column.weight for column in matrix.columns}
    given, name = None not in weights.values(), _name(matrix)
    title = f"The weights in {matrix.weighed_in}" if matrix.weighed_in else f"The weights of {name}"
    return fill(
        "matrix/rubric.yaml",
        id=RUBRIC,
        title=flow(title if given else f"{name}, all weights alike"),
        weights=[f"  {name}: {flow(1 if w is None else w)}" for name, w in weights.items()],
        sure=(matrix.sure or "roughly") if given else "unknown",
        method=_method(matrix),
    )


def _method(matrix: Matrix) -> Iterator[str]:
    """Write the preferences that the sheet asks for, if there are any."""
    chosen = {c.id: c.preference for c in matrix.columns if c.preference}
    if chosen:
        yield "method:  # as the preferences in the sheet ask"
        yield "  promethee2:"
    for criterion, one in chosen.items():
        parameters = {name: getattr(one, name) for name in PARAMETERS[one.function]}
        yield f"    {criterion}: {flow({'function': one.function, **parameters})}"


def _place(matrix: Matrix, line: SheetRow, column: Column) -> str:
    of = "row" if matrix.turned else "column"
    return f"{_name(matrix)}, {_nth(matrix, line)}, {of} {shortened(column.name)}"


def _nth(matrix: Matrix, line: SheetRow) -> str:
    """Word where an option stands; in a transposed sheet, which column is its own."""
    return f"column {line.cell}" if matrix.turned else f"line {line.line}"


def _name(matrix: Matrix) -> str:
    """Return the file's name, without its folder."""
    return shortened(matrix.name.replace("\\", "/").rsplit("/", 1)[-1], 60).strip("'\"")


def _with_unit(column: Column) -> str:
    """Return a title with its unit, unless the title names it itself."""
    named = not column.unit or column.unit.casefold() in column.title.casefold()
    return column.title if named else f"{column.title} ({column.unit})"


def _in_unit(column: Column) -> str:
    return f"In {column.unit}, a" if column.unit else "A"


def _heads(titles: Sequence[str]) -> list[str]:
    """Make names for the heads of tables: titles without their units, if that tells them apart."""
    bare = [without_brackets(title) or title for title in titles]
    times = Counter(head.casefold() for head in bare)
    told = [
        head if times[head.casefold()] == 1 else title
        for head, title in zip(bare, titles, strict=True)
    ]
    return short_titles(told, _SHORT)


def _span(values: Sequence[Distribution]) -> tuple[float, float]:
    """Return the smallest and the largest number; a column of one number gets room around it."""
    ends = [_ends(value) for value in values]
    low, high = min(a for a, _ in ends), max(b for _, b in ends)
    room = 0.0 if low < high else max(1.0, abs(low) / 2)
    return max(low - room, -LARGEST), min(high + room, LARGEST)


def _ends(value: Distribution) -> tuple[float, float]:
    """Return the ends of a law; where it has none, two standard deviations to each side."""
    if value.family == "mixture":
        ends = [_ends(law) for law in value.parts]
        return min(low for low, _ in ends), max(high for _, high in ends)
    if value.is_point or value.family not in ("normal", "lognormal"):
        return value.support
    middle, spread = value.parameters
    low, high = middle - _SPREAD * spread, middle + _SPREAD * spread
    if value.family == "normal":
        return low, high
    return math.exp(low), max(math.exp(high), value.mean)
