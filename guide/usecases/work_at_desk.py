"""The small acts at the editors' desk: take an item on, put a dead letter away, send mail again."""

from guide.catalogue import audit, dead_letters, desk, outbox
from guide.catalogue.database import Database, UnitOfWork
from guide.domain.editing import check_reason
from guide.usecases.edit_company import Editor


def assign_item(database: Database, name: str, actor: str, editor: Editor) -> None:
    """Note who takes an item of the queue on; an empty actor gives it back."""
    with database.writing() as work:
        desk.assign(work, name, actor, editor.now)
        _log(work, "desk.assign", "desk", name, actor, editor)
        work.commit()


def put_letter_away(database: Database, letter_id: int, reason: str, editor: Editor) -> bool:
    """Delete a document that the importer left aside; False when it is gone already."""
    with database.writing() as work:
        if not dead_letters.remove(work, letter_id):
            return False
        _log(
            work, "dead_letter.removed", "dead_letter", str(letter_id), check_reason(reason), editor
        )
        work.commit()
    return True


def send_again(database: Database, job_id: int, editor: Editor) -> None:
    """Let a letter that could not be delivered be tried again."""
    with database.writing() as work:
        outbox.revive(work, job_id, editor.now)
        _log(work, "mail.revived", "mail", str(job_id), "", editor)
        work.commit()


def _log(
    work: UnitOfWork, action: str, kind: str, object_id: str, reason: str, editor: Editor
) -> None:
    entry = audit.Entry(
        at=editor.now,
        actor=editor.actor,
        action=action,
        object_kind=kind,
        object_id=object_id,
        reason=reason,
    )
    audit.write(work, entry)
