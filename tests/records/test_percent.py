"""What is said of a share beyond its ends."""

import pytest
from pydantic import TypeAdapter, ValidationError

from toi.records.base import Credence, Force
from toi.records.weight_uncertainty import read_constraint


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (Credence, 65, "credence 65 is above 1; for 65 % write 0.65"),
        (Credence, "600%", "credence 6 is above 1"),
        (Force, 65, "force 65 is above 1; for 65 % write 0.65"),
        (Force, "600%", "force 6 is above 1"),
        (Force, {"uniform": ["50%", "600%"]}, "force 6 is above 1"),
    ],
)
def test_a_share_written_in_per_cent_is_not_taken_for_one_that_is_not(kind, value, said):
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(value)
    assert refused.value.errors()[0]["msg"] == said


def test_no_share_above_the_whole_is_suggested():
    with pytest.raises(Exception, match=r"shares of the whole go from 0 to 1$"):
        read_constraint("speed >= 160%")
