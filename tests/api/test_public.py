"""The public face of the package: what can be imported, how it is called, what it is typed as."""

import ast
import inspect
import math
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

import toi

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """\
import toi

debate: toi.LoadedDebate = toi.load("docs/example/data")
records: toi.Debate = debate.debate
rubric: toi.ResolvedRubric = toi.rubric(debate, settings=["reach=70%"])
written: toi.Rubric = rubric.rubric
ranking: toi.ScoreResult = toi.score(debate, rubric, settings=["risk=0.1"], method="topsis")
first: str = ranking.results[0].id
methods: toi.MethodsResult = toi.score_methods(debate)
why: toi.ExplainResult = toi.explain(debate, first, "essay-author")
sure: toi.SensitivityResult = toi.sensitivity(debate, topic="ranks", goes_on=lambda n: n < 100)
split = toi.portfolio(debate, [rubric, "balanced"])
if isinstance(split, toi.PortfolioResult):
    spent: float = split.expected
both = toi.compare(debate, "A", "B")
if isinstance(both, toi.TheoriesCompared):
    pair: float = both.pairs[0].p_a_beats_b
agreed: toi.AgreementResult = toi.agreement(debate, ["docs/example/panel.csv"])
together: toi.Pooled = toi.pool(debate, ["docs/example/panel.csv"])
panel: toi.ScoreResult = toi.score(debate, together.rubric)
try:
    toi.load("nowhere")
except toi.InputErrors as error:
    problem: toi.Problem = error.problems[0]
toi.score(debate, 3)  # wrong
"""


@pytest.fixture(scope="module")
def example():
    return toi.load(str(ROOT / "docs" / "example" / "data"))


def test_every_public_name_is_there_and_shown():
    assert set(toi.__all__) <= set(dir(toi))
    for name in toi.__all__:
        assert getattr(toi, name).__name__ == name if name != "__version__" else toi.__version__
    with pytest.raises(AttributeError, match="no attribute 'scores'"):
        toi.scores  # noqa: B018


