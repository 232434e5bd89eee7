"""The tree is changed as it was previewed, and nobody loses their category."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from guide.bootstrap import Guide
from guide.catalogue import audit, cards, categories, outbox
from guide.domain.category_changes import TreeAct, TreeChange, follow
from guide.domain.editing import EditError
from guide.usecases.change_categories import change_category, preview_change
from guide.usecases.edit_company import Editor
from guide.usecases.load_seed import load_seed
from guide.web import create_app
from tests.conftest import ROOT, FixedClock
from tests.small import company_id_of, small_guide

RENAME = TreeChange(act=TreeAct.RENAME, category="erp", target="Økonomistyring", name_en="Finance")
MERGE = TreeChange(act=TreeAct.MERGE, category="erp", target="crm")


@pytest.fixture
def small(tmp_path: Path, clock: FixedClock) -> Iterator[Guide]:
    """A small guide."""
    with small_guide(tmp_path / "home", clock) as running:
        yield running


def change(guide: Guide, wanted: TreeChange) -> int:
    """Preview a change, make it, and return how many companies it touched."""
    editor = Editor(actor="account:1", policy=guide.policy, now=guide.clock.now())
    mark = preview_change(guide.database, wanted).mark
    return change_category(guide.database, wanted, mark, "Bedre ord.", editor).companies


def stands_in(guide: Guide) -> tuple[str, ...]:
    """Return the one company's categories."""
    with guide.database.reading() as work:
        card = cards.find(work, company_id_of(guide))
    assert card is not None
    return card.categories


@pytest.mark.parametrize(
    ("wanted", "slug"), [(RENAME, "oekonomistyring"), (MERGE, "crm")], ids=["rename", "merge"]
)
def test_a_category_gets_a_new_address_and_the_old_one_leads_there(
    small: Guide, wanted: TreeChange, slug: str
) -> None:
    """Its companies go along, are told to the index, and the act is in the log."""
    with small.database.reading() as work:
        jobs = outbox.count_open(work, outbox.INDEX)
    assert change(small, wanted) == 1
    assert stands_in(small) == (slug,)
    with small.database.reading() as work:
        assert "erp" not in categories.tree(work)
        assert outbox.count_open(work, outbox.INDEX) == jobs + 1
        assert audit.of_object(work, "category", slug)[-1].reason == "Bedre ord."
    answer = create_app(small).test_client().get("/kategori/erp")
    assert (answer.status_code, answer.location) == (301, f"/kategori/{slug}")


def test_a_renamed_category_may_be_renamed_back(small: Guide) -> None:
    """No circle of redirects is left."""
    change(small, RENAME)
    back = TreeChange(act=TreeAct.RENAME, category="oekonomistyring", target="ERP")
    change(small, back)
    assert stands_in(small) == ("erp",)
    with small.database.reading() as work:
        assert categories.redirects(work) == {"oekonomistyring": "erp"}


def test_only_the_previewed_change_is_made(small: Guide) -> None:
    """A mark of another state or change is refused, and so is none."""
    editor = Editor(actor="account:1", policy=small.policy, now=small.clock.now())
    mark = preview_change(small.database, MERGE).mark
    for wanted, given in ((RENAME, mark), (MERGE, "")):
        with pytest.raises(EditError, match="se ændringen igen"):
            change_category(small.database, wanted, given, "Fordi", editor)
    assert stands_in(small) == ("erp",)


@pytest.mark.parametrize(
    ("act", "category", "target"),
    [
        (TreeAct.RENAME, "erp", "CRM"),
        (TreeAct.RENAME, "erp", "  "),
        (TreeAct.RENAME, "findesikke", "X"),
        (TreeAct.MOVE, "erp", "crm"),
        (TreeAct.MOVE, "forretning", "forretning"),
        (TreeAct.MERGE, "erp", "forretning"),
        (TreeAct.MERGE, "erp", "erp"),
        (TreeAct.MERGE, "forretning", "erp"),
    ],
)
def test_what_would_break_the_tree_is_refused(
    small: Guide, act: TreeAct, category: str, target: str
) -> None:
    """Two levels, no doubles, nothing into itself."""
    with pytest.raises(EditError):
        preview_change(small.database, TreeChange(act=act, category=category, target=target))


def test_redirects_in_a_circle_end() -> None:
    """Whatever the table holds, resolving comes to an end."""
    assert len(follow(["a"], {"a": "b", "b": "a"})) == 1
    assert follow(["a", "c"], {"a": "b", "b": "c"}) == ("c",)


def test_loading_the_seed_again_undoes_nothing(guide: Guide) -> None:
    """A renamed, a moved and a merged category stay so, on the whole seed."""
    with guide.database.reading() as work:
        tree = categories.tree(work)
    leaves = [one.slug for one in tree.values() if one.parent]
    tops = [one.slug for one in tree.values() if one.parent is None]
    parent = next(top for top in tops if top != tree[leaves[0]].parent)
    change(guide, TreeChange(act=TreeAct.MOVE, category=leaves[0], target=parent))
    change(guide, TreeChange(act=TreeAct.MERGE, category=leaves[1], target=leaves[2]))
    change(guide, TreeChange(act=TreeAct.RENAME, category=tops[0], target="Helt nyt navn"))
    with guide.database.reading() as work:
        changed = categories.tree(work)
    report = load_seed(guide.database, ROOT / "data", guide.policy, guide.clock.now())
    assert report.changed == 0
    with guide.database.reading() as work:
        assert categories.tree(work) == changed
