"""Screen and table of the coverage of claims, and of what the numbers rest on."""

from collections.abc import Sequence

from toi.analyses.data.coverage_result import (
    CoverageResult,
    CriterionOverlap,
    PairsWon,
    TheoryGround,
    Wear,
)
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.shared.format import count, cut, listed
from toi.words import Words

THINNEST = 5
BESIDE_NAMES = 48  # columns kept for all but the theory's name


def coverage_screen(result: CoverageResult, page: Page, everything: bool = False) -> str:
    """Show claims without a home, then the grounds of theories, then overlap of criteria."""
    screen = Screen(page).say(_verdict(result)).blank()
    rows = [
        [k.kind, *map(str, (k.claims, k.cited, k.set_aside, k.free, len(k.uncovered)))]
        for k in result.kinds
    ]
    heads = ["Claims of kind", "Claims", "Cited", "Aside", "Free", "Uncovered"]
    screen.table(rows, heads, "lrrrrr")
    screen.say(
        "Aside: the claim says why it scores nothing. Free: meta and definitions need no home."
    )
    found = sorted(result.theories, key=lambda t: (t.claims, t.named_by, t.arguments, t.id))
    words = result.provenance.words
    _add_grounds(screen.blank(), found, words, everything)
    screen.blank().say(*(_overlap(overlap, words) for overlap in result.overlap))
    kinds = dict.fromkeys(wear.kind for wear in result.wear)
    screen.say(*(_wear(result, kind) for kind in kinds))
    if result.pairs:
        screen.say(_pairs(result.pairs))
    return screen.end(result.provenance)


def _verdict(result: CoverageResult) -> str:
    claims = sum(kind.claims for kind in result.kinds)
    if not claims:
        return "No index of claims here, so there is nothing to cover."
    if not result.uncovered:
        return f"Every one of {claims} claims has a home, or a reason why it has none."
    missing = [claim for kind in result.kinds for claim in kind.uncovered]
    return f"{count(result.uncovered, 'claim')} of {claims} not covered: {listed(missing, 12)}."


def _add_grounds(
    screen: Screen, found: Sequence[TheoryGround], words: Words, everything: bool
) -> None:
    """Add what theories rest on, the thinnest first."""
    counted = found[0].basis if found else {}
    bases = [name for name in counted if any(t.basis[name] for t in found)]
    rows = [
        [t.id, cut(t.short, screen.page.width - BESIDE_NAMES)]
        + [str(t.claims), str(t.arguments), str(t.named_by)]
        + [_share(t.basis[name], sum(t.basis.values())) for name in bases]
        for t in (found if everything else found[:THINNEST])
    ]
    heads = ["ID", words.one.capitalize(), "Claims", "Args", "Named"]
    heads += [name.capitalize() for name in bases]
    screen.table(rows, heads, "llrrr" + "r" * len(bases))
    total = {name: sum(t.basis[name] for t in found) for name in bases}
    everywhere = sum(total.values())
    shares = ", ".join(f"{_share(n, everywhere)} % {name}" for name, n in total.items())
    which = "" if everything else "Those that rest on the fewest claims; all: --all. "
    screen.say(
        f"{which}Args: arguments that bear on it; Named: those of them that name it. The rest: "
        f"% of its judgements; of all {everywhere}: {shares}."
    )


def _share(n: int, of: int) -> str:
    return f"{100 * n / of:.0f}" if of else ""


def _overlap(overlap: CriterionOverlap, words: Words) -> str:
    """Say how far criteria say the same over the theories of a kind."""
    which = f"Double counting over {words.counted(overlap.theories)} ({overlap.kind})"
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
    """Say what theories of a kind lose by: the number of arguments, or the hardest of them."""
    found = [wear for wear in result.wear if wear.kind == kind]
    words = result.provenance.words
    which = f"Wear over {words.counted(found[0].theories)} ({kind})"
    if any(wear.with_number is None or wear.with_hardest is None for wear in found):
        return f"{which}: nothing to measure."
    number, hardest = _figures(found[0])
    text = (
        f"{which}: what arguments cost {words.an_one} correlates {number} with how many act on it, "
        f"{hardest} with what the hardest costs alone"
    )
    for wear in found[1:]:
        number, hardest = _figures(wear)
        text += f"; adjusted for scrutiny, {number} and {hardest}"
    return f"{text}."


def _figures(wear: Wear) -> tuple[str, str]:
    return f"{wear.with_number:+.2f}", f"{wear.with_hardest:+.2f}"


def _pairs(found: Sequence[PairsWon]) -> str:
    """Say how often the kind that is ranked beats the other kinds."""
    others = dict.fromkeys(pairs.other for pairs in found)
    texts = [
        f"{other} {' (adjusted '.join(f'{100 * p.share:.0f} %' for p in shares)}"
        + (")" if len(shares) > 1 else "")
        for other in others
        for shares in [[pairs for pairs in found if pairs.other == other]]
    ]
    return f"Pairs that {found[0].kind} wins against another kind: {', '.join(texts)}."


def coverage_table(result: CoverageResult) -> Table:
    """Return coverage by kind of claim."""
    return Table.of(result.kinds, "kind claims cited set_aside free uncovered")
