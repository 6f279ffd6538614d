"""What is worth settling, in words: verdicts, and how a worth is written."""

import math
from collections.abc import Sequence

from toi.analyses.cruxes.result import (
    FEWEST_DRAWS,
    Crux,
    Cruxes,
    GroupWorth,
    SingleWorth,
    Worth,
)
from toi.analyses.score.verdict_screen import to_find_out
from toi.analyses.shared.format import count, measured, per_cent
from toi.analyses.shared.result import Provenance


def verdict(found: Cruxes, made: Provenance, known: Sequence[SingleWorth] = ()) -> str:
    """Say which questions it would pay to settle, or what moves the theory asked about.

    What is worth most is named, of what is surely worth something to know (`known`).
    """
    most = most_worth(known)
    first = "" if most is None or most.kind == "argument" else _most_text(most)
    if not found.cruxes:
        few = f" {too_few(found.draws)}" if found.draws < FEWEST_DRAWS else ""
        return f"No argument bears on these scores.{first}{few}"
    if found.about is not None:
        return _verdict_about(found, found.about, made)
    said = leads(found, made)
    if found.draws < FEWEST_DRAWS:
        return f"{said} {too_few(found.draws)}"
    worthwhile = [row for row in found.cruxes if not row.gains_nothing]
    if not worthwhile:
        return (
            f"{said}{first} To settle no single one of the "
            f"{count(len(found.cruxes), 'argument')} would gain anything: the choice is the same "
            f"either way, or nearly as good.{'' if first else _together(found)}"
        )
    row, rest = worthwhile[0], len(worthwhile) - 1
    when, unit = ("", "") if first else (" before choosing", " points on average")
    others = f" (and to settle {count(rest, 'other')}, less)" if rest else ""
    return (
        f'{said}{first} To settle "{made.names.argument(row.argument)}"{when} would gain '
        f"{measured(row.evppi, row.standard_error)}{unit}{others}; no other argument gains what "
        "can be told from noise."
    )


def most_worth(known: Sequence[SingleWorth]) -> SingleWorth | None:
    """Return what is worth most; None where nothing is."""
    return max(known, key=lambda one: one.evppi, default=None)


def _most_text(one: SingleWorth) -> str:
    gain = measured(one.evppi, one.standard_error)
    return (
        f" Worth most to find out before choosing: {to_find_out([one])}, {gain} points on average."
    )


def gaining(found: Cruxes, known: Sequence[SingleWorth]) -> list[Crux | SingleWorth]:
    """Return what surely gains something: what is known, then arguments that gain less."""
    rows = {row.argument: row for row in found.cruxes if not row.gains_nothing}
    named: list[Crux | SingleWorth]
    named = [rows.pop(one.id) if one.kind == "argument" else one for one in known]
    return [*named, *sorted(rows.values(), key=lambda row: -row.evppi)]


def leads(found: Cruxes, made: Provenance) -> str:
    """Say who scores highest, and over whom knowing something gains if that is another."""
    called = made.names.theory(found.watched)
    if found.baseline in (None, found.watched):
        return f"{called} scores highest."
    better = made.names.theory(found.baseline)
    return (
        f"{called} scores highest, but by the mean of the draws {better} is the better pick: what "
        "is gained is over picking that."
    )


def too_few(draws: int) -> str:
    """Say that draws are too few to tell what knowing something is worth."""
    return (
        f"{count(draws, 'draw')} cannot tell what it is worth to find anything out: take "
        f"{FEWEST_DRAWS} or more."
    )


def _together(found: Cruxes) -> str:
    """Say what many numbers are worth where no single one is."""
    groups = [one for one in found.groups if not one.gains_nothing]
    if not groups:
        return ""
    most = max(groups, key=lambda one: one.evppi)
    return f" Many known together may still: {group_name(most)}, {worth_text(most)}."


def _verdict_about(found: Cruxes, theory: str, made: Provenance) -> str:
    first, called = found.cruxes[0], made.names.theory(theory)
    if not first.total > 0:
        return f"No argument moves the score of {called}."
    return (
        f'Of arguments, what moves {called} most is "{made.names.argument(first.argument)}": '
        f"{100 * first.total:.0f} % of how far its score varies. It comes first in "
        f"{per_cent(first.p_first_if_accepted[theory])} of draws if that is sound, in "
        f"{per_cent(first.p_first_if_rejected[theory])} if not."
    )


def worth_text(row: Worth) -> str:
    """Write what knowing something is worth; what cannot be told from 0 as `noise`."""
    if row.same_choice:
        return "0"
    if math.isnan(row.standard_error):
        return "?"
    return "noise" if row.within_noise else measured(row.evppi, row.standard_error)


def group_name(group: GroupWorth) -> str:
    """Name a group, with how many numbers it has."""
    name = {"basis": f"all {group.name} by us", "tag": f"tag {group.name}"}.get(
        group.kind, f"all {group.name}"
    )
    return f"{name} ({group.numbers})"
