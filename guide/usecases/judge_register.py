"""Sort out what a batch of register documents means for the guide, before anything is written."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from guide.catalogue import dead_letters, register, suppressions, tasks
from guide.catalogue.database import UnitOfWork
from guide.catalogue.register import Stored
from guide.catalogue.register_landing import Landing
from guide.domain.company import CompanyId
from guide.domain.protection import ProtectionPolicy
from guide.domain.register import RegisterCompany, fill_missing, storable
from guide.domain.register_digest import digest
from guide.domain.register_facts import statements
from guide.domain.register_intake import Intake, Known, decide_intake, is_complete, name_key
from guide.domain.snapshot import take_snapshot
from guide.domain.tasks import TaskKind
from guide.ingest.cvr.source import Document, ReadDocument, SameDocument, UnreadDocument

REGISTER = "cvr"
"""The key of the register as a source of statements."""

_STUB = "Dokumentet har intet navn. Det, der er kendt, bliver stående."
_RULES = 1
"""To be raised when what is told from the same document changes."""


def edition_of(municipalities: frozenset[str]) -> str:
    """Name the rules and places by which documents were told."""
    return f"{_RULES}.{len(municipalities)}"


@dataclass
class Counts:
    """What a run has done so far, in companies."""

    read: int = 0
    complete: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    older: int = 0
    not_wanted: int = 0
    erased: int = 0
    asked: int = 0
    dead: int = 0
    leaving: int = 0
    changing_status: int = 0
    missing: int = 0
    turned: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """What a batch is judged by: the policy, the day, the places, and the run it belongs to."""

    policy: ProtectionPolicy
    today: date
    now: datetime
    municipalities: frozenset[str]
    run_id: int

    @property
    def edition(self) -> str:
        """Name what a company is told by: when it changes, everything is told anew."""
        return edition_of(self.municipalities)


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A company of the batch with what is known of it and what becomes of it."""

    landing: Landing
    stored: Stored | None
    intake: Intake
    same_name: tuple[int, ...]


def count_read(batch: Sequence[Document], counts: Counts) -> None:
    """Count what was read, and how much of it has a name and a branch.

    A document that is the same as before was complete enough to be kept.
    """
    for document in batch:
        if isinstance(document, UnreadDocument):
            continue
        counts.read += 1
        if isinstance(document, SameDocument):
            counts.complete += 1
            counts.unchanged += 1
        else:
            counts.complete += is_complete(document.company)


def to_land(batch: Sequence[Document]) -> list[ReadDocument]:
    """Return what was read anew, without rivals of a document that is the same as before."""
    same = {item.cvr: item.loaded_at for item in batch if isinstance(item, SameDocument)}
    return [
        item
        for item in batch
        if isinstance(item, ReadDocument)
        and (item.company.cvr not in same or _is_later(item.company, same[item.company.cvr]))
    ]


def _is_later(company: RegisterCompany, loaded: datetime | None) -> bool:
    return loaded is not None and company.loaded_at is not None and company.loaded_at > loaded


def newest(batch: Sequence[ReadDocument]) -> dict[str, ReadDocument]:
    """Of several documents about one company keep the last loaded, and never a stub."""
    newest: dict[str, ReadDocument] = {}
    for document in batch:
        company = document.company
        known = newest.get(company.cvr)
        other = known.company if known else None
        if other is None or not (_is_older(company, other) or (other.names and not company.names)):
            newest[company.cvr] = document
    return newest


def judge(
    work: UnitOfWork, wanted: dict[str, ReadDocument], setting: Setting, counts: Counts
) -> list[Candidate]:
    """Sort out what is unchanged, older, erased or not wanted; return the rest."""
    stored = register.stored(work, wanted)
    erased = suppressions.among(work, suppressions.CVR, wanted)
    nameless = register.names_without_number(work)
    rest: list[Candidate] = []
    same: dict[CompanyId, str] = {}
    seen_again: list[CompanyId] = []
    for cvr, document in wanted.items():
        kept = stored.get(cvr)
        if kept is not None and _is_older(document.company, kept):
            counts.older += 1
            continue
        landing = _landing(work, document, kept, setting)
        if kept is not None and kept.missing:
            seen_again.append(kept.id)
        if kept is not None and kept.digest == landing.digest:
            counts.unchanged += 1
            if kept.fingerprint != landing.fingerprint:
                same[kept.id] = landing.fingerprint
            continue
        if kept is not None and kept.digest is not None and not landing.company.names:
            keep_letter(work, landing.company, _STUB, setting, counts)
            continue
        same_name = _others(work, cvr, nameless.get(name_key(landing.snapshot.name), ()))
        known = Known(
            visibility=kept.visibility if kept else None,
            suppressed=cvr in erased,
            same_name=same_name,
        )
        intake = decide_intake(landing.snapshot, known)
        if intake is Intake.ERASED:
            counts.erased += 1
        elif intake is Intake.NOT_WANTED:
            counts.not_wanted += 1
        else:
            rest.append(Candidate(landing=landing, stored=kept, intake=intake, same_name=same_name))
    register.cleared(work, seen_again)
    register.note_fingerprints(work, same)
    return rest


def _is_older(sent: RegisterCompany, kept: Stored | RegisterCompany) -> bool:
    """Tell whether a document was loaded before the one that was read last."""
    if sent.loaded_at is not None and kept.loaded_at is not None:
        return sent.loaded_at < kept.loaded_at
    return 0 <= sent.version < kept.version


def _prepared(work: UnitOfWork, sent: RegisterCompany, kept: Stored | None) -> RegisterCompany:
    """Fill in what the document leaves out and drop what may not be stored."""
    silent = sent.missing or sent.advertising_protected is None or sent.founded is None
    if kept is not None and kept.digest is not None and silent:
        before = register.load(work, kept.id)
        if before is not None:
            sent = fill_missing(sent, before)
    return storable(sent)


def _landing(
    work: UnitOfWork, document: ReadDocument, kept: Stored | None, setting: Setting
) -> Landing:
    company = _prepared(work, document.company, kept)
    snapshot = take_snapshot(company, setting.today)
    return Landing(
        company=company,
        snapshot=snapshot,
        statements=statements(snapshot, setting.municipalities),
        digest=f"{setting.edition}:{digest(company)}",
        fingerprint=f"{setting.edition}:{document.fingerprint}" if document.fingerprint else "",
        source=REGISTER,
    )


def _others(work: UnitOfWork, cvr: str, ids: Sequence[int]) -> tuple[int, ...]:
    """Leave out those of whom an editor has said that they are somebody else."""
    if not ids:
        return ()
    keys = {link_key(cvr, company_id): company_id for company_id in ids}
    refused = tasks.dismissed(work, TaskKind.LINK_NUMBER, keys)
    return tuple(company_id for key, company_id in keys.items() if key not in refused)


def link_key(cvr: str, company_id: int) -> str:
    """Name the question whether a number and a company without one are the same."""
    return f"{cvr}:{company_id}"


def keep_letter(
    work: UnitOfWork, company: RegisterCompany, reason: str, setting: Setting, counts: Counts
) -> None:
    """Leave a company aside as it was read; one that was left aside before is not counted."""
    text = json.dumps(asdict(company), default=str, ensure_ascii=False)
    counts.dead += dead_letters.add(
        work,
        setting.run_id,
        position=company.cvr,
        cvr=company.cvr,
        reason=reason,
        raw=text.encode("utf-8", errors="replace"),
        now=setting.now,
    )
