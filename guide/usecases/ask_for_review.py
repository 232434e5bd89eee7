"""Ask the editors to look again at overrides whose day has come."""

from datetime import datetime

from guide.catalogue import facts, tasks
from guide.catalogue.database import Database
from guide.domain.danish_time import danish_day
from guide.domain.tasks import Task, TaskKind


def ask_for_review(database: Database, now: datetime) -> int:
    """Leave a question for each, once; return how many are new."""
    with database.writing() as work:
        new = 0
        for version in facts.overrides_due(work, danish_day(now)):
            task = Task(
                kind=TaskKind.OVERRIDE_DUE,
                key=str(version.id),
                company_id=version.company_id,
                payload={
                    "field": version.fact.field.value,
                    "override": version.fact.value,
                    "reason": version.fact.reason,
                },
                created_at=now,
            )
            new += tasks.ask(work, task)
        work.commit()
    return new
