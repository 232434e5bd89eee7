"""Regions on a day, towns that lie in one municipality, distances."""

from datetime import date

import pytest

from guide.domain.places import (
    Municipality,
    RegionMembership,
    distance_km,
    municipalities_within,
    regions_on,
)
from guide.domain.seed import municipality_of_town
from guide.ingest.seed.companies import read_companies
from guide.ingest.seed.places import read_places
from guide.ingest.seed.taxonomy import read_taxonomy
from tests.conftest import ROOT

SEED = read_places(ROOT / "data")


@pytest.mark.parametrize(
    ("day", "regions", "name"),
    [(date(2026, 12, 31), 5, "Region Hovedstaden"), (date(2027, 1, 1), 4, "Region Østdanmark")],
)
def test_two_regions_become_one_at_new_year_2027(day: date, regions: int, name: str) -> None:
    """Copenhagen's region has another name from the first of January."""
    found = regions_on(day, SEED.memberships)
    assert len(set(found.values())) == regions
    names = {region.code: region.name for region in SEED.regions}
    assert names[found["0101"]] == name


def test_a_membership_ends_before_its_last_day() -> None:
    """The day to is not included."""
    row = RegionMembership(
        municipality="0101", region="1084", valid_from=date(2007, 1, 1), valid_to=date(2027, 1, 1)
    )
    assert row.holds_on(date(2026, 12, 31))
    assert not row.holds_on(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("town", "code"),
    [("Højbjerg", "0751"), ("Aarhus", "0751"), ("Rønne", "0400"), ("Fredericia", "0607"),
     ("Odense", "0461"), ("Farum", None), ("Atlantis", None)],
)  # fmt: skip
def test_a_town_tells_its_municipality_only_where_it_lies_in_one(
    town: str, code: str | None
) -> None:
    """Farum's postcode lies in three municipalities, so nothing is concluded."""
    towns: dict[str, set[str]] = {}
    for _postcode, name, municipality in SEED.postcodes:
        towns.setdefault(name, set()).add(municipality)
    known = {place.code: place for place in SEED.municipalities}
    frozen = {name: frozenset(codes) for name, codes in towns.items()}
    assert municipality_of_town(town, frozen, known) == code


def test_distance_runs_over_the_globe() -> None:
    """Copenhagen to Aarhus is about 157 km."""
    assert distance_km(55.6761, 12.5683, 56.1629, 10.2039) == pytest.approx(157, abs=2)


def test_a_circle_takes_the_municipalities_whose_middle_lies_in_it() -> None:
    """A place without a centroid is in no circle."""
    places = [
        Municipality(code="1", name="A", slug="a", latitude=55.0, longitude=10.0),
        Municipality(code="2", name="B", slug="b", latitude=56.0, longitude=10.0),
        Municipality(code="3", name="C", slug="c"),
    ]
    assert municipalities_within((55.0, 10.0), 50, places) == {"1"}


def test_where_the_seed_tells_town_and_municipality_the_rule_agrees() -> None:
    """No row that tells both contradicts what would be concluded from its town."""
    towns: dict[str, set[str]] = {}
    for _postcode, name, municipality in SEED.postcodes:
        towns.setdefault(name, set()).add(municipality)
    frozen = {name: frozenset(codes) for name, codes in towns.items()}
    known = {place.code: place for place in SEED.municipalities}
    names = frozenset(place.name for place in known.values())
    slugs = frozenset(category.slug for category in read_taxonomy(ROOT / "data" / "taxonomy.tsv"))
    rows, _problems = read_companies(ROOT / "data" / "companies.tsv", slugs, names)
    told = [row for row in rows if row.town and row.municipality]
    concluded = {row.name: municipality_of_town(row.town, frozen, known) for row in told}
    contradictions = [
        row.name
        for row in told
        if (code := concluded[row.name]) is not None and known[code].name != row.municipality
    ]
    assert len(told) > 30
    assert contradictions == []
