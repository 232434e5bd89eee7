"""Claim a company by proof; whoever proves it acts for it, and the profile says what was proved."""

from datetime import datetime

from guide.catalogue import accounts, audit, claims, companies, facts, links
from guide.catalogue.claims import Claim
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.links import Purpose
from guide.domain.accounts import Account
from guide.domain.claims import (
    MAIL_WITHIN,
    WELL_KNOWN,
    ClaimId,
    Method,
    holds_token,
    may_prove_by,
    site_domain,
)
from guide.domain.company import CompanyId
from guide.domain.facts import Field, resolve_all
from guide.domain.letter_texts import write
from guide.domain.protection import ProtectionPolicy
from guide.outside.dns import DnsError, TxtReader
from guide.outside.fetch import Fetcher, FetchError
from guide.usecases.post import post, site_link
from guide.usecases.refresh_company import refresh_company


class ClaimError(Exception):
    """The claim cannot be proved this way; the text says why."""


def ask_by_mail(
    database: Database,
    account: Account,
    company_id: CompanyId,
    mail: str,
    *,
    locale: str,
    site_url: str,
    now: datetime,
) -> None:
    """Mail a link to an address of the company; nothing tells whether it was one."""
    with database.writing() as work:
        known = _known(work, company_id)
        if may_prove_by(mail, known.get(Field.WEBSITE, ""), known.get(Field.EMAIL, "")):
            claim = claims.start(work, company_id, account.id, Method.MAIL, mail, now)
            token = links.make(work, Purpose.CLAIM, str(claim.id), now, lasts=MAIL_WITHIN)
            name = companies.get(work, company_id).name
            address = site_link(site_url, locale, f"/konto/bevis/{token}")
            post(work, write("claim", locale, mail, name=name, link=address), now)
        audit.write_act(work, account.id, "claim.asked", now, company_id=company_id)
        work.commit()


def ask_by_site(
    database: Database, account: Account, company_id: CompanyId, method: Method, now: datetime
) -> Claim:
    """Return the claim whose token must be put on the web site or into the DNS."""
    with database.writing() as work:
        domain = site_domain(_known(work, company_id).get(Field.WEBSITE, ""))
        if domain is None:
            message = "guiden kender ikke virksomhedens hjemmeside"
            raise ClaimError(message)
        claim = next(
            (
                one
                for one in claims.waiting(work, company_id, account.id)
                if one.method is method and one.target == domain
            ),
            None,
        ) or claims.start(work, company_id, account.id, method, domain, now)
        audit.write_act(work, account.id, "claim.asked", now, company_id=company_id)
        work.commit()
    return claim


def ask_by_hand(database: Database, account: Account, company_id: CompanyId, now: datetime) -> None:
    """Let an editor decide: for those who have neither mail nor site; asked twice it waits once."""
    with database.writing() as work:
        waiting = claims.waiting(work, company_id, account.id)
        if Method.HAND not in [one.method for one in waiting]:
            claims.start(work, company_id, account.id, Method.HAND, "", now)
            audit.write_act(work, account.id, "claim.asked", now, company_id=company_id)
            work.commit()


def check_site(
    database: Database,
    account: Account,
    claim: Claim,
    fetcher: Fetcher,
    reader: TxtReader,
    policy: ProtectionPolicy,
    site_url: str,
    now: datetime,
) -> bool:
    """Look for the token where it should be; no transaction is open meanwhile.

    Raises ``ClaimError`` when the web site or the name servers could not be asked.
    """
    try:
        if claim.method is Method.FILE:
            texts: tuple[str, ...] = (fetcher.fetch(f"https://{claim.target}{WELL_KNOWN}"),)
        else:
            names = (f"_brancheguide.{claim.target}", claim.target)
            texts = tuple(text for name in names for text in reader.read_txt(name))
    except (FetchError, DnsError) as error:
        raise ClaimError(str(error)) from error
    if not holds_token(texts, claim.token):
        return False
    return _prove(database, account, claim.id, policy, site_url, now)


def prove_by_mail(
    database: Database,
    account: Account,
    token: str,
    policy: ProtectionPolicy,
    site_url: str,
    now: datetime,
) -> Claim | None:
    """Use a mailed link up; only the account that asked can. ``None`` when it does not work."""
    with database.reading() as work:
        link = links.find(work, Purpose.CLAIM, token, now)
        claim = claims.find(work, ClaimId(int(link.subject))) if link else None
    if claim is None or claim.account_id != account.id:
        return None
    with database.writing() as work:
        used = links.use(work, Purpose.CLAIM, token, now)
        work.commit()
    proved = used and _prove(database, account, claim.id, policy, site_url, now)
    return claim if proved else None


def withdraw(
    database: Database,
    account: Account,
    company_id: CompanyId,
    policy: ProtectionPolicy,
    now: datetime,
) -> None:
    """Take the account's proof back; it no longer acts for the company."""
    with database.writing() as work:
        claims.withdraw(work, company_id, account.id, now)
        accounts.leave(work, account.id, company_id)
        claims.mark_claimed(work, company_id)
        refresh_company(work, company_id, policy, now)
        audit.write_act(work, account.id, "claim.withdrawn", now, company_id=company_id)
        work.commit()


def expire_claims(database: Database, policy: ProtectionPolicy, now: datetime) -> int:
    """End the proofs that are a year old; return how many companies that concerned."""
    with database.writing() as work:
        concerned = claims.expire(work, now)
        for company_id in concerned:
            claims.mark_claimed(work, company_id)
            refresh_company(work, company_id, policy, now)
        work.commit()
    return len(concerned)


def _prove(
    database: Database,
    account: Account,
    claim_id: ClaimId,
    policy: ProtectionPolicy,
    site_url: str,
    now: datetime,
) -> bool:
    with database.writing() as work:
        claim = claims.find(work, claim_id)
        if claim is None or not claims.prove(work, claim_id, now):
            return False
        accounts.join(work, account.id, claim.company_id, now)
        claims.mark_claimed(work, claim.company_id)
        refresh_company(work, claim.company_id, policy, now)
        company = companies.get(work, claim.company_id)
        link = site_link(site_url, account.locale, f"/konto/virksomhed/{company.slug}/ret")
        letter = write("claim_proved", account.locale, account.mail, name=company.name, link=link)
        post(work, letter, now)
        audit.write_act(
            work,
            account.id,
            f"claim.proved_by_{claim.method.value}",
            now,
            company_id=claim.company_id,
        )
        work.commit()
    return True


def _known(work: UnitOfWork, company_id: CompanyId) -> dict[Field, str]:
    said = resolve_all(facts.current(work, company_id))
    return {field: fact.value for field, fact in said.items() if isinstance(fact.value, str)}
