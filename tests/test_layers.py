"""Who may import whom, and what a command may load."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.published.scores import workspace

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "toi").rglob("[!_]*.py"))
FORBIDDEN = {
    "screen": {"numpy", "pydantic", "toi.engine", "toi.records", "toi.io.debate", "matplotlib"},
    "result": {"numpy", "pydantic", "toi.engine", "toi.records", "toi.io", "matplotlib"},
    "compute": {"matplotlib", "openpyxl", "typer"},
}
HOLDS_IMPORTS = (ast.stmt, ast.excepthandler, ast.match_case)  # an expression has none


def imports(file):
    """What a file imports when it runs; what only a type checker reads is left out."""
    blocks = [ast.parse(file.read_text(encoding="utf-8"))]
    while blocks:
        node = blocks.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        blocks += [part for part in ast.iter_child_nodes(node) if isinstance(part, HOLDS_IMPORTS)]


def within(module, packages):
    return any(module == name or module.startswith(name + ".") for name in packages)


def known_at_once(file):
    """The modules that a file names before any function runs, types included."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        for part in node.body if isinstance(node, ast.If) else [node]:
            if isinstance(part, ast.ImportFrom) and part.module:
                yield from (f"{part.module}.{alias.name}" for alias in part.names)
                yield part.module


def test_no_modules_know_each_other_not_even_as_types():
    """Also what import-linter's contracts leave out; the package itself names all that it has."""
    files = {".".join(file.relative_to(ROOT).with_suffix("").parts): file for file in MODULES}
    known = {name: files.keys() & set(known_at_once(file)) for name, file in files.items()}
    assert len(known) > 500
    TopologicalSorter(known).prepare()


@pytest.mark.parametrize("part", FORBIDDEN)
def test_each_part_of_an_analysis_keeps_to_its_own(part):
    """What import-linter's contracts cannot say, since it goes by the end of a file's name."""
    files = sorted((ROOT / "toi" / "analyses").rglob(f"*{part}.py"))
    assert len(files) >= 10
    for file in files:
        for imported in imports(file):
            assert not within(imported, FORBIDDEN[part]), f"{file} imports {imported}"


def test_pictures_are_drawn_where_figures_are():
    for file in sorted((ROOT / "toi").rglob("*.py")):
        drawn = "figure" in file.stem or file.parent.name == "plotting"
        if not drawn and "matplotlib" in file.read_text(encoding="utf-8"):
            assert not any(within(m, {"matplotlib"}) for m in imports(file)), file


def test_no_folder_is_a_hall():
    for folder in {file.parent for file in (ROOT / "toi").rglob("*.py")}:
        assert len(list(folder.glob("[!_]*.py"))) <= 20, folder


def test_contracts_on_imports():
    """The floors, no circles, and what the engine may know: as pyproject.toml has it."""
    linter = pytest.importorskip("importlinter.cli")
    assert linter.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


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
        "except SystemExit as end: assert not end.code, end.code\n"
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
    assert not {"numpy", "scipy", "matplotlib", "openpyxl", "ruamel.yaml"} & loaded_by("--help")
    assert not {"numpy", "toi.records", "ruamel.yaml"} & loaded_by()


def test_reading_records_needs_no_numpy():
    assert not {"numpy", "scipy", "matplotlib"} & loaded_by("data", "check")
    assert not {"numpy", "scipy", "matplotlib"} & loaded_by("list", "arguments")


def test_scoring_the_shipped_data_needs_no_scipy():
    loaded = loaded_by("score")
    assert not {"scipy", "matplotlib"} & loaded
    if version("numpy") >= "2":  # older libraries load more by themselves
        assert not {"numpy.ma", "rich"} & loaded
    others = ("compare", "explain", "plot", "portfolio", "report", "sensitivity", "rubric.commands")
    assert not {f"toi.cli.{other}" for other in others} & loaded


def test_comparing_two_needs_no_scipy():
    assert not {"scipy", "matplotlib"} & loaded_by("compare", "T04", "T09")
    assert not {"scipy", "matplotlib"} & loaded_by("compare", "balanced", "proponent")


def test_one_name_for_one_class():
    homes = {}
    for file in sorted((ROOT / "toi").rglob("*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                assert homes.setdefault(node.name, file) == file, node.name


def test_the_map_is_what_the_imports_say():
    check = [sys.executable, "tools/map.py", "--check"]
    assert subprocess.run(check, cwd=ROOT, check=False).returncode == 0


def test_mutants_that_make_no_difference_are_changes_of_lines_that_exist():
    check = [sys.executable, "tools/mutants.py", "--check"]
    run = subprocess.run(check, cwd=ROOT, check=False, capture_output=True, text=True)
    assert (run.stdout, run.returncode) == ("", 0)
