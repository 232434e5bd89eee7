"""Tell the register anew from its stored rows when one of them begins or has ended."""

from datetime import date, datetime

from guide.catalogue import places, register
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.register_landing import Landing
from guide.domain.company import CompanyId
from guide.domain.danish_time import danish_day
from guide.domain.protection import ProtectionPolicy
from guide.domain.register_facts import statements
from guide.domain.snapshot import take_snapshot
from guide.usecases.judge_register import REGISTER
from guide.usecases.land_register import update_companies

_BATCH = 100


def reevaluate_register(database: Database, policy: ProtectionPolicy, now: datetime) -> int:
    """Bring every company up to today whose day has come; return how many were told anew."""
    today = danish_day(now)
    with database.reading() as work:
        due = register.due(work, today)
        codes = frozenset(places.on_day(work, today).municipalities)
    for start in range(0, len(due), _BATCH):
        with database.writing() as work:
            told = (_landing(work, key, codes, today) for key in due[start : start + _BATCH])
            landings = {key: item for key, item in told if item is not None}
            update_companies(work, landings, policy, now)
            work.commit()
    return len(due)


def _landing(
    work: UnitOfWork, company_id: CompanyId, codes: frozenset[str], today: date
) -> tuple[CompanyId, Landing | None]:
    company = register.load(work, company_id)
    if company is None:
        return company_id, None
    snapshot = take_snapshot(company, today)
    known = register.stored(work, [company.cvr])[company.cvr]
    return company_id, Landing(
        company=company,
        snapshot=snapshot,
        statements=statements(snapshot, codes),
        digest=known.digest or "",
        fingerprint=known.fingerprint,
        source=REGISTER,
    )
