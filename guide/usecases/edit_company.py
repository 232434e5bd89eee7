"""An editor decides what a field shows, takes a decision back, or brings an old version back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from guide.catalogue import categories, companies, editing, facts, places, sources
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.editing import Edit, KeptEdit
from guide.domain.company import CompanyId
from guide.domain.danish_time import danish_day
from guide.domain.editing import (
    EditError,
    Known,
    check_reason,
    check_review,
    find_override,
    override_fact,
    read_value,
)
from guide.domain.facts import Fact, FactValue, Field, Layer
from guide.domain.protection import EditorChoice, ProtectionPolicy
from guide.usecases.decide_submissions import EDITORS
from guide.usecases.refresh_company import refresh_company

OVERRIDE, WITHDRAW, UNDO = "company.override", "company.withdraw", "company.undo"


@dataclass(frozen=True, kw_only=True, slots=True)
class Editor:
    """Who decides, under which policy, at what time: what every editor's act is given."""

    actor: str
    policy: ProtectionPolicy
    now: datetime


def override_field(
    database: Database,
    company_id: CompanyId,
    name: Field,
    text: str,
    reason: str,
    editor: Editor,
    review_on: date | None = None,
) -> int:
    """Let the field show what ``text`` stands for; return the revision. Raises ``EditError``.

    The decision survives every import and raises a task when the register changes beneath it.
    """
    with database.writing() as work:
        value = read_value(name, text, known_codes(work, editor.now))
        check_review(review_on, danish_day(editor.now))
        revision = set_override(work, company_id, name, value, reason, editor, review_on)
        work.commit()
    return revision


def set_override(
    work: UnitOfWork,
    company_id: CompanyId,
    name: Field,
    value: FactValue,
    reason: str,
    editor: Editor,
    review_on: date | None = None,
) -> int:
    """Make the decision in the caller's transaction; raises ``EditError``."""
    fact = override_fact(
        name,
        value,
        reason=check_reason(reason),
        actor=editor.actor,
        source=EDITORS.key,
        now=editor.now,
        review_on=review_on,
    )

    def decide() -> None:
        sources.save(work, EDITORS)
        facts.record(work, company_id, [fact])

    return _change(work, company_id, name, OVERRIDE, fact.reason, editor, decide)


def withdraw_override(
    database: Database, company_id: CompanyId, name: Field, reason: str, editor: Editor
) -> int:
    """End the editors' decision about a field, so that its own rule holds again."""
    with database.writing() as work:
        revision = end_override(work, company_id, name, reason, editor)
        work.commit()
    return revision


def end_override(
    work: UnitOfWork, company_id: CompanyId, name: Field, reason: str, editor: Editor
) -> int:
    """End the decision in the caller's transaction; raises ``EditError`` when there is none."""
    if find_override(facts.current(work, company_id), name) is None:
        message = f"redaktionen har ikke besluttet noget om {name.value}"
        raise EditError(message)

    def end() -> None:
        facts.withdraw(work, company_id, name, Layer.EDITOR, editor.now, override=True)

    return _change(work, company_id, name, WITHDRAW, check_reason(reason), editor, end)


def restore_version(
    database: Database, company_id: CompanyId, version_id: int, reason: str, editor: Editor
) -> int:
    """Let the field show an earlier statement of any layer again, by the editors' decision."""
    with database.writing() as work:
        version = facts.find_version(work, version_id)
        if version is None or version.company_id != company_id:
            message = "den version findes ikke; se historikken"
            raise EditError(message)
        name, value = version.fact.field, version.fact.value
        if name is Field.ADVERTISING_PROTECTED:
            message = "reklamebeskyttelse kommer kun fra registret"
            raise EditError(message)
        revision = set_override(work, company_id, name, value, reason, editor)
        work.commit()
    return revision


def choose_listing(
    database: Database, company_id: CompanyId, choice: EditorChoice, reason: str, editor: Editor
) -> list[int]:
    """Take a company into the guide or keep it out; return the revisions."""
    with database.writing() as work:
        revisions = [
            set_override(work, company_id, name, choice is wanted, reason, editor)
            for name, wanted in (
                (Field.EXCLUDED, EditorChoice.EXCLUDED),
                (Field.INCLUDED, EditorChoice.INCLUDED),
            )
        ]
        work.commit()
    return revisions


def take_back(work: UnitOfWork, kept: KeptEdit, editor: Editor) -> None:
    """Undo a decision about a field in the caller's transaction.

    Raises ``EditError`` when somebody has changed the same field since.
    """
    if kept.company_id is None:
        message = "det kan ikke fortrydes; brug historikken"
        raise EditError(message)
    name, company_id = Field(kept.after["field"]), kept.company_id
    if _content(work, company_id, name) != kept.after:
        message = "nogen har ændret feltet siden; brug historikken"
        raise EditError(message)

    def bring_back() -> None:
        _bring_back(work, company_id, name, kept, editor)

    _change(work, company_id, name, UNDO, f"fortrudt: {kept.reason}", editor, bring_back)


def _bring_back(
    work: UnitOfWork, company_id: CompanyId, name: Field, kept: KeptEdit, editor: Editor
) -> None:
    before = kept.before["override"]
    if before is None:
        facts.withdraw(work, company_id, name, Layer.EDITOR, editor.now, override=True)
        return
    review_on = before["review_on"]
    fact = override_fact(
        name,
        before["value"],
        reason=before["reason"],
        actor=before["actor"],
        source=EDITORS.key,
        now=editor.now,
        review_on=date.fromisoformat(review_on) if review_on else None,
    )
    facts.record(work, company_id, [fact])


def _change(
    work: UnitOfWork,
    company_id: CompanyId,
    name: Field,
    kind: str,
    reason: str,
    editor: Editor,
    act: Callable[[], None],
) -> int:
    """Act, resolve anew, and keep what the field's decision was before and after."""
    known = companies.find(work, company_id)
    if known is None or known.visibility.erased or known.merged_into is not None:
        message = "virksomheden er ikke i guiden længere"
        raise EditError(message)
    before = _content(work, company_id, name)
    act()
    refresh_company(work, company_id, editor.policy, editor.now)
    edit = Edit(
        kind=kind,
        actor=editor.actor,
        reason=reason,
        object_kind="company",
        object_id=str(company_id),
        company_id=company_id,
        before=before,
        after=_content(work, company_id, name),
    )
    return editing.keep(work, edit, editor.now)


def _content(work: UnitOfWork, company_id: CompanyId, name: Field) -> dict[str, Any]:
    """Return the editors' decision about a field as it is kept in revisions."""
    fact = find_override(facts.current(work, company_id), name)
    return {"field": name.value, "override": None if fact is None else _kept_fact(fact)}


def _kept_fact(fact: Fact) -> dict[str, Any]:
    return {
        "value": fact.value,
        "reason": fact.reason,
        "actor": fact.actor,
        "review_on": fact.review_on.isoformat() if fact.review_on else None,
    }


def known_codes(work: UnitOfWork, now: datetime) -> Known:
    """Return the codes that editors may choose among."""
    return Known(
        categories=frozenset(categories.tree(work)),
        municipalities=frozenset(places.on_day(work, danish_day(now)).municipalities),
    )
