"""After any change of a company: resolve it anew and tell the index, in the same transaction."""

from collections.abc import Sequence
from datetime import datetime

from guide.catalogue import companies, outbox, reports
from guide.catalogue.database import UnitOfWork
from guide.domain.company import CompanyId
from guide.domain.protection import ProtectionPolicy


def refresh_company(
    work: UnitOfWork,
    company_id: CompanyId,
    policy: ProtectionPolicy,
    now: datetime,
    *,
    always: bool = True,
) -> bool:
    """Resolve the company and leave an index job; the caller commits.

    With ``always`` the revision rises even when no resolved column changed (a former name, an
    alias or a figure year is indexed too). Tell whether anything was done.
    """
    changed = companies.refresh(work, company_id, reports.summary(work, company_id), policy, now)
    if always and not changed:
        companies.touch(work, company_id, now)
    if changed or always:
        outbox.add(work, outbox.INDEX, now, company_id=company_id)
    return changed or always


def refresh_companies(
    work: UnitOfWork, ids: Sequence[CompanyId], policy: ProtectionPolicy, now: datetime
) -> None:
    """Resolve many companies in few queries, as ``refresh_company`` does with ``always``."""
    changed = companies.refresh_many(work, reports.summaries(work, ids), policy, now)
    for company_id in ids:
        if company_id not in changed:
            companies.touch(work, company_id, now)
        outbox.add(work, outbox.INDEX, now, company_id=company_id)
    work.flush()
