"""Screens of `toi sensitivity`: an overview, one theory, or one topic."""

from collections.abc import Iterator, Sequence

from toi.analyses.cruxes.asked_screen import asked_screen, asked_table
from toi.analyses.cruxes.regret_screen import (
    basis_line,
    curse_line,
    regret_line,
    regret_screen,
    regret_table,
)
from toi.analyses.cruxes.result import SingleWorth
from toi.analyses.cruxes.screen import (
    add_cruxes,
    cruxes_screen,
    cruxes_table,
    gates_worth_note,
    worth_note,
)
from toi.analyses.flips.critical_screen import critical_screen, critical_table
from toi.analyses.flips.screen import add_flips, flips_screen, flips_table
from toi.analyses.flips.to_lead_screen import add_to_lead
from toi.analyses.flips.tornado_screen import tornado_screen, tornado_table
from toi.analyses.flips.weights_screen import weights_screen, weights_table
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.ranks.matrices_screen import add_acceptability, add_pairwise, pairwise_table
from toi.analyses.ranks.result import Ranks
from toi.analyses.ranks.screen import add_ranks, ranks_table, standings, verdict, who_comes_first
from toi.analyses.ranks.theory_screen import add_against, theory_verdict
from toi.analyses.score.verdict_screen import worth_finding_out
from toi.analyses.sensitivity.no_gain_screen import add_no_gain
from toi.analyses.sensitivity.overlap_screen import add_overlap, overlap_screen, overlap_table
from toi.analyses.sensitivity.result import SensitivityResult
from toi.analyses.sensitivity.topics import TOPICS
from toi.analyses.shared.format import GLUE, glued
from toi.analyses.shared.provenance import drawn_options, ranked_options, without_gates
from toi.analyses.shared.verdict import (
    gate_in_doubt,
    gates_in_doubt,
    less_than_nothing,
    nobody_leads,
    sentence,
)
from toi.analyses.sobol.screen import sobol_screen, sobol_table


def sensitivity_screen(result: SensitivityResult, page: Page, notes: bool = False) -> str:
    """Show what was asked: a verdict, what bears it out, what to type next.

    Parameters
    ----------
    notes : bool
        Whether to say too what is taken for granted, and what else a reader may ask.
    """
    made, changing, theory = result.provenance, result.changing, result.theory
    granted = _granted(result) if notes else ""
    match result.topic:
        case None | "cruxes" if result.first is None and theory is None:
            text = _none_is_first(result, page)
        case "regret" if result.first is None:
            text = _none_is_first(result, page)
        case "cruxes" if result.worth and result.worth.asked:
            text = asked_screen(result.worth.asked, result.worth, made, page, granted)
        case "cruxes" if result.worth:
            text = cruxes_screen(result.worth, made, page, granted=granted, known=_known(result))
        case "regret" if result.regret:
            text = regret_screen(result.regret, made, page, theory, granted=granted)
        case "sobol" if result.sobol:
            text = sobol_screen(result.sobol, made, page, theory, granted=granted)
        case "weights" if changing and theory is None:
            text = weights_screen(changing, made, page)
        case "flips" if changing and theory is None:
            text = flips_screen(changing, made, page)
        case "tornado" if changing:
            text = tornado_screen(changing, made, page)
        case "critical" if result.critical:
            text = critical_screen(result.critical, made, page)
        case "overlap":
            text = overlap_screen(result.overlap, made, page, theory)
        case _:
            text = _body(result, page, notes)
    told = [f"{one}." for one in result.warnings if notes or one not in result.asides]
    told += _below_nothing(result)
    warned = [page.paint(page.fill(f"Note: {one}", "  "), "bold") for one in told]
    return "".join(f"{line}\n" for line in warned) + text


def _none_is_first(result: SensitivityResult, page: Page) -> str:
    """Say that gates exclude all, so that there is no choice of which to ask how sure it is."""
    made = result.provenance
    said = f"{sentence(nobody_leads(made.words))}: there is none to pick."
    doubt = None if result.ranks is None else gates_in_doubt(standings(result.ranks))
    found_out = worth_finding_out(result.lifting)
    screen = Screen(page).say(" ".join(filter(None, [said, doubt, found_out]))).blank()
    again = f"sensitivity ranks{drawn_options(made)}"
    without = without_gates(" ".join(filter(None, ("sensitivity", result.topic))), made)
    screen.next(f"score{ranked_options(made)}", again, without)
    return screen.end(made, again=said)


def _below_nothing(result: SensitivityResult) -> Iterator[str]:
    """Say that the first costs more than it gives, where no verdict on the ranking says so."""
    if result.ranks is None and result.theory is None and result.first is not None:
        name, score = result.first
        made = result.provenance
        below = less_than_nothing(score, result.nothing, made.words, made.names.theory(name))
        yield from [below] if below else []


def _body(result: SensitivityResult, page: Page, notes: bool) -> str:
    screen = Screen(page)
    if result.topic in ("ranks", "pairwise") and result.ranks:
        said = _add_ranks(screen, result, result.ranks, notes)
    elif result.theory is not None:
        said = _add_theory(screen, result, result.theory, notes)
    else:
        said = _add_overview(screen, result, notes)
    return screen.end(result.provenance, again=said)


