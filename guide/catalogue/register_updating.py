"""Bringing a known company up to what the register says now, row by row, by difference."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from guide.catalogue import companies, facts, register
from guide.catalogue.bulk import insert_rows, table_of
from guide.catalogue.database import UnitOfWork
from guide.catalogue.register_landing import Landing, facts_of, refusals, state_values
from guide.catalogue.register_shapes import COUNTED, PERIOD, SHAPES, Shape, head_counts
from guide.catalogue.tables.histories import EmploymentRow
from guide.catalogue.tables.register import RegisterStateRow
from guide.domain.company import CompanyId
from guide.domain.facts import Field, Layer
from guide.domain.register_facts import REGISTER_FIELDS


def land_known(
    work: UnitOfWork, company_id: CompanyId, item: Landing, now: datetime
) -> frozenset[Field]:
    """Bring a known company's rows and statements up to date; return the fields that changed.

    Rows that are no longer said are superseded, never deleted, but for a company that has become
    protected: of that one even the history of contact data goes. Raises ``RefusedError``.
    """
    with refusals():
        if item.company.advertising_protected is True:
            register.forget_contact(work, company_id)
        for shape in SHAPES:
            _sync(work, shape, company_id, item, now)
        _sync_head_counts(work, company_id, item, now)
        _write_state(work, company_id, item, now)
        changed = _record_statements(work, company_id, item, now)
        if item.snapshot.is_candidate != companies.get(work, company_id).visibility.candidate:
            companies.set_candidate(work, company_id, candidate=item.snapshot.is_candidate)
    return changed


def _sync(
    work: UnitOfWork, shape: Shape, company_id: CompanyId, item: Landing, now: datetime
) -> None:
    """Supersede rows that are not said any more and add those that are not there."""
    table = table_of(shape.mapped)
    wanted = {_identity(row): row for row in shape.rows(item.company, item.snapshot)}
    present = select(table.c.id, *(table.c[name] for name in shape.columns)).where(
        table.c.company_id == company_id, table.c.superseded_at.is_(None)
    )
    if shape.layered:
        present = present.where(table.c.layer == Layer.REGISTER.value)
    gone = [
        row[0]
        for row in work.session.execute(present)
        if wanted.pop(_identity(row[1:]), None) is None
    ]
    if gone:
        work.session.execute(update(table).where(table.c.id.in_(gone)).values(superseded_at=now))
    rows = ((company_id, *row) for row in wanted.values())
    insert_rows(work, shape.mapped, ("company_id", *shape.columns), rows, recorded_at=now)


def _identity(row: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(
        tuple(sorted(value.items())) if isinstance(value, dict) else value for value in row
    )


def _sync_head_counts(
    work: UnitOfWork, company_id: CompanyId, item: Landing, now: datetime
) -> None:
    """Add new periods and correct changed ones; a period the register leaves out stays."""
    wanted = head_counts(item.company)
    table = table_of(EmploymentRow)
    present = work.session.execute(
        select(table.c.id, *(table.c[name] for name in (*PERIOD, *COUNTED))).where(
            table.c.company_id == company_id
        )
    )
    for key, *values in present:
        series, year, quarter, month, *counted = values
        told = wanted.pop((series, year, quarter, month), None)
        if told is not None and told != tuple(counted):
            work.session.execute(
                update(table)
                .where(table.c.id == key)
                .values(recorded_at=now, **dict(zip(COUNTED, told, strict=True)))
            )
    rows = ((company_id, *period, *counted) for period, counted in wanted.items())
    insert_rows(work, EmploymentRow, ("company_id", *PERIOD, *COUNTED), rows, recorded_at=now)


def _write_state(work: UnitOfWork, company_id: CompanyId, item: Landing, now: datetime) -> None:
    values = state_values(company_id, item, now)
    row = work.session.get(RegisterStateRow, company_id)
    if row is None:
        work.session.add(RegisterStateRow(**values))
    else:
        for column, value in values.items():
            setattr(row, column, value)
    work.flush()


def _record_statements(
    work: UnitOfWork, company_id: CompanyId, item: Landing, now: datetime
) -> frozenset[Field]:
    said = facts_of(item, now)
    before = {
        fact.field
        for fact in facts.current(work, company_id)
        if fact.layer is Layer.REGISTER and not fact.override
    }
    changed = facts.record(work, company_id, said)
    for field in (before & REGISTER_FIELDS) - {fact.field for fact in said}:
        facts.withdraw(work, company_id, field, Layer.REGISTER, now)
        changed.add(field)
    return frozenset(changed)
