"""Layered drawing of a graph, after Sugiyama, Tagawa and Toda (1981).

Nodes stand in layers, so that every edge leads to a lower one; edges over several layers get a
dummy node in each layer between. The order within layers is improved by sweeps with medians
(Eades and Wormald, 1994) and barycentres, and by exchanges of neighbours, keeping the order with
the fewest crossings. Places along a layer are the nearest to their neighbours', by least squares,
that keep order and distance (isotonic regression by pooling adjacent violators).
"""

from bisect import bisect_right, insort
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from toi.light_dataclass import dataclass

Node = str
Edge = tuple[Node, Node]
SWEEPS, SHIFTS, ROUNDS = 24, 12, 8
DUMMY = 0.05  # of height, for an edge that passes


@dataclass(frozen=True, eq=False)
class Layered:
    """A drawing: layers from the lowest, and a place along the layer for every node.

    Attributes
    ----------
    place : mapping
        The middle of every node and dummy node; the smallest edge of all is at 0.
    routes : mapping
        The nodes that an edge passes, from its source through dummy nodes to its target.
    """

    layers: tuple[tuple[Node, ...], ...]
    place: Mapping[Node, float]
    routes: Mapping[Edge, tuple[Node, ...]]
    extent: float


def layered(heights: Mapping[Node, float], edges: Sequence[Edge], gap: float) -> Layered:
    """Lay a graph out in layers.

    Parameters
    ----------
    heights : mapping
        The extent of every node along its layer, in order of preference.
    edges : sequence of (source, target)
        Each at most once; sources stand in a higher layer than targets.
    gap : float
        The least distance between two nodes of a layer.
    """
    level = levels(list(heights), edges)
    straight = [edge if level[edge[0]] > level[edge[1]] else edge[::-1] for edge in edges]
    layers: list[list[Node]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
    for node, at in level.items():
        layers[at].append(node)
    routes: dict[Edge, tuple[Node, ...]] = {}
    links: list[Edge] = []
    size = {node: height + gap for node, height in heights.items()}
    for number, (edge, (source, target)) in enumerate(zip(edges, straight, strict=True)):
        between = []
        for at in range(level[source] - 1, level[target], -1):
            dummy = f"\0{number}/{at}"  # which no node is called
            between.append(dummy)
            layers[at].append(dummy)
            size[dummy] = DUMMY
        route = (source, *between, target)
        routes[edge] = route if edge == (source, target) else route[::-1]
        links += [*pairwise(route)]
    order = _ordered(layers, links)
    place = _placed(order, links, size)
    lowest = min((place[n] - size[n] / 2 for n in place), default=0.0)
    place = {node: y - lowest for node, y in place.items()}
    extent = max((place[n] + size[n] / 2 for n in place), default=0.0)
    return Layered(tuple(map(tuple, order)), place, routes, extent)


def levels(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[Node, int]:
    """Return the layer of every node: the longest way down from it. Edges of a circle are cut."""
    below: dict[Node, list[Node]] = {node: [] for node in nodes}
    for source, target in edges:
        below[source].append(target)
    found: dict[Node, int] = {}
    for root in nodes:
        stack, on_way = [(root, iter(below[root]))], {root: 0}
        while stack and root not in found:
            node, targets = stack[-1]
            for target in targets:
                if target in found:
                    on_way[node] = max(on_way[node], found[target] + 1)
                elif target not in on_way:  # else a circle
                    on_way[target] = 0
                    stack.append((target, iter(below[target])))
                    break
            else:
                found[node] = on_way[node]
                stack.pop()
                if stack:
                    above = stack[-1][0]
                    on_way[above] = max(on_way[above], found[node] + 1)
    return {node: found[node] for node in nodes}


def crossings(layers: Sequence[Sequence[Node]], links: Sequence[Edge]) -> int:
    """Count the pairs of links between neighbouring layers that cross."""
    at = {node: i for layer in layers for i, node in enumerate(layer)}
    layer_of = {node: k for k, layer in enumerate(layers) for node in layer}
    by_layer: dict[int, list[tuple[int, int]]] = {}
    for source, target in links:
        by_layer.setdefault(layer_of[source], []).append((at[source], at[target]))
    total = 0
    for pairs in by_layer.values():
        seen: list[int] = []
        for _, end in sorted(pairs):
            total += len(seen) - bisect_right(seen, end)
            insort(seen, end)
    return total


def _neighbours(
    links: Sequence[Edge],
) -> tuple[dict[Node, list[Node]], dict[Node, list[Node]]]:
    below: dict[Node, list[Node]] = {}
    above: dict[Node, list[Node]] = {}
    for source, target in links:
        below.setdefault(source, []).append(target)
        above.setdefault(target, []).append(source)
    return below, above


def _ordered(layers: list[list[Node]], links: Sequence[Edge]) -> list[list[Node]]:
    """Order every layer, so that few links cross."""
    below, above = _neighbours(links)
    best = [list(layer) for layer in layers]
    least = crossings(best, links)
    now = [list(layer) for layer in layers]
    for sweep in range(SWEEPS):
        upwards = sweep % 2 == 0
        numbers = range(1, len(now)) if upwards else range(len(now) - 2, -1, -1)
        for k in numbers:
            beside, near = (now[k - 1], below) if upwards else (now[k + 1], above)
            at = {node: i for i, node in enumerate(beside)}
            middle = _median if sweep % 4 < 2 else _mean
            before = now[k] if sweep % 8 < 4 else now[k][::-1]  # so that what is level is turned
            now[k] = _by_middle(before, near, at, middle)
            _exchange(now[k], near, at)
        found = crossings(now, links)
        if found < least:
            best, least = [list(layer) for layer in now], found
        if least == 0:
            break
    return best


def _by_middle(
    layer: Sequence[Node],
    near: Mapping[Node, Sequence[Node]],
    at: Mapping[Node, int],
    middle: Callable[[Sequence[float]], float],
) -> list[Node]:
    """Sort a layer by the middles of its neighbours; those without any keep their places."""
    wanted = {
        node: middle(sorted(at[other] for other in near[node])) for node in layer if node in near
    }
    moved = iter(sorted(wanted, key=lambda node: wanted[node]))
    return [next(moved) if node in wanted else node for node in layer]


def _median(numbers: Sequence[float]) -> float:
    middle = len(numbers) // 2
    return numbers[middle] if len(numbers) % 2 else (numbers[middle - 1] + numbers[middle]) / 2


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def _exchange(
    layer: list[Node], near: Mapping[Node, Sequence[Node]], at: Mapping[Node, int]
) -> None:
    """Exchange neighbours in a layer as long as that takes crossings away."""
    ends = {node: sorted(at[other] for other in near.get(node, ())) for node in layer}
    for _ in range(ROUNDS):
        better = False
        for i in range(len(layer) - 1):
            one, other = layer[i : i + 2]
            now = sum(len(ends[one]) - bisect_right(ends[one], end) for end in ends[other])
            then = sum(len(ends[other]) - bisect_right(ends[other], end) for end in ends[one])
            if then < now:
                layer[i : i + 2] = other, one
                better = True
        if not better:
            return


def _placed(
    order: Sequence[Sequence[Node]],
    links: Sequence[Edge],
    size: Mapping[Node, float],
) -> dict[Node, float]:
    """Place every node along its layer, near the mean place of its neighbours."""
    below, above = _neighbours(links)
    place: dict[Node, float] = {}
    for layer in order:
        y = 0.0
        for node in layer:
            place[node] = y + size[node] / 2
            y += size[node]
    for shift in range(SHIFTS):
        numbers = range(len(order)) if shift % 2 == 0 else range(len(order) - 1, -1, -1)
        for k in numbers:
            layer = order[k]
            wanted = [
                sum(place[other] for other in near) / len(near) if near else place[node]
                for node in layer
                for near in [[*below.get(node, ()), *above.get(node, ())]]
            ]
            for node, y in zip(layer, spread(wanted, [size[n] for n in layer]), strict=True):
                place[node] = y
    return place


def spread(wanted: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Return the middles nearest to those wanted, by least squares, in order and apart."""
    offsets, y = [], 0.0
    for size in sizes:
        offsets.append(y + size / 2)
        y += size
    blocks: list[tuple[float, int]] = []  # sum and number of what is pooled
    for want, offset in zip(wanted, offsets, strict=True):
        total, number = want - offset, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / number:
            more, others = blocks.pop()
            total, number = total + more, number + others
        blocks.append((total, number))
    level = [total / number for total, number in blocks for _ in range(number)]
    return [base + offset for base, offset in zip(level, offsets, strict=True)]
