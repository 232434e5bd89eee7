"""A new category, and one that becomes several: who moves was seen, and is told once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from guide.bootstrap import Guide
from guide.catalogue import audit, cards, categories, outbox, subscriptions
from guide.domain.category_changes import CategorySplit, NewCategory, TreeAct, TreeChange
from guide.domain.company import CompanyId
from guide.domain.editing import EditError
from guide.domain.facts import Field
from guide.domain.subscriptions import Wish
from guide.usecases.change_categories import change_category, preview_change
from guide.usecases.edit_company import Editor
from guide.usecases.grow_categories import (
    SplitChangedError,
    SplitPreview,
    add_category,
    preview_split,
    split_category,
)
from guide.usecases.load_seed import load_seed
from guide.web import create_app
from tests.conftest import ROOT, FixedClock
from tests.small import SAID, add_company, company_id_of, small_guide

NEW = NewCategory(
    name_da="Lagerstyring", name_en="Warehousing", parent="forretning", keywords_da=("lager",)
)
SPLIT = CategorySplit(
    category="erp",
    children=(
        NewCategory(
            name_da="Regnemaskiner",
            name_en="Calculators",
            parent=None,
            keywords_da=("regnemaskiner",),
        ),
        NEW,
    ),
)


@pytest.fixture
def guide(tmp_path: Path, clock: FixedClock) -> Iterator[Guide]:
    """A small guide with a second company in the same category."""
    with small_guide(tmp_path / "home", clock) as running:
        other = {
            **SAID,
            Field.NAME: "Anden ApS",
            Field.DESCRIPTION: "Lager og løn.",
            Field.CATEGORIES: ["crm", "erp"],
        }
        add_company(running, "98000011", other)
        yield running


def editor(guide: Guide) -> Editor:
    """Return an admin."""
    return Editor(actor="account:1", policy=guide.policy, now=guide.clock.now())


def stands_in(guide: Guide, slug: str) -> tuple[str, ...]:
    """Return a company's categories."""
    with guide.database.reading() as work:
        card = cards.find(work, company_id_of(guide, slug))
    assert card is not None
    return card.categories


def index_jobs(guide: Guide) -> int:
    """Count the index jobs."""
    with guide.database.reading() as work:
        return outbox.count_open(work, outbox.INDEX)


def divide(guide: Guide, choices: dict[CompanyId, str], reason: str = "For stor.") -> SplitPreview:
    """Preview a split and make it."""
    mark = preview_split(guide.database, SPLIT, choices).mark
    return split_category(guide.database, SPLIT, choices, mark, reason, editor(guide))


def test_a_new_category_stands_in_the_tree_and_in_the_log(guide: Guide) -> None:
    """With its keywords; loading the seed leaves it alone."""
    category = add_category(guide.database, NEW, "Den manglede.", editor(guide))
    with guide.database.reading() as work:
        assert list(categories.tree(work))[-1] == "lagerstyring"
        assert audit.of_object(work, "category", "lagerstyring")[-1].reason == "Den manglede."
    load_seed(guide.database, ROOT / "data", guide.policy, guide.clock.now())
    with guide.database.reading() as work:
        assert categories.tree(work)["lagerstyring"] == category
    assert create_app(guide).test_client().get("/kategori/lagerstyring").status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        NewCategory(name_da="", name_en="X", parent=None),
        NewCategory(name_da="X", name_en=" ", parent=None),
        NewCategory(name_da="CRM", name_en="CRM", parent="forretning"),
        NewCategory(name_da="X", name_en="X", parent="erp"),
        NewCategory(name_da="X", name_en="X", parent="findesikke"),
    ],
)
def test_what_would_break_the_tree_is_refused(guide: Guide, wrong: NewCategory) -> None:
    """Two levels, names in both languages, no double."""
    with pytest.raises(EditError):
        add_category(guide.database, wrong, "Fordi.", editor(guide))


