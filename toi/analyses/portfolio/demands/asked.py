"""Demands on single lines: floors, caps, smallest grants, what goes together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from toi.analyses.portfolio.demands.line_choice import LinesInQuestion, find_line
from toi.analyses.portfolio.demands.said import Said
from toi.errors import usage
from toi.io.amounts import Amount, in_unit, part_of, read_amount
from toi.io.asks import AsksTable
from toi.light_dataclass import dataclass
from toi.records.debate import Debate
from toi.records.shares import percent_written, share_written


@dataclass(frozen=True)
class Asked:
    """Demands of one run on a split, as it was written.

    Attributes
    ----------
    floors, caps, min_grants : sequence of str
        Each ``NAME=AMOUNT``; a smallest grant without a name is one for every line.
    together : sequence of str
        Each ``A+B=+30%``.
    table : AsksTable, optional
        What a file asks for, where the others do not say otherwise. What it says of lines that
        are not in question is left out, as what a rubric says is.
    """

    floors: Sequence[str] = ()
    caps: Sequence[str] = ()
    min_grants: Sequence[str] = ()
    together: Sequence[str] = ()
    others: Mapping[str, Any] = field(default_factory=dict)
    table: AsksTable | None = None

    @property
    def options(self) -> str:
        """The options by which a suggested command asks the same."""
        import shlex

        named = (
            ("asks", [self.table.file] if self.table else []),
            ("floor", self.floors),
            ("cap", self.caps),
            ("min-grant", self.min_grants),
            ("together", self.together),
            *((name.replace("_", "-"), [_written(value)]) for name, value in self.others.items()),
        )
        return "".join(f" --{option} {shlex.quote(str(v))}" for option, all_ in named for v in all_)

    def notes(self, budget: Amount | None) -> Iterator[str]:
        """Say in what bare numbers are taken, that of the budget, and what is more than that."""
        yield from self.table.notes if self.table else ()
        yield from self._more_than_all(budget)
        if budget is None or budget.unit is None:
            return
        named = (("floor", self.floors), ("cap", self.caps), ("min-grant", self.min_grants))
        for option, one in ((option, one) for option, all_ in named for one in all_):
            written = one.rpartition("=")[2].strip()
            found = read_amount(written)
            bare = isinstance(found, Amount) and found.unit is None and not written[-1].isalpha()
            if isinstance(found, Amount) and bare and found.number > 0:
                part = 100 * found.number / budget.number
                taken = f"{found.number:,.12g} {budget.unit}, {part:.4g} % of the budget"
                yield f"--{option} {one!r} is taken as {taken}"

    def _more_than_all(self, budget: Amount | None) -> Iterator[str]:
        """Say what a line is held to be asked where that is more than the budget."""
        for option, given, so in (
            ("cap", self.caps, "may get all of it"),
            ("min-grant", self.min_grants, "gets nothing"),
        ):
            for one in given:
                name, equals, amount = one.rpartition("=")
                share = _share(amount.strip(), budget, more=bool(equals))
                if isinstance(share, float) and share > 1:
                    yield f"--{option} {one!r} is more than the budget, so {name.strip()} {so}"

    def said(self, debate: Debate, budget: Amount | None) -> Said:
        """Return floors, caps and smallest grants in the unit in which they are asked for."""
        named = (("floor", self.floors), ("cap", self.caps), ("grant", self.min_grants))
        asks = self.table.asks if self.table else ()
        return {(ask.kind, ask.line): ask.said for ask in asks} | {
            (kind, find_line(debate, name, f"--{kind}") if name else None): _with_unit(
                amount, budget
            )
            for kind, all_ in named
            for name, _, amount in (one.rpartition("=") for one in all_)
        }

    def wishes(
        self, debate: Debate, choice: LinesInQuestion, budget: Amount | None
    ) -> dict[str, Any]:
        """Return keys of a rubric's preferences for all that is asked.

        Raises
        ------
        InputErrors
            If a name is not known or not in question, or an amount can be read in no way or in
            two.
        """
        found: dict[str, Any] = {**self.others}
        for ask in self.table.asks if self.table else ():
            if ask.kind == "grant":
                found.setdefault("min_grants", {})[ask.line] = ask.share
            else:
                found.setdefault("bounds", {}).setdefault(ask.line, {})[ask.kind] = ask.share
        for bound, given in (("floor", self.floors), ("cap", self.caps)):
            for one in given:
                line, share = _named_share(debate, bound, one, budget)
                _refuse_outside(debate, choice, line, f"--{bound} {one!r}")
                found.setdefault("bounds", {}).setdefault(line, {})[bound] = min(share, 1.0)
        for one in self.min_grants:
            if "=" in one:
                line, share = _named_share(debate, "min-grant", one, budget)
                _refuse_outside(debate, choice, line, f"--min-grant {one!r}")
                if share > 1:  # it cannot get so much, so it gets nothing
                    found.setdefault("bounds", {}).setdefault(line, {})["cap"] = 0.0
                else:
                    found.setdefault("min_grants", {})[line] = share
            else:
                found["min_grant"] = _share_of(f"--min-grant {one!r}", one, budget)
        for one in self.together:
            name, synergy = _synergy(debate, one)
            for line in synergy["lines"]:
                _refuse_outside(debate, choice, line, f"--together {one!r}")
            found.setdefault("synergies", {})[name] = synergy
        return found


def _written(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _with_unit(amount: str, budget: Amount | None) -> str:
    """Write an amount that was read before, with its unit: `500,000 EUR` for 500k."""
    return in_unit(Amount(*read_amount(amount.strip())), budget)


def _refuse_outside(debate: Debate, choice: LinesInQuestion, line: str, what: str) -> None:
    """Refuse what is asked of a line that is not in question."""
    members = set(debate.members([line]))
    asked = members & set(debate.members(choice.only)) if choice.only else members
    if not asked - set(debate.members(choice.without)):
        how = "--without leaves it out" if asked else "--only leaves it out"
        raise usage(f"{what}: {line} is not in question: {how}", "not-in-question")


def _named_share(debate: Debate, bound: str, one: str, budget: Amount | None) -> tuple[str, float]:
    """Read ``NAME=AMOUNT``."""
    name, equals, amount = one.rpartition("=")
    if not equals or not name.strip():
        raise usage(f"--{bound} {one!r} is not NAME=AMOUNT", "bad-bound")
    share = _share_of(f"--{bound} {one!r}", amount, budget, more=bound != "floor")
    return find_line(debate, name, f"--{bound}"), share


def _share_of(what: str, amount: str, budget: Amount | None, more: bool = False) -> float:
    share = _share(amount.strip(), budget, more)
    if isinstance(share, str):
        raise usage(f"{what} {share}", "bad-bound")
    return share


def _synergy(debate: Debate, one: str) -> tuple[str, dict[str, Any]]:
    """Read ``A+B=+30%``: lines that are worth more together, or less."""
    names, equals, strength = one.rpartition("=")
    parts = [part.strip() for part in names.split("+")]
    if not equals or len(parts) < 2 or not all(parts):
        raise usage(f"--together {one!r} is not A+B=+30%", "bad-synergy")
    written = share_written(strength.strip())
    if isinstance(written, str):
        try:
            written = float(written)
        except ValueError:
            raise usage(
                f"--together {one!r}: {strength.strip()!r} is not per cents, such as +30% or -40%",
                "bad-synergy",
            ) from None
    if percent_written(strength) is None and abs(float(str(written))) > 1:
        raise usage(
            f"--together {one!r}: {strength.strip()} may be per cents; write +{written:g}%",
            "bad-synergy",
        )
    lines = [find_line(debate, part, "--together") for part in parts]
    kinds = [line for line in lines if line not in debate.theories]
    if kinds:
        raise usage(
            f"--together {one!r}: {kinds[0]} is a kind or group; name single lines", "bad-synergy"
        )
    return "-".join(lines), {"lines": lines, "strength": written}


def _share(text: str, budget: Amount | None, more: bool = False) -> float | str:
    """Read a share of the budget; or why it is none, for people.

    With `more` it may be more than all of it.
    """
    unit_of_all = budget.unit if budget else None
    found = read_amount(text)
    if isinstance(found, str):
        with_unit = f", with its unit ({unit_of_all})" if unit_of_all else ""
        return f"{found}{with_unit}" if found.endswith("write one of them") else found
    return part_of(found, budget, more)
