"""`--set KEY=VALUE`: what a key may be called, and what a value does."""

from pathlib import Path
from typing import Any

import pytest

import toi
from tests.io.rubric.settled import HEAD, settle
from toi.analyses.shared.session import LoadedDebate
from toi.io.rubric.resolve import resolve
from toi.records.credences import Settled
from toi.records.layers import layered
from toi.records.trust import Trust


def test_a_decimal_comma_is_read_wherever_a_number_stands(opened: LoadedDebate) -> None:
    text = HEAD + "weights: {speed: '12,5', harm: 40}\n" + "weights_sure: exactly\n"
    text += "overrides:\n  judgements:\n    T1.speed:\n      value: 7,5\n"
    found = settle(opened, text=text)
    assert found.weights == {"speed": 12.5, "harm": 40}
    assert found.overrides.judgements["T1.speed"].value.mean == 7.5
    assert settle(opened, "speed=12,5").weights["speed"] == 12.5
    assert settle(opened, "speed=12,5%").weights["speed"] == pytest.approx(12.5)
    with pytest.raises(toi.InputErrors, match="weight '1,500' is not a number"):
        settle(opened, text=text.replace("12,5", "1,500"))


@pytest.mark.parametrize(
    ("setting", "level", "name", "value"),
    [
        ("credences.tags.doubt=0.2", "tags", "doubt", 0.2),
        ("tags.doubt=0.2", "tags", "doubt", 0.2),
        ("credences.doubt=0.2", "tags", "doubt", 0.2),
        ("doubt=0.2", "tags", "doubt", 0.2),
        ("doubt=20%", "tags", "doubt", 0.2),
        ("doubt.settled=0.3", "tags", "doubt", Settled(settled=0.3)),
        ("breaks-down=0.2", "arguments", "breaks-down", 0.2),
        ("breaks-down=20%", "arguments", "breaks-down", 0.2),
        ("breaks-down=1", "arguments", "breaks-down", 1.0),
        ("breaks-down.settled=0.3", "arguments", "breaks-down", Settled(settled=0.3)),
        ("breaks-down={settled: 0.3}", "arguments", "breaks-down", Settled(settled=0.3)),
        ("breaks-down=[0.2,0.4]", "arguments", "breaks-down", (0.2, 0.4)),
        ("arguments.breaks-down=0.2", "arguments", "breaks-down", 0.2),
        (
            "credences.arguments.breaks-down.settled=30%",
            "arguments",
            "breaks-down",
            Settled(settled=0.3),
        ),
        ("kinds.critique=0.5", "kinds", "critique", 0.5),
        ("kinds.critique.trust=1.5", "kinds", "critique", Trust(trust=1.5)),
        ("speakers.post={trust: 1.5}", "speakers", "post", Trust(trust=1.5)),
        ("doubt.trust=0", "tags", "doubt", Trust(trust=0)),
        ("breaks-down.trust=150%", "arguments", "breaks-down", Trust(trust=1.5)),
        ("speakers.post=0.5", "speakers", "post", 0.5),
    ],
)
def test_a_credence(setting: str, level: str, name: str, value: Any, opened: LoadedDebate) -> None:
    assert getattr(settle(opened, setting).credences, level) == {name: value}


def test_the_default_credence(opened: LoadedDebate) -> None:
    assert settle(opened, "credences.default=0.5").credences.default == 0.5


def test_a_credence_replaces_that_of_the_rubric(opened: LoadedDebate) -> None:
    text = HEAD + "credences: {arguments: {breaks-down: {settled: 0.1}, is-mended: 0.4}}\n"
    assert settle(opened, "is-mended=0.2", text=text).credences.arguments == {
        "breaks-down": Settled(settled=0.1),
        "is-mended": 0.2,
    }
    assert settle(opened, "is-mended.settled=0.2", text=text).credences.arguments == {
        "breaks-down": Settled(settled=0.1),
        "is-mended": Settled(settled=0.2),
    }


SETTLED = HEAD + "credences: {arguments: {breaks-down: {settled: [0.2, 0.7]}}}\n"


