"""Readings as a sheet with a row to each, as `sheet_document` reads it."""

import csv
import io
from collections.abc import Iterable

from toi.distribution import Distribution
from toi.io.matrix.column import GUARDED
from toi.io.yaml.emit import flow

FILE = "readings.csv"  # beside the folder of records that are made of them
Row = tuple[str, str, str, str, Distribution | None, str]


def long_sheet(rows: Iterable[Row]) -> str:
    """Return CSV with a row to each reading: reader, group, theory, criterion, law and reason.

    A cell that was left empty has no law. Where nobody gave a reason there is no column of reasons.
    """
    rows = list(rows)
    reasons = any(why for *_, why in rows)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["reader", "group", "theory", "criterion", "value", *["why"] * reasons])
    for reader, group, theory, criterion, law, why in rows:
        names = [_guarded(name) for name in (reader, group, theory, criterion)]
        writer.writerow([*names, _written(law), *[_guarded(why)] * reasons])
    return text.getvalue()


def _written(law: Distribution | None) -> str:
    """Write `7`, `3..7` for a uniform law, `3..5..7` for a PERT; others as records write them."""
    if law is None:
        return ""
    if law.family in ("point", "uniform", "pert"):
        return "..".join(f"{number:.12g}" for number in law.parameters)
    return flow(law.to_yaml())


def _guarded(name: str) -> str:
    """Mark text that a spreadsheet takes for a formula; reading takes the mark off."""
    return f"'{name}" if name.lstrip("'").startswith(GUARDED) else name
