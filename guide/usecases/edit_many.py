"""Decide one field of many companies: first what changes for whom, then exactly that."""

from collections.abc import Sequence
from dataclasses import dataclass

from guide.catalogue import audit, companies, facts
from guide.catalogue.database import Database, UnitOfWork
from guide.domain.company import CompanyId
from guide.domain.editing import EditError, read_value
from guide.domain.facts import FactValue, Field, resolve
from guide.usecases.edit_company import Editor, known_codes, set_override

MOST = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """What changes for one company."""

    company_id: CompanyId
    slug: str
    before: FactValue
    after: FactValue


@dataclass(frozen=True, kw_only=True, slots=True)
class BulkPreview:
    """What changes for whom; companies that show the value already are left out.

    ``mark`` stands for exactly these changes from exactly this state.
    """

    changes: tuple[Changed, ...]
    mark: str


def preview_many(
    database: Database, slugs: Sequence[str], name: Field, text: str, editor: Editor
) -> BulkPreview:
    """Return what deciding the field would change; raises ``EditError``."""
    with database.reading() as work:
        return _preview(work, slugs, name, text, editor)


def override_many(
    database: Database,
    slugs: Sequence[str],
    name: Field,
    text: str,
    mark: str,
    reason: str,
    editor: Editor,
) -> list[int]:
    """Make the change that was previewed under ``mark``, all or none; return the revisions."""
    with database.writing() as work:
        preview = _preview(work, slugs, name, text, editor)
        if preview.mark != mark:
            message = "noget er ændret siden; se ændringen igen"
            raise EditError(message)
        revisions = [
            set_override(work, one.company_id, name, one.after, reason, editor)
            for one in preview.changes
        ]
        work.commit()
    return revisions


def _preview(
    work: UnitOfWork, slugs: Sequence[str], name: Field, text: str, editor: Editor
) -> BulkPreview:
    if len(slugs) > MOST:
        message = f"højst {MOST} virksomheder ad gangen"
        raise EditError(message)
    after = read_value(name, text, known_codes(work, editor.now))
    found: dict[CompanyId, str] = {}
    for slug in slugs:
        known = companies.find_by_slug(work, slug)
        if known is None or known.merged_into is not None or known.visibility.erased:
            message = f"{slug!r} er ikke i guiden"
            raise EditError(message)
        found[known.id] = known.slug
    said = facts.current_of(work, found)
    changes = []
    for company_id, slug in found.items():
        shown = resolve(name, said[company_id])
        before = shown.value if shown else None
        if before != after:
            one = Changed(company_id=company_id, slug=slug, before=before, after=after)
            changes.append(one)
    state = [name.value, [[one.company_id, one.before, one.after] for one in changes]]
    return BulkPreview(changes=tuple(changes), mark=audit.content_hash(state)[:16])
