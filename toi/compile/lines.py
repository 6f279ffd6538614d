"""Lines of attack as arrays."""

import numpy as np

from toi.engine.problem import Lines
from toi.records.debate import Debate
from toi.records.rubric import Rubric


def compile_lines(debate: Debate, rubric: Rubric, number: dict[str, int]) -> Lines | None:
    """Find the arguments that make one point; None where every one stands alone."""
    names = sorted(debate.lines)
    place = {name: i for i, name in enumerate(names)}
    generals = [debate.arguments[_most_general(debate, name)] for name in number]
    line = [-1 if one.line is None else place[one.line] for one in generals]
    general = [number[one.id] for one in generals]
    if set(line) <= {-1} and general == list(number.values()):
        return None
    overlap = [rubric.overlap.of(debate.lines[name]) for name in names]
    return Lines(
        tuple(names),
        np.array(overlap, dtype=np.float64),
        np.array(line, dtype=np.int64),
        np.array(general, dtype=np.int64),
    )


def _most_general(debate: Debate, argument: str) -> str:
    """Find the argument of which one is an instance, in the end; itself where it is none."""
    general = debate.arguments[argument].instance_of
    while general is not None:
        argument, general = general, debate.arguments[general].instance_of
    return argument
