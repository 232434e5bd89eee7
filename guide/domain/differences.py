"""What is worth telling to those who follow a company: differences of its resolved fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from guide.domain.company import CompanyId

Value = str | int | list[str] | None


class Followed(StrEnum):
    """The fields whose changes are told; ``LISTED`` is the company's coming into the guide."""

    LISTED = "listed"
    NAME = "name"
    STATUS = "status"
    EMPLOYEES = "employees"
    MUNICIPALITY = "municipality"
    CATEGORIES = "categories"
    REVENUE_YEAR = "revenue_year"


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One change of one field of one company, told once for ever under its ``id``."""

    id: int
    company_id: CompanyId
    at: datetime
    field: Followed
    before: Value
    after: Value


def differences(
    before: Mapping[Followed, Value], after: Mapping[Followed, Value]
) -> list[tuple[Followed, Value, Value]]:
    """Return the changes between two states; a company that was not listed only becomes so."""
    if not after[Followed.LISTED]:
        return []
    if not before[Followed.LISTED]:
        return [(Followed.LISTED, None, None)]
    return [
        (field, before[field], after[field])
        for field in Followed
        if field is not Followed.LISTED and before[field] != after[field]
    ]
