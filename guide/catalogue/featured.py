"""The company of the day as it is kept: candidates, and the calendar of choices."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, exists, select

from guide.catalogue.companies import visibility_of_row
from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.companies import CompanyCategoryRow, CompanyRow
from guide.catalogue.tables.featured import FeaturedDayRow
from guide.domain.company import CompanyId
from guide.domain.company_of_the_day import Candidate, DayReason


@dataclass(frozen=True, kw_only=True, slots=True)
class FeaturedDay:
    """One day of the calendar; ``actor`` and ``note`` are an editor's, empty for a turn."""

    day: date
    company_id: CompanyId
    reason: DayReason
    actor: str = ""
    note: str = ""


def candidates(work: UnitOfWork) -> list[Candidate]:
    """Return the listed companies that are in business and say what they do."""
    query = select(CompanyRow, _has_category()).where(
        CompanyRow.listed,
        CompanyRow.status.in_(["active", "unknown"]),
        CompanyRow.description != "",
    )
    return [_candidate(row, has) for row, has in work.session.execute(query)]


def candidate(work: UnitOfWork, company_id: CompanyId) -> Candidate | None:
    """Return one company as a candidate, whatever its state."""
    query = select(CompanyRow, _has_category()).where(CompanyRow.id == company_id)
    found = work.session.execute(query).first()
    return None if found is None else _candidate(found[0], found[1])


def _has_category() -> ColumnElement[bool]:
    return exists().where(CompanyCategoryRow.company_id == CompanyRow.id)


def _candidate(row: CompanyRow, has_category: bool) -> Candidate:
    facts = (row.website, row.municipality or row.town, row.employees is not None, row.has_figures)
    return Candidate(
        id=CompanyId(row.id),
        visibility=visibility_of_row(row),
        description=row.description,
        has_category=bool(has_category),
        told=sum(bool(fact) for fact in facts),
    )


def day(work: UnitOfWork, when: date) -> FeaturedDay | None:
    """Return the calendar's choice for a day."""
    row = work.session.get(FeaturedDayRow, when)
    return None if row is None else _day(row)


def days(work: UnitOfWork, first: date, last: date) -> list[FeaturedDay]:
    """Return the calendar between two days, both included."""
    query = select(FeaturedDayRow).where(FeaturedDayRow.day.between(first, last))
    return [_day(row) for row in work.session.scalars(query.order_by(FeaturedDayRow.day))]


def put(work: UnitOfWork, choice: FeaturedDay, now: datetime) -> None:
    """Set a day's company, in place of what stood there."""
    work.session.merge(
        FeaturedDayRow(
            day=choice.day,
            company_id=choice.company_id,
            reason=choice.reason.value,
            actor=choice.actor,
            note=choice.note,
            set_at=now,
        )
    )
    work.flush()


def clear(work: UnitOfWork, when: date) -> None:
    """Leave a day to its turn again."""
    work.session.execute(delete(FeaturedDayRow).where(FeaturedDayRow.day == when))


def _day(row: FeaturedDayRow) -> FeaturedDay:
    return FeaturedDay(
        day=row.day,
        company_id=CompanyId(row.company_id),
        reason=DayReason(row.reason),
        actor=row.actor,
        note=row.note,
    )
