"""What a person does with an account: invite, take a copy, delete it."""

from datetime import datetime
from typing import Any

from guide.catalogue import (
    accounts,
    audit,
    companies,
    error_reports,
    links,
    passkeys,
    submissions,
)
from guide.catalogue.database import Database
from guide.catalogue.links import Purpose
from guide.domain.accounts import INVITATION_LASTS, Account
from guide.domain.company import CompanyId
from guide.domain.letter_texts import write
from guide.usecases.post import post, site_link


def invite(
    database: Database,
    account: Account,
    company_id: CompanyId,
    mail: str,
    *,
    locale: str,
    site_url: str,
    now: datetime,
) -> None:
    """Mail somebody a link that lets them act for the company too; it works for seven days."""
    with database.writing() as work:
        token = links.make(
            work, Purpose.INVITATION, str(company_id), now, lasts=INVITATION_LASTS, mail=mail
        )
        company = companies.get(work, company_id)
        letter = write(
            "invitation",
            locale,
            mail,
            name=company.name,
            link=site_link(site_url, locale, f"/invitation/{token}"),
        )
        post(work, letter, now)
        audit.write_act(work, account.id, "member.invited", now, company_id=company_id)
        work.commit()


def accept(database: Database, account: Account, token: str, now: datetime) -> CompanyId | None:
    """Use an invitation up: the account acts for the company from now on."""
    with database.writing() as work:
        link = links.use(work, Purpose.INVITATION, token, now)
        if link is None:
            return None
        company_id = CompanyId(int(link.subject))
        accounts.join(work, account.id, company_id, now, invited_by="invitation")
        audit.write_act(work, account.id, "member.joined", now, company_id=company_id)
        work.commit()
    return company_id


def delete_account(database: Database, account: Account, now: datetime) -> None:
    """Delete the account with its sessions and memberships; companies stay as they are."""
    with database.writing() as work:
        accounts.delete_account(work, account.id)
        audit.write(
            work,
            audit.Entry(
                at=now,
                actor=f"account:{account.id}",
                action="account.deleted",
                object_kind="account",
                object_id=str(account.id),
            ),
        )
        work.commit()


def export(database: Database, account: Account, now: datetime) -> dict[str, Any]:
    """Return everything that is kept about an account."""
    with database.reading() as work:
        return {
            "made_at": now,
            "account": {
                "mail": account.mail,
                "role": account.role.value,
                "language": account.locale,
                "created_at": account.created_at,
            },
            "sessions": [
                {"browser": one.browser, "begun_at": one.created_at, "used_at": one.seen_at}
                for one in accounts.sessions_of(work, account, now)
            ],
            "passkeys": [
                {"name": one.name, "made_at": one.created_at, "used_at": one.used_at}
                for one in passkeys.of_account(work, account.id)
            ],
            "companies": [
                companies.get(work, key).name for key in accounts.companies_of(work, account.id)
            ],
            "sign_ups": [
                {
                    "state": one.state.value,
                    "content": one.proposal.content(),
                    "consent": one.consent_text,
                    "consent_at": one.consent_at,
                    "sent_at": one.created_at,
                }
                for one in submissions.of_mail(work, account.mail)
            ],
            "error_reports": [
                {"text": one.text, "sent_at": one.created_at, "outcome": one.outcome.value}
                for one in error_reports.of_mail(work, account.mail)
            ],
            "log": [
                {"at": entry.at, "action": entry.action}
                for entry in audit.of_object(work, "account", str(account.id))
            ],
        }
