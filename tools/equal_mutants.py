"""Mutants that make no difference: each was looked at, and why no test can notice is written here.

By module and by line of source, then what is exchanged for what; where a line has several that
read alike, `(2)` behind it means the second alone.
"""

SORTED_ANYWAY = "only quicker: the exchanges below sort whatever order they begin with"
TIMES_0 = "the term that is taken along is multiplied by 0"
LONGER = "only slower: the longer way gives the same"
UNUSED = "one row or column more, which nothing looks at"
AT_A_TIME = "only how much is taken at a time, which changes no bit"
EITHER_FIRST = "only which of two go first, whose results are in no order"
BOTH_SIDES = "nodes lie alike on both sides, with like weights"
LAID_OUT = "only how the numbers lie in memory"
ONE_POINT = "another answer only where a number meets the bound to the last bit"
SAID_TWICE = "a cap of all the budget is left out first: the budget says it too"
CANCELS = "so many times the sum of scores, of which the mean is taken off"
CENTRED = "leads have a mean of 0, and without one batch of next to 0"
BELOW_0 = "numpy takes any number below 0 for the length that is left over"

ENOUGH = "only how closely a choice is looked at; a bound says how near it comes"
TANGENTS = "only where tangents touch first; others follow until they are near enough"
WHOLE = "a whole number, never half"
NOT_TAKEN = "what is divided by it is not taken"
ROUNDED = "only how near two must be to count as level: far below what is told"
SHIFTED = "what all coalitions have more of is in no difference of two"
NOT_DIVIDED = "what is divided by it is 0, or not taken"
ALONE = "what stands alone adds nothing to either sum"
ANY_BELOW = "any place below 0 stands for none"
BEYOND = "scores go on beyond 0 and 1 as they do within"
TABLE = "a table a little longer, shorter or finer"
EITHER_WAY = "only which of two ways is taken, which give the same but for rounding"
NODES = "exact with more nodes, too"
FILLED_UP = "only more of what a table is filled up with, which takes nothing"
EXAMINED = "what was examined wholly takes what it borrows times 0"
TRIED_OUT = "only what a trial is made of, which serves as well"
CORNERS = "only more corners of the same region than are needed"
STARTS = "chains may start anywhere within, and only shares of what they end at are told"
NOT_LEVEL = "what is 0 there is no part of the bend"
MINUS_0 = "only how a 0 with a minus is written; none was met"
SUM_1 = "they add up to 1 but for rounding"
SPLIT = "an integral is as near wherever else it is split"
BOTH_ENDS = "a single number is both ends"
LOOKED_UP = "only whether values are looked up in a table, and in which: it changes no bit"
FETCHED = "only whether a table is fetched ahead, which changes no bit"
SEARCH = "only how a search goes on its way, not where it ends"
ANY_WAY = "chains draw from the density along whatever directions they move"
WHO_DOES = "only which thread or process does the work, which changes no bit"

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
        "len(pull) // 2  ->  len(pull) * 2": NODES,
        "1  ->  2": NODES,
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
        "smaa/rank_accumulator",
        "scores = totals.T if totals.strides[0] == totals.itemsize else np.array(totals.T)",
    ): {
        "totals.strides[0] == totals.itemsize  ->  totals.strides[0] != totals.itemsize": LAID_OUT,
        "0  ->  1": LAID_OUT,
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
    ("scoring/magnitudes", "if out.shape[1] <= FEW:"): {
        "out.shape[1] <= FEW  ->  out.shape[1] < FEW": LONGER,
    },
    ("scoring/magnitudes", "pull, chance = np.zeros((n + 1, out.shape[1])), None"): {
        "1  ->  2": UNUSED,
    },
    ("scoring/magnitudes", "return np.zeros((len(line), 1))"): {
        "1  ->  2": "where there are no lines the table is empty",
    },
    ("scoring/magnitudes", "given = force[own] if share == 1.0 else force[own] * share"): {
        "1.0  ->  2.0": "only slower: what is whole is multiplied by 1",
    },
    ("scoring/magnitudes", "if out.shape[1] >= MANY or not isinstance(strength, np.ndarray):"): {
        "out.shape[1] >= MANY  ->  out.shape[1] > MANY": LONGER,
    },
    (
        "smaa/indices",
        "return np.stack([(reached >= q * whole).argmax(axis=1) + 1 for q in (low, high)], axis=1)",
    ): {"reached >= q * whole  ->  reached > q * whole": "1e-12 stands between"},
    (
        "smaa/rank_accumulator",
        "given = np.empty((len(totals), 0)) if weights is None else weights",
    ): {"0  ->  1": "a column that is added to none"},
    ("sampling/quantiles", "x = left + half * (1 + nodes)"): {
        "1 + nodes  ->  1 - nodes": BOTH_SIDES,
    },
    ("sampling/quantiles", "t = (edges[:-1] + half)[:, None] + half * nodes"): {
        "(edges[:-1] + half)[:, None] + half * nodes  ->  "
        "(edges[:-1] + half)[:, None] - half * nodes": BOTH_SIDES,
    },
    ("sampling/quantiles", "return np.full_like(u, law.support[0])"): {
        "0  ->  1": BOTH_ENDS,
    },
    ("sampling/quantiles", "return np.array([law.support[0]]), np.array([share])"): {
        "0  ->  1": BOTH_ENDS,
    },
    ("sampling/quantiles", "return np.asarray(np.where(u < rising, left, right))"): {
        "u < rising  ->  u <= rising": ONE_POINT,
    },
    ("sampling/quantiles", "return round(a, 12), round(b, 12)"): {
        "12  ->  13": ROUNDED,
    },
    ("sampling/quantiles", "edges = np.linspace(0.0, math.pi / 2, TABLE_CELLS // 4 + 1)"): {
        "TABLE_CELLS // 4  ->  TABLE_CELLS * 4": TABLE,
        "4  ->  5": TABLE,
        "1  ->  2": TABLE,
        "TABLE_CELLS // 4 + 1  ->  TABLE_CELLS // 4 - 1": TABLE,
    },
    ("sampling/quantiles", "nodes, weights = np.polynomial.legendre.leggauss(3)"): {
        "3  ->  4": NODES,
    },
    (
        "sampling/quantiles",
        "levels = np.sin(np.linspace(0.0, math.pi / 2, MIXTURE_CELLS + 1)) ** 2",
    ): {
        "MIXTURE_CELLS + 1  ->  MIXTURE_CELLS - 1": TABLE,
        "1  ->  2": TABLE,
    },
    (
        "sampling/quantiles",
        "np.repeat(one.support[0], 2) if one.is_point else quantile(one, inner)",
    ): {
        "2  ->  3": "the step stands there once more",
        "0  ->  1": BOTH_ENDS,
    },
    (
        "sampling/quantiles",
        "cdf += share * (_step(values, own[0]) if one.is_point else np.interp(values, "
        "own, levels))",
    ): {
        "0  ->  1": BOTH_ENDS,
    },
    ("sampling/quantiles", "if a >= b:"): {
        "a >= b  ->  a > b": "a and b are then the end that is told",
    },
    ("sampling/quantiles", "bends = sorted({a, b, *(x for x in _bends(law) if a < x < b)})"): {
        "a < x < b  ->  a <= x < b": "both ends are among them already",
    },
    ("sampling/quantiles", "nodes, weights = np.polynomial.legendre.leggauss(64)"): {
        "64  ->  65": NODES,
    },
    ("sampling/quantiles", "found = [centre + k * spread for k in (-6, -3, -1, 0, 1, 3, 6)]"): {
        "3  ->  4": SPLIT,
        "3  ->  4 (2)": SPLIT,
        "0  ->  1": SPLIT,
        "1  ->  2": SPLIT,
        "1  ->  2 (2)": SPLIT,
        "6  ->  7": SPLIT,
        "6  ->  7 (2)": SPLIT,
        "centre + k * spread  ->  centre - k * spread": SPLIT,
        "-3  ->  3": SPLIT,
        "-1  ->  1": SPLIT,
    },
    ("sampling/quantiles", "return np.asarray(np.where(x < mode, left, right))"): {
        "x < mode  ->  x <= mode": ONE_POINT,
    },
    ("sampling/peer_draws", "chosen = np.full(len(draws), -1)"): {
        "-1  ->  1": "the first clock that rings writes over it",
        "1  ->  2": "the first clock that rings writes over it",
    },
    ("sampling/peer_draws", "sooner = rings < soonest"): {
        "rings < soonest  ->  rings <= soonest": "two that ring at once: either is right",
    },
    (
        "sampling/peer_draws",
        "if is_short(first, len(out)) and len(self._clocks) * len(out) <= AT_ONCE:",
    ): {
        "len(self._clocks) * len(out)  ->  len(self._clocks) / len(out)": AT_A_TIME,
        "len(self._clocks) * len(out) <= AT_ONCE  ->  len(self._clocks) * len(out) < "
        "AT_ONCE": AT_A_TIME,
    },
    ("sampling/hit_and_run", "found -= np.where(weight < EDGE, np.log(power + 1), 0.0)"): {
        "weight < EDGE  ->  weight <= EDGE": "one point of a density",
    },
    ("sampling/hit_and_run", "shares = generator.standard_gamma(0.5, (corners.shape[1], TRIAL))"): {
        "0.5  ->  1.5": STARTS,
    },
    ("sampling/hit_and_run", "shares /= shares.sum(axis=0)"): {
        "shares /= shares.sum(axis=0)  ->  shares *= shares.sum(axis=0)": STARTS,
    },
    ("sampling/hit_and_run", "starts = (1 - INSIDE) * starts + INSIDE * middle"): {
        "1  ->  2": "only larger starts; weights are made to add up to 1 at the end",
        "1 - INSIDE  ->  1 + INSIDE": "the same",
    },
    ("sampling/hit_and_run", "return np.asarray(slack[:n] / slack[:n].sum(axis=0))"): {
        "slack[:n] / slack[:n].sum(axis=0)  ->  slack[:n] * slack[:n].sum(axis=0)": SUM_1,
    },
    ("sampling/hit_and_run", "shares = generator.standard_normal((walk.spread.shape[1], 1))"): {
        "1  ->  2 (2)": UNUSED,
    },
    (
        "sampling/hit_and_run",
        'return np.asarray(np.einsum("ij,jk->ik", rows, columns, optimize=False))',
    ): {
        "False  ->  True": "another order of adding up, which a single machine cannot show",
    },
    (
        "sampling/hit_and_run",
        "direction = np.where(np.abs(direction) < FLAT * np.abs(direction).max(), 0.0, direction)",
    ): {
        "np.abs(direction) < FLAT * np.abs(direction).max()  ->  np.abs(direction) <= "
        "FLAT * np.abs(direction).max()": ONE_POINT,
    },
    (
        "sampling/hit_and_run",
        "found += power * np.log(np.maximum(weight, EDGE if power < 0 else _TINY))",
    ): {
        "power < 0  ->  power <= 0": NOT_LEVEL,
    },
    ("sampling/hit_and_run", "if power < 0:"): {
        "power < 0  ->  power <= 0": NOT_LEVEL,
    },
    ("sampling/hit_and_run", "at, found = (self.low, low) if factor > 0 else (self.high, high)"): {
        "factor > 0  ->  factor >= 0": NOT_LEVEL,
    },
    ("sampling/hit_and_run", "missed = line.log_density(tried, chains) < level[chains]"): {
        "line.log_density(tried, chains) < level[chains]  ->  line.log_density(tried, "
        "chains) <= level[chains]": ONE_POINT,
    },
    ("sampling/hit_and_run", "below = tried < 0"): {
        "tried < 0  ->  tried <= 0": ONE_POINT,
    },
    ("sampling/hit_and_run", "is_low = generator.random(k) < 0.5"): {
        "generator.random(k) < 0.5  ->  generator.random(k) <= 0.5": ONE_POINT,
    },
    (
        "sampling/hit_and_run",
        "return np.asarray(np.where(-generator.standard_exponential(k) < gain, move, 0.0))",
    ): {
        "-generator.standard_exponential(k) < gain  ->  "
        "-generator.standard_exponential(k) <= gain": ONE_POINT,
    },
    (
        "sampling/hit_and_run",
        "return np.asarray(np.where(uniform < edge, EDGE * uniform / edge, uniform ** "
        "(1 / power)))",
    ): {
        "uniform < edge  ->  uniform <= edge": ONE_POINT,
    },
    ("sampling/hit_and_run", "return np.asarray(np.where(place < EDGE, inside / power, inside))"): {
        "place < EDGE  ->  place <= EDGE": ONE_POINT,
    },
    ("comparison/average_linkage", "top = list(range(2 * n - 1))"): {
        "2  ->  3": UNUSED,
        "2 * n - 1  ->  2 * n + 1": UNUSED,
    },
    ("comparison/average_linkage", "del chain[-2:]"): {
        "2  ->  3": "only slower: what is taken off the chain is met again",
    },
    (
        "comparison/concession",
        "return np.asarray(best_of(pair.scores(np.full((1, len(pair.differences)), side)))[0])",
    ): {
        "1  ->  2": UNUSED,
    },
    ("comparison/concession", "start, theirs = one / one.sum(), other / other.sum()"): {
        "one / one.sum()  ->  one * one.sum()": SUM_1,
    },
    ("comparison/concession", "best = int(np.argmin(np.round(ways, 9)))"): {
        "9  ->  10": ROUNDED,
    },
    ("comparison/correlation", "size[size < _CONSTANT] = np.nan"): {
        "size < _CONSTANT  ->  size <= _CONSTANT": ONE_POINT,
    },
    (
        "comparison/correlation",
        'return float((one * other).sum() / size) if size > 0 else float("nan")',
    ): {
        "0  ->  1": "two that part count twice, so that it is 0 or 2 and more",
    },
    (
        "comparison/decomposition",
        "for part in parts(len(chosen), max(1, MOST_PAIRS // max(signs.shape[1], 1))):",
    ): {
        "MOST_PAIRS // max(signs.shape[1], 1)  ->  MOST_PAIRS * max(signs.shape[1], 1)": AT_A_TIME,
        "1  ->  2 (1)": AT_A_TIME,
        "1  ->  2 (3)": AT_A_TIME,
    },
    ("comparison/decomposition", "come[part] = (distance[:, 0] - distance[:, 1] + whole) / 2.0"): {
        "distance[:, 0] - distance[:, 1] + whole  ->  distance[:, 0] - "
        "distance[:, 1] - whole": SHIFTED,
    },
    ("comparison/decomposition", "return np.column_stack([found.totals - both.totals[0], come])"): {
        "found.totals - both.totals[0]  ->  found.totals + both.totals[0]": SHIFTED,
        "0  ->  1": SHIFTED,
    },
    (
        "comparison/rank_aggregation",
        "found = (prefers > 0.5 + SAME).sum(axis=1) + 0.5 * (np.abs(prefers - "
        "0.5) <= SAME).sum(axis=1)",
    ): {
        "prefers > 0.5 + SAME  ->  prefers >= 0.5 + SAME": ONE_POINT,
        "np.abs(prefers - 0.5) <= SAME  ->  np.abs(prefers - 0.5) < SAME": ONE_POINT,
    },
    ("comparison/rank_aggregation", "exact = max(map(len, circles), default=0) <= most"): {
        "0  ->  1": "only of no theories at all, of which none is too many",
    },
    ("comparison/rank_aggregation", "leads_to = prefers > 0.5 + SAME"): {
        "prefers > 0.5 + SAME  ->  prefers >= 0.5 + SAME": ONE_POINT,
    },
    (
        "comparison/rank_aggregation",
        "best = LinearConstraint(cost[None, :], -np.inf, least + SAME)",
    ): {
        "least + SAME  ->  least - SAME": "the solver itself takes 1e-6 for nothing",
    },
    (
        "comparison/rank_distance",
        "widths = [round(silhouette(distance, labels), 9) for labels in cuts]",
    ): {
        "9  ->  10": ROUNDED,
    },
    ("comparison/rank_distance", "best = max(tight, key=widths.__getitem__, default=-1)"): {
        "1  ->  2": ANY_BELOW,
    },
    ("comparison/rank_distance", "if best < 0 or widths[best] < CLEAR:"): {
        "widths[best] < CLEAR  ->  widths[best] <= CLEAR": ONE_POINT,
    },
    ("comparison/rank_distance", "return bool(distance[together].max() <= mean + ROUNDING)"): {
        "distance[together].max() <= mean + ROUNDING  ->  "
        "distance[together].max() < mean + ROUNDING": ONE_POINT,
    },
    ("comparison/rubric_batch", "at_once = max(1, ROWS // (len(trust) * strength.shape[1]))"): {
        "ROWS // (len(trust) * strength.shape[1])  ->  ROWS * (len(trust) * "
        "strength.shape[1])": AT_A_TIME,
        "1  ->  2 (1)": AT_A_TIME,
    },
    (
        "comparison/rubric_pair",
        "rules = [not len(one.numbers) and one.group != OVERLAP for one in self.differences]",
    ): {
        "not len(one.numbers) and one.group != OVERLAP  ->  not "
        "len(one.numbers) or one.group != OVERLAP": LONGER,
    },
    ("comparison/rubric_pair", "if one.lines is not None and other.lines is not None:"): {
        "one.lines is not None and other.lines is not None  ->  one.lines is "
        "not None or other.lines is not None": "one has lines where the other has",
    },
    ("comparison/rubric_pair", "if one is None or other is None or not places:"): {
        "one is None or other is None or (not places)  ->  one is None and "
        "other is None and (not places)": LONGER,
    },
    ("comparison/rubric_pair", "apart = np.abs(one.lines.overlap - other.lines.overlap) > SAME"): {
        "np.abs(one.lines.overlap - other.lines.overlap) > SAME  ->  "
        "np.abs(one.lines.overlap - other.lines.overlap) >= SAME": ONE_POINT,
    },
    ("comparison/rubric_pair", "owner = np.full(len(one), -1)"): {
        "1  ->  2": ANY_BELOW,
    },
    ("comparison/rubric_pair", "differ = np.abs(one - other) > SAME"): {
        "np.abs(one - other) > SAME  ->  np.abs(one - other) >= SAME": ONE_POINT,
    },
    (
        "comparison/shapley",
        "found = _along(game, before, share, members, both_ways).reshape(2, n, len(members), -1)",
    ): {
        "1  ->  2": BELOW_0,
    },
    (
        "comparison/shapley",
        "worth = game(chosen).reshape(len(orders), len(before), len(steps), -1)",
    ): {
        "1  ->  2": BELOW_0,
    },
    ("comparison/shapley", "worth = game(chosen).reshape(len(before), len(inside), -1)"): {
        "1  ->  2": BELOW_0,
    },
    ("agreement/alpha", "some = across > 1e-12 * np.maximum(n * squares, 1e-300)"): {
        "across > 1e-12 * np.maximum(n * squares, 1e-300)  ->  across >= 1e-12 "
        "* np.maximum(n * squares, 1e-300)": ONE_POINT,
    },
    ("agreement/alpha", "return np.zeros((0, 4))"): {
        "0  ->  1": "a unit of nothing tells nothing, as none does",
    },
    ("agreement/halo", "off[:, here] = off[:, here] / spread if spread > 1e-12 else 0.0"): {
        "spread > 1e-12  ->  spread >= 1e-12": ONE_POINT,
    },
    (
        "agreement/halo",
        "spread = np.sqrt((off[:, here] ** 2).sum() / max(known[:, here].sum(), 1))",
    ): {
        "1  ->  2": NOT_DIVIDED,
    },
    (
        "agreement/halo",
        "sums, squares, counts = np.zeros((3, len(ratings), theory.max(initial=0) + 1))",
    ): {
        "0  ->  1": UNUSED,
        "1  ->  2": UNUSED,
    },
    (
        "agreement/halo",
        "off = np.where(known, values - values.sum(axis=0) / "
        "np.maximum(known.sum(axis=0), 1), 0.0)",
    ): {
        "1  ->  2": NOT_DIVIDED,
    },
    ("agreement/icc", 'return above / below if below > 1e-12 else float("nan")'): {
        "below > 1e-12  ->  below >= 1e-12": ONE_POINT,
    },
    ("agreement/icc", "return np.nan, np.nan, np.nan, k, max(n, 1)"): {
        "1  ->  2": NOT_DIVIDED,
    },
    ("agreement/odd_clusters", "oddest = (away > 0) & (away >= away.max(axis=0) - LEVEL)"): {
        "away >= away.max(axis=0) - LEVEL  ->  away > away.max(axis=0) - LEVEL": ONE_POINT,
    },
    (
        "agreement/odd_clusters",
        "off = np.where(known, values - values.sum(axis=0) / "
        "np.maximum(known.sum(axis=0), 1), 0.0)",
    ): {
        "1  ->  2": NOT_DIVIDED,
    },
    (
        "agreement/odd_clusters",
        "found[row, judged] = np.where((away >= far) & (away > CUT * spread), away, 0.0)",
    ): {
        "away > CUT * spread  ->  away >= CUT * spread": ONE_POINT,
        "away >= far  ->  away > far": ONE_POINT,
    },
    ("agreement/pairs", "return float(np.sqrt(squares / (counts[counts > 1] - 1).sum()))"): {
        "counts > 1  ->  counts >= 1": ALONE,
    },
    ("agreement/severity", "m = np.maximum(known.sum(axis=0), 1)"): {
        "1  ->  2": NOT_DIVIDED,
    },
    ("agreement/severity", "inverse = np.linalg.pinv(laplacian, rcond=1e-10, hermitian=True)"): {
        "True  ->  False": "only slower: by singular values rather than by eigenvalues",
    },
    ("agreement/severity", "joined = laplacian < -1e-12"): {
        "laplacian < -1e-12  ->  laplacian <= -1e-12": ONE_POINT,
    },
    ("agreement/severity", "part = np.full(len(laplacian), -1, dtype=np.int64)"): {
        "1  ->  2": ANY_BELOW,
    },
    ("agreement/severity", "return np.asarray(p * max(told.sum(), 1) < LEVEL)"): {
        "p * max(told.sum(), 1) < LEVEL  ->  p * max(told.sum(), 1) <= LEVEL": ONE_POINT,
    },
    ("fit/conflict", "bounds=(0, 1),"): {
        "1  ->  2": "none is taken more often than once: that costs more",
    },
    (
        "fit/conflict",
        "return [member for member, taken in zip(members, found.x, strict=True) if taken > 0.5]",
    ): {
        "taken > 0.5  ->  taken >= 0.5": WHOLE,
    },
    ("fit/landscape", "step = np.where(sound[moving] > 0.5, -STEP, STEP)"): {
        "0.5  ->  1.5": BEYOND,
        "sound[moving] > 0.5  ->  sound[moving] >= 0.5": BEYOND,
        "-STEP  ->  STEP": BEYOND,
    },
    (
        "fit/least_change",
        "found = _nearest(landscape, demands, now, np.full(len(now), 0.5), starts)",
    ): {
        "0.5  ->  1.5": "all weights cost alike, whatever they do",
    },
    ("fit/least_change", "point = np.where(np.abs(best.point - now) < TINY, now, best.point)"): {
        "np.abs(best.point - now) < TINY  ->  np.abs(best.point - now) <= TINY": ONE_POINT,
    },
    ("fit/next_question", "if gain[best] < CLOSE:"): {
        "gain[best] < CLOSE  ->  gain[best] <= CLOSE": ONE_POINT,
    },
    ("fit/next_question", "best = int(np.argmax(np.round(gain, 9)))"): {
        "9  ->  10": ROUNDED,
    },
    ("fit/possible", "if (totals[:, a] - totals[:, b]).min() <= STRICT:"): {
        "(totals[:, a] - totals[:, b]).min() <= STRICT  ->  (totals[:, a] - "
        "totals[:, b]).min() < STRICT": ONE_POINT,
    },
    ("fit/possible", "found[a, b] = (totals[:, a] - totals[:, b]).min() > STRICT"): {
        "(totals[:, a] - totals[:, b]).min() > STRICT  ->  (totals[:, a] - "
        "totals[:, b]).min() >= STRICT": ONE_POINT,
    },
    ("fit/programme", "radius = 1.0 if landscape.linear else RADIUS"): {
        "1.0  ->  2.0": "weights are from 0 to 1, however far they may go",
    },
    ("fit/programme", "for _ in range(1 if landscape.linear else ROUNDS):"): {
        "1  ->  2": LONGER,
    },
    ("fit/programme", "if point is None or promised > here.value - TINY:"): {
        "promised > here.value - TINY  ->  promised >= here.value - TINY": ONE_POINT,
        "here.value - TINY  ->  here.value + TINY": LONGER,
        "point is None or promised > here.value - TINY  ->  point is None and "
        "promised > here.value - TINY": LONGER,
    },
    ("fit/programme", "if there.value < here.value - TINY and (there.met or not here.met):"): {
        "there.value < here.value - TINY  ->  there.value <= here.value - TINY": ONE_POINT,
        "here.value - TINY  ->  here.value + TINY": SEARCH,
    },
    ("fit/programme", "here, radius = there, min(1.0, 2 * radius)"): {
        "1.0  ->  2.0": SEARCH,
        "2 * radius  ->  2 / radius": SEARCH,
        "2  ->  3": SEARCH,
    },
    ("fit/programme", "radius = min(radius, float(np.abs(point - here.point).max())) / 4"): {
        "4  ->  5": SEARCH,
        "point - here.point  ->  point + here.point": SEARCH,
    },
    ("fit/programme", "if radius < CLOSE or (goal.enough and here.met):"): {
        "radius < CLOSE  ->  radius <= CLOSE": ONE_POINT,
        "radius < CLOSE or (goal.enough and here.met)  ->  radius < CLOSE and "
        "(goal.enough and here.met)": LONGER,
    },
    ("fit/programme", "point[programme.used] = np.clip(found.x[: programme.n], 0.0, 1.0)"): {
        "1.0  ->  2.0": "the solver keeps to its bounds",
    },
    ("fit/programme", "return bool((self.spare > STRICT).all())"): {
        "self.spare > STRICT  ->  self.spare >= STRICT": ONE_POINT,
    },
    (
        "fit/programme",
        "elif (self.spare > STRICT).all():  # a small lead may be worth more than its penalty",
    ): {
        "self.spare > STRICT  ->  self.spare >= STRICT": ONE_POINT,
    },
    ("fit/statements", "ahead = np.where(self.gap > 0, leads >= self.gap, leads > STRICT)"): {
        "0  ->  1": "a gap is nothing or far more",
        "leads > STRICT  ->  leads >= STRICT": ONE_POINT,
    },
    ("fit/statements", "found = np.clip((z - low) * per_unit, 0.0, len(table) - 1.0)"): {
        "1.0  ->  2.0": "at its high end the table is level",
    },
    ("fit/statements", "below = z < low"): {
        "z < low  ->  z <= low": ONE_POINT,
    },
    ("fit/statements", "low, high, per_unit = -12.0, 8.0, 256.0"): {
        "8.0  ->  9.0": TABLE,
        "256.0  ->  257.0": TABLE,
        "12.0  ->  13.0": TABLE,
    },
    ("fit/statements", "at = np.arange(low, high + 0.5 / per_unit, 1.0 / per_unit).tolist()"): {
        "high + 0.5 / per_unit  ->  high - 0.5 / per_unit": TABLE,
        "0.5 / per_unit  ->  0.5 * per_unit": TABLE,
        "0.5  ->  1.5": TABLE,
    },
    ("fit/statements", "return low, per_unit, values, np.diff(values, append=0.0)"): {
        "0.0  ->  1.0": TIMES_0,
    },
    ("fit/statements", "highest = dict.fromkeys(theories.tolist(), 0.0)"): {
        "0.0  ->  1.0": "all begin alike",
    },
    ("fit/statements", "for _ in range(len(theories) + 1):"): {
        "1  ->  2": LONGER,
    },
    ("fit/statements", "if highest[b] > highest[a] - gap + STRICT / 2:"): {
        "2  ->  3": "any part of the slack will do",
        "highest[b] > highest[a] - gap + STRICT / 2  ->  highest[b] >= "
        "highest[a] - gap + STRICT / 2": ONE_POINT,
    },
    ("sensitivity/one_at_a_time", 'if problem.lines is not None and "overlap" in kinds:'): {
        "problem.lines is not None and 'overlap' in kinds  ->  problem.lines "
        "is not None or 'overlap' in kinds": LONGER,
    },
    (
        "sensitivity/breakeven",
        "ordered = sorted(found, key=lambda one: (round(one.distance, 9), one.parameter.index))",
    ): {
        "9  ->  10": ROUNDED,
    },
    ("sensitivity/breakeven", "holder, other = (a, b) if key[a] >= key[b] else (b, a)"): {
        "key[a] >= key[b]  ->  key[a] > key[b]": "of two that are level either is ahead",
    },
    (
        "sensitivity/breakeven",
        "was = np.minimum(before.totals[:, rivals] - before.totals[:, [holder]], 0.0)",
    ): {
        "0.0  ->  1.0": "the holder is behind nobody",
    },
    ("sensitivity/breakeven", "reached = ahead > CLEAR"): {
        "ahead > CLEAR  ->  ahead >= CLEAR": ONE_POINT,
    },
    ("sensitivity/breakeven", "rise = np.where(reached, ahead - was, 1.0)"): {
        "1.0  ->  2.0": NOT_TAKEN,
    },
    (
        "sensitivity/breakeven",
        "behind[:, -1] |= scan > 0  # seen by the scan before, whatever rounding makes of it now",
    ): {
        "0  ->  1": "only what rounding makes of a step that was found",
    },
    ("sensitivity/weight_stability", "if crossing.beyond < crossing.parameter.now:"): {
        "crossing.beyond < crossing.parameter.now  ->  crossing.beyond <= "
        "crossing.parameter.now": ONE_POINT,
    },
    (
        "sensitivity/weight_stability",
        "ordered = [(a, b) if key[a] >= key[b] else (b, a) for a, b in pairs]",
    ): {
        "key[a] >= key[b]  ->  key[a] > key[b]": "of two that are level either is ahead",
    },
    ("sensitivity/weight_stability", "swapped = last < -CLEAR"): {
        "last < -CLEAR  ->  last <= -CLEAR": ONE_POINT,
    },
    (
        "sensitivity/weight_stability",
        "way = np.where(swapped, lead / np.where(swapped, lead - last, 1.0), 0.0)",
    ): {
        "0.0  ->  1.0": NOT_TAKEN,
        "1.0  ->  2.0": NOT_TAKEN,
    },
    ("sensitivity/potential_optimality", "np.r_[np.zeros(columns), np.full(columns, 0.5)],"): {
        "0.5  ->  1.5": "all weights cost alike, whatever they do",
    },
    (
        "sensitivity/potential_optimality",
        "return [(0.0, 1.0 if free else 0.0) for free in allowed.tolist()]",
    ): {
        "1.0  ->  2.0": "they add up to 1, and none is below 0",
    },
    (
        "sensitivity/potential_optimality",
        "return np.asarray(np.clip(found.x[:columns], 0.0, 1.0))",
    ): {
        "1.0  ->  2.0": "they add up to 1, and none is below 0",
    },
    (
        "sensitivity/potential_optimality",
        "leads = [lead for lead in (MARGIN, *WIDER_MARGINS) if lead <= margin]",
    ): {
        "lead <= margin  ->  lead < margin": ONE_POINT,
    },
    ("sensitivity/scrutiny_breakeven", "if behind >= 0:"): {
        "behind >= 0  ->  behind > 0": ONE_POINT,
    },
    ("sensitivity/sobol", "whole[:, whole[0] <= (CONSTANT * size) ** 2] = 0.0"): {
        "whole[0] <= (CONSTANT * size) ** 2  ->  whole[0] < (CONSTANT * size) ** 2": ONE_POINT,
    },
    ("sensitivity/sobol", "starts = range(0, max(outputs - 1, 1), PANEL)"): {
        "1  ->  2": "of two outputs more than a panel holds, which may be cut or not",
    },
    ("sensitivity/sobol", "at_once = at_once or max(1, PRODUCT // base.size)"): {
        "PRODUCT // base.size  ->  PRODUCT * base.size": AT_A_TIME,
        "1  ->  2": AT_A_TIME,
        "at_once or max(1, PRODUCT // base.size)  ->  at_once and max(1, PRODUCT // base.size)": (
            AT_A_TIME
        ),
    },
    (
        "sensitivity/sobol",
        "origin = base[0]  # taken off first, so that what is constant becomes 0 exactly",
    ): {
        "0  ->  1": "any point may be taken off",
    },
    (
        "sensitivity/one_at_a_time",
        'changed["overlap"] = np.tile(problem.lines.overlap, (found.draws, 1))',
    ): {
        "1  ->  2": UNUSED,
    },
    ("sensitivity/tornado", "if low < high and now < 1:"): {
        "now < 1  ->  now <= 1": "a weight that is all there is never varies",
        "1  ->  2": "a weight that is all there is never varies",
    },
    (
        "sensitivity/weight_stability",
        "ahead, behind = np.array(pairs, dtype=np.int64).reshape(-1, 2).T",
    ): {
        "1  ->  2": BELOW_0,
    },
    ("sensitivity/breakeven", "if not sides or not others:"): {
        "not sides or not others  ->  not sides and (not others)": LONGER,
    },
    ("sensitivity/breakeven", "found = np.flatnonzero(~np.isnan(shares[:, 0]))"): {
        "0  ->  1": "both are known, or neither",
    },
    ("sensitivity/breakeven", "past = np.minimum(1.0, share[here] + CLEAR / rise[here])"): {
        "1.0  ->  2.0": ("by so little a share goes over no end at which another is ahead by more"),
    },
    (
        "sensitivity/breakeven",
        "inner[alive] = np.where(step > 0, shares[rows, step - 1], inner[alive])",
    ): {
        "0  ->  1": "only slower: a step twice as wide is looked through",
    },
    (
        "sensitivity/counterfactual",
        "ahead, behind = np.minimum(credences + STEP, 1.0), np.maximum(credences - STEP, 0.0)",
    ): {
        "1.0  ->  2.0": BEYOND,
    },
    ("sensitivity/counterfactual", "if promised > merit - TINY:"): {
        "promised > merit - TINY  ->  promised >= merit - TINY": ONE_POINT,
        "merit - TINY  ->  merit + TINY": LONGER,
    },
    ("sensitivity/counterfactual", "if found < merit - TINY:"): {
        "merit - TINY  ->  merit + TINY": SEARCH,
        "found < merit - TINY  ->  found <= merit - TINY": ONE_POINT,
    },
    ("sensitivity/counterfactual", "here, merit, radius = there, found, min(1.0, 2 * radius)"): {
        "1.0  ->  2.0": SEARCH,
        "2  ->  3": SEARCH,
    },
    ("sensitivity/counterfactual", "radius = min(radius, float(np.abs(there - here).max())) / 4"): {
        "4  ->  5": SEARCH,
        "there - here  ->  there + here": SEARCH,
    },
    ("sensitivity/counterfactual", "if radius < CLOSE:"): {
        "radius < CLOSE  ->  radius <= CLOSE": ONE_POINT,
    },
    ("sensitivity/counterfactual", "groups: list[Bools] = [changes < TINY, weights]"): {
        "changes < TINY  ->  changes <= TINY": ONE_POINT,
    },
    ("sensitivity/counterfactual", "if (rank, cost) < (self.best_rank, self.best_cost):"): {
        "(rank, cost) < (self.best_rank, self.best_cost)  ->  (rank, cost) <= "
        "(self.best_rank, self.best_cost)": "of two points as good either may be kept",
    },
    (
        "sensitivity/counterfactual",
        "used[slopes.indices[np.abs(slopes.data) > TINY]] = True",
    ): {
        "np.abs(slopes.data) > TINY  ->  np.abs(slopes.data) >= TINY": ONE_POINT,
    },
    ("sensitivity/counterfactual", "used = here != self.now"): {
        "here != self.now  ->  here == self.now": SEARCH,
    },
    ("sensitivity/counterfactual", "used &= self.free"): {
        "used &= self.free  ->  used |= self.free": LONGER,
    },
    ("sensitivity/scrutiny_breakeven", "last = 0.0"): {
        "0.0  ->  1.0": SEARCH,
    },
    ("sensitivity/scrutiny_breakeven", "if abs(now) <= NEAR:"): {
        "abs(now) <= NEAR  ->  abs(now) < NEAR": ONE_POINT,
    },
    ("sensitivity/scrutiny_breakeven", "if now > 0:"): {
        "now > 0  ->  now >= 0": ONE_POINT,
    },
    (
        "sensitivity/scrutiny_breakeven",
        "low, ahead, behind = middle, now, behind / 2 if last > 0 else behind",
    ): {
        "last > 0  ->  last >= 0": SEARCH,
        "0  ->  1": SEARCH,
        "2  ->  3": SEARCH,
    },
    (
        "sensitivity/scrutiny_breakeven",
        "high, behind, ahead = middle, now, ahead / 2 if last < 0 else ahead",
    ): {
        "last < 0  ->  last <= 0": SEARCH,
        "0  ->  1": SEARCH,
        "2  ->  3": SEARCH,
    },
    ("sensitivity/overlap", "if rounds > 1:"): {
        "rounds > 1  ->  rounds >= 1": "only finer: one scan more",
    },
    (
        "scoring/joint_pulls",
        "if len(families) > 1 or len(families[0]) > 1 or len(families[0][0]) > 1:",
    ): {
        "len(families) > 1  ->  len(families) >= 1": LONGER,
        "len(families[0]) > 1  ->  len(families[0]) >= 1": LONGER,
        "len(families[0][0]) > 1  ->  len(families[0][0]) >= 1": LONGER,
    },
    ("scoring/joint_pulls", "line = int(lines.line[single[hits[0]].argument])"): {
        "0  ->  1": "all of them are of one line",
    },
    (
        "scoring/joint_pulls",
        "table = np.array(sorted(found), dtype=np.int64).reshape(-1, 6)[:, 1:]",
    ): {
        "1  ->  2 (1)": BELOW_0,
    },
    (
        "fit/programme",
        "near = np.stack([np.maximum(0.0, here - radius), np.minimum(1.0, here + radius)], axis=1)",
    ): {
        "1.0  ->  2.0": SEARCH,
    },
    ("fit/programme", "return point, float(found.fun) + programme.constant"): {
        "float(found.fun) + programme.constant  ->  float(found.fun) - programme.constant": LONGER,
    },
    ("fit/programme", "self.constant += float(fixed @ np.abs(here - now))"): {
        "self.constant += float(fixed @ np.abs(here - now))  ->  self.constant "
        "-= float(fixed @ np.abs(here - now))": LONGER,
    },
    ("smaa/rank_accumulator", "self._most = -np.inf if nothing is None else nothing.max()"): {
        "-np.inf  ->  np.inf": "not looked at where there is no such score",
    },
    (
        "smaa/rank_accumulator",
        "if self._nothing is not None and self.below is not None and scores.min() < self._most:",
    ): {
        "self._nothing is not None and self.below is not None and (scores.min() < "
        "self._most)  ->  self._nothing is not None or self.below is not None "
        "or scores.min() < self._most": LONGER,
        "scores.min() < self._most  ->  scores.min() <= self._most": LONGER,
    },
    (
        "smaa/cell_by_cell",
        "kept = numbers(shared) + len(joint_hits(problem).pulls) + 1 + len(rows)",
    ): {
        "numbers(shared) + len(joint_hits(problem).pulls)  ->  numbers(shared) "
        "- len(joint_hits(problem).pulls)": AT_A_TIME,
    },
    (
        "analyses/compare/rubrics/cruxes_compute",
        "return -round(crux.pairs, 6), -(crux.weight or 0.0), crux.group, crux.id",
    ): {"6  ->  7": ROUNDED, "0.0  ->  1.0": "where one has no share, none has"},
    (
        "analyses/compare/rubrics/cruxes_compute",
        "return {name: float(p) + 0.0 for name, p in zip(names, points, strict=True)}",
    ): {"float(p) + 0.0  ->  float(p) - 0.0": MINUS_0},
    (
        "analyses/compare/rubrics/compute",
        "(a, b), rows = positions(problems, rows_of(problems[0], names))",
    ): {"0  ->  1": "aligned rubrics have the same theories in the same rows"},
    (
        "analyses/compare/rubrics/compute",
        "whole = debate.with_arguments(aligned.rubrics[0].arguments)",
    ): {"0  ->  1": "aligned rubrics have the own arguments of both, either of them"},
    (
        "analyses/compare/rubrics/lead_compute",
        "theirs = pair_signs(pair.scores(np.full((1, len(pair.differences)), True)).key)",
    ): {"1  ->  2": UNUSED},
    ("analyses/compare/rubrics/lead_compute", "yield differences.called(one)[0]"): {
        "0  ->  1": "the title of a gate is its rule, as its id is",
    },
    (
        "analyses/compare/group/opinions",
        "return [u for u in found if u.agreed < result.disagreement - LEAST_CHANGE][:most]",
    ): {
        "u.agreed < result.disagreement - LEAST_CHANGE  ->  "
        "u.agreed <= result.disagreement - LEAST_CHANGE": ONE_POINT,
    },
    (
        "analyses/compare/group/compute",
        "given = np.array(trust or [1.0] * len(rubrics))",
    ): {"1.0  ->  2.0": "only their proportions count"},
    (
        "analyses/compare/group/compute",
        "apart=float(distance[number].sum()) / max(len(rubrics) - 1, 1),",
    ): {"1  ->  2 (2)": "a group is of three or more"},
    (
        "analyses/compare/group/compute",
        "return round(float(found[k]), 9), -round(float(width[k]), 9), names[mine[k]]",
    ): {"9  ->  10": ROUNDED},
    (
        "analyses/compare/group/compute",
        "order = sorted(range(len(mine)), key=lambda k: (round(found[k, 0], 9), names[mine[k]]))",
    ): {"9  ->  10": ROUNDED},
    ("analyses/compare/group/compute", "mine = np.flatnonzero(high - low > SAME)"): {
        "high - low > SAME  ->  high - low >= SAME": ONE_POINT,
    },
    (
        "analyses/compare/group/compute",
        "return np.asarray(np.nansum(counts * held, axis=0) / np.where(total > 0, total, 1.0))",
    ): {"1.0  ->  2.0": NOT_DIVIDED},
    ("analyses/compare/group/opinions", "found.sort(key=lambda u: round(u.agreed, 9))"): {
        "9  ->  10": ROUNDED,
    },
    ("analyses/compare/group/opinions", "apart.sort(key=lambda u: round(u.agreed, 9))"): {
        "9  ->  10": ROUNDED,
    },
    (
        "analyses/compare/group/opinions",
        "widest = sorted(rest, key=lambda u: -round(_width(result, u), 9))[:kept]",
    ): {"9  ->  10": ROUNDED},
    (
        "analyses/compare/theories/compute",
        "one, other = (bool((s * better >= 0).all() and (better != 0).any()) for s in (1, -1))",
    ): {"1  ->  2": "only the sign counts"},
    ("analyses/compare/theories/compute", "if gate_in_doubt(gates.get(gate.rule, 0.0))"): {
        "0.0  ->  1.0": "a gate that excludes always is no more in doubt than one that never does",
    },
    (
        "analyses/compare/theories/compute",
        "for a in np.flatnonzero((np.abs(sides) > TINY).any(axis=0)).tolist():",
    ): {"np.abs(sides) > TINY  ->  np.abs(sides) >= TINY": ONE_POINT},
    ("analyses/compare/theories/compute", "if abs(a) > TINY or abs(b) > TINY:"): {
        "abs(a) > TINY  ->  abs(a) >= TINY": ONE_POINT,
        "abs(b) > TINY  ->  abs(b) >= TINY": ONE_POINT,
    },
    (
        "analyses/compare/theories/compute",
        "yield Driver(what, argument, criterion, float(a - b), float(a) + 0.0, float(b) + 0.0)",
    ): {
        "float(a) + 0.0  ->  float(a) - 0.0": MINUS_0,
        "float(b) + 0.0  ->  float(b) - 0.0": MINUS_0,
    },
    (
        "analyses/compare/theories/compute",
        "return -round(abs(driver.points), 9), driver.criterion, driver.argument or driver.what",
    ): {"9  ->  10": ROUNDED},
    (
        "smaa/stretched_blocks",
        "few = -(-size // 4)  # evaluated at a time, which takes several times as much memory",
    ): {"4  ->  5": AT_A_TIME},
    ("smaa/cell_by_cell", "self._cells[theory, c].fill(first, cell, anew=True)"): {
        "True  ->  False": FETCHED,
    },
    (
        "smaa/cell_by_cell",
        "if remaining is not None and (theory, c) in pulls_by_side(self._problem):",
    ): {
        "remaining is not None and (theory, c) in pulls_by_side(self._problem) "
        " ->  remaining is not None or (theory, c) in "
        "pulls_by_side(self._problem)": LONGER,
    },
    ("smaa/simulate", "if self._scored is not None and known.stop <= len(self._scored.gated):"): {
        "known.stop <= len(self._scored.gated)  ->  known.stop < len(self._scored.gated)": LONGER,
    },
    ("smaa/simulate", "fit = MEMORY // (BLOCK * 8 * numbers(problem))"): {
        "MEMORY // (BLOCK * 8 * numbers(problem))  ->  MEMORY * (BLOCK * 8 * "
        "numbers(problem))": AT_A_TIME,
        "BLOCK * 8 * numbers(problem)  ->  BLOCK * 8 / numbers(problem)": AT_A_TIME,
        "8  ->  9": AT_A_TIME,
        "BLOCK * 8  ->  BLOCK / 8": AT_A_TIME,
    },
    ("smaa/simulate", "if len(groups) == 1:"): {
        "1  ->  2": AT_A_TIME,
        "len(groups) == 1  ->  len(groups) != 1": AT_A_TIME,
    },
    ("smaa/simulate", "if is_wide(smaller, methods):"): {
        "if is_wide(smaller, methods):  ->  if not is_wide(smaller, methods):": AT_A_TIME,
    },
    (
        "smaa/simulate",
        "found = crew.each(one.count, cut) if counts.by_itself else map(one.count, cut)",
    ): {
        "crew.each(one.count, cut) if counts.by_itself else map(one.count, "
        "cut)  ->  crew.each(one.count, cut) if not counts.by_itself else "
        "map(one.count, cut)": WHO_DOES,
    },
    ("smaa/simulate", "if isinstance(blocks, PartByPart) and counts.by_itself:"): {
        "isinstance(blocks, PartByPart) and counts.by_itself  ->  "
        "isinstance(blocks, PartByPart) or counts.by_itself": WHO_DOES,
    },
    ("smaa/standings", "if len(scores) <= FEW:"): {
        "len(scores) <= FEW  ->  len(scores) < FEW": LONGER,
    },
    ("fit/posterior", "above = self.weights > 0"): {
        "self.weights > 0  ->  self.weights >= 0": "what has no weight adds the same to all",
    },
    ("fit/posterior", "counts = level > best - NEGLIGIBLE"): {
        "level > best - NEGLIGIBLE  ->  level >= best - NEGLIGIBLE": ONE_POINT,
    },
    ("fit/posterior", "high = np.nanmin(np.where(direction < 0, ends, np.inf), axis=1)"): {
        "direction < 0  ->  direction <= 0": NOT_TAKEN,
    },
    ("fit/posterior", "tried /= tried.sum(axis=1, keepdims=True)"): {
        "tried /= tried.sum(axis=1, keepdims=True)  ->  tried *= "
        "tried.sum(axis=1, keepdims=True)": SUM_1,
    },
    ("fit/posterior", "above = found >= height[left]"): {
        "found >= height[left]  ->  found > height[left]": ONE_POINT,
    },
    ("fit/posterior", "low[missed] = np.where(move < 0, move, low[missed])"): {
        "move < 0  ->  move <= 0": ONE_POINT,
    },
    ("fit/posterior", "high[missed] = np.where(move < 0, high[missed], move)"): {
        "move < 0  ->  move <= 0": ONE_POINT,
        "0  ->  1": LONGER,
    },
    (
        "smaa/rank_counts",
        "pairs = t * (t - 1) // 2  # of which each that is not level adds 1 to its draw",
    ): {
        "t - 1  ->  t + 1": LONGER,
        "t * (t - 1) // 2  ->  t * (t - 1) * 2": LONGER,
    },
    ("smaa/rank_counts", "if (np.add.reduce(better, axis=0, dtype=np.uint16) < pairs).any():"): {
        "np.add.reduce(better, axis=0, dtype=np.uint16) < pairs  ->  "
        "np.add.reduce(better, axis=0, dtype=np.uint16) <= pairs": LONGER,
    },
    ("smaa/rank_counts", "starts = np.flatnonzero(np.diff(codes, prepend=-1))"): {
        "1  ->  2": "any number below 0 is none of them",
    },
    ("smaa/wide_blocks", "if processes.width() == 1 or len(some) == 1:"): {
        "processes.width() == 1  ->  processes.width() != 1": WHO_DOES,
        "1  ->  2": WHO_DOES,
        "if processes.width() == 1 or len(some) == 1:  ->  if not "
        "(processes.width() == 1 or len(some) == 1):": WHO_DOES,
        "processes.width() == 1 or len(some) == 1  ->  processes.width() == 1 "
        "and len(some) == 1": WHO_DOES,
        "len(some) == 1  ->  len(some) != 1": WHO_DOES,
    },
    ("smaa/wide_blocks", "return SHARED // (a_draw * threads.count())"): {
        "a_draw * threads.count()  ->  a_draw / threads.count()": AT_A_TIME,
        "SHARED // (a_draw * threads.count())  ->  SHARED * (a_draw * threads.count())": AT_A_TIME,
    },
    ("smaa/wide_blocks", "size += -size % PER_WORD"): {
        "size += -size % PER_WORD  ->  size -= -size % PER_WORD": AT_A_TIME,
        "-size  ->  size": AT_A_TIME,
    },
    ("smaa/wide_blocks", "self._rows = max((one.rows for one in self._columns), default=0)"): {
        "0  ->  1": AT_A_TIME,
    },
    ("smaa/wide_blocks", "peers = 0 if problem.scrutiny is None else len(problem.theories)"): {
        "0  ->  1": AT_A_TIME,
        "problem.scrutiny is None  ->  problem.scrutiny is not None": AT_A_TIME,
    },
    ("smaa/wide_blocks", "return 8 * BLOCK * numbers(problem) > WIDE"): {
        "8 * BLOCK * numbers(problem) > WIDE  ->  8 * BLOCK * numbers(problem) >= WIDE": AT_A_TIME,
        "8 * BLOCK * numbers(problem)  ->  8 * BLOCK / numbers(problem)": AT_A_TIME,
        "8 * BLOCK  ->  8 / BLOCK": AT_A_TIME,
        "8  ->  9": AT_A_TIME,
    },
    ("smaa/wide_blocks", "return True"): {
        "True  ->  False": "either is something that was found",
    },
    ("smaa/wide_blocks", "length = block.stop - block.start"): {
        "block.stop - block.start  ->  block.stop + block.start": AT_A_TIME,
    },
    (
        "comparison/concession",
        "hits = _agrees(pair, tried, np.tile(grid, len(sets)), target).reshape(len(sets), -1)",
    ): {
        "1  ->  2": BELOW_0,
    },
    ("scoring/score", "cells = max(len(problem.theories) * len(problem.criteria), 1)"): {
        "1  ->  2": AT_A_TIME,
    },
    ("scoring/score", "chunk = chunk or max(CHUNK, FEW_CELLS // cells)"): {
        "FEW_CELLS // cells  ->  FEW_CELLS * cells": AT_A_TIME,
    },
    ("scoring/score", "chunk = max(1, min(chunk, MOST_CELLS // cells))"): {
        "MOST_CELLS // cells  ->  MOST_CELLS * cells": AT_A_TIME,
        "1  ->  2": AT_A_TIME,
    },
    ("scoring/score", "if n <= chunk and not values:"): {
        "n <= chunk  ->  n < chunk": LONGER,
    },
    ("scoring/subproblem", "if smaller is not problem and len(kept) < KEPT_PARTS:"): {
        "len(kept) < KEPT_PARTS  ->  len(kept) <= KEPT_PARTS": "only how many are kept",
        "smaller is not problem and len(kept) < KEPT_PARTS  ->  smaller is not "
        "problem or len(kept) < KEPT_PARTS": "only how many are kept",
    },
    ("scoring/subproblem", "if len(own) > most:"): {
        "len(own) > most  ->  len(own) >= most": AT_A_TIME,
    },
    ("scoring/scrutiny_sources", "shares[source] = shares.get(source, 0.0) + share * part"): {
        "shares.get(source, 0.0) + share * part  ->  shares.get(source, 0.0) - "
        "share * part": "all of them change their sign, and are divided by their sum",
    },
    ("fit/possible", "start = points[int(np.argmin(totals[:, a] - totals[:, b]))]"): {
        "totals[:, a] - totals[:, b]  ->  totals[:, a] + totals[:, b]": SEARCH,
    },
    ("sampling/streams", "if first % BLOCK + n <= BLOCK:"): {
        "first % BLOCK + n <= BLOCK  ->  first % BLOCK + n < BLOCK": LONGER,
    },
    ("sampling/streams", "raw = self.words(place_of(first), -(-n // PER_WORD))"): {
        "-n // PER_WORD  ->  -n * PER_WORD": "only more words than are looked at",
    },
    ("sampling/streams", "if n <= BLOCK:"): {
        "n <= BLOCK  ->  n < BLOCK": LONGER,
    },
    ("sampling/streams", "return below > 0"): {
        "0  ->  1": "it is 0 or all levels here",
    },
    (
        "sampling/weight_polytope",
        "products = (a * b for a, b in zip(form, weights, strict=True) if a and b)",
    ): {
        "a and b  ->  a or b": LONGER,
    },
    (
        "sampling/weight_polytope",
        "unseen = [Fraction(round(factor * 1e6)) for factor in right[-1].tolist()]",
    ): {
        "1000000.0  ->  1000001.0": "any direction near that does",
    },
    (
        "sampling/weight_polytope",
        "forms=np.array([f for f in kept if f not in units], dtype=np.float64).reshape(-1, n),",
    ): {
        "1  ->  2": BELOW_0,
    },
    ("sampling/weight_polytope", "width = n - int(np.linalg.matrix_rank(equal))"): {
        "n - int(np.linalg.matrix_rank(equal))  ->  n + int(np.linalg.matrix_rank(equal))": CORNERS,
    },
    ("sampling/weight_polytope", "if np.linalg.matrix_rank(spread, tol=1e-9) >= width:"): {
        "np.linalg.matrix_rank(spread, tol=1e-09) >= width  ->  "
        "np.linalg.matrix_rank(spread, tol=1e-09) > width": CORNERS,
        "1e-09  ->  1.000000001": CORNERS,
    },
    (
        "sampling/weight_polytope",
        "corners += [polytope.most(unseen), polytope.most([-factor for factor in unseen])]",
    ): {
        "-factor  ->  factor": "corners lie off every side by now: all directions go on",
    },
    ("sampling/weights", "if not (weights > 0).all():"): {
        "0  ->  1": LONGER,
    },
    ("sampling/weights", "positive = np.flatnonzero(weights > 0)"): {
        "weights > 0  ->  weights >= 0": "what has no weight is drawn as 0, behind all others",
    },
    ("smaa/confidence", "if values is not None and isinstance(method, ValueMethod):"): {
        "values is not None and isinstance(method, ValueMethod)  ->  values is "
        "not None or isinstance(method, ValueMethod)": "one is there where the other is",
    },
    ("smaa/histogram", "if found.size and (found.min() < 0 or found.max() > TOP):"): {
        "found.max() > TOP  ->  found.max() >= TOP": LONGER,
        "found.min() < 0  ->  found.min() <= 0": LONGER,
        "found.size and (found.min() < 0 or found.max() > TOP)  ->  found.size or "
        "(found.min() < 0 or found.max() > TOP)": LONGER,
        "0  ->  1": LONGER,
    },
    ("smaa/rank_counts", "return parts(rows, max(CACHED // max(draws, 1), 1))"): {
        "CACHED // max(draws, 1)  ->  CACHED * max(draws, 1)": AT_A_TIME,
        "1  ->  2": AT_A_TIME,
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
        "most = max(1, MOST_NUMBERS // max(1, base.inputs.judgements[0].size))",
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
    ("portfolio/programmes/choice", "self.low[self.chosen[constraints.lower > 0]] = 1.0"): {
        "0  ->  1": "only slower: what a floor gives a line makes it one of those chosen",
    },
    ("portfolio/programmes/choice", "kept = max(ROUGH_LINES, 3 * (self.constraints.most or 0))"): {
        "0  ->  1": "three lines of one are fewer than are looked at anyway",
        "3  ->  4": ENOUGH,
    },
    (
        "portfolio/programmes/choice",
        "for t, rise, free in ((first, -1.0, 0.0), (second, 1.0, 1.0)):",
    ): {
        "1.0  ->  2.0 (1)": "what binds nothing binds it less",
    },
    ("portfolio/programmes/choice", "taken = answer[self.chosen] > 0.5"): {
        "answer[self.chosen] > 0.5  ->  answer[self.chosen] >= 0.5": WHOLE,
    },
    ("portfolio/programmes/choice", "last = (answer[self.second] > 0.5).tolist()"): {
        "answer[self.second] > 0.5  ->  answer[self.second] >= 0.5": WHOLE,
    },
    ("portfolio/programmes/choice", "if found.value > best:"): {
        "found.value > best  ->  found.value >= best": "two that are worth the same: either does",
    },
    (
        "portfolio/programmes/choice",
        'options = {**_QUICK, "mip_rel_gap": enough / 2, "mip_max_nodes": NODES}',
    ): {"2  ->  3": ENOUGH, "enough / 2  ->  enough * 2": ENOUGH},
    (
        "portfolio/programmes/choice",
        "if constraints.smallest is not None and constraints.smallest[t] > 0:",
    ): {"constraints.smallest[t] > 0  ->  constraints.smallest[t] >= 0": LONGER},
    ("portfolio/programmes/choice", "if bound - best <= enough * max(abs(best), 1.0):"): {
        "enough * max(abs(best), 1.0)  ->  enough / max(abs(best), 1.0)": LONGER,
        "bound - best <= enough * max(abs(best), 1.0)  ->  "
        "bound - best < enough * max(abs(best), 1.0)": ONE_POINT,
        "1.0  ->  2.0": ENOUGH,
        "bound - best  ->  bound + best": LONGER,
    },
    (
        "portfolio/programmes/choice",
        "if constraints.smallest is not None "
        "and (split < constraints.smallest - SAME)[given].any():",
    ): {
        "split < constraints.smallest - SAME  ->  split <= constraints.smallest - SAME": ONE_POINT,
    },
    (
        "portfolio/programmes/choice",
        "return [pair for pair in preferences.acting "
        "if pair.strength < 0 and pair.smaller is None]",
    ): {"pair.strength < 0  ->  pair.strength <= 0": LONGER},
    ("portfolio/commitments", "cost=cost if cost > NOTHING else 0.0,"): {
        "cost > NOTHING  ->  cost >= NOTHING": ONE_POINT,
    },
    ("portfolio/compromise", "return np.asarray(self.best - self.dictator > ALIKE)"): {
        "self.best - self.dictator > ALIKE  ->  self.best - self.dictator >= ALIKE": ONE_POINT,
    },
    ("portfolio/compromise", "safe = np.where(self.minds, self.best - self.dictator, 1.0)"): {
        "1.0  ->  2.0": NOT_DIVIDED,
    },
    ("portfolio/compromise", "row[least] = 1.0"): {
        "1.0  ->  2.0": "only the unit of what is made largest",
    },
    (
        "portfolio/compromise",
        "programme = Programme(self.constraints, self.views, extra=1, say=self.say)",
    ): {"1  ->  2": UNUSED},
    ("portfolio/compromise", "row[self.logs[place]] = 1.0"): {
        "1.0  ->  2.0": "all logarithms are halved alike",
    },
    ("portfolio/compromise", "goal[least] = 1.0"): {
        "1.0  ->  2.0": "only the unit of what is made largest",
    },
    (
        "portfolio/compromise",
        "return Worldviews(favourites, dict.fromkeys(RULES, favourites[0]), dictator, best)",
    ): {"0  ->  1": "nobody minds whose favourite it is"},
    ("portfolio/compromise", "if answer[self.logs[place]] - np.log(u) > _LOG_ERROR:"): {
        "answer[self.logs[place]] - np.log(u) > _LOG_ERROR  ->  "
        "answer[self.logs[place]] - np.log(u) >= _LOG_ERROR": ONE_POINT,
    },
    (
        "portfolio/compromise",
        "self.rows.add(used, row[used], float(np.log(at)) - 1.0 + constant / at)",
    ): {
        "float(np.log(at)) - 1.0  ->  float(np.log(at)) + 1.0": "all logarithms rise alike",
        "1.0  ->  2.0": "all logarithms rise alike",
    },
    (
        "portfolio/programmes/cutting_planes",
        "self.low[self.downside(k)] = self.high[self.downside(k)] = 0.0",
    ): {"0.0  ->  1.0": TIMES_0},
    (
        "portfolio/programmes/cutting_planes",
        "lines = np.flatnonzero(~preferences.harmful & (self.constraints.upper > 0))",
    ): {"self.constraints.upper > 0  ->  self.constraints.upper >= 0": LONGER},
    (
        "portfolio/programmes/cutting_planes",
        "return sorted({(below + at) / 2, at, (at + above) / 2})",
    ): {
        "2  ->  3": TANGENTS,
        "(at + above) / 2  ->  (at + above) * 2": TANGENTS,
        "(below + at) / 2  ->  (below + at) * 2": TANGENTS,
    },
    (
        "portfolio/programmes/cutting_planes",
        "below = max((p for p in points if p < at), default=at)",
    ): {
        "p < at  ->  p <= at": LONGER,
    },
    ("portfolio/programmes/cutting_planes", "if spent > 0:"): {"spent > 0  ->  spent >= 0": LONGER},
    (
        "portfolio/programmes/cutting_planes",
        "above = min((p for p in points if p > at), default=at)",
    ): {
        "p > at  ->  p >= at": LONGER,
    },
    ("portfolio/cvar", "tied = np.abs(outcomes - edge) <= LEVEL"): {
        "np.abs(outcomes - edge) <= LEVEL  ->  np.abs(outcomes - edge) < LEVEL": ONE_POINT,
    },
    ("portfolio/cvar", "left = tail - chances[outcomes < edge - LEVEL].sum()"): {
        "outcomes < edge - LEVEL  ->  outcomes <= edge - LEVEL": ONE_POINT,
    },
    (
        "portfolio/programmes/cutting_planes",
        "if answer[self.downside(k)] - weights @ outcomes > self.cut_error:",
    ): {
        "answer[self.downside(k)] - weights @ outcomes > self.cut_error  ->  "
        "answer[self.downside(k)] - weights @ outcomes >= self.cut_error": ONE_POINT,
    },
    ("portfolio/equal_shares", "if np.abs(found - before).max() < NEAR:"): {
        "np.abs(found - before).max() < NEAR  ->  np.abs(found - before).max() <= NEAR": ONE_POINT,
        "found - before  ->  found + before": LONGER,
    },
    (
        "portfolio/equal_shares",
        "steps = [np.zeros_like(found) for _ in range(len(constraints.limits) + 1)]",
    ): {"1  ->  2": UNUSED},
    ("portfolio/equal_shares", "for _ in range(100):"): {
        "100  ->  101": "halved to the last bit before",
    },
    (
        "portfolio/equal_shares",
        "if np.clip(split + level, lower, upper).sum() < whole:",
    ): {
        "np.clip(split + level, lower, upper).sum() < whole  ->  "
        "np.clip(split + level, lower, upper).sum() <= whole": "the same within the bounds",
    },
    (
        "portfolio/programmes/infeasible",
        'demands += [("cap", int(t)) for t in '
        "np.flatnonzero(constraints.upper < constraints.budget)]",
    ): {
        "constraints.upper < constraints.budget  ->  "
        "constraints.upper <= constraints.budget": SAID_TWICE,
    },
    (
        "portfolio/programmes/infeasible",
        'demands += [("floor", int(t)) for t in np.flatnonzero(constraints.lower > 0)]',
    ): {"constraints.lower > 0  ->  constraints.lower >= 0": LONGER},
    (
        "portfolio/programmes/infeasible",
        'demands += [("grant", int(t)) for t in np.flatnonzero(constraints.smallest > 0)]',
    ): {"constraints.smallest > 0  ->  constraints.smallest >= 0": LONGER},
    (
        "portfolio/programmes/infeasible",
        "large = max(10.0 * constraints.budget, float(constraints.lower.sum()) + 1.0)",
    ): {
        "10.0  ->  11.0": "more than anything that is asked for, either way",
        "1.0  ->  2.0": "more than anything that is asked for, either way",
    },
    (
        "portfolio/programmes/infeasible",
        "rows.add(lines + t, np.ones(t), float(constraints.most or 0))",
    ): {
        "0  ->  1": "there is a number of lines, and it is not 0",
    },
    (
        "portfolio/programmes/infeasible",
        "Solver(np.zeros(2 * t), low, high, rows, whole if counted else None).solve()",
    ): {"2  ->  3": UNUSED},
    ("portfolio/programmes/linear_programme", "self._forgotten = 0  # entries"): {
        "0  ->  1": "entries may be counted from any number on",
    },
    (
        "portfolio/programmes/linear_programme",
        "starts = [*self._starts[known : known + 1], self._forgotten + len(self._columns)]",
    ): {"1  ->  2": "only the first is looked at"},
    ("portfolio/programmes/linear_programme", "n, none = len(goal), np.zeros(0)"): {
        "0  ->  1": UNUSED
    },
    (
        "portfolio/programmes/infeasible",
        'counted = any(kind in ("most", "grant") for kind, _ in kept)',
    ): {
        "kind in ('most', 'grant')  ->  kind not in ('most', 'grant')": LONGER,
    },
    ("portfolio/one_first", "if part > split[t] + NEAR and part >= smallest - NEAR:"): {
        "part > split[t] + NEAR  ->  part >= split[t] + NEAR": ONE_POINT,
        "part >= smallest - NEAR  ->  part > smallest - NEAR": ONE_POINT,
    },
    (
        "portfolio/outcome",
        "crowded = [g for g, who in enumerate(members) if effort[who].sum() > most[g] + _ROUNDING]",
    ): {
        "effort[who].sum() > most[g] + _ROUNDING  ->  "
        "effort[who].sum() >= most[g] + _ROUNDING": ONE_POINT,
        "most[g] + _ROUNDING  ->  most[g] - _ROUNDING": LONGER,
    },
    ("portfolio/rebalancing", "wanting = np.flatnonzero(target - today > LEAST).tolist()"): {
        "target - today > LEAST  ->  target - today >= LEAST": ONE_POINT,
    },
    ("portfolio/rebalancing", "if to is None and taken.sum() <= LEAST:"): {
        "taken.sum() <= LEAST  ->  taken.sum() < LEAST": ONE_POINT,
    },
    ("portfolio/rebalancing", "if source != to and part > 0:"): {
        "source != to and part > 0  ->  source != to or part > 0": "of either nothing is moved",
        "part > 0  ->  part >= 0": "of either nothing is moved",
    },
    (
        "portfolio/solve",
        "tuple((t in pair.members, pair.smaller == t) for pair in preferences.acting),",
    ): {
        "t in pair.members  ->  t not in pair.members": "tells the same lines from one another",
        "pair.smaller == t  ->  pair.smaller != t": "tells the same lines from one another",
    },
    (
        "portfolio/solve",
        "fits = all(limit.coefficients @ grown <= limit.most + FITS "
        "for limit in constraints.limits)",
    ): {
        "limit.coefficients @ grown <= limit.most + FITS  ->  "
        "limit.coefficients @ grown < limit.most + FITS": ONE_POINT,
    },
    (
        "portfolio/solve",
        "if preferences.risk == 0 or not rough:  # else other worths would seldom come back",
    ): {
        "not rough  ->  rough": "only what is kept for another time",
        "0  ->  1": "only what is kept for another time",
        "preferences.risk == 0 or not rough  ->  preferences.risk == 0 and (not rough)": LONGER,
        "preferences.risk == 0  ->  preferences.risk != 0": LONGER,
        "if preferences.risk == 0 or not rough:  ->  if not "
        "(preferences.risk == 0 or not rough):": LONGER,
    },
    ("portfolio/solve", "many = STILL_LIKELY if points else LIKELY"): {
        "STILL_LIKELY if points else LIKELY  ->  STILL_LIKELY if not points else LIKELY": (
            "only which lines are let in first"
        ),
    },
    ("portfolio/solve", "if programme is None or solver is None:"): {
        "solver is None  ->  solver is not None": LONGER,
        "programme is None  ->  programme is not None": LONGER,
        "programme is None or solver is None  ->  programme is None and solver is None": (
            "one is there where the other is"
        ),
    },
    (
        "portfolio/solve",
        "found = np.where((whole < NOTHING) & (constraints.lower <= 0), 0.0, whole)",
    ): {"whole < NOTHING  ->  whole <= NOTHING": ONE_POINT},
    (
        "portfolio/solve",
        "best = sorted(members, key=lambda t: (-preferences.mean[t], t))",
    ): {"-preferences.mean[t]  ->  preferences.mean[t]": "only which lines are let in first"},
    (
        "portfolio/solve",
        "if preferences.risk > 0 or constraints.least_return is not None:",
    ): {"preferences.risk > 0  ->  preferences.risk >= 0": LONGER},
    ("portfolio/solve", "found = (constraints.lower > 0) | np.isin("): {
        "constraints.lower > 0  ->  constraints.lower >= 0": LONGER,
    },
    (
        "portfolio/solve",
        "missed = ~tried & (constraints.upper > 0) & (short <= 0)",
    ): {
        "0  ->  1 (2)": "lets in more lines, which get nothing",
        "constraints.upper > 0  ->  constraints.upper >= 0": LONGER,
    },
    ("portfolio/solve", "tuple(t in group.members for group in preferences.groups),"): {
        "t in group.members  ->  t not in group.members": "tells the same lines from one another",
    },
    ("portfolio/interchangeable", "preferences.worth[0],"): {
        "0  ->  1": "only which lines are compared in all scenarios",
    },
    (
        "portfolio/interchangeable",
        "alike = [same for some in near if len(some) > 1 "
        "for same in _alike(some, preferences.worth)]",
    ): {"len(some) > 1  ->  len(some) >= 1": "one alone has one share"},
    (
        "portfolio/interchangeable",
        "return [tuple(some) for some in alike if np.ptp(shares[some]) > least]",
    ): {"np.ptp(shares[some]) > least  ->  np.ptp(shares[some]) >= least": ONE_POINT},
    ("portfolio/solve", "if len(found) < MANY:"): {
        "len(found) < MANY  ->  len(found) <= MANY": "only which lines are let in first",
    },
    ("portfolio/solve", "found |= limit.coefficients < 0  # it may be needed for a floor"): {
        "limit.coefficients < 0  ->  limit.coefficients <= 0": LONGER,
        "0  ->  1": LONGER,
    },
    (
        "voi/batches",
        "without = estimate(*means) if k > 1 else np.full((*found.shape, 1), np.nan)",
    ): {"1  ->  2 (2)": UNUSED, "k > 1  ->  k >= 1": "no number either way"},
    ("voi/batches", "edges = np.arange(BATCHES + 1) * size // BATCHES"): {"1  ->  2": UNUSED},
    (
        "voi/batches",
        "return found, np.asarray(np.sqrt((off**2).sum(axis=-1) * max(k - 1, 1) / max(k, 1)))",
    ): {"1  ->  2 (4)": "no number where there is one batch"},
    (
        "voi/batches",
        "return mean, np.asarray(np.where(k > 1, spread / whole, np.nan))",
    ): {"k > 1  ->  k >= 1": "no number either way"},
    ("voi/batches", "if cells <= FEW_CELLS:"): {
        "cells <= FEW_CELLS  ->  cells < FEW_CELLS": AT_A_TIME,
    },
    ("voi/batches", "return 2 * PIECES"): {"2  ->  3": AT_A_TIME},
    ("voi/batches", "fit = MOST_CELLS * BATCHES // (BLOCK * cells)"): {
        "MOST_CELLS * BATCHES  ->  MOST_CELLS / BATCHES": AT_A_TIME,
        "BLOCK * cells  ->  BLOCK / cells": AT_A_TIME,
        "MOST_CELLS * BATCHES // (BLOCK * cells)  ->  "
        "MOST_CELLS * BATCHES * (BLOCK * cells)": AT_A_TIME,
    },
    ("voi/batches", "return min(max(fit, 1), PIECES)"): {"1  ->  2": AT_A_TIME},
    ("voi/argument_worths", "some = slice(i, i + 1)"): {"1  ->  2": UNUSED},
    ("voi/best_few", "for _ in range(STEPS if turning else 0):"): {"0  ->  1": LONGER},
    ("voi/best_few", "yield float(shares @ here), float(shares @ (here > NEAR))"): {
        "here > NEAR  ->  here >= NEAR": ONE_POINT,
    },
    ("voi/incremental", "cells = len(problem.theories) * len(problem.criteria)"): {
        "len(problem.theories) * len(problem.criteria)  ->  "
        "len(problem.theories) / len(problem.criteria)": AT_A_TIME,
    },
    ("voi/propagation", "recomputed = np.union1d(met[times > 1], borrowing)"): {
        "times > 1  ->  times >= 1": LONGER,
    },
    ("voi/propagation", "changed.reshape(-1)[cells] = True"): {"1  ->  2": BELOW_0},
    ("voi/propagation", "return changed.reshape(-1), steps"): {"1  ->  2": BELOW_0},
    ("voi/propagation", "row = np.full(len(problem.theories), -1)"): {
        "1  ->  2": "any place below 0 stands for none",
    },
    ("scoring/methods/preferences", "found = np.where(size > SAME, 1.0, 0.0)"): {
        "size > SAME  ->  size >= SAME": ONE_POINT,
    },
    ("voi/one_number", "if not np.ptp(drawn, axis=0).any():"): {"0  ->  1": LONGER},
    ("scoring/methods/preferences", "found = np.where(size > q + SAME, 1.0, 0.0)"): {
        "size > q + SAME  ->  size >= q + SAME": ONE_POINT,
    },
    (
        "scoring/methods/preferences",
        "found = 0.5 * (size > q + SAME) + 0.5 * (size > p + SAME)",
    ): {
        "size > p + SAME  ->  size >= p + SAME": ONE_POINT,
        "size > q + SAME  ->  size >= q + SAME": ONE_POINT,
    },
    (
        "scoring/methods/preferences",
        "found = -np.expm1(-(size**2) / (2.0 * preference.s**2))",
    ): {
        "-np.expm1(-size ** 2 / (2.0 * preference.s ** 2))  ->  "
        "np.expm1(-size ** 2 / (2.0 * preference.s ** 2))": "the sign is that of the difference",
    },
    ("scoring/methods/preferences", 'case "v-shape" | "linear" if p - q > SAME:'): {
        "p - q > SAME  ->  p - q >= SAME": ONE_POINT,
    },
    ("scoring/methods/preferences", 'case "gaussian" if preference.s > SAME:'): {
        "preference.s > SAME  ->  preference.s >= SAME": ONE_POINT,
    },
    ("voi/best_few", "return np.array(found).reshape(-1, 2)"): {"1  ->  2": BELOW_0},
    (
        "voi/best_few",
        "moved = self._gains_at(cells * 2, np.concatenate([low, high])).reshape(2, -1).T > NEAR",
    ): {
        "1  ->  2": BELOW_0,
        "self._gains_at(cells * 2, np.concatenate([low, high])).reshape(2, -1).T > NEAR  ->  "
        "self._gains_at(cells * 2, np.concatenate([low, high])).reshape(2, -1).T >= NEAR": (
            ONE_POINT
        ),
    },
    (
        "voi/evppi",
        "rise = (score - base.totals[self.theory]) * (1.0 - 2.0 * sound)",
    ): {
        "(score - base.totals[self.theory]) * (1.0 - 2.0 * sound)  ->  "
        "(score - base.totals[self.theory]) / (1.0 - 2.0 * sound)": "by 1 or by -1",
    },
    (
        "voi/evppi",
        "n, size = len(self.credence), max(MOST // max(self.first.size, 1), LEAST)",
    ): {
        "MOST // max(self.first.size, 1)  ->  MOST * max(self.first.size, 1)": AT_A_TIME,
        "1  ->  2": AT_A_TIME,
    },
    (
        "voi/evppi",
        "return np.where(found > 1e-12 * np.maximum(1.0, square), found, np.nan)",
    ): {
        "1.0  ->  2.0": "only how little of a variance is taken for rounding",
        "found > 1e-12 * np.maximum(1.0, square)  ->  "
        "found >= 1e-12 * np.maximum(1.0, square)": ONE_POINT,
    },
    ("voi/evppi", "ends = [i * n // count for i in range(count + 1)]"): {
        "1  ->  2": UNUSED,
        "i * n // count  ->  i * n * count": AT_A_TIME,
    },
    ("voi/best_few", "size = max(1, MOST_CELLS // max(cells, 1))"): {
        "MOST_CELLS // max(cells, 1)  ->  MOST_CELLS * max(cells, 1)": AT_A_TIME,
        "1  ->  2": AT_A_TIME,
    },
    ("voi/best_few", "there = self._gains_at(turning, middle) > NEAR"): {
        "self._gains_at(turning, middle) > NEAR  ->  "
        "self._gains_at(turning, middle) >= NEAR": ONE_POINT,
    },
    (
        "voi/regression/evppi_groups",
        "few = {g: len(own) for g, own in enumerate(kept) if 0 < len(own) <= MOST_BENT}",
    ): {"0 < len(own) <= MOST_BENT  ->  0 <= len(own) <= MOST_BENT": LONGER},
    (
        "voi/regression/basis",
        "np.array(list(pairs), dtype=np.int64).reshape(-1, 2).T,",
    ): {"1  ->  2": BELOW_0},
    (
        "voi/factored_draws",
        "return flat.reshape(-1, self.width, flat.shape[-1]).transpose(2, 0, 1)",
    ): {
        "1  ->  2": BELOW_0,
        "-1  ->  1 (2)": "its last axis is its second",
    },
    ("voi/factored_draws", "return cells.reshape(-1, cells.shape[-1])"): {
        "1  ->  2": BELOW_0,
    },
    ("voi/one_number", "and self._totals[self._best_first[0]] == highest"): {
        "0  ->  1": LONGER,
    },
    (
        "voi/propagation",
        "new = [a for a in answered.tolist() if a not in found and not problem.settled[a]]",
    ): {
        "a not in found and (not problem.settled[a])  ->  "
        "a not in found or not problem.settled[a]": LONGER,
    },
    ("voi/one_number", "gains: list[Floats] = [np.zeros(0)] * len(parameters)"): {
        "0  ->  1": UNUSED
    },
    ("voi/one_number", "if found is None or whole <= 1e-12:"): {
        "whole <= 1e-12  ->  whole < 1e-12": ONE_POINT,
    },
    ("voi/regret", "spread = np.maximum(square - mean**2, 0.0)"): {
        "square - mean ** 2  ->  square + mean ** 2": CENTRED,
        "2  ->  3": CENTRED,
    },
    ("voi/regret", "if len(rows) > 1 and known & labels:"): {
        "known & labels  ->  known | labels": LONGER,
        "len(rows) > 1  ->  len(rows) >= 1": LONGER,
        "len(rows) > 1 and known & labels  ->  len(rows) > 1 or known & labels": LONGER,
    },
    ("voi/regret", "return np.asarray(np.divide(spread, whole, out=out, where=whole > 1e-12))"): {
        "whole > 1e-12  ->  whole >= 1e-12": ONE_POINT,
    },
    ("voi/propagation", "wanted = np.zeros(len(joint_hits(problem).pulls) + 1, dtype=bool)"): {
        "1  ->  2": UNUSED,
    },
    ("voi/regret", "return np.asarray(np.divide(tau2, whole, out=out, where=whole > 1e-12))"): {
        "whole > 1e-12  ->  whole >= 1e-12": ONE_POINT,
    },
    ("voi/regret", "leads -= leads.mean(axis=1, keepdims=True)"): {
        "leads -= leads.mean(axis=1, keepdims=True)  ->  "
        "leads += leads.mean(axis=1, keepdims=True)": "variances do not hang on where leads begin",
    },
    (
        "comparison/aligned",
        "return np.concatenate([field.reshape(len(field), -1).T for field in fields])",
    ): {
        "1  ->  2": BELOW_0,
    },
    ("comparison/concession", "off = on - 1.0 / STEPS"): {
        "1.0 / STEPS  ->  1.0 * STEPS": "only where halving begins",
        "1.0  ->  2.0": "only where halving begins",
    },
    (
        "comparison/rank_aggregation",
        'return [int(i) for i in np.argsort(-np.round(borda(prefers), 9), kind="stable")]',
    ): {
        "9  ->  10": "only what is level stays so",
    },
    (
        "comparison/rubric_batch",
        "found.append(score(one.problem, agreed, one.rows).key.reshape(k, q, m, -1))",
    ): {
        "1  ->  2": BELOW_0,
    },
    (
        "elicitation/question_value",
        "return np.asarray(np.sort(scores, axis=1) @ (2.0 * np.arange(n) - n + 1.0))",
    ): {
        "2.0 * np.arange(n) - n  ->  2.0 * np.arange(n) + n": CANCELS,
        "2.0 * np.arange(n) - n + 1.0  ->  2.0 * np.arange(n) - n - 1.0": CANCELS,
        "1.0  ->  2.0": CANCELS,
    },
    (
        "elicitation/weights",
        "return sorted(found, key=lambda triple: (-round(triple[0], 9), triple[1]))",
    ): {"9  ->  10": "only what is level stays so"},
    ("elicitation/weights", "descending = (places.max() + 1 - places).astype(np.float64)"): {
        "1  ->  2": "only their order counts",
    },
    ("elicitation/weights", "power = matrix / matrix.sum()"): {
        "matrix / matrix.sum()  ->  matrix * matrix.sum()": "only the unit of what is squared",
    },
    ("fit/landscape", "tried = np.tile(point, (len(moving) + 1, 1))"): {
        "1  ->  2 (2)": UNUSED,
    },
    ("fit/least_change", "widest = seek(landscape, demands, Goal(widest=True), starts[-1])"): {
        "True  ->  False": SEARCH,
    },
    ("fit/possible", "n = landscape.totals(points[:1]).shape[1]"): {
        "1  ->  2 (1)": UNUSED,
    },
    ("fit/posterior", "if found.effective >= ENOUGH or not prior.has_density:"): {
        "found.effective >= ENOUGH  ->  found.effective > ENOUGH": ONE_POINT,
    },
    ("fit/posterior", "drawn, here = prior.draw(seed, 0), noise"): {
        "0  ->  1": "another block of draws of the same law",
    },
    ("fit/posterior", "if 1.0 / (now**2).sum() >= FEWEST:"): {
        "1.0 / (now ** 2).sum() >= FEWEST  ->  1.0 / (now ** 2).sum() > FEWEST": ONE_POINT,
        "1.0  ->  2.0": SEARCH,
        "2  ->  3": SEARCH,
    },
    ("fit/posterior", "here *= 2.0"): {
        "2.0  ->  3.0": SEARCH,
    },
    ("fit/posterior", "lower = max(noise, here / 2.0)"): {
        "2.0  ->  3.0": SEARCH,
    },
    ("fit/posterior", "more = fit(weights, lower) - fit(weights, here)"): {
        "fit(weights, lower) - fit(weights, here)  ->  fit(weights, lower) "
        "+ fit(weights, here)": "only which chains go on: where they began is forgotten",
    },
    ("fit/posterior", "spread = spread + 1e-3 * _plain_directions(len(starts), free, generator)"): {
        "spread + 0.001 * _plain_directions(len(starts), free, generator)  "
        "->  spread - 0.001 * _plain_directions(len(starts), free, "
        "generator)": ANY_WAY,
        "0.001  ->  1.001": ANY_WAY,
    },
    ("fit/posterior", 'np.einsum("k,kc->c", lots, spread)'): {
        "np.einsum('k,kc->c', lots, spread) if step % 3 else "
        "_plain_directions(1, free, generator)[0]  ->  "
        "np.einsum('k,kc->c', lots, spread) if not step % 3 else "
        "_plain_directions(1, free, generator)[0]": ANY_WAY,
    },
    ("fit/posterior", "if step % 3"): {
        "3  ->  4": ANY_WAY,
    },
    ("fit/posterior", "else _plain_directions(1, free, generator)[0]"): {
        "1  ->  2": ANY_WAY,
    },
    ("fit/posterior", "low = np.nanmax(np.where(direction > 0, ends, -np.inf), axis=1)"): {
        "direction > 0  ->  direction >= 0": NOT_TAKEN,
    },
    ("fit/programme", "self.constant += value - float(slopes @ self.here[self.used])"): {
        "self.constant += value - float(slopes @ self.here[self.used])  "
        "->  self.constant -= value - float(slopes @ self.here[self.used])": LONGER,
    },
    ("sensitivity/breakeven", "ways = np.arange(1, STEPS + 1) / STEPS"): {
        "1  ->  2 (1)": SEARCH,
    },
    (
        "sensitivity/counterfactual",
        "np.stack([np.maximum(0.0, there - radius), np.minimum(1.0, there + radius)], 1),",
    ): {
        "1.0  ->  2.0": "what is found is cut off at 1",
    },
    ("sensitivity/counterfactual", "point[used] = np.clip(found.x[:n], 0.0, 1.0)"): {
        "1.0  ->  2.0": "the solver keeps to its bounds",
    },
    ("sensitivity/potential_optimality", "b_ub=np.r_[np.full(lines, -lead), now, -now],"): {
        "-now  ->  now": "as much is added to weights as is taken from others",
    },
    (
        "sensitivity/scrutiny_breakeven",
        "low, high, ahead, behind = 0.0, 1.0, lead(0.0), lead(1.0)",
    ): {
        "1.0  ->  2.0 (1)": SEARCH,
    },
    ("sensitivity/sobol", "rows = values.reshape(-1, values.shape[-1])"): {
        "1  ->  2 (1)": BELOW_0,
    },
    ("sensitivity/sobol", "return np.asarray(found.reshape(-1, *values.shape[:-1]))"): {
        "1  ->  2 (1)": BELOW_0,
    },
    ("comparison/aligned", "found, start, rows = [], 0, np.zeros(0, dtype=np.int64)"): {
        "0  ->  1 (2)": "replaced by what each rubric says, and there are two at least",
    },
    ("comparison/decomposition", "whole = float(kendall_distance(signs[:1], signs[1:])[0, 0])"): {
        "1  ->  2 (1)": UNUSED,
    },
    ("voi/regression/sparse_regression", "found.flat[:: len(found) + 1] += RIDGE"): {
        "found.flat[::len(found) + 1] += RIDGE  ->  found.flat[::len(found) + "
        "1] -= RIDGE": "a hair's breadth off singular, on either side",
    },
    ("voi/one_number", "if not self._any_gated and not felt.gated.any():"): {
        "not self._any_gated  ->  self._any_gated": LONGER,
    },
    ("portfolio/programmes/cutting_planes", "if preferences.risk > 0:"): {
        "preferences.risk > 0  ->  preferences.risk >= 0": TIMES_0,
    },
    (
        "portfolio/programmes/cutting_planes",
        "places = np.flatnonzero(over > self.tangent_error).tolist()",
    ): {
        "over > self.tangent_error  ->  over >= self.tangent_error": ONE_POINT,
    },
    (
        "portfolio/programmes/cutting_planes",
        "some = in_order[max(above - NEAREST, 0) : above + NEAREST]",
    ): {
        "0  ->  1": TANGENTS,
    },
    (
        "portfolio/programmes/cutting_planes",
        "first[key] = known | {p * half_return for p in (_FEW if known else _SPREAD)}",
    ): {
        "p * half_return  ->  p / half_return": TANGENTS,
        "_FEW if known else _SPREAD  ->  _FEW if not known else _SPREAD": TANGENTS,
    },
    (
        "portfolio/programmes/cutting_planes",
        "near = sorted([(abs(at - spent), at) for at in some])",
    ): {
        "at - spent  ->  at + spent": TANGENTS,
    },
    ("portfolio/cvar", "most = len(outcomes) - 1"): {
        "1  ->  2": LONGER,
    },
    ("portfolio/cvar", "some = int(1.25 * tail * most) if most > FEW else most"): {
        "most > FEW  ->  most >= FEW": LONGER,
        "1.25  ->  2.25": LONGER,
        "1.25 * tail  ->  1.25 / tail": LONGER,
    },
    ("portfolio/cvar", "worst = np.flatnonzero(outcomes <= np.partition(outcomes, some)[some])"): {
        "outcomes <= np.partition(outcomes, some)[some]  ->  outcomes < "
        "np.partition(outcomes, some)[some]": LONGER,
    },
    ("portfolio/cvar", "if chances[worst].sum() > tail + LEVEL:"): {
        "chances[worst].sum() > tail + LEVEL  ->  chances[worst].sum() >= tail + LEVEL": ONE_POINT,
        "tail + LEVEL  ->  tail - LEVEL": ROUNDED,
    },
    ("portfolio/cvar", "some *= 2"): {
        "2  ->  3": LONGER,
    },
    ("portfolio/programmes/linear_programme", "if len(self.rows.most) > self.done:"): {
        "len(self.rows.most) > self.done  ->  len(self.rows.most) >= self.done": LONGER,
    },
    (
        "scoring/methods/promethee",
        "and min(abs(leaving[a] - leaving[b]), abs(entering[a] - entering[b])) > SAME",
    ): {
        "min(abs(leaving[a] - leaving[b]), abs(entering[a] - entering[b])) > SAME  ->  "
        "min(abs(leaving[a] - leaving[b]), abs(entering[a] - entering[b])) >= SAME": ONE_POINT,
    },
    (
        "scoring/methods/promethee",
        "if (leaving[a] - leaving[b]) * (entering[a] - entering[b]) > 0",
    ): {
        "(leaving[a] - leaving[b]) * (entering[a] - entering[b]) > 0  ->  (leaving[a] "
        "- leaving[b]) * (entering[a] - entering[b]) >= 0": "the next line says so",
    },
    ("scoring/methods/promethee", "if count > MANY and all(map(can_sort, preferences)):"): {
        "count > MANY  ->  count >= MANY": EITHER_WAY,
        "count > MANY and all(map(can_sort, preferences))  ->  count > MANY or "
        "all(map(can_sort, preferences))": EITHER_WAY,
        "if count > MANY and all(map(can_sort, preferences)):  ->  if not (count > "
        "MANY and all(map(can_sort, preferences))):": EITHER_WAY,
    },
    (
        "scoring/methods/promethee",
        "if gains.shape[1] > MANY and all(map(can_sort, preferences)):",
    ): {
        "gains.shape[1] > MANY  ->  gains.shape[1] >= MANY": EITHER_WAY,
        "1  ->  2": EITHER_WAY,
    },
    ("scoring/methods/sorted_flows", 'case "v-shape" | "linear" if p - q > SAME:'): {
        "p - q > SAME  ->  p - q >= SAME": ONE_POINT,
    },
    (
        "scoring/methods/sorted_flows",
        "for i in np.flatnonzero((np.diff(rows, axis=1) <= far).any(axis=1)):",
    ): {
        "np.diff(rows, axis=1) <= far  ->  np.diff(rows, axis=1) < far": ONE_POINT,
    },
    ("scoring/methods/sorted_flows", "rows = max(AT_ONCE // max(gain.shape[1], 1), 1)"): {
        "1  ->  2 (3)": AT_A_TIME,
        "1  ->  2 (2)": AT_A_TIME,
        "AT_ONCE // max(gain.shape[1], 1)  ->  AT_ONCE * max(gain.shape[1], 1)": AT_A_TIME,
    },
    ("scoring/contributions", "nodes, weights = gauss_legendre((size + 1) // 2)"): {
        "(size + 1) // 2  ->  (size + 1) * 2": NODES,
        "1  ->  2": NODES,
    },
    (
        "scoring/contributions",
        "np.divide(at_argued - at_base, shift, out=slope, where=np.abs(shift) > _SAME)",
    ): {
        "np.abs(shift) > _SAME  ->  np.abs(shift) >= _SAME": ONE_POINT,
    },
    ("scoring/contributions", "if len(rows) > len(wanted) or (rows != wanted).any():"): {
        "len(rows) > len(wanted)  ->  len(rows) >= len(wanted)": LONGER,
    },
    (
        "scoring/contributions",
        "np.add.at(found.reshape(-1), place[told], self.distance[mine[told]])",
    ): {
        "1  ->  2": BELOW_0,
    },
    ("scoring/contributions", "taken = np.empty((len(hits.pulls), 1))"): {
        "1  ->  2": UNUSED,
    },
    (
        "scoring/contributions",
        "side = (hits.theory * len(problem.criteria) + hits.criterion) * 2 + hits.raises",
    ): {
        "2  ->  3": "no two sides have one number in either way",
    },
    ("scoring/contributions", "starts = np.flatnonzero(np.diff(side[order], prepend=-1))"): {
        "1  ->  2": "no side has a number below 0",
    },
    (
        "scoring/line_tables",
        "size = max(numbers // max(self.members.shape[1] * pull.shape[1], 1), 1)",
    ): {
        "1  ->  2 (3)": AT_A_TIME,
        "1  ->  2 (4)": AT_A_TIME,
        "numbers // max(self.members.shape[1] * pull.shape[1], 1)  ->  numbers * "
        "max(self.members.shape[1] * pull.shape[1], 1)": AT_A_TIME,
    },
    ("scoring/line_tables", "wide = max(int((table < len(pull) - 1).sum(axis=1).max()), 1)"): {
        "table < len(pull) - 1  ->  table <= len(pull) - 1": FILLED_UP,
        "len(pull) - 1  ->  len(pull) + 1": FILLED_UP,
        "1  ->  2 (3)": FILLED_UP,
    },
    (
        "scoring/line_tables",
        "more=tuple((i, member) for i, member in enumerate(members) if len(member) > 1),",
    ): {
        "len(member) > 1  ->  len(member) >= 1": LONGER,
    },
    (
        "scoring/line_tables",
        "found = np.full((len(rows), max(map(len, rows), default=0)), none, dtype=np.int64)",
    ): {
        "0  ->  1": UNUSED,
    },
    ("scoring/scrutiny", "found = np.full(self.theories + 1, len(self.peers))"): {
        "1  ->  2": UNUSED,
    },
    ("scoring/scrutiny", "for theory in np.flatnonzero(scrutiny.examined < 1.0).tolist():"): {
        "scrutiny.examined < 1.0  ->  scrutiny.examined <= 1.0": EXAMINED,
        "1.0  ->  2.0": EXAMINED,
    },
    (
        "scoring/scrutiny",
        "made = np.zeros((len(problem.criteria), hits.point.max(initial=0) + 1), dtype=bool)",
    ): {
        "0  ->  1": UNUSED,
        "1  ->  2": UNUSED,
    },
    ("scoring/shared_sides", "chain.insert(0, kept[-1][1])"): {
        "0  ->  1": "which of two factors goes first changes no bit of a product",
    },
    ("scoring/shared_sides", "some = slice(until - done + (done > 0))"): {
        "0  ->  1": "a product that is kept has two factors or more",
    },
    (
        "scoring/shared_sides",
        "for own, later in zip(reversed(begins), reversed([*begins, 0][1:]), strict=True):",
    ): {
        "0  ->  1": "what the last side keeps is not looked at",
    },
    (
        "scoring/shared_sides",
        "wanted = (*(n for n in wanted if n < later), later) if later else ()",
    ): {
        "n < later  ->  n <= later": "what is kept twice is alike",
    },
    ("scoring/shared_sides", "keeps.append(tuple(n for n in wanted if n > own))"): {
        "n > own  ->  n >= own": "what is kept twice is alike",
    },
    ("scoring/sides_near", "_grouped(side, 2 * criteria * theories),"): {
        "2  ->  3": UNUSED,
    },
    ("scoring/sides_near", "found = alike.reshape(-1, 1, theories).repeat(draws, axis=1)"): {
        "1  ->  2": BELOW_0,
    },
    (
        "scoring/sides_near",
        "lowered, raised = found.reshape(2, -1, draws, theories).transpose(0, 2, 3, 1)",
    ): {
        "1  ->  2": BELOW_0,
    },
    ("sampling/weight_draws", "return np.asarray(weights > 0, dtype=np.float64)"): {
        "weights > 0  ->  weights >= 0": "only slower: what has no weight is drawn, and made 0",
    },
    (
        "sampling/weight_draws",
        "tried = shaped_weights(shares, law, _gammas(names, shares, law, 0, 0)(BLOCK))",
    ): {
        "0  ->  1": TRIED_OUT,
    },
    (
        "sampling/weight_draws",
        'return limits, prepare_walk(limits, _alpha(shares, law), stream(0, f"{WALK}/trial"))',
    ): {
        "0  ->  1": TRIED_OUT,
    },
    ("sampling/weight_draws", "if limits.holds(tried.T).mean() >= LEAST_ACCEPTED:"): {
        "limits.holds(tried.T).mean() >= LEAST_ACCEPTED  ->  "
        "limits.holds(tried.T).mean() > LEAST_ACCEPTED": ONE_POINT,
    },
    (
        "sampling/input_labels",
        "return np.asarray(np.concatenate(some) if len(some) > 1 else some[0], dtype=np.float64)",
    ): {
        "len(some) > 1  ->  len(some) >= 1": LONGER,
    },
    ("memory", "memory = mmap.mmap(-1, max(found.itemsize * math.prod(shape), 1))"): {
        "1  ->  2 (2)": "a map of nothing may be of any length",
    },
    ("portfolio/solve", "return [members for members in by_facts.values() if len(members) > 1]"): {
        "len(members) > 1  ->  len(members) >= 1": "one alone is its own mean",
    },
    ("sampling/seeds", 'given = np.frombuffer(entropy, dtype="<u4").reshape(-1, _POOL).T'): {
        "1  ->  2": BELOW_0,
    },
    ("sampling/quantile_tables", "case _ if abs(p[0]) + LONGEST_TAIL * p[1] > MOST_EXPONENT:"): {
        "abs(p[0]) + LONGEST_TAIL * p[1] > MOST_EXPONENT  ->  abs(p[0]) + LONGEST_TAIL "
        "* p[1] >= MOST_EXPONENT": ONE_POINT,
        "0  ->  1": "so far below 0 all draws are 0 in either way; above it none is allowed",
    },
    (
        "sampling/sampler",
        "return (items[start : start + size] for start in range(0, len(items), size or 1))",
    ): {
        "1  ->  2": AT_A_TIME,
    },
    ("sampling/sampler", "one.fill(first, rows[i], anew=one.shape != last)"): {
        "one.shape != last  ->  one.shape == last": FETCHED,
    },
    ("sampling/sampler", "size = -(-len(items) // SHARES)"): {
        "-len(items) // SHARES  ->  -len(items) * SHARES": AT_A_TIME,
    },
    (
        "sampling/sampler",
        "for i, (quantity, _, low, span) in enumerate(_places(problem, empty_inputs(problem, 0))):",
    ): {
        "0  ->  1": "only how long the rows are, which nothing fills",
    },
    ("sampling/sampler", "one.tabulate(alone=True)"): {
        "True  ->  False": LOOKED_UP,
    },
    ("sampling/sampler", "if n >= LEVELS:"): {
        "n >= LEVELS  ->  n > LEVELS": LOOKED_UP,
    },
    ("sampling/scaled_draws", "if anew and values is not None and len(out) >= WORTH_FETCHING:"): {
        "anew and values is not None and (len(out) >= WORTH_FETCHING)  ->  anew or "
        "values is not None or len(out) >= WORTH_FETCHING": FETCHED,
        "values is not None  ->  values is None": FETCHED,
        "len(out) >= WORTH_FETCHING  ->  len(out) > WORTH_FETCHING": FETCHED,
        "if anew and values is not None and (len(out) >= WORTH_FETCHING):  ->  if not "
        "(anew and values is not None and (len(out) >= WORTH_FETCHING)):": FETCHED,
    },
    ("sampling/scaled_draws", "clips = start < quantity.low or end > quantity.high"): {
        "start < quantity.low  ->  start <= quantity.low": LONGER,
        "end > quantity.high  ->  end >= quantity.high": LONGER,
    },
    (
        "sampling/scaled_draws",
        "return min(max((quantity.law.support[0] - low) / span, ends[0]), ends[1])",
    ): {
        "0  ->  1": BOTH_ENDS,
    },
    (
        "sampling/scaled_draws",
        "if count * total >= LEVELS and shape not in small",
    ): {
        "count * total  ->  count / total": LOOKED_UP,
        "count * total >= LEVELS  ->  count * total > LEVELS": LOOKED_UP,
    },
    ("sampling/scaled_draws", "if one.shape in tabulated:"): {
        "one.shape in tabulated  ->  one.shape not in tabulated": LOOKED_UP,
    },
    ("sampling/scaled_draws", "one.tabulate(alone=used[one.shape] == 1)"): {
        "1  ->  2": LOOKED_UP,
        "used[one.shape] == 1  ->  used[one.shape] != 1": LOOKED_UP,
    },
    ("sampling/scaled_draws", "return n <= SHORT and first % BLOCK + n <= BLOCK"): {
        "first % BLOCK + n <= BLOCK  ->  first % BLOCK + n < BLOCK": LONGER,
        "n <= SHORT  ->  n < SHORT": LONGER,
    },
    ("sampling/scaled_draws", "size = max(NUMBERS // max(n, 1), 1)"): {
        "1  ->  2": AT_A_TIME,
        "NUMBERS // max(n, 1)  ->  NUMBERS * max(n, 1)": AT_A_TIME,
    },
    ("sampling/scaled_draws", "words, place = -(-n // PER_WORD), place_of(first)"): {
        "-n // PER_WORD  ->  -n * PER_WORD": "only more words than are looked at",
    },
    ("sampling/scaled_draws", "if alone:"): {
        "if alone:  ->  if not alone:": LOOKED_UP,
    },
    ("sampling/scaled_draws", "self.tabulated = False"): {
        "False  ->  True": LOOKED_UP,
    },
    (
        "smaa/wide_columns",
        "kept = np.bincount(problem.hit_force[hits], minlength=len(problem.forces)) > 0",
    ): {
        "np.bincount(problem.hit_force[hits], "
        "minlength=len(problem.forces)) > 0  ->  "
        "np.bincount(problem.hit_force[hits], "
        "minlength=len(problem.forces)) >= 0": "forces of no hit, which nothing looks at",
    },
    ("smaa/histogram", "self._low, self._step = low, (high - low) / 2**BITS or 2.0**-BITS"): {
        "-BITS  ->  BITS": "where all are the same, any step finds their place",
        "2.0 ** (-BITS)  ->  2.0 * -BITS": "where all are the same, any step finds their place",
        "2.0  ->  3.0": "where all are the same, any step finds their place",
    },
    (
        "smaa/rank_counts",
        "here, by_lane = above[:, :n], above.view(np.uint64).reshape(t, lanes, -1)",
    ): {
        "1  ->  2": BELOW_0,
    },
    ("smaa/rank_counts", "place = np.arange(len(scores), dtype=no_counts(len(scores), 0).dtype)"): {
        "0  ->  1": "only the kind of number is asked for",
    },
    (
        "smaa/stretched_blocks",
        "return max(WIDE // (64 * numbers(problem)) // PER_WORD, 1) * PER_WORD",
    ): {
        "1  ->  2": AT_A_TIME,
    },
    ("smaa/simulate", "if compared and 8 * n * numbers(smaller) > WIDE:"): {
        "8 * n * numbers(smaller) > WIDE  ->  8 * n * numbers(smaller) >= WIDE": AT_A_TIME,
        "compared and 8 * n * numbers(smaller) > WIDE  ->  "
        "compared or 8 * n * numbers(smaller) > WIDE": AT_A_TIME,
        "8  ->  9": AT_A_TIME,
    },
    ("smaa/wide_leads", "self.values = VALUES // threads.count()"): {
        "VALUES // threads.count()  ->  VALUES * threads.count()": AT_A_TIME,
    },
    (
        "smaa/wide_leads",
        "size = max(one.values // (8 * central.shape[1] * len(leaders)), LEAST)",
    ): {
        "one.values // (8 * central.shape[1] * len(leaders))  ->  "
        "one.values * (8 * central.shape[1] * len(leaders))": AT_A_TIME,
        "8  ->  9": AT_A_TIME,
    },
    ("smaa/wide_leads", 'strongest = np.argsort(-mean, kind="stable")'): {
        "-mean  ->  mean": "only slower: fewer are beaten by the first they are held against",
    },
    (
        "smaa/wide_leads",
        "size, n = 8 * len(self._others) * len(pairs.draw), draws.stop - draws.start",
    ): {
        "8  ->  9": AT_A_TIME,
        "draws.stop - draws.start  ->  draws.stop + draws.start": "in draws beyond are no pairs",
    },
    (
        "smaa/wide_leads",
        "return _Pairs(pairs.leader, pairs.draw + part.start, pairs.key, level).at(leads)",
    ): {
        "pairs.draw + part.start  ->  pairs.draw - part.start": "how many pairs are left counts, "
        "not in which draws",
    },
    ("smaa/wide_leads", "length = -(-n // -(-size // self.values))"): {
        "-size // self.values  ->  -size * self.values": AT_A_TIME,
        "-n // -(-size // self.values)  ->  -n * -(-size // self.values)": AT_A_TIME,
    },
    (
        "voi/one_number_bounds",
        "ends = np.array([_range(problem.judgements[i]) for i in which.tolist()]).reshape(-1, 2)",
    ): {
        "1  ->  2": BELOW_0,
    },
    ("voi/one_number_bounds", "most = own.max(initial=0.0)"): {
        "0.0  ->  1.0": LONGER,
    },
    ("voi/one_number_bounds", "size = max(1, AT_ONCE // max(1, len(credence)))"): {
        "1  ->  2": AT_A_TIME,
        "AT_ONCE // max(1, len(credence))  ->  AT_ONCE * max(1, len(credence))": AT_A_TIME,
    },
    (
        "voi/one_number_bounds",
        "near = moves.max(axis=0, initial=0.0) + most > self._behind[some]",
    ): {
        "moves.max(axis=0, initial=0.0) + most > self._behind[some]  ->  "
        "moves.max(axis=0, initial=0.0) + most >= self._behind[some]": LONGER,
        "0.0  ->  1.0": LONGER,
    },
    (
        "voi/one_number_bounds",
        "found = sums.astype(np.float64, copy=False).reshape(arguments, n)  # of none they are int",
    ): {
        "False  ->  True": "only a copy more",
    },
    (
        "comparison/rank_aggregation",
        "even = np.abs(prefers[order[:-1], order[1:]] - 0.5) <= SAME",
    ): {
        "np.abs(prefers[order[:-1], order[1:]] - 0.5) <= SAME  ->  "
        "np.abs(prefers[order[:-1], order[1:]] - 0.5) < SAME": ONE_POINT,
    },
    (
        "comparison/rank_aggregation",
        "other = LinearConstraint(same[None, :], -np.inf, stands_above.sum() - 1.0)",
    ): {
        "1.0  ->  2.0": "orders that differ in a single pair, of two neighbours, which `kemeny` "
        "looks at by itself",
    },
    (
        "comparison/rank_aggregation",
        "return [int(i) for i in np.argsort(-wins)], next_best > least + SAME",
    ): {
        "next_best > least + SAME  ->  next_best >= least + SAME": ONE_POINT,
    },
    (
        "sensitivity/breakeven",
        "for part in parts(len(which), max(1, MOST_NUMBERS // max(scores, 1))):",
    ): {
        "MOST_NUMBERS // max(scores, 1)  ->  MOST_NUMBERS * max(scores, 1)": AT_A_TIME,
        "1  ->  2": AT_A_TIME,
    },
    (
        "sensitivity/tornado",
        "for part in parts(len(ends), max(1, MOST_NUMBERS // (2 * len(base.rows))))",
    ): {
        "MOST_NUMBERS // (2 * len(base.rows))  ->  MOST_NUMBERS * (2 * len(base.rows))": AT_A_TIME,
        "1  ->  2": AT_A_TIME,
        "2  ->  3": AT_A_TIME,
    },
    (
        "sensitivity/side_by_side",
        "force, theory = np.divmod(pairs[np.diff(pairs, prepend=-1) > 0], max(theories, 1))",
    ): {
        "1  ->  2 (1)": "no pair has a number below 0",
    },
    ("sensitivity/one_at_a_time", "new = np.diff(both, prepend=-1) > 0"): {
        "1  ->  2 (1)": "no cell has a number below 0",
    },
    (
        "sensitivity/breakeven",
        "for mine, find, each in ((linear, _in_closed_form, 1), (~linear, _by_scans, STEPS)):",
    ): {
        "1  ->  2": AT_A_TIME,
    },
    (
        "sensitivity/side_by_side",
        "first = every[:0] if problem.settled[to] else np.flatnonzero(hit[to])",
    ): {
        "0  ->  1": "only slower: a theory is looked at that does not feel it",
    },
    (
        "sensitivity/one_at_a_time",
        "by, cell = np.divmod(hits[np.diff(hits, prepend=-1) > 0], max(cells, 1))",
    ): {
        "1  ->  2 (1)": "no hit has a number below 0",
    },
    (
        "voi/one_number",
        'left = np.argsort(-bounds, kind="stable")[: (bounds > 0.0).sum()]',
    ): {
        "bounds > 0.0  ->  bounds >= 0.0": LONGER,
    },
    ("voi/one_number", "left = left[bounds[left] >= np.sort(points)[-most:][0]]"): {
        "bounds[left] >= np.sort(points)[-most:][0]  ->  "
        "bounds[left] > np.sort(points)[-most:][0]": ONE_POINT,
    },
    ("voi/one_number", "size *= 2"): {"2  ->  3": AT_A_TIME},
    (
        "voi/one_number",
        "few = min(most, max(WEIGHTS_DRAWN, SCORED // max(len(base.rows), 1)))",
    ): {
        "SCORED // max(len(base.rows), 1)  ->  SCORED * max(len(base.rows), 1)": "only in more "
        "draws than are needed",
    },
    ("portfolio/scenarios/line_values", "for part in parts(draws, size + -size % PER_WORD):"): {
        "size + -size % PER_WORD  ->  size - -size % PER_WORD": AT_A_TIME,
        "-size  ->  size": AT_A_TIME,
    },
    ("portfolio/scenarios/line_values", "size = -(-draws // pieces)"): {
        "-draws // pieces  ->  -draws * pieces": AT_A_TIME,
    },
    ("portfolio/scenarios/line_values", "pieces = -(-8 * draws * numbers(problem) // room)"): {
        "8  ->  9": AT_A_TIME,
    },
    (
        "portfolio/scenarios/line_values",
        "means = (points.reshape(-1, draws) @ chances.T).reshape(*points.shape[:2], len(chances))",
    ): {
        "1  ->  2": BELOW_0,
    },
    (
        "portfolio/scenarios/line_values",
        "fit = max(room // (8 * draws * max(len(problem.criteria), 1)), 1)",
    ): {"1  ->  2": AT_A_TIME},
    ("portfolio/scenarios/line_values", "if fit < len(rows):"): {
        "fit < len(rows)  ->  fit <= len(rows)": LONGER,
    },
    (
        "portfolio/scenarios/kept_values",
        "line = found.itemsize * len(found) * (TABLES + self.steps.shape[2])",
    ): {"TABLES + self.steps.shape[2]  ->  TABLES - self.steps.shape[2]": AT_A_TIME},
    ("portfolio/scenarios/kept_values", "of_one = np.where(step > 0.0, step, 1.0)"): {
        "1.0  ->  2.0": "divides the 0 by which values lie above the least that are all the same",
    },
    ("portfolio/scenarios/line_values", "if len(rows) <= fit:"): {
        "len(rows) <= fit  ->  len(rows) < fit": "one group of all, either way",
    },
    ("sampling/column_draws", "rows = [self._pert_rows.get(i, -1) for i in some]"): {
        "1  ->  2": ANY_BELOW,
    },
    ("sampling/column_draws", "if min(rows) >= 0:"): {
        "min(rows) >= 0  ->  min(rows) > 0": LONGER,
        "0  ->  1": LONGER,
    },
    (
        "sampling/pert_rows",
        "laws = np.array([one.law.parameters for one in quantities]).reshape(-1, 3)",
    ): {"1  ->  2": BELOW_0},
    (
        "sampling/pert_rows",
        "ends = np.array([(one.low, one.high) for one in quantities]).reshape(-1, 2)",
    ): {"1  ->  2": BELOW_0},
    ("sampling/pert_rows", "clips = (start < ends[:, 0]) | (laws[:, 2] > ends[:, 1])"): {
        "start < ends[:, 0]  ->  start <= ends[:, 0]": "what ends where the scale does is within",
        "laws[:, 2] > ends[:, 1]  ->  laws[:, 2] >= ends[:, 1]": ONE_POINT,
        "0  ->  1": LONGER,
    },
    ("smaa/rank_counts", "few = found.level is None and len(found.better) <= FEW"): {
        "len(found.better) <= FEW  ->  len(found.better) < FEW": EITHER_WAY,
    },
    ("smaa/rank_counts", "mask = (1 << (rows.shape[1] - 1).bit_length()) - 1"): {
        "1  ->  2": LONGER,
        "rows.shape[1] - 1  ->  rows.shape[1] + 1": LONGER,
    },
    ("smaa/rank_counts", "packed = rows.view(np.int64) >> 63  # -1 where a number is negative"): {
        "63  ->  64": "numpy fills up with the sign, however far it shifts",
    },
    ("smaa/rank_counts", "if (found[1:] < found[:-1]).any():"): {
        "found[1:] < found[:-1]  ->  found[1:] <= found[:-1]": LONGER,
    },
    ("smaa/wide_blocks", "if len(self._tables) <= MOST_BETA_TABLES:"): {
        "len(self._tables) <= MOST_BETA_TABLES  ->  len(self._tables) < MOST_BETA_TABLES": FETCHED,
    },
    ("smaa/wide_blocks", "rows = answered + peers + max(len(problem.answers), self._rows)"): {
        "answered + peers  ->  answered - peers": AT_A_TIME,
        "answered + peers + max(len(problem.answers), self._rows)  ->  answered + peers "
        "- max(len(problem.answers), self._rows)": AT_A_TIME,
    },
    ("smaa/wide_blocks", "a_draw = len(problem.arguments) + 8 * rows"): {
        "len(problem.arguments) + 8 * rows  ->  len(problem.arguments) - 8 * rows": AT_A_TIME,
        "8  ->  9": AT_A_TIME,
    },
    ("smaa/wide_columns", "self.rows = len(own.forces) + len(joint_hits(own).pulls) + 1"): {
        "1  ->  2": AT_A_TIME,
    },
    ("smaa/wide_columns", "return max(NUMBERS // max(n, 1), 1), n"): {
        "1  ->  2": AT_A_TIME,
        "1  ->  2 (2)": AT_A_TIME,
    },
    (
        "sampling/input_labels",
        "return _rows(judgements.transpose(1, 2, 0).reshape(-1, len(judgements)), which)",
    ): {
        "1  ->  2 (2)": BELOW_0,
    },
    ("sampling/sampler", "if forget:"): {
        "if forget:  ->  if not forget:": LOOKED_UP,
    },
    ("sampling/sampler", "self._sampler.fill(draws.start - early, inputs, forget=n > SHORT)"): {
        "n > SHORT  ->  n >= SHORT": LOOKED_UP,
    },
    (
        "sensitivity/pick_freeze",
        "size = min(AT_ONCE, max(MOST // numbers(self.problem) // PER_WORD * PER_WORD, LEAST))",
    ): {
        "MOST // numbers(self.problem)  ->  MOST * numbers(self.problem)": AT_A_TIME,
        "MOST // numbers(self.problem) // PER_WORD  ->  MOST // numbers(self.problem) * PER_WORD": (
            AT_A_TIME
        ),
        "MOST // numbers(self.problem) // PER_WORD * PER_WORD  ->  MOST // numbers(self.problem) "
        "// PER_WORD / PER_WORD": AT_A_TIME,
    },
    (
        "sensitivity/score_indices",
        "two = np.stack([self._own[number], self._best[number]], axis=-1)",
    ): {
        "-1  ->  1": "of two axes the last is 1",
    },
    (
        "sensitivity/score_indices",
        "counts, at_once = resampled(points), 1 if len(list(panels(theories))) > 1 else None",
    ): {
        "len(list(panels(theories))) > 1  ->  len(list(panels(theories))) >= 1": AT_A_TIME,
        "1  ->  2": AT_A_TIME,
        "1  ->  2 (2)": AT_A_TIME,
    },
    ("sensitivity/score_indices", "level += first.sum(axis=0, dtype=np.int32)"): {
        "level += first.sum(axis=0, dtype=np.int32)  ->  level -= first.sum(axis=0, "
        "dtype=np.int32)": "what has the other sign everywhere varies as much",
    },
    ("voi/argument_sums", "self._sums = [np.empty((0, BATCHES))] * arguments"): {
        "0  ->  1": UNUSED,
    },
    ("voi/argument_sums", "self._row = np.full(theories, -1)"): {
        "1  ->  2": ANY_BELOW,
    },
    ("voi/argument_sums", "if rows > self._sums[i].shape[1]:"): {
        "rows > self._sums[i].shape[1]  ->  rows >= self._sums[i].shape[1]": LONGER,
    },
    (
        "voi/argument_sums",
        "if i in self._sums or max(drawn.together.max(), flipped.together.max()) > EXACT:",
    ): {
        "max(drawn.together.max(), flipped.together.max()) > EXACT  ->  max(drawn.together.max(), "
        "flipped.together.max()) >= EXACT": EITHER_WAY,
    },
    ("voi/regret", "return max(FEW * PIECES // max(theories, FEW), 1)"): {
        "FEW * PIECES // max(theories, FEW)  ->  FEW * PIECES * max(theories, FEW)": AT_A_TIME,
        "FEW * PIECES  ->  FEW / PIECES": AT_A_TIME,
        "1  ->  2": AT_A_TIME,
    },
    ("voi/regret", "for part in stretches(n, 16 * numbers(problem), LEAST):"): {
        "16  ->  17": AT_A_TIME,
    },
    ("voi/regret", "for some in stretches(r, 32 * n):"): {
        "32  ->  33": AT_A_TIME,
    },
    (
        "voi/regret",
        "spread[:, some] = np.percentile(lost, [5, 50, 95], axis=1, overwrite_input=True)",
    ): {
        "True  ->  False": "only whether what is not needed any more is overwritten",
    },
    (
        "scoring/subproblem",
        "smaller, row = _part(problem, theories, every_criterion=False)",
    ): {
        "False  ->  True": "what else is kept changes no bit of what is asked for",
    },
    ("smaa/gate_counts", "return np.where(found > ROUNDING, found, 0.0)"): {
        "found > ROUNDING  ->  found >= ROUNDING": ONE_POINT,
    },
    ("analyses/compare/compute", "value = -1.0"): {
        "1.0  ->  2.0": "any number below 0 is refused",
    },
    (
        "analyses/compare/rubrics/turned_compute",
        'prior = Prior(a.problem.criteria, allowed / allowed.sum(), WeightLaw("unknown"))',
    ): {
        "allowed / allowed.sum()  ->  allowed * allowed.sum()": (
            "of weights of which nothing is known only those count that may be above 0"
        ),
    },
    (
        "analyses/compare/scrutiny_compute",
        "ahead, behind = (one, other) if keys[0] > keys[1] else (other, one)",
    ): {
        "keys[0] > keys[1]  ->  keys[0] >= keys[1]": "two that are level have been left aside",
    },
}
