"""What all that can be taken back has in common: within 30 seconds, once, with its letter."""

from guide.catalogue import editing, outbox
from guide.catalogue.database import UnitOfWork
from guide.catalogue.editing import Edit, KeptEdit
from guide.domain.editing import UNDO_WITHIN, EditError, may_undo
from guide.usecases.edit_company import Editor

CHANGED_SINCE = "nogen har ændret det siden; brug historikken"


def begin_undo(work: UnitOfWork, revision_id: int, editor: Editor) -> KeptEdit:
    """Return a decision that is taken back in this transaction; raises ``EditError``.

    It is marked first, so of two who press at once the other waits and is told.
    """
    kept = editing.find(work, revision_id)
    if kept is None:
        message = "det kan ikke fortrydes; brug historikken"
        raise EditError(message)
    if not may_undo(kept.created_at, editor.now):
        message = "der er gået mere end 30 sekunder; brug historikken"
        raise EditError(message)
    if not editing.mark_undone(work, revision_id, editor.actor, editor.now):
        message = "det er allerede fortrudt"
        raise EditError(message)
    return kept


def take_letter_back(work: UnitOfWork, kept: KeptEdit) -> None:
    """Keep the decision's letter from going out; raises ``EditError`` when it has begun to."""
    job = kept.after.get("letter")
    if job and not outbox.take_back(work, int(job), kept.created_at + UNDO_WITHIN):
        message = "brevet om det er på vej ud, så det kan ikke fortrydes længere"
        raise EditError(message)


def keep_undo(
    work: UnitOfWork, kept: KeptEdit, object_kind: str, object_id: str, editor: Editor
) -> None:
    """Keep and log that a decision was taken back."""
    edit = Edit(
        kind=f"{kept.kind}.undo",
        actor=editor.actor,
        reason=f"fortrudt: {kept.reason}",
        object_kind=object_kind,
        object_id=object_id,
        company_id=kept.company_id,
        before=kept.after,
        after=kept.before,
    )
    editing.keep(work, edit, editor.now)
