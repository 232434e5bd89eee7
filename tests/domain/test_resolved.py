"""The company that pages show."""

from datetime import UTC, date, datetime

import pytest

from guide.domain.company import SizeBand, size_band
from guide.domain.facts import Fact, FactValue, Field, Layer
from guide.domain.protection import ProtectionPolicy
from guide.domain.resolved import FigureSummary, ResolvedCompany, Standing, resolve_company

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def resolved(standing: Standing | None = None, **told: FactValue) -> ResolvedCompany:
    """Resolve an included company from what the seed tells."""
    values = {"name": "Prøve ApS", "included": True, **told}
    facts = {
        Field(name): Fact(
            field=Field(name),
            layer=Layer.SEED,
            value=value,
            recorded_at=NOW,
            valid_from=date(2026, 9, 1),
        )
        for name, value in values.items()
    }
    figures = FigureSummary(has_figures=True, employees=40, employees_year="2024")
    return resolve_company(facts, figures, standing or Standing(), ProtectionPolicy())


def test_the_registers_head_count_goes_before_the_reports() -> None:
    """With the month it counts for; else the report's average with its year."""
    assert (resolved(employees=7).employees, resolved(employees=7).employees_as_of) == (
        7,
        "2026-09-01",
    )
    assert (resolved().employees, resolved().employees_as_of) == (40, "2024")


@pytest.mark.parametrize(
    ("told", "standing", "listed"),
    [
        ({}, Standing(), True),
        ({"included": False}, Standing(), False),
        ({"included": False}, Standing(candidate=True), True),
        ({"excluded": True}, Standing(), False),
        ({"advertising_protected": True}, Standing(), False),
        ({"advertising_protected": True}, Standing(signed_up=True), True),
        ({"legal_form": "10"}, Standing(), False),
        ({"status": "ceased"}, Standing(), True),
        ({}, Standing(erased=True), False),
        ({}, Standing(merged=True), False),
    ],
)
def test_who_is_listed(told: dict[str, FactValue], standing: Standing, listed: bool) -> None:
    """The policy's answer, and never a merged company."""
    assert resolved(standing, **told).listed is listed


def test_a_company_without_a_name_is_refused() -> None:
    """There is nothing to show."""
    with pytest.raises(ValueError, match="name"):
        resolve_company({}, FigureSummary(), Standing(), ProtectionPolicy())


@pytest.mark.parametrize(
    ("employees", "band"),
    [
        (None, SizeBand.UNKNOWN),
        (0, SizeBand.MICRO),
        (9, SizeBand.MICRO),
        (10, SizeBand.SMALL),
        (49, SizeBand.SMALL),
        (50, SizeBand.MEDIUM),
        (249, SizeBand.MEDIUM),
        (250, SizeBand.LARGE),
    ],
)
def test_size_bands_are_the_eus(employees: int | None, band: SizeBand) -> None:
    """Unknown is a band of its own, zero is not unknown."""
    assert size_band(employees) is band
