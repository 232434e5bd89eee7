"""Ask the editors whether what a company once said of itself still holds."""

from datetime import datetime
from itertools import groupby

from guide.catalogue import facts, tasks
from guide.catalogue.database import Database
from guide.domain.danish_time import danish_day
from guide.domain.tasks import STALE_AFTER, Task, TaskKind


def ask_about_stale_facts(database: Database, now: datetime) -> int:
    """Leave one question for each company, at most once in a year and a half; return how many."""
    since = now - STALE_AFTER
    new = 0
    with database.writing() as work:
        known = tasks.asked_since(work, TaskKind.STALE_FACTS, since)
        old = facts.self_told_before(work, since)
        for company_id, said in groupby(old, key=lambda version: version.company_id):
            if company_id in known:
                continue
            told = [version.fact for version in said]
            task = Task(
                kind=TaskKind.STALE_FACTS,
                key=f"{company_id}:{danish_day(now)}",
                company_id=company_id,
                payload={
                    "fields": [fact.field.value for fact in told],
                    "since": f"{danish_day(told[0].recorded_at)}",
                },
                created_at=now,
            )
            new += tasks.ask(work, task)
        work.commit()
    return new
