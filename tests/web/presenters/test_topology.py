"""Simplified neighbours still share their border, and no area disappears."""

import math

from hypothesis import given
from hypothesis import strategies as st

from guide.web.presenters.topology import simplify

WEST = [(0.0, 0.0), (1.0, 0.0), (1.02, 0.3), (0.98, 0.6), (1.0, 1.0), (0.0, 1.0)]
EAST = [(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (0.98, 0.6), (1.02, 0.3)]


def edges(ring: list[tuple[float, float]]) -> set[frozenset[tuple[float, float]]]:
    """Give the sides of a ring without direction."""
    return {frozenset(side) for side in zip(ring, [*ring[1:], ring[0]], strict=True)}


def test_neighbours_keep_one_shared_border() -> None:
    """The crooked border becomes straight in both, and it is the same side in both."""
    west, east = simplify([WEST, EAST], least_area=0.1)
    assert edges(west) & edges(east) == {frozenset({(1.0, 0.0), (1.0, 1.0)})}


def test_a_small_threshold_changes_nothing() -> None:
    """Points that matter stay where they are."""
    (west, _) = simplify([WEST, EAST], least_area=1e-9)
    assert set(west) == set(WEST)


def test_the_points_where_areas_meet_never_move() -> None:
    """Corners shared with a neighbour and the coast survive any threshold."""
    for ring in simplify([WEST, EAST], least_area=100):
        assert {(1.0, 0.0), (1.0, 1.0)} <= set(ring)


def test_an_enclave_and_the_hole_around_it_stay_alike() -> None:
    """A ring without a junction is cut at the same point from inside and from outside."""
    circle = [(math.cos(turn * math.pi / 20), math.sin(turn * math.pi / 20)) for turn in range(40)]
    hole = circle[7:] + circle[:7]
    inner, outer = simplify([circle, hole[::-1]], least_area=0.02)
    assert edges(inner) == edges(outer)
    assert 3 <= len(inner) < 40


@given(st.integers(5, 60), st.floats(0, 10))
def test_an_island_never_has_fewer_than_three_points(count: int, least_area: float) -> None:
    """However coarse the map, every area is still an area."""
    island = [
        (math.cos(math.tau * turn / count), math.sin(math.tau * turn / count))
        for turn in range(count)
    ]
    (ring,) = simplify([island], least_area)
    assert len(ring) >= 3
    assert set(ring) <= set(island)
