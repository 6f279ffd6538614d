"""What sets a line apart, held against scores worked out anew."""

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
