"""After any change of a company: resolve it anew and tell the index, in the same transaction."""

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
