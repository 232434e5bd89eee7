"""A company asks to be listed: proposed, confirmed by mail, then read by an editor."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from guide.catalogue import audit, companies, facts, links, submissions
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.links import Purpose
from guide.catalogue.submissions import Submission
from guide.domain.facts import Field, resolve_all
from guide.domain.letter_texts import write
from guide.domain.protection import Channel, ProtectionPolicy
from guide.domain.submissions import (
    CONFIRM_WITHIN,
    Proposal,
    SubmissionId,
    SubmissionState,
)
from guide.usecases.post import post, site_link
from guide.usecases.refresh_company import refresh_company

DRAFT_LASTS = timedelta(days=30)
SUBMITTER = "submitter"


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A sign-up that is still being written; ``version`` is the one it was read at."""

    id: SubmissionId
    version: int


def submit(
    database: Database,
    proposal: Proposal,
    *,
    locale: str,
    consent_text: str,
    site_url: str,
    now: datetime,
    draft: Draft | None = None,
) -> SubmissionId:
    """Keep a proposal and mail its contact a link to confirm it.

    The same happens whether or not the address or the company is known. A draft becomes the
    sign-up; raises ``SubmissionConflictError`` when somebody else saved it meanwhile.
    """
    with database.writing() as work:
        if draft is None:
            submission_id = submissions.add(
                work,
                proposal,
                SubmissionState.UNCONFIRMED,
                now,
                locale=locale,
                consent_text=consent_text,
            )
        else:
            submission_id = draft.id
            submissions.save(work, draft.id, proposal, draft.version, now)
            submissions.move(work, draft.id, SubmissionState.UNCONFIRMED, now)
            submissions.consent(work, draft.id, consent_text, now)
            links.revoke(work, Purpose.DRAFT, str(draft.id))
        token = links.make(work, Purpose.CONFIRM, str(submission_id), now, lasts=CONFIRM_WITHIN)
        address = site_link(site_url, locale, f"/tilmeld/bekraeft/{token}")
        post(
            work,
            write("confirm", locale, proposal.contact_mail, cvr=proposal.cvr, link=address),
            now,
        )
        _log(work, "submission.sent", submission_id, now, proposal)
        work.commit()
    return submission_id


def save_draft(
    database: Database,
    proposal: Proposal,
    *,
    locale: str,
    now: datetime,
    draft: Draft | None = None,
) -> tuple[str | None, int]:
    """Keep what is written so far; return the draft's token when it is new, and its version."""
    with database.writing() as work:
        if draft is None:
            new_id = submissions.add(work, proposal, SubmissionState.DRAFT, now, locale=locale)
            token: str | None = links.make(
                work, Purpose.DRAFT, str(new_id), now, lasts=DRAFT_LASTS, reusable=True
            )
            version = 1
        else:
            token = None
            version = submissions.save(work, draft.id, proposal, draft.version, now)
        work.commit()
    return token, version


def confirm(
    database: Database, token: str, policy: ProtectionPolicy, site_url: str, now: datetime
) -> Submission | None:
    """Use a confirmation link up; ``None`` when it is unknown, used or older than 48 hours."""
    with database.writing() as work:
        link = links.use(work, Purpose.CONFIRM, token, now)
        submission = link and submissions.find(work, SubmissionId(int(link.subject)))
        if not submission:
            return None
        submissions.confirm(work, submission.id, now)
        if submission.state is SubmissionState.UNCONFIRMED:
            submissions.move(work, submission.id, SubmissionState.PENDING, now)
        elif submission.state is SubmissionState.APPROVED and submission.company_id is not None:
            companies.mark_signed_up(work, submission.company_id, now)
            refresh_company(work, submission.company_id, policy, now)
        address = status_link(work, submission, site_url, now)
        letter = write(
            "received",
            submission.locale,
            submission.contact_mail,
            name=submission.proposal.name,
            link=address,
        )
        post(work, letter, now)
        _log(work, "submission.confirmed", submission.id, now, submission.proposal)
        work.commit()
    return submission


def status_link(work: UnitOfWork, submission: Submission, site_url: str, now: datetime) -> str:
    """Return a new address of the submitter's status page; earlier ones go on working."""
    token = links.make(work, Purpose.STATUS, str(submission.id), now, reusable=True)
    return site_link(site_url, submission.locale, f"/tilmeld/status/{token}")


def reply(database: Database, submission: Submission, text: str, now: datetime) -> None:
    """Write to the editors from the status page; a refused sign-up is read once more."""
    with database.writing() as work:
        submissions.say(work, submission.id, SUBMITTER, text, now)
        if submission.state is SubmissionState.REFUSED:
            submissions.move(work, submission.id, SubmissionState.PENDING, now)
        audit.write(
            work,
            audit.Entry(
                at=now,
                actor=SUBMITTER,
                action="submission.reply",
                object_kind="submission",
                object_id=str(submission.id),
                after_hash=audit.content_hash(text),
            ),
        )
        work.commit()


def withdraw(database: Database, submission: Submission, now: datetime) -> None:
    """Take a sign-up back; raises ``IllegalMoveError`` when it was approved already."""
    with database.writing() as work:
        submissions.move(work, submission.id, SubmissionState.WITHDRAWN, now)
        _log(work, "submission.withdrawn", submission.id, now, submission.proposal)
        work.commit()


def _log(
    work: UnitOfWork, action: str, submission_id: SubmissionId, now: datetime, proposal: Proposal
) -> None:
    audit.write(
        work,
        audit.Entry(
            at=now,
            actor=SUBMITTER,
            action=action,
            object_kind="submission",
            object_id=str(submission_id),
            after_hash=audit.content_hash(proposal.content()),
        ),
    )


def known_proposal(database: Database, policy: ProtectionPolicy, cvr: str) -> Proposal | None:
    """Return what the catalogue may tell of a number, to fill the form with; ``None`` if nothing.

    Of a company in no list only what its stub shows is told.
    """
    with database.reading() as work:
        known = companies.find_by_cvr(work, cvr)
        if known is None or not policy.may_appear(known.visibility, Channel.PAGE):
            return None
        said = resolve_all(facts.current(work, known.id))
    fields = policy.visible_fields(known.visibility, Channel.PAGE, (field.value for field in said))
    shown = {field: fact.value for field, fact in said.items() if field.value in fields}

    def text(field: Field) -> str:
        value = shown.get(field)
        return value if isinstance(value, str) else ""

    def texts(field: Field) -> tuple[str, ...]:
        value = shown.get(field)
        return tuple(value) if isinstance(value, list) else ()

    return Proposal(
        cvr=cvr,
        name=known.name,
        description=text(Field.DESCRIPTION),
        long_description=text(Field.LONG_DESCRIPTION),
        categories=texts(Field.CATEGORIES)[:3],
        website=text(Field.WEBSITE),
        products=texts(Field.PRODUCTS),
        postcode=text(Field.POSTCODE),
    )
