"""Regret of choosing now, and whose numbers decide: lines, a screen and a table."""

import math

from toi.analyses.cruxes.result import Regrets
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.shared.format import (
    count,
    ids_tell,
    measured,
    per_cent,
    per_cent_error,
    score_text,
    whole,
)
from toi.analyses.shared.provenance import drawn_options
from toi.analyses.shared.result import Provenance

BASES = {"judged": "own judgement", "yours": "the rubric's own"}


def regret_line(found: Regrets, made: Provenance, theory: str | None = None) -> str:
    """Say what choosing a theory, else the leader, now loses against hindsight."""
    own = next(one for one in found.choices if one.id == (theory or found.leader))
    called = made.names.theory(own.id)
    if own.interval.p95 == own.regret == 0:
        return f"Picking {called} now loses nothing against hindsight in any draw."
    often = f", {whole(own.interval.p95)} or more in one draw of twenty"
    text = (
        f"Picking {called} now loses {measured(own.regret, own.standard_error)} points on average "
        f"against hindsight{often if own.interval.p95 >= 0.5 else ''}; it is the best pick in "
        f"{per_cent(own.p_best)}."
    )
    best = found.choices[0]
    if best.id != own.id and own.regret - best.regret > 2 * own.standard_error:
        text += f" Picking {made.names.theory(best.id)} loses less: {best.regret:.1f}."
    return text


def curse_line(found: Regrets) -> str:
    """State the winner's curse as what it is: another way to read the ranges."""
    curse = found.winners_curse
    if curse is None:
        why = "Nobody leads" if found.leader is None else "There are no scores"
        return f"{why}, so there is no winner's curse."
    if curse.factor != curse.factor:
        return "Nothing varies, so there is no winner's curse."
    if math.isnan(curse.factor_error):
        return "One draw tells nothing of the winner's curse."
    if curse.chosen:
        return (
            f"No winner's curse to speak of: {per_cent(curse.by_weights)} of how far its "
            f"{whole(curse.score)} varies is the weights, which are chosen and no errors of "
            "judging."
        )
    if curse.factor == 0.0:
        return (
            f"Winner's curse: {curse.reading}, the scores differ by no more than such errors "
            f"would make them, and its {whole(curse.score)} is worth no more than the mean of all, "
            f"{whole(curse.mean)}."
        )
    return (
        f"Winner's curse: {curse.reading}, its {whole(curse.score)} would be nearer "
        f"{curse.shrunk:.0f} (mean of all {whole(curse.mean)}, {100 * curse.factor:.0f} % of the "
        f"distance left, +-{per_cent_error(curse.factor_error)})."
    )


def basis_line(found: Regrets) -> str:
    """Say whose numbers make the lead vary."""
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
    found: Regrets, made: Provenance, page: Page, theory: str | None = None, granted: str = ""
) -> str:
    """Show the regret of every choice, or of one; `granted` says what is taken for granted."""
    named = ids_tell((one.id, made.names.theory(one.id)) for one in found.choices)
    rows = [
        [
            *[one.id] * named,
            made.names.theory(one.id),
            score_text(one.score),
            per_cent(one.p_best),
            measured(one.regret, one.standard_error),
            f"{whole(one.interval.p05)}-{whole(one.interval.p50)}-{whole(one.interval.p95)}",
        ]
        for one in found.choices
        if theory in (None, one.id)
    ]
    said = regret_line(found, made, theory)
    of_leader = [curse_line(found), basis_line(found)] if theory is None else []
    screen = Screen(page).say(said, *of_leader)
    heads = [*["ID"] * named, made.words.one.capitalize(), "Score", "Best in", "Regret"]
    align = "l" * (1 + named) + "rrrr"
    screen.blank().table(rows, [*heads, "5-50-95 %"], align, shrink=int(named), least=12).blank()
    screen.say(
        f"Regret: points by which the best {made.words.one} of a draw beats the one picked, mean "
        f"over {count(found.draws, 'draw')} with its standard error, and percentiles. Draws are "
        "beliefs: if they are right, nobody is disappointed on average; hindsight is what nobody "
        "has.",
        *["What a gate excludes in a draw counts as the lowest score there."] * found.gates,
    )
    if granted:
        screen.say(granted, indent="  ")
    screen.next(f"sensitivity cruxes{drawn_options(made)}", f"portfolio{drawn_options(made)}")
    return screen.end(made, again=said)


def regret_table(found: Regrets) -> Table:
    """Return a row per choice, with all figures."""
    return Table.of(
        found.choices,
        "id title score p_best regret standard_error",
        "p05=interval.p05 p50=interval.p50 p95=interval.p95",
    )
