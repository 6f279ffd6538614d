"""A browser for the report's page: offline, and with a record of whatever it should not do."""

import contextlib
from dataclasses import dataclass, field


@dataclass
class Seen:
    """What a page wrote on its console, and what it asked of the network."""

    messages: list = field(default_factory=list)
    requests: list = field(default_factory=list)


@contextlib.contextmanager
def page_of(browser, file, fragment="", **context):
    """Open a file; closing it holds the page to silence and to itself."""
    opened = browser.new_context(offline=True, accept_downloads=True, **context)
    page, seen = opened.new_page(), Seen()
    page.on("console", lambda message: seen.messages.append(message.text))
    page.on("pageerror", lambda error: seen.messages.append(str(error)))
    page.on("dialog", lambda dialog: seen.messages.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: seen.requests.append(request.url))
    page.goto(f"{file.as_uri()}{fragment}")
    yield page
    opened.close()
    assert seen.messages == []
    own = {file.as_uri(), "blob:null"}
    assert [url for url in seen.requests if not url.startswith(tuple(own))] == []


def findings(page):
    """What axe-core finds wrong with a page, as it stands."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]
