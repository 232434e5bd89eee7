"""An admin decides which fields of a claimed company go live at once."""

from guide.catalogue import editing, revisions
from guide.catalogue.database import Database
from guide.catalogue.editing import Edit
from guide.domain.editing import EditError, check_reason
from guide.domain.facts import Field
from guide.domain.revisions import EDITABLE
from guide.usecases.edit_company import Editor


def change_rule(
    database: Database, field: Field, reason: str, editor: Editor, *, at_once: bool
) -> int:
    """Change a rule with a reason, and log it; return the revision. Raises ``EditError``."""
    if field not in EDITABLE:
        message = f"feltet {field.value} kan en virksomhed ikke ændre"
        raise EditError(message)
    text = check_reason(reason)
    with database.writing() as work:
        before = revisions.rules(work)[field]
        if before == at_once:
            message = "reglen er sådan i forvejen"
            raise EditError(message)
        revisions.set_rule(work, field, at_once=at_once)
        edit = Edit(
            kind="rule.changed",
            actor=editor.actor,
            reason=text,
            object_kind="moderation_rule",
            object_id=field.value,
            before={"at_once": before},
            after={"at_once": at_once},
        )
        revision = editing.keep(work, edit, editor.now)
        work.commit()
    return revision
