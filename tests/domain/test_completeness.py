"""How complete a profile is."""

from guide.domain.completeness import completeness
from guide.domain.facts import FactValue, Field


def test_nothing_is_nothing_and_everything_is_a_hundred() -> None:
    """The three steps that help most come first."""
    empty = completeness({})
    assert empty.score == 0
    assert [step.field for step in empty.steps] == [
        Field.DESCRIPTION,
        Field.CATEGORIES,
        Field.WEBSITE,
    ]
    full: dict[Field, FactValue] = dict.fromkeys(Field, "x" * 60)
    assert completeness(full).score == 100
    assert completeness(full).steps == ()


def test_a_very_short_description_counts_half() -> None:
    """The rest can still be won."""
    half = completeness({Field.DESCRIPTION: "Kort."})
    assert half.score == 12
    assert half.steps[0].points == 20
    assert (
        next(
            step
            for step in completeness(
                {**dict.fromkeys(Field, "x" * 60), Field.DESCRIPTION: "Kort."}
            ).steps
        ).points
        == 13
    )
