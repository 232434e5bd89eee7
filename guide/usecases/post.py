"""Leave letters for the worker, with addresses of the site that keep the reader's language."""

from datetime import datetime

from guide.catalogue import outbox
from guide.catalogue.database import UnitOfWork
from guide.domain.editing import UNDO_WITHIN
from guide.domain.letter_texts import ENGLISH
from guide.domain.letters import Letter


def post(work: UnitOfWork, letter: Letter, now: datetime) -> None:
    """Leave a letter in this transaction: it goes out if, and only if, that is committed."""
    outbox.add(work, outbox.MAIL, now, payload=letter.payload())


def post_after_undo(work: UnitOfWork, letter: Letter, now: datetime) -> int:
    """Leave a letter about a decision; it waits as long as that can be taken back."""
    return outbox.hold(work, outbox.MAIL, now, now + UNDO_WITHIN, letter.payload())


def site_link(site_url: str, locale: str, path: str) -> str:
    """Return the whole address of a page in a language."""
    return f"{site_url}{'/en' if locale == ENGLISH else ''}{path}"
