"""Which of the register's dated rows is in force, and what may be stored of them."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from guide.domain.addresses import Address
from guide.domain.register import (
    AddressRow,
    ContactKind,
    ContactRow,
    LegalFormRow,
    NameRow,
    RegisterCompany,
    current_row,
    last_row,
    storable,
)

TODAY = date(2026, 11, 25)


def named(
    name: str, start: date | None, end: date | None = None, updated: datetime | None = None
) -> NameRow:
    """Build a name row."""
    return NameRow(name=name, valid_from=start, valid_to=end, updated_at=updated)


def test_of_overlapping_open_rows_the_newest_start_is_in_force() -> None:
    """Old rows often stay open in the register."""
    rows = [named("Ny", date(2020, 1, 1)), named("Gammel", date(2010, 1, 1))]
    assert current_row(rows, TODAY) == rows[0]


def test_of_two_rows_with_one_start_the_last_updated_is_in_force() -> None:
    """The register's update time settles equal starts."""
    early = named("A", date(2020, 1, 1), updated=datetime(2020, 1, 1, tzinfo=UTC))
    late = named("B", date(2020, 1, 1), updated=datetime(2021, 1, 1, tzinfo=UTC))
    assert current_row([late, early], TODAY) == late


def test_an_unknown_start_is_older_than_any_known_one() -> None:
    """A row without a start is in force only as long as no dated row is."""
    unknown = named("Ukendt start", None)
    assert current_row([unknown], TODAY) == unknown
    assert current_row([unknown, named("Kendt", date(1990, 1, 1))], TODAY) != unknown


def test_a_row_that_begins_later_is_not_in_force_before_its_day() -> None:
    """The documents hold the future; the same rows answer differently on another day."""
    old = named("Før", date(2010, 1, 1), date(2026, 12, 31))
    new = named("Efter", date(2027, 1, 1))
    assert current_row([old, new], TODAY) == old
    assert current_row([old, new], date(2027, 1, 1)) == new


def test_the_last_day_of_a_row_belongs_to_it() -> None:
    """The register closes a row on the day before the next one begins."""
    row = named("Et", date(2014, 3, 1), date(2018, 6, 30))
    assert current_row([row], date(2018, 6, 30)) == row
    assert current_row([row], date(2018, 7, 1)) is None


def test_when_all_rows_are_closed_the_last_one_is_shown() -> None:
    """A ceased firm keeps its last name."""
    rows = [
        named("Sidste", date(2018, 1, 1), date(2022, 9, 30)),
        named("Første", date(2010, 1, 1), date(2017, 12, 31)),
    ]
    assert current_row(rows, TODAY) is None
    assert last_row(rows, TODAY) == rows[0]


def test_no_rows_and_rows_to_come_give_nothing() -> None:
    """Neither an empty list nor the future alone has a row in force."""
    assert last_row([], TODAY) is None
    assert last_row([named("Senere", date(2030, 1, 1))], TODAY) is None


days = st.dates(date(1990, 1, 1), date(2030, 1, 1))
name_rows = st.builds(named, st.sampled_from("ABCDE"), st.none() | days, st.none() | days)


@given(st.lists(name_rows, max_size=6))
def test_the_order_of_rows_in_a_document_does_not_matter(rows: list[NameRow]) -> None:
    """The row picked has the same dates whichever way round the register lists them."""

    def dates(row: NameRow | None) -> tuple[date | None, date | None] | None:
        return (row.valid_from, row.valid_to) if row else None

    assert dates(last_row(rows, TODAY)) == dates(last_row(rows[::-1], TODAY))


HOME = AddressRow(
    address=Address(
        street="Prøvegade", house_number="3", postcode="6700", town="Esbjerg",
        municipality_code="0561", floor="2", door="tv",
    )
)  # fmt: skip
PHONE = ContactRow(kind=ContactKind.PHONE, value="70000002")


def company(*, protected: bool | None, form: str) -> RegisterCompany:
    """Build a company with an address and a phone."""
    return RegisterCompany(
        cvr="98000038",
        advertising_protected=protected,
        legal_forms=(LegalFormRow(code=form, short="", long=""),),
        addresses=(HOME,),
        postal_addresses=(HOME,),
        contacts=(PHONE,),
    )


def test_of_a_protected_company_neither_contact_nor_street_is_stored() -> None:
    """Town, postcode and municipality stay for the stub and the counts."""
    stored = storable(company(protected=True, form="60"))
    assert stored.contacts == ()
    assert stored.postal_addresses == ()
    assert stored.addresses[0].address == Address(
        postcode="6700", town="Esbjerg", municipality_code="0561"
    )


def test_silence_about_protection_counts_as_protection() -> None:
    """A document without the flag gives no contact data."""
    assert storable(company(protected=None, form="60")).contacts == ()


def test_of_a_sole_trader_the_home_is_not_stored() -> None:
    """Its address may be a home; its phone is the firm's and it is not protected."""
    stored = storable(company(protected=False, form="10"))
    assert stored.addresses[0].address.street == ""
    assert stored.contacts == (PHONE,)


def test_an_open_company_is_stored_as_it_is() -> None:
    """Nothing is dropped without a reason."""
    whole = company(protected=False, form="80")
    assert storable(whole) is whole
