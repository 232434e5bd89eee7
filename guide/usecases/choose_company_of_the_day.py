"""Choose the company of the day: the editors' calendar first, then whose turn it is."""

from dataclasses import dataclass
from datetime import date, datetime

from guide.catalogue import audit, cards, companies, featured
from guide.catalogue.cards import Card
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.featured import FeaturedDay
from guide.domain.company import CompanyId
from guide.domain.company_of_the_day import MEMORY, REST, DayReason, Pick, choose, may_stand
from guide.domain.protection import ProtectionPolicy


class DayRefusedError(Exception):
    """The company may not stand in the box; ``str()`` tells why, in Danish."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DayChoice:
    """The day's company and why it was chosen; ``last_shown`` is its day before, if in a year."""

    card: Card
    reason: DayReason
    last_shown: date | None = None


def company_of_the_day(
    database: Database, policy: ProtectionPolicy, today: date
) -> DayChoice | None:
    """Return the day's company; ``None`` only when no company in the guide may stand there.

    Reads only. The same day gives the same company as long as it may be shown.
    """
    with database.reading() as work:
        pick = _kept(work, policy, today) or _by_turn(work, policy, today)
        return None if pick is None else _choice(work, pick)


def settle_day(
    database: Database, policy: ProtectionPolicy, today: date, now: datetime
) -> DayChoice | None:
    """Write the day's choice into the calendar, so that turns are remembered; once is enough."""
    with database.writing() as work:
        pick = _kept(work, policy, today)
        if pick is None:
            pick = _by_turn(work, policy, today)
            if pick is None:
                return None
            chosen = FeaturedDay(day=today, company_id=pick.company_id, reason=pick.reason)
            featured.put(work, chosen, now)
        choice = _choice(work, pick)
        work.commit()
    return choice


def plan_day(
    database: Database,
    policy: ProtectionPolicy,
    day: date,
    company_id: CompanyId,
    actor: str,
    note: str,
    now: datetime,
) -> None:
    """Let an editor choose a day's company; raise ``DayRefusedError`` where it may not stand."""
    with database.writing() as work:
        known = featured.candidate(work, company_id)
        if known is None or not may_stand(known.visibility, policy):
            message = "Virksomheden kan ikke være dagens: den er ophørt, i vanskeligheder eller "
            raise DayRefusedError(message + "vises ikke i guiden. Vælg en anden.")
        chosen = FeaturedDay(
            day=day, company_id=company_id, reason=DayReason.EDITOR, actor=actor, note=note
        )
        featured.put(work, chosen, now)
        _log(work, "featured.plan", day, actor, note or companies.get(work, company_id).slug, now)
        work.commit()


def clear_day(database: Database, day: date, actor: str, now: datetime) -> bool:
    """Leave a day to its turn again; tell whether anything was planned."""
    with database.writing() as work:
        planned = featured.day(work, day) is not None
        if planned:
            featured.clear(work, day)
            _log(work, "featured.clear", day, actor, "", now)
        work.commit()
    return planned


def _kept(work: UnitOfWork, policy: ProtectionPolicy, today: date) -> Pick | None:
    """Return what the calendar says, unless the company may no longer be shown."""
    kept = featured.day(work, today)
    known = featured.candidate(work, kept.company_id) if kept else None
    if kept is None or known is None or not may_stand(known.visibility, policy):
        return None
    return Pick(company_id=kept.company_id, reason=kept.reason)


def _by_turn(work: UnitOfWork, policy: ProtectionPolicy, today: date) -> Pick | None:
    calendar = featured.days(work, today - MEMORY, today + REST)
    days = {row.day: row.company_id for row in calendar}
    return choose(featured.candidates(work), days, today, policy)


def _choice(work: UnitOfWork, pick: Pick) -> DayChoice | None:
    card = cards.find(work, pick.company_id)
    if card is None:
        return None
    return DayChoice(card=card, reason=pick.reason, last_shown=pick.last_shown)


def _log(work: UnitOfWork, action: str, day: date, actor: str, reason: str, now: datetime) -> None:
    audit.write(
        work,
        audit.Entry(
            at=now,
            actor=actor,
            action=action,
            object_kind="featured_day",
            object_id=day.isoformat(),
            reason=reason,
        ),
    )
