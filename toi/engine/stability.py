"""How far each weight can go before another theory leads."""

from toi.engine.flips import crossings
from toi.engine.knobs import Board, weight_knobs


def weight_stability(board: Board, leader: int) -> list[tuple[float, float]] | None:
    """For each criterion the weights around the present one at which the leader stays first.

    In shares of all weights, 0 to 1, while the others keep their proportions. Inside the
    interval nobody scores strictly more than the leader, given as a column of the board; 0 or
    1 where it is never overtaken on that side. Additive scores are linear in the weights, so
    the ends are exact: the nearest of the critical weights of Triantaphyllou & Sanchez (1997)
    over all rivals. Other methods are searched.

    Returns
    -------
    list of (low, high), one per criterion, or None under ``minimum``, to which the size of a
    weight is nothing.
    """
    knobs = weight_knobs(board)
    if not knobs:
        return None
    found = [(knob.low if knob.now < 1 else 1.0, 1.0) for knob in knobs]
    others = [j for j in range(len(board.rows)) if j != leader]
    for crossing in crossings(board, knobs, leader, others):
        low, high = found[crossing.knob.index]
        if crossing.beyond < crossing.knob.now:
            low = crossing.value
        else:
            high = crossing.value
        found[crossing.knob.index] = low, high
    return found
