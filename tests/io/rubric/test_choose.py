"""The rubric that is used where none is named: never a guess among several."""

from pathlib import Path

import pytest

import toi
from tests.command import run

MINE = (
    "schema: toi/rubric/1\nid: {name}\ntitle: {name}\nweights: {{speed: {speed}, harm: 40}}\n{more}"
)


def write(name: str, speed: int = 60, more: str = "", criterion: str = "speed") -> None:
    text = MINE.format(name=name, speed=speed, more=more).replace("speed", criterion)
    Path(f"rubrics/{name}.yaml").write_text(text)


@pytest.fixture
def alone(workspace: Path) -> Path:
    """A debate with no rubric of its own."""
    for file in Path("rubrics").glob("*.yaml"):
        file.unlink()
    return workspace


def test_without_any_rubric_weights_are_equal(alone: Path) -> None:
    assert toi.rubric().rubric.weights == {}
    assert "no rubric was written for this data" in toi.rubric().notes[0]


def test_the_only_one_is_used_and_said(alone: Path) -> None:
    write("sheet")
    found = toi.rubric()
    assert (found.name, found.rubric.weights["speed"]) == ("sheet", 60)
    assert found.notes == ("rubric 'sheet' is used, the only one beside this data",)


@pytest.mark.parametrize(
    "said",
    ['{"default": true, ', "{default: true, ", "{'default' : true, ", "{\n  default: true,\n"],
)
def test_a_default_is_found_in_every_way_of_writing(said: str, alone: Path) -> None:
    write("sheet")
    rest = "schema: toi/rubric/1, id: me, title: me, weights: {speed: 10, harm: 40}}\n"
    Path("rubrics/me.yaml").write_text(said + rest)
    assert toi.rubric().name == "me"


@pytest.mark.parametrize("command", ["score", "sensitivity ranks", "portfolio", "data export"])
def test_several_are_a_question(command: str, alone: Path) -> None:
    write("sheet")
    write("me", 10)
    done = run(*command.split())
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "toi: me and sheet lie beside this data; say which is meant: --rubric me. For good: toi "
        "rubric set me default=true [several-rubrics]\n"
    )
    assert run(*command.split(), "--rubric", "me", "-q").code == 0


def test_a_mark_answers_it(alone: Path) -> None:
    write("sheet")
    write("me", 10)
    done = run("rubric", "set", "me", "default=true")
    assert (done.code, "default" in done.out) == (0, True)
    assert "\ndefault: true\n" in Path("rubrics/me.yaml").read_text()
    found = toi.rubric()
    assert (found.name, found.rubric.weights["speed"]) == ("me", 10)
    assert found.notes == ("rubric 'me' is used, which says `default: true`; there is also sheet",)


def test_two_marks_are_refused(alone: Path) -> None:
    write("sheet", more="default: true\n")
    write("me", more="default: true\n")
    with pytest.raises(toi.InputErrors, match="me and sheet each say `default: true`"):
        toi.rubric()


def test_a_mark_is_neither_inherited_nor_part_of_the_position(alone: Path) -> None:
    write("sheet")
    before = toi.rubric(name="sheet").digest
    write("sheet", more="default: true\n")
    Path("rubrics/me.yaml").write_text("schema: toi/rubric/1\nid: me\ntitle: me\nextends: sheet\n")
    assert toi.rubric(name="sheet").digest == before
    assert not toi.rubric(name="me").rubric.default
    assert toi.rubric().name == "sheet"


def test_one_that_speaks_of_other_criteria_is_no_choice(alone: Path) -> None:
    write("sheet")
    write("elsewhere", criterion="pace")
    found = toi.rubric()
    assert found.name == "sheet"
    assert found.notes == ("rubric 'sheet' is used, the only one that fits this data",)


