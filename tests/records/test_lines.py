"""Lines of attack, inherited forces and what their records leave unsaid."""

import pytest

from tests.small import argument, criterion, debate, rubric, theory
from toi.records.argument import Argument
from toi.records.line import Line, LineOverlaps
from toi.records.theory import Judgement

BECAUSE = {"basis": "inferred", "why": "because"}


def line(overlap=None):
    said = {} if overlap is None else {"overlap": {"value": overlap, **BECAUSE}}
    return Line.model_validate({"id": "l", "title": "l", "gist": "l", **said})


@pytest.mark.parametrize(
    ("recorded", "overlaps", "expected"),
    [
        (None, {}, 0.5),
        (None, {"default": 0.2}, 0.2),
        (0.8, {"default": 0.2}, 0.8),
        ([0.6, 0.9], {"default": 0.2}, 0.75),
        (0.8, {"lines": {"l": 0.0}}, 0.0),
        (0.8, {"lines": {"other": 0.0}}, 0.8),
    ],
)
def test_a_line_overlaps_as_the_rubric_says_else_as_recorded(recorded, overlaps, expected):
    found = LineOverlaps.model_validate(overlaps).of(line(recorded))
    assert found == pytest.approx(expected)


def test_an_heir_has_the_direction_and_force_of_the_effect_it_names():
    own = {"id": "own", "on": ["T1"], "criterion": "c1", "raises": {"uniform": [0.2, 0.4]}}
    heir = {"id": "heir", "on": ["T2"], "criterion": "c1", "inherits": "own", "share": 0.5}
    rest = argument("a", 0.5, effects=[(["T1"], "c1", "lowers", 0.5)]).model_dump()
    effects = [{**effect, **BECAUSE} for effect in (heir, own)]
    record = Argument.model_validate({**rest, "effects": effects})
    for effect in record.effects:
        source = record.source_of(effect)
        assert source.raises is not None
        assert source.force.mean == pytest.approx(0.3)
    assert record.effects[0].share == 0.5


def written():
    """A small debate and rubric without any of the later keys."""
    plain = debate(
        [criterion("c1")],
        [theory("T1", {"c1": 5}), theory("T2", {"c1": 3})],
        [argument("a", 0.5, effects=[(["T1"], "c1", "lowers", 0.5)])],
    )
    return plain, rubric()


def test_later_keys_that_say_nothing_are_not_written():
    plain, mine = written()
    (record,) = plain.arguments.values()
    assert not {"line", "instance_of"} & set(record.model_dump())
    assert not {"inherits", "share"} & set(record.effects[0].model_dump())
    assert not {"scrutiny", "peers"} & set(plain.theories["T1"].model_dump())
    assert "bears" not in Judgement.model_validate({"value": 1, **BECAUSE}).model_dump()
    assert not {"overlap", "scrutiny", "not_bearing"} & set(mine.model_dump())


def test_later_keys_that_say_something_change_the_digest():
    plain, _ = written()
    theories = {
        "bears": theory("T1", judgements={"c1": {"value": 5, "bears": False, **BECAUSE}}),
        "scrutiny": theory("T1", {"c1": 5}, scrutiny={"value": 0.5, "why": "because"}),
        "peers": theory("T1", {"c1": 5}, peers=["T2"]),
    }
    effects = [(["T1"], "c1", "lowers", 0.5)]
    said = {
        key: debate(plain.criteria.values(), [record, plain.theories["T2"]])
        for key, record in theories.items()
    }
    said["nothing"] = debate(plain.criteria.values(), plain.theories.values())
    said["an argument"] = plain
    said["its line"] = debate(
        plain.criteria.values(), plain.theories.values(), [argument("a", 0.5, effects, line="l")]
    )
    digests = {key: one.digest for key, one in said.items()}
    assert len(set(digests.values())) == len(said)
