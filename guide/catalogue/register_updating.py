"""Bringing known companies up to what the register says now, row by row, by difference."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, select, update

from guide.catalogue import companies, register
from guide.catalogue.bulk import insert_rows, table_of
from guide.catalogue.database import UnitOfWork
from guide.catalogue.register_landing import (
    Landing,
    insert_facts,
    insert_head_counts,
    refusals,
    state_values,
)
from guide.catalogue.register_shapes import (
    COUNTED,
    PERIOD,
    SHAPES,
    Counted,
    Period,
    Shape,
    head_counts,
)
from guide.catalogue.tables.facts import FactRow
from guide.catalogue.tables.histories import EmploymentRow
from guide.catalogue.tables.register import RegisterStateRow
from guide.domain.company import CompanyId
from guide.domain.facts import Field, Layer
from guide.domain.register_facts import REGISTER_FIELDS, Statement

Landings = Mapping[CompanyId, Landing]
Changed = dict[CompanyId, frozenset[Field]]


def land_known(work: UnitOfWork, landings: Landings, now: datetime) -> Changed:
    """Bring known companies' rows and statements up to date; return the fields that changed.

    Rows that are no longer said are superseded, never deleted, but for a company that has become
    protected: of that one even the history of contact data goes. Raises ``RefusedError``.
    """
    with refusals():
        for company_id, item in landings.items():
            if item.company.advertising_protected is True:
                register.forget_contact(work, company_id)
        for shape in SHAPES:
            _sync(work, shape, landings, now)
        _sync_head_counts(work, landings, now)
        _write_states(work, landings, now)
        companies.set_candidates(
            work, {key: item.snapshot.is_candidate for key, item in landings.items()}
        )
        return _sync_statements(work, landings, now)


def _sync(work: UnitOfWork, shape: Shape, landings: Landings, now: datetime) -> None:
    """Supersede rows that are not said any more and add those that are not there."""
    table = table_of(shape.mapped)
    wanted = {
        (company_id, *_hashable(row)): (company_id, *row)
        for company_id, item in landings.items()
        for row in shape.rows(item.company, item.snapshot)
    }
    columns = ("company_id", *shape.columns)
    present = select(table.c.id, *(table.c[name] for name in columns)).where(
        table.c.company_id.in_(list(landings)), table.c.superseded_at.is_(None)
    )
    if shape.layered:
        present = present.where(table.c.layer == Layer.REGISTER.value)
    gone = [
        row[0]
        for row in work.session.execute(present)
        if wanted.pop(_hashable(row[1:]), None) is None
    ]
    _supersede(work, table, gone, now)
    insert_rows(work, shape.mapped, columns, wanted.values(), recorded_at=now)


def _hashable(row: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(
        tuple(sorted(value.items())) if isinstance(value, dict) else value for value in row
    )


def _supersede(work: UnitOfWork, table: Table, keys: Sequence[int], now: datetime) -> None:
    if keys:
        work.session.execute(
            update(table).where(table.c.id.in_(list(keys))).values(superseded_at=now)
        )


def _sync_head_counts(work: UnitOfWork, landings: Landings, now: datetime) -> None:
    """Add new periods and correct changed ones; a period the register leaves out stays."""
    wanted: dict[tuple[CompanyId, Period], Counted] = {
        (company_id, period): counted
        for company_id, item in landings.items()
        for period, counted in head_counts(item.company).items()
    }
    table = table_of(EmploymentRow)
    columns = (table.c[name] for name in ("company_id", *PERIOD, *COUNTED))
    present = select(table.c.id, *columns).where(table.c.company_id.in_(list(landings)))
    corrected = []
    for key, company_id, series, year, quarter, month, *counted in work.session.execute(present):
        told = wanted.pop((company_id, (series, year, quarter, month)), None)
        if told is not None and told != tuple(counted):
            corrected.append({"row": key, **dict(zip(COUNTED, told, strict=True))})
    if corrected:
        values: dict[str, Any] = {name: bindparam(name) for name in COUNTED}
        work.session.connection().execute(
            update(table).where(table.c.id == bindparam("row")).values(recorded_at=now, **values),
            corrected,
        )
    insert_head_counts(work, wanted, now)


def _write_states(work: UnitOfWork, landings: Landings, now: datetime) -> None:
    query = select(RegisterStateRow).where(RegisterStateRow.company_id.in_(list(landings)))
    rows = {row.company_id: row for row in work.session.scalars(query)}
    for company_id, item in landings.items():
        values = state_values(company_id, item, now)
        row = rows.get(company_id)
        if row is None:
            work.session.add(RegisterStateRow(**values))
            continue
        for column, value in values.items():
            setattr(row, column, value)
    work.flush()


def _sync_statements(work: UnitOfWork, landings: Landings, now: datetime) -> Changed:
    """Record what is said anew and withdraw what the register no longer says."""
    wanted: dict[tuple[CompanyId, str], Statement] = {
        (company_id, told.field.value): told
        for company_id, item in landings.items()
        for told in item.statements
    }
    changed: dict[CompanyId, set[Field]] = {company_id: set() for company_id in landings}
    gone = []
    for row in _present_statements(work, landings):
        company_id, field = CompanyId(row.company_id), Field(row.field)
        told = wanted.get((company_id, row.field))
        if told is not None and told.is_the_same_as(row.value, row.valid_from, row.valid_to):
            del wanted[company_id, row.field]
        elif told is not None or field in REGISTER_FIELDS:
            gone.append(row.id)
            changed[company_id].add(field)
    _supersede(work, table_of(FactRow), gone, now)
    for company_id, field_name in wanted:
        changed[company_id].add(Field(field_name))
    said = ((key[0], landings[key[0]].source, told) for key, told in wanted.items())
    insert_facts(work, said, now)
    return {company_id: frozenset(fields) for company_id, fields in changed.items()}


def _present_statements(work: UnitOfWork, landings: Landings) -> Sequence[Any]:
    table = table_of(FactRow)
    return work.session.execute(
        select(
            table.c.id, table.c.company_id, table.c.field, table.c.value, table.c.valid_from,
            table.c.valid_to,
        ).where(
            table.c.company_id.in_(list(landings)),
            table.c.layer == Layer.REGISTER.value,
            table.c.superseded_at.is_(None),
            table.c.override.is_(False),
        )
    ).all()  # fmt: skip
