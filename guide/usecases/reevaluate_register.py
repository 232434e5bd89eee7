"""Tell the register anew from its stored rows when one of them begins or has ended."""

from datetime import datetime

from guide.catalogue import places, register
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.register_landing import Landing
from guide.catalogue.register_updating import land_known
from guide.domain.company import CompanyId
from guide.domain.danish_time import danish_day
from guide.domain.protection import ProtectionPolicy
from guide.domain.register_facts import statements
from guide.domain.snapshot import take_snapshot
from guide.usecases.land_register import REGISTER, ask_about_overrides
from guide.usecases.refresh_company import refresh_company

_BATCH = 100


def reevaluate_register(database: Database, policy: ProtectionPolicy, now: datetime) -> int:
    """Bring every company up to today whose day has come; return how many were told anew."""
    today = danish_day(now)
    with database.reading() as work:
        due = register.due(work, today)
        codes = frozenset(places.on_day(work, today).municipalities)
    for start in range(0, len(due), _BATCH):
        with database.writing() as work:
            for company_id in due[start : start + _BATCH]:
                _tell_anew(work, company_id, codes, policy, now)
            work.commit()
    return len(due)


def _tell_anew(
    work: UnitOfWork,
    company_id: CompanyId,
    codes: frozenset[str],
    policy: ProtectionPolicy,
    now: datetime,
) -> None:
    company = register.load(work, company_id)
    if company is None:
        return
    known = register.stored(work, [company.cvr])[company.cvr]
    if known.visibility.erased:
        return
    snapshot = take_snapshot(company, danish_day(now))
    landing = Landing(
        company=company,
        snapshot=snapshot,
        statements=statements(snapshot, codes),
        digest=known.digest or "",
        source=REGISTER,
    )
    changed = land_known(work, company_id, landing, now)
    ask_about_overrides(work, company_id, changed, now)
    refresh_company(work, company_id, policy, now)
