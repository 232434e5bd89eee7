"""Boundaries are read whole and their middles lie where a map says."""

import csv
import json
from pathlib import Path

import pytest

from guide.web.presenters.boundaries import (
    BoundaryError,
    Municipality,
    Polygon,
    centroid,
    read_municipalities,
)
from guide.web.presenters.build_map import write_centroids

DATA = Path(__file__).parents[3] / "data"


def square(x: float, y: float, side: float) -> list[tuple[float, float]]:
    """Give the corners of a square whose lower left corner is (x, y)."""
    return [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]


def feature(code: str, rings: list[list[tuple[float, float]]]) -> dict[str, object]:
    """Give a GeoJSON feature shaped like the source's, heights and closing points included."""
    coordinates = [[[x, y, -999.0] for x, y in [*ring, ring[0]]] for ring in rings]
    return {
        "type": "Feature",
        "properties": {"lau_1": code, "label_dk": f"By {code}"},
        "geometry": {"type": "Polygon", "coordinates": coordinates},
    }


def write_geojson(path: Path, features: list[dict[str, object]]) -> Path:
    """Write a FeatureCollection and give its path."""
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_islands_of_one_municipality_are_gathered_under_its_padded_code(tmp_path: Path) -> None:
    """Two features with the same code become one municipality with two polygons."""
    source = write_geojson(
        tmp_path / "in.geojson",
        [feature("741", [square(0, 0, 1)]), feature("741", [square(5, 5, 1)])],
    )
    (samsoe,) = read_municipalities(source)
    assert (samsoe.code, len(samsoe.polygons)) == ("0741", 2)
    assert samsoe.polygons[0].outer == tuple(square(0, 0, 1))


def test_a_feature_of_another_shape_is_named_by_its_number(tmp_path: Path) -> None:
    """A point where a polygon is expected stops the build and says which feature it was."""
    source = write_geojson(tmp_path / "in.geojson", [{"geometry": {"type": "Point"}}])
    with pytest.raises(BoundaryError, match="feature 0"):
        read_municipalities(source)


def test_a_file_without_features_is_refused(tmp_path: Path) -> None:
    """An empty collection would give an empty map, so it is an error."""
    with pytest.raises(BoundaryError, match="no features"):
        read_municipalities(write_geojson(tmp_path / "in.geojson", []))


def test_a_large_island_weighs_more_than_a_small_one() -> None:
    """The middle is weighted by area: 4 to 1 here, at the equator where degrees are equal."""
    polygons = (Polygon(outer=square(0, 0, 2)), Polygon(outer=square(10, 0, 1)))
    longitude, latitude = centroid(Municipality(code="0001", name="Ø", polygons=polygons))
    assert longitude == pytest.approx((4 * 1 + 1 * 10.5) / 5)
    assert latitude == pytest.approx((4 * 1 + 1 * 0.5) / 5)


def test_a_lake_pushes_the_middle_away() -> None:
    """A hole's area is taken out, so the middle moves to the side with land."""
    polygon = Polygon(outer=square(0, 0, 4), holes=(square(3, 1.5, 1),))
    longitude, _ = centroid(Municipality(code="0001", name="Ø", polygons=(polygon,)))
    assert longitude == pytest.approx((16 * 2 - 1 * 3.5) / 15, rel=1e-3)


def test_centroids_are_written_with_four_decimals(tmp_path: Path) -> None:
    """The file is plain CSV with code, lat, lon."""
    land = Municipality(code="0001", name="Ø", polygons=(Polygon(outer=square(9, 55, 1)),))
    write_centroids([land], tmp_path / "centroids.csv")
    assert (tmp_path / "centroids.csv").read_text() == "code,lat,lon\n0001,55.5000,9.5000\n"


def test_the_shipped_centroids_are_all_of_denmark() -> None:
    """98 municipalities and Christiansø, every middle inside the country's own bounds."""
    with (DATA / "centroids.csv").open(encoding="utf-8") as stream:
        rows = {
            row["code"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(stream)
        }
    assert len(rows) == 99
    assert all(54.5 < lat < 57.8 and 8.0 < lon < 15.3 for lat, lon in rows.values())


@pytest.mark.parametrize(
    ("code", "lat", "lon"),
    [("0147", 55.68, 12.52), ("0400", 55.13, 14.92), ("0751", 56.18, 10.15), ("0851", 57.0, 9.95)],
)
def test_known_places_have_their_middle_where_a_map_shows_it(
    code: str, lat: float, lon: float
) -> None:
    """Frederiksberg, Bornholm, Aarhus and Aalborg, read off a map to a twentieth of a degree."""
    with (DATA / "centroids.csv").open(encoding="utf-8") as stream:
        rows = {row["code"]: row for row in csv.DictReader(stream)}
    assert float(rows[code]["lat"]) == pytest.approx(lat, abs=0.05)
    assert float(rows[code]["lon"]) == pytest.approx(lon, abs=0.08)
