"""`toi rubric new`."""

import re
from pathlib import Path

import pytest

import toi
from tests.analyses.rubric.helpers import done, scores
from tests.command import run
from tests.io.yaml.test_edit import data_of
from toi.analyses.shared.session import prepare
from toi.compile.scoring import compile_problem
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.io.debate.folders import SHIPPED


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
        taken_up(text, "credences:", "gates:", "overrides:", "value_functions:", "portfolio:")
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
    file = Path("rubrics/mine.yaml")
    file.write_text(taken_up(file.read_text(encoding="utf-8"), "credences:"), encoding="utf-8")
    first = list(toi.rubric(opened, "mine").layers[0].record.credences.arguments)
    assert len(first) == 5

    def scored(setting):
        problem = prepare(opened, None, [setting]).problem
        totals = evaluate(problem, expected_inputs(problem)).totals[0]
        return {name: totals[problem.row[name]] for name in opened.debate.shown(["listed"])}

    def turned(name):
        rows = [scored(f"{name}={q}") for q in (0, 1)]
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


def test_what_it_shows_of_beliefs_hides_no_later_change_of_the_data(workspace):
    done("rubric", "new", "mine")
    text = Path("data/arguments.yaml").read_text()
    assert "  credence: {value: 0.5" in text
    Path("data/arguments.yaml").write_text(
        text.replace("  credence: {value: 0.5", "  credence: {value: 0.9")
    )
    before = scores("--rubric", "plain")["results"]
    assert scores("--rubric", "mine")["results"] == before


def test_a_name_that_cannot_be_one_is_answered_with_one_that_can(empty):
    refused = run("rubric", "new", "J\u00f6rg")
    assert (refused.code, "; jorg would be one" in refused.err) == (2, True)
    done("rubric", "new", "jorg", "--extends", "essay-author")  # as the file has it
    assert "extends: essay-author" in Path("rubrics/jorg.yaml").read_text(encoding="utf-8")


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
