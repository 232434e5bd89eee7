"""Erase a company after an objection: database, index, caches, and tonight's import."""

from dataclasses import dataclass
from datetime import datetime

from guide.catalogue import audit, companies, erasure, outbox, suppressions
from guide.catalogue.database import Database
from guide.domain.company import CompanyId
from guide.domain.letters import Letter
from guide.outside.pictures import Logos
from guide.usecases.post import post


class ErasureError(Exception):
    """There is nothing to erase; the text says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Certificate:
    """What was searched and how much was deleted there; it names nobody."""

    at: datetime
    company_id: CompanyId
    searched: dict[str, int]
    suppressed: bool


def erase_company(
    database: Database, logos: Logos, cvr_or_slug: str, actor: str, reason: str, now: datetime
) -> Certificate:
    """Erase a company by its number or slug; the importers will not bring it back.

    The worker takes it out of the index; pages and files are made anew because the catalogue
    changed. Raises ``ErasureError`` when there is no such company or no reason.
    """
    if not reason.strip():
        message = "en sletning skal have en grund"
        raise ErasureError(message)
    with database.writing() as work:
        known = companies.find_by_cvr(work, cvr_or_slug) or companies.find_by_slug(
            work, cvr_or_slug
        )
        if known is None or known.visibility.erased:
            message = f"{cvr_or_slug!r} er ikke i guiden; søg med: guide search NAVN"
            raise ErasureError(message)
        searched = erasure.erase(work, known.id, reason, now)
        searched["logo_file"] = logos.forget(known.id)
        outbox.add(work, outbox.INDEX, now, company_id=known.id)
        suppressed = known.cvr is not None and bool(
            suppressions.among(work, suppressions.CVR, [known.cvr])
        )
        audit.write(
            work,
            audit.Entry(
                at=now,
                actor=actor,
                action="company.erased",
                object_kind="company",
                object_id=str(known.id),
                reason=reason,
                after_hash=audit.content_hash(searched),
            ),
        )
        work.commit()
    return Certificate(at=now, company_id=known.id, searched=searched, suppressed=suppressed)


def object_to(
    database: Database, about: str, mail: str, text: str, editors_mail: str, now: datetime
) -> None:
    """Pass an objection or a wish for erasure on to the editors, and write that it came."""
    letter = Letter(
        to=editors_mail,
        subject="Indsigelse eller ønske om sletning",
        text=(
            f"Om: {about}\nFra: {mail}\nModtaget: {now:%d.%m.%Y kl. %H.%M} UTC\n\n{text}\n\n"
            "Svar inden en måned. En sletning udføres med:\n"
            "guide editor erase CVR-NUMMER --reason GRUND\n"
        ),
    )
    with database.writing() as work:
        post(work, letter, now)
        audit.write(
            work,
            audit.Entry(
                at=now,
                actor="reader",
                action="objection.received",
                object_kind="objection",
                object_id=audit.content_hash([about, mail, text])[:16],
            ),
        )
        work.commit()
