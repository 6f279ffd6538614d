"""The JSON Schema of readings: it takes what the models take, and refuses what they refuse."""

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from toi.io.debate.json_schema import file_schema
from toi.records.reading import Readings

WHO = {"reader": "anna", "theory": "T1"}
CELL = {**WHO, "criterion": "speed"}
TAKEN = {
    "a number": {**CELL, "value": 7},
    "a distribution": {**CELL, "value": {"uniform": [6, 9]}},
    "a range": {**CELL, "low": 1, "mode": 2, "high": 4},
    "a range without mode": {**CELL, "low": 1, "high": 4},
    "a mode alone": {**CELL, "mode": 2},
    "nothing": {**CELL, "why": "no idea"},
    "empty cells": {**CELL, "value": None, "low": None, "mode": 3, "high": None},
    "a group and a view": {**CELL, "value": 7, "group": "town", "view": "final"},
}
REFUSED = {
    "a value and a mode": {**CELL, "value": 7, "mode": 2},
    "a value and a range": {**CELL, "value": 7, "low": 1, "high": 9},
    "half a range": {**CELL, "low": 1},
    "the other half, one end empty": {**CELL, "low": None, "high": 4},
    "no reader": {"theory": "T1", "criterion": "speed", "value": 7},
    "an empty name": {**CELL, "reader": " ", "value": 7},
    "no criterion": {**WHO, "value": 7},
    "text for a number": {**CELL, "value": "high"},
    "an unknown key": {**CELL, "value": 7, "median": 7},
}
VALIDATOR = Draft202012Validator(file_schema("readings"))


def by_both(**content):
    """Return whether the models take a file, and whether its schema does."""
    written = {"schema": "toi/readings/1", **content}
    try:
        Readings.model_validate(written)
    except ValidationError:
        return False, VALIDATOR.is_valid(written)
    return True, VALIDATOR.is_valid(written)


@pytest.mark.parametrize("reading", TAKEN.values(), ids=TAKEN)
def test_what_can_be_read_is_valid(reading):
    assert by_both(readings=[reading]) == (True, True)


@pytest.mark.parametrize("reading", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_not(reading):
    assert by_both(readings=[reading]) == (False, False)


def test_orders_are_described_too():
    assert by_both(orders=[{**WHO, "rank": 1}]) == (True, True)
    assert by_both(orders=[{**WHO, "rank": "first"}]) == (False, False)
    assert not VALIDATOR.is_valid({"schema": "toi/readings/1"})
