"""Answers as a reader meets them, on the reference index over the seed and invented companies."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.search.engine import Engine
from guide.search.planner import Language
from guide.search.port import (
    Facet,
    MatchKind,
    NumberKind,
    PlaceKind,
    PlaceName,
    RelaxationKind,
    SearchDocument,
    SearchFilters,
    SearchRequest,
    SearchResult,
    Sort,
)
from guide.search.reference import ReferenceIndex, ReferenceMatches
from guide.search.understanding import Gazetteer
from tests.search.seed import seed_documents, seed_synonyms

AARHUS = PlaceName(
    name="Aarhus", kind=PlaceKind.MUNICIPALITY, municipalities=frozenset({"0751"}), point=(56, 10)
)


def company(number: int, name: str, **fields: object) -> SearchDocument:
    """Invent a company."""
    return SearchDocument(
        company_id=number,
        revision=1,
        slug=f"c-{number}",
        name=name,
        sort_key=name.casefold(),
        **fields,  # type: ignore[arg-type]
    )


def engine_over(documents: Sequence[SearchDocument]) -> Engine[ReferenceMatches]:
    """Search over the reference index."""
    places = Gazetteer([AARHUS])
    language = Language(seed_synonyms(), places.names)
    return Engine(ReferenceIndex(documents), language, places, clock=lambda: 0.0)


SEED = engine_over(seed_documents())


def found(result: SearchResult) -> list[str]:
    """Name the hits in order."""
    return [hit.name for hit in result.hits]


def kinds(result: SearchResult) -> list[RelaxationKind]:
    """Tell what was relaxed."""
    return [relaxed.kind for relaxed in result.relaxed]


@pytest.mark.parametrize(
    "text",
    [
        "3shape",
        "3Shape A/S",
        "25553489",
        "DK 25 55 34 89",
        "cvr 25553489",
        "www.3shape.com",
        "3shape.com",
    ],
)
def test_a_company_is_found_by_name_number_and_address(text: str) -> None:
    """Every way of naming one company leads to it first."""
    assert found(SEED.search(SearchRequest(text=text)))[0] == "3Shape A/S"


def test_a_number_nobody_has_finds_nothing_and_is_told() -> None:
    """A CVR number goes past text search, and the page learns that one was typed."""
    result = SEED.search(SearchRequest(text="98000003"))
    assert result.total == 0
    assert result.numbers[0].kind is NumberKind.CVR
    assert result.numbers[0].digits == "98000003"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Sitecore Corp ApS", "Sitecore Corporation A/S", RelaxationKind.LEGAL_FORM),
        ("kolumbuz", "Columbus A/S", RelaxationKind.FOLDED),
        ("netcmopany", "Netcompany A/S", RelaxationKind.TYPO_1),
        ("siteimrpvoe", "Siteimprove A/S", RelaxationKind.TYPO_2),
        ("hosting quxzzle", "UniHosting", RelaxationKind.DROPPED),
        ("systematicxqwrty", "Systematic A/S", RelaxationKind.PEELED),
    ],
)
def test_the_ladder_tells_what_it_gave_up(text: str, name: str, kind: RelaxationKind) -> None:
    """Each rung finds what only it can find, and says so."""
    result = SEED.search(SearchRequest(text=text))
    assert name in found(result)
    assert kinds(result)[-1] is kind


def test_a_typo_offers_the_right_spelling() -> None:
    """ "Mente du …?" is the question with the typo put right."""
    assert SEED.search(SearchRequest(text="hostign")).did_you_mean == "hosting"


@pytest.mark.parametrize("text", ["qwxzvb", "asdfghjkl", "zzzzzz", "hundefrisør", "xyzzy plugh"])
def test_nonsense_finds_nothing(text: str) -> None:
    """Nothing is stretched so far that anything would do."""
    result = SEED.search(SearchRequest(text=text))
    assert result.total == 0
    assert result.relaxed == ()


def test_words_that_are_a_name_are_no_filter() -> None:
    """A company called "… i Aarhus" is found first by that name."""
    engine = engine_over(
        [
            company(1, "Vækst i Aarhus ApS", municipality="0101"),
            company(2, "Anden Vækst ApS", municipality="0751"),
            company(3, "Tredje ApS", own_words=("vækst",), municipality="0751"),
        ]
    )
    result = engine.search(SearchRequest(text="Vækst i Aarhus"))
    assert found(result)[0] == "Vækst i Aarhus ApS"
    assert result.understood == ()
    filtered = engine.search(SearchRequest(text="anden vækst i Aarhus"))
    assert found(filtered) == ["Anden Vækst ApS"]
    assert [chip.surface for chip in filtered.understood] == ["i Aarhus"]


def test_words_for_companies_as_such_ask_for_nothing() -> None:
    """Beside a filter or a place "firmaer" means all of them, and the page says so."""
    engine = engine_over(
        [
            company(1, "Alfa", municipality="0751", place_texts=("Aarhus",)),
            company(2, "Beta", own_words=("et firma",), municipality="0101"),
            company(3, "Gamma", own_words=("it-support",), municipality="0751"),
        ]
    )
    filtered = engine.search(SearchRequest(text="it-firmaer i Aarhus"))
    assert set(found(filtered)) == {"Alfa", "Gamma"}
    assert [relaxed.word for relaxed in filtered.relaxed] == ["it-firmaer"]
    assert found(engine.search(SearchRequest(text="firma aarhus"))) == ["Alfa"]
    assert found(engine.search(SearchRequest(text="firma"))) == ["Beta"]
    assert found(engine.search(SearchRequest(text="it support"))) == ["Gamma"]


def test_a_place_goes_before_a_topic() -> None:
    """Where nobody in a town does it, those elsewhere are shown, not others in the town."""
    engine = engine_over(
        [
            company(1, "Alfa", place_texts=("Aarhus",)),
            company(2, "Beta", own_words=("webbureau",)),
            company(3, "Gamma", own_words=("webbureau",)),
        ]
    )
    result = engine.search(SearchRequest(text="webbureau aarhus"))
    assert set(found(result)) == {"Beta", "Gamma"}
    assert [relaxed.word for relaxed in result.relaxed] == ["aarhus"]


def test_operators_narrow() -> None:
    """Minus leaves out, quotes keep words together, a field limits where."""
    engine = engine_over(
        [
            company(1, "Alfa", own_words=("business central og sap",)),
            company(2, "Beta", own_words=("central business",)),
            company(3, "Gamma", own_words=("business central",)),
            company(4, "Business", own_words=("andet",)),
        ]
    )
    assert set(found(engine.search(SearchRequest(text='"business central"')))) == {"Alfa", "Gamma"}
    assert found(engine.search(SearchRequest(text='"business central" -sap'))) == ["Gamma"]
    assert found(engine.search(SearchRequest(text="navn:business"))) == ["Business"]
    assert found(engine.search(SearchRequest(text="tekst:busi* -central"))) == []


def test_unknown_is_an_answer_of_its_own() -> None:
    """Values not told are counted, can be chosen, fail every range and sort last."""
    engine = engine_over(
        [company(1, "A", employees=5, size="1-9"), company(2, "B"), company(3, "C", employees=7)]
    )
    result = engine.search(SearchRequest(sort=Sort.EMPLOYEES))
    assert found(result) == ["C", "A", "B"]
    assert {c.value: c.count for c in result.facets[Facet.SIZE]} == {"1-9": 1, "unknown": 2}
    chosen = SearchFilters(values={Facet.SIZE: frozenset({"unknown"})})
    assert engine.search(SearchRequest(filters=chosen)).total == 2


def test_the_reasons_add_up() -> None:
    """Each hit says field, form and kind, and the shares are of one score."""
    engine = engine_over(
        [
            company(1, "Alfa", category_texts=("ERP",), own_words=("lønsystemer til byggeri",)),
            company(2, "Beta", own_words=("payroll",)),
        ]
    )
    result = engine.search(SearchRequest(text="lønsystem", explain=True))
    by_name = {hit.name: hit.why for hit in result.hits}
    assert by_name["Alfa"][0].form == "lønsystemer"
    assert by_name["Alfa"][0].field == "own_words"
    assert by_name["Alfa"][0].kind is MatchKind.STEM
    assert by_name["Beta"][0].kind is MatchKind.SYNONYM
    for why in by_name.values():
        assert sum(reason.share for reason in why) == pytest.approx(1)


def test_pages_far_out_are_limited() -> None:
    """Past a thousand hits the reader is told to narrow the search."""
    assert SEED.search(SearchRequest(page=1000, per_page=20)).limited


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=250))
def test_nothing_a_reader_can_type_is_an_error(text: str) -> None:
    """Any text has an answer."""
    SEED.search(SearchRequest(text=text, explain=True, per_page=3))


@pytest.mark.parametrize("text", ["0:0AR", "og dem", "0 apss"])
def test_a_typo_is_never_read_as_a_word_without_a_topic(text: str) -> None:
    """A corrected word keeps its place among the words that are searched."""
    assert SEED.search(SearchRequest(text=text)).words


def test_a_place_where_nobody_is_becomes_no_other_word() -> None:
    """A town is spelled right, however near a word that somebody has: Aarhus is not Marhus."""
    only = company(1, "Opdigtet Data ApS", own_words=("vi laver marhus",))
    assert engine_over([only]).search(SearchRequest(text="aarhus")).total == 0
    assert found(engine_over([only]).search(SearchRequest(text="narhus"))) == ["Opdigtet Data ApS"]


def test_a_hit_by_its_legal_form_is_explained() -> None:
    """The sign behind a name is a reason like any other word of it."""
    result = SEED.search(SearchRequest(text="columbus a/s", explain=True))
    assert found(result)[0] == "Columbus A/S"
    assert {reason.kind for reason in result.hits[0].why} == {MatchKind.NAME}
