"""Compute the stored ratios anew, and explain every one that is another than before."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from guide.catalogue import companies, ratios, reports
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.ratios import SetKey
from guide.domain.company import CompanyId
from guide.domain.figure_series import series
from guide.domain.ratio_changes import Cause, RatioChange, changes, ratios_of
from guide.domain.ratios import FORMULA_VERSION, RatioResult
from guide.domain.report_terms import Scope

Progress = Callable[[int, int], None]
_BATCH = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class CompanyChanges:
    """The ratios of one company that changed."""

    slug: str
    name: str
    changes: tuple[RatioChange, ...]


@dataclass
class RecomputeReport:
    """How many companies have figures, and what changed for which of them."""

    companies: int = 0
    formula_version: str = FORMULA_VERSION
    changed: list[CompanyChanges] = field(default_factory=list)

    def count(self, cause: Cause) -> int:
        """Count the ratios that changed for a cause."""
        return sum(change.cause is cause for one in self.changed for change in one.changes)


def recompute_figures(
    database: Database, now: datetime, progress: Progress = lambda _done, _total: None
) -> RecomputeReport:
    """Compute every company's ratios by the present formulas and keep them."""
    report = RecomputeReport()
    with database.reading() as work:
        ids = companies.every_id(work)
    for start in range(0, len(ids), _BATCH):
        with database.writing() as work:
            for company_id in ids[start : start + _BATCH]:
                _recompute(work, company_id, now, report)
            work.commit()
        progress(min(start + _BATCH, len(ids)), len(ids))
    return report


def _recompute(
    work: UnitOfWork, company_id: CompanyId, now: datetime, report: RecomputeReport
) -> None:
    found = recompute_company(work, company_id, now)
    if found is None:
        return
    report.companies += 1
    if found:
        known = companies.get(work, company_id)
        report.changed.append(CompanyChanges(slug=known.slug, name=known.name, changes=found))


def recompute_company(
    work: UnitOfWork, company_id: CompanyId, now: datetime
) -> tuple[RatioChange, ...] | None:
    """Keep a company's ratios and tell what changed; ``None`` without figures. Does not commit."""
    sets = reports.sets_of(work, [company_id])[company_id]
    if not sets:
        return None
    stored = ratios.of_company(work, company_id)
    computed: dict[SetKey, tuple[RatioResult, ...]] = {}
    found: list[RatioChange] = []
    for scope in (Scope.PARENT, Scope.GROUP):
        for year in series(sets, scope):
            key = ratios.key_of(year.filed)
            results = ratios_of(year)
            found += changes(year.filed, stored[key].last_shown, results)
            if _stale(stored[key].own, results):
                computed[key] = results
    if computed:
        ratios.save(work, company_id, computed, now)
    return tuple(found)


def _stale(stored: ratios.Ratios, results: tuple[RatioResult, ...]) -> bool:
    """A formula of another version is kept anew also when it gives the same value."""
    return any(stored.get(result.ratio) != result for result in results)
