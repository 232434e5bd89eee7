"""Who is taken in is decided by number, code and form; a name only asks."""

from datetime import date

import pytest

from guide.domain.industry import Standard
from guide.domain.protection import Visibility
from guide.domain.register import BranchRow, LegalFormRow, LifeSpan, NameRow, RegisterCompany
from guide.domain.register_intake import Intake, Known, decide_intake, is_complete, name_key
from guide.domain.snapshot import Snapshot, take_snapshot
from guide.domain.status import CompanyStatus

TODAY = date(2026, 11, 25)
KNOWN = Visibility(status=CompanyStatus.ACTIVE, advertising_protected=False)


def told(
    *, code: str = "621000", form: str = "80", name: str = "Nordlys ApS", ended: date | None = None
) -> Snapshot:
    """Tell an invented company."""
    return take_snapshot(
        RegisterCompany(
            cvr="98000003",
            names=(NameRow(name=name),) if name else (),
            branches=(BranchRow(rank=0, standard=Standard.DB25, code=code, title=""),),
            legal_forms=(LegalFormRow(code=form, short="", long=""),),
            life_spans=(LifeSpan(valid_from=date(2014, 3, 1), valid_to=ended),),
        ),
        TODAY,
    )


@pytest.mark.parametrize(
    ("snapshot", "known", "intake"),
    [
        (told(), Known(), Intake.CREATE),
        (told(), Known(visibility=KNOWN), Intake.UPDATE),
        (told(code="642120"), Known(), Intake.NOT_WANTED),
        (told(code="642120"), Known(visibility=KNOWN), Intake.UPDATE),
        (told(form="10"), Known(), Intake.NOT_WANTED),
        (told(form="15"), Known(), Intake.NOT_WANTED),
        (told(form="10"), Known(visibility=KNOWN), Intake.UPDATE),
        (told(ended=date(2020, 1, 1)), Known(), Intake.NOT_WANTED),
        (told(ended=date(2020, 1, 1)), Known(visibility=KNOWN), Intake.UPDATE),
        (told(name=""), Known(), Intake.NOT_WANTED),
        (told(), Known(same_name=(7,)), Intake.ASK),
        (told(), Known(visibility=KNOWN, same_name=(7,)), Intake.UPDATE),
        (told(), Known(suppressed=True), Intake.ERASED),
        (told(), Known(visibility=KNOWN, suppressed=True), Intake.ERASED),
        (
            told(),
            Known(
                visibility=Visibility(
                    status=CompanyStatus.ACTIVE, advertising_protected=None, erased=True
                )
            ),
            Intake.ERASED,
        ),
    ],
)
def test_each_case_has_its_answer(snapshot: Snapshot, known: Known, intake: Intake) -> None:
    """Erased wins, then what is known, then candidates; a shared name asks."""
    assert decide_intake(snapshot, known) is intake


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nordlys Data A/S", "NORDLYS DATA ApS", True),
        ("Nordlys", "Nordlys A/S under konkurs", True),
        ("Ålborg Data", "Aalborg Data A/S", True),
        ("Nordlys Data", "Nordlys Drift", False),
        ("AS Data", "Data A/S", False),
    ],
)
def test_names_are_compared_without_form_and_case(one: str, other: str, same: bool) -> None:
    """Equal keys make a question, so they may be generous, but not blind."""
    assert (name_key(one) == name_key(other)) is same


def test_a_complete_document_has_a_name_and_a_branch() -> None:
    """ "Uoplyst" is no branch."""
    name = (NameRow(name="x"),)
    code = (BranchRow(rank=0, standard=Standard.DB25, code="621000", title=""),)
    none = (BranchRow(rank=0, standard=Standard.DB25, code=None, title=""),)
    assert is_complete(RegisterCompany(cvr="98000003", names=name, branches=code))
    assert not is_complete(RegisterCompany(cvr="98000003", names=name, branches=none))
    assert not is_complete(RegisterCompany(cvr="98000003", branches=code))
