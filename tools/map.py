"""Draw the packages and who imports whom, from the imports themselves.

    python tools/map.py           write docs/architecture.svg
    python tools/map.py --check   fail if the picture is not what the imports say

A box is a package, its number the modules in it; floors are those of the import contracts in
pyproject.toml, and a line goes from a floor to each package on a lower one that it imports.
"""

import ast
import sys
import tomllib
from collections import Counter, defaultdict
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "architecture.svg"
WIDTH, LEFT, BOX, GAP, PER_ROW = 1120, 170, 34, 8, 5


def floors() -> list[list[str]]:
    """Read the floors, topmost first, each a list of packages side by side."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["type"] == "layers")
    return [[name.strip() for name in layer.split("|")] for layer in layers]


def module_of(path: Path) -> str:
    """Name the module that a file holds."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def boxes_of(package: str, modules: list[str]) -> list[str]:
    """Split a package into the packages in it, if it has any."""
    inner = {
        ".".join(name.split(".")[:3])
        for name in modules
        if name.startswith(package + ".") and name.count(".") > 2
    }
    direct = any(
        name.count(".") == 2 and name not in inner for name in modules_in(package, modules)
    )
    return sorted(inner) + [package] * direct or [package]


def modules_in(package: str, modules: list[str]) -> list[str]:
    """Pick the modules of a package."""
    return [name for name in modules if name.startswith(package + ".")]


def box_of(module: str, boxes: list[str]) -> str | None:
    """Find the box that holds a module: the longest name that fits."""
    fitting = [b for b in boxes if module == b or module.startswith(b + ".")]
    return max(fitting, key=len, default=None)


def imports(path: Path) -> set[str]:
    """Find the modules of the package that a file imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return {name for name in found if name.startswith("toi.")}


def draw() -> str:
    """Make the picture as SVG text."""
    paths = {module_of(path): path for path in sorted((ROOT / "toi").rglob("*.py"))}
    levels = floors()
    rows = [[box for p in level for box in boxes_of(p, list(paths))] for level in levels]
    home = {box: i for i, row in enumerate(rows) for box in row}
    heads = {level: i for i, names in enumerate(levels) for level in names}
    size: Counter[str] = Counter()
    links: dict[int, set[str]] = defaultdict(set)
    for module, path in paths.items():
        box = box_of(module, list(home)) or box_of(module, list(heads))
        if box is None:
            continue
        if not module.endswith("__init__") and path.name != "__init__.py":
            size[box] += 1
        floor = home.get(box, heads.get(box, 0))
        for name in imports(path):
            other = box_of(name, list(home))
            if other is not None and home[other] > floor:
                links[floor].add(other)
    return svg(levels, rows, size, links)


def svg(
    levels: list[list[str]], rows: list[list[str]], size: Counter[str], links: dict[int, set[str]]
) -> str:
    """Lay the floors out from the top; a mark under a box says which floors use it."""
    parts, top = [], 10
    for floor, row in enumerate(rows):
        lines = [row[i : i + PER_ROW] for i in range(0, len(row), PER_ROW)]
        high = len(lines) * (BOX + GAP + 12) + GAP
        title = " and ".join(name.removeprefix("toi.") for name in levels[floor])
        if len(levels[floor]) > 2:
            title = "small shared values"
        parts.append(
            f'<rect x="4" y="{top}" width="{WIDTH - 8}" height="{high}" class="floor"/>'
            f'<text x="14" y="{top + 22}" class="name">{escape(title)}</text>'
        )
        for i, line in enumerate(lines):
            wide = (WIDTH - LEFT - GAP * (PER_ROW + 1)) / PER_ROW
            for k, box in enumerate(line):
                x, y = LEFT + GAP + k * (wide + GAP), top + GAP + i * (BOX + GAP + 12)
                users = [u for u in range(floor) if box in links[u]]
                used = ", ".join(
                    levels[u][0].removeprefix("toi.")
                    if len(levels[u]) == 1
                    else "/".join(n.removeprefix("toi.") for n in levels[u])
                    for u in users
                )
                short = box.removeprefix("toi.").removeprefix("analyses.").replace(".", " ")
                parts.append(
                    f'<rect x="{x:.0f}" y="{y}" width="{wide:.0f}" height="{BOX}" class="box"/>'
                    f'<text x="{x + wide / 2:.0f}" y="{y + 21}" class="box">{escape(short)}'
                    f" {size[box]}</text>"
                    f'<text x="{x + wide / 2:.0f}" y="{y + BOX + 11}" class="by">'
                    f"{escape('used by ' + used if used else '')}</text>"
                )
        top += high + GAP
    style = (
        "text{font:13px sans-serif;fill:#222}.name{font-weight:bold}.box{text-anchor:middle}"
        "rect.floor{fill:#f3f5f8;stroke:#b8c0cc}rect.box{fill:#fff;stroke:#5b6b82}"
        ".by{font-size:9px;fill:#555;text-anchor:middle}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" '
        f'role="img" aria-label="Packages of toi by floor; imports point down">'
        f"<style>{style}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def main() -> int:
    """Write the picture, or check it."""
    made = draw()
    if "--check" in sys.argv[1:]:
        if not PICTURE.exists() or PICTURE.read_text(encoding="utf-8") != made:
            print("docs/architecture.svg is not what the imports say: python tools/map.py")
            return 1
        return 0
    PICTURE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
