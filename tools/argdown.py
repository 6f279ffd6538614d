"""Hold an exported argument map against Argdown's own parser, @argdown/core from npm.

    python tools/argdown.py [DATA]

Needs node and npm; the parser is installed into build/argdown. Says what it finds in the map and
whether that is what `toi` reads there; exits with 1 where it is not.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import toi
from toi.analyses.data.argdown import run_argdown_export
from toi.io.argdown.read import read_argdown
from toi.io.argdown.syntax import tag_word

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "build" / "argdown"
SIGNS = {"support": "+", "attack": "-", "undercut": "_", "contradictory": "x"}


def main() -> int:
    """Compare both readings of the map of a debate."""
    opened = toi.load(sys.argv[1] if len(sys.argv) > 1 else None)
    text = run_argdown_export(opened)
    theirs, ours = their_reading(text), read_argdown("map", text.encode())
    wrong = [*theirs["errors"], *map(str, ours.problems)]
    for kind, entries in (("statements", ours.statements), ("arguments", ours.arguments)):
        found = {one["title"]: one for one in theirs[kind]}
        wrong += [f"{kind}: {name}" for name in found.keys() ^ entries.keys()]
        for name in found.keys() & entries.keys():
            one, mine = found[name], entries[name]
            if one["data"] != json.loads(json.dumps(mine.data)) or one["tags"] != mine.tags:
                wrong.append(f"{kind}: {name}: other data or tags")
            if without_tags(one["text"], mine.tags) != (mine.text or ""):
                wrong.append(f"{kind}: {name}: another text")
    links = {(a, SIGNS[sign], b) for a, sign, b in theirs["links"]}
    wrong += [
        str(link) for link in links ^ {(o.source.title, o.sign, o.target.title) for o in ours.links}
    ]
    print(*wrong[:20], sep="\n", end="\n" if wrong else "")
    print(
        f"@argdown/core reads {len(text):,} letters without an error: "
        f"{len(theirs['statements'])} statements, {len(theirs['arguments'])} arguments, "
        f"{len(links):,} arrows; {len(wrong)} differ from what toi reads."
    )
    return 1 if wrong else 0


def their_reading(text: str) -> dict:
    """Return what Argdown's parser finds in a text."""
    HERE.mkdir(parents=True, exist_ok=True)
    for name in ("read.cjs", "package.json"):
        shutil.copy(ROOT / "tools" / "argdown_parser" / name, HERE / name)
    if not (HERE / "node_modules" / "@argdown" / "core").is_dir():
        subprocess.run(["npm", "install", "--no-audit", "--no-fund"], cwd=HERE, check=True)
    (HERE / "map.argdown").write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["node", "read.cjs", "map.argdown"], cwd=HERE, check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)


def without_tags(text: str, tags: list[str]) -> str:
    """Return a text as Argdown has it without the tags at its end, which are in it there."""
    for tag in reversed(tags):
        text = re.sub(rf"\s*{re.escape(tag_word(tag))}\s*$", "", text)
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())
