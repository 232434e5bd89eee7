"""Undo at the desk: whatever was decided within 30 seconds, all of it or none."""

from collections.abc import Callable, Mapping, Sequence

from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.editing import KeptEdit
from guide.domain.editing import EditError
from guide.usecases import decide_claims, edit_company, merge_companies, report_errors, undo_edits
from guide.usecases.edit_company import Editor
from guide.usecases.undoing import begin_undo

Way = Callable[[UnitOfWork, KeptEdit, Editor], None]
WAYS: Mapping[str, Way] = {
    edit_company.OVERRIDE: edit_company.take_back,
    edit_company.WITHDRAW: edit_company.take_back,
    merge_companies.MERGE: merge_companies.take_back,
    decide_claims.GRANTED: decide_claims.take_back,
    decide_claims.REFUSED: decide_claims.take_back,
    undo_edits.ACCEPTED: undo_edits.take_back,
    undo_edits.REFUSED: undo_edits.take_back,
    report_errors.CORRECTED: report_errors.take_back,
    report_errors.REFUSED: report_errors.take_back,
}
"""How each kind of decision is taken back."""


def take_back(database: Database, revision_ids: Sequence[int], editor: Editor) -> int:
    """Take decisions back, all or none; return how many. Raises ``EditError``."""
    with database.writing() as work:
        for revision_id in revision_ids:
            kept = begin_undo(work, revision_id, editor)
            way = WAYS.get(kept.kind)
            if way is None:
                message = "det kan ikke fortrydes; brug historikken"
                raise EditError(message)
            way(work, kept, editor)
        work.commit()
    return len(revision_ids)
