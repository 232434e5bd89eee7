"""Bring a batch of register companies into the guide, each whole or not at all."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from guide.catalogue import facts, tasks
from guide.catalogue.database import UnitOfWork
from guide.catalogue.register_landing import Landing, RefusedError, land_new
from guide.catalogue.register_updating import land_known
from guide.domain.company import CompanyId
from guide.domain.facts import Fact, Field, Layer
from guide.domain.protection import ProtectionPolicy
from guide.domain.register_intake import Intake
from guide.domain.snapshot import Snapshot
from guide.domain.status import CompanyStatus
from guide.domain.tasks import Task, TaskKind
from guide.ingest.cvr.source import ReadDocument
from guide.usecases.judge_register import (
    Candidate,
    Counts,
    Setting,
    judge,
    keep_letter,
    link_key,
    newest,
)
from guide.usecases.refresh_company import refresh_companies


class Move(StrEnum):
    """How a known company would move: what the brake counts."""

    LEAVES = "leaves"
    CHANGES_STATUS = "changes_status"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mover:
    """A company set aside until it is known that few move."""

    document: ReadDocument
    move: Move


def land_batch(
    work: UnitOfWork,
    batch: Sequence[ReadDocument],
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
    wanted = newest(batch)
    counts.unchanged += len(batch) - len(wanted)
    new: list[Candidate] = []
    known: list[Candidate] = []
    for candidate in judge(work, wanted, setting, counts):
        if candidate.intake is Intake.ASK:
            _ask_for_link(work, candidate, setting, counts)
        elif candidate.intake is Intake.CREATE:
            new.append(candidate)
        elif hold_movers and (move := _move_of(candidate, setting.policy)):
            movers.append(Mover(document=wanted[candidate.landing.company.cvr], move=move))
        else:
            known.append(candidate)
    _land_new(work, new, setting, counts)
    _land_known(work, known, setting, counts)
    return movers


def _ask_for_link(work: UnitOfWork, candidate: Candidate, setting: Setting, counts: Counts) -> None:
    snapshot = candidate.landing.snapshot
    for company_id in candidate.same_name:
        task = Task(
            kind=TaskKind.LINK_NUMBER,
            key=link_key(snapshot.cvr, company_id),
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


def _move_of(candidate: Candidate, policy: ProtectionPolicy) -> Move | None:
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


def _land_new(work: UnitOfWork, new: Sequence[Candidate], setting: Setting, counts: Counts) -> None:
    """Land all at once; when the database refuses, one by one, to find the one that is wrong."""
    try:
        with work.savepoint():
            land_new(work, [item.landing for item in new], setting.policy, setting.now)
    except RefusedError as error:
        if len(new) == 1:
            keep_letter(work, new[0].landing.company, str(error), setting, counts)
            return
        for candidate in new:
            _land_new(work, [candidate], setting, counts)
        return
    counts.created += len(new)


def _land_known(
    work: UnitOfWork, known: Sequence[Candidate], setting: Setting, counts: Counts
) -> None:
    """Bring all up to date at once; when the database refuses, one by one."""
    if not known:
        return
    try:
        with work.savepoint():
            landings = {item.stored.id: item.landing for item in known if item.stored}
            update_companies(work, landings, setting.policy, setting.now)
    except RefusedError as error:
        if len(known) == 1:
            keep_letter(work, known[0].landing.company, str(error), setting, counts)
            return
        for candidate in known:
            _land_known(work, [candidate], setting, counts)
        return
    counts.changed += len(known)


def update_companies(
    work: UnitOfWork,
    landings: Mapping[CompanyId, Landing],
    policy: ProtectionPolicy,
    now: datetime,
) -> None:
    """Write what the register says, ask about overrides, resolve anew and tell the index."""
    changed = land_known(work, landings, now)
    ask_about_overrides(work, changed, now)
    refresh_companies(work, list(landings), policy, now)


def ask_about_overrides(
    work: UnitOfWork, changed: Mapping[CompanyId, frozenset[Field]], now: datetime
) -> None:
    """Leave a question for each override whose field the register has changed beneath it."""
    overrides = facts.overrides_of(work, [key for key, fields in changed.items() if fields])
    for company_id, statements_made in overrides.items():
        for override in statements_made:
            if override.field in changed[company_id]:
                _ask_about_override(work, company_id, override, now)


def _ask_about_override(
    work: UnitOfWork, company_id: CompanyId, override: Fact, now: datetime
) -> None:
    below = [
        fact.value
        for fact in facts.current(work, company_id)
        if fact.field is override.field and fact.layer is Layer.REGISTER and not fact.override
    ]
    value = below[0] if below else None
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
