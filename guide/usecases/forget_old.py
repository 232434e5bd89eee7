"""Retention: what is kept no longer than it is needed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from guide.catalogue import (
    accounts,
    audit,
    dead_letters,
    desk,
    error_reports,
    links,
    logos,
    submissions,
    subscriptions,
    visits,
)
from guide.catalogue.database import Database
from guide.catalogue.rate_limits import DatabaseStorage
from guide.domain.danish_time import danish_day
from guide.domain.error_reports import MAIL_KEPT
from guide.domain.submissions import UNCONFIRMED_KEPT, SubmissionState
from guide.domain.subscriptions import STOPPED_KEPT
from guide.domain.subscriptions import UNCONFIRMED_KEPT as UNCONFIRMED_FOLLOWERS_KEPT
from guide.domain.visits import KEPT as VISITS_KEPT
from guide.outside.pictures import Logos
from guide.usecases.follow_by_mail import forget_links

DRAFT_KEPT = timedelta(days=30)
LINKS_KEPT = timedelta(days=30)
SESSIONS_KEPT = timedelta(days=30)
"""No session lives longer (``domain.accounts.age_limit``); an ended one is told no more."""

LOG_KEPT = timedelta(days=3 * 365)
LOGOS_KEPT = timedelta(days=30)
"""Refused and replaced pictures; until then a decision can be taken back with its picture."""

DEAD_LETTERS_KEPT = timedelta(days=30)
"""Register documents that could not be read may hold what must not be kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Forgotten:
    """How much was deleted."""

    submissions: int
    links: int
    rate_counts: int
    dead_letters: int
    visits: int
    reader_mails: int
    sessions: int
    log_lines: int


def forget_old(database: Database, now: datetime) -> Forgotten:
    """Delete what nobody confirmed after 14 days; drafts, used links, dead letters after 30.

    Ended sessions go after 30 days, readers' counts after 400, lines of the log after 3 years.
    """
    with database.writing() as work:
        gone = submissions.delete_untouched(
            work, (SubmissionState.UNCONFIRMED,), now - UNCONFIRMED_KEPT
        )
        gone += submissions.delete_untouched(work, (SubmissionState.DRAFT,), now - DRAFT_KEPT)
        for submission_id in gone:
            for purpose in (links.Purpose.DRAFT, links.Purpose.STATUS, links.Purpose.CONFIRM):
                links.revoke(work, purpose, str(submission_id))
        followers = subscriptions.delete_old(
            work, now - UNCONFIRMED_FOLLOWERS_KEPT, now - STOPPED_KEPT
        )
        for subscription_id in followers:
            forget_links(work, str(subscription_id))
        swept = links.sweep(work, now - LINKS_KEPT)
        letters = dead_letters.remove_older(work, now - DEAD_LETTERS_KEPT)
        visits_gone = visits.forget(work, danish_day(now) - VISITS_KEPT)
        mails = error_reports.forget_mails(work, now - MAIL_KEPT)
        sessions = accounts.forget_sessions(work, now - SESSIONS_KEPT)
        desk.sweep(work, now)
        if gone:
            audit.write(
                work,
                audit.Entry(
                    at=now,
                    actor="retention",
                    action="submission.forgotten",
                    object_kind="submission",
                    object_id="*",
                    reason=f"{len(gone)}",
                ),
            )
        log_lines = audit.forget(work, now - LOG_KEPT, now)
        work.commit()
    counts = DatabaseStorage(database).sweep()
    return Forgotten(
        submissions=len(gone),
        links=swept,
        rate_counts=counts,
        dead_letters=letters,
        visits=visits_gone,
        reader_mails=mails,
        sessions=sessions,
        log_lines=log_lines,
    )


def forget_logos(database: Database, pictures: Logos, now: datetime) -> int:
    """Delete pictures that were refused or replaced 30 days ago; return how many files."""
    with database.reading() as work:
        needed = logos.needed(work, now - LOGOS_KEPT)
    return pictures.sweep(needed, now - timedelta(days=1))
