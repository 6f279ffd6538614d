"""Joint pulls of several arguments as tables, so that in few draws all are worked out at once."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np

from toi.engine.problem import Floats, Ints, ScoringProblem
from toi.engine.remembered import HITS, remembered
from toi.engine.scoring.joint_pulls import Pull, joint_hits
from toi.engine.scoring.lines import expected_maxima
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class LineTables:
    """L joint pulls of several arguments, those of fewest first; n members in all.

    Attributes
    ----------
    which : (L,) int
        Where each stands among all joint pulls.
    line : (L,) int
        The line that each is of; `ALONE` for a family that is in none.
    argument, force, share : (n,)
        Of each member's pull, or of its first if it has several.
    more : tuple of (int, tuple of Pull)
        Members that have several, by their number.
    members : (L, W) int
        The members of each joint pull; filled up with n, which is none.
    families : (G, V) int
        The members of each family, joint pull by joint pull; filled up in the same way.
    first : (L + 1,) int
        Where the families of each joint pull begin.
    """

    which: Ints
    line: Ints
    argument: Ints
    force: Ints
    share: Floats
    more: tuple[tuple[int, tuple[Pull, ...]], ...]
    members: Ints
    families: Ints
    first: Ints

    def apart_and_one(
        self, pull: Floats, chance: Floats | None, numbers: int
    ) -> Iterator[tuple[slice, Floats, Floats]]:
        """Yield what some joint pulls take away, each family by itself, and as one: (l, S) both.

        Parameters
        ----------
        pull : (n + 1, S) float
            What each member takes away if it is sound; 0 for the last, which is none.
        chance : (n + 1, S) float or None
            As for `expected_max`; 0 for the last.
        numbers : int
            How many to work on at a time.
        """
        size = max(numbers // max(self.members.shape[1] * pull.shape[1], 1), 1)
        for start in range(0, len(self.which), size):
            some = slice(start, min(start + size, len(self.which)))
            first, last = self.first[start], self.first[some.stop]
            left = 1.0 - _maxima(self.families[first:last], pull, chance)
            left = np.multiply.reduceat(left, self.first[some] - first, axis=0)
            yield some, 1.0 - left, _maxima(self.members[some], pull, chance)


def _maxima(table: Ints, pull: Floats, chance: Floats | None) -> Floats:
    """Find the expected largest pull of each row of a table of members, (rows, S)."""
    wide = max(int((table < len(pull) - 1).sum(axis=1).max()), 1)
    some = table[:, :wide]
    return expected_maxima(pull[some], None if chance is None else chance[some])


@remembered(HITS)
def line_tables(problem: ScoringProblem) -> LineTables:
    """Lay out the joint pulls of several arguments."""
    several = sorted(joint_hits(problem).several, key=lambda one: len(one[1].members))
    joint = [one for _, one in several]
    members = [member for one in joint for member in one.members]
    starts = accumulate((len(one.members) for one in joint), initial=0)
    places = [
        (
            range(start, start + len(one.members)),
            [range(start + r.start, start + r.stop) for r in one.rows],
        )
        for start, one in zip(starts, joint, strict=False)
    ]
    return LineTables(
        which=np.array([b for b, _ in several], dtype=np.int64),
        line=np.array([one.line for one in joint], dtype=np.int64),
        argument=np.array([member[0].argument for member in members], dtype=np.int64),
        force=np.array([member[0].force for member in members], dtype=np.int64),
        share=np.array([member[0].share for member in members], dtype=np.float64),
        more=tuple((i, member) for i, member in enumerate(members) if len(member) > 1),
        members=_table([every for every, _ in places], len(members)),
        families=_table([rows for _, families in places for rows in families], len(members)),
        first=np.array([*accumulate((len(f) for _, f in places), initial=0)], dtype=np.int64),
    )


def _table(rows: Sequence[Sequence[int]], none: int) -> Ints:
    """Make a table of rows of several lengths, filled up with `none`."""
    found = np.full((len(rows), max(map(len, rows), default=0)), none, dtype=np.int64)
    for out, row in zip(found, rows, strict=True):
        out[: len(row)] = row
    return found
