"""The screens of `toi sensitivity`: an overview, one theory, or one topic."""

from collections.abc import Iterator

from toi.analyses.cruxes.regret_screen import regret_lines, regret_screen, regret_table
from toi.analyses.cruxes.screen import (
    SAME_NOTE,
    WORTH_NOTE,
    cruxes_block,
    cruxes_screen,
    cruxes_table,
)
from toi.analyses.flips.screen import dethrone_lines, flips_screen, tornado_screen, weights_screen
from toi.analyses.flips.tables import flips_table, tornado_table, weights_table
from toi.analyses.flips.to_lead_screen import to_lead_lines
from toi.analyses.ranks.screen import (
    acceptability_rows,
    against_rows,
    pairwise_rows,
    pairwise_table,
    ranks_rows,
    ranks_table,
    theory_lines,
    verdict,
)
from toi.analyses.sensitivity.result import SensitivityResult
from toi.analyses.shared.page import GLUE, Page
from toi.analyses.shared.provenance import provenance_line, ranked_options
from toi.analyses.shared.tables import Table
from toi.analyses.sobol.screen import sobol_screen, sobol_table

TOPICS = "ranks pairwise weights flips cruxes tornado sobol regret"


def sensitivity_screen(result: SensitivityResult, page: Page) -> str:
    """What was asked: a verdict, what bears it out, what to type next, where it comes from."""
    made, changing, theory = result.provenance, result.changing, result.theory
    granted = _granted(result)
    match result.topic:
        case "cruxes" if result.worth:
            text = cruxes_screen(result.worth, made, page, granted=granted)
        case "regret" if result.regret:
            text = regret_screen(result.regret, made, page, granted=granted)
        case "sobol" if result.sobol:
            text = sobol_screen(result.sobol, made, page, theory, granted=granted)
        case "weights" if changing and theory is None:
            text = weights_screen(changing, made, page)
        case "flips" if changing and theory is None:
            text = flips_screen(changing, made, page)
        case "tornado" if changing and theory is None:
            text = tornado_screen(changing, made, page)
        case _:
            text = "\n".join([*_body(result, page), provenance_line(page, made)]) + "\n"
    return "".join(f"{line}\n" for line in _warned(result, page)) + text


def _body(result: SensitivityResult, page: Page) -> Iterator[str]:
    if result.topic in ("ranks", "pairwise"):
        return _ranks(result, page)
    if result.theory is not None:
        return _theory(result, result.theory, page)
    return _overview(result, page)


def _warned(result: SensitivityResult, page: Page) -> Iterator[str]:
    for warning in result.warnings:
        yield page.paint(page.fill(f"Note: {warning}.", "  "), "bold")


def _ranks(result: SensitivityResult, page: Page) -> Iterator[str]:
    ranks, theory = result.ranks, result.theory
    assert ranks is not None
    if theory is not None:
        yield page.fill(theory_lines(ranks, theory))
        yield ""
        if result.topic == "pairwise":
            yield from against_rows(ranks, theory, page)
    else:
        yield page.fill(verdict(ranks))
        yield ""
        if result.topic == "ranks":
            yield from ranks_rows(ranks, page)
            yield ""
        yield from (pairwise_rows if result.topic == "pairwise" else acceptability_rows)(
            ranks, page
        )
    yield page.fill(_granted(result), "  ")
    yield page.fill(_more(result, "pairwise" if result.topic == "ranks" else "ranks"))


def _overview(result: SensitivityResult, page: Page) -> Iterator[str]:
    ranks, changing, worth, regret = result.ranks, result.changing, result.worth, result.regret
    assert ranks is not None
    assert changing is not None
    assert worth is not None
    assert regret is not None
    yield page.fill(verdict(ranks))
    yield ""
    yield from dethrone_lines(changing, page)
    yield ""
    yield from cruxes_block(worth, page)
    yield ""
    yield from regret_lines(regret, page)
    if worth.cruxes:
        yield page.fill(f"{WORTH_NOTE} {SAME_NOTE}")
    yield page.fill(_granted(result), "  ")
    yield page.fill(f"{_more(result, 'ID')}, or a topic: {TOPICS}", "      ")


def _theory(result: SensitivityResult, theory: str, page: Page) -> Iterator[str]:
    if result.ranks:
        yield page.fill(theory_lines(result.ranks, theory))
        yield ""
    if result.to_lead:
        yield from to_lead_lines(result.to_lead, result.provenance, page)
    if result.worth:
        yield ""
        yield from cruxes_block(result.worth, page)
        if result.worth.cruxes:
            yield page.fill(f"{WORTH_NOTE} {SAME_NOTE}")
    if result.ranks:
        yield ""
        yield page.fill(_granted(result), "  ")
    words = [f"{topic} {theory}" for topic in ("cruxes", "sobol", "pairwise")]
    yield page.fill(_more(result, *words), "      ")


def _granted(result: SensitivityResult) -> str:
    return f"Taken for granted: {'; '.join(result.assumptions)}."


def _more(result: SensitivityResult, *words: str) -> str:
    more = ranked_options(result.provenance)
    commands = [f"toi sensitivity {word}{more}".replace(" ", GLUE) for word in words]
    return "More: " + " or ".join(commands)


def sensitivity_table(result: SensitivityResult) -> Table:
    """The figures of the topic that was asked for; of the ranks where none was."""
    match result.topic:
        case "cruxes" if result.worth:
            return cruxes_table(result.worth)
        case "regret" if result.regret:
            return regret_table(result.regret)
        case "sobol" if result.sobol:
            return sobol_table(result.sobol, result.theory)
        case "weights" if result.changing:
            return weights_table(result.changing)
        case "flips" if result.changing:
            return flips_table(result.changing)
        case "tornado" if result.changing:
            return tornado_table(result.changing)
    assert result.ranks is not None
    return pairwise_table(result.ranks) if result.topic == "pairwise" else ranks_table(result.ranks)