def test_type_checkers_see_the_names_that_are_imported_late():
    tree = ast.parse((ROOT / "toi" / "__init__.py").read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {alias.asname: line.module for line in block.body for alias in line.names}
    assert seen == toi._HOME


def test_importing_the_package_loads_nothing_heavy():
    code = "import sys, toi; print(*sys.modules)"
    run = [sys.executable, "-c", code]
    loaded = subprocess.run(run, capture_output=True, text=True, cwd=ROOT, check=True).stdout
    assert not {"numpy", "pydantic", "ruamel.yaml", "toi.api"} & set(loaded.split())


def test_a_users_script_passes_a_strict_type_checker(request, tmp_path):
    """With one mistake, which is found: what is `Any` would let everything pass."""
    pytest.importorskip("mypy")
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    cache = request.config.cache.mkdir("mypy")
    # As where toi is installed: of what is imported signatures are read, not bodies.
    asked = ["--strict", "--config-file=", "--follow-imports=silent", f"--cache-dir={cache}"]
    check = [sys.executable, "-m", "mypy", *asked]
    run = subprocess.run([*check, script], capture_output=True, text=True, cwd=ROOT, check=False)
    wrong = SCRIPT.splitlines().index("toi.score(debate, 3)  # wrong") + 1
    lines = run.stdout.splitlines()
    assert f"script.py:{wrong}: error: Argument 2" in lines[0]
    assert lines[1].startswith("Found 1 error"), run.stdout + run.stderr


def test_a_rubric_may_be_a_name_a_path_or_one_that_was_read(example, monkeypatch):
    monkeypatch.chdir(ROOT)
    path = ROOT / "docs" / "example" / "rubrics" / "example.yaml"
    read = toi.rubric(example, path)
    by = [toi.score(example, rubric).results[0].score for rubric in ("example", path, read)]
    assert by[0] == by[1] == by[2]


def test_settings_are_made_on_top_of_those_that_a_rubric_has(example):
    once = toi.rubric(example, settings=["reach=75%"])
    both = toi.score(example, once, settings=["falls-short=0"])
    assert both.provenance.set == ("reach=75%", "falls-short=0")
    direct = toi.score(example, settings=["reach=75%", "falls-short=0"])
    assert both.results[0].score == direct.results[0].score
    assert once.settings == ("reach=75%",)
    compared = toi.compare(example, "A", "B", rubrics=[once], settings=["falls-short=0"])
    assert compared.rubrics[0].set == ("reach=75%", "falls-short=0")


def test_settings_go_with_everything_that_scores(example):
    given = {"settings": ["reach=75%"]}
    for found in (
        toi.score(example, **given),
        toi.score_methods(example, **given),
        toi.explain(example, "A", **given),
        toi.sensitivity(example, topic="ranks", draws=100, **given),
        toi.portfolio(example, draws=100, **given),
    ):
        assert found.provenance.set == ("reach=75%",)
    other = toi.rubric(example, "example", settings=["weights_sure=order"])
    both = ["example", other]
    with_it, without = (
        toi.portfolio(example, both, draws=100, **given),
        toi.portfolio(example, both, draws=100),
    )
    digests = [{view.digest for view in found.views} for found in (with_it, without)]
    assert [len(some) for some in digests] == [2, 2]
    assert digests[0].isdisjoint(digests[1])


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda d: toi.score("essay-author"), "first argument is a debate"),
        (lambda d: toi.explain("T09", "balanced"), "first argument is a debate"),
        (lambda d: toi.compare("T04", "T09"), "first argument is a debate"),
        (lambda d: toi.rubric("mine"), "first argument is a debate"),
        (lambda d: toi.score(d, 3), r"rubric: a name, .* toi.rubric\(\)"),
        (lambda d: toi.portfolio(d, [3]), r"rubric: a name, .* toi.rubric\(\)"),
        (lambda d: toi.score(d, settings="reach=75%"), r"settings=\['reach=75%'\]"),
        (lambda d: toi.score(d, settings=[3]), "settings: a list, each a text, not"),
        (lambda d: toi.score(d, d), "toi.rubric"),
        (lambda d: toi.score(d, kinds=["listed"]), r"kinds: a text or None, not \['listed'\]"),
        (lambda d: toi.score(d, seed="1"), "seed: a whole number, not '1'"),
        (lambda d: toi.score(d, setting=["reach=75%"]), "did you mean 'settings'"),
        (lambda d: toi.explain(d), r"explain\(\): missing a required argument: 'theory'"),
        (lambda d: toi.sensitivity(d, draws=1e4), "draws: a whole number or None, not 10000.0"),
        (lambda d: toi.sensitivity(d, groups="weights"), r"groups=\['weights'\]"),
        (lambda d: toi.compare(d, ["A", "B"]), "names: a text, not"),
        (lambda d: toi.agreement(d, "panel.csv"), r"files=\['panel.csv'\]"),
        (lambda d: toi.load(d), "data: a text or a path or None, not <LoadedDebate"),
    ],
)
def test_arguments_in_the_wrong_place_are_told_so(example, call, says):
    with pytest.raises(TypeError, match=says):
        call(example)


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda d: toi.sensitivity(d, topic="rank"), "unknown-topic"),
        (lambda d: toi.sensitivity(d, topic="A"), "unknown-topic"),
        (lambda d: toi.sensitivity(d, draws=0), "out-of-range"),
        (lambda d: toi.score(d, seed=-1), "out-of-range"),
        (lambda d: toi.portfolio(d, budget="some"), "bad-budget"),
        (lambda d: toi.portfolio(d, budget=1e16), "bad-budget"),
        (lambda d: toi.portfolio(d, budget="0.0009 EUR"), "bad-budget"),
        (lambda d: toi.portfolio(d, budget_factor=0), "out-of-range"),
        (lambda d: toi.portfolio(d, budget_factor=math.nan), "out-of-range"),
        (lambda d: toi.portfolio(d, budget_factor=1e9), "out-of-range"),
        (lambda d: toi.portfolio(d, credence=[1.0]), "unused-option"),
        (lambda d: toi.score(d, method="all"), "unknown-method"),
    ],
)
def test_what_would_not_be_used_is_refused(example, call, code):
    with pytest.raises(toi.InputErrors) as refused:
        call(example)
    assert refused.value.problems[0].code == code


def test_a_budget_scales_amounts_and_a_factor_what_there_is(example):
    plain, named = toi.portfolio(example, draws=200), toi.portfolio(example, draws=200, budget=3e6)
    assert (plain.amount, named.amount, named.unit) == (None, 3e6, None)
    assert [line.share for line in plain.allocation] == [line.share for line in named.allocation]
    twice = toi.portfolio(example, draws=200, budget_factor=2.0)
    assert sum(line.share for line in twice.allocation) == pytest.approx(2.0)


@pytest.mark.parametrize("factor", [2, Fraction(2)])
def test_a_whole_number_is_as_good_a_factor(example, factor):
    """Caps in an array that is made of one would be cut to whole numbers: 0, not .6."""
    whole, exact = (
        toi.portfolio(example, draws=200, budget_factor=one, caps=["A=30%"])
        for one in (factor, 2.0)
    )
    shares = {line.id: line.share for line in whole.allocation}
    assert shares == {line.id: line.share for line in exact.allocation}
    assert shares["A"] == pytest.approx(0.6)


def test_every_function_checks_what_it_is_given():
    public = filter(inspect.isfunction, (getattr(toi, name) for name in toi.__all__))
    assert [one.__name__ for one in public if not hasattr(one, "__wrapped__")] == []
