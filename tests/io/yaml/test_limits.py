"""What would take the machine is refused early."""

import time

from toi.errors import InputErrors
from toi.io.debate.load import load
from toi.io.yaml import parse as yaml_parse
from toi.io.yaml.parse import MAX_PROBLEMS, parse

HEAD = "schema: toi/{0}/1\n{0}:\n"


def test_more_keys_and_values_than_a_debate_has_are_refused(monkeypatch):
    monkeypatch.setattr(yaml_parse, "MAX_NODES", 1000)
    (problem,) = parse("f.yaml", b"[" + b"a," * 2000 + b"a]").problems
    assert problem.code == "too-many-values"
    assert not parse("f.yaml", b"[" + b"a," * 500 + b"a]").problems


def test_a_flood_of_directives_is_refused_at_once():
    begin = time.process_time()
    (problem,) = parse("f.yaml", b"%TAG !a! x\n" * 400_000).problems
    assert problem.code == "yaml-directives"
    assert time.process_time() - begin < 2


def test_the_cap_of_problems_holds_for_records(tmp_path):
    (tmp_path / "criteria.yaml").write_text(HEAD.format("criteria") + "  - {}\n" * 5000)
    (tmp_path / "theories.yaml").write_text(HEAD.format("theories") + "  - {}\n")
    try:
        load(tmp_path, "data")
    except InputErrors as error:
        codes = [problem.code for problem in error.problems]
    assert codes.count("too-many-problems") == 1
    assert MAX_PROBLEMS < len(codes) < MAX_PROBLEMS + 30


def test_a_key_of_more_digits_than_a_float_holds_is_a_key():
    document = parse("f.yaml", b"9" * 310 + b": 1\n")
    assert document.problems == []
