"""/a-aa and /a-aa/<letter>: every company in Danish order, Aabenraa under Å."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue.listings import Criteria
from guide.domain.sorting import INDEX_LETTERS, danish_sort_key
from guide.web.presenters.frame import Link
from guide.web.public.lists import company_list
from guide.web.shared import Shared, shared

_WRITTEN = {"Æ": "ae", "Ø": "oe", "Å": "aa", "0–9": "0-9"}
SLUGS = {letter: _WRITTEN.get(letter, letter.lower()) for letter in INDEX_LETTERS}
_LETTERS = {slug: letter for letter, slug in SLUGS.items()}


def letters() -> ResponseReturnValue:
    """Show the first letter that has companies."""
    known = shared()
    first = next((letter for letter in INDEX_LETTERS if _count(letter, known)), "A")
    return redirect(url_for("public.letter", letter=SLUGS[first]), 302)


def letter(letter: str) -> ResponseReturnValue:
    """Show the companies under one letter."""
    known = shared()
    found = _LETTERS.get(letter)
    if found is None:
        same = letter.upper().replace("-", "–")
        if same not in SLUGS:
            abort(404)
        return redirect(url_for("public.letter", letter=SLUGS[same]), 301)
    links = tuple(
        Link(
            label=each,
            url=url_for("public.letter", letter=slug) if _count(each, known) else "",
            current=each == found,
        )
        for each, slug in SLUGS.items()
    )
    return render_template(
        "public/letters.html",
        letter=found,
        links=links,
        found=company_list(Criteria(letter="0" if found == "0–9" else found), known, sorts=()),
        title=_("Virksomheder under %(letter)s", letter=found),
    )


def _count(letter: str, known: Shared) -> int:
    if letter != "0–9":
        return known.letter_counts.get(danish_sort_key(letter), 0)
    lettered = {danish_sort_key(each) for each in INDEX_LETTERS if each != letter}
    return sum(count for key, count in known.letter_counts.items() if key not in lettered)


def add_to(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/a-aa", view_func=letters)
    bp.add_url_rule("/a-aa/<letter>", view_func=letter)
