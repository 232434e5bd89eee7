"""Names by which articles may know the companies, and the editors' answers about doubtful ones."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from guide.catalogue import cards, listings
from guide.catalogue.cards import Card
from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.companies import CompanyRow
from guide.catalogue.tables.mentions import MentionDecisionRow
from guide.domain.company import CompanyId

BATCH = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A word that may be a company, with the sentence part it was first seen in."""

    surface: str
    company_id: CompanyId
    company_name: str
    context: str
    asked_at: datetime


def version(work: UnitOfWork) -> str:
    """Return a text that changes whenever a company or an answer does."""
    companies = select(func.count(), func.max(CompanyRow.changed_at), func.sum(CompanyRow.revision))
    answers = select(func.count(), func.max(MentionDecisionRow.decided_at))
    return str((*work.session.execute(companies).one(), *work.session.execute(answers).one()))


def every_card(work: UnitOfWork) -> list[Card]:
    """Return all listed companies."""
    ids = listings.every_listed_id(work)
    found: list[Card] = []
    for start in range(0, len(ids), BATCH):
        found += cards.by_ids(work, ids[start : start + BATCH])
    return found


def decisions(work: UnitOfWork) -> dict[tuple[str, CompanyId], bool]:
    """Return what editors answered, by surface and company."""
    query = select(MentionDecisionRow).where(MentionDecisionRow.answer.is_not(None))
    return {
        (row.surface, CompanyId(row.company_id)): bool(row.answer)
        for row in work.session.scalars(query)
    }


def ask(work: UnitOfWork, surface: str, company_id: CompanyId, context: str, now: datetime) -> bool:
    """Leave a question unless it was asked before; tell whether it is new."""
    if work.session.get(MentionDecisionRow, (surface, company_id)) is not None:
        return False
    work.session.add(
        MentionDecisionRow(
            surface=surface, company_id=company_id, answer=None, context=context, asked_at=now
        )
    )
    work.flush()
    return True


def questions(work: UnitOfWork, limit: int = 100) -> list[Question]:
    """Return the open questions, the oldest first."""
    query = (
        select(MentionDecisionRow, CompanyRow.name)
        .join(CompanyRow, CompanyRow.id == MentionDecisionRow.company_id)
        .where(MentionDecisionRow.answer.is_(None))
        .order_by(MentionDecisionRow.asked_at, MentionDecisionRow.surface)
        .limit(limit)
    )
    return [
        Question(
            surface=row.surface,
            company_id=CompanyId(row.company_id),
            company_name=name,
            context=row.context,
            asked_at=row.asked_at,
        )
        for row, name in work.session.execute(query)
    ]


def answer(
    work: UnitOfWork, surface: str, company_id: CompanyId, yes: bool, actor: str, now: datetime
) -> None:
    """Remember an editor's answer, asked for or not; a later one replaces it."""
    row = work.session.get(MentionDecisionRow, (surface, company_id))
    if row is None:
        row = MentionDecisionRow(surface=surface, company_id=company_id, asked_at=now)
        work.session.add(row)
    row.answer, row.actor, row.decided_at = yes, actor, now
    work.flush()
