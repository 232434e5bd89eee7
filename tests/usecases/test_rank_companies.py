"""Rankings over the seed: honest about what is lacking, the same again from their card."""

import json

import pytest

from guide.bootstrap import Guide
from guide.catalogue import facts
from guide.domain.company import CompanyId
from guide.domain.facts import Fact, Field, Layer
from guide.domain.ranking_card import rerun
from guide.domain.ranking_methods import METHODS
from guide.usecases.rank_companies import RankedList, UnknownFieldError, rank_companies
from guide.usecases.refresh_company import refresh_company


def ranked(guide: Guide, method: str | None = None, **field: str | int) -> RankedList:
    """Rank the seed's companies."""
    chosen = METHODS[method] if method else None
    return rank_companies(guide.database, guide.reader, guide.policy, chosen, **field)  # type: ignore[arg-type]


def test_on_the_seed_the_comet_is_the_method_the_figures_suffice_for(guide: Guide) -> None:
    """Staff cost is never known there, and every assumption is marked."""
    found = ranked(guide)
    assert found.method.key == "komet2014"
    assert all(row.marks for row in found.ranking.placements)


@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_about_forty_companies_a_year_are_placed(guide: Guide, year: int) -> None:
    """The size that the seed's figures allow."""
    assert 30 <= len(ranked(guide, "komet2014", year=year).ranking.placements) <= 50


@pytest.mark.parametrize("method", ["2014", "2017"])
def test_the_other_methods_name_the_inputs_they_lack(guide: Guide, method: str) -> None:
    """Nobody is placed by a guess."""
    card = json.loads(ranked(guide, method).document())["card"]
    assert ranked(guide, method).ranking.placements == ()
    assert card["lacking"]["Resultat af primær drift (EBIT)"] < card["candidates"]


def test_a_list_made_again_from_its_card_is_identical_to_the_byte(guide: Guide) -> None:
    """Card, figures, placed and left out."""
    document = ranked(guide, "komet2014", year=2023).document()
    assert rerun(document) == document


def test_any_category_and_any_search_can_be_the_field(guide: Guide) -> None:
    """A field is smaller than the whole, and its companies belong to it."""
    whole = {row.key for row in ranked(guide, year=2023).ranking.placements}
    part = ranked(guide, "komet2014", year=2023, category="drift-hosting")
    assert {row.key for row in part.ranking.placements} < whole
    found = ranked(guide, "komet2014", year=2023, query="visma")
    assert 0 < len(found.entrants) < len(ranked(guide).entrants)


def test_an_unknown_category_is_named(guide: Guide) -> None:
    """With the next step."""
    with pytest.raises(UnknownFieldError, match=r"findes-ikke.*/kategorier"):
        ranked(guide, category="findes-ikke")


def test_the_ceased_are_in_no_ranking_and_are_told_why(guide: Guide) -> None:
    """A company that an editor marks as ceased leaves the list."""
    first = ranked(guide, "komet2014", year=2023).ranking.placements[0]
    with guide.database.writing() as work:
        ceased = Fact(
            field=Field.STATUS,
            layer=Layer.EDITOR,
            value="ceased",
            recorded_at=guide.clock.now(),
            source="seed",
            override=True,
            reason="afprøvning",
        )
        company_id = CompanyId(int(first.key))
        facts.record(work, company_id, [ceased])
        refresh_company(work, company_id, guide.policy, guide.clock.now())
        work.commit()
    after = ranked(guide, "komet2014", year=2023)
    assert after.ranking.placement(first.key) is None
    (left_out,) = [one for one in after.ranking.exclusions if one.key == first.key]
    assert "ophørt" in left_out.note
