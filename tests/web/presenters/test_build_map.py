"""The map that is made is whole, small and true to the land."""

import gzip
import json
from pathlib import Path

from click.testing import CliRunner

from guide.web.presenters.boundaries import Municipality, Polygon
from guide.web.presenters.build_map import MAP_FILE, draw_map, main, project
from guide.web.presenters.choropleth import load_boundaries
from tests.web.presenters.test_boundaries import feature, square, write_geojson


def corners(path: str) -> list[tuple[int, int]]:
    """Follow relative path data and give the points of its first ring."""
    start, steps = path.removeprefix("M").split("z")[0].split("l")
    x, y = (int(number) for number in start.split())
    numbers = [int(number) for number in steps.replace("-", " -").split()]
    points = [(x, y)]
    for right, down in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + right, y + down
        points.append((x, y))
    return points


def test_north_is_up_and_a_kilometre_is_as_long_both_ways() -> None:
    """At the middle of the country a degree of longitude is drawn 0,556 of one of latitude."""
    west, east, north = project((9.0, 56.0)), project((10.0, 56.0)), project((9.0, 57.0))
    assert north[1] < west[1]
    assert abs((east[0] - west[0]) / (west[1] - north[1]) - 0.556) < 0.001


def test_a_municipality_becomes_one_path_of_whole_units() -> None:
    """The path leads round the land in relative whole steps."""
    land = Municipality(code="0751", name="Aarhus", polygons=(Polygon(outer=square(10, 56, 0.2)),))
    areas = draw_map([land])["areas"]
    assert isinstance(areas, dict)
    assert len(corners(areas["0751"])) == 4


def test_islets_too_small_to_see_are_left_out_but_never_the_last_piece() -> None:
    """Christiansø is smaller than the least islet and is still there."""
    polygons = (Polygon(outer=square(10, 56, 0.2)), Polygon(outer=square(11, 56, 0.0005)))
    areas = draw_map(
        [
            Municipality(code="0751", name="Aarhus", polygons=polygons),
            Municipality(
                code="0411",
                name="Christiansø",
                polygons=(Polygon(outer=square(15.18, 55.3, 0.001)),),
            ),
        ]
    )["areas"]
    assert isinstance(areas, dict)
    assert areas["0751"].count("M") == 1
    assert areas["0411"].count("M") == 1


def test_the_command_writes_map_and_centroids(tmp_path: Path) -> None:
    """One command makes both files."""
    source = write_geojson(tmp_path / "in.geojson", [feature("751", [square(10, 56, 0.2)])])
    target = tmp_path / "map.json"
    arguments = [str(source), "--data", str(tmp_path), "--target", str(target)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert list(json.loads(target.read_text())["areas"]) == ["0751"]
    assert (tmp_path / "centroids.csv").read_text().startswith("code,lat,lon\n0751,")


def test_the_shipped_map_has_every_municipality_within_its_frame() -> None:
    """98 municipalities and Christiansø, nothing outside the drawing, Bornholm in its inset."""
    bounds = load_boundaries()
    assert len(bounds.areas) == 99
    left, top, width, height = bounds.inset
    for code, path in bounds.areas.items():
        for x, y in corners(path):
            assert 0 <= x <= bounds.width
            assert 0 <= y <= bounds.height
            inside = left < x < left + width and top < y < top + height
            assert inside == (code in {"0400", "0411"})


def test_the_shipped_map_is_small_enough_for_a_page() -> None:
    """Under 37 KB gzipped, so that the page with it stays within its budget."""
    assert len(gzip.compress(MAP_FILE.read_bytes())) < 37_000
