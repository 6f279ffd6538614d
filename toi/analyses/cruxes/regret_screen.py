"""What choosing now costs, and whose numbers decide: lines, a screen and a table."""

import math

from toi.analyses.cruxes.result import Regrets
from toi.analyses.shared.page import GLUE, Page, columns, count, cut
from toi.analyses.shared.percent import measured, per_cent, per_cent_error
from toi.analyses.shared.provenance import options, provenance_line, ranked_options
from toi.analyses.shared.result import Provenance
from toi.analyses.shared.tables import Table

BASES = {"yours": "the rubric's own", "assumed": "assumed by us"}


def regret_lines(found: Regrets, page: Page) -> list[str]:
    """The overview's lines: regret, winner's curse, whose numbers."""
    texts = (_regret(found), _curse(found), basis_line(found))
    return "\n".join(map(page.fill, texts)).split("\n")


def _regret(found: Regrets) -> str:
    own = next(one for one in found.choices if one.id == found.leader)
    if own.interval.p95 == own.regret == 0:
        return f"Picking {own.id} now loses nothing against hindsight in any draw."
    often = f", {own.interval.p95:.0f} or more in one draw of twenty"
    text = (
        f"Picking {own.id} now loses {measured(own.regret, own.standard_error)} points on average "
        f"against hindsight{often if own.interval.p95 >= 0.5 else ''}; it is the best pick in "
        f"{per_cent(own.p_best)}."
    )
    best = found.choices[0]
    if best.id != own.id and own.regret - best.regret > 2 * own.standard_error:
        text += f" Picking {best.id} loses less: {best.regret:.1f}."
    return text


def _curse(found: Regrets) -> str:
    """The winner's curse, said as what it is: another way to read the ranges."""
    curse = found.winners_curse
    if curse.factor != curse.factor:
        return "Nothing varies, so there is no winner's curse."
    if math.isnan(curse.factor_error):
        return "One draw tells nothing of the winner's curse."
    if curse.factor == 0.0:
        return (
            f"Winner's curse: {curse.reading}, the scores differ by no more than such errors "
            f"would make them, and its {curse.score:.0f} is worth no more than the mean of all, "
            f"{curse.mean:.0f}."
        )
    return (
        f"Winner's curse: {curse.reading}, its {curse.score:.0f} would be nearer "
        f"{curse.shrunk:.0f} (mean of all {curse.mean:.0f}, {100 * curse.factor:.0f} % of the "
        f"distance left, +-{per_cent_error(curse.factor_error)})."
    )


def basis_line(found: Regrets) -> str:
    """Whose numbers make the lead vary."""
    shares = found.variance_by_basis
    shown = {name: one for name, one in shares.items() if one.share > 0.0}
    if found.draws == 1:
        return "One draw does not tell how the lead varies."
    if not shown:
        return "Whose numbers: the lead does not vary."
    error = max(one.standard_error for one in shown.values())
    parts = ", ".join(
        f"{BASES.get(name, name)} {per_cent(one.share)}" for name, one in shown.items()
    )
    return f"Whose numbers make the lead vary: {parts} (+-{per_cent_error(error)})."


def regret_screen(
    found: Regrets, made: Provenance, page: Page, top: int | None = None, granted: str = ""
) -> str:
    """Regret of every choice for people; `granted` says what is taken for granted."""
    rows = [
        [
            one.id,
            one.title,
            f"{one.score:.0f}",
            per_cent(one.p_best),
            measured(one.regret, one.standard_error),
            f"{one.interval.p05:.0f}-{one.interval.p50:.0f}-{one.interval.p95:.0f}",
        ]
        for one in found.choices[:top]
    ]
    head = ["ID", "Theory", "Score", "Best in", "Regret", "5-50-95 %"]
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    room = page.width - sum(widths) + widths[1] - len(head) + 1
    for row in rows:
        row[1] = cut(row[1], max(room, 12))
    first, *lines = columns(rows, head, ["left", "left", "right", "right", "right", "right"])
    reading = (
        "Regret: points by which the best theory of a draw beats the one picked, mean over "
        f"{count(found.draws, 'draw')} with its standard error, and percentiles. Draws are "
        "beliefs: if they are right, nobody is disappointed on average; hindsight is what nobody "
        "has."
    )
    commands = f"sensitivity cruxes{ranked_options(made)}", f"portfolio{options(made)}"
    following = " | ".join(f"toi {c}".replace(" ", GLUE) for c in commands)
    return (
        "\n".join(
            [
                *regret_lines(found, page),
                "",
                page.paint(first, "bold"),
                *lines,
                "",
                page.fill(reading),
                *([page.fill(granted, "  ")] if granted else []),
                page.fill(f"Next: {following}", "      "),
                provenance_line(page, made),
            ]
        )
        + "\n"
    )


def regret_table(found: Regrets) -> Table:
    """One row per choice, with all figures."""
    headers = ["id", "title", "score", "p_best", "regret", "standard_error", "p05", "p50", "p95"]
    rows = [
        [
            *(one.id, one.title, one.score, one.p_best, one.regret, one.standard_error),
            *(one.interval.p05, one.interval.p50, one.interval.p95),
        ]
        for one in found.choices
    ]
    return Table(headers, rows)
