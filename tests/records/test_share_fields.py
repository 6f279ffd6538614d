"""Per cents are taken wherever a rubric or a record has a share, and mean the same."""

import pytest
from pydantic import ValidationError

from toi.records.portfolio import Allocation, Portfolio
from toi.records.rubric import Rubric
from toi.records.weight_uncertainty import read_constraint

SHARES = {
    "half_line": 0.2,
    "half_kind": 0.4,
    "half": {"A": 0.25},
    "overlaps": {"alike": {"lines": ["A", "B"], "half": 0.15}},
    "risk": 0.5,
    "tail": 0.05,
    "bounds": {"A": {"floor": 0.1, "cap": 0.2}},
    "min_grant": 0.05,
    "min_grants": {"A": 0.05},
    "synergies": {"both": {"lines": ["A", "B"], "strength": 0.3}},
}


def in_per_cent(value):
    match value:
        case float():
            return f"{100 * value:g} %"
        case dict():
            return {key: in_per_cent(inner) for key, inner in value.items()}
    return value


def rubric(**fields):
    given = {"schema": "toi/rubric/1", "id": "small", "title": "small"}
    return Rubric.model_validate({**given, **fields})


def test_every_share_of_a_portfolio_may_be_written_in_per_cent():
    given = in_per_cent(SHARES)
    assert "%" in str(given["half"])
    assert Portfolio.model_validate(given) == Portfolio.model_validate(SHARES)


@pytest.mark.parametrize(
    ("share", "percent"),
    [
        ({"ranges": {"A": [0.2, 0.5]}}, {"ranges": {"A": ["20%", "50 %"]}}),
        ({"ranges": {"A": [0.125, 0.5]}}, {"ranges": {"A": ["12,5%", 0.5]}}),
    ],
)
def test_limits_of_weights_may_be_written_in_per_cent(share, percent):
    assert rubric(weights_sure=share) == rubric(weights_sure=percent)
    for written, other in (("A + B >= 40%", "A + B >= 0.4"), ("A <= 50 % * B", "A <= 0.5 * B")):
        assert read_constraint(written) == read_constraint(other)
    with pytest.raises(ValidationError, match=r"share 40 is above 1; for 40 % write 0.4"):
        rubric(weights_sure={"ranges": {"A": ["20%", 40]}})


def test_values_and_mixtures_may_be_written_in_per_cent():
    points = {"A": [[0, 0], [5, 0.5], [10, 1]]}
    assert rubric(value_functions={"A": [[0, "0%"], [5, "50%"], [10, "100%"]]}) == rubric(
        value_functions=points
    )

    def judged(shares):
        law = {"mixture": [[shares[0], 5], [shares[1], {"uniform": [6, 7]}]]}
        return rubric(overrides={"judgements": {"T.A": {"value": law, "why": "so"}}})

    assert judged(["20%", "80%"]) == judged([20, 80])
    with pytest.raises(ValidationError, match="some shares have a % and some have not"):
        judged(["20%", 3])


def test_observed_splits_are_in_per_cent_throughout_or_not_at_all():
    def seen(shares):
        given = {"id": "a", "title": "A", "gist": "g", "basis": "stated", "why": "so"}
        return Allocation.model_validate({**given, "shares": shares})

    assert seen({"A": "60%", "B": "40 %"}) == seen({"A": 60, "B": 40})
    with pytest.raises(ValidationError, match="some shares have a % and some have not"):
        seen({"A": "60%", "B": 3})
