"""Commands as people and programs use them."""

import csv
import io
import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import toi
from tests.command import ranking, run
from toi.analyses.layout.page import Page
from toi.analyses.shared.format import GLUE

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch):
    monkeypatch.chdir(ROOT)


def test_bare_toi_orients_and_names_only_what_exists():
    done = run()
    assert done.code == 0
    for line in done.out.splitlines():
        words = (
            line[10:].split()
            if line[:10].strip() in ("", "Look", "Make it", "yours", "Check")
            else []
        )
        if words[:1] == ["toi"] and words[1] != "COMMAND":
            path = words[1:3] if words[1] in ("rubric", "data") else words[1:2]
            assert run(*path, "--help").code == 0, line


def test_the_ranking_is_of_the_twenty_listed_theories():
    found = ranking()
    assert {row["id"] for row in found["results"]} == {f"T{i:02d}" for i in range(1, 21)}
    assert found["schema"] == "toi/score/1"
    assert set(found["provenance"]) == {
        *("version", "data", "data_digest", "rubric", "rubric_digest", "set", "seed", "draws"),
        "kinds",
    }
    ranks = [row["rank"] for row in found["results"]]
    assert ranks == sorted(ranks)
    for row in found["results"]:
        parts = row["contributions"]
        total = parts["case"] + sum(parts["arguments"].values()) + parts["conditions"]
        assert total == pytest.approx(row["score"], abs=1e-9)
        assert row["interval"]["p05"] <= row["interval"]["p50"] <= row["interval"]["p95"]
        assert 1 <= row["rank_range"][0] <= row["rank_range"][1] <= 20


def test_same_inputs_same_bytes_and_python_says_the_same():
    first, second = (run("score", "--format", "json").out for _ in range(2))
    assert first == second
    assert toi.score(toi.load()).to_json() == first
    explained = run("explain", "T09", "--format", "json").out
    assert toi.explain(None, "T09").to_json() == explained


def test_screens_fit_eighty_columns_and_pipes_get_plain_text():
    for command in (["score"], ["score", "--why"], ["explain", "T04"], ["list"], ["show", "T15"]):
        done = run(*command)
        assert "\x1b" not in done.out
        assert max(map(len, done.out.splitlines())) <= 80, command


def test_every_format_of_every_command():
    for command in (
        ["score"],
        ["explain", "T01"],
        ["list", "tags"],
        ["show", "T01"],
    ):
        for form in ("json", "csv", "markdown", "html"):
            done = run(*command, "--format", form)
            assert done.code == 0, (command, form, done.err)
            if form == "json":
                assert json.loads(done.out)["schema"].startswith("toi/")
            if form == "csv":
                rows = list(csv.reader(io.StringIO(done.out)))
                assert len({len(row) for row in rows}) == 1
            if form == "html":
                assert done.out.startswith("<!DOCTYPE html>")
                assert done.out.endswith("</html>\n")
            if form == "markdown":
                assert done.out.startswith("# Theories of impact of interpretability: ")
            if form in ("markdown", "html"):
                assert "data shipped " in done.out


@pytest.mark.parametrize("word", ["t9", "T09", "T9", "loss function"])
def test_ids_in_any_form(word):
    assert run("explain", word).out.startswith("T09 ")


def test_explain_reckons_to_the_score():
    found = json.loads(run("explain", "T06", "--format", "json").out)
    total = found["case"] + sum(row["points"] for row in found["arguments"]) + found["conditions"]
    assert total == pytest.approx(found["score"])
    assert found["arguments"][0]["lines"]


def test_set_changes_what_it_says_and_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    plain = ranking()
    weighed = ranking("--set", "directness=100%")
    assert {c["id"]: c["weight"] for c in weighed["criteria"]}["directness"] == 1
    assert weighed["provenance"]["set"] == ["directness=100%"]
    assert weighed["provenance"]["rubric_digest"] != plain["provenance"]["rubric_digest"]
    judged = ranking("--set", "T13.directness=10")
    place = {
        key: [row["id"] for row in found["results"]].index("T13")
        for key, found in (("before", plain), ("after", judged))
    }
    assert place["after"] < place["before"]
    assert list(tmp_path.iterdir()) == []


