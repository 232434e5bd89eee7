"""Make two companies one: everything goes to the kept one, and the other's address leads there."""

from datetime import datetime

from guide.catalogue import audit, companies, editing, merging, outbox
from guide.catalogue.companies import Identity, Name, NameKind
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.editing import Edit, KeptEdit
from guide.domain.company import CompanyId
from guide.domain.editing import EditError, check_reason
from guide.domain.facts import Layer
from guide.domain.merging import Side, check_merging
from guide.usecases.edit_company import Editor
from guide.usecases.refresh_company import refresh_company

MERGE, UNMERGE = "company.merge", "company.unmerge"


def merge_companies(
    database: Database, kept: CompanyId, gone: CompanyId, reason: str, editor: Editor
) -> int:
    """Merge ``gone`` into ``kept`` and return the revision; raises ``EditError``.

    Where both say something about a field in the same layer, the kept one's word stands. The
    other's name goes on as another name, so that it is still found.
    """
    with database.writing() as work:
        revision = merge(work, kept, gone, reason, editor)
        work.commit()
    return revision


def merge(work: UnitOfWork, kept: CompanyId, gone: CompanyId, reason: str, editor: Editor) -> int:
    """Merge in the caller's transaction."""
    text = check_reason(reason)
    keeper, goer = _identity(work, kept), _identity(work, gone)
    check_merging(_side(keeper), _side(goer))
    before = {"kept": merging.identity(work, kept), "gone": merging.identity(work, gone)}
    moved = merging.move_rows(work, gone, kept)
    if goer.cvr:
        merging.move_number(work, gone, kept)
    if goer.visibility.signed_up and not keeper.visibility.signed_up:
        companies.mark_signed_up(work, kept, editor.now)
    led = merging.lead_on(work, gone, kept)
    companies.set_merged_into(work, gone, kept)
    _name_too(work, kept, goer.name, editor.now)
    after = {"kept": int(kept), "gone": int(gone), "moved": moved, "led": led}
    edit = Edit(
        kind=MERGE,
        actor=editor.actor,
        reason=text,
        object_kind="company",
        object_id=str(kept),
        company_id=kept,
        before=before,
        after=after,
    )
    revision = editing.keep(work, edit, editor.now)
    _finish(work, kept, gone, MERGE, text, editor, revision)
    return revision


def take_back(work: UnitOfWork, found: KeptEdit, editor: Editor) -> None:
    """Take a merging apart in the caller's transaction."""
    kept, gone = CompanyId(found.after["kept"]), CompanyId(found.after["gone"])
    companies.set_merged_into(work, gone, None)
    merging.lead_back(work, found.after["led"], gone)
    if found.before["gone"]["cvr"]:
        merging.move_number(work, kept, gone)
    if not found.before["kept"]["signed_up_at"]:
        companies.mark_signed_up(work, kept, None)
    merging.move_back(work, found.after["moved"], gone, kept)
    goer = _identity(work, gone)
    names = [name for name in _editor_names(work, kept) if name.name != goer.name]
    companies.record_names(work, kept, Layer.EDITOR, names, editor.now)
    edit = Edit(
        kind=UNMERGE,
        actor=editor.actor,
        reason=f"fortrudt: {found.reason}",
        object_kind="company",
        object_id=str(kept),
        company_id=kept,
        before=found.after,
        after=found.before,
    )
    revision = editing.keep(work, edit, editor.now)
    _finish(work, kept, gone, UNMERGE, edit.reason, editor, revision)


def _finish(
    work: UnitOfWork,
    kept: CompanyId,
    gone: CompanyId,
    kind: str,
    reason: str,
    editor: Editor,
    revision: int,
) -> None:
    """Log it for the other company too, resolve both anew and tell the index of both."""
    entry = audit.Entry(
        at=editor.now,
        actor=editor.actor,
        action=kind,
        object_kind="company",
        object_id=str(gone),
        reason=reason,
        revision_id=revision,
    )
    audit.write(work, entry)
    refresh_company(work, kept, editor.policy, editor.now)
    if kind == UNMERGE:
        refresh_company(work, gone, editor.policy, editor.now)
    else:
        companies.touch(work, gone, editor.now)
        outbox.add(work, outbox.INDEX, editor.now, company_id=gone)


def _identity(work: UnitOfWork, company_id: CompanyId) -> Identity:
    found = companies.find(work, company_id)
    if found is None:
        message = "virksomheden findes ikke"
        raise EditError(message)
    return found


def _side(known: Identity) -> Side:
    return Side(
        id=known.id,
        cvr=known.cvr,
        merged=known.merged_into is not None,
        erased=known.visibility.erased,
    )


def _editor_names(work: UnitOfWork, company_id: CompanyId) -> list[Name]:
    names = companies.names_of(work, [company_id])[company_id]
    return [name for name in names if name.layer == Layer.EDITOR]


def _name_too(work: UnitOfWork, kept: CompanyId, name: str, now: datetime) -> None:
    """Keep the other's name as one more name of the kept company."""
    also = Name(name=name, kind=NameKind.SECONDARY, layer=Layer.EDITOR)
    names = {one.name: one for one in (*_editor_names(work, kept), also)}
    companies.record_names(work, kept, Layer.EDITOR, names.values(), now)
