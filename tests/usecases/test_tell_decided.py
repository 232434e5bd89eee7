"""Who sent a company's changes is told what became of them, once, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from guide.catalogue import accounts, outbox, revisions
from guide.catalogue.database import Database
from guide.domain.company import CompanyId
from guide.domain.facts import FactValue, Field
from guide.domain.revisions import IllegalDecisionError, Revision
from guide.outside.mail import SmtpMailer
from guide.usecases.deliver_mail import drain_mail_jobs
from guide.usecases.propose_edits import current_values, decide, fingerprints, propose_edit
from tests.conftest import FixedClock
from tests.smtp_sink import smtp_sink
from tests.usecases.test_check_listings import POLICY, SITE, owned_company

WANTED: dict[Field, FactValue] = {
    Field.NAME: "Verdens Bedste ApS",
    Field.DESCRIPTION: "Vi støber betonflamingoer.",
}


def _send(
    database: Database, clock: FixedClock, company_id: CompanyId, mail: str = "chef@b.example"
) -> Revision:
    with database.reading() as work:
        account = accounts.find_by_mail(work, mail)
        seen = fingerprints(current_values(work, company_id))
    assert account is not None
    sent = propose_edit(database, account, company_id, WANTED, seen, POLICY, clock.now())
    assert sent is not None
    return sent


def _decide(
    database: Database, clock: FixedClock, sent: Revision, field: Field, reason: str
) -> None:
    decide(
        database,
        sent.id,
        field,
        accept=not reason,
        reason=reason,
        actor="r",
        policy=POLICY,
        site_url=SITE,
        now=clock.now(),
    )


def _letters(database: Database, clock: FixedClock) -> list[dict[str, Any]]:
    with database.reading() as work:
        return [job.payload for job in outbox.open_jobs(work, outbox.MAIL, clock.now())]


@pytest.mark.parametrize(
    ("name_refused", "text_refused", "subject"),
    [
        ("", "", "Jeres ændringer i Brancheguiden er godkendt"),
        ("Navnet er\nreklame.", "", "Nogle af jeres ændringer i Brancheguiden er godkendt"),
        ("Reklame.", "Uklart.", "Jeres ændringer i Brancheguiden blev ikke godkendt"),
    ],
)
def test_the_last_decision_brings_one_letter_with_every_field(
    database: Database, clock: FixedClock, name_refused: str, text_refused: str, subject: str
) -> None:
    """Accepted, partly, refused; each refusal with its reason; not before undo is over."""
    company_id = owned_company(database, clock)
    sent = _send(database, clock, company_id)
    _decide(database, clock, sent, Field.NAME, name_refused)
    clock.move(minutes=5)
    assert _letters(database, clock) == []
    _decide(database, clock, sent, Field.DESCRIPTION, text_refused)
    assert _letters(database, clock) == []
    clock.move(seconds=30)
    (letter,) = _letters(database, clock)
    assert (letter["to"], letter["subject"]) == ("chef@b.example", subject)
    for reason in (name_refused, text_refused):
        assert " ".join(reason.split()) in letter["text"]
    assert f"{SITE}/konto/virksomhed/opdigtet-data/ret" in letter["text"]


def test_it_speaks_the_writers_language(database: Database, clock: FixedClock) -> None:
    """And goes to the writer alone, not to the colleagues."""
    company_id = owned_company(database, clock)
    sent = _send(database, clock, company_id, "boss@b.example")
    for field in WANTED:
        _decide(database, clock, sent, field, "")
    clock.move(minutes=1)
    (letter,) = _letters(database, clock)
    assert letter["to"] == "boss@b.example"
    assert "- Short text: accepted" in letter["text"]


def test_two_editors_at_once_bring_one_letter(database: Database, clock: FixedClock) -> None:
    """The slower one's decision is refused, and with it its letter."""
    company_id = owned_company(database, clock)
    sent = _send(database, clock, company_id)
    _decide(database, clock, sent, Field.NAME, "Reklame.")

    def editor(_number: int) -> bool:
        try:
            _decide(database, clock, sent, Field.DESCRIPTION, "Uklart.")
        except IllegalDecisionError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(editor, range(4))) == 1
    clock.move(minutes=1)
    assert len(_letters(database, clock)) == 1


def test_a_mail_server_that_is_down_gets_it_later_once(
    database: Database, clock: FixedClock
) -> None:
    """The decision stands meanwhile."""
    company_id = owned_company(database, clock)
    sent = _send(database, clock, company_id)
    for field in WANTED:
        _decide(database, clock, sent, field, "")
    clock.move(minutes=1)
    with smtp_sink() as sink:
        mailer = SmtpMailer(sink.url, "guide@b.example", clock, timeout=1)
        sink.rcpt_answer = "451 later"
        assert drain_mail_jobs(database, mailer, clock.now()) == 0
        clock.move(hours=2)
        sink.rcpt_answer = ""
        assert drain_mail_jobs(database, mailer, clock.now()) == 1
        clock.move(hours=2)
        assert drain_mail_jobs(database, mailer, clock.now()) == 0
        assert len(sink.messages) == 1
    with database.reading() as work:
        assert revisions.pending(work) == []


def test_a_writer_without_an_account_gets_none(database: Database, clock: FixedClock) -> None:
    """The account was deleted while the change waited."""
    company_id = owned_company(database, clock)
    sent = _send(database, clock, company_id)
    with database.writing() as work:
        account = accounts.find_by_mail(work, "chef@b.example")
        assert account is not None
        accounts.delete_account(work, account.id)
        work.commit()
    for field in WANTED:
        _decide(database, clock, sent, field, "")
    clock.move(minutes=1)
    assert _letters(database, clock) == []
