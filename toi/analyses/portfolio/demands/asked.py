"""Demands on single lines: floors, caps, smallest grants, what goes together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any, NamedTuple

from toi.analyses.portfolio.demands.line_choice import LinesInQuestion, find_line
from toi.analyses.portfolio.demands.said import Said
from toi.errors import usage
from toi.io.amounts.amount import Amount, in_unit, part_of, read_amount
from toi.io.split.ask_columns import IN_WORDS
from toi.io.split.asks import AsksTable
from toi.light_dataclass import dataclass
from toi.records.debate import Debate
from toi.records.fields.shares import percent_written, share_written


class LineDemand(NamedTuple):
    """What is asked for a line, kind or group: `share` may be more than all of the budget.

    `said` is the same in the unit in which it was written, `told` how that was written.
    """

    share: float
    said: str
    told: str


KINDS = {"--floor": "floor", "--cap": "cap", "--min-grant": "grant"}
# By ``floor``, ``cap`` or ``grant``, and the line, kind or group: None for every line.
LineDemands = dict[tuple[str, str | None], LineDemand]


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

    def notes(self, debate: Debate, budget: Amount | None) -> Iterator[str]:
        """Say in what bare numbers are taken, that of the budget, and what is more than that."""
        yield from self.table.notes if self.table else ()
        demands = self._of_lines(debate, budget)
        closed = _closed(demands)
        for (kind, line), one in demands.items():
            if one.share > 1 and (kind == "grant" or line not in closed):
                so = "it gets nothing" if kind == "grant" else "it may get all of it"
                yield f"{one.told} is more than the budget, so {so}"
        if budget is None or budget.unit is None:
            return
        for option, given in self._given:
            written = given.rpartition("=")[2].strip()
            found = read_amount(written)
            bare = isinstance(found, Amount) and found.unit is None and not written[-1].isalpha()
            if isinstance(found, Amount) and bare and found.number > 0:
                part = 100 * found.number / budget.number
                taken = f"{found.number:,.12g} {budget.unit}, {part:.4g} % of the budget"
                yield f"{option} {given!r} is taken as {taken}"

    def said(self, debate: Debate, budget: Amount | None) -> Said:
        """Return floors, caps and smallest grants in the unit in which they are asked for."""
        return {asked: one.said for asked, one in self._of_lines(debate, budget).items()}

    @property
    def _given(self) -> Iterator[tuple[str, str]]:
        """Yield each option with what was written for it."""
        for option, all_ in zip(KINDS, (self.floors, self.caps, self.min_grants), strict=True):
            yield from ((option, one) for one in all_)

    def _of_lines(self, debate: Debate, budget: Amount | None) -> LineDemands:
        """Return what is asked for each line: by an option, else by the table."""
        file = Path(self.table.file).name if self.table else ""
        found: LineDemands = {
            (ask.kind, ask.line): LineDemand(
                ask.share,
                ask.said,
                f"{file}: the {IN_WORDS[ask.kind]} of {ask.line}, {ask.said},",
            )
            for ask in (self.table.asks if self.table else ())
        }
        return found | self._by_options(debate, budget)

    def _by_options(self, debate: Debate, budget: Amount | None) -> LineDemands:
        found: LineDemands = {}
        for option, one in self._given:
            line, demand = _demand(debate, option, one, budget)
            first = found.setdefault((KINDS[option], line), demand)
            if first.share != demand.share:
                message = f"{first.told} and {demand.told} are for the same; write one of them"
                raise usage(message, "repeated-option")
        return found

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
        demands = self._of_lines(debate, budget)
        closed = _closed(demands)
        for (_, line), one in self._by_options(debate, budget).items():
            if line is not None:
                _refuse_outside(debate, choice, line, one.told)
        for (kind, line), (share, *_) in demands.items():
            if kind != "grant":
                found.setdefault("bounds", {}).setdefault(line, {})[kind] = min(share, 1.0)
            elif line is None:
                found["min_grant"] = share
            elif line not in closed:
                found.setdefault("min_grants", {})[line] = share
        for line in closed:
            found.setdefault("bounds", {}).setdefault(line, {})["cap"] = 0.0
        for pair in self.together:
            name, synergy = _synergy(debate, pair)
            for line in synergy["lines"]:
                _refuse_outside(debate, choice, line, f"--together {pair!r}")
            found.setdefault("synergies", {})[name] = synergy
        return found


def _closed(demands: LineDemands) -> set[str | None]:
    """Find lines that take more at least than there is, and so can get nothing."""
    return {line for (kind, line), one in demands.items() if kind == "grant" and one.share > 1}


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


def _demand(
    debate: Debate, option: str, one: str, budget: Amount | None
) -> tuple[str | None, LineDemand]:
    """Read ``NAME=AMOUNT``, or the amount of a smallest grant for every line."""
    name, equals, amount = one.rpartition("=")
    told, for_all = f"{option} {one!r}", option == "--min-grant" and not equals
    if not for_all and not (equals and name.strip()):
        raise usage(f"{told} is not NAME=AMOUNT", "bad-bound")
    share = _share(amount.strip(), budget, more=option != "--floor" and not for_all)
    if isinstance(share, str):
        raise usage(f"{told} {share}", "bad-bound")
    line = None if for_all else find_line(debate, name, option)
    return line, LineDemand(share, _with_unit(amount, budget), told)


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
