"""Which pictures of companies are still needed: shown, waiting, or only just put aside."""

from datetime import datetime

from sqlalchemy import or_, select

from guide.catalogue.database import UnitOfWork
from guide.catalogue.revisions import EDIT
from guide.catalogue.tables.audit import RevisionRow
from guide.catalogue.tables.facts import FactRow
from guide.domain.facts import Field
from guide.domain.revisions import RevisionState

Needed = dict[int, set[str]]
"""The marks of each company's pictures."""


def needed(work: UnitOfWork, since: datetime) -> Needed:
    """Return what some layer says now, what waits, and what was said or decided since a moment."""
    marks: Needed = {}
    said = select(FactRow.company_id, FactRow.value).where(
        FactRow.field == Field.LOGO.value,
        or_(FactRow.superseded_at.is_(None), FactRow.superseded_at >= since),
    )
    for company_id, value in work.session.execute(said):
        marks.setdefault(int(company_id), set()).add(str(value))
    sent = select(RevisionRow.company_id, RevisionRow.before, RevisionRow.after).where(
        RevisionRow.kind == EDIT,
        or_(RevisionRow.state == RevisionState.PENDING.value, RevisionRow.decided_at >= since),
    )
    for company_id, *sides in work.session.execute(sent):
        for side in sides:
            marks.setdefault(int(company_id or 0), set()).add(str(side.get(Field.LOGO.value)))
    return marks
