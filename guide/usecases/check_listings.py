"""Once a year: ask a company's own people whether its profile is right, and take their answer."""

from datetime import datetime

from guide.catalogue import accounts, audit, companies, links, listing_checks, tasks
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.links import Purpose
from guide.domain.accounts import AccountId
from guide.domain.company import CompanyId
from guide.domain.letter_texts import write
from guide.domain.listing_checks import LINK_LASTS, CheckStep, ListingCheck, next_step
from guide.domain.protection import ProtectionPolicy
from guide.domain.tasks import Task, TaskKind, TaskOutcome
from guide.usecases.post import post, site_link

_LETTERS = {CheckStep.ASK: "still_right", CheckStep.REMIND: "still_right_reminder"}


def check_listings(
    database: Database, policy: ProtectionPolicy, site_url: str, now: datetime
) -> int:
    """Do for every company somebody acts for what is due; return how many letters were left.

    A company a transaction, in which its step is noted and its letters are left: whatever stops
    the night, no letter is lost or written twice.
    """
    with database.reading() as work:
        due = [key for key, check in listing_checks.owned(work).items() if next_step(check, now)]
    letters = 0
    for company_id in due:
        with database.writing() as work:
            letters += _check(work, company_id, policy, site_url, now)
            work.commit()
    with database.writing() as work:
        _close_answered(work, now)
        work.commit()
    return letters


def find_asked(database: Database, token: str, now: datetime) -> CompanyId | None:
    """Return the company that a mailed link asks about, ``None`` when it does not work."""
    with database.reading() as work:
        link = links.find(work, Purpose.STILL_RIGHT, token, now)
        return _asked(work, link) if link else None


def confirm_listing(database: Database, token: str, now: datetime) -> CompanyId | None:
    """Use a mailed link up: its reader says that the profile is right.

    ``None`` when it does not work, or its address acts for the company no longer. The other
    letters' links are done with too.
    """
    with database.writing() as work:
        link = links.use(work, Purpose.STILL_RIGHT, token, now)
        company_id = _asked(work, link) if link else None
        account = accounts.find_by_mail(work, link.mail) if link else None
        if company_id is None or account is None:
            return None
        confirm(work, company_id, f"account:{account.id}", now)
        work.commit()
    return company_id


def confirm(work: UnitOfWork, company_id: CompanyId, actor: str, now: datetime) -> None:
    """Write down that a company's profile is right, who said so, and end what waited for it."""
    listing_checks.confirm(work, company_id, now)
    links.revoke(work, Purpose.STILL_RIGHT, str(company_id))
    _close(work, company_id, actor, now)
    audit.write(
        work,
        audit.Entry(
            at=now,
            actor=actor,
            action="listing.confirmed",
            object_kind="company",
            object_id=str(company_id),
        ),
    )


def _asked(work: UnitOfWork, link: links.Link) -> CompanyId | None:
    company_id = CompanyId(int(link.subject))
    account = accounts.find_by_mail(work, link.mail)
    own = account is not None and accounts.is_member(work, account.id, company_id)
    return company_id if own else None


def _check(
    work: UnitOfWork, company_id: CompanyId, policy: ProtectionPolicy, site_url: str, now: datetime
) -> int:
    """Do one company's step when it is still due; another night may have been here."""
    check = listing_checks.find(work, company_id, to_change=True)
    step = next_step(check, now) if check else None
    company = companies.get(work, company_id)
    if check is None or step is None or not policy.may_ask_owners(company.visibility):
        return 0
    listing_checks.note(work, company_id, step, now)
    if step is CheckStep.STALE:
        _tell_editors(work, company_id, check, now)
        return 0
    members = accounts.members_of(work, company_id)
    for member in members:
        _write(work, company_id, company.name, member.account_id, _LETTERS[step], site_url, now)
    return len(members)


def _write(
    work: UnitOfWork,
    company_id: CompanyId,
    name: str,
    account_id: AccountId,
    kind: str,
    site_url: str,
    now: datetime,
) -> None:
    account = accounts.find(work, account_id)
    if account is None:
        return
    token = links.make(
        work, Purpose.STILL_RIGHT, str(company_id), now, lasts=LINK_LASTS, mail=account.mail
    )
    link = site_link(site_url, account.locale, f"/passer-det/{token}")
    post(work, write(kind, account.locale, account.mail, name=name, link=link), now)


def _tell_editors(
    work: UnitOfWork, company_id: CompanyId, check: ListingCheck, now: datetime
) -> None:
    if check.asked is None:
        return
    task = Task(
        kind=TaskKind.UNANSWERED,
        key=f"{company_id}:{check.asked:%Y-%m-%d}",
        company_id=company_id,
        payload={
            "confirmed_at": f"{check.confirmed_at:%Y-%m-%d}",
            "asked_at": f"{check.asked:%Y-%m-%d}",
        },
        created_at=now,
    )
    tasks.ask(work, task)


def _close(work: UnitOfWork, company_id: CompanyId, actor: str, now: datetime) -> None:
    for task in tasks.open_tasks(work, TaskKind.UNANSWERED, limit=100_000):
        if task.company_id == company_id and task.id is not None:
            tasks.close(work, task.id, TaskOutcome.ACCEPTED, actor, now)


def _close_answered(work: UnitOfWork, now: datetime) -> None:
    """End the editors' questions about companies that have edited their profile since."""
    for task in tasks.open_tasks(work, TaskKind.UNANSWERED, limit=100_000):
        check = listing_checks.find(work, task.company_id) if task.company_id else None
        if task.id is not None and (check is None or check.asked is None):
            tasks.close(work, task.id, TaskOutcome.DISMISSED, "rules", now)