def test_gated_theories_stand_last_with_their_rule(tmp_path):
    rubric = tmp_path / "gated.yaml"
    rubric.write_text(
        "schema: toi/rubric/1\nid: gated\ntitle: Gated\nextends: balanced\n"
        "gates:\n  - dual_use_risk > 6: exclude\n"
    )
    found = ranking("--rubric", str(rubric))
    excluded = [row["id"] for row in found["results"] if row["gated"]]
    assert excluded == [row["id"] for row in found["results"][-len(excluded) :]]
    assert {row["rank"] for row in found["results"] if row["gated"]} == {21 - len(excluded)}
    assert "excluded by the gate dual_use_risk > 6" in run("score", "--rubric", rubric).out


def test_equal_weights_draws_no_weights():
    """With credences of 0 or 1 and judgements as they are, only weights could widen a range."""
    found = ranking("--rubric", "equal-weights")
    assert {round(c["weight"], 12) for c in found["criteria"]} == {0.25, 0.0}
    loose = ranking("--rubric", "equal-weights", "--set", "weights_sure=unknown")
    for sure, unsure in zip(found["results"], loose["results"], strict=True):
        assert sure["score"] == pytest.approx(unsure["score"])
    spread = [
        sum(row["interval"]["p95"] - row["interval"]["p05"] for row in result["results"])
        for result in (found, loose)
    ]
    assert spread[0] < 0.8 * spread[1]


def test_what_the_readme_says_of_a_rubric_of_ones_own_moves_the_ranking(tmp_path, monkeypatch):
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    own = page.split("## Your own position")[1].split("\n## ")[0]
    lines = [line.split("#")[0] for line in own.splitlines() if line.startswith("toi rubric ")]
    assert lines
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VISUAL", "true")  # an editor that changes nothing
    before = {row["id"]: row["score"] for row in ranking()["results"]}
    for line in lines:
        assert run(*shlex.split(line)[1:]).code == 0, line
    after = {row["id"]: row["score"] for row in ranking("--rubric", "mine")["results"]}
    assert sum(abs(after[name] - before[name]) for name in before) > 20


def test_weights_that_differ_count(tmp_path):
    rubric = tmp_path / "loud.yaml"
    rubric.write_text(
        "schema: toi/rubric/1\nid: loud\ntitle: Loud\n"
        "weights: {directness: 80, dual_use_risk: 20}\nweights_sure: unknown\n"
    )
    said = run("score", "--rubric", rubric).err
    assert "its weights differ, so they count as roughly, not as unknown" in said


def test_the_verdict_names_all_that_the_leader_does_not_beat():
    found = ranking()
    first, *rest = found["results"]
    same_tier = {row["id"] for row in rest if row["tier"] == first["tier"]}
    assert same_tier <= set(found["level"])
    seen = run("score").out.split("cannot be told apart")[0]
    named = [name for name in found["level"] if name in seen]
    others = f"{len(found['level']) - len(named)} others"
    assert others in seen or len(named) == len(found["level"])


def test_suggested_commands_keep_the_rubric_and_what_was_set():
    seen = run("score", "--rubric", "essay-author", "--set", "directness=40%").out
    command = seen.split("Next: ")[1].split("|")[0]
    assert "-r essay-author --set directness=40%" in " ".join(command.split())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("new", "toi rubric new"),
        ("rubric import", "toi data import"),
        ("data score", "toi score"),
        ("check", "toi rubric check or toi data check"),
    ],
)
def test_a_command_that_stands_elsewhere_is_named_as_it_is_typed(typed, meant):
    done = run(*typed.split())
    assert done.code == 2
    assert f"No such command {typed.split()[-1]!r}. Did you mean {meant}?" in done.err


def test_options_that_do_not_fit_are_refused():
    for words in (["list", "theories", "--tag", "dual-use"], ["list", "tags", "--line", "3"]):
        done = run(*words)
        assert (done.code, done.out) == (2, "")
        assert "[unused-option]" in done.err
    assert "[unknown-kind]" in run("list", "arguments", "--kind", "bogus").err


