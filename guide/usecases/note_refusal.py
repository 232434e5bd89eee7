"""Write down what was tried and not allowed."""

from datetime import datetime

from guide.catalogue import audit
from guide.catalogue.database import Database


def note_refusal(
    database: Database,
    *,
    actor: str,
    action: str,
    where: str,
    reason: str,
    now: datetime,
    request_id: str | None = None,
    ip_prefix: str | None = None,
) -> None:
    """Leave a line in the log about something that was refused."""
    with database.writing() as work:
        audit.write(
            work,
            audit.Entry(
                at=now,
                actor=actor,
                action=action,
                object_kind="page",
                object_id=where,
                reason=reason,
                request_id=request_id,
                ip_prefix=ip_prefix,
            ),
        )
        work.commit()
