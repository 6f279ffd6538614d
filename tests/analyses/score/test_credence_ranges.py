"""Credences given as ranges: the ranking at both ends is that of a rubric that says the end."""

import json
from pathlib import Path

import pytest

from tests.command import run

SHIPPED = Path(__file__).resolve().parents[3] / "data"
RANGES = {
    "credences.default": (0.35, 0.65),
    "kinds.support": (0.2, 0.9),
    "speakers.post": (0.1, 0.8),
    "tags.lethalities": (0.2, 0.8),
    "arguments.better-without-interp": (0.0, 1.0),
}


def scored(*settings, options=()):
    words = [word for setting in settings for word in ("--set", setting)]
    done = run("score", *words, *options, "--format", "json", "--data", SHIPPED)
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


def as_ranges(names=RANGES, settled=False):
    form = "{}={{settled: [{}, {}]}}" if settled else "{}=[{}, {}]"
    return [form.format(name, *RANGES[name]) for name in names]


def at_end(name, end, settled=False):
    low, high = RANGES[name]
    value = {"low": low, "middle": (low + high) / 2, "high": high}[end]
    return f"{name}={{settled: {value}}}" if settled else f"{name}={value}"


def same_ranking(end, found):
    assert end["ranks"] == {row["id"]: row["rank"] for row in found["results"]}
    assert end["scores"] == pytest.approx({row["id"]: row["score"] for row in found["results"]})
    assert end["first"] == found["results"][0]["id"]


@pytest.mark.parametrize("settled", [False, True])
def test_each_end_is_the_ranking_of_a_rubric_that_says_it(settled):
    found = scored(*as_ranges(settled=settled))
    ends = {entry["key"]: entry for entry in found["credence_ends"]}
    assert list(ends) == [name.removeprefix("credences.") for name in RANGES] + ["all"]
    middle = scored(*[at_end(name, "middle", settled) for name in RANGES])
    assert [row["score"] for row in found["results"]] == pytest.approx(
        [row["score"] for row in middle["results"]]
    )
    for moved in ("tags.lethalities", "kinds.support"):
        entry = ends[moved]
        assert (entry["low"], entry["high"]) == RANGES[moved]
        for end in ("low", "high"):
            said = [at_end(n, end if n == moved else "middle", settled) for n in RANGES]
            same_ranking(entry[f"at_{end}"], scored(*said))
    for end in ("low", "high"):
        said = [at_end(name, end, settled) for name in RANGES]
        same_ranking(ends["all"][f"at_{end}"], scored(*said))


def test_a_range_moves_all_that_nothing_more_particular_decides():
    found = scored("tags.lethalities=[0.2, 0.8]")
    (entry,) = found["credence_ends"]
    assert entry["arguments"] == 4
    (rest,) = [
        e
        for e in scored("tags.lethalities=[0.2, 0.8]", "trains-it-to-hide=0.5")["credence_ends"]
        if e["key"] == "tags.lethalities"
    ]
    assert rest["arguments"] == 3


@pytest.mark.parametrize("method", ["topsis", "minimum"])
def test_ranks_at_the_ends_go_by_the_method(method):
    options = ("--method", method, "--kind", "listed,agenda")
    (entry,) = scored("lethalities=[0.2, 0.8]", options=options)["credence_ends"]
    same_ranking(entry["at_low"], scored("lethalities=0.2", options=options))
    same_ranking(entry["at_high"], scored("lethalities=0.8", options=options))


def test_recorded_ranges_and_points_have_no_ends_to_show(workspace):
    assert json.loads(run("score", "--format", "json").out)["credence_ends"] == []
    assert "at the ends" not in run("score").out
    assert (
        json.loads(run("score", "--set", "doubt=[0.4, 0.4]", "-f", "json").out)["credence_ends"]
        == []
    )


def test_what_the_screen_says(workspace):
    hard = ("--set", "breaks-down.speed.T1=0.9")
    sets = ("--set", "speakers.post=[0, 1]", "--set", "speakers.reply=[0, 1]")
    said = run("score", *hard, *sets).out
    assert (
        "Ranks at the ends of credences given as ranges (above, at their middle):\n"
        "  speakers.post: at 0 no change; at 1 Long way leads, 2 ranks change\n"
        "    (Short way 1 to 2)\n"
        "  all of them: at low no change; at high no change\n"
        "  1 other changes nothing\n"
    ) in said
    said = run("score", "--set", "doubt=[0.4, 0.6]").out
    assert "At both ends of the credence range the order is the same as at the middle." in said


def test_arguments_of_ones_own_may_have_ranges(workspace):
    Path("rubrics/plain.yaml").write_text(
        "schema: toi/rubric/1\nid: plain\ntitle: Plain\nweights: {speed: 60, harm: 40}\n"
        "arguments:\n"
        "  - id: too-late\n    kind: critique\n    title: Too late\n    gist: It comes too late.\n"
        "    speaker: me\n    credence: {value: [0.2, 1], basis: assumed, why: A guess.}\n"
        "    effects:\n      - on: [T1]\n        criterion: speed\n        lowers: 0.8\n"
        "        basis: inferred\n        why: So it seems.\n",
        encoding="utf-8",
    )
    (entry,) = json.loads(run("score", "--format", "json").out)["credence_ends"]
    assert (entry["key"], entry["low"], entry["high"]) == ("arguments.too-late", 0.2, 1)
    low, high = (
        json.loads(run("score", "--format", "json", "--set", f"too-late={v}").out) for v in (0.2, 1)
    )
    same_ranking(entry["at_low"], low)
    same_ranking(entry["at_high"], high)
    cruxes = json.loads(run("sensitivity", "cruxes", "--format", "json").out)
    (ends,) = cruxes["credence_ends"]
    assert (ends["argument"], ends["low"], ends["high"]) == ("too-late", 0.2, 1)
    (crux,) = (one for one in cruxes["cruxes"] if one["argument"] == "too-late")
    assert ends["p_first_at_high"] == pytest.approx(crux["p_first_if_accepted"])


def test_many_ranges_are_cut():
    names = ("kinds.critique", "kinds.support", "lethalities", "better-without-interp", "dual-use")
    done = run("score", *[w for n in names for w in ("--set", f"{n}=[0.1, 1]")])
    shown = done.out.split("Ranks at the ends")[1].split("Ranks, bars")[0]
    assert "\n  kinds.critique: at .10 " in shown
    assert "\n  all of them: at low " in shown
    assert " ".join(shown.split()).count("; at 1 ") == 3
    assert shown.endswith("\n  2 more: --format json\n")
    assert max(map(len, shown.splitlines())) <= 80
