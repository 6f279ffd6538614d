"""Coverage of claims, and what the numbers rest on, as a screen and as a table."""

from collections.abc import Iterator

from toi.analyses.data.coverage_result import CoverageResult, CriterionOverlap, Wear
from toi.analyses.shared.page import Page, columns, count, cut, listed
from toi.analyses.shared.provenance import provenance_line
from toi.analyses.shared.tables import Table

THINNEST = 5


def coverage_screen(result: CoverageResult, page: Page, everything: bool = False) -> str:
    """Whether every claim has a home, then the grounds of theories, then overlap."""
    lines = [page.fill(_verdict(result)), "", *_kinds(result, page), ""]
    lines += [*_grounds(result, page, everything), ""]
    lines += [page.fill(_overlap(overlap)) for overlap in result.overlap]
    kinds = dict.fromkeys(wear.kind for wear in result.wear)
    lines += [page.fill(_wear(result, kind)) for kind in kinds]
    return "\n".join([*lines, provenance_line(page, result.provenance)]) + "\n"


def _verdict(result: CoverageResult) -> str:
    claims = sum(kind.claims for kind in result.kinds)
    if not claims:
        return "No index of claims here, so there is nothing to cover."
    if not result.uncovered:
        return f"Every one of {claims} claims has a home, or a reason why it has none."
    missing = [claim for kind in result.kinds for claim in kind.uncovered]
    return f"{count(result.uncovered, 'claim')} of {claims} not covered: {listed(missing, 12)}."


def _kinds(result: CoverageResult, page: Page) -> Iterator[str]:
    rows = [
        [k.kind, *map(str, (k.claims, k.cited, k.set_aside, k.free, len(k.uncovered)))]
        for k in result.kinds
    ]
    heads = ["Claims of kind", "Claims", "Cited", "Aside", "Free", "Uncovered"]
    head, *lines = columns(rows, heads, ["left", *["right"] * 5])
    yield page.paint(head, "bold")
    yield from lines
    yield page.fill(
        "Aside: the claim says why it scores nothing. Free: meta and definitions need no home."
    )


def _grounds(result: CoverageResult, page: Page, everything: bool) -> Iterator[str]:
    found = sorted(result.theories, key=lambda t: (t.claims, t.named_by, t.arguments, t.id))
    kept = found if everything else found[:THINNEST]
    rows = [
        [t.id, cut(t.short, page.width - 48), str(t.claims), str(t.arguments), str(t.named_by)]
        + [_share(n, sum(t.basis.values())) for n in t.basis.values()]
        for t in kept
    ]
    bases = [name.capitalize() for name in found[0].basis] if found else []
    heads = ["ID", "Theory", "Claims", "Args", "Named", *bases]
    head, *lines = columns(rows, heads, ["left", "left", *["right"] * (3 + len(bases))])
    yield page.paint(head, "bold")
    yield from lines
    total = {name: sum(t.basis[name] for t in result.theories) for name in found[0].basis}
    everywhere = sum(total.values())
    shares = ", ".join(f"{_share(n, everywhere)} % {name}" for name, n in total.items())
    which = "" if everything else "Those that rest on the fewest claims; all: --all. "
    yield page.fill(
        f"{which}Args: arguments that bear on it; Named: those of them that name it. The rest: "
        f"% of its judgements; of all {everywhere}: {shares}."
    )


def _share(n: int, of: int) -> str:
    return f"{100 * n / of:.0f}" if of else ""


def _overlap(overlap: CriterionOverlap) -> str:
    """How far criteria say the same over the theories of a kind."""
    which = f"Double counting over {overlap.theories} theories ({overlap.kind})"
    if overlap.effective is None:
        return f"{which}: too few to measure."
    names = list(overlap.criteria)
    pairs = [
        (abs(r), r, names[i], names[j])
        for i, row in enumerate(overlap.correlation)
        for j, r in enumerate(row[:i])
        if r is not None
    ]
    strongest = sorted(pairs, reverse=True)[:3]
    text = ", ".join(f"{a} with {b} {r:+.2f}" for _, r, a, b in strongest)
    core = overlap.effective_core
    core_text = f", the {overlap.core} core ones to {core:.1f}" if core is not None else ""
    return (
        f"{which}: after the arguments, {len(names)} criteria amount to "
        f"{overlap.effective:.1f} independent ones{core_text}. Strongest: {text}."
    )


def _wear(result: CoverageResult, kind: str) -> str:
    """What theories of a kind lose by: the number of arguments, or the hardest of them."""
    found = [wear for wear in result.wear if wear.kind == kind]
    which = f"Wear over {found[0].theories} theories ({kind})"
    if any(wear.with_number is None or wear.with_hardest is None for wear in found):
        return f"{which}: nothing to measure."
    number, hardest = _figures(found[0])
    text = (
        f"{which}: what arguments cost a theory correlates {number} with how many act on it, "
        f"{hardest} with what the hardest costs alone"
    )
    for wear in found[1:]:
        number, hardest = _figures(wear)
        text += f"; adjusted for scrutiny, {number} and {hardest}"
    return f"{text}."


def _figures(wear: Wear) -> tuple[str, str]:
    return f"{wear.with_number:+.2f}", f"{wear.with_hardest:+.2f}"


def coverage_table(result: CoverageResult) -> Table:
    """Coverage by kind of claim."""
    rows = [
        [k.kind, k.claims, k.cited, k.set_aside, k.free, " ".join(k.uncovered)]
        for k in result.kinds
    ]
    return Table(["kind", "claims", "cited", "set_aside", "free", "uncovered"], rows)
