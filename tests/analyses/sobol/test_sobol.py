"""Sobol indices of the shipped debate: what a user sees."""

import json
import math
from dataclasses import replace

import pytest

from tests.command import run
from tests.json_text import as_json
from toi.analyses.layout.page import Page
from toi.analyses.shared.session import open_debate, prepare
from toi.analyses.sobol.compute import run_sobol
from toi.analyses.sobol.screen import sobol_screen, sobol_table
from toi.engine.scoring.methods.topsis import TopsisMethod

FINE = ("t8.directness", "T06", "better-without-interp", "tag:dual-use", "assumed")


@pytest.fixture(scope="module")
def result(setting, shown):
    return run_sobol(setting, shown, points=2048, groups=FINE)


def test_the_same_seed_gives_the_same_bytes(setting, shown):
    def found(seed, **options):
        return as_json(run_sobol(setting, shown, seed, 600, **options))

    before = found(0)
    assert before != found(1)
    assert before == found(0)


def test_what_a_user_expects_of_the_shipped_data(result):
    outputs = result.outputs
    everyone = [outputs.who_is_first, outputs.lead, *outputs.scores.values()]
    assert len(outputs.scores) == 20
    assert result.whole == ("weights", "arguments", "judgements", "forces")
    for shares in everyone:
        for name in (group.id for group in result.inputs):
            first, total = shares.first[name], shares.total[name]
            assert -0.1 <= first <= 1.1
            assert 0 <= total <= 1.2
            assert total >= first - 0.1
            for value, (low, high) in (
                (first, shares.ci.first[name]),
                (total, shares.ci.total[name]),
            ):
                assert low - 0.02 <= value <= high + 0.02
        assert sum(shares.first[name] for name in result.whole) <= 1.1
        assert sum(shares.total[name] for name in result.whole) >= 0.9
    assert result.evaluations == 2048 * (2 + 4 + 5)


def test_a_part_of_a_group_carries_no_more_than_the_group(result):
    for shares in (result.outputs.who_is_first, *result.outputs.scores.values()):
        for part, group in (
            ("T08.directness", "judgements"),
            ("T06", "judgements"),
            ("better-without-interp", "arguments"),
            ("tag:dual-use", "arguments"),
        ):
            assert shares.total[part] <= shares.total[group] + 0.05


def test_nobody_elses_judgement_bears_on_a_score(result):
    shares = result.outputs.scores["T09"]
    assert shares.total["T08.directness"] == shares.first["T08.directness"] == 0
    assert result.outputs.scores["T08"].total["T08.directness"] > 0


def test_weights_that_are_exact_carry_nothing(shown):
    exact = prepare(open_debate(), "equal-weights")
    result = run_sobol(exact, shown, points=256)
    assert result.inputs[0].numbers == 0
    assert result.outputs.who_is_first.total["weights"] == 0
    assert "none" in sobol_screen(result, exact.opened.provenance(exact.rubric, 0), Page())


def test_methods_that_compare_theories_have_indices_too(setting, shown):
    compared = replace(
        setting,
        problem=replace(setting.problem, method=TopsisMethod()),
    )
    shares = run_sobol(compared, shown, points=256).outputs.who_is_first
    assert 0.05 < shares.total["weights"] < 1.2


def test_one_theory_alone_is_always_first(setting):
    rows = [setting.problem.row["T09"]]
    result = run_sobol(setting, rows, points=64)
    found = json.loads(as_json(result))["outputs"]
    assert set(found["who_is_first"]["first"].values()) == {None}
    assert found["lead"]["ci"]["total"]["weights"] == [None, None]
    assert found["scores"]["T09"]["total"]["weights"] > 0
    made = setting.opened.provenance(setting.rubric, 0)
    assert sobol_screen(result, made, Page()).startswith("Nothing to explain")
    assert "nan" not in sobol_table(result).to_csv().lower()


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("theory", [None, "T08"])
def test_the_screen_fits_and_says_what_it_shows(setting, result, width, theory):
    made = setting.opened.provenance(setting.rubric, 0)
    text = sobol_screen(result, made, Page(width), theory)
    assert max(map(len, text.splitlines())) <= width
    shares = result.outputs.scores[theory] if theory else result.outputs.who_is_first
    assert f"{100 * shares.total['weights']:.0f} %" in text
    noisy = any(shares.ci.first[name][0] <= 0 < shares.total[name] for name in shares.first)
    assert ("within noise" in text) == noisy
    assert "nan" not in text


def test_the_table_holds_every_output(result):
    rows = sobol_table(result).rows
    assert len(rows) == 22 * len(result.inputs)
    assert len(sobol_table(result, "T08").rows) == len(result.inputs)
    assert all(not (isinstance(v, float) and math.isnan(v)) for row in rows for v in row)


def test_one_group_that_varies_is_all_there_is_to_say(tmp_path):
    (tmp_path / "m.csv").write_text("theory,reach\nscale,0..10\nAlpha,4..6\nBeta,4..6\n")
    assert run("data", "import", "m.csv", "-o", "w", cwd=tmp_path).code == 0
    done = run("sensitivity", "sobol", "--draws", "100", cwd=tmp_path / "w").out
    assert "All of the uncertainty about who is first comes from the judgements." in done
    assert "several at once" not in done
    assert "--draws 100 has no effect here" in " ".join(done.split())
