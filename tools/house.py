"""Measure how the code is laid out, for one checkout or several side by side.

    python tools/house.py [CHECKOUT ...]

By default this checkout. First what the layout is like, then how many lines there are of which
kind and in which folder. Everything is read from the source text; nothing is run.
"""

import ast
import io
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

ROOT = Path(__file__).resolve().parent.parent
RUN = 6  # lines of code that make a duplicated run
SECTIONS = ("Parameters\n", "Returns\n", "Attributes\n", "Raises\n", "Yields\n")

# The files that a person opens for three changes: those of the first version by name, those
# since then by the folders of the features. Only what is there is counted.
CHANGES = {
    "a column in `toi score`": [
        "cli/score.py workflows/scoring.py engine/montecarlo.py engine/methods.py "
        "engine/ranking.py results/ranking.py render/score.py render/page.py",
        "analyses/score/compute.py analyses/score/result.py analyses/score/screen.py "
        "engine/smaa/indices.py",
    ],
    "a column in `toi sensitivity cruxes`": [
        "cli/sensitivity.py workflows/sensitivity.py workflows/cruxes.py "
        "workflows/robustness.py engine/evppi.py engine/firsts.py engine/worlds.py "
        "results/sensitivity.py results/cruxes.py render/sensitivity.py render/cruxes.py",
        "analyses/cruxes/compute.py analyses/cruxes/result.py analyses/cruxes/screen.py "
        "engine/voi/evppi.py",
    ],
    "points moved in `toi compare A B`": [
        "cli/compare.py workflows/comparing.py workflows/comparing_rubrics.py "
        "engine/mixtures.py engine/positions.py engine/disagreement.py results/rubric.py "
        "results/rubric_comparison.py render/comparison.py render/compare_rubrics.py "
        "render/rubric_effect.py render/plots/slopes.py",
        "analyses/compare/rubrics/compute.py analyses/compare/rubrics/result.py "
        "analyses/compare/rubrics/screen.py engine/comparison/rubric_pair.py "
        "engine/comparison/decomposition.py",
    ],
}


def files(package: Path) -> list[Path]:
    """All modules of a package."""
    return sorted(package.rglob("*.py"))


def tree_of(path: Path) -> ast.Module:
    """Parse a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def public_functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Find the functions of a module, and the methods of its classes, that are public."""
    for node in tree.body:
        members = node.body if isinstance(node, ast.ClassDef) else [node]
        for member in members:
            if isinstance(member, ast.FunctionDef) and not member.name.startswith("_"):
                yield member


def comments(path: Path) -> int:
    """Count comments, those at the end of a line too."""
    text = path.read_text(encoding="utf-8")
    return sum(
        token.type == tokenize.COMMENT
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
    )


def is_docstring(node: ast.AST) -> TypeGuard[ast.Expr]:
    """Tell whether a statement is nothing but a text."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def kinds(path: Path) -> list[str]:
    """Say of each line of a module what it holds."""
    text = path.read_text(encoding="utf-8")
    found = ["code" if line.strip() else "blank" for line in text.splitlines()]
    for number, line in enumerate(text.splitlines()):
        if line.strip().startswith("#"):
            found[number] = "comment"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import | ast.ImportFrom) or is_docstring(node):
            kind = "docstring" if is_docstring(node) else "import"
            lines = slice(node.lineno - 1, node.end_lineno)
            found[lines] = [kind] * len(found[lines])
    return found


def folder_of(path: Path, package: Path) -> str:
    """Name the floor that a module is on; of the analyses and the engine, the room there."""
    parts = path.relative_to(package).parts[:-1]
    return "/".join(parts[: 2 if parts and parts[0] in ("analyses", "engine") else 1]) or "."


def lines_by_kind(checkout: Path) -> Iterator[tuple[str, int]]:
    """Yield how many lines a checkout has of each kind, then in each folder."""
    package = checkout / "toi"
    by_kind: Counter[str] = Counter()
    by_folder: Counter[str] = Counter()
    for path in files(package):
        found = kinds(path)
        by_kind.update(found)
        by_folder[folder_of(path, package)] += len(found)
    for kind in ("code", "docstring", "import", "comment", "blank"):
        yield f"lines: {kind}", by_kind[kind]
    for folder in sorted(by_folder):
        yield f"lines in toi/{folder}", by_folder[folder]


def runs(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield every run of six lines of code, white space folded, without lone brackets."""
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [
        " ".join(line.split())
        for line, kind in zip(lines, kinds(path), strict=True)
        if kind == "code" and len(line.strip()) > 3
    ]
    for start in range(len(kept) - RUN + 1):
        yield tuple(kept[start : start + RUN])


def measure(checkout: Path) -> dict[str, str]:
    """Measure one checkout."""
    package = checkout / "toi"
    every = files(package)
    trees = {path: tree_of(path) for path in every}
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in every)
    folders = Counter(path.parent for path in every if not path.name.startswith("_"))
    fullest, most = folders.most_common(1)[0]
    public = [f for tree in trees.values() for f in public_functions(tree)]
    said = [ast.get_docstring(f) or "" for f in public]
    with_sections = sum(any(word in text for word in SECTIONS) for text in said)
    classes = Counter(
        node.name for tree in trees.values() for node in tree.body if isinstance(node, ast.ClassDef)
    )
    asking = sum(
        text.startswith(("What ", "How ", "Whether ", "Where ", "Who ", "Which ", "Why "))
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        for text in [ast.get_docstring(node) or ""]
    )
    commented = sum(map(comments, every))
    repeated = Counter(run for path in every for run in set(runs(path)))
    tests = files(checkout / "tests")
    found = {
        "files": f"{len(every)}",
        "lines": f"{lines:,}",
        "fullest folder (modules)": f"{most} {fullest.relative_to(checkout)}",
        "public functions": f"{len(public)}",
        "  with sections": f"{with_sections} ({with_sections / len(public):.0%})",
        "docstrings that begin with a question word": f"{asking}",
        "comments": f"{commented} ({commented / lines:.1%} of lines)",
        "classes that share their name": f"{sum(n for n in classes.values() if n > 1)}",
        f"runs of {RUN} lines of code that stand twice": f"{sum(n > 1 for n in repeated.values())}",
        "lines of tests": f"{sum(len(p.read_text().splitlines()) for p in tests):,}",
    }
    for change, versions in CHANGES.items():
        opened = max(sum((package / name).exists() for name in v.split()) for v in versions)
        found[f"files opened for {change}"] = f"{opened}"
    return found | {name: f"{number:,}" for name, number in lines_by_kind(checkout)}


def main() -> None:
    """Print one column for each checkout."""
    checkouts = [Path(name).resolve() for name in sys.argv[1:]] or [ROOT]
    columns = [measure(checkout) for checkout in checkouts]
    names = list(dict.fromkeys(name for column in reversed(columns) for name in column))
    width = max(map(len, names))
    for name in names:
        print(f"{name:{width}}  " + "  ".join(f"{column.get(name, '-'):>30}" for column in columns))


if __name__ == "__main__":
    main()