@pytest.mark.parametrize(
    ("settings", "belief"),
    [
        (["breaks-down=0.4"], Settled(settled=0.4)),
        (["breaks-down=40%"], Settled(settled=0.4)),
        (["breaks-down=[0.3, 0.4]"], Settled(settled=(0.3, 0.4))),
        (["credences.arguments.breaks-down=0.4"], Settled(settled=0.4)),
        (["breaks-down.credence=0.4"], 0.4),
        (["breaks-down.credence=0.4", "breaks-down=0.3"], 0.3),
        (["breaks-down={trust: 2}"], Trust(trust=2)),
    ],
)
def test_what_is_settled_stays_so(settings: list[str], belief: Any, opened: LoadedDebate) -> None:
    assert settle(opened, *settings, text=SETTLED).credences.arguments["breaks-down"] == belief


@pytest.mark.parametrize(
    ("said", "setting", "note"),
    [
        ("[0.2, 0.7]", "breaks-down=0.4", "breaks-down was [0.2, 0.7] and is now 0.4"),
        ("{trust: 3}", "breaks-down=0.4", "breaks-down was {trust: 3} and is now 0.4"),
        ("{settled: 0.3}", "breaks-down=0.4", None),
        ("0.3", "breaks-down=0.4", None),
        ("[0.2, 0.7]", "breaks-down=[0.3, 0.4]", None),
    ],
)
def test_a_range_that_becomes_a_number_is_told(
    said: str, setting: str, note: str | None, opened: LoadedDebate
) -> None:
    Path("rubrics/mine.yaml").write_text(
        HEAD + f"credences: {{arguments: {{breaks-down: {said}}}}}"
    )
    found = resolve("mine", opened.places, opened.debate, [setting])
    assert list(found.notes) == ([note] if note else [])


def test_a_judgement_that_was_a_range_is_told(opened: LoadedDebate) -> None:
    text = HEAD + "overrides: {judgements: {T1.speed: {value: {uniform: [1, 2]}, why: seen}}}\n"
    Path("rubrics/mine.yaml").write_text(text)
    found = resolve("mine", opened.places, opened.debate, ["T1.speed=4"])
    assert list(found.notes) == ["T1.speed was {uniform: [1, 2]} and is now 4"]


def test_a_judgement_by_titles_is_that_of_the_same_theory(opened: LoadedDebate) -> None:
    theory, criterion = next(iter(opened.debate.theories.values())), opened.debate.criteria["speed"]
    found = settle(opened, f"{theory.title}.{criterion.title.upper()}=8", text=HEAD)
    assert found == settle(opened, f"{theory.id}.speed=8", text=HEAD)
    with pytest.raises(toi.InputErrors, match="did you mean 'speed'"):
        settle(opened, f"{theory.title}.sped=8", text=HEAD)


@pytest.mark.parametrize("key", ["T1.speed", "overrides.judgements.T1.speed"])
def test_a_judgement(key: str, opened: LoadedDebate) -> None:
    (cell,) = settle(opened, f"{key}=8").overrides.judgements.items()
    assert cell[0] == "T1.speed"
    assert cell[1].value.parameters == (8,)
    assert cell[1].why == "set for this run"
    ranged = settle(opened, f"{key}={{pert: [1, 2, 3]}}").overrides.judgements["T1.speed"]
    assert ranged.value.family == "pert"
    reasoned = settle(opened, f"{key}={{value: 3, why: I saw it}}").overrides
    assert reasoned.judgements["T1.speed"].why == "I saw it"


@pytest.mark.parametrize("key", ["breaks-down.speed.T1", "overrides.forces.breaks-down.speed.T1"])
def test_a_force(key: str, opened: LoadedDebate) -> None:
    for value in ("0.2", "20%"):
        forces = settle(opened, f"{key}={value}").overrides.forces
        assert forces["breaks-down.speed.T1"].value.parameters == (0.2,)


@pytest.mark.parametrize("key", ["breaks-down.speed", "overrides.forces.breaks-down.speed"])
def test_a_force_on_all_it_reaches(key: str, opened: LoadedDebate) -> None:
    assert settle(opened, f"{key}=0.2").overrides.forces["breaks-down.speed"].value.mean == 0.2


