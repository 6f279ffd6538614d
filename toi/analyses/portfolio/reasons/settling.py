"""What each line is worth more or less once an argument is settled."""

import numpy as np
from numpy.typing import NDArray

from toi.engine.problem import Floats, Ints, ScoringProblem
from toi.engine.scoring.exact_ranking import ExactRanking, exact_ranking
from toi.engine.scoring.score import parts
from toi.engine.scoring.what_if import scores_if
from toi.light_dataclass import dataclass

Shorts = NDArray[np.int32]
AT_ONCE = 2**21  # cells of the worlds in which an argument is settled, 8 bytes each


@dataclass(frozen=True, eq=False)
class Moves:
    """Changes of the worth of lines by argument, (A, T): those that are not 0, row by row.

    Most arguments act on few of many lines.

    Attributes
    ----------
    argument, line : (N,) int32
    points : (N,) float
    shape : (int, int)
    """

    argument: Shorts
    line: Shorts
    points: Floats
    shape: tuple[int, int]

    def of_argument(self, argument: int) -> Floats:
        """Return a row, (T,)."""
        mine = slice(*self.argument.searchsorted([argument, argument + 1]))
        found = np.zeros(self.shape[1])
        found[self.line[mine]] = self.points[mine]
        return found

    def of_lines(self, lines: Ints) -> Floats:
        """Return some columns, (A, K)."""
        found, place = np.zeros((len(lines), self.shape[0])).T, np.full(self.shape[1], -1)
        place[lines] = np.arange(len(lines))
        mine = place[self.line] >= 0
        found[self.argument[mine], place[self.line[mine]]] = self.points[mine]
        return found

    def sums(self, weights: Floats) -> Floats:
        """Add up each row, weighed by line (T,): (A,)."""
        weighed = self.points * weights[self.line]
        return np.bincount(self.argument, weighed, minlength=self.shape[0]).astype(np.float64)


@dataclass(frozen=True, eq=False)
class Settling:
    """Change of the mean worth of each line if an argument is sound, and if not."""

    names: tuple[str, ...]
    credence: Floats
    sound: Moves
    unsound: Moves

    def at(self, argument: int, credence: float) -> Floats:
        """Return the change of worth (T,) were the argument believed so far."""
        sound, unsound = (one.of_argument(argument) for one in (self.sound, self.unsound))
        return np.asarray(credence * sound + (1.0 - credence) * unsound)


def settling(problem: ScoringProblem, rows: Ints) -> Settling:
    """Return what each argument carries, at the mean of every other number.

    Gates and arguments that reach a line by two ways make this approximate.

    Parameters
    ----------
    rows : (T,) int
        Where the lines stand in the problem.
    """
    base = exact_ranking(problem, rows.tolist())
    sound, unsound = (_moves(base, side) for side in (1.0, 0.0))
    return Settling(problem.arguments, problem.credence, sound, unsound)


def _moves(base: ExactRanking, sound: float) -> Moves:
    """Settle each argument to one side, a few worlds at a time."""
    problem, rows = base.problem, base.rows
    shape = (len(problem.arguments), len(rows))
    cells = max(len(problem.theories) * len(problem.criteria), 1)
    arguments: list[Shorts] = [np.zeros(0, np.int32)]
    lines: list[Shorts] = [np.zeros(0, np.int32)]
    points: list[Floats] = [np.zeros(0)]
    for some in parts(shape[0], max(AT_ONCE // cells, 1)):
        groups = [[a] for a in range(some.start, some.stop)]
        moves = scores_if(problem, base.inputs, groups, sound, rows).totals - base.totals
        argument, line = np.nonzero(moves)
        arguments.append((argument + some.start).astype(np.int32))
        lines.append(line.astype(np.int32))
        points.append(moves[argument, line])
    return Moves(np.concatenate(arguments), np.concatenate(lines), np.concatenate(points), shape)
