"""Own arguments of several rubrics, told apart by all that they rest on."""

from tests.small import argument, criterion, debate, rubric, theory
from toi.records.aligned_rubrics import align_rubrics

DEBATE = debate(
    [criterion("c1")],
    [theory("T1", {"c1": 5})],
    [argument("record", 0.5, [(["T1"], "c1", "lowers", 0.5)])],
)


def ladder(rungs: int, wide: int, first: float = 0.5):
    """Rungs of own arguments, each of which answers all of the rung below."""
    made, below = [], ["record"]
    for rung in range(rungs):
        names = [f"r{rung}-{k}" for k in range(wide)]
        force = first if rung == 0 else 0.5
        made += [argument(name, 0.5, against=[(b, force) for b in below]) for name in names]
        below = names
    return rubric(arguments=tuple(made))


def test_a_ladder_of_answers_costs_no_more_than_its_rungs() -> None:
    one = ladder(200, 2)  # the ways down it are 2 ** 200
    aligned = align_rubrics(DEBATE, [one, one])
    assert len(aligned.present) == 400
    assert not aligned.alone


def test_a_long_chain_is_no_recursion() -> None:
    assert len(align_rubrics(DEBATE, [ladder(3000, 1)]).present) == 3000


def test_what_rests_on_another_thing_is_told_apart() -> None:
    aligned = align_rubrics(DEBATE, [ladder(3, 1), ladder(3, 1, first=0.4)])
    assert set(aligned.present) == {"r0-0", "r1-0", "r2-0", "r0-0'", "r1-0'", "r2-0'"}
