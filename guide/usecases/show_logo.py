"""A company sends its logo, which waits like any other field, and readers see the accepted one."""

from datetime import datetime

from guide.catalogue import companies, facts
from guide.catalogue.database import Database
from guide.domain.accounts import Account
from guide.domain.company import CompanyId
from guide.domain.facts import Field
from guide.domain.protection import PageKind, ProtectionPolicy
from guide.domain.revisions import Revision
from guide.outside.pictures import Logos
from guide.usecases.propose_edits import current_values, fingerprints, propose_edit


def send_logo(
    database: Database,
    logos: Logos,
    account: Account,
    company_id: CompanyId,
    picture: bytes | None,
    policy: ProtectionPolicy,
    now: datetime,
) -> Revision | None:
    """Propose a new logo, or none where ``picture`` is ``None``.

    Raises ``PictureError`` when the file is not taken; nothing is kept then.
    """
    mark = "" if picture is None else logos.save(company_id, picture)
    with database.reading() as work:
        seen = fingerprints(current_values(work, company_id))
    return propose_edit(database, account, company_id, {Field.LOGO: mark}, seen, policy, now)


def find_logo(
    database: Database, logos: Logos, mark: str, form: str, policy: ProtectionPolicy
) -> bytes | None:
    """Return a logo that stands on a profile which everyone may see; what waits is not shown."""
    with database.reading() as work:
        for company_id in facts.companies_saying(work, Field.LOGO, mark):
            visibility = companies.get(work, company_id).visibility
            if policy.page_kind(visibility) is PageKind.FULL:
                return logos.find(company_id, mark, form)
    return None
