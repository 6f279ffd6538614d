"""Who may import whom, and what a command may load."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.scoring.test_published import workspace

ROOT = Path(__file__).resolve().parent.parent
LAYER = {
    "toi.errors": 0,
    "toi.progress": 0,
    "toi.distribution": 0,
    "toi.weight_limits": 0,
    "toi.records": 1,
    "toi.engine": 2,
    "toi.io": 2,
    "toi.compile": 3,
    "toi.analyses": 4,
    "toi.api": 5,
    "toi.cli": 6,
}
MAY_NOT = {
    "toi.engine": {"toi.records", "toi.io", "pydantic", "typer", "ruamel", "pathlib"},
    "toi.records": {"numpy", "ruamel", "typer"},
    "toi.io": {"numpy", "typer", "toi.engine"},
}


def layer_of(module):
    matches = [name for name in LAYER if module == name or module.startswith(name + ".")]
    return max(matches, key=len, default=None)


def imports(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("file", sorted((ROOT / "toi").rglob("*.py")), ids=lambda f: f.stem)
def test_imports_point_down(file):
    module = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    home = layer_of(module)
    if home is None:
        return  # toi itself and its __main__
    for imported in imports(file):
        forbidden = MAY_NOT.get(home, set())
        assert not any(imported == f or imported.startswith(f + ".") for f in forbidden), imported
        other = layer_of(imported)
        if other is not None and other != home:
            assert LAYER[other] < LAYER[home], f"{module} imports {imported}"


def test_no_name_of_a_theory_argument_or_criterion_in_the_code():
    """Criteria, theories and arguments are data; the code knows none of them."""
    import toi

    tables = sorted((ROOT / "tests" / "published").glob("*.csv"))
    debates = [
        toi.load(data).debate for data in (None, *(f"{workspace(t.stem)}/data" for t in tables))
    ]
    names = {name for d in debates for name in (*d.criteria, *d.arguments, *d.theories)}
    for file in (ROOT / "toi").rglob("*.py"):
        if file.parent.name == "cli":
            continue  # help texts give examples
        tree = ast.parse(file.read_text(encoding="utf-8"))
        docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and id(node) not in docs:
                assert node.value not in names, f"{file}: {node.value}"


def loaded_by(*arguments):
    code = (
        "import sys; sys.argv = ['toi', *sys.argv[1:]]\n"
        "from toi.cli.app import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    return set(run.stderr.split())


def test_help_loads_nothing_heavy():
    assert not {"numpy", "scipy", "matplotlib", "tabulate", "ruamel.yaml"} & loaded_by("--help")
    assert not {"numpy", "toi.records", "ruamel.yaml"} & loaded_by()


def test_reading_records_needs_no_numpy():
    assert not {"numpy", "scipy", "matplotlib"} & loaded_by("data", "check")
    assert not {"numpy", "scipy", "matplotlib"} & loaded_by("list", "arguments")


def test_scoring_the_shipped_data_needs_no_scipy():
    assert not {"scipy", "matplotlib", "numpy.ma", "rich"} & loaded_by("score")


def test_comparing_two_needs_no_scipy():
    assert not {"scipy", "matplotlib"} & loaded_by("compare", "T04", "T09")
    assert not {"scipy", "matplotlib"} & loaded_by("compare", "balanced", "proponent")
