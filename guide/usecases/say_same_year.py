"""An editor says that a row of the seed and a report are the same year, or takes it back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from guide.catalogue import audit, companies, reports, same_years
from guide.catalogue.database import Database, UnitOfWork
from guide.domain.company import CompanyId
from guide.domain.protection import ProtectionPolicy
from guide.domain.report_terms import FigureOrigin
from guide.domain.reports import FigureSet, Period, label_year
from guide.usecases.recompute_figures import recompute_company
from guide.usecases.refresh_company import refresh_company


class SameYearRefusedError(Exception):
    """The two cannot be said to be the same; the text, in Danish, names the next step."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """Who decides what: a company's label in the seed, and why."""

    company_id: CompanyId
    label: str
    actor: str
    reason: str = ""


def say_same_year(
    database: Database,
    policy: ProtectionPolicy,
    decision: Decision,
    now: datetime,
    *,
    end: date | None = None,
) -> Period:
    """Let a report's year take the place of the seed's row; return the report's period.

    The year is the report's whose period ends on ``end``, or the only one that ends in the
    label's year. Raises ``SameYearRefusedError``.
    """
    with database.writing() as work:
        sets = reports.sets_of(work, [decision.company_id])[decision.company_id]
        _check_label(sets, decision.label)
        period = _period(sets, decision.label, end)
        same_years.put(work, decision.company_id, decision.label, period, decision.actor, now)
        _finish(work, policy, decision, "figures.same_year", now)
        work.commit()
    return period


def say_other_year(
    database: Database, policy: ProtectionPolicy, decision: Decision, now: datetime
) -> bool:
    """Let the seed's row stand by itself again; tell whether anything had been said."""
    with database.writing() as work:
        done = same_years.clear(work, decision.company_id, decision.label)
        if done:
            _finish(work, policy, decision, "figures.other_year", now)
        work.commit()
    return done


def _check_label(sets: Iterable[FigureSet], label: str) -> None:
    labels = sorted({s.label for s in sets if s.origin is FigureOrigin.SEED})
    if label not in labels:
        message = f"grunddata har ikke året {label!r}; de har {', '.join(labels) or 'ingen tal'}"
        raise SameYearRefusedError(message)


def _period(sets: Iterable[FigureSet], label: str, end: date | None) -> Period:
    periods = {s.exact for s in sets if s.origin is FigureOrigin.REPORT and s.exact is not None}
    wanted = {
        period
        for period in periods
        if (period.end == end if end else period.end.year == label_year(label))
    }
    if len(wanted) != 1:
        known = ", ".join(f"{p.start} – {p.end}" for p in sorted(periods)) or "ingen"
        message = f"vælg regnskabsåret med --end; rapporter findes for: {known}"
        raise SameYearRefusedError(message)
    return wanted.pop()


def _finish(
    work: UnitOfWork, policy: ProtectionPolicy, decision: Decision, action: str, now: datetime
) -> None:
    recompute_company(work, decision.company_id, now)
    refresh_company(work, decision.company_id, policy, now)
    known = companies.get(work, decision.company_id)
    entry = audit.Entry(
        at=now,
        actor=decision.actor,
        action=action,
        object_kind="company",
        object_id=str(known.id),
        reason=f"{decision.label}: {decision.reason}".rstrip(": "),
    )
    audit.write(work, entry)
