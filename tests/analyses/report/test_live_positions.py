"""Positions of the page's real controls: they score as in the engine, by link and by file too."""

import json

import numpy as np
import pytest

from tests.analyses.report.browser import page_of
from tests.analyses.report.live_page import moved, write_page
from tests.command import run
from toi.analyses.shared.session import combine, prepare, resolve_rubric
from toi.compile.scoring import restated
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.scoring.ranking import order_key, ranks
from toi.engine.scoring.score import score

NEAR = 1e-9

OWN = """\
schema: toi/rubric/1
id: own
title: "Mine: with 'all' that a rubric may say"
extends: essay-author
weights: {understanding: 5}
weights_sure: {dirichlet: 20, constraints: [directness >= dual_use_risk]}
scrutiny: adjusted
overlap: {default: 0.3}
value_functions:
  directness: [[0, 0], [3, 0.6], [10, 1]]
gates:
  - "dual_use_risk > 6.5": exclude
credences:
  default: 0.4
  tags: {dual-use: {settled: 0.45}}
  arguments:
    better-without-interp: {settled: 0.3}
    far-below-needed-level: [0.2, 0.6]
overrides:
  judgements: {T08.directness: {value: 8}}
arguments:
  - id: my-own
    kind: critique
    title: An argument of mine
    gist: It costs much.
    speaker: me
    credence: {value: 0.6, basis: inferred, why: I think so.}
    effects:
      - {on: [T08, T06], criterion: tractability, lowers: 0.7, basis: inferred, why: It does.}
"""
BASES = {
    "trust": ("essay-author", ()),
    "set for the run": ("balanced", ("directness=40%", "scrutiny=adjusted", "dual-use=0.3")),
    "a plain weight set": ("balanced", ("directness=40",)),
    "order": ("better-work", ("weights_sure=order",)),
    "unknown though weights differ": ("top-down", ("weights_sure=unknown",)),
    "within limits": ("balanced", ("weights_sure={constraints: [directness >= dual_use_risk]}",)),
    "geometric": ("affordances", ("method=geometric",)),
    "a file of one's own": ("own.yaml", ()),
}


@pytest.fixture(scope="module")
def balanced(opened):
    return prepare(opened, "balanced")


@pytest.fixture(scope="module")
def file(balanced, tmp_path_factory):
    return write_page(balanced, tmp_path_factory.mktemp("live") / "balanced.html")


def assert_ranked(rankings, model, rubrics):
    """Hold rankings against the engine, under rubrics of other weights and credences."""
    restatements = [restated(model.problem, model.debate, rubric) for rubric in rubrics]
    problem, ids = model.problem, sorted(name for name, _, _ in rankings[0])
    inputs = expected_inputs(problem).repeat(len(rankings))
    found = score(
        problem,
        inputs.with_(
            weights=np.array([one.weights for one in restatements]),
            sound=np.array([one.credence for one in restatements]),
        ),
        [problem.row[name] for name in ids],
    )
    for shown, totals, key, gated in zip(
        rankings, found.totals, found.key, found.gated, strict=True
    ):
        below = dict(zip(ids, (-order_key(totals)).tolist(), strict=True))
        rank = dict(zip(ids, ranks(key).tolist(), strict=True))
        out = dict(zip(ids, gated.tolist(), strict=True))
        order = sorted(ids, key=lambda name: (rank[name], below[name], name))
        assert [name for name, _, _ in shown] == order
        assert [r for _, r, _ in shown] == [
            "gated" if out[n] else f"{rank[n]}" for n, _, _ in shown
        ]
        scores = {name: points for name, _, points in shown}
        np.testing.assert_allclose([scores[name] for name in ids], totals, atol=NEAR, rtol=0)


def test_positions_of_real_controls_score_as_in_the_engine(browser, file, opened, balanced):
    """Sixty of them, each a few moves from the last; one weight is kept in each."""
    chance = np.random.default_rng(5)
    problem = balanced.problem
    with page_of(browser, file) as page:
        moved(page, ("live-weight-0", 1))
        seen = []
        for number in range(60):
            if number % 6 == 0:
                page.click("text=Back to balanced")
                last = moved(page)
            c, kept = chance.choice(len(problem.criteria), 2, replace=False)
            beliefs = [
                (f"live-credence-{a}", int(chance.integers(0, 101)) / 100)
                for a in chance.choice(len(problem.arguments), 5, replace=False)
            ]
            here = moved(
                page,
                (f"live-keep-{kept}", True),
                (f"live-weight-{c}", int(chance.integers(0, 101))),
                (f"live-keep-{kept}", False),
                *beliefs,
            )
            weight = f"live-weight-{kept}"
            assert here["outputs"][weight] == last["outputs"][weight]
            last = here
            seen.append(here)
    rubrics = [resolve_rubric(opened, one["link"]).rubric for one in seen]
    assert_ranked([one["ranking"] for one in seen], balanced, rubrics)


def saved(page, folder, name="mine"):
    """Save the position as a rubric file."""
    page.fill("#live-name", name)
    with page.expect_download() as waiting:
        page.click("text=Save as a rubric file")
    waiting.value.save_as(folder / waiting.value.suggested_filename)
    return folder / f"{name}.yaml"


def assert_scored(shown, opened, asked):
    """Hold a ranking against that of a rubric as the product compiles it."""
    problem = combine(opened, resolve_rubric(opened, asked)).problem
    exact = exact_ranking(problem, sorted(problem.row[name] for name, _, _ in shown))
    names = [problem.theories[exact.rows[i]] for i in exact.order]
    assert [name for name, _, _ in shown] == names
    scores = [points for _, _, points in shown]
    np.testing.assert_allclose(scores, exact.totals[exact.order], atol=NEAR, rtol=0)


@pytest.mark.parametrize("name", BASES)
def test_link_and_file_say_the_same_whatever_the_rubric(
    browser, opened, name, tmp_path, monkeypatch
):
    rubric, settings = BASES[name]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    model = prepare(opened, rubric, settings)
    file = write_page(model, tmp_path / "page.html")
    named = rubric != "own.yaml"  # a link names no file
    with page_of(browser, file) as page:
        assert_scored(moved(page)["ranking"], opened, resolve_rubric(opened, rubric, settings))
        moves = [
            [("live-credence-3", 0.9), ("live-credence-40", 0.05), ("live-weight-5", 40)],
            [
                *(("live-keep-5", True), ("live-weight-7", 10), ("live-weight-2", 0)),
                *(("live-credence-3", 0), ("live-credence-80", 1)),
            ],
        ]
        for number, some in enumerate(moves):
            here = moved(page, *some)
            assert_scored(here["ranking"], opened, str(saved(page, tmp_path, f"mine{number}")))
            if named:
                assert_scored(here["ranking"], opened, here["link"])
    if named:
        with page_of(browser, file, here["link"]) as page:
            assert moved(page) == here
            assert page.is_hidden(".live-notes")


def test_the_command_line_takes_the_link_and_the_file(browser, file, tmp_path):
    with page_of(browser, file) as page:
        here = moved(page, ("live-weight-3", 55), ("live-credence-7", 0.95))
        mine = saved(page, tmp_path)
    for asked in (f"https://example.org/report.html{here['link']}", mine):
        done = run("score", "--rubric", asked, "--format", "json")
        assert (done.code, done.err) == (0, "")
        found = {row["id"]: row["score"] for row in json.loads(done.out)["results"]}
        assert found == pytest.approx({name: p for name, _, p in here["ranking"]}, abs=NEAR)
