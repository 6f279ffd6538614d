"""Groups of inputs: by their basis, by names, and names that are none."""

from dataclasses import replace

import pytest

from toi.analyses.shared.input_basis import YOURS, labels_by_basis
from toi.analyses.shared.lookup import is_called
from toi.analyses.shared.session import combine
from toi.analyses.sobol.input_groups import input_groups
from toi.engine.problem import event_label
from toi.engine.sampling.input_labels import labels_by_kind
from toi.errors import InputErrors


def test_the_bases_part_all_that_the_records_say(setting):
    by_basis = labels_by_basis(setting)
    labels = [label for group in by_basis.values() for label in group]
    known = frozenset().union(*labels_by_kind(setting.problem).values()) - {"weights"}
    assert len(labels) == len(set(labels))
    assert known == set(labels)


def test_what_the_rubric_says_is_its_own(setting):
    rubric = setting.rubric.rubric
    own = rubric.model_copy(
        update={
            "credences": type(rubric.credences).model_validate(
                {"arguments": {"better-without-interp": 0.5}}
            )
        }
    )
    changed = combine(setting.opened, replace(setting.rubric, rubric=own))
    event = event_label("better-without-interp")
    assert labels_by_basis(changed)[YOURS] == {event}
    assert labels_by_basis(setting)[YOURS] == frozenset()
    assert [n for n, labels in labels_by_basis(setting).items() if event in labels] == ["inferred"]


def test_names_of_groups(setting):
    fine = ["t8.directness", "T06", "better-without-interp", "tag:dual-use", "assumed"]
    again = ["weights", "tag:dual-use", "T6"]
    found = input_groups(setting, [*fine, *again, "too-many-goals.directness"])
    assert list(found)[4:] == [
        *("T08.directness", "T06", "better-without-interp", "tag:dual-use", "assumed"),
        "too-many-goals.directness",
    ]
    assert found["T08.directness"] == {"judgement/T08/directness"}
    parts = setting.debate.leaves(["T06"])
    assert {label.split("/")[1] for label in found["T06"]} == set(parts) != {"T06"}
    assert found["tag:dual-use"] == set(map(event_label, setting.debate.tags["dual-use"]))
    assert found["too-many-goals.directness"] <= found["forces"]
    assert found["too-many-goals.directness"]


def test_names_are_joined_and_stand_for_lines_and_criteria(setting):
    words = ["line:dual-use", "criterion:directness", "T08.directness + tag:dual-use"]
    line, criterion, both = list(input_groups(setting, words).values())[4:]
    assert line == input_groups(setting, ["dual-use"])["line:dual-use"]
    assert {label.rsplit("/", 1)[1] for label in criterion} == {"directness"}
    assert "judgement/T08/directness" in criterion
    assert both == {"judgement/T08/directness", *map(event_label, setting.debate.tags["dual-use"])}


def test_kinds_may_be_written_large_and_titles_may_be_like_them(setting):
    assert input_groups(setting, ["Weights"])["weights"] == {"weights"}
    groups = input_groups(setting, ["force multiplier"])  # a title, though `force` is a slip
    assert "judgement/T01/directness" in groups["T01"]
    assert is_called(setting.debate, "t08")
    assert is_called(setting.debate, "Force multiplier")
    assert not is_called(setting.debate, "force")


@pytest.mark.parametrize(
    ("word", "code", "hint"),
    [
        ("directness", "one-weight", "weights add up"),
        ("weights.directness", "one-weight", "'directness'"),
        ("tag:dual-us", "unknown-tag", "dual-use"),
        ("T08.dirctness", "unknown-id", "directness"),
        ("line:dul-use", "unknown-id", "dual-use"),
        ("criterion:dirctness", "unknown-id", "directness"),
        ("too-many-goals.directnes", "unknown-effect", "directness"),
        ("dual-use.x", "not-an-input", "ID.CRITERION"),
        ("T99.directness", "unknown-id", "T99"),
        ("wieghts", "not-an-input", "did you mean 'weights'?"),
        ("force", "not-an-input", "did you mean 'forces'?"),
        ("judgment+T08", "not-an-input", "did you mean 'judgements'?"),
        ("weight.directness", "not-an-input", "did you mean 'weights.directness'?"),
    ],
)
def test_names_that_are_no_group(setting, word, code, hint):
    with pytest.raises(InputErrors) as refused:
        input_groups(setting, [word])
    assert code in str(refused.value)
    assert hint in str(refused.value)
