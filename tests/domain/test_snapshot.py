"""The register's word on a day is told from dated rows."""

from dataclasses import replace
from datetime import date

import pytest

from guide.domain.addresses import Address
from guide.domain.employment import EmploymentRow, Series
from guide.domain.industry import Standard
from guide.domain.register import (
    AddressRow,
    AttributeKind,
    AttributeRow,
    BranchRow,
    ContactKind,
    ContactRow,
    LegalFormRow,
    LifeSpan,
    NameRow,
    ProductionUnit,
    RegisterCompany,
    StatusRow,
)
from guide.domain.snapshot import Branch, Capital, next_change_on, take_snapshot
from guide.domain.status import CompanyStatus

TODAY = date(2026, 11, 25)
START = date(2014, 3, 1)


def branch(rank: int, code: str | None, start: date, end: date | None = None) -> BranchRow:
    """Build a branch row of DB25."""
    return BranchRow(
        rank=rank,
        standard=Standard.DB25,
        code=code,
        title=f"Titel {code}",
        valid_from=start,
        valid_to=end,
    )


def phone(value: str | None, start: date | None, end: date | None = None) -> ContactRow:
    """Build a phone row; None is a secret one."""
    return ContactRow(kind=ContactKind.PHONE, value=value, valid_from=start, valid_to=end)


def attribute(kind: AttributeKind, value: str, sequence: int = 0) -> AttributeRow:
    """Build an open attribute row."""
    return AttributeRow(kind=kind, sequence=sequence, value=value, valid_from=START)


COMPANY = RegisterCompany(
    cvr="98000003",
    advertising_protected=False,
    names=(
        NameRow(name="Nordlys Data ApS", valid_from=START, valid_to=date(2018, 6, 30)),
        NameRow(name="Nordlys Software ApS", valid_from=date(2018, 7, 1)),
    ),
    secondary_names=(NameRow(name="Nordlys Løn ApS", valid_from=START),),
    addresses=(AddressRow(address=Address(street="Eksempelvej", town="Aarhus C")),),
    branches=(branch(0, "621000", date(2025, 1, 1)), branch(1, "642120", date(2025, 1, 1))),
    legal_forms=(LegalFormRow(code="80", short="APS", long="Anpartsselskab"),),
    life_spans=(LifeSpan(valid_from=START),),
    statuses=(StatusRow(text="NORMAL", valid_from=START),),
    employment=(EmploymentRow(Series.CURRENT, 2026, 9, 42, None, 34.0),),
    contacts=(phone("70000001", START),),
    attributes=(
        attribute(AttributeKind.PURPOSE, "Selskabets formål er software."),
        attribute(AttributeKind.CAPITAL, "125000.00"),
        attribute(AttributeKind.CAPITAL_CURRENCY, "DKK"),
        attribute(AttributeKind.FISCAL_YEAR_START, "--07-01"),
        attribute(AttributeKind.FISCAL_YEAR_END, "--06-30"),
    ),
    production_units=(
        ProductionUnit(number="1900000003", valid_from=START),
        ProductionUnit(number="1900000004", valid_from=START, valid_to=date(2020, 1, 1)),
    ),
)


def test_a_living_company_is_told_in_every_field() -> None:
    """One look gives all that a profile shows from the register."""
    told = take_snapshot(COMPANY, TODAY)
    assert told.name == "Nordlys Software ApS"
    assert told.former_names == ("Nordlys Data ApS",)
    assert told.secondary_names == ("Nordlys Løn ApS",)
    assert (told.legal_form_code, told.legal_form) == ("80", "ApS")
    assert told.main_branch == Branch(standard=Standard.DB25, code="621000", title="Titel 621000")
    assert [row.code for row in told.side_branches] == ["642120"]
    assert told.is_candidate
    assert told.headcount is not None
    assert told.headcount.employees == 42
    assert told.purpose == "Selskabets formål er software."
    assert told.phone == "+4570000001"
    assert told.founded == START
    assert told.fiscal_year == "07-01/06-30"
    assert told.capital == Capital(amount=125000, currency="DKK")
    assert told.production_units == 1
    assert told.status.status is CompanyStatus.ACTIVE


def test_a_ceased_company_shows_its_last_rows() -> None:
    """With every row closed, name, form, address and main branch are still known."""
    end = date(2022, 9, 30)
    ceased = replace(
        COMPANY,
        names=(NameRow(name="Gammel ApS", valid_from=START, valid_to=end),),
        secondary_names=(NameRow(name="Bi", valid_from=START, valid_to=end),),
        addresses=tuple(replace(row, valid_from=START, valid_to=end) for row in COMPANY.addresses),
        branches=(
            branch(0, "951100", START, end),
            branch(1, "620100", START, end),
            branch(2, "474100", START, date(2016, 1, 1)),
        ),
        legal_forms=tuple(replace(row, valid_to=end) for row in COMPANY.legal_forms),
        life_spans=(LifeSpan(valid_from=START, valid_to=end),),
        contacts=(phone("70000001", START, end),),
    )
    told = take_snapshot(ceased, TODAY)
    assert told.status.status is CompanyStatus.CEASED
    assert told.name == "Gammel ApS"
    assert told.secondary_names == ("Bi",)
    assert told.legal_form == "ApS"
    assert told.address == COMPANY.addresses[0].address
    assert told.main_branch is not None
    assert told.main_branch.code == "951100"
    assert [row.code for row in told.side_branches] == ["620100"]
    assert told.phone is None


