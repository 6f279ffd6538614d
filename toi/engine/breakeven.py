"""Where two theories swap places: one weight, or one credence, moved until they do."""

from collections.abc import Callable

import numpy as np

from toi.arrays import Floats, Inputs, Ints, ScoringProblem
from toi.engine.evaluate import evaluate
from toi.engine.forcing import order_key, with_sound
from toi.engine.methods import method_scores

STEPS = 32  # points at which a credence or weight is tried
HALVINGS = 50
CHUNK = 2048  # points at a time


def duel(problem: ScoringProblem, inputs: Inputs, rows: list[int], one: int, other: int) -> Ints:
    """Which of two theories stands higher in each draw, (S,): 1, -1, or 0 where they tie.

    Parameters
    ----------
    rows : list of int
        The theories that are scored, on which some methods depend.
    one, other : int
        Places in `rows`.
    """
    found = np.empty(len(inputs.weights), dtype=np.int64)
    for start in range(0, len(found), CHUNK):
        here = inputs.at(slice(start, start + CHUNK))
        result = evaluate(problem, here)
        totals = method_scores(problem, here.weights, result, rows)
        key = order_key(totals, result.gated[:, rows])
        above, below = key[:, one] > key[:, other], key[:, one] < key[:, other]
        found[start : start + CHUNK] = above.astype(np.int64) - below
    return found


def weight_swap(weights: Floats, values: Floats) -> Floats:
    """The weight of each criterion at which two additive scores are equal, (C,); NaN if none.

    The other weights keep their proportions, so that the gap is a straight line in the
    share x of criterion c: ``x d_c + (1 - x) sum_{k != c} w_k d_k / (1 - w_c)`` with
    ``d = f_one - f_other`` (Triantaphyllou & Sanchez 1997 for a fixed sum of weights).

    Parameters
    ----------
    weights : (C,) float
        Add up to 1.
    values : (2, C) float
        What the value functions give the two theories.
    """
    d = values[0] - values[1]
    rest = 1.0 - weights
    others = np.divide(
        weights @ d - weights * d, rest, out=np.full_like(d, np.nan), where=rest > 1e-12
    )
    slope = d - others
    x = np.divide(-others, slope, out=np.full_like(d, np.nan), where=np.abs(slope) > 1e-12)
    return np.asarray(np.where((x >= 0.0) & (x <= 1.0), x, np.nan))


def nearest_turn(
    sign: Callable[[Ints, Floats], Ints], now: Floats, ends: tuple[float, float] = (0.0, 1.0)
) -> Floats:
    """The value nearest to the present one at which a sign turns, for each of K quantities.

    By trying `STEPS` points on the whole range and halving the step in which the sign first
    turns, so that what is given has turned: a tie is no turn. A turn that is undone within
    one step is missed.

    Parameters
    ----------
    sign : function from which quantities (n,) and their values (n,) to signs (n,)
    now : (K,) float
    ends : pair of float

    Returns
    -------
    (K,) float
        NaN where nothing in the range turns it.
    """
    grid = np.linspace(*ends, STEPS + 1)
    which = np.repeat(np.arange(len(now)), len(grid))
    signs = sign(which, np.tile(grid, len(now))).reshape(len(now), len(grid))
    start = sign(np.arange(len(now)), now)
    found = np.full(len(now), np.nan)
    for step in (1, -1):
        far = [
            _first_turn(grid[::step], signs[k, ::step], now[k], start[k], step)
            for k in range(len(now))
        ]
        mine = np.array([k for k, pair in enumerate(far) if pair is not None], dtype=np.int64)
        if len(mine):
            kept, turned = np.array([pair for pair in far if pair is not None]).T
            at = _halved(sign, mine, kept, turned, start[mine])
            nearer = ~(np.abs(found[mine] - now[mine]) <= np.abs(at - now[mine]))
            found[mine[nearer]] = at[nearer]
    return found


def _first_turn(
    grid: Floats, signs: Ints, now: float, start: int, step: int
) -> tuple[float, float] | None:
    """The last point before the sign turns and the first after, going one way from `now`."""
    before = now
    for point, sign in zip(grid.tolist(), signs.tolist(), strict=True):
        if (point - now) * step > 0:
            if start and sign == -start:
                return before, point
            before = point
    return None


def _halved(
    sign: Callable[[Ints, Floats], Ints], which: Ints, kept: Floats, turned: Floats, start: Ints
) -> Floats:
    for _ in range(HALVINGS):
        middle = (kept + turned) / 2.0
        over = sign(which, middle) == -start
        turned, kept = np.where(over, middle, turned), np.where(over, kept, middle)
    return turned


def credence_swaps(
    problem: ScoringProblem, inputs: Inputs, rows: list[int], one: int, other: int
) -> Floats:
    """The credence of each argument at which two theories swap, (A,); NaN where none does.

    All else stays: of what is settled the strength all told is moved, of the rest the
    credence before replies.

    Parameters
    ----------
    inputs : Inputs
        A single draw (S = 1).
    """

    def sign(which: Ints, values: Floats) -> Ints:
        sound = np.repeat(inputs.sound, len(which), axis=0)
        sound[np.arange(len(which)), which] = values
        return duel(problem, with_sound(inputs, sound), rows, one, other)

    return nearest_turn(sign, inputs.sound[0])


def weight_swaps(
    problem: ScoringProblem, inputs: Inputs, rows: list[int], one: int, other: int
) -> Floats:
    """The weight of each criterion at which two theories swap, (C,); NaN where none does.

    The other weights keep their proportions. In closed form for the additive method, else
    tried out. A criterion that has all the weight leaves no proportions to keep: none.
    """
    weights = inputs.weights[0]
    if problem.method.name == "additive":
        now, pair = evaluate(problem, inputs), [rows[one], rows[other]]
        swaps = weight_swap(weights, now.values[0, pair])
        return np.full_like(swaps, np.nan) if now.gated[0, pair].any() else swaps

    def sign(which: Ints, values: Floats) -> Ints:
        moved = with_sound(inputs, np.repeat(inputs.sound, len(which), axis=0))
        rest = 1.0 - weights[which]
        scaled = (1.0 - values) / np.where(rest > 0, rest, 1.0)
        moved.weights[:] = weights * scaled[:, None]
        moved.weights[np.arange(len(which)), which] = np.where(rest > 0, values, 1.0)
        return duel(problem, moved, rows, one, other)

    return nearest_turn(sign, weights)
