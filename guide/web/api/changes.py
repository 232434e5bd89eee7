"""What changed since a moment, for keeping a copy up to date."""

from datetime import datetime
from enum import StrEnum

from pydantic import AwareDatetime, Field

from guide.catalogue import cards
from guide.catalogue import changes as store
from guide.catalogue.changes import Change
from guide.domain.company import CompanyId
from guide.domain.protection import Channel
from guide.web.api import cursors
from guide.web.api.companies import Company, company_json
from guide.web.api.operations import Answer, Operation, Query
from guide.web.context import the_guide
from guide.web.shared import shared

MOST = 100


class ChangesQuery(Query):
    """From which moment on, and how far it was read."""

    since: AwareDatetime = Field(description="a moment with its zone, such as 2026-11-25T00:00:00Z")
    limit: int = Field(50, ge=1, le=MOST)
    cursor: str | None = Field(None, max_length=1000, description="`next` of the answer before")


class ChangesCursor(cursors.Cursor):
    """The last change that was told."""

    changed_at: str
    company_id: int


class State(StrEnum):
    """Whether a company is in the guide now."""

    LISTED = "listed"
    GONE = "gone"


class ChangeJson(Answer):
    """A company as it is now; of one that is gone only its number is told: remove your copy."""

    id: int
    state: State
    changed_at: datetime
    revision: int
    company: Company | None


class Changes(Answer):
    """Changes, the earliest first, each company once, as it is now."""

    changes: list[ChangeJson]
    next: str = Field(description="ask with it now for more, or later for what comes then")
    more: bool = Field(description="whether more changes wait at this moment")


def changes(query: ChangesQuery) -> Changes:
    """Tell what changed."""
    asked = cursors.question(query)
    moment, after = query.since, None
    if query.cursor is not None:
        cursor = cursors.read(ChangesCursor, query.cursor, asked)
        moment, after = _moment(cursor), CompanyId(cursor.company_id)
    with the_guide().database.reading() as work:
        found = store.since(work, moment, after=after, limit=query.limit + 1)
        told = found[: query.limit]
        shown = {card.id: card for card in cards.by_ids(work, [c.company_id for c in told])}
    if told:
        moment, after = told[-1].changed_at, told[-1].company_id
    words = shared()
    return Changes(
        changes=[
            ChangeJson(
                id=change.company_id,
                state=State.LISTED if _is_shown(change) else State.GONE,
                changed_at=change.changed_at,
                revision=change.revision,
                company=Company(**company_json(shown[change.company_id], words))
                if _is_shown(change)
                else None,
            )
            for change in told
        ],
        next=cursors.write(
            ChangesCursor(asked=asked, changed_at=moment.isoformat(), company_id=after or 0)
        ),
        more=len(found) > query.limit,
    )


def _is_shown(change: Change) -> bool:
    return change.listed and the_guide().policy.may_appear(change.visibility, Channel.API)


def _moment(cursor: ChangesCursor) -> datetime:
    try:
        moment = datetime.fromisoformat(cursor.changed_at)
    except ValueError as error:
        raise cursors.refusal() from error
    if moment.tzinfo is None:
        raise cursors.refusal()
    return moment


OPERATIONS = (
    Operation(
        name="changes",
        path="/changes",
        summary="Changes since a moment",
        description=(
            "Companies that changed, came or went. Keep `next` and ask again with it and the same "
            "`since`: nothing is missed, and equal revisions are the same company."
        ),
        function=changes,
        query=ChangesQuery,
        answer=Changes,
        tag="companies",
        fresh_seconds=0,
    ),
)
