"""The wheel carries the records, and works in an empty folder; builds are the same each time."""

import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.slow


BUILD = """\
import sys, hatchling.build as backend
print(backend.build_sdist(sys.argv[1]))
print(backend.build_wheel(sys.argv[1]))
"""


def _built(source, out):
    """Build both archives of a source tree; return their bytes by name."""
    command = [sys.executable, "-c", BUILD, str(out)]
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1750000000"}
    subprocess.run(command, cwd=source, env=env, check=True, capture_output=True)
    return {file.name: file.read_bytes() for file in out.iterdir()}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Both archives of this tree, in a folder, and their bytes by name."""
    out = tmp_path_factory.mktemp("dist")
    return out, _built(ROOT, out)


@pytest.fixture(scope="module")
def wheel(built):
    return next(built[0].glob("*.whl"))


def test_the_wheel_carries_every_record_and_rubric(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    for kind in ("data", "rubrics"):
        files = sorted((ROOT / kind).glob("*.yaml"))
        assert files
        for file in files:
            assert f"toi/_bundled/{kind}/{file.name}" in inside
    assert "toi/py.typed" in inside
    guides = {file.name for file in (ROOT / "docs").glob("*.md")} - {"README.md"}
    held = {name for name in inside if name.startswith("toi/_bundled/docs/")}
    assert held == {f"toi/_bundled/docs/{name}" for name in guides}
    assert not [name for name in inside if name.startswith(("tests/", "docs/", "data/"))]
    assert not [name for name in inside if "readings/" in name and not name.endswith(".py")]


def test_the_page_on_an_index_says_what_the_package_is_and_has_no_dead_link(wheel):
    archive = zipfile.ZipFile(wheel)
    name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    metadata, page = archive.read(name).decode().split("\n\n", 1)
    assert "Project-URL: Essay, https://" in metadata
    assert "Description-Content-Type: text/markdown" in metadata
    assert page.startswith("# toi\n")
    assert "](docs/" not in page


def test_two_builds_are_the_same_to_the_last_byte(built, tmp_path):
    """The second from the first one's source archive: another place, other times of files."""
    folder, one = built
    again, unpacked = tmp_path / "again", tmp_path / "unpacked"
    again.mkdir()
    with tarfile.open(next(folder.glob("*.tar.gz"))) as file:
        file.extractall(unpacked, filter="data")
        held = {name.partition("/")[2] for name in file.getnames()}
    two = _built(next(unpacked.iterdir()), again)
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
    for name in ("constraints.txt", "Makefile", "tests/command.py", "tools/floor.py", ".ci/run"):
        assert name in held
    assert not [name for name in held if "__pycache__" in name or name.startswith("build/")]


def test_the_lock_allows_what_the_project_asks_for():
    """A pin below a lower bound would stop `make setup`; a missing one would not be a lock."""
    locked = dict(
        line.split("==") for line in (ROOT / "constraints.txt").read_text().split("\n") if line
    )
    locked = {name.lower().replace("_", "-"): version for name, version in locked.items()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(one for some in extras.values() for one in some)]
    for one in map(Requirement, wanted):
        if one.name != project["name"]:
            version = locked[one.name.lower().replace("_", "-")]
            assert one.specifier.contains(version), one


def test_it_scores_the_same_from_the_wheel_and_from_the_source_tree(wheel, tmp_path):
    """In an empty folder, from the wheel unpacked, the wheel as an archive, and the source."""
    unpacked, empty = tmp_path / "unpacked", tmp_path / "empty"
    zipfile.ZipFile(wheel).extractall(unpacked)
    empty.mkdir()
    printed = _score(unpacked, empty)
    assert _score(wheel, empty) == _score(ROOT, empty) == _score(ROOT, ROOT) == printed
    assert list(empty.iterdir()) == []


def _score(place, cwd):
    code = (
        f"import sys; sys.path = [p for p in sys.path if p not in ('', {str(ROOT)!r})]\n"
        f"sys.path.insert(0, {str(place)!r}); sys.argv = ['toi', 'score', '--format', 'json']\n"
        "from toi.cli.app import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=cwd, check=False
    )
    assert done.returncode == 0, done.stderr
    assert '"id": "T20"' in done.stdout
    return done.stdout
