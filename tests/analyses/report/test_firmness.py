"""A report calls a lead firm by the draws and by what single numbers can do within their ranges."""

import re

import pytest

from tests.command import run


@pytest.mark.parametrize(
    ("second", "word"),
    [
        ("2..3,6", "sturdy lead, for none of "),  # other weights would turn it, no range does
        ("2..7.4,6", "fairly firm lead, for 1 of "),
    ],
)
def test_a_clear_lead_is_not_called_fragile_for_what_lies_beyond_all_ranges(tmp_path, second, word):
    sheet = f"Offer,Pay,Calm\nscale,0..9,0..9\nA,8,5\nB,{second}\n"
    (tmp_path / "m.csv").write_text(sheet)
    assert run("data", "import", "m.csv", "--output", "w", cwd=tmp_path).code == 0
    sure = ("--set", "weights_sure=exactly")
    assert run("report", "sheet", *sure, "--output", "r.html", cwd=tmp_path / "w").code == 0
    text = " ".join(re.sub("<[^>]*>", "", (tmp_path / "w/r.html").read_text()).split())
    assert word in text
