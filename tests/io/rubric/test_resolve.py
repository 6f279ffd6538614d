"""A rubric once it is found: what is told about it belongs to it alone."""

from pathlib import Path

import pytest

import toi

EXAMPLE = "docs/example/data"


def test_the_same_call_gives_the_same_notes_every_time():
    debate = toi.load(EXAMPLE)
    first, second = (toi.score(debate).notes for _ in range(2))
    assert len(first) == 1
    assert "is used, the only one beside this data" in first[0]
    assert second == first


def test_notes_on_one_rubric_stay_out_of_the_results_of_another():
    debate = toi.load()
    idle = toi.rubric(
        debate, "equal-weights", settings=["weights.directness=3", "weights_sure=unknown"]
    )
    assert any("count alike" in note for note in idle.notes)
    assert toi.score(debate, "proponent").notes == ()
    assert toi.score(debate, idle).notes == idle.notes


def test_a_comparison_tells_of_all_its_rubrics_and_of_no_other():
    debate = toi.load()
    for_nothing = ["weights.directness=3", "weights_sure=unknown"]
    one = toi.rubric(debate, "equal-weights", settings=for_nothing)
    toi.rubric(debate, "balanced", settings=for_nothing)
    assert toi.compare(debate, rubrics=[one, "proponent"]).notes == one.notes


def test_a_setting_that_mends_a_rubric_takes_its_note_away():
    debate = toi.load()
    idle = toi.rubric(debate, "balanced", settings=["weights.directness=3", "weights_sure=unknown"])
    assert idle.notes
    assert toi.score(debate, idle, settings=["weights_sure=roughly"]).notes == ()


def test_what_a_rubric_says_of_itself_is_not_inherited(workspace):
    head = "schema: toi/rubric/1\nid: {0}\ntitle: {0}\n"
    Path("rubrics/below.yaml").write_text(
        head.format("below") + "position: Nobody holds this.\nclaims: []\nweights: {speed: 1}\n"
    )
    Path("rubrics/mine.yaml").write_text(head.format("mine") + "extends: below\n")
    debate = toi.load()
    assert toi.rubric(debate, "below").rubric.position == "Nobody holds this."
    assert toi.rubric(debate, "mine").rubric.position is None
    assert toi.rubric(debate, "mine").rubric.weights == {"speed": 1}


def test_a_rubric_that_others_extend_is_read_again_where_it_changed(workspace):
    head = "schema: toi/rubric/1\nid: {0}\ntitle: {0}\n"
    below = Path("rubrics/below.yaml")
    for name in ("mine", "yours"):
        Path(f"rubrics/{name}.yaml").write_text(head.format(name) + "extends: below\n")
    debate = toi.load()
    for weight in (1, 2):
        below.write_text(head.format("below") + f"weights: {{speed: {weight}}}\n")
        for name in ("mine", "yours"):
            assert toi.rubric(debate, name).rubric.weights == {"speed": weight}


def test_what_is_wrong_in_a_rubric_is_told_to_each_that_extends_it(workspace):
    head = "schema: toi/rubric/1\nid: {0}\ntitle: {0}\n"
    Path("rubrics/below.yaml").write_text(head.format("below") + "weights: {speed: -1}\n")
    for name in ("mine", "yours"):
        Path(f"rubrics/{name}.yaml").write_text(head.format(name) + "extends: below\n")
    debate = toi.load()
    for name in ("mine", "yours"):
        with pytest.raises(toi.InputErrors, match="below"):
            toi.rubric(debate, name)
