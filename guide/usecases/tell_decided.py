"""Tell who sent a company's changes what became of them, once, when the last is decided."""

from datetime import datetime

from guide.catalogue import accounts, companies
from guide.catalogue.database import UnitOfWork
from guide.domain.accounts import AccountId
from guide.domain.edit_letters import decided_letter
from guide.domain.revisions import Revision, RevisionState
from guide.usecases.post import post_after_undo, site_link

_ACCOUNT = "account:"


def tell_decided(work: UnitOfWork, revision: Revision, site_url: str, now: datetime) -> int | None:
    """Leave the letter when no field waits any more; return its job.

    It waits until the decision cannot be taken back. ``None`` when something waits still, or the
    writer has no account any more. A field is decided once, so the last one is decided once.
    """
    number = revision.author.removeprefix(_ACCOUNT)
    if revision.state is not RevisionState.DECIDED or number == revision.author:
        return None
    account = accounts.find(work, AccountId(int(number)))
    if account is None:
        return None
    company = companies.get(work, revision.company_id)
    link = site_link(site_url, account.locale, f"/konto/virksomhed/{company.slug}/ret")
    return post_after_undo(
        work, decided_letter(revision, company.name, account.locale, account.mail, link), now
    )
