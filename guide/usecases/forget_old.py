"""Retention: what is kept no longer than it is needed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from guide.catalogue import audit, dead_letters, links, submissions
from guide.catalogue.database import Database
from guide.catalogue.rate_limits import DatabaseStorage
from guide.domain.submissions import UNCONFIRMED_KEPT, SubmissionState

DRAFT_KEPT = timedelta(days=30)
LINKS_KEPT = timedelta(days=30)
DEAD_LETTERS_KEPT = timedelta(days=30)
"""Register documents that could not be read may hold what must not be kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Forgotten:
    """How much was deleted."""

    submissions: int
    links: int
    rate_counts: int
    dead_letters: int


def forget_old(database: Database, now: datetime) -> Forgotten:
    """Delete unconfirmed sign-ups after 14 days; drafts, used links, dead letters after 30."""
    with database.writing() as work:
        gone = submissions.delete_untouched(
            work, (SubmissionState.UNCONFIRMED,), now - UNCONFIRMED_KEPT
        )
        gone += submissions.delete_untouched(work, (SubmissionState.DRAFT,), now - DRAFT_KEPT)
        for submission_id in gone:
            for purpose in (links.Purpose.DRAFT, links.Purpose.STATUS, links.Purpose.CONFIRM):
                links.revoke(work, purpose, str(submission_id))
        swept = links.sweep(work, now - LINKS_KEPT)
        letters = dead_letters.remove_older(work, now - DEAD_LETTERS_KEPT)
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
        work.commit()
    counts = DatabaseStorage(database).sweep()
    return Forgotten(submissions=len(gone), links=swept, rate_counts=counts, dead_letters=letters)
