"""Take back what was decided about one field of a company's changes."""

from guide.catalogue import facts, revisions
from guide.catalogue.database import UnitOfWork
from guide.catalogue.editing import KeptEdit
from guide.domain.editing import EditError
from guide.domain.facts import Fact, Field, Layer
from guide.domain.revisions import FieldState, Revision, RevisionId, RevisionState
from guide.usecases.edit_company import Editor
from guide.usecases.propose_edits import said_by_company
from guide.usecases.refresh_company import refresh_company
from guide.usecases.undoing import CHANGED_SINCE, keep_undo, take_letter_back

ACCEPTED, REFUSED = "revision.accepted", "revision.refused"


def take_back(work: UnitOfWork, kept: KeptEdit, editor: Editor) -> None:
    """Let the field wait again as it stood before, in the caller's transaction.

    Raises ``EditError`` when the proposal or the field was changed since, or its letter is out.
    """
    field = Field(kept.after["field"])
    proposal = revisions.find(work, RevisionId(int(kept.after["proposal"])), to_change=True)
    if proposal is None or not _stands(proposal, field, kept):
        raise EditError(CHANGED_SINCE)
    take_letter_back(work, kept)
    if kept.after["state"] == FieldState.ACCEPTED.value:
        if said_by_company(work, proposal.company_id, field) != kept.after["said"]:
            raise EditError(CHANGED_SINCE)
        _bring_back(work, proposal, field, kept, editor)
    left = {name: one for name, one in proposal.decisions.items() if name is not field}
    revisions.wait_again(work, proposal.id, left)
    keep_undo(work, kept, "company", str(proposal.company_id), editor)


def _stands(proposal: Revision, field: Field, kept: KeptEdit) -> bool:
    """Tell whether the decision is the one that was taken, and the last one where it was that."""
    decision = proposal.decisions.get(field)
    if decision is None or proposal.state is RevisionState.WITHDRAWN:
        return False
    overtaken = proposal.state is RevisionState.DECIDED and not kept.after["last"]
    same = decision.state.value == kept.after["state"] and decision.by == kept.author
    return same and not overtaken


def _bring_back(
    work: UnitOfWork, proposal: Revision, field: Field, kept: KeptEdit, editor: Editor
) -> None:
    before = kept.before["said"]
    if before is None:
        facts.withdraw(work, proposal.company_id, field, Layer.COMPANY, editor.now)
    else:
        fact = Fact(
            field=field,
            layer=Layer.COMPANY,
            value=before["value"],
            recorded_at=editor.now,
            source=before["source"],
            actor=before["actor"],
        )
        facts.record(work, proposal.company_id, [fact])
    refresh_company(work, proposal.company_id, editor.policy, editor.now)
