"""Searching: from the index, from the database when it is down, and what the policy hides."""

import shutil

import pytest

from guide.bootstrap import Guide, build
from guide.catalogue import companies, facts
from guide.domain.facts import Fact, Field, Layer
from guide.search.port import Facet, SearchFilters, SearchRequest
from guide.usecases.refresh_company import refresh_company
from guide.usecases.search_companies import Answer, search_companies


def ask(guide: Guide, request: SearchRequest) -> Answer:
    """Ask as the site does."""
    today = guide.clock.now().date()
    return search_companies(guide.database, guide.reader, guide.policy, request, today)


@pytest.fixture
def blind(guide: Guide) -> Guide:
    """A guide whose index is gone."""
    shutil.rmtree(guide.settings.index)
    return build(guide.settings, guide.clock)


@pytest.mark.parametrize("text", ["despec", "DESPEC DENMARK"])
def test_without_an_index_names_are_found_in_the_database(blind: Guide, text: str) -> None:
    """The answer says that it is limited, and why."""
    answer = ask(blind, SearchRequest(text=text))
    assert [hit.name for hit in answer.result.hits] == ["Despec Denmark A/S"]
    assert answer.result.limited
    assert answer.reason
    blind.close()


def test_without_an_index_filters_still_hold(blind: Guide) -> None:
    """A category's list is the category's list."""
    chosen = SearchFilters(values={Facet.CATEGORY: frozenset(["forbrugsstoffer"])})
    answer = ask(blind, SearchRequest(filters=chosen))
    assert answer.result.total > 0
    assert all("forbrugsstoffer" in card.categories for card in answer.cards.values())
    blind.close()


def test_a_company_protected_since_the_last_indexing_is_not_shown(guide: Guide) -> None:
    """The policy is asked at the moment of the answer; the number leads to the stub."""
    with guide.database.writing() as work:
        known = companies.find_by_cvr(work, "25553489")
        assert known is not None
        protected = Fact(
            field=Field.ADVERTISING_PROTECTED,
            layer=Layer.REGISTER,
            value=True,
            recorded_at=guide.clock.now(),
            source="seed",
        )
        facts.record(work, known.id, [protected])
        refresh_company(work, known.id, guide.policy, guide.clock.now())
        work.commit()
    answer = ask(guide, SearchRequest(text="25553489"))
    assert answer.cards == {}
    assert answer.stub == "25553489"
