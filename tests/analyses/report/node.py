"""Node, which runs the page's modules without a page."""

import json
import shutil
import subprocess
from pathlib import Path

from tests.needs import needed

FOLDER = Path(__file__).parent


class PageEngine:
    """The page's engine, in a process of its own that is asked line by line."""

    def __init__(self):
        needed(shutil.which("node"), "node")
        self._process = subprocess.Popen(
            ["node", FOLDER / "rank.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ranked(self, weights, credence, theories, model=None):
        """Rank some theories, by the model given last."""
        asked = {"weights": list(weights), "credence": list(credence), "theories": list(theories)}
        self._process.stdin.write(json.dumps(asked | ({"model": model} if model else {})) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
