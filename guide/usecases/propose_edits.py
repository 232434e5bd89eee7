"""A company changes its profile: some fields at once, others when an editor has looked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from guide.catalogue import (
    audit,
    categories,
    claims,
    companies,
    desk,
    editing,
    facts,
    revisions,
    sources,
)
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.editing import Edit
from guide.domain.accounts import Account
from guide.domain.category_changes import follow
from guide.domain.company import CompanyId
from guide.domain.desk import ItemKind
from guide.domain.facts import Fact, FactValue, Field, Layer, resolve_all
from guide.domain.protection import ProtectionPolicy
from guide.domain.revisions import (
    EDITABLE,
    Decision,
    FieldState,
    IllegalDecisionError,
    Revision,
    RevisionId,
    RevisionState,
    StaleFieldError,
    changes,
    decide_field,
    goes_through,
)
from guide.usecases.decide_submissions import COMPANY
from guide.usecases.refresh_company import refresh_company
from guide.usecases.tell_decided import tell_decided

RULES = "rules"
"""Who decided where a rule let a field through."""


def current_values(work: UnitOfWork, company_id: CompanyId) -> dict[Field, FactValue]:
    """Return what is shown now of the fields that a company may change.

    Categories go by their present slugs, whatever they were called when they were said.
    """
    said = resolve_all(facts.current(work, company_id))
    values = {field: said[field].value for field in EDITABLE if field in said}
    return followed(work, values)


def followed(work: UnitOfWork, values: Mapping[Field, FactValue]) -> dict[Field, FactValue]:
    """Return values with categories that were renamed or merged as those they are now."""
    slugs = values.get(Field.CATEGORIES)
    if not isinstance(slugs, list):
        return dict(values)
    present: list[str] = list(follow(map(str, slugs), categories.redirects(work)))
    return {**values, Field.CATEGORIES: present}


def fingerprints(values: Mapping[Field, FactValue]) -> dict[Field, str]:
    """Return short marks by which a form tells which version of each field it was made from."""
    return {field: audit.content_hash(values.get(field) or None)[:12] for field in EDITABLE}


def fields_that_wait(
    work: UnitOfWork, account: Account, company_id: CompanyId
) -> tuple[Field, ...]:
    """Return which fields an editor sees first when this account changes them."""
    if account.id not in [claim.account_id for claim in claims.proofs(work, company_id)]:
        return EDITABLE
    rules = revisions.rules(work)
    return tuple(field for field in EDITABLE if not rules[field])


def propose_edit(
    database: Database,
    account: Account,
    company_id: CompanyId,
    wanted: Mapping[Field, FactValue],
    seen: Mapping[Field, str],
    policy: ProtectionPolicy,
    now: datetime,
) -> Revision | None:
    """Keep the fields that differ as a revision; those that may go through at once are live.

    ``seen`` are the fingerprints of what the writer saw. Raises ``StaleFieldError`` when a field
    that was changed here was changed elsewhere meanwhile: nothing is kept then. ``None`` when
    nothing differs.
    """
    author = f"account:{account.id}"
    with database.writing() as work:
        company = companies.get(work, company_id)
        current = current_values(work, company_id)
        after = changes(current, wanted)
        marks = fingerprints(current)
        stale = {field: current.get(field) for field in after if seen.get(field) != marks[field]}
        if stale:
            raise StaleFieldError(stale)
        if not after:
            return None
        before = {field: current.get(field) for field in after}
        revision = revisions.propose(
            work,
            company_id,
            before=before,
            after=after,
            base_revision=company.revision,
            author=author,
            now=now,
        )
        revision = _let_through(work, revision, account, policy, now)
        _log(work, "revision.proposed", revision, author, "", now)
        work.commit()
    return revision


def _let_through(
    work: UnitOfWork, revision: Revision, account: Account, policy: ProtectionPolicy, now: datetime
) -> Revision:
    proven = any(
        claim.account_id == account.id for claim in claims.proofs(work, revision.company_id)
    )
    rules = revisions.rules(work)
    free = [
        field
        for field, value in revision.after.items()
        if goes_through(field, revision.before[field], value, rules, proven=proven)
    ]
    if not free:
        return revision
    accepted = Decision(state=FieldState.ACCEPTED, by=RULES)
    decisions = {**revision.decisions, **dict.fromkeys(free, accepted)}
    _put(work, revision, free, now)
    refresh_company(work, revision.company_id, policy, now)
    return revisions.save_decisions(work, revision.id, decisions, RULES, now)


def decide(
    database: Database,
    revision_id: RevisionId,
    field: Field,
    *,
    accept: bool,
    actor: str,
    reason: str = "",
    policy: ProtectionPolicy,
    site_url: str,
    now: datetime,
) -> tuple[Revision, int]:
    """Accept or refuse one field; an accepted one is live at once, the last one brings a letter.

    Return the proposal as it is then, and the revision by which the decision can be taken back.
    Raises ``IllegalDecisionError`` where no decision is due or a refusal has no reason, and
    ``StaleFieldError`` when the live field is no longer what the proposal was written against.
    """
    state = FieldState.ACCEPTED if accept else FieldState.REFUSED
    with database.writing() as work:
        revision = revisions.find(work, revision_id, to_change=True)
        if revision is None:
            raise IllegalDecisionError(f"there is no revision {revision_id}")
        decisions = decide_field(revision, field, Decision(state=state, by=actor, reason=reason))
        before = said_by_company(work, revision.company_id, field)
        if accept:
            current = current_values(work, revision.company_id).get(field)
            seen = followed(work, revision.before)[field]
            if (current or None) != (seen or None):
                raise StaleFieldError({field: current})
            _put(work, revision, [field], now)
            refresh_company(work, revision.company_id, policy, now)
        decided = revisions.save_decisions(work, revision_id, decisions, actor, now)
        desk.give_back(work, ItemKind.EDIT, str(revision_id))
        edit = Edit(
            kind=f"revision.{state.value}",
            actor=actor,
            reason=reason,
            object_kind="company",
            object_id=str(revision.company_id),
            company_id=revision.company_id,
            before={"said": before},
            after={
                "proposal": int(revision_id),
                "field": field.value,
                "state": state.value,
                "last": decided.state is RevisionState.DECIDED,
                "said": said_by_company(work, revision.company_id, field),
                "letter": tell_decided(work, decided, site_url, now),
            },
        )
        kept = editing.keep(work, edit, now)
        work.commit()
    return decided, kept


def said_by_company(work: UnitOfWork, company_id: CompanyId, field: Field) -> dict[str, Any] | None:
    """Return what the company's own layer says of a field, as it is kept in revisions."""
    for fact in facts.current(work, company_id):
        if fact.field is field and fact.layer is Layer.COMPANY and not fact.override:
            return {"value": fact.value, "source": fact.source, "actor": fact.actor}
    return None


