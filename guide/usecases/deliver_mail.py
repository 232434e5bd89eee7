"""What the worker does with letters: hand each over once, keep those that were not taken."""

from datetime import datetime, timedelta

import structlog

from guide.catalogue import outbox
from guide.catalogue.database import Database
from guide.catalogue.outbox import Job
from guide.domain.letters import read_letter
from guide.outside.mail import Mailer, MailError

LEASE = timedelta(minutes=5)
log = structlog.get_logger()


def drain_mail_jobs(database: Database, mailer: Mailer, now: datetime) -> int:
    """Try every letter that is due; return how many were handed over.

    A letter is claimed before it is sent, so two workers never send the same one. A server that
    is down, slow or refusing for now leaves it for later. A lasting refusal leaves it as a dead
    letter. Once sent its text is gone: it may hold a link.
    """
    with database.reading() as work:
        jobs = outbox.open_jobs(work, outbox.MAIL, now)
    return sum(_deliver(database, mailer, job, now) for job in jobs)


def _deliver(database: Database, mailer: Mailer, job: Job, now: datetime) -> bool:
    with database.writing() as work:
        claimed = outbox.claim(work, job, now, LEASE)
        work.commit()
    if not claimed:
        return False
    try:
        mailer.send(read_letter(job.payload, str(job.id)))
    except MailError as error:
        _keep(database, job, error, now)
        return False
    with database.writing() as work:
        outbox.finish(work, [job.id], now)
        outbox.forget_payload(work, job.id)
        work.commit()
    return True


def _keep(database: Database, job: Job, error: MailError, now: datetime) -> None:
    log.warning("letter not taken", job=job.id, attempts=job.attempts + 1, lasting=error.lasting)
    with database.writing() as work:
        if error.lasting:
            outbox.bury(work, job, str(error))
        else:
            outbox.postpone(work, job, str(error), now)
        work.commit()
