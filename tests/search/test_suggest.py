"""What is being typed is completed, from the first letter."""

import pytest

from guide.search.port import (
    CategoryName,
    PlaceKind,
    PlaceName,
    SearchDocument,
    Suggestion,
    SuggestionKind,
)
from guide.search.reference import ReferenceIndex
from guide.search.suggest import Suggester

CATEGORIES = (
    CategoryName(slug="drift", name_da="Drift", name_en="Operations"),
    CategoryName(
        slug="hosting",
        name_da="Hosting og servere",
        name_en="Hosting and servers",
        keywords=("netplads", "colocation"),
        parent="drift",
    ),
)
PLACES = (
    PlaceName(name="Næstved", kind=PlaceKind.MUNICIPALITY, municipalities=frozenset({"0370"})),
    PlaceName(name="Aarhus", kind=PlaceKind.MUNICIPALITY, municipalities=frozenset({"0751"})),
)


def company(number: int, name: str, employees: int | None = None, *brands: str) -> SearchDocument:
    """Invent a company."""
    return SearchDocument(
        company_id=number,
        revision=1,
        slug=f"c-{number}",
        name=name,
        sort_key=name.casefold(),
        brand_names=brands,
        employees=employees,
    )


SUGGESTER = Suggester(
    ReferenceIndex(
        [
            company(1, "Netcompany A/S", 7000),
            company(2, "Netic ApS", 50),
            company(3, "Dansk Net ApS", 9000),
            company(4, "Nørrebro Data"),
            company(5, "Gammelt Navn A/S", 3, "Netto Drift"),
        ]
    ),
    CATEGORIES,
    PLACES,
)


def texts(typed: str, kind: SuggestionKind | None = None) -> list[str]:
    """Suggest and give the texts, of one kind if it is given."""
    return [s.text for s in SUGGESTER.suggest(typed) if kind in (None, s.kind)]


def test_names_that_begin_so_come_before_later_words() -> None:
    """The largest company first, then names with a later word, whatever their size."""
    assert texts("net", SuggestionKind.COMPANY) == [
        "Netcompany A/S",
        "Netic ApS",
        "Gammelt Navn A/S",
        "Dansk Net ApS",
    ]


def test_the_first_letter_is_enough() -> None:
    """One letter already leads to companies and places, in any spelling of it."""
    assert "Nørrebro Data" in texts("n")
    assert "Næstved" in texts("n")
    assert texts("no", SuggestionKind.COMPANY) == texts("nø", SuggestionKind.COMPANY)


def test_a_name_is_completed_over_its_blanks() -> None:
    """Joined or apart, the name is found."""
    assert texts("danskn", SuggestionKind.COMPANY) == ["Dansk Net ApS"]
    assert texts("net company", SuggestionKind.COMPANY) == ["Netcompany A/S"]


@pytest.mark.parametrize("typed", ["host", "serv", "netpl", "COLO"])
def test_a_category_is_found_by_its_words_in_both_languages(typed: str) -> None:
    """Names from any word on, and keywords, lead to the category once."""
    assert SUGGESTER.suggest(typed) == (
        Suggestion(
            kind=SuggestionKind.CATEGORY,
            text="Hosting og servere",
            target="hosting",
            detail="Drift",
        ),
    )


@pytest.mark.parametrize("typed", ["aar", "Århus", "aarhus"])
def test_a_place_is_found_in_every_spelling(typed: str) -> None:
    """The target is the code of its municipality."""
    [place] = SUGGESTER.suggest(typed)
    assert (place.kind, place.text, place.target) == (SuggestionKind.PLACE, "Aarhus", "0751")


def test_a_misspelled_word_is_put_right() -> None:
    """Where nothing goes on from it, the question is offered as it may have been meant."""
    [correction] = SUGGESTER.suggest("hele netcmpany")
    assert correction.kind is SuggestionKind.CORRECTION
    assert correction.target == "hele netcompany"


@pytest.mark.parametrize("typed", ["", "   ", "-", "xq", '"', "\0"])
def test_nothing_to_complete_suggests_nothing(typed: str) -> None:
    """Signs and letters that nothing begins with have no suggestion, and are no error."""
    assert SUGGESTER.suggest(typed) == ()


def test_no_more_are_suggested_than_asked_for() -> None:
    """Companies never take all of the places."""
    kinds = [each.kind for each in SUGGESTER.suggest("n", 3)]
    assert len(kinds) == 3
    assert SuggestionKind.PLACE in kinds
