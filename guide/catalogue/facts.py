"""Statements with both times: recorded, superseded, never overwritten."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import String, cast, select

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.companies import CompanyRow
from guide.catalogue.tables.facts import FactRow
from guide.domain.company import CompanyId
from guide.domain.facts import Fact, Field, Layer


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """A statement that was ever made; ``superseded_at`` is empty while it is the layer's word."""

    id: int
    company_id: CompanyId
    fact: Fact
    superseded_at: datetime | None


def _to_fact(row: FactRow) -> Fact:
    return Fact(
        field=Field(row.field),
        layer=Layer(row.layer),
        value=row.value,
        recorded_at=row.recorded_at,
        source=row.source,
        source_url=row.source_url,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        override=row.override,
        derived=row.derived,
        reason=row.reason,
        actor=row.actor,
        review_on=row.review_on,
    )


def _current_rows(work: UnitOfWork, company_id: CompanyId) -> list[FactRow]:
    query = select(FactRow).where(FactRow.company_id == company_id, FactRow.superseded_at.is_(None))
    return list(work.session.scalars(query.order_by(FactRow.id)))


def current(work: UnitOfWork, company_id: CompanyId) -> list[Fact]:
    """Return the present statements of every layer about a company."""
    return [_to_fact(row) for row in _current_rows(work, company_id)]


def current_of(work: UnitOfWork, ids: Iterable[CompanyId]) -> dict[CompanyId, list[Fact]]:
    """Return the present statements about many companies in one query."""
    found: dict[CompanyId, list[Fact]] = {company_id: [] for company_id in ids}
    query = select(FactRow).where(
        FactRow.company_id.in_(list(found)), FactRow.superseded_at.is_(None)
    )
    for row in work.session.scalars(query.order_by(FactRow.id)):
        found[CompanyId(row.company_id)].append(_to_fact(row))
    return found


def overrides_of(work: UnitOfWork, ids: Iterable[CompanyId]) -> dict[CompanyId, list[Fact]]:
    """Return the editors' present overrides of those companies that have any."""
    query = select(FactRow).where(
        FactRow.company_id.in_(list(ids)), FactRow.superseded_at.is_(None), FactRow.override
    )
    found: dict[CompanyId, list[Fact]] = {}
    for row in work.session.scalars(query.order_by(FactRow.id)):
        found.setdefault(CompanyId(row.company_id), []).append(_to_fact(row))
    return found


def history(work: UnitOfWork, company_id: CompanyId, field: Field | None = None) -> list[Fact]:
    """Return every statement ever recorded about a company, oldest first."""
    query = select(FactRow).where(FactRow.company_id == company_id).order_by(FactRow.id)
    if field is not None:
        query = query.where(FactRow.field == field)
    return [_to_fact(row) for row in work.session.scalars(query)]


def _version(row: FactRow) -> Version:
    return Version(
        id=row.id,
        company_id=CompanyId(row.company_id),
        fact=_to_fact(row),
        superseded_at=row.superseded_at,
    )


def versions(work: UnitOfWork, company_id: CompanyId) -> list[Version]:
    """Return every statement ever recorded about a company, the newest first."""
    query = select(FactRow).where(FactRow.company_id == company_id).order_by(FactRow.id.desc())
    return [_version(row) for row in work.session.scalars(query)]


def find_version(work: UnitOfWork, version_id: int) -> Version | None:
    """Find one statement that was ever made."""
    row = work.session.get(FactRow, version_id)
    return None if row is None else _version(row)


def overrides_due(work: UnitOfWork, today: date) -> list[Version]:
    """Return the present overrides whose day for looking again has come, the oldest first."""
    query = select(FactRow).where(
        FactRow.override.is_(True), FactRow.superseded_at.is_(None), FactRow.review_on <= today
    )
    return [_version(row) for row in work.session.scalars(query.order_by(FactRow.review_on))]


