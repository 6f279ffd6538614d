"""Chromium for the tests of the report's page, and the shipped debate read once."""

import shutil

import pytest

from tests.analyses.report.needs import needed
from toi.analyses.shared.session import open_debate

NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser():
    """Chromium without a window."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
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


@pytest.fixture(scope="session")
def opened():
    """The shipped debate."""
    return open_debate()
