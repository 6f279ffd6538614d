"""Mutants that make no difference: each was looked at, and why no test can notice is written here.

By module and by line of source, then what is exchanged for what.
"""

SORTED_ANYWAY = "only quicker: the exchanges below sort whatever order they begin with"
TIMES_0 = "the term that is taken along is multiplied by 0"
LONGER = "only slower: the longer way gives the same"
UNUSED = "one row or column more, which nothing looks at"
AT_A_TIME = "only how much is taken at a time, which changes no bit"
EITHER_FIRST = "only which of two go first, whose results are in no order"
BOTH_SIDES = "nodes lie alike on both sides, with like weights"
LAID_OUT = "only how the numbers lie in memory"

EQUAL = {
    ("scoring/lines", "order = sorted(range(len(pull)), key=lambda i: -pull[i][0])"): {
        "-pull[i][0]  ->  pull[i][0]": SORTED_ANYWAY,
        "0  ->  1": SORTED_ANYWAY,
    },
    ("scoring/lines", "wrong = pull[i + 1] > pull[i]"): {
        "pull[i + 1] > pull[i]  ->  pull[i + 1] >= pull[i]": "what is level may stand either way",
    },
    ("scoring/lines", "apart = _apart(families, pull, chance) if low < 1.0 else 0.0"): {
        "low < 1.0  ->  low <= 1.0": TIMES_0,
        "1.0  ->  2.0": TIMES_0,
        "0.0  ->  1.0": TIMES_0,
    },
    ("scoring/lines", "one = expected_max(pull, chance) if high > 0.0 else 0.0"): {
        "high > 0.0  ->  high >= 0.0": TIMES_0,
        "0.0  ->  1.0": TIMES_0,
    },
    ("scoring/lines", "t, weights = gauss_legendre(len(pull) // 2 + 1)"): {
        "len(pull) // 2  ->  len(pull) * 2": "exact with more nodes, too",
        "1  ->  2": "exact with more nodes, too",
    },
    (
        "scoring/cells",
        "return np.asarray(np.where(total > 0, bearing / np.where(total > 0, total, 1.0), shares))",
    ): {"1.0  ->  2.0": "what is divided by it is not taken"},
    (
        "scoring/values",
        "by_draw = values.strides[0] <= values.strides[1]"
        "  # these lie closer in memory than theories",
    ): {
        "values.strides[0] <= values.strides[1]  ->  "
        "values.strides[0] < values.strides[1]": LAID_OUT,
        "0  ->  1": LAID_OUT,
        "1  ->  2": LAID_OUT,
    },
    ("scoring/values", "width = max(min(columns, LONG, CACHED), 1)"): {"1  ->  2": AT_A_TIME},
    (
        "scoring/values",
        "return weighted_sum(weights, values)[:, 0] if values[:1].any() "
        "else np.zeros(len(weights))",
    ): {"1  ->  2": "all rows are the same"},
    ("scoring/cells", "if peer is None and (len(base) == 1 or remaining.strides[1] == 0):"): {
        "len(base) == 1 or remaining.strides[1] == 0  ->  "
        "len(base) == 1 and remaining.strides[1] == 0": LONGER,
        "0  ->  1": LONGER,
    },
    ("scoring/cells", "return 0.0"): {"0.0  ->  1.0": "not added where nothing raises"},
    (
        "smaa/indices",
        "scores = totals.T if totals.strides[0] == totals.itemsize else np.array(totals.T)",
    ): {
        "totals.strides[0] == totals.itemsize  ->  totals.strides[0] != totals.itemsize": LAID_OUT,
        "0  ->  1": LAID_OUT,
    },
    ("smaa/indices", "if nothing is not None and below is not None:"): {
        "nothing is not None and below is not None  ->  "
        "nothing is not None or below is not None": "one is there where the other is",
    },
    (
        "scoring/magnitudes",
        "return force if pull.share == 1.0 else np.asarray(force * pull.share)",
    ): {"1.0  ->  2.0": "only slower: what is whole is multiplied by 1"},
    (
        "scoring/magnitudes",
        "certain = bool(((inputs.sound == 0.0) | (inputs.sound == 1.0)).all())",
    ): {
        "(inputs.sound == 0.0) | (inputs.sound == 1.0)  ->  "
        "(inputs.sound == 0.0) & (inputs.sound == 1.0)": LONGER,
        "0.0  ->  1.0": LONGER,
        "1.0  ->  2.0": LONGER,
    },
    ("scoring/magnitudes", "size = max(AT_ONCE // max(out.shape[1], 1), 1)"): {
        "AT_ONCE // max(out.shape[1], 1)  ->  AT_ONCE * max(out.shape[1], 1)": AT_A_TIME,
        "1  ->  2": AT_A_TIME,
    },
    ("scoring/magnitudes", "if problem.lines is None or certain:"): {
        "problem.lines is None or certain  ->  problem.lines is None and certain": LONGER,
    },
    ("scoring/scrutiny", "borrowers = np.flatnonzero(scrutiny.examined < 1.0).tolist()"): {
        "scrutiny.examined < 1.0  ->  scrutiny.examined <= 1.0": TIMES_0,
        "1.0  ->  2.0": TIMES_0,
    },
    (
        "scoring/scrutiny",
        "made = np.zeros((len(problem.theories), hits.point.max(initial=0) + 1), dtype=bool)",
    ): {"0  ->  1": UNUSED, "1  ->  2": UNUSED},
    ("scoring/scrutiny", "column = np.full(len(scrutiny.examined) + 1, len(peers))"): {
        "1  ->  2": UNUSED,
    },
    (
        "smaa/indices",
        "return np.stack([(reached >= q).argmax(axis=1) + 1 for q in (low, high)], axis=1)",
    ): {"reached >= q  ->  reached > q": "1e-12 stands between"},
    (
        "smaa/indices",
        "given = np.empty((len(totals), 0)) if weights is None else weights",
    ): {"0  ->  1": "a column that is added to none"},
    (
        "sampling/input_labels",
        "return np.concatenate(found).astype(np.float64, copy=False)",
    ): {"False  ->  True": "only a copy more"},
    ("sampling/quantiles", "x = left + half * (1 + nodes)"): {
        "1 + nodes  ->  1 - nodes": BOTH_SIDES,
    },
    ("sampling/quantiles", "t = (edges[:-1] + half)[:, None] + half * nodes"): {
        "(edges[:-1] + half)[:, None] + half * nodes  ->  "
        "(edges[:-1] + half)[:, None] - half * nodes": BOTH_SIDES,
    },
    ("sampling/peer_draws", "chosen = np.full(len(draws), -1)"): {
        "-1  ->  1": "the first clock that rings writes over it",
        "1  ->  2": "the first clock that rings writes over it",
    },
    ("sampling/peer_draws", "sooner = rings < soonest"): {
        "rings < soonest  ->  rings <= soonest": "two that ring at once: either is right",
    },
    ("sampling/hit_and_run", "found -= np.where(weight < EDGE, np.log(power + 1), 0.0)"): {
        "weight < EDGE  ->  weight <= EDGE": "one point of a density",
    },
    (
        "sensitivity/given_back",
        "for felt in score_side_by_side(additive, answers, [np.zeros(1)] * len(answers)):",
    ): {"1  ->  2": UNUSED},
    (
        "sensitivity/side_by_side",
        "column = np.full(len(base.problem.theories), -1)",
    ): {"1  ->  2": "any place below 0 stands for none"},
    ("sensitivity/side_by_side", 'judged = [one.kind == "judgement" for one in parameters]'): {
        "one.kind == 'judgement'  ->  one.kind != 'judgement'": EITHER_FIRST,
    },
    (
        "sensitivity/side_by_side",
        "mine = [k for k, is_judgement in enumerate(judged) if is_judgement is kind]",
    ): {"is_judgement is kind  ->  is_judgement is not kind": EITHER_FIRST},
    (
        "sensitivity/side_by_side",
        "layer = (~used & (used + 1)).bit_length() - 1",
    ): {"~used & used + 1  ->  ~used | used + 1": "-2**k, of as many bits as 2**k"},
    (
        "sensitivity/side_by_side",
        "most = max(1, MOST_CELLS // max(1, base.inputs.judgements[0].size))",
    ): {"1  ->  2": "a batch of two where one is too large already; a problem without cells"},
    ("sensitivity/side_by_side", "if batch and place + draws > most:"): {
        "place + draws > most  ->  place + draws >= most": "only slower: a batch less full",
    },
    ("sensitivity/side_by_side", "batch, place = [], 0"): {"0  ->  1": UNUSED},
    (
        "sensitivity/side_by_side",
        "for theory in np.flatnonzero(problem.scrutiny.examined < 1.0).tolist():",
    ): {
        "problem.scrutiny.examined < 1.0  ->  problem.scrutiny.examined <= 1.0": LONGER,
        "1.0  ->  2.0": LONGER,
    },
}
