"""`toi data coverage`: what theories lose by, against sums done by hand."""

from pathlib import Path

import numpy as np
import pytest

from tests import small
from tests.command import run
from toi.analyses.data.wear import wear_of
from toi.analyses.shared.session import LoadedDebate, combine
from toi.io.debate.folders import Folder, Folders
from toi.io.rubric.resolve import ResolvedRubric


def wear(theories, arguments):
    debate = small.debate([small.criterion("c1")], theories, arguments)
    opened = LoadedDebate(debate, Folders(Folder(Path("data"), "data"), ()))
    return list(wear_of(combine(opened, ResolvedRubric(small.rubric(), "r")), "listed"))


def hits(name, theory, force):
    return small.argument(name, 1.0, [([theory], "c1", "lowers", force)])


ARGUMENTS = [hits("a", "T1", 0.5), hits("b", "T2", 0.1), hits("c", "T2", 0.1)]
NUMBER = [1, 2, 0]


def test_cost_is_held_against_number_and_hardest():
    theories = [small.theory(name, {"c1": 8}) for name in ("T1", "T2", "T3")]
    (found,) = wear(theories, ARGUMENTS)
    cost = [40, 80 * (1 - 0.9**2), 0]
    assert found.with_number == pytest.approx(np.corrcoef(cost, NUMBER)[0, 1])
    assert found.with_hardest == pytest.approx(np.corrcoef(cost, [40, 8, 0])[0, 1])


def test_scrutiny_charges_the_unexamined_with_what_their_peers_bear():
    unexamined = {"scrutiny": {"value": 0, "why": "not treated"}, "peers": ["T1"]}
    theories = [small.theory(name, {"c1": 8}) for name in ("T1", "T2")]
    theories.append(small.theory("T3", {"c1": 8}, **unexamined))
    plain, adjusted = wear(theories, ARGUMENTS)
    assert (plain.scrutiny, adjusted.scrutiny) == ("as-read", "adjusted")
    cost = [40, 80 * (1 - 0.9**2), 40]
    assert adjusted.with_number == pytest.approx(np.corrcoef(cost, NUMBER)[0, 1])
    assert adjusted.with_number < plain.with_number


def test_where_no_argument_acts_nothing_is_measured(workspace):
    (workspace / "data" / "arguments.yaml").unlink()
    assert "nothing to measure" in run("data", "coverage").out
