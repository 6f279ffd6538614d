"""Provenance in words, and the options by which suggested commands keep to it."""

import shlex
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from toi.analyses.shared.format import count
from toi.analyses.shared.result import SET, Provenance, RubricLabel

MOST_RUBRICS = 3  # with their digests; of more only the number, and CSV and JSON have them


def origin(made: Provenance, rubrics: Sequence[RubricLabel] = (), travels: bool = False) -> str:
    """Name version, data, rubrics, settings, seed and draws, with short digests.

    What was set stands behind its rubric. Of a group it is told how many rubrics it has, and
    those in which something was set. What `travels`, such as a picture, does not tell where on
    somebody's disk the files are.
    """
    data = PurePath(made.data).name or made.data if travels else made.data
    parts = [f"toi {made.version}", f"data {data} {made.data_digest[:6]}"]
    if made.rubric and made.rubric_digest:
        called = made.named if travels else made.called
        parts.append(f"rubric {called} {made.rubric_digest[:6]}")
    if len(rubrics) > MOST_RUBRICS:
        parts.append(count(len(rubrics), "rubric"))
        rubrics = [rubric for rubric in rubrics if rubric.set and not travels]
    for rubric in rubrics:
        mark = SET * bool(made.set)  # in every one of them
        parts.append(f"rubric {rubric.name}{mark} {rubric.digest[:6]}")
        parts += [f"set {setting}" for setting in rubric.set]
    parts += [f"set {setting}" for setting in made.set]
    if made.kinds:
        parts.append(f"kind {','.join(made.kinds)}")
    if made.seed is not None:
        parts.append(f"seed {made.seed}")
    if made.draws is not None:
        parts.append(count(made.draws, "draw"))
    return " | ".join(parts)


WITHOUT_GATES = " --set gates=none"  # behind a command, where gates exclude all


def options(made: Provenance) -> str:
    """Return the options by which a suggested command stays with this data and rubric."""
    parts = [f"--data {shlex.quote(made.data)}"] if made.data not in ("shipped", "data") else []
    if made.rubric is not None and not made.unsaid:
        parts.append(f"-r {shlex.quote(made.rubric)}")
    parts += [f"--set {shlex.quote(setting)}" for setting in made.set]
    return "".join(f" {part}" for part in parts)


def data_option(made: Provenance) -> str:
    """Return the option by which a suggested command stays with this data alone."""
    return options(replace(made, rubric=None, set=()))


def seeded_options(made: Provenance) -> str:
    """Return `options` and the seed, for commands that draw but do not rank."""
    return options(made) + _seed(made)


def ranked_options(made: Provenance) -> str:
    """Return `options`, the kinds that are ranked and the seed, for commands that rank."""
    kinds = f" --kind {','.join(made.kinds)}" if made.kinds else ""
    return options(made) + kinds + _seed(made)


def drawn_options(made: Provenance) -> str:
    """Return `ranked_options` and how many draws, for commands that are told that."""
    return ranked_options(made) + _draws(made)


def without_gates(command: str, made: Provenance) -> str:
    """Return a command that draws as this one does, without gates, where these exclude all."""
    return f"{command}{drawn_options(made)}{WITHOUT_GATES}"


def draw_options(made: Provenance) -> str:
    """Return the options by which a suggested command makes the same draws."""
    return _seed(made) + _draws(made)


def _seed(made: Provenance) -> str:
    return f" --seed {made.seed}" if made.seed else ""


def _draws(made: Provenance) -> str:
    return "" if made.draws_asked is None else f" --draws {made.draws_asked}"


def by(rubric: RubricLabel) -> str:
    """Return the options by which a suggested command scores by one of several rubrics."""
    named = "" if rubric.unsaid else f" -r {shlex.quote(rubric.asked)}"
    return named + "".join(f" --set {shlex.quote(setting)}" for setting in rubric.set)
