"""Agreement of readers."""

import warnings
from functools import partial

import krippendorff
import numpy as np

from tests.engine.agreement.test_agreement import (
    FOUR_JUDGES,
    FOUR_OBSERVERS,
    THREE_CODERS,
    some_ratings,
)
from tests.published.register import held_against
from toi.engine.agreement.alpha import krippendorff_alpha
from toi.engine.agreement.icc import icc_agreement, icc_consistency

held_against = partial(held_against, subject="Agreement of readers")


@held_against(
    "Krippendorff, Computing Krippendorff's Alpha-Reliability: four observers; and the three "
    "coders of the encyclopedias' example",
    method="alpha (interval)",
    within=0.0005,
    why="printed with three decimals",
)
def published_alpha():
    return [krippendorff_alpha(one) for one in (FOUR_OBSERVERS, THREE_CODERS)], [0.849, 0.811]


@held_against("krippendorff: ten tables with holes", method="alpha (interval)")
def package_alpha():
    tables = [some_ratings(seed) for seed in range(10)]
    theirs = [
        krippendorff.alpha(reliability_data=one, level_of_measurement="interval") for one in tables
    ]
    return [krippendorff_alpha(one) for one in tables], theirs


@held_against(
    "Shrout and Fleiss 1979, Table 2: four judges, six targets",
    method="ICC(2,1)",
    within=0.005,
    why="printed with two decimals",
)
def published_icc():
    return [icc_agreement(FOUR_JUDGES)], [0.29]


@held_against(
    "Shrout and Fleiss 1979, Table 4: four judges, six targets",
    method="ICC(3,1)",
    within=0.005,
    why="printed with two decimals",
)
def published_icc_of_consistency():
    return [icc_consistency(FOUR_JUDGES)], [0.71]


@held_against("pingouin: three tables", method="ICC(2,1)", within=1e-6, why="some versions round")
def package_icc():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pandas as pd
        import pingouin

        found, wanted = [], []
        for seed in range(3):
            ratings = some_ratings(seed, missing=0.0)
            k, n = ratings.shape
            long = {
                "reader": np.repeat(np.arange(k), n),
                "unit": np.tile(np.arange(n), k),
                "value": ratings.ravel(),
            }
            table = pingouin.intraclass_corr(
                pd.DataFrame(long), targets="unit", raters="reader", ratings="value"
            )
            wanted.append(table[table["Type"].isin(["ICC2", "ICC(A,1)"])]["ICC"].iloc[0])
            holed = np.concatenate([ratings, np.full((k, 1), np.nan)], axis=1)
            holed[0, -1] = 3.0  # a unit that only one reader judged is left out
            found.append(icc_agreement(holed))
    return found, wanted
