"""What scores are made of is worked out when somebody asks, and is then the same for all."""

import copy
import json
import pickle

import pytest

import toi
from tests.command import run
from toi.analyses.layout.page import Page
from toi.analyses.score import contributions_compute
from toi.analyses.score.screen import score_screen, score_table
from toi.engine.scoring import subproblem


@pytest.fixture
def asked(monkeypatch):
    """The theories that were asked about, by their places; "back" for what answers give back."""
    found = []

    def counted(name, told):
        work_out = getattr(contributions_compute, name)

        def count(*given):
            found.append(told(*given))
            return work_out(*given)

        monkeypatch.setattr(contributions_compute, name, count)

    counted("split", lambda problem, points, place: place)
    counted("given_back", lambda base: "back")
    return found


def score(**options):
    return toi.score(toi.load(), "plain", **options)


def test_a_screen_and_a_table_that_do_not_show_it_do_not_need_it(workspace, asked):
    found = score()
    score_screen(found, Page(), wide=True, notes=True)
    score_table(found).to_csv()
    assert asked == []


def test_reasons_need_the_theories_that_are_shown(workspace, asked, monkeypatch):
    monkeypatch.setattr(subproblem, "GROUP", 1)  # or all of so few are split together
    screen = score_screen(score(), Page(), top=1, reasons=True)
    assert "Points: Speed" in screen
    assert asked == [0]


def test_json_holds_it_for_all_and_finds_it_once(workspace, asked):
    found = score()
    once, again = found.to_json(), found.to_json()
    assert sorted(asked, key=str) == [0, 1, "back"]
    assert once == again
    for row in json.loads(once)["results"]:
        parts = row["contributions"]
        assert sum(parts["criteria"].values()) == pytest.approx(row["score"])
        assert parts["arguments"].keys() == {"breaks-down"}
        assert row["given_back"].keys() == {"breaks-down"}


@pytest.mark.parametrize("method", ["geometric", "topsis"])
def test_a_score_that_is_no_sum_has_none(workspace, asked, method):
    row, *_ = score(method=method).results
    assert (row.contributions, row.given_back) == (None, None)
    assert asked == []


def test_a_copy_and_a_pickle_hold_it(workspace):
    found = score()
    kept = pickle.loads(pickle.dumps(found))
    assert copy.deepcopy(found).to_json() == kept.to_json() == found.to_json()


def test_what_was_shown_before_makes_no_difference(workspace):
    done = run("score", "--rubric", "plain", "--format", "json")
    found = score()
    last = found.results[-1]
    assert last.given_back["breaks-down"].keys() == {"is-mended"}
    assert last.contributions is last.contributions
    assert found.to_json() == done.out