def _add_ranks(screen: Screen, result: SensitivityResult, ranks: Ranks, notes: bool) -> str:
    pairs, theory, words = result.topic == "pairwise", result.theory, result.provenance.words
    if theory is not None:
        said = theory_verdict(ranks, theory, words)
        screen.say(said).blank()
        if pairs:
            add_against(screen, ranks, theory)
    else:
        said = verdict(ranks, words)
        screen.say(said, *who_comes_first(ranks)).blank()
        if pairs:
            add_pairwise(screen, ranks, words)
        else:
            add_ranks(screen, ranks, words)
            add_acceptability(screen.blank(), ranks, words)
    if notes:
        screen.say(_granted(result), indent="  ")
    topic = "ranks" if pairs else "pairwise"
    if theory is None and all(ranks.gated.values()):
        made = result.provenance
        without = without_gates(f"sensitivity {result.topic}", made)
        screen.next(f"sensitivity {topic}{drawn_options(made)}", without)
    else:
        screen.say(_more(result, topic))
    return said


def _add_overview(screen: Screen, result: SensitivityResult, notes: bool) -> str:
    ranks, changing, worth, regret = result.ranks, result.changing, result.worth, result.regret
    assert ranks is not None
    assert changing is not None
    assert worth is not None
    assert regret is not None
    made = result.provenance
    level = sum(tier == 1 for tier in ranks.tiers.values()) > 1
    open_ = level or any(map(gate_in_doubt, ranks.p_gated.values()))
    said = verdict(ranks, made.words)
    parts = [said, worth_finding_out(result.worth_knowing) if open_ else None]
    screen.say(" ".join(filter(None, parts)), *who_comes_first(ranks)).blank()
    add_flips(screen, changing, made)
    add_overlap(screen, result.overlap)
    add_cruxes(screen.blank(), worth, made, result.worth_knowing)
    add_no_gain(screen, result)
    screen.blank().say(regret_line(regret, made))
    if worth.cruxes or result.worth_knowing:
        bound = gates_worth_note(result.worth_knowing, regret.gates)
        note = worth_note(worth, made, result.worth_knowing)
        screen.say(" ".join(filter(None, [note, bound, f"See{GLUE}--notes."])))
    if notes:
        screen.blank().say(curse_line(regret), basis_line(regret), _granted(result), indent="  ")
    asked = ["sensitivity flips"]
    if changing.runner_up is not None:
        asked.append(f"sensitivity {changing.runner_up}")
    screen.next(*(f"{one}{drawn_options(made)}" for one in asked))
    screen.say(f"{_more(result, 'ID')}, or a topic: {' '.join(TOPICS)}", indent="      ")
    return said


def _add_theory(screen: Screen, result: SensitivityResult, theory: str, notes: bool) -> str:
    said = ""
    if result.ranks:
        said = theory_verdict(result.ranks, theory, result.provenance.words)
        screen.say(said).blank()
    if result.to_lead:
        lets_through = result.ranks is None or result.ranks.p_gated[theory] < 1
        in_doubt = result.first is not None and lets_through
        add_to_lead(screen, result.to_lead, result.provenance, in_doubt)
    if result.worth:
        known = _known(result)
        add_cruxes(screen.blank(), result.worth, result.provenance, known)
        if result.worth.cruxes or known:
            gates = result.ranks is not None and any(result.ranks.p_gated.values())
            bound = gates_worth_note(known, gates)
            note = worth_note(result.worth, result.provenance, known)
            screen.say(" ".join(filter(None, [note, bound])))
    if result.ranks and notes:
        screen.blank().say(_granted(result), indent="  ")
    if result.ranks and all(result.ranks.gated.values()):
        screen.next(without_gates(f"sensitivity {theory}", result.provenance))
    words = [f"{topic} {theory}" for topic in ("cruxes", "tornado", "sobol", "pairwise")]
    screen.say(_more(result, *words), indent="      ")
    return said


def _known(result: SensitivityResult) -> Sequence[SingleWorth]:
    """Return what it is worth something to know; of judgements, of a theory asked about its own."""
    if result.worth is None or result.worth.about is None:
        return result.worth_knowing
    return [one for one in result.worth.singles if one.shows]


def _granted(result: SensitivityResult) -> str:
    return f"Taken for granted: {'; '.join(result.assumptions)}."


def _more(result: SensitivityResult, *words: str) -> str:
    more = drawn_options(result.provenance)
    return "More: " + " or ".join(glued(f"toi sensitivity {word}{more}") for word in words)


def sensitivity_table(result: SensitivityResult) -> Table:
    """Return the figures of the topic that was asked for; of the ranks where none was."""
    match result.topic:
        case "cruxes" if result.worth and result.worth.asked:
            return asked_table(result.worth.asked)
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
        case "critical" if result.critical:
            return critical_table(result.critical)
        case "overlap":
            return overlap_table(result.overlap)
    assert result.ranks is not None
    return pairwise_table(result.ranks) if result.topic == "pairwise" else ranks_table(result.ranks)