def test_overlaps_of_lines(workspace: Path) -> None:
    Path("data/lines.yaml").write_text(
        "schema: toi/lines/1\nlines:\n  - {id: lasting, title: It does not last, gist: It goes.}\n"
    )
    opened = toi.load()
    line = opened.debate.lines["lasting"]
    assert settle(opened, "overlap.default=0.3").overlap.of(line) == 0.3
    for key in ("overlap.lasting", "overlap.lines.lasting"):
        assert settle(opened, f"{key}=80%", "overlap.default=0.3").overlap.of(line) == 0.8
    text = HEAD + "overlap: {default: 0.2, lines: {lasting: 0.4}}\n"
    assert settle(opened, "overlap.default=0.1", text=text).overlap.of(line) == 0.4


def test_scrutiny_and_what_does_not_bear(opened: LoadedDebate) -> None:
    found = settle(opened, "scrutiny=adjusted", "not_bearing=left-out")
    assert (found.scrutiny, found.not_bearing) == ("adjusted", "left-out")
    plain = settle(opened)
    assert (plain.scrutiny, plain.not_bearing) == ("as-read", "as-judged")


def test_a_value_function_and_a_title(opened: LoadedDebate) -> None:
    found = settle(opened, "value_functions.speed=[[0, 0], [10, 1]]", "title=Another title")
    assert found.value_functions == {"speed": ((0, 0), (10, 1))}
    assert found.title == "Another title"


def test_an_argument_of_ones_own_can_be_set_and_inherited(opened: LoadedDebate) -> None:
    own = HEAD.replace("mine", "below") + (
        "arguments:\n"
        "  - {id: own, kind: critique, title: Own, gist: Own., speaker: me,\n"
        "     credence: {value: 0.5, basis: stated, why: Own.},\n"
        "     effects: [{on: [T1], criterion: speed, lowers: 0.5, basis: stated, why: Own.}]}\n"
    )
    Path("rubrics/below.yaml").write_text(own)
    text = HEAD + "extends: below\ncredences: {arguments: {own: 0.3}}\n"
    assert settle(opened, text=text).credences.arguments == {"own": 0.3}
    assert settle(opened, "own=0.1", text=text).credences.arguments == {"own": 0.1}
    assert settle(opened, "own.speed.T1=0.1", text=text).overrides.forces


def test_nothing_is_written_and_the_settings_are_named(opened: LoadedDebate) -> None:
    before = Path("rubrics/plain.yaml").read_bytes()
    found = resolve("plain", opened.places, opened.debate, ["speed=3", "doubt=0.2"])
    assert found.settings == ("speed=3", "doubt=0.2")
    assert found.digest != resolve("plain", opened.places, opened.debate).digest
    assert Path("rubrics/plain.yaml").read_bytes() == before


def test_layers_merge_by_key_whatever_criteria_are_called() -> None:
    parent = {
        "weights": {"value": 3, "settled": 4, "speed": 5},
        "weights_sure": {"dirichlet": 30},
        "credences": {"tags": {"value": {"settled": 0.2}, "why": 0.3}, "default": 0.5},
        "gates": [{"speed > 1": "exclude"}],
        "overrides": {"judgements": {"T1.speed": {"value": 3, "why": "x"}}},
        "arguments": [1],
    }
    child = {
        "weights": {"value": 1},
        "weights_sure": "order",
        "credences": {"tags": {"value": 0.4}},
        "gates": [],
        "overrides": {"judgements": {"T1.speed": {"value": 4}}, "forces": {}},
        "arguments": [2],
    }
    assert layered(parent, child) == {
        "weights": {"value": 1, "settled": 4, "speed": 5},
        "weights_sure": "order",
        "credences": {"tags": {"value": 0.4, "why": 0.3}, "default": 0.5},
        "gates": [],
        "overrides": {"judgements": {"T1.speed": {"value": 4}}, "forces": {}},
        "arguments": [1, 2],
    }
    assert layered(child, {}) == child


