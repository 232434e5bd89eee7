"""/virksomhed/<slug>/aendringer: who changed what, when and why; never what it said."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue import audit, facts
from guide.domain.change_log import PUBLIC_ACTS, LoggedChange, tell_changes
from guide.domain.facts import Layer
from guide.web.context import the_guide
from guide.web.field_words import field_word, layer_word
from guide.web.public.profile import find_profile

MOST = 200


def changes(slug: str) -> ResponseReturnValue:
    """Show the newest changes of a company that has a full profile."""
    card = find_profile(slug).card
    with the_guide().database.reading() as work:
        said = [version.fact for version in facts.versions(work, card.id)]
        log = audit.of_object(work, "company", str(card.id))
    acts = [
        LoggedChange(at=entry.at, who=Layer.EDITOR, act=entry.action, why=entry.reason)
        for entry in log
        if entry.action in PUBLIC_ACTS
    ]
    told = tell_changes(said, acts)[:MOST]
    lines = [(one, layer_word(one.who), _what(one)) for one in told]
    return render_template("public/changes.html", card=card, lines=lines)


def _what(change: LoggedChange) -> str:
    words = {
        "company.withdraw": _("trak en beslutning tilbage"),
        "company.undo": _("fortrød en beslutning"),
        "company.merge": _("lagde to virksomheder sammen"),
        "company.unmerge": _("skilte to virksomheder ad igen"),
        "company.link": _("gav virksomheden dens CVR-nummer"),
        "revision.refused": _("afviste en rettelse"),
    }
    if change.act:
        return str(words[change.act])
    return ", ".join(field_word(field) for field in change.fields)


def add_to(bp: Blueprint) -> None:
    """Hang the view on the blueprint."""
    bp.add_url_rule("/virksomhed/<slug>/aendringer", view_func=changes)
