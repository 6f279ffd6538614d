"""JSON Schemas: as checked in, true to the models, and of use to an independent validator.

`TOI_REFRESH=1` rewrites docs/schemas instead of checking it.
"""

import itertools
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.command import run
from tests.commands.test_bad_input import BAD
from tests.conftest import WORKSPACE
from tests.strategies import debates, rubrics
from toi.io.debate.json_schema import DRAFT, FORMS, SCHEMAS, file_schema
from toi.io.debate.load import KINDS
from toi.io.yaml.parse import parse

ROOT = Path(__file__).resolve().parents[3]
CHECKED_IN = ROOT / "docs" / "schemas"
SHIPPED = sorted(
    itertools.chain(
        *(ROOT.glob(f"{place}/*.yaml") for place in ("data", "rubrics", "docs/example/*"))
    )
)


def kind_of(file):
    return "rubric" if file.parent.name == "rubrics" else file.stem


def wrong(kind, raw):
    """What an independent validator finds in a file, as paths and messages."""
    data = json.loads(json.dumps(parse("f.yaml", raw).data))  # keys are text in JSON
    found = Draft202012Validator(file_schema(kind)).iter_errors(data)
    return [(error.json_path, error.message) for error in found]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_schemas_checked_in_are_those_of_the_models(kind):
    file = CHECKED_IN / f"{kind}.json"
    printed = run("data", "schema", kind).out
    if os.environ.get("TOI_REFRESH"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(printed, encoding="utf-8")
    assert json.loads(file.read_text(encoding="utf-8")) == json.loads(printed)


def test_every_schema_is_checked_in():
    assert sorted(file.name for file in CHECKED_IN.iterdir()) == sorted(
        f"{kind}.json" for kind in SCHEMAS
    )


@pytest.mark.parametrize("kind", SCHEMAS)
def test_schemas_are_schemas_and_their_examples_hold(kind):
    schema = file_schema(kind)
    assert schema["$schema"] == DRAFT
    Draft202012Validator.check_schema(schema)
    for path, node in nodes(schema):
        for example in node.get("examples", ()):
            inner = {**node, "$defs": schema["$defs"]}
            assert not list(Draft202012Validator(inner).iter_errors(example)), path


def nodes(node, path="$"):
    """Every schema within a schema."""
    if isinstance(node, list):
        for index, inner in enumerate(node):
            yield from nodes(inner, f"{path}[{index}]")
    elif isinstance(node, dict):
        if "examples" not in node or isinstance(node["examples"], list):
            yield path, node
        for key, inner in node.items():
            if key not in ("examples", "enum", "const", "required"):
                yield from nodes(inner, f"{path}.{key}")


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_field_is_described_in_its_written_form(kind):
    schema = file_schema(kind)
    assert "Distribution" not in schema["$defs"]
    for name, record in schema["$defs"].items():
        if name not in FORMS:
            assert record["additionalProperties"] is False, name
            for key, field in record["properties"].items():
                assert field.get("description"), f"{name}.{key}"
    for path, node in nodes(schema):
        reference = node.get("$ref", "#/$defs/")
        if isinstance(reference, str) and reference != "#/$defs/":
            assert reference.removeprefix("#/$defs/") in schema["$defs"], path


@pytest.mark.parametrize("file", SHIPPED, ids=lambda f: str(f.relative_to(ROOT)))
def test_every_shipped_file_is_valid_and_names_its_schema(file):
    raw = file.read_bytes()
    kind = kind_of(file)
    assert wrong(kind, raw) == []
    first = raw.decode("utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named, first
    assert (file.parent / named[1]).resolve() == CHECKED_IN / f"{kind}.json"


def test_the_small_workspace_is_valid():
    for name, text in WORKSPACE.items():
        assert wrong(kind_of(Path(name)), text.encode()) == []


# What a file can be known by alone to be wrong; the rest needs the other files.
REFUSED = {
    "argument-credence-65": "65 is not valid under any of the given schemas",
    "argument-credence-assumed": None,
    "argument-credence-distribution": None,
    "argument-force-above-1": "1.5 is not valid under any of the given schemas",
    "argument-force-assumed": None,
    "argument-lowers-and-raises": None,
    "argument-without-effect": None,
    "effect-inherits-and-lowers": None,
    "effect-share-above-1": "50 is greater than the maximum of 1",
    "effect-share-without-inherits": "'inherits' is a dependency of 'share'",
    "criterion-anchor": "'ten' does not match",
    "criterion-direction": "'benfit' is not one of ['benefit', 'cost']",
    "criterion-scale-text": None,
    "criterion-yes-for-true": "'yes' is not of type 'boolean'",
    "file-no-records": "[] should be non-empty",
    "file-no-schema": "'schema' is a required property",
    "file-wrong-schema": "'toi/theories/1' was expected",
    "id-space": "'T 1' does not match",
    "key-missing": "'short' is a required property",
    "key-unknown": "Additional properties are not allowed",
    "line-overlap-above-1": None,
    "line-overlap-assumed": None,
    "line-overlap-without-why": None,
    "rubric-credence-65": None,
    "rubric-dirichlet-misspelt": None,
    "rubric-dirichlet-negative": None,
    "rubric-gate": None,
    "rubric-overlap": "40 is greater than the maximum of 1",
    "rubric-scrutiny-misspelt": "'ajusted' is not one of ['as-read', 'adjusted']",
    "rubric-settled-misspelt": None,
    "rubric-trust": None,
    "rubric-unknown-key": "Additional properties are not allowed",
    "rubric-weight-negative": "-1 is less than the minimum of 0",
    "rubric-weights-sure": None,
    "theory-bears-as-word": "'no' is not of type 'boolean'",
    "theory-parts-and-judgements": None,
    "theory-scrutiny-above-1": None,
    "theory-share-above-one": "60 is greater than the maximum of 1",
    "value-assumed-without-range": None,
    "value-bad-beta": None,
    "value-boolean": None,
    "value-distribution-length": None,
    "value-mixture": None,
    "value-mixture-misspelt": None,
    "value-on-without-beta": None,
    "value-only-spaces": "does not match",
    "value-string": None,
    "value-two-distributions": None,
    "value-unknown-distribution": None,
}


@pytest.mark.parametrize("case", REFUSED)
def test_broken_files_are_refused(case):
    found = [
        message
        for file in (BAD / case).glob("*.yaml")
        for _, message in wrong(file.stem if file.stem in KINDS else "rubric", file.read_bytes())
    ]
    assert found, case
    assert any((REFUSED[case] or "") in message for message in found), found


@given(st.data())
def test_what_the_models_take_the_schemas_take(data):
    debate = data.draw(debates())
    rubric = data.draw(rubrics(debate))
    validators = {kind: Draft202012Validator(file_schema(kind)) for kind in ("theories", "rubric")}
    theories = [t.model_dump(mode="json", by_alias=True) for t in debate.theories.values()]
    content = {"schema": "toi/theories/1", "theories": theories}
    assert not list(validators["theories"].iter_errors(content))
    written = rubric.model_dump(mode="json", by_alias=True)
    assert not list(validators["rubric"].iter_errors(written))


def test_schema_list_and_tables(tmp_path):
    assert run("data", "schema").out.count("\n") == len(SCHEMAS) + 3
    assert max(map(len, run("data", "schema").out.splitlines())) <= 80
    assert json.loads(run("data", "schema", "-f", "json").out)["schema"] == "toi/data-schema/1"
    rows = run("data", "schema", "theories", "-f", "csv").out.splitlines()
    assert "Theory,kinds,yes," in "\n".join(rows)
    assert "Judgement" in run("data", "schema", "theories", "-f", "table").out
    target = tmp_path / "theories.json"
    assert run("data", "schema", "theories", "-o", target).code == 0
    assert json.loads(target.read_text()) == file_schema("theories")
    done = run("data", "schema", "theory")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "toi: no schema for 'theory'; did you mean 'theories'? (there are: criteria, theories, "
        "arguments, lines, evidence, sources, claims, allocations, debate, rubric, readings) "
        "[unknown-schema]\n"
    )
