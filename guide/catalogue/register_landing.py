"""Keeping companies that are new: many at a time, each with all that the register says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.exc import DataError, IntegrityError, StatementError

from guide.catalogue import companies, outbox
from guide.catalogue.bulk import insert_rows, table_of
from guide.catalogue.database import UnitOfWork
from guide.catalogue.register_shapes import (
    COUNTED,
    PERIOD,
    SHAPES,
    Counted,
    Period,
    Shape,
    head_counts,
)
from guide.catalogue.tables.companies import CompanyRow, SlugRow
from guide.catalogue.tables.facts import FactRow
from guide.catalogue.tables.histories import EmploymentRow
from guide.catalogue.tables.outbox import OutboxRow
from guide.catalogue.tables.register import RegisterStateRow
from guide.domain.company import CompanyId
from guide.domain.facts import Fact, Layer
from guide.domain.protection import ProtectionPolicy
from guide.domain.register import RegisterCompany
from guide.domain.register_facts import Statement
from guide.domain.resolved import FigureSummary, Standing, resolve_company
from guide.domain.slugs import free_slug, slugify
from guide.domain.snapshot import Snapshot

Pairs = Sequence[tuple[CompanyId, "Landing"]]


class RefusedError(Exception):
    """The database refuses a company's rows; the text tells why, without their content."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Landing:
    """A company ready to be kept: what may be stored of it, told and stated for a day."""

    company: RegisterCompany
    snapshot: Snapshot
    statements: tuple[Statement, ...]
    digest: str
    fingerprint: str
    source: str


@contextmanager
def refusals() -> Iterator[None]:
    """Name what the database refuses, so that a use case can leave one company aside."""
    try:
        yield
    except (IntegrityError, DataError, StatementError, OverflowError) as error:
        cause = getattr(error, "orig", None) or error
        message = f"Databasen afviste rækkerne ({type(cause).__name__})."
        raise RefusedError(message) from error


def land_new(
    work: UnitOfWork, landings: Sequence[Landing], policy: ProtectionPolicy, now: datetime
) -> list[CompanyId]:
    """Add companies with their rows, statements and an index job each; raises ``RefusedError``."""
    if not landings:
        return []
    with refusals():
        ids = _insert_companies(work, landings, policy, now)
        pairs = list(zip(ids, landings, strict=True))
        states = [state_values(company_id, item, now) for company_id, item in pairs]
        insert_rows(work, RegisterStateRow, list(states[0]), (list(s.values()) for s in states))
        for shape in SHAPES:
            _insert_shape(work, shape, pairs, now)
        counts = {(i, period): told for i, item in pairs
                  for period, told in head_counts(item.company).items()}  # fmt: skip
        insert_head_counts(work, counts, now)
        said = ((i, item.source, told) for i, item in pairs for told in item.statements)
        insert_facts(work, said, now)
        insert_rows(
            work,
            OutboxRow,
            ("company_id",),
            ((company_id,) for company_id in ids),
            topic=outbox.INDEX,
            payload={},
            created_at=now,
            not_before=now,
            attempts=0,
            error="",
        )
    return ids


def _insert_shape(work: UnitOfWork, shape: Shape, pairs: Pairs, now: datetime) -> None:
    rows = (
        (company_id, *row)
        for company_id, item in pairs
        for row in shape.rows(item.company, item.snapshot)
    )
    insert_rows(work, shape.mapped, ("company_id", *shape.columns), rows, recorded_at=now)


def insert_head_counts(
    work: UnitOfWork, counts: Mapping[tuple[CompanyId, Period], Counted], now: datetime
) -> None:
    """Add periods of companies."""
    rows = ((key[0], *key[1], *counted) for key, counted in counts.items())
    insert_rows(work, EmploymentRow, ("company_id", *PERIOD, *COUNTED), rows, recorded_at=now)


def insert_facts(
    work: UnitOfWork, said: Iterable[tuple[CompanyId, str, Statement]], now: datetime
) -> None:
    """Add statements of the register's layer: company, source, statement."""
    rows = (
        (company_id, told.field.value, told.value, source, told.valid_from, told.valid_to)
        for company_id, source, told in said
    )
    insert_rows(
        work,
        FactRow,
        ("company_id", "field", "value", "source", "valid_from", "valid_to"),
        rows,
        layer=Layer.REGISTER.value,
        recorded_at=now,
        source_url="",
        override=False,
        derived=False,
        reason="",
        actor="",
    )


def state_values(company_id: CompanyId, item: Landing, now: datetime) -> dict[str, Any]:
    """Return the columns of the company's reading state."""
    company = item.company
    return {
        "company_id": company_id,
        "unit_number": company.unit_number,
        "version": company.version,
        "loaded_at": company.loaded_at,
        "updated_at": company.updated_at,
        "digest": item.digest,
        "fingerprint": item.fingerprint,
        "founded": company.founded,
        "composite_status": company.composite_status,
        "advertising_protected": company.advertising_protected,
        "next_change_on": item.snapshot.next_change_on,
        "missing_since": None,
        "recorded_at": now,
    }


def _facts_of(item: Landing, now: datetime) -> list[Fact]:
    """Return the statements as facts of the register's layer."""
    return [
        Fact(
            field=told.field,
            layer=Layer.REGISTER,
            value=told.value,
            recorded_at=now,
            source=item.source,
            valid_from=told.valid_from,
            valid_to=told.valid_to,
        )
        for told in item.statements
    ]


def _insert_companies(
    work: UnitOfWork, landings: Sequence[Landing], policy: ProtectionPolicy, now: datetime
) -> list[CompanyId]:
    slugs = _free_slugs(work, [item.snapshot.name for item in landings])
    rows = [
        _company_values(item, slug, policy, now) for item, slug in zip(landings, slugs, strict=True)
    ]
    made = insert(table_of(CompanyRow)).returning(CompanyRow.id, sort_by_parameter_order=True)
    ids = [CompanyId(key) for key in work.session.scalars(made, rows)]
    given = ((slug, company_id, now) for slug, company_id in zip(slugs, ids, strict=True))
    insert_rows(work, SlugRow, ("slug", "company_id", "given_at"), given)
    return ids


def _free_slugs(work: UnitOfWork, wanted: Sequence[str]) -> list[str]:
    """Give each name a slug of its own, looking up all first choices in one query."""
    firsts = {slugify(name) for name in wanted}
    taken = set(work.session.scalars(select(SlugRow.slug).where(SlugRow.slug.in_(list(firsts)))))
    given: set[str] = set()

    def is_taken(slug: str) -> bool:
        if slug in given or slug in taken:
            return True
        return slug not in firsts and work.session.get(SlugRow, slug) is not None

    slugs = []
    for name in wanted:
        slugs.append(free_slug(name, is_taken))
        given.add(slugs[-1])
    return slugs


def _company_values(
    item: Landing, slug: str, policy: ProtectionPolicy, now: datetime
) -> dict[str, Any]:
    standing = Standing(candidate=item.snapshot.is_candidate)
    figures = FigureSummary()
    told = {fact.field: fact for fact in _facts_of(item, now)}
    resolved = resolve_company(told, figures, standing, policy)
    return {
        **companies.resolved_values(resolved, figures),
        "cvr": item.company.cvr,
        "slug": slug,
        "created_at": now,
        "changed_at": now,
        "revision": 1,
        "candidate": standing.candidate,
        "listed_at": now if resolved.listed else None,
    }
