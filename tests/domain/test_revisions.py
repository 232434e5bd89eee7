"""What goes through at once, what waits, and which decisions are due."""

import pytest

from guide.domain.company import CompanyId
from guide.domain.facts import FactValue, Field
from guide.domain.revisions import (
    AT_ONCE_BY_DEFAULT,
    EDITABLE,
    Decision,
    FieldState,
    IllegalDecisionError,
    Revision,
    RevisionId,
    RevisionState,
    changes,
    decide_field,
    goes_through,
)
from tests.conftest import NOW

LONG = "Vi bygger regnemaskiner til bagerier og slagtere i hele Danmark."


def _revision(**changed: object) -> Revision:
    fields: dict[str, object] = {
        "id": RevisionId(1),
        "company_id": CompanyId(1),
        "state": RevisionState.PENDING,
        "author": "account:1",
        "created_at": NOW,
        "before": {Field.PHONE: None, Field.NAME: "A"},
        "after": {Field.PHONE: "+4512345678", Field.NAME: "B"},
        "decisions": {},
    }
    return Revision(**{**fields, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "before", "after", "through"),
    [
        (Field.PHONE, None, "+4512345678", True),
        (Field.NAME, "A", "B", False),
        (Field.CATEGORIES, ["erp"], ["crm"], False),
        (Field.WEBSITE, "https://a.example", "https://b.example", False),
        (Field.DESCRIPTION, LONG, LONG.replace("bagerier", "bagererier"), True),
        (Field.DESCRIPTION, LONG, "Noget helt andet.", False),
        (Field.DESCRIPTION, LONG, LONG + " a.dk", False),
        (Field.DESCRIPTION, "", LONG, False),
    ],
)
def test_a_proven_owner_mends_typos_and_contacts_at_once(
    field: Field, before: FactValue, after: FactValue, through: bool
) -> None:
    """Names, categories and links need eyes, and so does a new text."""
    rules = dict(AT_ONCE_BY_DEFAULT)
    assert goes_through(field, before, after, rules, proven=True) is through
    assert not goes_through(field, before, after, rules, proven=False)


def test_the_table_of_rules_decides() -> None:
    """An admin may hold back or let through."""
    rules = {Field.PHONE: False, Field.NAME: True}
    assert not goes_through(Field.PHONE, None, "+4512345678", rules, proven=True)
    assert goes_through(Field.NAME, "A", "B", rules, proven=True)


def test_no_register_field_can_be_proposed() -> None:
    """Neither numbers nor the guide's own choices."""
    wanted: dict[Field, FactValue] = dict.fromkeys(Field, "x")
    assert set(changes({}, wanted)) == set(EDITABLE)
    assert not {Field.EMPLOYEES, Field.STATUS, Field.FEATURED, Field.INCLUDED} & set(EDITABLE)


def test_each_field_is_decided_once_and_a_refusal_has_a_reason() -> None:
    """Everything else is an illegal decision."""
    revision = _revision()
    yes = Decision(state=FieldState.ACCEPTED, by="r")
    decisions = decide_field(revision, Field.PHONE, yes)
    later = _revision(decisions=decisions)
    assert later.waiting == (Field.NAME,)
    for illegal in (
        lambda: decide_field(later, Field.PHONE, yes),
        lambda: decide_field(revision, Field.WEBSITE, yes),
        lambda: decide_field(revision, Field.NAME, Decision(state=FieldState.REFUSED, by="r")),
        lambda: decide_field(revision, Field.NAME, Decision()),
        lambda: decide_field(_revision(state=RevisionState.WITHDRAWN), Field.NAME, yes),
    ):
        with pytest.raises(IllegalDecisionError):
            illegal()
