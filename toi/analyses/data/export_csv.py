"""A decision matrix as CSV, in the form that `toi data import` reads."""

import csv
import io

from toi.analyses.data.export_result import MatrixColumn, MatrixResult
from toi.analyses.layout.tables import guarded
from toi.analyses.shared.judgements.not_known import NOT_KNOWN
from toi.distribution import Distribution
from toi.io.matrix.cells.marks import doubtful_point


def matrix_csv(result: MatrixResult, comma: bool = False, delimiter: str | None = None) -> str:
    """Write a row of ids, the rows that speak of criteria, then a row to a theory.

    Parameters
    ----------
    comma : bool
        Whether to write decimal commas; cells are then parted by semicolons.
    """
    columns = result.columns
    parted = delimiter or (";" if comma else ",")

    def figure(value: float) -> str:
        plain = repr(float(value)).removesuffix(".0")
        if comma:
            return plain.replace(".", ",")
        # Among semicolons a point before three digits might part thousands.
        return f"{plain}0" if parted == ";" and doubtful_point(plain) else plain

    def cell(value: Distribution) -> str:
        match value.family:
            case "point" | "uniform" | "pert":
                return "..".join(map(figure, value.parameters))
        return str(value.to_yaml()).replace("'", "")

    def preference(column: MatrixColumn) -> str:
        function, parameters = column.preference or ("", ())
        return " ".join((function, *map(figure, parameters)))

    rows = [
        ["theory", "title", *(column.id for column in columns)],
        ["title", "", *(guarded(column.title) for column in columns)],
        ["direction", "", *(column.direction for column in columns)],
        ["scale", "", *("..".join(map(figure, column.scale)) for column in columns)],
        ["weight", result.weights_sure or "", *(figure(column.weight) for column in columns)],
    ]
    if not all(column.clip for column in columns):
        rows.append(["clip", "", *("yes" if column.clip else "no" for column in columns)])
    if any(column.preference for column in columns):
        rows.append(["preference", "", *map(preference, columns)])
    for row in result.rows:
        known = zip(columns, row.values, strict=True)
        cells = [NOT_KNOWN if one.id in row.not_known else cell(value) for one, value in known]
        rows.append([row.id, guarded(row.title), *cells])
    text = io.StringIO()
    csv.writer(text, delimiter=parted, lineterminator="\n").writerows(rows)
    return text.getvalue()
