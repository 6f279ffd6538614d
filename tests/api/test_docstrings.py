"""The docstrings of the Python interface: whole, true, and the source of docs/python.md."""

import builtins
import doctest
import inspect
import os
from pathlib import Path

import pytest

import toi
from tools.python_page import PAGE, PUBLIC, entries, page, sections

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = [one for one in PUBLIC if inspect.isfunction(one)]


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch):
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
def test_examples_print_what_they_show(function):
    runner = doctest.DocTestRunner()
    for example in doctest.DocTestFinder(recurse=False).find(function, globs={}):
        runner.run(example)
    assert runner.tries > 2
    assert not runner.failures


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
def test_every_parameter_is_described_and_every_section_is_there(function):
    found = sections(function.__doc__)
    assert list(found)[1:] == ["Parameters", "Returns", "Raises", "Examples"]
    heads = [head.partition(" : ")[0] for head, _ in entries(found["Parameters"])]
    described = [name.strip("*") for head in heads for name in head.split(", ")]
    assert sorted(described) == sorted(inspect.signature(function).parameters)
    for section in ("Returns", "Raises"):
        for head, text in entries(found[section]):
            assert text
            for name in head.replace(", ", " ").replace(" or ", " ").split():
                known = name in dir(toi) or hasattr(builtins, name)
                assert known, f"{function.__name__} speaks of {name}"


def test_the_page_is_made_from_them():
    fresh = page()
    if os.environ.get("TOI_REFRESH"):
        PAGE.write_text(fresh, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == fresh
