"""Simplify boundaries so that neighbours keep one shared border.

Rings are cut into arcs at the points where three areas meet or where land meets coast; each arc
is simplified once, by Visvalingam and Whyatt's rule (1993: the point that spans the smallest
triangle goes first), and put back into every ring that had it.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from guide.web.presenters.boundaries import Point, Ring

Arc = tuple[Point, ...]


def simplify(rings: Sequence[Ring], least_area: float) -> list[list[Point]]:
    """Give each ring without the points whose triangle is below `least_area` (square units).

    A ring that would fall below three points keeps its three most important ones.
    """
    junctions = _junctions(rings)
    done: dict[Arc, Arc] = {}
    return [_rebuild(ring, junctions, least_area, done) for ring in rings]


def _junctions(rings: Iterable[Ring]) -> set[Point]:
    """Find the points where the set of neighbours along a border changes."""
    neighbours: Mapping[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for before, point, after in _triples(ring):
            neighbours[point].update((before, after))
    return {point for point, around in neighbours.items() if len(around) > 2}


def _triples(ring: Ring) -> Iterable[tuple[Point, Point, Point]]:
    return zip([ring[-1], *ring[:-1]], ring, [*ring[1:], ring[0]], strict=True)


def _rebuild(
    ring: Ring, junctions: set[Point], least_area: float, done: dict[Arc, Arc]
) -> list[Point]:
    points: list[Point] = []
    for arc in _arcs(ring, junctions):
        key = min(arc, arc[::-1])
        if key not in done:
            done[key] = _thin(key, least_area)
        kept = done[key] if key == arc else done[key][::-1]
        points.extend(kept[:-1])
    return points


def _arcs(ring: Ring, junctions: set[Point]) -> list[Arc]:
    """Cut a ring at its junctions; one without is cut at its smallest point, alike for all."""
    cuts = [at for at, point in enumerate(ring) if point in junctions]
    cuts = cuts or [min(range(len(ring)), key=ring.__getitem__)]
    turned = [*ring[cuts[0] :], *ring[: cuts[0]]]
    turned.append(turned[0])
    ends = [*(cut - cuts[0] for cut in cuts[1:]), len(ring)]
    starts = [0, *ends[:-1]]
    return [tuple(turned[start : end + 1]) for start, end in zip(starts, ends, strict=True)]


def _thin(arc: Arc, least_area: float) -> Arc:
    """Drop inner points, the least important first; a closed arc keeps at least a triangle."""
    keep = 4 if arc[0] == arc[-1] else 2
    alive = list(range(len(arc)))
    before = dict(zip(alive[1:], alive, strict=False))
    after = dict(pairwise(alive))
    area = {at: _triangle(arc[at - 1], arc[at], arc[at + 1]) for at in alive[1:-1]}
    heap = [(size, at) for at, size in area.items()]
    heapq.heapify(heap)
    while heap and heap[0][0] < least_area and len(area) + 2 > keep:
        size, at = heapq.heappop(heap)
        if area.get(at) != size:
            continue
        del area[at]
        left, right = before[at], after[at]
        after[left], before[right] = right, left
        for near in (left, right):
            if near in area:
                triangle = _triangle(arc[before[near]], arc[near], arc[after[near]])
                area[near] = max(size, triangle)
                heapq.heappush(heap, (area[near], near))
    return tuple(arc[at] for at in (0, *sorted(area), len(arc) - 1))


def _triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2
