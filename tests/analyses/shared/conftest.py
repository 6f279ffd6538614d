"""A small decision of one's own, with a noun and a reference of its own."""

import json

import pytest

from tests.analyses.shared import gates
from tests.command import run

SHEET = """\
Van,Price (EUR),Load (kg)
direction,cost,benefit
scale,0..44000,180..1100
Electra,38000..44000,650
Diesel,29500,1100
Bike,6500,180
"""
ARGUMENTS = """\
schema: toi/arguments/1
arguments:
  - {title: A grant pays part, credence: 80%, on: Electra, criterion: Load (kg), better: 20%}
  - {title: Diesel is banned, credence: [30%, 70%], on: Diesel, criterion: Load (kg), worse: 40%}
"""
GATED = """\
schema: toi/rubric/1
id: gated
title: Gated
extends: sheet
gates: [load-kg < 5000: exclude]
"""
DEAR = """\
schema: toi/rubric/1
id: dear
title: Dear
extends: sheet
weights: {price-eur: 90, load-kg: 10}
weights_sure: exactly
"""


@pytest.fixture(scope="module")
def vans(tmp_path_factory):
    """A decision of one's own: no gate or all gated, or all worth less than doing nothing."""
    folder = tmp_path_factory.mktemp("vans")
    (folder / "vans.csv").write_text(SHEET)
    assert run("data", "import", "vans.csv", "--output", "own", cwd=folder).code == 0
    own = folder / "own"
    naming = (own / "data/debate.yaml").read_text().replace("option, options", "van, vans")
    naming = naming.replace("reference: none", "reference: keeping the old van")
    (own / "data/debate.yaml").write_text(naming)
    (own / "data/arguments.yaml").write_text(ARGUMENTS)
    (own / "rubrics/gated.yaml").write_text(GATED)
    (own / "rubrics/dear.yaml").write_text(DEAR)
    return own


@pytest.fixture(scope="session")
def grants(tmp_path_factory):
    """Four grants, and rubrics with gates of which some are in doubt."""
    folder = tmp_path_factory.mktemp("grants")
    (folder / "grants.csv").write_text(gates.SHEET)
    assert run("data", "import", "grants.csv", "--output", "own", cwd=folder).code == 0
    for name, gate in gates.GATES.items():
        (folder / f"own/rubrics/{name}.yaml").write_text(gates.RUBRIC.format(name, gate))
    return folder / "own"


@pytest.fixture
def ask(grants):
    """Run a command and return what it prints, or the JSON of it."""

    def asked(words, form=None):
        done = run(*words.split(), *(["-f", form] if form else []), cwd=grants)
        assert done.code == 0, done.err
        return json.loads(done.out) if form == "json" else done.out

    return asked
