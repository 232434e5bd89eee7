"""Which statement about a field is shown, by a table of who said what."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.domain.facts import RESOLUTION, Fact, Field, Layer, resolve, resolve_all

DAY = datetime(2026, 1, 1, tzinfo=UTC)


def said(field: Field, layer: Layer, value: str, *, days: int = 0, override: bool = False) -> Fact:
    """A statement made some days into the year."""
    return Fact(
        field=field,
        layer=layer,
        value=value,
        recorded_at=DAY + timedelta(days=days),
        override=override,
    )


EVERY_LAYER = (Layer.SEED, Layer.REGISTER, Layer.COMPANY, Layer.EDITOR)


@pytest.mark.parametrize(
    ("field", "winner"),
    [
        (Field.NAME, Layer.REGISTER),
        (Field.LEGAL_FORM, Layer.REGISTER),
        (Field.STATUS, Layer.REGISTER),
        (Field.ADDRESS, Layer.REGISTER),
        (Field.INDUSTRY, Layer.REGISTER),
        (Field.WEBSITE, Layer.COMPANY),
        (Field.PHONE, Layer.COMPANY),
        (Field.DESCRIPTION, Layer.COMPANY),
        (Field.LOGO, Layer.COMPANY),
        (Field.CATEGORIES, Layer.EDITOR),
        (Field.FEATURED, Layer.EDITOR),
        (Field.EXCLUDED, Layer.EDITOR),
    ],
)
def test_the_rule_of_the_field_decides(field: Field, winner: Layer) -> None:
    """Register before company for who they are, company before register for how they speak."""
    facts = [said(field, layer, layer.value) for layer in EVERY_LAYER]
    shown = resolve(field, facts)
    assert shown is not None
    assert shown.layer is winner


@pytest.mark.parametrize("field", list(Field))
def test_an_explicit_override_wins_over_every_layer(field: Field) -> None:
    """However new the other statements are."""
    facts = [said(field, layer, layer.value, days=9) for layer in EVERY_LAYER]
    override = said(field, Layer.EDITOR, "override", override=True)
    assert resolve(field, [*facts, override]) == override


@pytest.mark.parametrize("field", list(Field))
def test_the_seed_speaks_only_where_nobody_else_does(field: Field) -> None:
    """The weakest layer, under all fields."""
    seed = said(field, Layer.SEED, "seed", days=9)
    strongest = RESOLUTION[field][-1]
    assert resolve(field, [seed]) == seed
    shown = resolve(field, [seed, said(field, strongest, "other")])
    assert shown is not None
    assert shown.layer is strongest


@given(st.permutations([said(Field.NAME, layer, layer.value) for layer in EVERY_LAYER]))
def test_the_order_in_which_statements_come_does_not_count(facts: list[Fact]) -> None:
    """Resolution is a rule, no accident of the query."""
    shown = resolve(Field.NAME, facts)
    assert shown is not None
    assert shown.layer is Layer.REGISTER


def test_no_statement_is_no_answer() -> None:
    """Nothing is made up."""
    assert resolve(Field.NAME, []) is None
    assert resolve_all([said(Field.TOWN, Layer.SEED, "Aarhus")]).keys() == {Field.TOWN}
