"""`toi rubric` as people and programs use it."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import toi
from tests.command import run
from tests.io.yaml.test_edit import data_of
from toi.compile.scoring import compile_problem
from toi.io.debate.folders import SHIPPED

ROOT = Path(__file__).resolve().parents[3]
FORMS = ("json", "csv", "markdown", "html")


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """An empty working folder: the shipped debate and rubrics."""
    for name in ("TOI_DATA", "TOI_RUBRICS", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def done(*arguments):
    """A command that must succeed."""
    found = run(*arguments)
    assert found.code == 0, found.err
    return found


def scores(*arguments):
    found = json.loads(done("score", "--format", "json", *arguments).out)
    found.pop("provenance")
    return found


# list and show


def test_list_has_the_rows_of_toi_list_rubrics_and_says_what_is_shadowed(empty):
    assert done("rubric", "list").out == done("list", "rubrics").out
    done("rubric", "set", "proponent", "directness=40%")
    found = done("rubric", "list")
    assert found.err == "note: rubrics/proponent.yaml is used in place of shipped:rubrics\n"
    assert re.search(r"(?m)^proponent .* rubrics$", found.out)
    rows = json.loads(done("rubric", "list", "--format", "json").out)["items"]
    assert {row["id"] for row in rows} == set(SHIPPED)
    assert [row["id"] for row in rows if row["shadows"]] == ["proponent"]


@pytest.mark.parametrize("name", SHIPPED)
def test_what_show_prints_is_the_rubric_itself(name, empty):
    for settings in ([], ["--set", "directness=40%", "--set", "T08.directness=3"]):
        words = ["rubric", "show", name, *settings]
        printed = json.loads(done(*words, "--format", "json").out)
        (empty / "flat.yaml").write_text(done(*words).out, encoding="utf-8")
        again = json.loads(done("rubric", "show", "flat.yaml", "--format", "json").out)
        assert again["rubric"] == printed["rubric"]
        assert again["provenance"]["rubric_digest"] == printed["provenance"]["rubric_digest"]
        assert "extends" not in printed["rubric"]


def test_show_says_where_each_part_comes_from(empty):
    done("rubric", "new", "mine", "--from", "essay-author")
    done("rubric", "set", "mine", "joke=0.3")
    shown = json.loads(done("rubric", "show", "mine", "--set", "minor=0.1", "--format", "json").out)
    assert shown["schema"] == "toi/rubric-show/1"
    assert shown["extends"] == ["essay-author", "balanced"]
    origin = {part["key"]: part["origin"] for part in shown["origins"]}
    assert origin["credences.tags.joke"] == "mine"
    assert origin["credences.tags.minor"] == "--set"
    assert origin["credences.arguments.translucence-may-fail"] == "essay-author"
    assert origin["title"] == "mine"
    changes = {c["key"]: (c["before"], c["after"]) for c in shown["changes"]}
    assert changes == {"credences.tags.joke": ({"trust": 1}, 0.3)}
    screen = done("rubric", "show", "mine", "--changes").out
    assert screen.startswith("mine changes 1 part of essay-author; ")
    assert re.search(r"tags.joke +\S*trust\D*1\S* +0.3\n", screen), screen


def test_show_of_implied_certainty(empty):
    (empty / "mine.yaml").write_text(
        "schema: toi/rubric/1\nid: mine\ntitle: Mine\nextends: balanced\nweights: {directness: 9}\n"
    )
    out = done("rubric", "show", "mine.yaml").out
    assert "weights_sure: roughly" in out
    assert "# weights given over a parent that leaves them unknown\n" in out


# new


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("parent", SHIPPED)
def test_a_new_rubric_scores_as_the_one_it_starts_from(parent, full, empty):
    options = ["--full"] if full else []
    found = done("rubric", "new", "mine", "--from", parent, *options)
    assert found.out.startswith("rubrics/mine.yaml is yours: ")
    assert done("rubric", "check", "mine").err == ""
    opened = toi.load()
    ours, theirs = (
        compile_problem(opened.debate, toi.rubric(opened, name).rubric) for name in ("mine", parent)
    )
    for name, value in vars(ours).items():
        other = getattr(theirs, name)
        if hasattr(value, "tolist"):
            value, other = value.tolist(), other.tolist()
        assert repr(value) == repr(other), name
    if not full:
        assert scores("--rubric", "mine") == scores("--rubric", parent)


def taken_up(text, *starts):
    """The text with remarks turned into lines: those of the blocks that begin so."""
    lines, taking = [], False
    for line in text.split("\n"):
        bare = line.lstrip()
        if any(bare.startswith(f"# {start}") for start in starts):
            taking = True
        elif not bare.startswith("#   "):
            taking = False
        lines.append(line.replace("# ", "", 1) if taking else line)
    return "\n".join(lines)


@pytest.mark.parametrize("parent", SHIPPED)
def test_the_examples_in_a_new_rubric_can_be_used(parent, empty):
    done("rubric", "new", "mine", "--from", parent)
    file = empty / "rubrics" / "mine.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        taken_up(text, "tags:", "gates:", "overrides:", "value_functions:", "portfolio:")
    )
    done("rubric", "check", "mine")
    rubric = toi.rubric(name="mine").rubric
    assert rubric.credences.tags
    assert rubric.gates
    assert rubric.overrides.judgements
    assert rubric.overrides.forces
    assert rubric.value_functions
    assert rubric.portfolio.risk == 0.3
    assert rubric.portfolio.bounds


def test_a_new_rubric_teaches(empty):
    done("rubric", "new", "mine")
    text = (empty / "rubrics" / "mine.yaml").read_text(encoding="utf-8")
    debate = toi.load().debate
    assert f'data: "{debate.digest[:12]}"' in text
    flat = re.sub(r"\s*\n\s*#\s*", " ", text)
    for name, weight in toi.rubric(name="balanced").rubric.weights.items():
        if weight:
            for wording in list(debate.criteria[name].anchors.values())[
                :: len(debate.criteria[name].anchors) - 1
            ]:
                assert wording in flat
    for tag, members in debate.tags.items():
        assert f"{tag} {len(members)}" in flat or f"{tag}: 0.5" in text
    assert 40 <= len(text.splitlines()) <= 75
    assert max(map(len, text.splitlines())) <= 100
    for command in re.findall(r"toi (?:rubric )?[a-z]+", text):
        assert run(*command.split()[1:], "--help").code == 0, command
    full = done("rubric", "new", "all", "--full")
    assert full.out.startswith("rubrics/all.yaml is yours: ")
    text = (empty / "rubrics" / "all.yaml").read_text(encoding="utf-8")
    for name in (*debate.arguments, *debate.criteria):
        assert f"{name}: " in text


def test_the_first_arguments_are_those_that_turn_most_pairs(empty):
    done("rubric", "new", "mine")
    opened = toi.load()
    first = list(toi.rubric(opened, "mine").layers[0].record.credences.arguments)
    assert len(first) == 5

    def turned(name):
        rows = [
            {
                r.id: r.score
                for r in toi.score(opened, toi.rubric(opened, settings=[f"{name}={q}"])).results
            }
            for q in (0, 1)
        ]
        ids = sorted(rows[0])
        return sum(
            (rows[0][a] > rows[0][b]) != (rows[1][a] > rows[1][b])
            for i, a in enumerate(ids)
            for b in ids[i + 1 :]
        )

    least = min(turned(name) for name in first)
    others = [name for name in opened.debate.arguments if name not in first]
    assert least >= max(turned(name) for name in others[::25])


def test_new_in_another_debate(workspace):
    found = done("rubric", "new", "mine")
    assert "on top of plain" in found.out  # the only rubric beside this data
    assert "extends: plain" in Path("rubrics/mine.yaml").read_text()
    assert scores("--rubric", "mine")["results"] == scores("--rubric", "plain")["results"]
    done("rubric", "new", "other", "--from", "plain")
    assert scores("--rubric", "other")["results"] == scores("--rubric", "plain")["results"]
    assert "extends: plain" in Path("rubrics/other.yaml").read_text()


def test_the_only_rubric_cannot_be_replaced_by_one_that_starts_from_it(workspace):
    before = Path("rubrics/plain.yaml").read_bytes()
    found = run("rubric", "new", "plain", "--force")
    assert (found.code, "cannot start from itself" in found.err) == (2, True)
    assert Path("rubrics/plain.yaml").read_bytes() == before


def test_new_in_a_debate_without_arguments(workspace):
    Path("data/arguments.yaml").unlink()
    done("rubric", "new", "mine")
    done("rubric", "check", "mine")
    assert "credences" not in data_of(Path("rubrics/mine.yaml").read_bytes())


def test_new_overwrites_only_by_force(empty):
    done("rubric", "new", "mine")
    before = Path("rubrics/mine.yaml").read_bytes()
    Path("rubrics/mine.yaml").write_bytes(before + b"# mine\n")
    assert run("rubric", "new", "mine").code == 2
    assert Path("rubrics/mine.yaml").read_bytes() == before + b"# mine\n"
    done("rubric", "new", "mine", "--force")
    assert Path("rubrics/mine.yaml").read_bytes() == before


def test_new_where_another_folder_comes_first(empty):
    (empty / "first").mkdir()
    (empty / "first" / "mine.yaml").write_text("schema: toi/rubric/1\nid: mine\ntitle: Mine\n")
    found = run("rubric", "new", "mine", env={"TOI_RUBRICS": str(empty / "first")})
    assert found.code == 2
    assert "mine.yaml has that name and comes first; choose another [file-exists]" in found.err


def test_a_rubrics_file_in_the_place_of_the_folder(empty):
    (empty / "rubrics").write_text("")
    found = run("rubric", "new", "mine")
    assert found.err == (
        "toi: cannot make the folder rubrics: a file is in its place [unwritable]\n"
    )


# set


@pytest.fixture
def mine(empty):
    done("rubric", "new", "mine")
    return empty / "rubrics" / "mine.yaml"


def test_a_share_is_reached_by_one_weight(mine):
    before = mine.read_text(encoding="utf-8")
    out = done("rubric", "set", "mine", "directness=40%").out
    assert "weights.directness: 25 -> 50 (40 % of all weight, the others as they were)\n" in out
    assert "weights_sure: unknown -> roughly (since a weight was set" in out
    text = before.replace("directness: 25", "directness: 50", 1)
    assert mine.read_text(encoding="utf-8") == text
    share = {c["id"]: c["weight"] for c in scores("--rubric", "mine")["criteria"]}
    assert share["directness"] == pytest.approx(0.4)


@pytest.mark.parametrize("percent", [1, 7, 33, 33.3, 66.6, 99, 99.9])
def test_shares_are_right(percent, mine):
    done("rubric", "set", "mine", f"directness={percent}%")
    share = {c["id"]: c["weight"] for c in scores("--rubric", "mine")["criteria"]}
    assert share["directness"] == pytest.approx(percent / 100, abs=1e-6)


def test_several_shares_and_all_of_it(mine):
    done("rubric", "set", "mine", "directness=50%", "dual_use_risk=10%")
    share = {c["id"]: c["weight"] for c in scores("--rubric", "mine")["criteria"]}
    assert share["directness"] == pytest.approx(0.5, abs=1e-6)
    assert share["dual_use_risk"] == pytest.approx(0.1, abs=1e-6)
    out = done("rubric", "set", "mine", "directness=75%", "dual_use_risk=25%").out
    assert "(nothing is left for it)" in out
    weights = toi.rubric(name="mine").rubric.weights
    assert (weights["directness"], weights["dual_use_risk"]) == (75, 25)
    assert sum(weights.values()) == 100


def test_set_does_what_the_option_does(mine):
    settings = ["directness=40%", "better-without-interp=0.2", "dual-use=0.3", "T08.directness=8"]
    option = scores("--rubric", "mine", *(w for s in settings for w in ("--set", s)))
    done("rubric", "set", "mine", *settings)
    kept = scores("--rubric", "mine")
    assert [row["score"] for row in kept["results"]] == pytest.approx(
        [row["score"] for row in option["results"]]
    )
    assert [row["id"] for row in kept["results"]] == [row["id"] for row in option["results"]]


def test_set_says_what_moved_and_by_which_change(mine):
    first = json.loads(done("score", "--rubric", "mine", "--format", "json").out)["results"]
    words = ["rubric", "set", "mine", "directness=60%", "especially-dangerous=0"]
    found = json.loads(done(*words, "--format", "json").out)
    assert found["schema"] == "toi/rubric-set/1"
    assert found["written"] is True
    assert found["file"] == "rubrics/mine.yaml"
    ranking = found["ranking"]
    now = {
        row["id"]: row
        for row in json.loads(done("score", "-r", "mine", "-f", "json").out)["results"]
    }
    was = {row["id"]: row for row in first}
    assert len(ranking["moves"]) == ranking["theories"] == 20
    for move in ranking["moves"]:
        assert move["before"]["rank"] == was[move["id"]]["rank"]
        assert move["after"]["rank"] == now[move["id"]]["rank"]
        assert move["after"]["score"] == pytest.approx(now[move["id"]]["score"])
    assert [a["key"] for a in ranking["alone"]] == [
        "weights.directness",
        "credences.arguments.especially-dangerous",
    ]
    done("rubric", "new", "mine", "--force")
    done("rubric", "set", "mine", "especially-dangerous=0")
    single = scores("--rubric", "mine")["results"]
    moved = ranking["alone"][1]["moved"]
    row = next(row for row in single if row["id"] == moved["id"])
    assert row["rank"] == moved["after"]["rank"]
    assert row["score"] == pytest.approx(moved["after"]["score"])


@pytest.mark.parametrize("method", ["geometric", "minimum", "topsis", "promethee2"])
def test_the_ranking_is_by_the_rubrics_method(method, mine):
    words = ["rubric", "set", "mine", f"method={method}", "--format", "json"]
    moves = json.loads(done(*words).out)["ranking"]["moves"]
    rows = {row["id"]: row for row in scores("--rubric", "mine")["results"]}
    for move in moves:
        assert move["after"]["rank"] == rows[move["id"]]["rank"]
        assert move["after"]["score"] == pytest.approx(rows[move["id"]]["score"])
    done("rubric", "new", "other", "--from", "mine")
    assert scores("--rubric", "other")["results"] == scores("--rubric", "mine")["results"]


def test_what_is_so_already_is_not_written(mine):
    done("rubric", "set", "mine", "weights_sure=order")
    stamp = mine.stat()
    found = done("rubric", "set", "mine", "weights_sure=order")
    assert found.out.startswith("Nothing to change: rubrics/mine.yaml says so already.\n")
    assert mine.stat().st_mtime_ns == stamp.st_mtime_ns
    assert mine.stat().st_ino == stamp.st_ino


def test_a_broad_line_names_what_it_does_not_reach(mine):
    err = done("rubric", "set", "mine", "prediction=0.4").err
    assert err == (
        "note: tags.prediction covers 4 arguments; 2 have a more particular line, which wins: "
        "explains-after-the-fact, better-ways-to-foresee\n"
    )


def test_an_override_keeps_its_reason(mine):
    done("rubric", "set", "mine", "T08.directness={value: 3, why: seen}")
    done("rubric", "set", "mine", "T08.directness=4")
    assert "T08.directness: {value: 4, why: seen}" in mine.read_text(encoding="utf-8")


def test_a_shipped_rubric_is_copied_then_changed(empty):
    shipped = (ROOT / "rubrics" / "balanced.yaml").read_bytes()
    found = done("rubric", "set", "balanced", "directness=50")
    assert found.err == (
        "note: shipped:rubrics/balanced.yaml ships with toi; rubrics/balanced.yaml is a copy, "
        "used in its place here\n"
        "note: the copy also lies under what extends balanced: affordances, basic-science, "
        "better-work, equal-weights, essay-author, proponent, top-down\n"
    )
    assert (ROOT / "rubrics" / "balanced.yaml").read_bytes() == shipped
    text = shipped.replace(b"directness: 25", b"directness: 50").replace(
        b"weights_sure: unknown", b"weights_sure: roughly"
    )
    assert (empty / "rubrics" / "balanced.yaml").read_bytes() == text


def test_shipped_rubrics_are_safe_in_their_own_folder(monkeypatch):
    monkeypatch.chdir(ROOT)
    before = {f.name: f.read_bytes() for f in (ROOT / "rubrics").iterdir()}
    for words in (
        ["set", "balanced", "directness=9"],
        ["set", "rubrics/balanced.yaml", "directness=9"],
    ):
        found = run("rubric", *words)
        assert found.code == 2
        assert found.err == (
            "toi: 'balanced' ships with toi, and this folder's rubrics are the shipped ones; "
            "make your own: toi rubric new mine --from balanced [shipped-rubric]\n"
        )
    assert {f.name: f.read_bytes() for f in (ROOT / "rubrics").iterdir()} == before


def test_a_link_to_a_shipped_rubric_is_not_followed(empty):
    (empty / "rubrics").mkdir()
    (empty / "rubrics" / "mine.yaml").symlink_to(ROOT / "rubrics" / "balanced.yaml")
    found = run("rubric", "set", "mine", "directness=9")
    assert found.code == 2
    assert "[shipped-rubric]" in found.err


def test_the_names_of_shipped_rubrics_are_those_of_the_files():
    files = {file.stem for file in (ROOT / "rubrics").glob("*.yaml")}
    assert set(SHIPPED) <= files
    listed = subprocess.run(
        ["git", "ls-files", "rubrics"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    tracked = {Path(name).stem for name in listed.stdout.split()}
    assert tracked in (set(SHIPPED), set())  # none where this is no clone


# check


def test_check_fix_writes_new_names_and_the_digest(workspace):
    text = (
        "\ufeffschema: toi/rubric/1\r\nid: mine\r\ntitle: Mine\r\nextends: plain\r\n"
        'data: "abcdef0"   # old\r\ncredences:\r\n  arguments:\r\n'
        "    'repaired':   {settled: 0.20}  # repaired once"
    )
    Path("rubrics/mine.yaml").write_bytes(text.encode())
    found = run("rubric", "check", "mine")
    assert found.code == 1
    assert found.err == (
        "rubrics/mine.yaml:8:5: 'repaired' was renamed 'is-mended'; "
        "`toi rubric check mine --fix` changes it [renamed-id]\n"
    )
    fixed = done("rubric", "check", "mine", "--fix")
    digest = toi.load().debate.digest[:12]
    assert fixed.out == (
        "rubrics/mine.yaml mended\n"
        "  arguments: repaired -> is-mended\n"
        f"  data: abcdef0 -> {flow(digest)}\n"
        "No problems: rubrics/mine.yaml, with rubrics/plain.yaml below it.\n"
    )
    text = text.replace("'repaired':", "'is-mended':").replace('"abcdef0"', f'"{digest}"')
    assert Path("rubrics/mine.yaml").read_bytes() == text.encode()
    assert done("rubric", "check", "mine", "--fix").out.startswith("No problems")


def flow(value):
    from toi.io.yaml.emit import flow as word

    return word(value)


def test_check_fix_reaches_every_name(workspace):
    from tests.commands.test_bad_input import lay_over

    lay_over("rubric-renamed-everywhere", workspace)
    before = Path("rubrics/mine.yaml").read_text()
    done("rubric", "check", "mine", "--fix")
    after = Path("rubrics/mine.yaml").read_text()
    for old, new in (("pace", "speed"), ("OLD", "T1"), ("snaps", "breaks-down")):
        before = before.replace(old, new)
    assert after == before


def test_check_warns(workspace):
    Path("rubrics/mine.yaml").write_text(
        'schema: toi/rubric/1\nid: mine\ntitle: Mine\ndata: "abcdef0"\n'
        "weights: {speed: 60, harm: 40}\nweights_sure: unknown\n"
        "credences:\n  tags: {doubt: 0.2}\n  arguments: {breaks-down: 0.3}\n"
    )
    digest = toi.load().debate.digest[:6]
    found = done("rubric", "check", "mine")
    said = [line for line in found.err.splitlines() if not line.startswith("note: ")]
    assert said == [
        f"rubrics/mine.yaml:4:7: written for data abcdef, and this is {digest}: see whether it "
        "still says what you mean; --fix writes the present digest [data-differs]",
        "rubrics/mine.yaml:6:15: the weights differ, so they count as roughly; write that, or set "
        "them alike [weights-sure]",
        "rubrics/mine.yaml:8:10: no argument is left to 'doubt': all of the 1 that it covers have "
        "more particular lines [credence-unused]",
    ]
    assert found.out == "No problems: rubrics/mine.yaml; 3 warnings.\n"
    report = json.loads(done("rubric", "check", "mine", "--format", "json").out)
    assert [p["code"] for p in report["warnings"]] == [
        "data-differs",
        "weights-sure",
        "credence-unused",
    ]
    assert report["schema"] == "toi/rubric-check/1"


def test_a_digest_does_not_change_a_rubric(workspace):
    text = "schema: toi/rubric/1\nid: mine\ntitle: Mine\n"
    Path("rubrics/mine.yaml").write_text(text)
    plain = toi.rubric(name="mine").digest
    Path("rubrics/mine.yaml").write_text(text + 'data: "abcdef0"\n')
    assert toi.rubric(name="mine").digest == plain


def test_shipped_rubrics_are_sound():
    for name in SHIPPED:
        found = done("rubric", "check", name)
        assert found.err == "", name


# diff


def test_diff_says_what_differs_and_what_it_does(workspace):
    Path("rubrics/mine.yaml").write_text(
        "schema: toi/rubric/1\nid: mine\ntitle: Mine\nextends: plain\n"
        "weights: {speed: 20}\ncredences: {tags: {doubt: 0.9}}\n"
        "gates:\n  - speed < 2: exclude\n"
        "value_functions: {speed: [[0, 0], [10, 1]]}\n"
        "overrides: {judgements: {T2.speed: {value: 9}}}\n"
        "arguments:\n"
        "  - {id: own, kind: critique, title: Own, gist: Own., speaker: me,\n"
        "     credence: {value: 0.5, basis: stated, why: Own.},\n"
        "     effects: [{on: [T1], criterion: speed, lowers: 0.5, basis: stated, why: Own.}]}\n"
    )
    found = json.loads(done("rubric", "diff", "plain", "mine", "--format", "json").out)
    assert found["schema"] == "toi/rubric-diff/1"
    assert found["weights"] == {
        "speed": [0.6, pytest.approx(1 / 3)],
        "harm": [0.4, pytest.approx(2 / 3)],
    }
    (gap,) = found["credences"]
    assert gap["argument"] == "breaks-down"
    assert (gap["a"], gap["b"]) == (
        {"value": 0.6, "settled": False},
        {"value": 0.9, "settled": False},
    )
    alone = scores("--rubric", "plain", "--set", "breaks-down=0.9")["results"]
    moved = gap["alone"]["moved"]
    assert moved["after"]["score"] == pytest.approx(
        next(row["score"] for row in alone if row["id"] == moved["id"])
    )
    keys = {c["key"] for c in found["others"]}
    assert keys == {
        "gates",
        "value_functions.speed",
        "overrides.judgements.T2.speed",
        "arguments.own",
    }
    for name, side in (("plain", "before"), ("mine", "after")):
        rows = {row["id"]: row for row in scores("--rubric", name)["results"]}
        for move in found["ranking"]["moves"]:
            assert move[side]["rank"] == rows[move["id"]]["rank"]
            assert move[side]["score"] == pytest.approx(rows[move["id"]]["score"])


def test_diff_of_a_rubric_with_itself(empty):
    out = done("rubric", "diff", "balanced", "balanced").out
    assert out.startswith("balanced and balanced value and believe the same.\n")


def test_diff_of_refused_credences(empty):
    found = json.loads(done("rubric", "diff", "balanced", "proponent", "--format", "json").out)
    refused = [gap for gap in found["credences"] if gap["b"] == {"value": 0.0, "settled": False}]
    assert refused == found["credences"]
    gap = found["credences"][0]
    alone = scores("--set", f"{gap['argument']}=0")["results"]
    moved = gap["alone"]["moved"]
    assert moved["after"]["score"] == pytest.approx(
        next(row["score"] for row in alone if row["id"] == moved["id"])
    )


# all of them


def test_every_format(mine):
    for words in (
        ["list"],
        ["show", "mine"],
        ["show", "essay-author", "--changes"],
        ["new", "other", "--force"],
        ["set", "mine", "directness=3"],
        ["check", "mine"],
        ["diff", "balanced", "proponent"],
    ):
        for form in FORMS:
            found = done("rubric", *words, "--format", form)
            if form == "json":
                assert json.loads(found.out)["schema"].startswith("toi/")
            if form == "csv":
                rows = list(csv.reader(io.StringIO(found.out)))
                assert len({len(row) for row in rows}) == 1
            if form == "html":
                assert found.out.startswith("<!DOCTYPE html>")


def test_screens_fit(mine):
    done("rubric", "new", "another-view-of-mine")
    for words in (
        ["list"],
        ["show", "mine", "--changes"],
        ["set", "mine", "directness=3", "better-without-interp=0.1", "T08.directness=2"],
        ["set", "mine", "especially-dangerous.in-the-loss.T09={pert: [0.1, 0.2, 0.3]}"],
        ["show", "mine", "--changes"],
        ["diff", "balanced", "mine"],
        ["diff", "another-view-of-mine", "essay-author"],
        ["check", "mine"],
    ):
        out = done("rubric", *words).out
        assert max(map(len, out.splitlines())) <= 80, words
        assert "\x1b" not in out


def test_output_goes_to_a_file_but_never_over_one(mine):
    done("rubric", "show", "mine", "--output", "flat.yaml")
    assert Path("flat.yaml").read_text(encoding="utf-8").startswith("# mine on balanced\n")
    before = mine.read_bytes()
    found = run("rubric", "set", "mine", "directness=3", "--output", "flat.yaml")
    assert (found.code, found.out) == (2, "")
    assert mine.read_bytes() == before


def test_help_has_examples():
    for name in ("list", "show", "new", "set", "edit", "check", "diff"):
        text = run("rubric", name, "-h").out
        assert "Examples:\n" in text
        assert f"toi rubric {name}" in text


def test_quiet(mine):
    assert done("rubric", "set", "mine", "prediction=0.3", "--quiet").err == ""
    assert sys.stdout is not None
