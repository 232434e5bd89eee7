import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.domain.ranking import Entrant
from guide.domain.ranking_card import CardError, Field, data_hash, ranking_document, rerun
from guide.domain.ranking_methods import METHOD_2014, METHOD_2017, METHOD_KOMET_2014, METHODS
from guide.domain.report_terms import Absence, Scope
from tests.domain.invented import entrant, figure_set, good_year

FIELD = Field(year=2024, category="erp", query="økonomi", as_of=date(2026, 11, 25))
COMPANIES = [
    entrant("b", good_year(employees=Decimal("80.5")), good_year(2023)),
    entrant("a", good_year(ebit=15_000_000), good_year(2023)),
    entrant("c", good_year(revenue=Absence.NOT_PUBLISHED, equity=-1), good_year(2023)),
    entrant("d", figure_set(2024, scope=Scope.UNKNOWN, dated=False, months=9, ebit=5)),
    Entrant(key="e", name="Ø & Søn", barred="ophørt"),
]


@pytest.mark.parametrize("method", METHODS.values())
def test_a_list_made_again_from_its_card_is_identical_to_the_byte(method):
    """Whatever the method, and whatever is missing."""
    document = ranking_document(method, FIELD, COMPANIES)
    assert rerun(document).encode() == document.encode()


@given(st.permutations(COMPANIES))
def test_the_document_does_not_depend_on_the_order_of_the_companies(companies):
    """Equal data give equal bytes."""
    assert ranking_document(METHOD_2017, FIELD, companies) == ranking_document(
        METHOD_2017, FIELD, COMPANIES
    )


def test_the_card_says_what_was_done():
    """Method, field, inputs, thresholds, versions and the hash of the data stand with the list."""
    document = json.loads(ranking_document(METHOD_2017, FIELD, COMPANIES))
    card = document["card"]
    assert card["method"] == "2017"
    assert card["field"] == {
        "year": 2024, "category": "erp", "query": "økonomi", "as_of": "2026-11-25"
    }  # fmt: skip
    assert card["thresholds"] == [
        "personaleomkostninger mindst 10.000.000 kr.",
        "omsætning mindst 20.000.000 kr.",
    ]
    assert "Personaleomkostninger" in card["inputs"]
    assert card["lacking"]["Personaleomkostninger"] == 2
    assert card["candidates"] == 5
    assert card["data_hash"] == data_hash(document["data"])
    assert len(card["rules"]) == len(METHOD_2017.rules())


def test_places_values_and_reasons_are_in_the_document():
    """Values are written as exact decimals and never as floats."""
    document = json.loads(ranking_document(METHOD_2014, FIELD, COMPANIES))
    first = document["placements"][0]
    assert (first["place"], first["key"], first["score"]) == (1, "a", 4)
    assert first["measures"]["operating_margin"] == {"value": "0.150000", "place": 1}
    left_out = {e["key"]: e["reasons"] for e in document["exclusions"]}
    assert "omsætning ikke offentliggjort" in left_out["c"]
    assert left_out["e"] == ["er ikke med på ranglister"]


def test_only_the_figures_of_the_method_are_in_the_data():
    """A change of a figure that the method does not use leaves the hash alone."""

    def hash_of(**changes):
        one = entrant("a", good_year(**changes), good_year(2023))
        return json.loads(ranking_document(METHOD_KOMET_2014, FIELD, [one]))["card"]["data_hash"]

    assert hash_of() == hash_of(inventories=1)
    assert hash_of() != hash_of(ebit=1)


def altered(document, change):
    """A document in which somebody changed something."""
    content = json.loads(document)
    change(content)
    return json.dumps(content)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda c: c["data"][0]["year"]["figures"].update(ebit=1), "kontrolsum"),
        (lambda c: c["data"].pop(), "kontrolsum"),
        (lambda c: c["card"].update(formula_version="0"), "formelversion 0/1"),
        (lambda c: c["card"].update(method="1999"), "ikke en rangliste"),
        (lambda c: c["card"].pop("field"), "ikke en rangliste"),
        (lambda c: c["card"]["field"].update(year="x"), "ikke en rangliste"),
        (lambda c: c.update(card=[]), "ikke en rangliste"),
    ],
)
def test_a_changed_document_is_refused_with_the_reason(change, message):
    """A list that cannot be made again says so."""
    with pytest.raises(CardError, match=message):
        rerun(altered(ranking_document(METHOD_2017, FIELD, COMPANIES), change))


@pytest.mark.parametrize("value", ["otte", [1], {"a": 1}, 1.5])
def test_data_that_cannot_be_read_are_refused_even_with_the_right_hash(value):
    """A hash made to fit does not make nonsense a figure."""

    def change(content):
        content["data"][0]["year"] = value
        content["card"]["data_hash"] = data_hash(content["data"])

    with pytest.raises(CardError, match="kan ikke læses"):
        rerun(altered(ranking_document(METHOD_2017, FIELD, COMPANIES), change))


def test_text_that_is_no_document_is_refused():
    """A page saved by mistake is told apart from a list."""
    with pytest.raises(CardError, match="ikke en rangliste"):
        rerun("<html>")


def test_a_field_without_a_date_stays_without():
    """The date of the data is optional."""
    document = ranking_document(METHOD_2017, replace(FIELD, as_of=None), COMPANIES)
    assert rerun(document) == document
