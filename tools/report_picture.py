"""Draw docs/gallery/report.png: the head of a report, its answer and its ranking.

python tools/report_picture.py build/report.html

Needs Chromium and the extra `browser`; where one is missing, the picture is left as it is.
"""

import shutil
import sys
from pathlib import Path

from PIL import Image

PICTURE = Path(__file__).parents[1] / "docs" / "gallery" / "report.png"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDE = 1008
COLOURS = 64  # enough for text and bars; a quarter of the bytes
SHOWN = """
  body > :not(header, main), main > :not(#summary, #ranking), .words { display: none }
  #ranking .scroll ~ * { display: none }
"""


def main(report: Path) -> None:
    """Draw what a reader of a report sees first."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        browser = None
    if browser is None:
        print(f"no Chromium, or no extra `browser`: {PICTURE.name} is left as it is")
        return
    with sync_playwright() as playwright:
        # In containers there is no sandbox to be had, and nothing is opened but our own file.
        running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        # The page's own policy would forbid a style of ours.
        context = running.new_context(
            viewport={"width": WIDE, "height": 800}, color_scheme="light", bypass_csp=True
        )
        page = context.new_page()
        page.goto(report.resolve().as_uri())
        page.add_style_tag(content=SHOWN)
        page.screenshot(path=PICTURE, full_page=True)
        running.close()
    Image.open(PICTURE).quantize(COLOURS).save(PICTURE, optimize=True)
    print(f"wrote {PICTURE}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
