// Rows: put in order by moving as few of them as can be, since each move is laid out anew.

/** Put rows of a table's body, all of them, in an order. */
export function putInOrder(body, rows) {
  const place = new Map([...body.children].map((row, i) => [row, i]));
  const stay = longestRise(rows.map((row) => place.get(row) ?? -1));
  let next = null;
  for (let i = rows.length - 1; i >= 0; i--) {
    if (!stay.has(i)) body.insertBefore(rows[i], next);
    next = rows[i];
  }
}

/** Find the places of a longest rising run among numbers, -1 left out (patience sorting). */
function longestRise(numbers) {
  const ends = []; // the place of the smallest end of a run of each length
  const before = [];
  numbers.forEach((number, i) => {
    if (number < 0) return;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[ends[middle]] < number) low = middle + 1;
      else high = middle;
    }
    before[i] = ends[low - 1];
    ends[low] = i;
  });
  const found = new Set();
  for (let i = ends.at(-1); i !== undefined; i = before[i]) found.add(i);
  return found;
}
