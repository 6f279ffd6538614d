"""The same bytes however many threads or processes share the work."""

from tests.engine.smaa.counting import DRAWS, ROWS, counted
from tests.mixed import mixed_totals
from toi import threads
from toi.engine.sampling.input_labels import labels_by_kind
from toi.engine.sampling.streams import BLOCK
from toi.engine.smaa import simulate
from toi.engine.smaa.confidence import confidence_factors


def test_draws_counts_and_confidence_are_the_same_with_any_number_of_threads(problem, plain, crew):
    found, as_bytes = counted(problem, simulate.drawn_blocks(problem, 1, DRAWS))
    assert as_bytes == plain[1]
    blocks = simulate.drawn_blocks(problem, 1, DRAWS)
    sure = confidence_factors(problem, ROWS, found.central_weights, blocks)
    assert sure.tobytes() == plain[2]


def test_mixed_points_are_the_same_with_any_number_of_threads(problem, crew):
    groups = list(labels_by_kind(problem).values())
    many = mixed_totals(problem, ROWS, groups, 1, BLOCK + 50)
    threads.use(1)
    one = mixed_totals(problem, ROWS, groups, 1, BLOCK + 50)
    assert [found.tobytes() for found in many] == [found.tobytes() for found in one]