def test_rows_of_the_future_wait_for_their_day() -> None:
    """The stored rows answer anew when the day comes, and say when that is."""
    change = date(2027, 1, 1)
    moving = replace(
        COMPANY,
        names=(
            replace(COMPANY.names[0], valid_from=START, valid_to=date(2026, 12, 31)),
            NameRow(name="Nyt Navn ApS", valid_from=change),
        ),
    )
    told = take_snapshot(moving, TODAY)
    assert told.name == "Nordlys Data ApS"
    assert told.former_names == ()
    assert told.next_change_on == change
    later = take_snapshot(moving, change)
    assert later.name == "Nyt Navn ApS"
    assert later.former_names == ("Nordlys Data ApS",)
    assert later.next_change_on is None


def test_a_company_that_has_not_begun_is_shown_as_on_its_first_day() -> None:
    """Its rows begin with its life; without this it would have no name."""
    first = date(2027, 2, 1)
    coming = replace(
        COMPANY,
        names=(NameRow(name="Kommende ApS", valid_from=first),),
        life_spans=(LifeSpan(valid_from=first),),
        statuses=(),
    )
    told = take_snapshot(coming, TODAY)
    assert told.status.status is CompanyStatus.FUTURE
    assert told.name == "Kommende ApS"


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([phone("70000001", START), phone(None, date(2020, 1, 1))], None),
        ([phone(None, date(2020, 1, 1)), phone("70000001", START)], None),
        ([phone("70000001", START), phone(None, date(2020, 1, 1), date(2021, 1, 1))], None),
        ([phone(None, START), phone("70000001", START)], None),
        ([phone(None, None), phone("70000001", None)], None),
        (
            [phone(None, START, date(2019, 12, 31)), phone("70000001", date(2020, 1, 1))],
            "+4570000001",
        ),
        ([phone("70000001", START), phone("70000002", date(2020, 1, 1))], "+4570000002"),
        ([phone("70000001", START, date(2020, 1, 1))], None),
        ([phone("70000001", START), phone(None, date(2030, 1, 1))], "+4570000001"),
    ],
)  # fmt: skip
def test_a_secret_number_hides_older_open_ones(rows: list[ContactRow], shown: str | None) -> None:
    """If the newest row is secret nothing is shown; a number told later is shown again."""
    assert take_snapshot(replace(COMPANY, contacts=tuple(rows)), TODAY).phone == shown


def test_uoplyst_as_main_branch_is_no_branch() -> None:
    """A sentinel row in force does not let an older code through."""
    rows = (branch(0, "621000", START), branch(0, None, date(2025, 6, 1)))
    told = take_snapshot(replace(COMPANY, branches=rows), TODAY)
    assert told.main_branch is None
    assert not told.is_candidate


def test_a_closed_side_branch_of_a_living_company_is_gone() -> None:
    """Only rows in force make a candidate."""
    rows = (branch(0, "642120", START), branch(1, "621000", START, date(2020, 1, 1)))
    told = take_snapshot(replace(COMPANY, branches=rows), TODAY)
    assert told.side_branches == ()
    assert not told.is_candidate


def test_the_postal_address_stands_in_where_there_is_no_other() -> None:
    """Some documents hold only where the post goes."""
    post = AddressRow(address=Address(post_box="1342", postcode="3900", town="Nuuk", country="GL"))
    told = take_snapshot(replace(COMPANY, addresses=(), postal_addresses=(post,)), TODAY)
    assert told.address == post.address


def test_the_parts_of_a_purpose_are_joined_in_their_order() -> None:
    """A long purpose comes as several attributes."""
    parts = (
        attribute(AttributeKind.PURPOSE, "og drift heraf.", 1),
        attribute(AttributeKind.PURPOSE, "Salg af  software", 0),
    )
    told = take_snapshot(replace(COMPANY, attributes=parts), TODAY)
    assert told.purpose == "Salg af software og drift heraf."


@pytest.mark.parametrize(
    ("amount", "capital"),
    [
        ("125000.00", Capital(amount=125000, currency=None)),
        ("0.00", Capital(amount=0, currency=None)),
        ("mange", None),
        ("NaN", None),
        ("-1", None),
        ("1E999999", None),
    ],
)
def test_capital_is_a_whole_number_or_unknown(amount: str, capital: Capital | None) -> None:
    """No currency is made up, and no absurd number is believed."""
    rows = (attribute(AttributeKind.CAPITAL, amount),)
    assert take_snapshot(replace(COMPANY, attributes=rows), TODAY).capital == capital


def test_founding_is_unknown_when_a_life_span_has_no_start() -> None:
    """Nothing is shown rather than a later span's start."""
    spans = (LifeSpan(valid_to=date(2000, 1, 1)), LifeSpan(valid_from=START))
    told = take_snapshot(replace(COMPANY, life_spans=spans), TODAY)
    assert told.founded is None


def test_an_empty_document_is_told_without_a_guess() -> None:
    """A stub has a number and nothing else."""
    told = take_snapshot(RegisterCompany(cvr="98000003"), TODAY)
    assert (told.name, told.legal_form, told.address, told.capital) == ("", "", None, None)
    assert told.status.status is CompanyStatus.UNKNOWN
    assert told.advertising_protected is None


def test_a_row_without_end_of_time_has_no_turn() -> None:
    """The last possible day does not break the search for the next change."""
    rows = (NameRow(name="X", valid_from=START, valid_to=date.max),)
    assert next_change_on(replace(COMPANY, names=rows), TODAY) is None
