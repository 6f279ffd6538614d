"""A small debate for what is said of sensitivity."""

import pytest

from tests.command import run


@pytest.fixture(scope="package")
def small(tmp_path_factory):
    """A debate of three theories and two criteria, as `toi data import` makes it."""
    folder = tmp_path_factory.mktemp("small")
    table = (
        "theory,reach,risk\ndirection,benefit,cost\nweight,2,1\nA,6..7..8,2\nB,5,1..3..4\nC,2,8\n"
    )
    (folder / "m.csv").write_text(table)
    done = run("data", "import", "m.csv", "--output", "w", cwd=folder)
    assert done.code == 0, done.err
    return folder / "w"
