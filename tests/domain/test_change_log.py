"""The public log of a company's changes."""

from datetime import timedelta

from guide.domain.change_log import LoggedChange, tell_changes
from guide.domain.facts import Fact, Field, Layer
from tests.conftest import NOW


def said(field: Field, layer: Layer, minutes: int, reason: str = "") -> Fact:
    """Return a statement."""
    return Fact(
        field=field,
        layer=layer,
        value="hemmeligt",
        recorded_at=NOW + timedelta(minutes=minutes),
        reason=reason,
        actor="account:7",
    )


def test_what_was_said_together_is_one_change_without_contents_and_names() -> None:
    """Newest first, a reason only from editors."""
    act = LoggedChange(at=NOW + timedelta(minutes=2), who=Layer.EDITOR, act="company.merge")
    told = tell_changes(
        [
            said(Field.NAME, Layer.REGISTER, 0, "intern"),
            said(Field.TOWN, Layer.REGISTER, 0, "intern"),
            said(Field.TOWN, Layer.EDITOR, 3, "De ringede."),
        ],
        [act],
    )
    assert [(one.who, one.fields, one.why) for one in told] == [
        (Layer.EDITOR, (Field.TOWN,), "De ringede."),
        (Layer.EDITOR, (), ""),
        (Layer.REGISTER, (Field.NAME, Field.TOWN), ""),
    ]
    assert "hemmeligt" not in repr(told)
    assert "account" not in repr(told)
