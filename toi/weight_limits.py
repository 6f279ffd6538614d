"""Limits on weights and the region they leave, in exact arithmetic.

Weights are shares of the whole: none is below 0, and they add up to 1. Limits cut that
simplex. Numbers are taken as the decimals they are written as, so that whether something
is left, and whether a limit holds with equality everywhere, is known and not a matter of
tolerances.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TypeVar

from toi.light_dataclass import dataclass

T = TypeVar("T")

_ZERO, _ONE = Fraction(0), Fraction(1)
_AIM = -1  # the variable that `most` makes large


@dataclass(frozen=True)
class Limit:
    """A linear inequality: the sum of factor x weight is at least `bound`.

    An equality is two of these.
    """

    factors: tuple[tuple[str, float], ...]
    bound: float

    def form(self, names: Sequence[str]) -> list[Fraction]:
        """Write the limit as a linear form that is to be 0 or more.

        Since weights add up to 1, the bound is subtracted from every factor.

        Parameters
        ----------
        names : sequence of str
            The weights, in the order of the form.

        Returns
        -------
        list of Fraction
            A factor for each weight.
        """
        known = dict(self.factors)
        bound = _exact(self.bound)
        return [_exact(known.get(name, 0.0)) - bound for name in names]


def _exact(value: float) -> Fraction:
    return Fraction(repr(float(value)))


class Polytope:
    """The weights at which some linear forms are 0 or more, held at one vertex.

    A dictionary of the simplex method: each basic variable, a weight or the slack of a
    form, is written as ``constant + sum of coefficient x nonbasic variable``, where the
    nonbasic ones are 0. Bland's rule (1977) keeps it from running in circles.

    Parameters
    ----------
    n : int
        Number of weights.
    """

    def __init__(self, n: int) -> None:
        self.n = n
        self.size = n  # variables so far: weights, then slacks in the order of `add`
        self.columns = list(range(1, n))  # nonbasic variables
        self.rows = {0: [_ONE, *[-_ONE] * (n - 1)]}  # of basic variables, constants first

    def add(self, form: Sequence[Fraction]) -> list[int] | None:
        """Add a form: ask for ``form . w >= 0`` too.

        Returns
        -------
        list of int, or None
            None where weights are left. Otherwise the forms added before (by number) with
            which this one cannot be met: Farkas' multipliers are above 0 on these alone.
            The form is then not added.
        """
        own = self.size
        self.rows[own] = self._row(form)
        while self.rows[own][0] < 0:
            column = self._entering(self.rows[own])
            if column is None:
                row = self.rows.pop(own)
                used = zip(self.columns, row[1:], strict=True)
                return [name - self.n for name, factor in used if factor and name >= self.n]
            reach = -self.rows[own][0] / self.rows[own][column]
            step, leaving = self._leaving(column, own)
            self._pivot(own if leaving is None or reach <= step else leaving, column)
            if own in self.columns:
                break
        self.size += 1
        return None

    def most(self, form: Sequence[Fraction]) -> list[Fraction]:
        """Find a vertex at which ``form . w`` is largest.

        Returns
        -------
        list of Fraction
            The weights there.
        """
        self.rows[_AIM] = self._row(form)
        while (column := self._entering(self.rows[_AIM])) is not None:
            _, leaving = self._leaving(column, _AIM)
            assert leaving is not None  # weights are bounded
            self._pivot(leaving, column)
        del self.rows[_AIM]
        return [self.rows[i][0] if i in self.rows else _ZERO for i in range(self.n)]

    def _row(self, form: Sequence[Fraction]) -> list[Fraction]:
        """Write a form of the weights in terms of the nonbasic variables."""
        found = [_ZERO] * (len(self.columns) + 1)
        for weight, factor in enumerate(form):
            if not factor:
                continue
            if weight in self.rows:
                pairs = zip(found, self.rows[weight], strict=True)
                found = [a + factor * b if b else a for a, b in pairs]
            else:
                found[self.columns.index(weight) + 1] += factor
        return found

    def _entering(self, row: Sequence[Fraction]) -> int | None:
        """Find the place in `row` of the first variable that makes it grow."""
        growing = ((name, j) for j, name in enumerate(self.columns, 1) if row[j] > 0)
        return min(growing, default=(0, None))[1]

    def _leaving(self, column: int, aim: int) -> tuple[Fraction, int | None]:
        """Find how far the variable of a column can grow, and which one then becomes 0."""
        steps = (
            (row[0] / -row[column], name)
            for name, row in self.rows.items()
            if name != aim and row[column] < 0
        )
        return min(steps, default=(_ZERO, None))

    def _pivot(self, leaving: int, column: int) -> None:
        """Exchange a basic variable for that of a column."""
        row = self.rows.pop(leaving)
        scale = -1 / row[column]
        entering = [value * scale if value else value for value in row]
        entering[column] = -scale
        for name, other in self.rows.items():
            factor = other[column]
            if factor:
                pairs = zip(other, entering, strict=True)
                moved = [a + factor * b if b else a for a, b in pairs]
                moved[column] = factor * entering[column]
                self.rows[name] = moved
        self.rows[self.columns[column - 1]] = entering
        self.columns[column - 1] = leaving


def conflict(names: Sequence[str], statements: Sequence[Iterable[Limit]]) -> list[int]:
    """Find a smallest set of statements that no weights satisfy together.

    Smallest in that all others of the set can be met once any one of it is left out. The
    search begins from the statements of a Farkas certificate.

    Parameters
    ----------
    names : sequence of str
        Weights above 0.
    statements : sequence of iterables of Limit
        Each stands or falls as a whole.

    Returns
    -------
    list of int
        The statements by number; empty if some weights satisfy all.
    """
    forms = [[limit.form(names) for limit in limits] for limits in statements]
    found = _certificate(len(names), forms, range(len(forms)))
    return irreducible(found, lambda rest: bool(_certificate(len(names), forms, rest)), found)


def irreducible(
    members: Sequence[T], infeasible: Callable[[Sequence[T]], bool], tried: Sequence[T]
) -> list[T]:
    """Reduce demands that cannot be met together to a set of which none can be left out.

    An irreducible infeasible subset, by a deletion filter (Chinneck and Dravnieks 1991):
    each member is left out in turn, for good if the rest is still infeasible.

    Parameters
    ----------
    members : sequence
        Demands that are infeasible together.
    infeasible : callable
        Whether some of the members are.
    tried : sequence
        The members in the order in which they are left out; the later are likelier to stay.

    Returns
    -------
    list
        The members that are left, in the order of `members`.
    """
    found = list(members)
    for member in tried:
        rest = [other for other in found if other != member]
        if infeasible(rest):
            found = rest
    return found


def _certificate(
    n: int, forms: Sequence[list[list[Fraction]]], members: Iterable[int]
) -> list[int]:
    """Find some members that cannot be met together; an empty list if all can."""
    region, owners = Polytope(n), list[int]()
    for member in members:
        for form in forms[member]:
            clash = region.add(form)
            if clash is not None:
                return sorted({member, *(owners[k] for k in clash)})
            owners.append(member)
    return []
