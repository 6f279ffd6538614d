"""Judgements with the severity of their readers taken off, where that is asked for."""

import math
from collections.abc import Sequence
from dataclasses import replace

from toi.analyses.readings.panel import Panel, read_panel
from toi.analyses.readings.readers import points_off, reader_means, reader_severities
from toi.analyses.readings.result import ReaderSeverity
from toi.analyses.shared.format import listed, signed
from toi.distribution import MIXTURE, Distribution, point
from toi.errors import usage
from toi.io.readings.read import SheetOptions
from toi.records.debate import Debate
from toi.records.theory import Criterion

LEAST = 0.005  # of the scale; what is less is not mentioned


def panel_to_pool(
    debate: Debate,
    files: Sequence[str],
    view: str | None,
    options: SheetOptions,
    correct_severity: bool,
) -> Panel:
    """Read the judgements of several readers that are to be put together, as `read_panel`.

    Parameters
    ----------
    correct_severity : bool
        Whether the severity of readers is taken off.
    """
    panel = read_panel(debate, files, view, options=options)
    return without_severity(panel, debate) if correct_severity else panel


def without_severity(panel: Panel, debate: Debate) -> Panel:
    """Return a panel whose readers are all as severe as they are on average.

    What a reader judges moves by one share of the scale, the same on all criteria, and stays on
    the scale; which order the reader sees stays, up to the ends of the scale.

    Raises
    ------
    toi.InputErrors
        If no chain of common cells joins the readers, or a law cannot be moved.
    """
    severity = _panel_severity(panel, debate)
    _refuse_apart(panel, severity)
    row = {reader: number for number, reader in enumerate(panel.readers)}
    read = dict.fromkeys(criterion for _, _, criterion in panel.laws)
    off = {criterion: points_off(debate, criterion, severity)[:, 0] for criterion in read}
    laws = {
        (reader, theory, criterion): _moved(
            law, float(off[criterion][row[reader]]), _limits(debate.criteria[criterion])
        )
        for (reader, theory, criterion), law in panel.laws.items()
    }
    return replace(panel, laws=laws, severity_off=_said(panel, severity, debate))


def clearly_severe(panel: Panel, debate: Debate) -> dict[str, float]:
    """Return the readers whose severity is clear of chance, with it, the furthest first."""
    each = zip(panel.readers, _panel_severity(panel, debate), strict=True)
    clear = {reader: one.value for reader, one in each if one is not None and one.clear}
    return dict(sorted(clear.items(), key=lambda pair: -abs(pair[1])))


def _panel_severity(panel: Panel, debate: Debate) -> Sequence[ReaderSeverity | None]:
    """Tell how severe each reader of a panel is, as `reader_severities`."""
    theories = [t for t in debate.theories if any(t == read for _, read, _ in panel.laws)]
    criteria = [c for c in debate.criteria if any(c == read for _, _, read in panel.laws)]
    if not criteria:
        return [None] * len(panel.readers)
    means = {criterion: reader_means(panel, theories, criterion) for criterion in criteria}
    return reader_severities(debate, theories, means)


def _refuse_apart(panel: Panel, severity: Sequence[ReaderSeverity | None]) -> None:
    parts: dict[int | None, list[str]] = {}
    for reader, one in zip(panel.readers, severity, strict=True):
        parts.setdefault(None if one is None else one.part, []).append(reader)
    if len(parts) > 1 or None in parts:
        apart = "; ".join(listed(names) for names in parts.values())
        message = f"no chain of common cells joins all readers ({apart})"
        raise usage(f"{message}: who of them is severe cannot be told", "no-common-cells")


def _moved(law: Distribution, by: float, limits: tuple[float, float]) -> Distribution:
    """Return the law of what is judged plus `by`, its ends within limits."""
    match law.family:
        case "point" | "uniform" | "triangular" | "pert":
            ends = tuple(
                float(f"{min(max(value + by, limits[0]), limits[1]):.6g}")
                for value in law.parameters
            )
            return point(ends[0]) if ends[0] == ends[-1] else Distribution(law.family, ends)
        case "normal":
            mean = min(max(law.parameters[0] + by, limits[0]), limits[1])
            return Distribution("normal", (mean, law.parameters[1]))
        case "mixture":
            inner = tuple(_moved(one, by, limits) for one in law.components)
            return Distribution(MIXTURE, law.parameters, components=inner)
        case family:
            message = f"severity cannot be taken off a {family} law; write low, mode and high"
            raise usage(message, "cannot-move")


def _limits(criterion: Criterion) -> tuple[float, float]:
    return criterion.scale if criterion.clip else (-math.inf, math.inf)


def _said(panel: Panel, severity: Sequence[ReaderSeverity | None], debate: Debate) -> str:
    moved = [
        f"{reader} {signed(100 * one.value)}"
        for reader, one in zip(panel.readers, severity, strict=True)
        if one is not None and abs(one.value) >= LEAST
    ]
    said = "severity is taken off, in % of the scale beside the mean of all"
    said = f"{said}: {', '.join(moved) or 'there is none'}"
    odd = [
        f"{reader} says of {debate.theories[name].short}"
        for reader, one in zip(panel.readers, severity, strict=True)
        if one is not None
        for name in one.without
    ]
    return f"{said}; found without what {listed(odd)}, far from the reader's rest" if odd else said
