"""Bring a batch of register companies into the guide, each whole or not at all."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from guide.catalogue import dead_letters, facts, register, suppressions, tasks
from guide.catalogue.database import UnitOfWork
from guide.catalogue.register import Stored
from guide.catalogue.register_landing import Landing, RefusedError, land_new
from guide.catalogue.register_updating import land_known
from guide.domain.company import CompanyId
from guide.domain.facts import Field
from guide.domain.protection import ProtectionPolicy
from guide.domain.register import RegisterCompany, fill_missing, storable
from guide.domain.register_digest import digest
from guide.domain.register_facts import statements
from guide.domain.register_intake import Intake, Known, decide_intake, is_complete, name_key
from guide.domain.snapshot import Snapshot, take_snapshot
from guide.domain.status import CompanyStatus
from guide.domain.tasks import Task, TaskKind
from guide.usecases.refresh_company import refresh_company

REGISTER = "cvr"
"""The key of the register as a source of statements."""


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


class Move(StrEnum):
    """How a known company would move: what the brake counts."""

    LEAVES = "leaves"
    CHANGES_STATUS = "changes_status"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mover:
    """A company set aside until it is known that few move."""

    company: RegisterCompany
    move: Move


@dataclass(frozen=True, kw_only=True, slots=True)
class _Candidate:
    """A company of the batch with what is known of it and what becomes of it."""

    landing: Landing
    stored: Stored | None
    intake: Intake
    same_name: tuple[int, ...]


def land_batch(
    work: UnitOfWork,
    batch: Sequence[RegisterCompany],
    setting: Setting,
    counts: Counts,
    *,
    hold_movers: bool,
) -> list[Mover]:
    """Land a batch in the caller's transaction; with ``hold_movers`` return those that move.

    To move is to leave the lists or to change status. A company that the database refuses becomes
    a dead letter and takes nobody with it.
    """
    movers: list[Mover] = []
    wanted = _newest(batch)
    counts.unchanged += len(batch) - len(wanted)
    new: list[_Candidate] = []
    known: list[_Candidate] = []
    for candidate in _judge(work, wanted, setting, counts):
        if candidate.intake is Intake.ASK:
            _ask_for_link(work, candidate, setting, counts)
        elif candidate.intake is Intake.CREATE:
            new.append(candidate)
        elif hold_movers and (move := _move_of(candidate, setting.policy)):
            movers.append(Mover(company=wanted[candidate.landing.company.cvr], move=move))
        else:
            known.append(candidate)
    _land_new(work, new, setting, counts)
    for candidate in known:
        _land_known(work, candidate, setting, counts)
    return movers


def _newest(batch: Sequence[RegisterCompany]) -> dict[str, RegisterCompany]:
    """Of several documents about one company keep the last loaded, and never a stub."""
    newest: dict[str, RegisterCompany] = {}
    for company in batch:
        other = newest.get(company.cvr)
        if other is None or not (_is_older(company, other) or (other.names and not company.names)):
            newest[company.cvr] = company
    return newest


def _judge(
    work: UnitOfWork, wanted: dict[str, RegisterCompany], setting: Setting, counts: Counts
) -> list[_Candidate]:
    """Sort out what is unchanged, older, erased or not wanted; return the rest."""
    stored = register.stored(work, wanted)
    erased = suppressions.among(work, suppressions.CVR, wanted)
    nameless = register.names_without_number(work)
    rest: list[_Candidate] = []
    seen_again: list[CompanyId] = []
    for cvr, sent in wanted.items():
        kept = stored.get(cvr)
        if kept is not None and _is_older(sent, kept):
            counts.older += 1
            continue
        company = _prepared(work, sent, kept)
        told = digest(company)
        if kept is not None and kept.missing:
            seen_again.append(kept.id)
        if kept is not None and kept.digest == told:
            counts.unchanged += 1
            continue
        if kept is not None and kept.digest is not None and not company.names:
            _keep_stub(work, company, setting, counts)
            continue
        landing = _landing(company, told, setting)
        same_name = _others(work, cvr, nameless.get(name_key(landing.snapshot.name), ()))
        intake = decide_intake(
            landing.snapshot,
            Known(
                visibility=kept.visibility if kept else None,
                suppressed=cvr in erased,
                same_name=same_name,
            ),
        )
        if intake is Intake.ERASED:
            counts.erased += 1
        elif intake is Intake.NOT_WANTED:
            counts.not_wanted += 1
        else:
            rest.append(
                _Candidate(landing=landing, stored=kept, intake=intake, same_name=same_name)
            )
    if seen_again:
        register.cleared(work, seen_again)
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


def _landing(company: RegisterCompany, told: str, setting: Setting) -> Landing:
    snapshot = take_snapshot(company, setting.today)
    return Landing(
        company=company,
        snapshot=snapshot,
        statements=statements(snapshot, setting.municipalities),
        digest=told,
        source=REGISTER,
    )


def _others(work: UnitOfWork, cvr: str, ids: Sequence[int]) -> tuple[int, ...]:
    """Leave out those of whom an editor has said that they are somebody else."""
    if not ids:
        return ()
    keys = {_link_key(cvr, company_id): company_id for company_id in ids}
    refused = tasks.dismissed(work, TaskKind.LINK_NUMBER, keys)
    return tuple(company_id for key, company_id in keys.items() if key not in refused)


def _link_key(cvr: str, company_id: int) -> str:
    return f"{cvr}:{company_id}"


def _ask_for_link(
    work: UnitOfWork, candidate: _Candidate, setting: Setting, counts: Counts
) -> None:
    snapshot = candidate.landing.snapshot
    for company_id in candidate.same_name:
        task = Task(
            kind=TaskKind.LINK_NUMBER,
            key=_link_key(snapshot.cvr, company_id),
            company_id=CompanyId(company_id),
            payload=_shown(snapshot),
            created_at=setting.now,
        )
        tasks.ask(work, task)
    counts.asked += 1


def _shown(snapshot: Snapshot) -> dict[str, str]:
    """Return what an editor needs to decide, and nothing that a stub may not tell."""
    return {
        "cvr": snapshot.cvr,
        "name": snapshot.name,
        "legal_form": snapshot.legal_form,
        "town": snapshot.address.town if snapshot.address else "",
    }


def _move_of(candidate: _Candidate, policy: ProtectionPolicy) -> Move | None:
    """Tell whether a company that was read before would leave the lists or change status."""
    kept, snapshot = candidate.stored, candidate.landing.snapshot
    if kept is None or kept.digest is None:
        return None
    status = snapshot.status.status
    if status is CompanyStatus.UNKNOWN:
        status = kept.visibility.status
    after = replace(
        kept.visibility,
        status=status,
        advertising_protected=snapshot.advertising_protected,
        legal_form_code=snapshot.legal_form_code or kept.visibility.legal_form_code,
        candidate=snapshot.is_candidate,
    )
    if kept.listed and not policy.may_list(after):
        return Move.LEAVES
    return Move.CHANGES_STATUS if status is not kept.visibility.status else None


def _land_new(
    work: UnitOfWork, new: Sequence[_Candidate], setting: Setting, counts: Counts
) -> None:
    """Land all at once; when the database refuses, one by one, to find the one that is wrong."""
    try:
        with work.savepoint():
            land_new(work, [item.landing for item in new], setting.policy, setting.now)
    except RefusedError as error:
        if len(new) == 1:
            _refuse(work, new[0], str(error), setting, counts)
            return
        for candidate in new:
            _land_new(work, [candidate], setting, counts)
        return
    counts.created += len(new)


def _land_known(work: UnitOfWork, candidate: _Candidate, setting: Setting, counts: Counts) -> None:
    assert candidate.stored is not None
    company_id = candidate.stored.id
    try:
        with work.savepoint():
            changed = land_known(work, company_id, candidate.landing, setting.now)
            ask_about_overrides(work, company_id, changed, setting.now)
            refresh_company(work, company_id, setting.policy, setting.now)
    except RefusedError as error:
        _refuse(work, candidate, str(error), setting, counts)
        return
    counts.changed += 1


def ask_about_overrides(
    work: UnitOfWork, company_id: CompanyId, changed: frozenset[Field], now: datetime
) -> None:
    """Leave a question for each override whose field the register has changed beneath it."""
    if not changed:
        return
    current = facts.current(work, company_id)
    said = {fact.field: fact for fact in current if fact.source == REGISTER and not fact.override}
    for override in current:
        if not override.override or override.field not in changed:
            continue
        below = said.get(override.field)
        value = None if below is None else below.value
        task = Task(
            kind=TaskKind.OVERRIDE_CHANGED,
            key=f"{company_id}:{override.field.value}:{json.dumps(value, ensure_ascii=False)}",
            company_id=company_id,
            payload={
                "field": override.field.value,
                "override": override.value,
                "register": value,
            },
            created_at=now,
        )
        tasks.ask(work, task)


def _refuse(
    work: UnitOfWork, candidate: _Candidate, reason: str, setting: Setting, counts: Counts
) -> None:
    _keep_letter(work, candidate.landing.company, reason, setting, counts)


def _keep_stub(
    work: UnitOfWork, company: RegisterCompany, setting: Setting, counts: Counts
) -> None:
    reason = "Dokumentet har intet navn. Det, der er kendt, bliver stående."
    _keep_letter(work, company, reason, setting, counts)


def _keep_letter(
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


def count_read(batch: Sequence[RegisterCompany], counts: Counts) -> None:
    """Count what was read, and how much of it has a name and a branch."""
    counts.read += len(batch)
    counts.complete += sum(map(is_complete, batch))
