"""What sets a line apart, held against scores worked out anew."""

import shutil

import pytest

import toi
from toi.analyses.portfolio.why import full_why, short_why


@pytest.fixture(scope="module")
def debate():
    return toi.load("docs/example/data")


@pytest.fixture(scope="module")
def made(debate):
    return toi.portfolio(debate, "example", draws=100)


def test_the_criterion_is_the_one_on_which_a_line_leads_most(debate, made):
    points = {
        row.id: {
            one.criterion: one.points for one in toi.explain(debate, row.id, "example").by_criterion
        }
        for row in toi.score(debate, "example").results
    }
    for line in made.allocation:
        lead = {
            name: own - sum(other[name] for other in points.values()) / len(points)
            for name, own in points[line.id].items()
        }
        best = max(lead, key=lead.get)
        if lead[best] < 0.5:
            assert line.criterion is None
            continue
        assert line.criterion.id == best
        assert line.criterion.points == pytest.approx(lead[best], abs=1e-6)
        assert short_why(made, line).startswith(f"+{lead[best]:.0f} for ")


def test_the_argument_is_worth_what_a_score_without_it_lacks(debate, made):
    carried = [line for line in made.allocation if line.argument]
    assert carried
    now = {row.id: row.score for row in toi.score(debate, "example").results}
    for line in carried:
        wrong = toi.score(debate, "example", settings=[f"{line.argument.id}=0"])
        without = next(row.score for row in wrong.results if row.id == line.id)
        assert line.argument.points == pytest.approx(now[line.id] - without, abs=1e-6)
        assert f"for it “{line.argument.title}”" in full_why(made, line)


def test_what_gets_nothing_is_told_by_where_it_lags(debate):
    found = toi.portfolio(debate, "example", draws=100, caps=["A=0%"])
    shut = next(line for line in found.allocation if line.share == 0)
    assert shut.criterion is None or shut.criterion.points < 0
    assert shut.argument is None or shut.argument.points < 0


@pytest.mark.parametrize(("credence", "told"), [(0.02, False), (0.03, True)])
def test_an_argument_that_takes_less_than_half_a_point_holds_no_line_back(debate, credence, told):
    """It takes .36 of a point from A, or .53."""
    settings = [f"falls-short={credence}"]
    found = toi.portfolio(debate, "example", draws=100, caps=["A=0%"], settings=settings)
    shut = next(line for line in found.allocation if line.id == "A")
    assert shut.share == 0
    assert (shut.argument is not None) == told


def test_ends_of_a_scale_are_told_where_both_have_words(made, tmp_path):
    assert made.ends == {"Reach": ("nowhere", "all the way"), "Risk": ("everything", "nothing")}
    shutil.copytree("docs/example/data", tmp_path / "data")
    criteria = tmp_path / "data/criteria.yaml"
    text = criteria.read_text()
    assert "{0: nowhere, 10: all the way}" in text
    criteria.write_text(text.replace("{0: nowhere, 10: all the way}", "{0: nowhere}"))
    found = toi.portfolio(toi.load(tmp_path / "data"), draws=100)
    assert found.ends == {"Risk": ("everything", "nothing")}
