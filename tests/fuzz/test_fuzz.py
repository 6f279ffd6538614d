"""A hundred hostile cases, the same every time; `make fuzz` looks for others."""

import pytest

from tests.fuzz.trial import case, run_case

EACH, PARTS = 20, 5


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_comes_is_taken_or_refused_in_words(part, tmp_path):
    """No traceback, no hang, no memory eaten, no stray file, no message in another form."""
    numbers = range(part * EACH, (part + 1) * EACH)
    found = [one for number in numbers for one in run_case(case(number), tmp_path / "box")]
    assert not found, "\n".join(map(str, found))
