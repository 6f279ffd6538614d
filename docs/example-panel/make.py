"""Make the sheets of docs/panel.md: a round of 30 proposals, 6 criteria, 8 reviewers.

Everything in them is made up, by a seed: proposals, reviewers, scores. What was put in, to be
found again: `dahl` is severe and `wong` lenient throughout; `okoro` takes Feasibility for something
else; everybody reads about three quarters of the proposals, with a range where they are unsure.

    python docs/example-panel/make.py [FOLDER]
"""

import csv
import random
import sys
from pathlib import Path

SEED = 8
CRITERIA = {  # direction, weight, spread over proposals, spread over reviewers
    "Importance": ("benefit", 25, 2.0, 0.9),
    "Originality": ("benefit", 15, 1.6, 1.4),
    "Method": ("benefit", 20, 1.6, 0.9),
    "Feasibility": ("benefit", 20, 1.5, 1.0),
    "Team": ("benefit", 10, 1.4, 0.8),
    "Risk of harm": ("cost", 10, 1.6, 0.9),
}
REVIEWERS = ("abara", "bruno", "chen", "dahl", "estrada", "fox", "okoro", "wong")
SEVERITY = {"dahl": 1.3, "wong": -1.1}  # points
TOPICS = (
    *("Peatlands", "Old vaccines", "Night trains", "Sea grass", "Heat in schools", "Soil maps"),
    *("Lead paint", "Flood alarms", "Bird counts", "Open lenses", "Sickle cell", "Quiet roads"),
    *("Seed banks", "Snake bites", "Tidal locks", "Rural wards", "Cold chains", "Dust storms"),
    *("Well water", "Deaf classes", "Bat caves", "Reef nurseries", "Slow steel", "Clean stoves"),
    *("Rare earths", "Stroke teams", "Salt marsh", "Dengue traps", "Old looms", "Ice cores"),
)


def main(folder: Path) -> None:
    """Write a sheet to each reviewer."""
    rng = random.Random(SEED)
    folder.mkdir(parents=True, exist_ok=True)
    merit = {topic: rng.gauss(0, 0.6) for topic in TOPICS}
    true = {
        (topic, name): 5.3 + merit[topic] * (1 if direction == "benefit" else -1) + rng.gauss(0, sd)
        for topic in TOPICS
        for name, (direction, _, sd, _) in CRITERIA.items()
    }
    odd = {topic: rng.gauss(5, 1.8) for topic in TOPICS}  # what okoro takes Feasibility for
    for reviewer in REVIEWERS:
        read = sorted(rng.sample(range(len(TOPICS)), 23))
        with (folder / f"{reviewer}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["Proposal", *CRITERIA])
            writer.writerow(["direction", *(row[0] for row in CRITERIA.values())])
            writer.writerow(["weight", *(row[1] for row in CRITERIA.values())])
            writer.writerow(["scale", *("0..10" for _ in CRITERIA)])
            for number in read:
                topic = TOPICS[number]
                cells = [_cell(rng, reviewer, topic, name, true, odd) for name in CRITERIA]
                writer.writerow([topic, *cells])


def _cell(
    rng: random.Random,
    reviewer: str,
    topic: str,
    name: str,
    true: dict[tuple[str, str], float],
    odd: dict[str, float],
) -> str:
    """Return what a reviewer writes: a score, a range where unsure, now and then a `?`."""
    direction, _, _, spread = CRITERIA[name]
    middle = odd[topic] if (reviewer, name) == ("okoro", "Feasibility") else true[topic, name]
    severe = SEVERITY.get(reviewer, 0.0)
    said = middle + rng.gauss(0, spread) - (severe if direction == "benefit" else -severe)
    score = min(10, max(0, round(said)))
    chance = rng.random()
    if chance < 0.02:
        return "?"
    if chance < 0.15:
        return f"{max(0, score - rng.choice((1, 2)))}..{score}..{min(10, score + 1)}"
    return str(score)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "sheets")