def self_told_before(work: UnitOfWork, moment: datetime) -> list[Version]:
    """Return what listed companies say of themselves now and said last before a moment."""
    query = (
        select(FactRow)
        .join(CompanyRow, CompanyRow.id == FactRow.company_id)
        .where(
            FactRow.layer == Layer.COMPANY.value,
            FactRow.superseded_at.is_(None),
            FactRow.derived.is_(False),
            FactRow.recorded_at < moment,
            CompanyRow.listed,
        )
        .order_by(FactRow.company_id, FactRow.recorded_at, FactRow.id)
    )
    return [_version(row) for row in work.session.scalars(query)]


def companies_saying(work: UnitOfWork, field: Field, value: str) -> list[CompanyId]:
    """Return the companies of which some layer says exactly this text now.

    The two databases write letters beyond ASCII differently in JSON.
    """
    texts = (json.dumps(value), json.dumps(value, ensure_ascii=False))
    query = select(FactRow.company_id).where(
        FactRow.field == field.value,
        FactRow.superseded_at.is_(None),
        cast(FactRow.value, String).in_(texts),
    )
    return [CompanyId(found) for found in work.session.scalars(query.order_by(FactRow.company_id))]


def record(work: UnitOfWork, company_id: CompanyId, facts: Iterable[Fact]) -> set[Field]:
    """Record statements and return the fields that changed.

    A statement equal to the layer's present one is not recorded again. An override lives beside
    its layer's plain statement; each supersedes only its own kind.
    """
    present = {(row.field, row.layer, row.override): row for row in _current_rows(work, company_id)}
    changed: set[Field] = set()
    for fact in facts:
        key = (fact.field.value, fact.layer.value, fact.override)
        before = present.get(key)
        if before is not None and _same(before, fact):
            continue
        if before is not None:
            before.superseded_at = fact.recorded_at
        present[key] = _new_row(company_id, fact)
        work.session.add(present[key])
        changed.add(fact.field)
    work.flush()
    return changed


def withdraw(
    work: UnitOfWork,
    company_id: CompanyId,
    field: Field,
    layer: Layer,
    now: datetime,
    *,
    override: bool = False,
) -> bool:
    """End a layer's present statement without a new one; tell whether there was any."""
    ended = False
    for row in _current_rows(work, company_id):
        if (row.field, row.layer, row.override) == (field.value, layer.value, override):
            row.superseded_at = now
            ended = True
    work.flush()
    return ended


def seed_ever_said(work: UnitOfWork, company_id: CompanyId) -> set[Field]:
    """Return the fields the seed has spoken of whose statement was ended, not replaced.

    Loading the seed again must restore nothing that was erased.
    """
    query = select(FactRow.field, FactRow.superseded_at).where(
        FactRow.company_id == company_id, FactRow.layer == Layer.SEED.value
    )
    spoken: set[str] = set()
    present: set[str] = set()
    for field, superseded_at in work.session.execute(query):
        spoken.add(field)
        if superseded_at is None:
            present.add(field)
    return {Field(field) for field in spoken - present}


def _same(row: FactRow, fact: Fact) -> bool:
    return (
        row.value == fact.value
        and row.valid_from == fact.valid_from
        and row.valid_to == fact.valid_to
        and row.source == fact.source
        and row.source_url == fact.source_url
        and row.derived == fact.derived
        and row.reason == fact.reason
        and row.review_on == fact.review_on
    )


def _new_row(company_id: CompanyId, fact: Fact) -> FactRow:
    return FactRow(
        company_id=company_id,
        field=fact.field.value,
        layer=fact.layer.value,
        value=fact.value,
        source=fact.source,
        source_url=fact.source_url,
        valid_from=fact.valid_from,
        valid_to=fact.valid_to,
        recorded_at=fact.recorded_at,
        override=fact.override,
        derived=fact.derived,
        reason=fact.reason,
        actor=fact.actor,
        review_on=fact.review_on,
    )
