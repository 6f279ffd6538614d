// Scrutiny: what was not examined bears what its examined peers bear beyond it.

const found = new WeakMap(); // what may be borrowed is fixed for a model

/** Find what is left of the side that worsens each cell that borrows from peers. */
export function borrowedShares(model, remaining) {
  if (!found.has(model)) found.set(model, borrowings(model));
  return found.get(model).map(({ theory, criterion, peers }) => {
    let mean = 1;
    for (const { share, pulls } of peers) {
      mean += share * (pulls.reduce((left, pull) => left * remaining[pull], 1) - 1);
    }
    const examined = model.scrutiny.examined[theory];
    return { theory, criterion, share: examined + (1 - examined) * mean };
  });
}

/** Find the cells that may borrow, and which pulls on which peers. */
function borrowings(model) {
  const cells = [];
  const hits = model.criteria.map(() => model.judgements.map(() => []));
  for (const [pull, criterion, raises, theories] of model.hits) {
    const hit = { pull, worse: Boolean(raises) === model.criteria[criterion].cost };
    for (const theory of theories) hits[criterion][theory].push(hit);
  }
  model.scrutiny.examined.forEach((examined, theory) => {
    if (examined >= 1) return;
    hits.forEach((here, criterion) => {
      const peers = borrowedFrom(model, theory, here);
      if (peers.length) cells.push({ theory, criterion, peers });
    });
  });
  return cells;
}

/**
 * A pull on a peer is left out if its point is made on the theory itself, for better or
 * worse, or if an argument in it spares the theory.
 */
function borrowedFrom(model, theory, here) {
  const own = new Set(here[theory].map(({ pull }) => model.points[pull]));
  const spared = new Set(model.scrutiny.spared[theory]);
  const beyond = ({ pull, worse }) => worse && !own.has(model.points[pull]) && !spared.has(pull);
  return model.scrutiny.peers[theory]
    .map(([peer, share]) => ({ share, pulls: here[peer].filter(beyond).map(({ pull }) => pull) }))
    .filter(({ pulls }) => pulls.length);
}
