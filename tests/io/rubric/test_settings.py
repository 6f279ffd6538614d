"""`--set KEY=VALUE`: what a key may be called, and what a value does."""

from pathlib import Path
from typing import Any

import pytest

import toi
from toi.analyses.shared.session import LoadedDebate
from toi.io.rubric.resolve import resolve
from toi.records.rubric import Rubric, Settled, layered
from toi.records.trust import Trust
from toi.records.weight_uncertainty import SureOptions

HEAD = "schema: toi/rubric/1\nid: mine\ntitle: Mine\n"
UNKNOWN = HEAD + "weights: {speed: 60, harm: 40}\nweights_sure: unknown\n"
ALIKE = UNKNOWN.replace("60", "40")


@pytest.fixture
def opened(workspace: Path) -> LoadedDebate:
    return toi.load()


def settle(opened: LoadedDebate, *settings: str, text: str | None = None) -> Rubric:
    """The plain rubric, or one of `text`, with settings."""
    name = "plain"
    if text is not None:
        name = "mine"
        Path("rubrics/mine.yaml").write_text(text)
    return resolve(name, opened.places, opened.debate, settings).rubric


@pytest.mark.parametrize("key", ["speed", "weights.speed"])
def test_a_weight(key: str, opened: LoadedDebate) -> None:
    assert settle(opened, f"{key}=3").weights == {"speed": 3, "harm": 40}
    assert settle(opened, f" {key} = 3 ").weights == {"speed": 3, "harm": 40}
    assert settle(opened, f"{key}=1e1").weights == {"speed": 10, "harm": 40}


def test_a_weight_that_the_rubric_does_not_have(opened: LoadedDebate) -> None:
    assert settle(opened, "margin=20").weights == {"speed": 60, "harm": 40, "margin": 20}


@pytest.mark.parametrize(
    ("settings", "weights"),
    [
        (["speed=40%"], {"speed": 40, "harm": 60}),
        (["weights.speed=40%"], {"speed": 40, "harm": 60}),
        (["margin=50%"], {"speed": 30, "harm": 20, "margin": 50}),
        (["margin=50%", "speed=10%"], {"speed": 10, "harm": 40, "margin": 50}),
        (["speed=10%", "margin=50%"], {"speed": 10, "harm": 40, "margin": 50}),
        (["speed=70%", "harm=30%"], {"speed": 70, "harm": 30}),
        (["speed=100%"], {"speed": 100, "harm": 0}),
        (["speed=0%"], {"speed": 0, "harm": 100}),
        (["speed=33.5 %"], {"speed": 33.5, "harm": 66.5}),
        (["speed=40%", "speed=20%"], {"speed": 20, "harm": 80}),
        (["speed=40%", "speed=20"], {"speed": 20, "harm": 40}),
        (["speed=20", "speed=40%"], {"speed": 40, "harm": 60}),
        (["margin=100", "speed=50%"], {"speed": 50, "harm": 40 / 2.8, "margin": 100 / 2.8}),
    ],
)
def test_shares(settings: list[str], weights: dict[str, float], opened: LoadedDebate) -> None:
    assert settle(opened, *settings).weights == pytest.approx(weights)


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


def test_shares_leave_the_others_in_proportion(opened: LoadedDebate) -> None:
    found = settle(opened, "margin=7%").weights
    assert sum(found.values()) == pytest.approx(100)
    assert found["speed"] / found["harm"] == pytest.approx(60 / 40)


def test_a_rubric_without_weights_has_those_of_the_core(opened: LoadedDebate) -> None:
    assert settle(opened, "speed=40%", text=HEAD).weights == {"speed": 40, "harm": 60}
    assert settle(opened, "margin=20", text=HEAD).weights == {
        "speed": 50,
        "harm": 50,
        "margin": 20,
    }
    assert settle(opened, "doubt=0.2", text=HEAD).weights == {}


def test_weights_that_are_set_are_meant(opened: LoadedDebate) -> None:
    assert settle(opened, text=ALIKE).weights_sure == "unknown"
    assert settle(opened, "doubt=0.2", text=ALIKE).weights_sure == "unknown"
    for setting in ("speed=3", "speed=40%", "weights.margin=1"):
        assert settle(opened, setting, text=ALIKE).weights_sure == "roughly"


def test_weights_that_differ_in_a_file_count_whatever_it_says(opened: LoadedDebate) -> None:
    assert settle(opened, text=UNKNOWN).weights_sure == "roughly"
    Path("rubrics/mine.yaml").write_text(UNKNOWN)
    found = resolve("mine", opened.places, opened.debate)
    said = ["rubric mine: its weights differ, so they count as roughly, not as unknown"]
    assert list(found.notes) == said
    spared = UNKNOWN.replace("40}", "60, margin: 0}")
    assert settle(opened, text=spared).weights_sure == "unknown"


@pytest.mark.parametrize("sure", ["exactly", "roughly", "order"])
def test_other_certainty_stays(sure: str, opened: LoadedDebate) -> None:
    text = UNKNOWN.replace("unknown", sure)
    assert settle(opened, "speed=3", text=text).weights_sure == sure