def test_examples_in_help_work(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for command in (["score"], ["explain"], ["list"], ["show"], ["data", "coverage"]):
        for line in run(*command, "-h").out.split("Examples:\n")[1].splitlines():
            if line.strip().startswith("toi "):
                done = run(*shlex.split(line)[1:])
                assert done.code == 0, (line, done.err)
                assert "No claims" not in done.out, line


def test_the_ending_of_the_output_names_the_form(tmp_path):
    starts = {"json": "{", "csv": "rank,", "md": "# ", "html": "<!DOCTYPE", "txt": "No clear"}
    for name, start in ((f"r.{ending}", start) for ending, start in starts.items()):
        assert run("score", "--output", tmp_path / name).code == 0
        assert (tmp_path / name).read_text().startswith(start)
    assert run("score", "--output", "-").out == run("score").out


def test_output_is_written_whole_and_not_over_another(tmp_path):
    target = tmp_path / "ranking"
    assert run("score", "--format", "csv", "--output", target).code == 0
    written = target.read_text()
    assert written.startswith("rank,")
    done = run("score", "--format", "json", "--output", target)
    assert (done.code, done.out) == (2, "")
    assert "--force" in done.err
    assert target.read_text() == written
    assert run("score", "--format", "json", "--output", target, "--force").code == 0
    assert json.loads(target.read_text())
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ranking"]


def test_a_rubric_of_ones_own_shadows_and_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "balanced.yaml").write_text(
        "schema: toi/rubric/1\nid: balanced\ntitle: Mine\nweights: {directness: 1}\n"
    )
    done = run("score")
    assert "note: rubrics/balanced.yaml is used in place of the shipped one" in done.err
    assert run("score", "--quiet").err == ""


def test_another_projects_data_folder_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    done = run("score", "--top", "1")
    assert done.code == 0
    assert "not a toi debate" in done.err


def test_broken_pipe_is_silent():
    command = f"{sys.executable} -m toi list claims | head -1"
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.stdout.startswith("Id")
    assert done.stderr == ""


def test_the_cache_may_be_anywhere_or_nowhere(tmp_path):
    plain = run("score", env={"TOI_CACHE": ""}).out
    kept = tmp_path / "kept"
    assert run("score", env={"TOI_CACHE": str(kept)}).out == plain
    assert list(kept.glob("*.json"))
    assert run("score", env={"TOI_CACHE": str(kept)}).out == plain
    for entry in kept.glob("*.json"):
        entry.write_text("{ broken")
    assert run("score", env={"TOI_CACHE": str(kept)}).out == plain
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert run("score", env={"TOI_CACHE": str(blocked / "below")}).out == plain


def test_a_cached_file_still_gives_places(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    for file in (ROOT / "data").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        (folder / file.name).write_text(
            text.replace("criterion: directness", "criterion: speed", 1)
        )
    env = {"TOI_CACHE": str(tmp_path / "cache")}
    first, second = (run("score", "--data", folder, env=env) for _ in range(2))
    assert first.code == second.code == 2
    assert first.err == second.err
    assert "[unknown-criterion]" in first.err


def test_colour_honours_no_color(monkeypatch):
    from toi.analyses.layout.page import page_for

    class Terminal(io.StringIO):
        encoding = "utf-8"

        def isatty(self):
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert page_for(Terminal()).colour
    monkeypatch.setenv("NO_COLOR", "1")
    assert not page_for(Terminal()).colour
    assert not page_for(io.StringIO()).colour


def test_help_has_examples():
    for command in (["score"], ["explain"], ["list"], ["show"], ["data", "check"]):
        text = run(*command, "-h").out
        assert "Examples:\n" in text, command
        assert f"toi {' '.join(command)}" in text


def test_version():
    assert run("--version").out == f"toi {toi.__version__}\n"


def test_a_long_command_is_not_broken_inside_quotes():
    command = (
        "toi score --set 'weights_sure={constraints: [directness >= 2 * dual_use_risk]}' --why"
    )
    shown = Page(60).fill(f"Next: {command}".replace(" ", GLUE), "      ")
    assert shlex.split(shown.replace("\\\n", "")) == ["Next:", *shlex.split(command)]
    assert shown.count("\n") >= 1


def test_a_line_behind_all_claims_is_said_to_be():
    done = run("list", "claims", "--line", "9999")
    assert (done.code, done.out) == (0, "No claims to show.\n")
    assert "line 9,999 is behind the last claim, which ends with line" in done.err
    assert "behind" not in run("list", "claims", "--line", "36").err
    assert run("list", "claims", "--line", "36+").out == run("list", "claims", "--line", "36").out
    for wrong in ("x", "60,", "5-x"):
        assert (
            f"--line {wrong!r} is no line of the text" in run("list", "claims", "--line", wrong).err
        )


def test_lines_as_other_screens_write_them_are_found():
    def found(lines):
        done = run("list", "claims", "--line", lines, "-f", "json")
        return [row["id"] for row in json.loads(done.out)["items"]]

    shown = json.loads(run("show", "far-below-needed-level", "-f", "json").out)
    assert found("60,68") == found("60") + found("68") != []
    assert set(shown["record"]["claims"]) & set(found("60,68"))
    assert set(found("457-459+")) == set(found("457")) | set(found("458")) | set(found("459"))
    assert found("590") == found("590-592")