@pytest.mark.parametrize("between", ["..", "-", " - ", " to ", "\u2013", ":"])
def test_a_range_in_another_form_is_told_the_form_to_write(
    between: str, opened: LoadedDebate
) -> None:
    cell = f"T1.speed=4{between}6"
    for setting, form in (
        (f"breaks-down=0.4{between}0.6", "for a range write [0.4, 0.6]"),
        (f"breaks-down=40%{between}60%", "for a range write [40%, 60%]"),
        (f"breaks-down=40{between}60", "for a range write [40%, 60%]"),
        (cell, "for a range write {uniform: [4, 6]}"),
        (f"T1.speed=4%{between}6%", "for a range write {uniform: [4, 6]}"),
        (f"speed=40%{between}60%", "weights_sure: {ranges: {NAME: [0.4, 0.6]}}"),
        (f"speed=40{between}60", "weights_sure: {ranges: {NAME: [0.4, 0.6]}}"),
    ):
        with pytest.raises(toi.InputErrors) as refused:
            settle(opened, setting)
        (problem,) = refused.value.problems
        assert problem.message.endswith(form)


def test_the_forms_that_are_told_are_taken(opened: LoadedDebate) -> None:
    told = ["breaks-down=[40%, 60%]", "T1.speed={uniform: [4, 6]}"]
    settle(opened, *told, "weights_sure={ranges: {speed: [0.4, 0.6]}}")


@pytest.mark.parametrize(
    ("setting", "gate"),
    [
        ("harm > 4=exclude", "harm > 4"),
        ("harm>=4=exclude", "harm >= 4"),
        ("harm < 4: exclude", "harm < 4"),
        ("Harm <= 4", "harm <= 4"),
        ("gates=[harm > 4: exclude]", "harm > 4"),
        ("gates=[{harm > 4: exclude}]", "harm > 4"),
        ("gates.harm > 4%", "harm > 4"),
    ],
)
def test_a_gate_is_told_the_line_to_write(setting: str, gate: str, opened: LoadedDebate) -> None:
    with pytest.raises(toi.InputErrors) as refused:
        settle(opened, setting)
    told = f"write `- {gate}: exclude` below `gates:` in a rubric file"
    assert told in str(refused.value)
    text = f"{HEAD}weights: {{speed: 1}}\ngates:\n  - {gate}: exclude\n"
    assert settle(opened, text=text).gates == ({gate: "exclude"},)


def test_what_is_no_gate_is_not_told_of_gates(opened: LoadedDebate) -> None:
    assert settle(opened, "title=harm > 4 is much").title == "harm > 4 is much"
    for setting in ("hram > 4", "T1.speed=3 > 2"):
        with pytest.raises(toi.InputErrors) as refused:
            settle(opened, setting)
        assert "gate" not in str(refused.value)


@pytest.mark.parametrize("text", ["null", "~"])
def test_what_yaml_takes_for_nothing_is_told_as_no_value(text: str, opened: LoadedDebate) -> None:
    with pytest.raises(toi.InputErrors) as refused:
        settle(opened, f"T1.speed={text}")
    [problem] = refused.value.problems
    assert problem.code == "bad-setting"
    assert problem.message.endswith(f"{text!r} is no value")


@pytest.mark.parametrize(
    ("setting", "plain"),
    [
        ("t1.Speed=8", "T1.speed=8"),
        ("t01.SPEED=8", "T1.speed=8"),
        ("Overrides.Judgements.t1.speed=8", "overrides.judgements.T1.speed=8"),
        ("Breaks-Down=0.2", "breaks-down=0.2"),
        ("credences.Tags.DOUBT=0.2", "credences.tags.doubt=0.2"),
        ("breaks-down.Speed.t1=0.5", "breaks-down.speed.T1=0.5"),
        ("METHOD=geometric", "method=geometric"),
        ("Gates=None", "gates=none"),
    ],
)
def test_ids_and_keys_are_taken_in_any_case(setting: str, plain: str, opened: LoadedDebate) -> None:
    assert settle(opened, setting) == settle(opened, plain)
    assert setting.startswith("Gates") or settle(opened, setting) != settle(opened)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("t1", "T1 is an option, no rubric: toi show T1"),
        ("Breaks-Down", "breaks-down is an argument, no rubric: toi show breaks-down"),
        ("speed", "speed is a criterion, no rubric: toi show speed"),
    ],
)
def test_a_record_named_as_a_rubric_is_told_as_what_it_is(
    word: str, told: str, opened: LoadedDebate
) -> None:
    with pytest.raises(toi.InputErrors, match=told) as refused:
        toi.score(opened, word)
    assert "rubric new" not in str(refused.value)
