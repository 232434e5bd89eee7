"""An editor decides a sign-up; an approved company is listed, and found by search."""

from datetime import datetime

from guide.catalogue import audit, companies, facts, places, sources, submissions, suppressions
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.sources import Source
from guide.catalogue.submissions import Submission
from guide.domain.company import CompanyId
from guide.domain.facts import Fact, Field, Layer
from guide.domain.letter_texts import write
from guide.domain.protection import ProtectionPolicy
from guide.domain.submissions import Place, SubmissionId, SubmissionState, company_facts
from guide.usecases.post import post, site_link
from guide.usecases.refresh_company import refresh_company
from guide.usecases.sign_up import status_link

COMPANY = Source(key="company", title="Virksomheden selv")
EDITORS = Source(key="editors", title="Redaktionen")


class DecisionError(Exception):
    """The decision cannot be carried out; the text says why and what to do."""


def approve(
    database: Database,
    submission_id: SubmissionId,
    actor: str,
    policy: ProtectionPolicy,
    site_url: str,
    now: datetime,
) -> CompanyId:
    """List the company of a sign-up and tell its contact.

    One that is not confirmed by mail is listed by the editor's choice alone: the company counts
    as signed up when it confirms. Raises ``DecisionError`` or ``IllegalMoveError``.
    """
    with database.writing() as work:
        submission = _get(work, submission_id)
        company_id = _company(work, submission, now)
        place = find_place(work, submission.proposal.postcode, now)
        sources.save(work, COMPANY)
        statements = company_facts(submission.proposal, place, COMPANY.key, actor, now)
        facts.record(work, company_id, statements)
        if submission.confirmed_at is None:
            _include(work, company_id, actor, now)
        else:
            companies.mark_signed_up(work, company_id, submission.confirmed_at)
        submissions.decide(
            work, submission_id, SubmissionState.APPROVED, actor, "", now, company_id
        )
        refresh_company(work, company_id, policy, now)
        profile = site_link(
            site_url,
            submission.locale,
            f"/virksomhed/{companies.get(work, company_id).slug}",
        )
        _tell(work, submission, "approved", site_url, now, profile=profile)
        _log(work, submission, "submission.approved", actor, "", now)
        work.commit()
    return company_id


def refuse(
    database: Database,
    submission_id: SubmissionId,
    actor: str,
    reason: str,
    site_url: str,
    now: datetime,
) -> None:
    """Refuse a sign-up with a reason that its submitter reads.

    Raises ``DecisionError`` without a reason and ``IllegalMoveError`` when it is decided already.
    """
    if not reason.strip():
        message = "et afslag skal have en grund, som indsenderen kan læse"
        raise DecisionError(message)
    with database.writing() as work:
        submission = _get(work, submission_id)
        submissions.decide(work, submission_id, SubmissionState.REFUSED, actor, reason.strip(), now)
        _tell(work, submission, "refused", site_url, now, reason=reason.strip())
        _log(work, submission, "submission.refused", actor, reason.strip(), now)
        work.commit()


def find_place(work: UnitOfWork, postcode: str, now: datetime) -> Place | None:
    """Return where a postcode lies, ``None`` when there is no such postcode."""
    rows = [row for row in places.on_day(work, now.date()).postcodes if row.postcode == postcode]
    if not rows:
        return None
    only = rows[0].municipality if len({row.municipality for row in rows}) == 1 else None
    return Place(town=rows[0].town, municipality=only)


def _get(work: UnitOfWork, submission_id: SubmissionId) -> Submission:
    found = submissions.find(work, submission_id)
    if found is None or found.state is SubmissionState.DRAFT:
        message = f"der er ingen tilmelding {submission_id}; se dem med: guide editor queue"
        raise DecisionError(message)
    return found


def _company(work: UnitOfWork, submission: Submission, now: datetime) -> CompanyId:
    """Return the company of the sign-up's number, made new when there is none.

    Never joined by name alone: two companies may carry the same one.
    """
    cvr = submission.proposal.cvr
    known = companies.find_by_cvr(work, cvr)
    if suppressions.among(work, suppressions.CVR, [cvr]):
        message = f"CVR {cvr} er slettet efter ønske; afvis tilmeldingen, eller ophæv sletningen"
        raise DecisionError(message)
    if known is None:
        return companies.create(work, name=submission.proposal.name, now=now, cvr=cvr)
    if known.visibility.erased:
        message = f"CVR {cvr} er slettet efter ønske; afvis tilmeldingen, eller ophæv sletningen"
        raise DecisionError(message)
    return known.merged_into or known.id


def _include(work: UnitOfWork, company_id: CompanyId, actor: str, now: datetime) -> None:
    sources.save(work, EDITORS)
    choice = Fact(
        field=Field.INCLUDED,
        layer=Layer.EDITOR,
        value=True,
        recorded_at=now,
        source=EDITORS.key,
        actor=actor,
    )
    facts.record(work, company_id, [choice])


def _tell(
    work: UnitOfWork, submission: Submission, kind: str, site_url: str, now: datetime, **more: str
) -> None:
    """Write to the contact, unless nobody confirmed that the address is theirs."""
    if submission.confirmed_at is None:
        return
    link = status_link(work, submission, site_url, now)
    letter = write(
        kind,
        submission.locale,
        submission.contact_mail,
        name=submission.proposal.name,
        link=link,
        **more,
    )
    post(work, letter, now)


def _log(
    work: UnitOfWork, submission: Submission, action: str, actor: str, reason: str, now: datetime
) -> None:
    audit.write(
        work,
        audit.Entry(
            at=now,
            actor=actor,
            action=action,
            object_kind="submission",
            object_id=str(submission.id),
            reason=reason,
            before_hash=audit.content_hash(submission.state.value),
            after_hash=audit.content_hash(submission.proposal.content()),
        ),
    )
