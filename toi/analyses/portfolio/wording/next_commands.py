"""Commands to type after a split."""

import shlex
from dataclasses import replace

from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.shown import in_force
from toi.analyses.portfolio.unspent import floor_of_all, nothing_is_worth
from toi.analyses.portfolio.wording.caution import caution_does_little
from toi.analyses.shared.provenance import WITHOUT_GATES, options, seeded_options


def next_commands(result: PortfolioResult) -> list[str]:
    """Return commands that keep to the data, rubric, kinds and limits of this run."""
    more = seeded_options(result.provenance)
    first = next((line.id for line in result.allocation if line.share > 0), None)
    commands = [f"explain {first}{more}"] if first else [f"score{more}"]
    kept = f"{options(result.provenance)}{result.lines_asked}"
    risk = 0 if result.wishes.risk else 0.5
    most = result.wishes.max_lines
    if nothing_is_worth(result):
        return [*commands, f"portfolio{kept}{in_force(result)} {floor_of_all(result)}"]
    if result.idle == "gates":
        return [*commands, f"portfolio{kept}{in_force(result)}{WITHOUT_GATES}"]
    if not caution_does_little(result):
        commands.append(f"portfolio{kept}{in_force(result, risk)}")
    other = "essay-author" if result.provenance.rubric != "essay-author" else "proponent"
    choosy = bool(result.wishes.min_grant or result.wishes.min_grants)
    choosy |= any(one.strength < 0 for one in result.synergies)
    choosy |= result.wishes.least_return is not None
    capped = any(cap < 1 for _, cap in result.wishes.bounds.values())
    # Several rubrics take no number of lines, and floors of another may lie above a cap.
    if other in result.other_rubrics and most is None and not capped and not choosy:
        shared = options(replace(result.provenance, rubric=None))
        both = f"-r {shlex.quote(str(result.provenance.rubric))} -r {other}"
        commands.append(f"portfolio{shared} {both}{result.lines_asked}{in_force(result)}")
    # The page on which somebody without the program sees this split; it takes no number of draws.
    page = replace(result, provenance=replace(result.provenance, draws_asked=None))
    return [*commands, f"report{kept}{in_force(page)} --portfolio"]
