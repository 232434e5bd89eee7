"""What a change would do, on the whole seed, compared with doing it."""

import pytest

from guide.bootstrap import Guide
from guide.catalogue import categories, companies
from guide.domain.company import CompanyId
from guide.domain.consequences import Flag
from guide.domain.facts import Field
from guide.usecases.consequences_of import consequences_of
from guide.usecases.edit_company import Editor, override_field
from guide.usecases.rank_companies import rank_companies


@pytest.fixture
def editor(guide: Guide) -> Editor:
    """An editor now."""
    return Editor(actor="editor:1", policy=guide.policy, now=guide.clock.now())


def placed(guide: Guide) -> tuple[CompanyId, str, int]:
    """Return a company with a place in a category's ranking: id, category, place."""
    with guide.database.reading() as work:
        tree = categories.tree(work)
    for slug in tree:
        ranked = rank_companies(guide.database, guide.reader, guide.policy, category=slug)
        if tree[slug].parent and ranked.ranking.placements:
            first = ranked.ranking.placements[0]
            return CompanyId(int(first.key)), slug, first.place
    pytest.fail("no category has a ranking")


def test_keeping_a_company_out_takes_it_from_lists_categories_and_rankings(
    guide: Guide, editor: Editor
) -> None:
    """And what was foretold is what happens."""
    company_id, slug, place = placed(guide)
    told = consequences_of(guide.database, guide.reader, company_id, {Field.EXCLUDED: True}, editor)
    assert (told.listed_before, told.listed_after) == (True, False)
    assert {Flag.LEAVES_LISTS, Flag.LEAVES_RANKINGS} <= set(told.flags)
    in_category = next(one for one in told.places if one.category == slug)
    assert (in_category.before, in_category.after) == (place, None)
    override_field(guide.database, company_id, Field.EXCLUDED, "ja", "Prøve", editor)
    with guide.database.reading() as work:
        counts = categories.listed_counts(work)
    assert {one.category: one.after for one in told.counts} == {
        one.category: counts.get(one.category, 0) for one in told.counts
    }


def test_moving_a_company_to_another_category_tells_its_place_there(
    guide: Guide, editor: Editor
) -> None:
    """Equal to its place once it stands there."""
    company_id, slug, _place = placed(guide)
    with guide.database.reading() as work:
        others = [one.slug for one in categories.tree(work).values() if one.parent]
    target = next(other for other in others if other != slug)
    told = consequences_of(
        guide.database, guide.reader, company_id, {Field.CATEGORIES: [target]}, editor
    )
    foretold = next(one.after for one in told.places if one.category == target)
    override_field(guide.database, company_id, Field.CATEGORIES, target, "Prøve", editor)
    ranked = rank_companies(guide.database, guide.reader, guide.policy, category=target)
    now = ranked.ranking.placement(str(company_id))
    assert foretold == (now.place if now else None)


def test_a_name_that_another_company_has_is_told(guide: Guide, editor: Editor) -> None:
    """Before it is given."""
    with guide.database.reading() as work:
        known = companies.find_by_slug(work, "3shape")
    assert known is not None
    told = consequences_of(
        guide.database, guide.reader, known.id, {Field.NAME: "Despec Denmark A/S"}, editor
    )
    assert len(told.duplicates) == 1
    assert told.listed_after
