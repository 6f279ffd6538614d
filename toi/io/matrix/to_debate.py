"""A decision matrix as the files of a workspace."""

import json
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

from toi.distribution import Distribution
from toi.io.debate.json_schema import modeline
from toi.io.matrix.column import Column
from toi.io.matrix.csv_sheet import shortened
from toi.io.matrix.read import Matrix, MatrixRow
from toi.records.base import LARGEST
from toi.records.method import PARAMETERS

RUBRIC = "sheet"
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 _()/.+-]*[A-Za-z0-9)]|[A-Za-z]")
_WORDS = ("null", "true", "false", "yes", "no", "on", "off")  # not text, or not everywhere
_SHORT, _HEAD = 26, 10
_SPREAD = 2.0  # standard deviations of what has no ends


def matrix_files(matrix: Matrix) -> dict[str, str]:
    """Criteria, theories, a file for arguments to come, and a rubric with the weights."""
    return {
        "data/criteria.yaml": _criteria(matrix),
        "data/theories.yaml": _theories(matrix),
        "data/arguments.yaml": _arguments(matrix),
        f"rubrics/{RUBRIC}.yaml": _rubric(matrix),
    }


def _criteria(matrix: Matrix) -> str:
    lines = [
        modeline("criteria") + "schema: toi/criteria/1",
        f"# From {_name(matrix)}, a criterion to a column. A scale that it does not give goes from",
        "# the smallest to the largest number of the column: the worst there counts 0, the best 1.",
        "# Write the ends that mean something to you; values off the scale are errors.",
        "criteria:",
    ]
    heads = _heads([column.title for column in matrix.columns])
    for number, column in enumerate(matrix.columns):
        low, high = column.scale or _span([line.values[number] for line in matrix.lines])
        given = "" if column.scale else "  # the smallest and the largest in the sheet"
        lines += [
            f"  - id: {column.id}",
            f"    title: {text(column.title)}",
            f"    short: {text(heads[number])}",
            f"    question: {text(f'{_in_unit(column)}s {_name(matrix)} has it')}",
            f"    direction: {column.direction}",
            f"    scale: [{figure(low)}, {figure(high)}]{given}",
        ]
        if not column.clip:
            lines.append("    clip: false")
    return "\n".join(lines) + "\n"


def _theories(matrix: Matrix) -> str:
    lines = [
        modeline("theories") + "schema: toi/theories/1",
        f"# From {_name(matrix)}, a theory to a row. Claims and cases are yours to write.",
        "theories:",
    ]
    for line in matrix.lines:
        lines += [
            f"  - id: {line.id}",
            "    kinds: [listed]",
            f"    title: {text(line.title)}",
            f"    short: {text(_cut(line.title, _SHORT))}",
            f"    claim: {text(line.title)}",
            f"    case: {text(f'As {_name(matrix)} has it, line {line.line}.')}",
            "    judgements:",
            *_judgements(matrix, line),
        ]
    return "\n".join(lines) + "\n"


def _judgements(matrix: Matrix, line: MatrixRow) -> Iterator[str]:
    for column, value in zip(matrix.columns, line.values, strict=True):
        why = f"{_name(matrix)}, line {line.line}, column {shortened(column.name)}"
        written = _flow(value.to_yaml())
        yield f"      {column.id}: {{value: {written}, basis: stated, why: {text(why)}}}"


def _arguments(matrix: Matrix) -> str:
    theory, criterion = matrix.lines[0].id, matrix.columns[0]
    effect = "raises" if criterion.direction == "cost" else "lowers"
    example = f"""\
# What is said for and against; a new import leaves this file alone. To begin, remove the []
# and the first mark of each line below it.
arguments: []
#  - id: seen-otherwise
#    kind: critique              # critique, support or rebuttal
#    title: It was otherwise where it was tried
#    gist: What the sheet says has not been seen anywhere.
#    speaker: somebody
#    credence: {{value: [0.3, 0.7], basis: assumed, why: "Not looked into yet."}}
#    effects:
#      - on: [{theory}]
#        criterion: {criterion.id}
#        {effect}: 0.25
#        basis: inferred
#        why: A quarter of the way to the bad end.
"""
    return modeline("arguments") + "schema: toi/arguments/1\n" + example


def _rubric(matrix: Matrix) -> str:
    weights = [column.weight for column in matrix.columns]
    given = all(weight is not None for weight in weights)
    title = f"The weights of {_name(matrix)}" if given else f"{_name(matrix)}, all weights alike"
    lines = [
        modeline("rubric") + "schema: toi/rubric/1",
        f"id: {RUBRIC}",
        f"title: {text(title)}",
        "# A new import writes this file anew. Keep what you value and believe in one of your own",
        f"# beside it: `extends: {RUBRIC}`, then only what differs.",
        "weights:",
    ]
    for column, weight in zip(matrix.columns, weights, strict=True):
        lines.append(f"  {column.id}: {figure(1.0 if weight is None else weight)}")
    sure = "roughly" if given else "unknown"
    lines.append(f"weights_sure: {sure}  # exactly | roughly | order | unknown")
    chosen = {c.id: c.preference for c in matrix.columns if c.preference}
    if chosen:
        lines += ["method:  # as the preferences in the sheet ask", "  promethee2:"]
        for criterion, one in chosen.items():
            takes = PARAMETERS[one.function]
            parts = [f"function: {one.function}"]
            parts += [f"{name}: {figure(getattr(one, name))}" for name in takes]
            lines.append(f"    {criterion}: {{{', '.join(parts)}}}")
    return "\n".join(lines) + "\n"


def _name(matrix: Matrix) -> str:
    """The file's name, without its folder."""
    return shortened(matrix.name.replace("\\", "/").rsplit("/", 1)[-1], 60).strip("'\"")


def _in_unit(column: Column) -> str:
    return f"In {column.unit}, a" if column.unit else "A"


def _heads(titles: Sequence[str]) -> list[str]:
    """Short names for the heads of tables: first words, where these tell them apart."""
    first = [_first_words(title) for title in titles]
    return [
        _cut(title, _SHORT) if first.count(head) > 1 else head
        for head, title in zip(first, titles, strict=True)
    ]


def _first_words(title: str) -> str:
    head = title[: _HEAD + 1]
    if len(title) > _HEAD:
        head = head.rsplit(" ", 1)[0] if " " in head else f"{head[: _HEAD - 1]}."
    return head.rstrip(" ,;:(-") or title[:_HEAD]


def _cut(title: str, most: int) -> str:
    return title if len(title) <= most else title[: most - 3].rstrip() + "..."


def _span(values: Sequence[Distribution]) -> tuple[float, float]:
    """From the smallest to the largest number; a column of one number gets room around it."""
    ends = [_ends(value) for value in values]
    low, high = min(a for a, _ in ends), max(b for _, b in ends)
    room = 0.0 if low < high else max(1.0, abs(low) / 2)
    return max(low - room, -LARGEST), min(high + room, LARGEST)


def _ends(value: Distribution) -> tuple[float, float]:
    """The ends of a range; of what has none, two standard deviations to each side."""
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


def figure(value: float) -> str:
    """A number as YAML and CSV read it back."""
    return repr(float(value)).removesuffix(".0")


def _flow(value: Any) -> str:
    """A value as records write it, on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case _:
            return figure(value)


def text(words: str) -> str:
    """Words as a YAML scalar, quoted where they need it."""
    if _PLAIN.fullmatch(words) and words.casefold() not in _WORDS:
        return words
    return json.dumps(words, ensure_ascii=False)