def test_one_that_cannot_be_read_is_not_passed_over(alone: Path) -> None:
    write("sheet")
    Path("rubrics/me.yaml").write_text("schema: toi/rubric/1\nid: [me\n")
    with pytest.raises(toi.InputErrors, match="me and sheet lie beside this data"):
        toi.rubric()


def test_a_new_rubric_starts_from_none_of_several(alone: Path) -> None:
    write("sheet")
    write("me", 10)
    done = run("rubric", "new", "third")
    assert done.code == 0
    assert "none of them is taken here" in done.err
    assert "extends" not in Path("rubrics/third.yaml").read_text().split("weights:")[0]


def test_a_record_is_shown_whichever_of_several_is_meant(alone: Path) -> None:
    write("sheet")
    write("me", 10)
    done = run("show", "speed")
    assert (done.code, done.out.startswith("speed")) == (0, True)
    assert "none of them is taken here" in done.err


def test_what_is_to_be_typed_next_names_one_of_several(alone: Path) -> None:
    write("sheet")
    write("me", 10)
    theory = next(iter(toi.load().debate.theories))
    *_, command = (line for line in run("show", theory).out.splitlines() if "Next: " in line)
    assert command == f"Next: toi explain {theory} -r me"
    assert run(*command.removeprefix("Next: toi ").split()).code == 0


def test_who_elicits_beside_another_is_told_how_to_use_it(alone: Path) -> None:
    write("sheet")
    Path("answers.yaml").write_text(
        "schema: toi/answers/1\nweigh: points\npoints: {speed: 1, harm: 2}\n"
    )
    done = run("rubric", "elicit", "me", "--answers", "answers.yaml", "--from", "sheet")
    assert done.code == 0, done.err
    said = " ".join(done.out.split())
    assert "add -r me, or for good: toi rubric set me default=true" in said
    assert "toi score -r me" in said


def test_the_mark_wins_over_the_shipped_default(empty_with_mine: Path) -> None:
    assert toi.rubric().name == "mine"
    assert " ".join(run("score", "--top", "1").out.split()).count("Rubric mine") == 1


@pytest.fixture
def empty_with_mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("rubrics").mkdir()
    Path("rubrics/mine.yaml").write_text(
        "schema: toi/rubric/1\nid: mine\ntitle: Mine\nextends: balanced\ndefault: true\n"
    )
    return tmp_path


def test_for_one_run_the_mark_means_nothing(alone: Path) -> None:
    write("sheet")
    with pytest.raises(toi.InputErrors, match="this is a mark in a file"):
        toi.rubric(name="sheet", settings=["default=true"])


def test_the_weights_of_a_new_rubric_count_once_they_are_changed(alone: Path) -> None:
    """The template must not say that they are unknown, since only an editor's eye sees that."""
    assert run("rubric", "new", "mine").code == 0
    file = Path("rubrics/mine.yaml")
    assert toi.rubric(name="mine").rubric.weights_sure == "unknown"
    text = file.read_text()
    assert "  speed: 50\n" in text
    file.write_text(text.replace("  speed: 50\n", "  speed: 90\n"))
    found = toi.rubric(name="mine")
    assert found.rubric.weights_sure == "roughly"
    assert found.notes == ()


def test_that_weights_are_unknown_is_not_written_beside_weights_that_differ(alone: Path) -> None:
    write("mine")
    before = Path("rubrics/mine.yaml").read_bytes()
    done = run("rubric", "set", "mine", "weights_sure=unknown")
    assert done.code == 2
    assert "set them alike too" in done.err
    assert Path("rubrics/mine.yaml").read_bytes() == before
    assert run("rubric", "set", "mine", "weights_sure=unknown", "speed=1", "harm=1").code == 0


def test_the_command_to_type_keeps_the_data(alone: Path) -> None:
    write("sheet")
    write("me", 10)
    said = run("score", "--data", str(alone / "data")).err
    assert f"rubric set me default=true --data {alone / 'data'} [several-rubrics]" in said
