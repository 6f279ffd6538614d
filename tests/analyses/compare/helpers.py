"""Comparing rubrics of small debates, and what the command says as JSON."""

import json
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st

from tests.command import run
from tests.strategies import rubrics
from toi.analyses.compare.compute import run_compare
from toi.analyses.shared.session import LoadedDebate
from toi.io.debate.folders import Folder, Folders
from toi.io.rubric.resolve import ResolvedRubric
from toi.records.rubric import Rubric

SHIPPED = ("essay-author", "proponent", "basic-science", "affordances", "balanced")
SOME = settings(max_examples=15)  # each compares rubrics whole


def opened(debate):
    return LoadedDebate(debate, Folders(Folder(Path("data"), "data"), ()))


def compared(debate, *positions, **options):
    several = [ResolvedRubric(rubric, f"r{k}") for k, rubric in enumerate(positions)]
    return run_compare(opened(debate), (), several, **options)


def compare(*arguments, **options):
    done = run("compare", *arguments, "-f", "json", **options)
    assert (done.code, done.err) == (0, ""), done.err
    return json.loads(done.out)


@st.composite
def positions(draw, debate):
    """A rubric that may have all that a rubric can have."""
    rubric = draw(rubrics(debate))
    names, cells = list(debate.arguments), list(debate.criteria)
    fields = rubric.model_dump(by_alias=True, mode="json", exclude={"extends", "data"})
    fields["method"] = draw(
        st.sampled_from(["additive", "additive", "geometric", "minimum", "topsis"])
    )
    if draw(st.booleans()):
        value = draw(st.sampled_from([1, 7, {"uniform": [2, 5]}]))
        fields["overrides"]["judgements"] = {f"T1.{cells[0]}": {"value": value}}
    hit = [a for a in debate.arguments.values() if a.effects]
    if hit and draw(st.booleans()):
        effect = hit[0].effects[0]
        key = f"{hit[0].id}.{effect.name}" + draw(st.sampled_from(["", f".{effect.on[0]}"]))
        fields["overrides"]["forces"] = {key: {"value": draw(st.sampled_from([0, 0.9]))}}
    if draw(st.booleans()):
        own = {
            "id": "own",
            "kind": "critique",
            "title": "own",
            "gist": "gist",
            "speaker": "me",
            "credence": {"value": draw(st.sampled_from([0.2, 0.9])), "basis": "stated", "why": "?"},
            "effects": [
                {"on": ["T1"], "criterion": cells[0], "lowers": 0.5, "basis": "stated", "why": "?"}
            ],
        }
        if names and draw(st.booleans()):
            force = draw(st.sampled_from([0.3, 0.8]))
            own["against"] = [{"argument": names[0], "force": force, "basis": "stated", "why": "?"}]
        fields["arguments"] = [own]
    return Rubric.model_validate(fields)