def test_certainty_that_is_set_stays(opened: LoadedDebate) -> None:
    for settings in (["weights_sure=unknown", "speed=3"], ["speed=3", "weights_sure=unknown"]):
        assert settle(opened, *settings).weights_sure == "unknown"
        assert settle(opened, *settings, text=UNKNOWN).weights_sure == "unknown"
    assert settle(opened, "weights_sure=order").weights_sure == "order"
    assert settle(opened, "weights_sure={dirichlet: 9}").weights_sure == SureOptions(dirichlet=9)


def test_weights_over_those_of_an_unknown_parent_are_meant(opened: LoadedDebate) -> None:
    Path("rubrics/below.yaml").write_text(ALIKE.replace("mine", "below"))
    child = HEAD + "extends: below\n"
    assert settle(opened, text=child).weights_sure == "unknown"
    own = child + "weights: {speed: 1}\n"
    assert settle(opened, text=own).weights_sure == "roughly"
    Path("rubrics/mine.yaml").write_text(own)
    assert resolve("mine", opened.places, opened.debate).notes == ()  # nobody said otherwise
    sure = child + "weights: {speed: 1}\nweights_sure: unknown\n"
    assert settle(opened, text=sure).weights_sure == "roughly"
    assert settle(opened, text=child + "weights: {speed: 40}\n").weights_sure == "unknown"


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


@pytest.mark.parametrize(
    ("weights", "setting", "said"),
    [
        ("{speed: 60, harm: 40}", "speed=0.6", "for 60 % write speed=60%"),
        ("{speed: 60, harm: 40}", "harm=0.05", "for 5 % write harm=5%"),
        ("{speed: 0.6, harm: 0.4}", "speed=60", "for 60 % write speed=60%"),
    ],
)
def test_a_share_beside_weights_of_another_size(
    weights: str, setting: str, said: str, opened: LoadedDebate
) -> None:
    text = HEAD + f"weights: {weights}\n"
    with pytest.raises(toi.InputErrors, match=said):
        settle(opened, setting, text=text)
    plainly = f"weights.{setting}"
    assert settle(opened, plainly, text=text).weights[setting.split("=")[0]] > 0


def test_a_judgement_by_titles_is_suggested_of_the_same_theory(opened: LoadedDebate) -> None:
    theory, criterion = next(iter(opened.debate.theories.values())), opened.debate.criteria["speed"]
    with pytest.raises(toi.InputErrors, match=f"did you mean '{theory.id}.speed'"):
        settle(opened, f"{theory.title}.{criterion.title.upper()}=20", text=HEAD)


def test_weights_of_one_size_are_taken_as_they_are(opened: LoadedDebate) -> None:
    small = HEAD + "weights: {speed: 3, harm: 2}\n"
    assert settle(opened, "speed=0.6", text=small).weights == {"speed": 0.6, "harm": 2}
    both = settle(opened, "speed=0.6", "harm=0.4").weights
    assert (both["speed"], both["harm"]) == (0.6, 0.4)


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


SHARES = {
    "percentages before, not after": ("{speed: 25, harm: 75}", ["speed=60"], "44.4", "60"),
    "parts of 1": ("{speed: 0.25, harm: 0.75}", ["speed=0.5"], "40", "50"),
    "no point on a scale to 3": ("{speed: 1, harm: 3}", ["speed=60"], "95.2", "60"),
}


@pytest.mark.parametrize("case", SHARES)
def test_a_number_that_may_be_meant_as_a_share_is_told_the_share_it_makes(
    case: str, opened: LoadedDebate
) -> None:
    weights, settings, share, meant = SHARES[case]
    assert notes_on(weights, settings, opened) == (
        f"{settings[0]} is a number beside the others, {share} % of all weight; for {meant} % "
        f"write speed={meant}%",
    )


@pytest.mark.parametrize(
    ("weights", "settings"),
    [
        ("{speed: 25, harm: 75}", ["speed=40", "harm=60"]),  # percentages after too
        ("{speed: 1, harm: 3}", ["speed=2"]),  # points
        ("{speed: 25, harm: 75}", ["speed=60%"]),
        ("{speed: 25, harm: 75}", ["weights.speed=60"]),  # plainly a number
        ("{speed: 25, harm: 75}", ["speed=300"]),
        ("{speed: 25, harm: 75}", ["speed=0"]),
    ],
)
def test_other_numbers_are_told_nothing(
    weights: str, settings: list[str], opened: LoadedDebate
) -> None:
    assert notes_on(weights, settings, opened) == ()


def notes_on(weights: str, settings: list[str], opened: LoadedDebate) -> tuple[str, ...]:
    """What is noted of settings over some weights."""
    Path("rubrics/mine.yaml").write_text(HEAD + f"weights: {weights}\n")
    return resolve("mine", opened.places, opened.debate, settings).notes


@pytest.mark.parametrize("between", ["..", "-", " - ", " to ", "\u2013"])
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
