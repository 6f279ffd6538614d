"""Agreement of readers as tables: criteria, and in a workbook readers and findings too."""

from toi.analyses.layout.tables import Table
from toi.analyses.readings.result import AgreementResult, ReaderSeverity
from toi.analyses.readings.screen import findings

HEADS = {
    "title": "Criterion",
    "theories": "Judged by two or more",
    "readings": "Judgements",
    "alpha": "Agreement (alpha)",
    "p05": "alpha, 5 %",
    "p95": "alpha, 95 %",
    "alpha_level": "Agreement, severity taken off (alpha)",
    "icc": "Agreement of single judgements (ICC)",
    "icc_consistency": "The same, whatever each one's level (ICC of consistency)",
    "order": "Rank correlation of two readers",
    "apart": "Points between readers (sd)",
    "spread": "Spread of what they say together (sd)",
}
OF_RECORDS = {
    "records_order": "Rank correlation with the records",
    "records_spread": "Spread of the records (sd)",
    "outside": "Records outside the readers' span",
}


def agreement_table(result: AgreementResult) -> Table:
    """Make a row of each criterion; beside it readers, and what is found in sentences."""
    criteria = Table.of(
        result.criteria,
        "criterion=id title readings theories whole alpha p05=interval.p05 p95=interval.p95",
        "alpha_level icc icc_consistency order apart spread records_order records_spread outside",
    )
    told = Table(["Finding"], [[text] for text in findings(result)])
    beside = {"Readers": _readers(result), "Findings": told}
    heads = HEADS if result.own else {**HEADS, **OF_RECORDS}
    return criteria.spoken_as(heads).with_beside("Criteria", beside)


def _readers(result: AgreementResult) -> Table:
    """Make a row of each reader: severity, and what lies beyond it on each criterion."""
    heads = ["Reader", "Group", "Cells", "Severity, % of the scale worse than the mean of all"]
    heads += ["Standard error", "Clearer than chance"]
    heads += [f"{one.title}: points above the others, severity aside" for one in result.criteria]
    rows = [
        [
            *(reader.id, reader.group, reader.cells, *_severity(reader.severity)),
            *(None if one is None else one.beyond for one in leanings),
        ]
        for reader in result.readers
        for leanings in [[reader.criteria.get(one.id) for one in result.criteria]]
    ]
    return Table(heads, rows)


def _severity(severe: ReaderSeverity | None) -> tuple[float | None, float | None, bool | None]:
    """Return severity and its standard error in per cent, and whether it is clear of chance."""
    if severe is None:
        return None, None, None
    error = severe.standard_error
    return 100 * severe.value, None if error is None else 100 * error, severe.clear
