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
BELOW_0 = "numpy takes any number below 0 for the length that is left over"

ENOUGH = "only how closely a choice is looked at; a bound says how near it comes"
TANGENTS = "only where tangents touch first; others follow until they are near enough"
WHOLE = "a whole number, never half"
NOT_TAKEN = "what is divided by it is not taken"

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
    ("portfolio/choice", "self.low[self.chosen[constraints.lower > 0]] = 1.0"): {
        "0  ->  1": "only slower: what a floor gives a line makes it one of those chosen",
    },
    ("portfolio/choice", "kept = max(ROUGH_LINES, 3 * (self.constraints.most or 0))"): {
        "0  ->  1": "three lines of one are fewer than are looked at anyway",
        "3  ->  4": ENOUGH,
    },
    ("portfolio/choice", "for t, rise, free in ((first, -1.0, 0.0), (second, 1.0, 1.0)):"): {
        "1.0  ->  2.0 (1)": "what binds nothing binds it less",
    },
    ("portfolio/choice", "taken = answer[self.chosen] > 0.5"): {
        "answer[self.chosen] > 0.5  ->  answer[self.chosen] >= 0.5": WHOLE,
    },
    ("portfolio/choice", "last = (answer[self.second] > 0.5).tolist()"): {
        "answer[self.second] > 0.5  ->  answer[self.second] >= 0.5": WHOLE,
    },
    ("portfolio/choice", "if found.value > best:"): {
        "found.value > best  ->  found.value >= best": "two that are worth the same: either does",
    },
    (
        "portfolio/choice",
        'options = {**_QUICK, "mip_rel_gap": enough / 2, "mip_max_nodes": NODES}',
    ): {"2  ->  3": ENOUGH, "enough / 2  ->  enough * 2": ENOUGH},
    (
        "portfolio/choice",
        "if constraints.smallest is not None and constraints.smallest[t] > 0:",
    ): {"constraints.smallest[t] > 0  ->  constraints.smallest[t] >= 0": LONGER},
    ("portfolio/choice", "if bound - best <= enough * max(abs(best), 1.0):"): {
        "enough * max(abs(best), 1.0)  ->  enough / max(abs(best), 1.0)": LONGER,
        "bound - best <= enough * max(abs(best), 1.0)  ->  "
        "bound - best < enough * max(abs(best), 1.0)": ONE_POINT,
        "1.0  ->  2.0": ENOUGH,
    },
    (
        "portfolio/choice",
        "if constraints.smallest is not None "
        "and (split < constraints.smallest - SAME)[given].any():",
    ): {
        "split < constraints.smallest - SAME  ->  split <= constraints.smallest - SAME": ONE_POINT,
    },
    (
        "portfolio/choice",
        "return [pair for pair in preferences.acting "
        "if pair.strength < 0 and pair.smaller is None]",
    ): {"pair.strength < 0  ->  pair.strength <= 0": LONGER},
    ("portfolio/commitments", "cost=cost if cost > NOTHING else 0.0,"): {
        "cost > NOTHING  ->  cost >= NOTHING": ONE_POINT,
    },
    ("portfolio/compromise", "minds = best - dictator > ALIKE"): {
        "best - dictator > ALIKE  ->  best - dictator >= ALIKE": ONE_POINT,
    },
    ("portfolio/compromise", "safe = np.where(span > ALIKE, span, 1.0)"): {
        "span > ALIKE  ->  span >= ALIKE": ONE_POINT,
        "1.0  ->  2.0": NOT_TAKEN,
    },
    ("portfolio/compromise", "row[least] = 1.0"): {
        "1.0  ->  2.0": "only the unit of what is made largest",
    },
    (
        "portfolio/compromise",
        "programme = Programme(self.constraints, self.views, extra=1)",
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
        "portfolio/cutting_planes",
        "self.touch(key, known | {p * half_return for p in (_FEW if known else _SPREAD)})",
    ): {
        "p * half_return  ->  p / half_return": TANGENTS,
        "_FEW if known else _SPREAD  ->  _FEW if not known else _SPREAD": TANGENTS,
    },
    (
        "portfolio/cutting_planes",
        "self.low[self.downside(k)] = self.high[self.downside(k)] = 0.0",
    ): {"0.0  ->  1.0": TIMES_0},
    (
        "portfolio/cutting_planes",
        "lines = np.flatnonzero(~preferences.harmful & (self.constraints.upper > 0))",
    ): {"self.constraints.upper > 0  ->  self.constraints.upper >= 0": LONGER},
    ("portfolio/cutting_planes", "return sorted({(below + at) / 2, at, (at + above) / 2})"): {
        "2  ->  3": TANGENTS,
        "(at + above) / 2  ->  (at + above) * 2": TANGENTS,
    },
    ("portfolio/cutting_planes", "below = max((p for p in points if p < at), default=at)"): {
        "p < at  ->  p <= at": LONGER,
    },
    ("portfolio/cutting_planes", "found[key] = set(near[:4])"): {"4  ->  5": TANGENTS},
    ("portfolio/cutting_planes", "if spent > 0:"): {"spent > 0  ->  spent >= 0": LONGER},
    ("portfolio/cutting_planes", "above = min((p for p in points if p > at), default=at)"): {
        "p > at  ->  p >= at": LONGER,
    },
    ("portfolio/cvar", "tied = np.abs(outcomes - edge) <= LEVEL"): {
        "np.abs(outcomes - edge) <= LEVEL  ->  np.abs(outcomes - edge) < LEVEL": ONE_POINT,
    },
    ("portfolio/cvar", "left = tail - chances[outcomes < edge - LEVEL].sum()"): {
        "outcomes < edge - LEVEL  ->  outcomes <= edge - LEVEL": ONE_POINT,
    },
    ("portfolio/cutting_planes", "for i in np.flatnonzero(over > self.tangent_error).tolist():"): {
        "over > self.tangent_error  ->  over >= self.tangent_error": ONE_POINT,
    },
    (
        "portfolio/cutting_planes",
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
        "portfolio/infeasible",
        'demands += [("cap", int(t)) for t in '
        "np.flatnonzero(constraints.upper < constraints.budget)]",
    ): {
        "constraints.upper < constraints.budget  ->  "
        "constraints.upper <= constraints.budget": SAID_TWICE,
    },
    (
        "portfolio/infeasible",
        'demands += [("floor", int(t)) for t in np.flatnonzero(constraints.lower > 0)]',
    ): {"constraints.lower > 0  ->  constraints.lower >= 0": LONGER},
    (
        "portfolio/infeasible",
        'demands += [("grant", int(t)) for t in np.flatnonzero(constraints.smallest > 0)]',
    ): {"constraints.smallest > 0  ->  constraints.smallest >= 0": LONGER},
    (
        "portfolio/infeasible",
        "large = max(10.0 * constraints.budget, float(constraints.lower.sum()) + 1.0)",
    ): {
        "10.0  ->  11.0": "more than anything that is asked for, either way",
        "1.0  ->  2.0": "more than anything that is asked for, either way",
    },
    ("portfolio/infeasible", "rows.add(lines + t, np.ones(t), float(constraints.most or 0))"): {
        "0  ->  1": "there is a number of lines, and it is not 0",
    },
    (
        "portfolio/infeasible",
        "Solver(np.zeros(2 * t), low, high, rows, whole if counted else None).solve()",
    ): {"2  ->  3": UNUSED},
    ("portfolio/linear_programme", "n, none = len(goal), np.zeros(0)"): {"0  ->  1": UNUSED},
    ("portfolio/infeasible", 'counted = any(kind in ("most", "grant") for kind, _ in kept)'): {
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
    ): {"0  ->  1 (2)": "lets in more lines, which get nothing"},
    (
        "portfolio/solve",
        "here = replace(constraints, upper=np.where(tried, constraints.upper, 0.0))",
    ): {"0.0  ->  1.0": "lets in all lines at once"},
    ("portfolio/solve", "if len(members) > 1"): {
        "len(members) > 1  ->  len(members) >= 1": LONGER,
    },
    ("portfolio/solve", "tuple(t in group.members for group in preferences.groups),"): {
        "t in group.members  ->  t not in group.members": "tells the same lines from one another",
    },
    ("portfolio/solve", "found[best[:many]] = True"): {
        "True  ->  False": "only which lines are let in first",
    },
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
    ): {"1  ->  2 (2)": UNUSED},
    ("voi/batches", "return min(max(fit, 1), PIECES)"): {"1  ->  2": AT_A_TIME},
    ("voi/best_few", "return np.array(found).reshape(-1, 2)"): {"1  ->  2": BELOW_0},
    (
        "voi/best_few",
        "moved = self._gains_at(cells * 2, np.concatenate([low, high])).reshape(2, -1).T > NEAR",
    ): {
        "self._gains_at(cells * 2, np.concatenate([low, high])).reshape(2, -1).T > NEAR  ->  "
        "self._gains_at(cells * 2, np.concatenate([low, high])).reshape(2, -1).T >= NEAR": (
            ONE_POINT
        ),
    },
    (
        "voi/evppi",
        "rise = (other.totals[self.theory] - base.totals[self.theory]) * (1.0 - 2.0 * sound)",
    ): {
        "(other.totals[self.theory] - base.totals[self.theory]) * (1.0 - 2.0 * sound)  ->  "
        "(other.totals[self.theory] - base.totals[self.theory]) / (1.0 - 2.0 * sound)": (
            "by 1 or by -1"
        ),
    },
    (
        "voi/evppi",
        "n, size = len(self.credence), max(MOST // max(self.first.size, 1), LEAST)",
    ): {"MOST // max(self.first.size, 1)  ->  MOST * max(self.first.size, 1)": AT_A_TIME},
    (
        "voi/evppi",
        "return np.where(found > 1e-12 * np.maximum(1.0, square), found, np.nan)",
    ): {"1.0  ->  2.0": "only how little of a variance is taken for rounding"},
    ("voi/best_few", "size = max(1, MOST_CELLS // max(cells, 1))"): {
        "MOST_CELLS // max(cells, 1)  ->  MOST_CELLS * max(cells, 1)": AT_A_TIME,
        "1  ->  2": AT_A_TIME,
    },
    ("voi/best_few", "there = self._gains_at(turning, middle) > NEAR"): {
        "self._gains_at(turning, middle) > NEAR  ->  "
        "self._gains_at(turning, middle) >= NEAR": ONE_POINT,
    },
    ("voi/evppi_groups", "everything.value(gained[:0], gained)"): {
        "0  ->  1": UNUSED,
    },
    (
        "voi/factored_draws",
        "return flat.reshape(-1, self.width, flat.shape[-1]).transpose(2, 0, 1)",
    ): {
        "1  ->  2": BELOW_0,
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
        "1.0  ->  2.0": CANCELS,
    },
    (
        "portfolio/compromise",
        "return np.where(span > ALIKE, (values - self.dictator) / safe, 1.0)",
    ): {
        "span > ALIKE  ->  span >= ALIKE": ONE_POINT,
    },
}
