"""What editors may write into a field, and for how long it can be taken back."""

from datetime import date, timedelta

import pytest

from guide.domain.editing import (
    EDITABLE,
    EditError,
    Known,
    check_reason,
    check_review,
    may_undo,
    read_value,
    write_value,
)
from guide.domain.facts import FactValue, Field
from tests.conftest import NOW

KNOWN = Known(categories={"erp", "crm"}, municipalities={"0751"})


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        (Field.NAME, "  Opdigtet\tData ApS ", "Opdigtet Data ApS"),
        (Field.DESCRIPTION, "En\r\nto", "En\nto"),
        (Field.CATEGORIES, "erp, crm\nerp", ["erp", "crm"]),
        (Field.EMPLOYEES, "1.204", 1204),
        (Field.EMPLOYEES, "0", 0),
        (Field.FOUNDED, "2001-02-03", "2001-02-03"),
        (Field.EXCLUDED, "Ja", True),
        (Field.WEBSITE, "Opdigtet.example", "https://opdigtet.example"),
        (Field.PHONE, "33 12 34 56", "+4533123456"),
        (Field.MUNICIPALITY, "0751", "0751"),
        (Field.STATUS, "ceased", "ceased"),
        (Field.PHONE, " ", None),
    ],
)
def test_a_text_is_read_as_the_fields_own_kind_of_value(
    name: Field, text: str, value: FactValue
) -> None:
    """Nothing and zero are two different things."""
    assert read_value(name, text, KNOWN) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (Field.NAME, " "),
        (Field.CATEGORIES, "erp, findesikke"),
        (Field.MUNICIPALITY, "9999"),
        (Field.STATUS, "dead"),
        (Field.EMPLOYEES, "mange"),
        (Field.FOUNDED, "3/2 2001"),
        (Field.EXCLUDED, "måske"),
        (Field.WEBSITE, "javascript:alert(1)"),
        (Field.PHONE, "12"),
        (Field.EMAIL, "hej"),
        (Field.POSTCODE, "DK-8000"),
        (Field.ADVERTISING_PROTECTED, "nej"),
    ],
)
def test_what_cannot_be_such_a_value_is_refused(name: Field, text: str) -> None:
    """Protection against advertising is nobody's to edit."""
    with pytest.raises(EditError):
        read_value(name, text, KNOWN)


@pytest.mark.parametrize(
    ("name", "text"),
    [(Field.CATEGORIES, "erp\ncrm"), (Field.EMPLOYEES, "12"), (Field.EXCLUDED, "nej")],
)
def test_what_is_written_is_read_again(name: Field, text: str) -> None:
    """The form shows a value as it is typed."""
    assert write_value(read_value(name, text, KNOWN)) == text


def test_protection_is_not_among_the_fields_of_editors() -> None:
    """Only the register tells it."""
    assert Field.ADVERTISING_PROTECTED not in EDITABLE


def test_a_decision_needs_a_reason_and_a_day_to_come() -> None:
    """Neither blank reasons nor days that are over."""
    with pytest.raises(EditError):
        check_reason(" \n")
    with pytest.raises(EditError):
        check_review(date(2026, 11, 25), date(2026, 11, 25))
    check_review(date(2026, 11, 26), date(2026, 11, 25))


def test_undo_lasts_thirty_seconds() -> None:
    """And not a second longer."""
    assert may_undo(NOW, NOW + timedelta(seconds=30))
    assert not may_undo(NOW, NOW + timedelta(seconds=31))