def test_an_address_that_leads_elsewhere_is_not_given_away(guide: Guide) -> None:
    """Old links would end in the wrong place."""
    change = TreeChange(act=TreeAct.RENAME, category="erp", target="Økonomi", name_en="Finance")
    mark = preview_change(guide.database, change).mark
    change_category(guide.database, change, mark, "Bedre ord.", editor(guide))
    again = NewCategory(name_da="ERP", name_en="ERP", parent="forretning")
    with pytest.raises(EditError, match="taget"):
        add_category(guide.database, again, "Fordi.", editor(guide))
    site = create_app(guide).test_client()
    told = site.get("/api/v1/search?category=erp")
    assert told.status_code == 200
    assert site.get("/soeg?kategori=erp").text.count("Opdigtet Data ApS") >= 1


def test_each_company_is_shown_with_what_its_own_words_speak_for(guide: Guide) -> None:
    """And the words that led to it; nobody is moved by that."""
    preview = preview_split(guide.database, SPLIT, {})
    told = {row.slug: (row.suggested, row.words, row.chosen) for row in preview.rows}
    assert told == {
        "opdigtet-data": ("regnemaskiner", ("regnemaskiner",), ""),
        "anden": ("lagerstyring", ("lager",), ""),
    }


def test_who_is_chosen_moves_and_the_rest_stays(guide: Guide) -> None:
    """One index job for each who moved; the place among a company's categories is kept."""
    before = index_jobs(guide)
    divide(guide, {company_id_of(guide, "anden"): "lagerstyring"})
    assert stands_in(guide, "anden") == ("crm", "lagerstyring")
    assert stands_in(guide, "opdigtet-data") == ("erp",)
    assert index_jobs(guide) == before + 1
    with guide.database.reading() as work:
        tree = categories.tree(work)
        assert [entry.action for entry in audit.of_object(work, "category", "erp")] == [
            "category.split"
        ]
    assert (tree["regnemaskiner"].parent, tree["erp"].parent) == ("forretning", "forretning")


def test_whoever_follows_the_old_category_follows_the_new_ones_too(guide: Guide) -> None:
    """By mail: what is kept is widened; another search is left as it was."""
    now = guide.clock.now()
    with guide.database.writing() as work:
        for slug in ("erp", "crm"):
            asked = {"text": "", "understand": True, "values": {"category": [slug]}}
            subscriptions.add(work, "a@b.example", "da", Wish(query=f"kategori={slug}",
                                                             asked=asked), now)  # fmt: skip
        work.commit()
    divide(guide, {})
    with guide.database.reading() as work:
        followed = sorted(subscriptions.of_mail(work, "a@b.example"), key=lambda one: one.id)
    wide, narrow = (one.wish for one in followed)
    assert wide.query == "kategori=erp&kategori=regnemaskiner&kategori=lagerstyring"
    assert wide.asked is not None
    assert wide.asked["values"]["category"] == ["erp", "lagerstyring", "regnemaskiner"]
    assert narrow.query == "kategori=crm"


def test_a_stale_preview_or_another_choice_moves_nobody(guide: Guide) -> None:
    """Exactly what was seen, or nothing; the error holds what would happen now."""
    company = company_id_of(guide, "anden")
    mark = preview_split(guide.database, SPLIT, {}).mark
    with pytest.raises(SplitChangedError) as found:
        split_category(
            guide.database, SPLIT, {company: "lagerstyring"}, mark, "Fordi.", editor(guide)
        )
    assert found.value.preview.count("lagerstyring") == 1
    add_company(guide, "98000038", {**SAID, Field.NAME: "Tredje ApS"})
    with pytest.raises(SplitChangedError):
        split_category(guide.database, SPLIT, {}, mark, "Fordi.", editor(guide))
    with guide.database.reading() as work:
        assert "lagerstyring" not in categories.tree(work)


@pytest.mark.parametrize(
    ("split", "choices"),
    [
        (CategorySplit(category="findesikke", children=(NEW,)), {}),
        (CategorySplit(category="erp", children=()), {}),
        (CategorySplit(category="erp", children=(NEW, NEW)), {}),
        (SPLIT, {CompanyId(1): "crm"}),
    ],
)
def test_what_cannot_be_split_is_told(
    guide: Guide, split: CategorySplit, choices: dict[CompanyId, str]
) -> None:
    """Before anything is done."""
    with pytest.raises(EditError):
        preview_split(guide.database, split, choices)