def restore(
    database: Database,
    revision_id: RevisionId,
    *,
    actor: str,
    reason: str,
    policy: ProtectionPolicy,
    now: datetime,
) -> Revision:
    """Bring back what the accepted fields of a revision were before, as a revision of its own."""
    with database.writing() as work:
        old = revisions.find(work, revision_id)
        accepted = [
            field
            for field, decision in (old.decisions.items() if old else ())
            if decision.state is FieldState.ACCEPTED
        ]
        if old is None or not accepted:
            raise IllegalDecisionError(f"revision {revision_id} changed nothing")
        company = companies.get(work, old.company_id)
        current = current_values(work, old.company_id)
        new = revisions.propose(
            work,
            old.company_id,
            before={field: current.get(field) for field in accepted},
            after={field: old.before[field] for field in accepted},
            base_revision=company.revision,
            author=actor,
            now=now,
            reason=reason,
        )
        _put(work, new, accepted, now)
        refresh_company(work, old.company_id, policy, now)
        chosen = Decision(state=FieldState.ACCEPTED, by=actor, reason=reason)
        done = revisions.save_decisions(work, new.id, dict.fromkeys(accepted, chosen), actor, now)
        _log(work, "revision.restored", new, actor, reason, now)
        work.commit()
    return done


def withdraw_edit(
    database: Database,
    account: Account,
    company_id: CompanyId,
    revision_id: RevisionId,
    now: datetime,
) -> bool:
    """Take back a proposal that waits; False when it is not one of the company's."""
    author = f"account:{account.id}"
    with database.writing() as work:
        revision = revisions.find(work, revision_id, to_change=True)
        if (
            revision is None
            or revision.company_id != company_id
            or revision.state is not RevisionState.PENDING
        ):
            return False
        revisions.withdraw(work, revision_id, author, now)
        _log(work, "revision.withdrawn", revision, author, "", now)
        work.commit()
    return True


def _put(work: UnitOfWork, revision: Revision, fields: list[Field], now: datetime) -> None:
    """Write the company layer; a field that is emptied is said no longer."""
    sources.save(work, COMPANY)
    told = [
        Fact(
            field=field,
            layer=Layer.COMPANY,
            value=revision.after[field],
            recorded_at=now,
            source=COMPANY.key,
            actor=revision.author,
        )
        for field in fields
        if revision.after[field]
    ]
    facts.record(work, revision.company_id, told)
    for field in fields:
        if not revision.after[field]:
            facts.withdraw(work, revision.company_id, field, Layer.COMPANY, now)


def _log(
    work: UnitOfWork, action: str, revision: Revision, actor: str, reason: str, now: datetime
) -> None:
    audit.write(
        work,
        audit.Entry(
            at=now,
            actor=actor,
            action=action,
            object_kind="company",
            object_id=str(revision.company_id),
            reason=reason,
            before_hash=audit.content_hash({k.value: v for k, v in revision.before.items()}),
            after_hash=audit.content_hash({k.value: v for k, v in revision.after.items()}),
            revision_id=revision.id,
        ),
    )
