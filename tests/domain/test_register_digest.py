"""The digest changes with every row and with nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime

from guide.domain.addresses import Address
from guide.domain.employment import Band, EmploymentRow, Series
from guide.domain.register import AddressRow, LifeSpan, NameRow, Part, RegisterCompany
from guide.domain.register_digest import digest

COMPANY = RegisterCompany(
    cvr="98000003",
    names=(NameRow(name="Nordlys ApS", valid_from=date(2014, 3, 1)),),
    addresses=(AddressRow(address=Address(street="Eksempelvej")),),
    life_spans=(LifeSpan(valid_from=date(2014, 3, 1)),),
    employment=(EmploymentRow(Series.CURRENT, 2026, 9, None, Band(20, 49), 34.0),),
    missing=frozenset({Part.CONTACTS, Part.ATTRIBUTES}),
)


def test_load_time_and_version_do_not_count() -> None:
    """They change every night without a word being different."""
    later = replace(COMPANY, loaded_at=datetime(2026, 11, 25, tzinfo=UTC), version=7)
    assert digest(later) == digest(COMPANY)
    assert len(digest(COMPANY)) == 32


def test_every_other_change_counts() -> None:
    """A name, a street, a head count, an end, the protection."""
    row = COMPANY.employment[0]
    changed = [
        replace(COMPANY, names=(replace(COMPANY.names[0], name="Nordlys A/S"),)),
        replace(COMPANY, addresses=(AddressRow(address=Address(street="Eksempelvej 1")),)),
        replace(COMPANY, employment=(replace(row, employees_band=Band(50, 99)),)),
        replace(COMPANY, life_spans=(replace(COMPANY.life_spans[0], valid_to=date(2026, 1, 1)),)),
        replace(COMPANY, advertising_protected=True),
        replace(COMPANY, missing=frozenset()),
    ]
    assert len({digest(company) for company in [COMPANY, *changed]}) == len(changed) + 1
