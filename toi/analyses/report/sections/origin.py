"""The section on the page's origin, with the command that makes it again."""

import shlex

from toi.analyses.report.html import bullets, paragraphs, tag, together
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.parts import Section
from toi.analyses.report.tables import columns, table


def origin(result: ReportResult) -> Section:
    """Name version, data, rubrics, seed and draws."""
    made = result.provenance
    facts = [
        ["Program", f"toi {made.version}"],
        ["Data", f"{made.data}, digest {made.data_digest}"],
        *(
            [
                f"Position {one.label.name}",
                f"{one.label.title}, " * one.label.has_title
                + f"digest {one.label.digest}"
                + "".join(f", set {setting}" for setting in one.label.set),
            ]
            for one in result.positions
        ),
        [
            "Draws",
            f"{made.draws:,}, for ranking and chances alike, from seed {made.seed}"
            if made.draws
            else "none",
        ],
    ]
    body = together(
        [
            paragraphs("The page was made by this command, and is made again by it:"),
            tag("pre", tag("code", command(result))),
            table("What it was made from", columns("What", "Which"), facts, stacked=True),
            bullets(f"{note}." for note in result.notes),
        ]
    )
    return Section("origin", "Where this comes from", body)


def command(result: ReportResult) -> str:
    """Return the command that makes the page again."""
    made, request = result.provenance, result.request
    labels = [one.label for one in result.positions]
    asked = [] if len(labels) == 1 and labels[0].unsaid else [label.asked for label in labels]
    parts = ["toi", "report", *asked]
    parts += ["--data", made.data] if made.data not in ("shipped", "data") else []
    parts += [part for setting in labels[0].set for part in ("--set", setting)]  # in each the same
    lines = shlex.split(result.split.lines_asked) if result.split else []
    named = {"--kind", "--only", "--without"}.intersection(lines)
    parts += ["--kind", ",".join(made.kinds)] if made.kinds and not named else []
    parts += ["--portfolio"] if request.portfolio_first else []
    parts += [*lines, *(shlex.split(result.split.limits_asked) if result.split else [])]
    current = result.split.current if result.split else None
    parts += ["--current", current] if current not in (None, "none") else []
    if request.credence:
        parts += ["--credence", ",".join(f"{share:g}" for share in request.credence)]
    parts += ["--budget", request.budget] if request.budget else []
    parts += ["--title", request.title] if request.title else []
    parts += ["--by", request.by] if request.by else []
    parts += ["--choose", str(request.choose)] if request.choose else []
    parts += ["--seed", str(made.seed)] if made.seed else []
    return shlex.join(parts)
