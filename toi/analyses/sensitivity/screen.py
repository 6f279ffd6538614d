"""Screens of `toi sensitivity`: an overview, one theory, or one topic."""

from toi.analyses.cruxes.regret_screen import add_regret, regret_screen, regret_table
from toi.analyses.cruxes.result import Cruxes
from toi.analyses.cruxes.screen import (
    SAME_NOTE,
    WORTH_NOTE,
    add_cruxes,
    cruxes_screen,
    cruxes_table,
)
from toi.analyses.flips.screen import (
    add_flips,
    flips_screen,
    flips_table,
    tornado_screen,
    tornado_table,
    weights_screen,
    weights_table,
)
from toi.analyses.flips.to_lead_screen import add_to_lead
from toi.analyses.ranks.result import Ranks
from toi.analyses.ranks.screen import (
    add_acceptability,
    add_against,
    add_pairwise,
    add_ranks,
    pairwise_table,
    ranks_table,
    theory_verdict,
    verdict,
)
from toi.analyses.sensitivity.overlap_screen import add_overlap, overlap_screen, overlap_table
from toi.analyses.sensitivity.result import SensitivityResult
from toi.analyses.sensitivity.topics import TOPICS
from toi.analyses.shared.format import glued
from toi.analyses.shared.page import Page
from toi.analyses.shared.provenance import ranked_options
from toi.analyses.shared.screen import Screen
from toi.analyses.shared.tables import Table
from toi.analyses.sobol.screen import sobol_screen, sobol_table


def sensitivity_screen(result: SensitivityResult, page: Page) -> str:
    """Show what was asked: a verdict, what bears it out, what to type next."""
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
        case "overlap":
            text = overlap_screen(result.overlap, made, page, theory)
        case _:
            text = _body(result, page)
    warned = [page.paint(page.fill(f"Note: {one}.", "  "), "bold") for one in result.warnings]
    return "".join(f"{line}\n" for line in warned) + text


def _body(result: SensitivityResult, page: Page) -> str:
    screen = Screen(page)
    if result.topic in ("ranks", "pairwise") and result.ranks:
        _add_ranks(screen, result, result.ranks)
    elif result.theory is not None:
        _add_theory(screen, result, result.theory)
    else:
        _add_overview(screen, result)
    return screen.end(result.provenance)


def _add_ranks(screen: Screen, result: SensitivityResult, ranks: Ranks) -> None:
    pairs, theory = result.topic == "pairwise", result.theory
    if theory is not None:
        screen.say(theory_verdict(ranks, theory)).blank()
        if pairs:
            add_against(screen, ranks, theory)
    else:
        screen.say(verdict(ranks)).blank()
        if pairs:
            add_pairwise(screen, ranks)
        else:
            add_ranks(screen, ranks)
            add_acceptability(screen.blank(), ranks)
    screen.say(_granted(result), indent="  ")
    screen.say(_more(result, "ranks" if pairs else "pairwise"))


def _add_overview(screen: Screen, result: SensitivityResult) -> None:
    ranks, changing, worth, regret = result.ranks, result.changing, result.worth, result.regret
    assert ranks is not None
    assert changing is not None
    assert worth is not None
    assert regret is not None
    screen.say(verdict(ranks)).blank()
    add_flips(screen, changing)
    add_overlap(screen, result.overlap)
    add_cruxes(screen.blank(), worth)
    add_regret(screen.blank(), regret)
    _add_worth_note(screen, worth)
    screen.say(_granted(result), indent="  ")
    screen.say(f"{_more(result, 'ID')}, or a topic: {' '.join(TOPICS)}", indent="      ")


def _add_theory(screen: Screen, result: SensitivityResult, theory: str) -> None:
    if result.ranks:
        screen.say(theory_verdict(result.ranks, theory)).blank()
    if result.to_lead:
        add_to_lead(screen, result.to_lead, result.provenance)
    if result.worth:
        add_cruxes(screen.blank(), result.worth)
        _add_worth_note(screen, result.worth)
    if result.ranks:
        screen.blank().say(_granted(result), indent="  ")
    words = [f"{topic} {theory}" for topic in ("cruxes", "sobol", "pairwise")]
    screen.say(_more(result, *words), indent="      ")


def _add_worth_note(screen: Screen, worth: Cruxes) -> None:
    if worth.cruxes:
        screen.say(f"{WORTH_NOTE} {SAME_NOTE}")


def _granted(result: SensitivityResult) -> str:
    return f"Taken for granted: {'; '.join(result.assumptions)}."


def _more(result: SensitivityResult, *words: str) -> str:
    more = ranked_options(result.provenance)
    return "More: " + " or ".join(glued(f"toi sensitivity {word}{more}") for word in words)


def sensitivity_table(result: SensitivityResult) -> Table:
    """Return the figures of the topic that was asked for; of the ranks where none was."""
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
        case "overlap":
            return overlap_table(result.overlap)
    assert result.ranks is not None
    return pairwise_table(result.ranks) if result.topic == "pairwise" else ranks_table(result.ranks)
