"""A small debate on disk, and what every test shares."""

import functools
import gc
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from hypothesis import HealthCheck, settings

from tests.needs import needed
from toi.analyses.shared import session
from toi.io.debate.folders import bundled

# Matrix products here are small, and every worker of xdist would start a thread for each core.
# As in `toi.cli.app`, but before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# A shell in the background leaves Ctrl-C ignored, and programs that tests start would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples every time, so that a suite that was green stays green until the code
# changes; `pytest --hypothesis-profile explore` looks for others.
settings.register_profile(
    "toi",
    deadline=None,
    max_examples=25,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.register_profile(
    "explore", settings.get_profile("toi"), derandomize=False, max_examples=200
)
settings.load_profile("toi")

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
LONGEST = (
    *("test_a_users_script_passes_a_strict_type_checker", "test_packaging", "test_shipped"),
    *("test_outputs_are_what_the_commands_print", "test_the_screen_fits_and_tells_leader"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest tests first, so that no worker begins one when the others are done."""
    items.sort(key=lambda item: not any(name in item.nodeid for name in LONGEST))


def pytest_collection_finish() -> None:
    """Look for garbage seldom, never among what was imported: a tenth of the time went there."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


WORKSPACE = {
    "data/criteria.yaml": """\
schema: toi/criteria/1
criteria:
  - id: speed
    title: Speed
    short: Speed
    question: How soon does it work?
    direction: benefit
    scale: [0, 10]
  - id: harm
    title: Harm
    short: Harm
    question: What else does it do?
    direction: cost
    scale: [0, 10]
  - id: margin
    title: Margin
    short: Margin
    question: How much is left over?
    direction: benefit
    scale: [0, 100]
    core: false
    clip: false
""",
    "data/theories.yaml": """\
schema: toi/theories/1
theories:
  - id: T1
    kinds: [listed]
    title: The short way
    short: Short way
    claim: It works soon.
    case: It worked soon before.
    claims: [S1]
    judgements:
      speed: {value: 8, basis: stated, why: It says so.}
      harm: {value: {pert: [1, 2, 4]}, basis: assumed, why: Nothing is said.}
      margin: {value: 120, basis: stated, why: It says so.}
  - id: T2
    kinds: [listed]
    title: The long way
    short: Long way
    claim: It works at last.
    case: It has not failed yet.
    judgements:
      speed: {value: 3, basis: stated, why: It says so.}
      harm: {value: 1, basis: stated, why: It says so.}
      margin: {value: 40, basis: stated, why: It says so.}
""",
    "data/arguments.yaml": """\
schema: toi/arguments/1
arguments:
  - id: breaks-down
    kind: critique
    title: It breaks down
    gist: What is quick does not last.
    speaker: post
    tags: [doubt, haste]
    claims: [S2]
    sources: [essay]
    credence: {value: [0.5, 0.7], basis: assumed, why: A guess.}
    effects:
      - {on: [listed], criterion: speed, lowers: 0.4, basis: stated, why: It stops.}
  - id: is-mended
    former: [repaired]
    kind: rebuttal
    title: It is mended
    gist: What breaks is put right.
    speaker: reply
    credence: {value: 0.5, basis: stated, why: Said once.}
    against:
      - {argument: breaks-down, force: 0.5, basis: stated, why: Half of the time.}
""",
    "data/sources.yaml": """\
schema: toi/sources/1
sources:
  - {id: essay, title: An essay, authors: Somebody}
""",
    "data/claims.yaml": """\
schema: toi/claims/1
claims:
  - {id: S1, lines: [1, 1], section: One, kind: support, speaker: post, gist: It works soon.}
  - {id: S2, lines: [2, 3], section: One, kind: critique, speaker: post, gist: It breaks.}
""",
    "rubrics/plain.yaml": """\
schema: toi/rubric/1
id: plain
title: Plain
weights: {speed: 60, harm: 40}
""",
}


def write_workspace(folder: Path) -> Path:
    """The small debate, below `folder`."""
    for name, text in WORKSPACE.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _made_once() -> Iterator[None]:
    """Make once per worker what no test changes: the shipped debate, and the command line.

    What is read in a test's own folder is read each time.
    """
    read, shipped = session.read_debate, os.path.realpath(bundled("data").path)
    read_once = functools.cache(read)

    def read_debate(folder, *rest):
        # In the checkout it is mostly found as the working folder's own, `data`.
        return (read_once if os.path.realpath(folder) == shipped else read)(folder, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "read_debate", read_debate)
        patch.setattr(typer.main, "get_command", functools.cache(typer.main.get_command))
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Parse each shipped file once for all tests and workers; no test sees the user's cache."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOI_CACHE", str(shared / "cache"))
        yield


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small debate as the working folder, with nothing set around it."""
    for name in ("TOI_DATA", "TOI_RUBRICS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(write_workspace(tmp_path))
    return tmp_path


@pytest.fixture(scope="session")
def browser():
    """Chromium without a window; one for all tests, since two in a process cannot be."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    needed(found, "chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        needed(None, "playwright")
    with sync_playwright() as playwright:
        # In containers there is no sandbox to be had, and nothing is opened but our own files.
        running = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield running
        running.close()
