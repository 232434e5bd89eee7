"""Filters in plain words, in both languages; what is not understood stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.search.port import YES, Facet, PlaceKind, PlaceName, Range, SearchFilters
from guide.search.understanding import LEAST, Gazetteer, understand

PLACES = Gazetteer(
    [
        PlaceName(
            name="Aarhus",
            kind=PlaceKind.MUNICIPALITY,
            municipalities=frozenset({"0751"}),
            point=(56.16, 10.15),
        ),
        PlaceName(
            name="Odense",
            kind=PlaceKind.MUNICIPALITY,
            municipalities=frozenset({"0461"}),
            point=(55.38, 10.39),
        ),
        PlaceName(
            name="Vejle",
            kind=PlaceKind.MUNICIPALITY,
            municipalities=frozenset({"0630"}),
            point=(55.74, 9.43),
        ),
        PlaceName(
            name="Kolding",
            kind=PlaceKind.MUNICIPALITY,
            municipalities=frozenset({"0621"}),
            point=(55.46, 9.46),
        ),
        PlaceName(
            name="Region Syddanmark",
            kind=PlaceKind.REGION,
            municipalities=frozenset({"0461", "0621", "0630"}),
        ),
        PlaceName(
            name="8000 Aarhus C", kind=PlaceKind.POSTCODE, municipalities=frozenset({"0751"})
        ),
    ]
)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("ERP under 50 ansatte", "ERP", {"employees": Range(high=49)}),
        ("mindst 1.000 medarbejdere", "", {"employees": Range(low=1000)}),
        ("crm mellem 10 og 50 ansatte", "crm", {"employees": Range(low=10, high=50)}),
        ("10-50 ansatte", "", {"employees": Range(low=10, high=50)}),
        ("50+ ansatte", "", {"employees": Range(low=50)}),
        ("fewer than 20 employees erp", "erp", {"employees": Range(high=19)}),
        ("over 10 mio. i omsætning", "", {"revenue": Range(low=10_000_001)}),
        ("omsætning over 1,5 mia. kr.", "", {"revenue": Range(low=1_500_000_001)}),
        ("revenue at least 5 million", "", {"revenue": Range(low=5_000_000)}),
        ("omsætning mellem 5 og 10 mio.", "", {"revenue": Range(low=5e6, high=10e6)}),
        ("hosting stiftet efter 2015", "hosting", {"founded": Range(low=2016)}),
        ("founded before 1990", "", {"founded": Range(high=1989)}),
        ("grundlagt i 2020", "", {"founded": Range(low=2020, high=2020)}),
        ("cloud i vækst", "cloud", {"growth": Range(low=LEAST)}),
        ("med overskud", "", {"result": Range(low=1)}),
        ("med underskud", "", {"result": Range(high=-1)}),
        ("bi med regnskab", "bi", {"values": {Facet.FIGURES: frozenset({YES})}}),
        ("erp i Aarhus", "erp", {"values": {Facet.MUNICIPALITY: frozenset({"0751"})}}),
        ("erp i Århus Kommune", "erp", {"values": {Facet.MUNICIPALITY: frozenset({"0751"})}}),
        ("erp in 8000 aarhus c", "erp", {"values": {Facet.MUNICIPALITY: frozenset({"0751"})}}),
        (
            "i region syddanmark",
            "",
            {"values": {Facet.MUNICIPALITY: frozenset({"0461", "0621", "0630"})}},
        ),
    ],
)
def test_plain_words_become_filters(text: str, words: str, expected: dict[str, object]) -> None:
    """Each way of saying it gives the filter, and only the other words are left."""
    understood = understand(text, SearchFilters(), PLACES)
    assert understood.words == words
    assert understood.filters == SearchFilters(**expected)  # type: ignore[arg-type]
    assert len(understood.chips) == 1


@pytest.mark.parametrize(
    ("text", "municipalities"),
    [
        ("nær Odense", {"0461"}),
        ("inden for 40 km af Vejle", {"0630", "0621"}),
        ("within 200 km of Aarhus", {"0751", "0461", "0621", "0630"}),
    ],
)
def test_near_is_measured_between_centroids(text: str, municipalities: set[str]) -> None:
    """The place's own municipality is always among those near it."""
    near = understand(text, SearchFilters(), PLACES).filters.near
    assert near is not None
    assert near.municipalities == municipalities


@pytest.mark.parametrize(
    "text", ["firma i nice", "under 50", "it i", "over bjerge", "ansatte", "vækst", "10 ansatte"]
)
def test_what_is_not_understood_stays_as_words(text: str) -> None:
    """No word is dropped without becoming a filter."""
    understood = understand(text, SearchFilters(), PLACES)
    assert understood.words == text
    assert understood.chips == ()


def test_a_filter_already_set_is_not_read_again() -> None:
    """A chip chosen beside the words wins, and the words stay words."""
    set_before = SearchFilters(employees=Range(low=5))
    assert understand("under 50 ansatte", set_before, PLACES).filters == set_before


def test_chips_tell_the_words_they_came_from() -> None:
    """Taking the surface of a chip out of the text takes the filter away."""
    chips = understand("cloud i vækst i aarhus, under 20 ansatte", SearchFilters(), PLACES).chips
    assert [(chip.kind, chip.surface) for chip in chips] == [
        ("employees", "under 20 ansatte"),
        ("growth", "i vækst"),
        ("place", "i aarhus,"),
    ]


@given(st.text(max_size=300))
def test_any_text_is_read_in_bounded_time(text: str) -> None:
    """No text makes a pattern run away: hypothesis' deadline holds for each."""
    understand(text, SearchFilters(), PLACES)
