"""The yearly question: to the right people, once, whatever goes wrong, on both databases."""

import re
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any, cast

import pytest

from guide.bootstrap import Guide
from guide.catalogue import accounts, audit, outbox, tasks
from guide.catalogue.database import Database
from guide.domain.company import CompanyId
from guide.domain.facts import Field
from guide.domain.protection import ProtectionPolicy
from guide.domain.tasks import TaskKind, TaskOutcome
from guide.outside.mail import SmtpMailer
from guide.usecases.check_listings import check_listings, confirm_listing, find_asked
from guide.usecases.decide_tasks import answer_task
from guide.usecases.deliver_mail import drain_mail_jobs
from guide.usecases.edit_company import Editor
from guide.usecases.propose_edits import current_values, fingerprints, propose_edit
from tests.conftest import FixedClock
from tests.small import CVR, SAID, add_company
from tests.smtp_sink import smtp_sink

POLICY = ProtectionPolicy()
SITE = "http://guide.example"


def owned_company(database: Database, clock: FixedClock, **more: Any) -> CompanyId:
    """Add a company that two people act for, one of them in English."""
    guide = cast(Guide, SimpleNamespace(database=database, clock=clock, policy=POLICY))
    said = {field: value for field, value in SAID.items() if field is not Field.CATEGORIES}
    company_id = add_company(guide, CVR, {**said, **more.get("said", {})})
    with database.writing() as work:
        for mail, locale in (("chef@b.example", "da"), ("boss@b.example", "en")):
            account = accounts.open_account(work, mail, clock.now(), locale=locale)
            accounts.join(work, account.id, company_id, clock.now())
        work.commit()
    return company_id


def _night(database: Database, clock: FixedClock) -> int:
    return check_listings(database, POLICY, SITE, clock.now())


def _letters(database: Database, clock: FixedClock) -> list[dict[str, Any]]:
    with database.reading() as work:
        return [job.payload for job in outbox.open_jobs(work, outbox.MAIL, clock.now())]


def _token(letter: dict[str, Any]) -> str:
    found = re.search(r"/passer-det/(\S+)", letter["text"])
    assert found
    return found[1]


def _questions(database: Database) -> int:
    with database.reading() as work:
        return len(tasks.open_tasks(work, TaskKind.UNANSWERED))


def test_one_letter_one_reminder_then_the_editors_then_nothing(
    database: Database, clock: FixedClock
) -> None:
    """To each of the company's people, in their language; two nights on one day are one."""
    owned_company(database, clock)
    clock.move(days=364)
    assert _night(database, clock) == 0
    clock.move(days=1)
    assert [_night(database, clock), _night(database, clock)] == [2, 0]
    first = _letters(database, clock)
    assert {letter["to"] for letter in first} == {"chef@b.example", "boss@b.example"}
    assert "/en/passer-det/" in first[1]["text"]
    clock.move(days=29)
    assert _night(database, clock) == 0
    clock.move(days=1)
    assert [_night(database, clock), _night(database, clock)] == [2, 0]
    assert "sidste brev" in _letters(database, clock)[2]["text"]
    clock.move(days=29)
    assert (_night(database, clock), _questions(database)) == (0, 0)
    for _night_after in range(3):
        clock.move(days=1)
        assert (_night(database, clock), _questions(database)) == (0, 1)
    clock.move(days=400)
    assert (_night(database, clock), _questions(database)) == (0, 1)


def test_two_nights_at_once_write_one_letter(database: Database, clock: FixedClock) -> None:
    """Whichever comes first."""
    for number in range(3):
        with database.writing() as work:
            accounts.open_account(work, f"{number}@b.example", clock.now())
            work.commit()
    owned_company(database, clock)
    clock.move(days=365)
    with ThreadPoolExecutor(4) as pool:
        written = list(pool.map(lambda _number: _night(database, clock), range(4)))
    assert sum(written) == 2
    assert len(_letters(database, clock)) == 2


def test_a_mail_server_that_is_down_gets_it_later_once(
    database: Database, clock: FixedClock
) -> None:
    """The night does not wait for it, and does not write anew."""
    owned_company(database, clock)
    clock.move(days=365)
    _night(database, clock)
    with smtp_sink() as sink:
        mailer = SmtpMailer(sink.url, "guide@b.example", clock, timeout=1)
        sink.rcpt_answer = "451 later"
        assert drain_mail_jobs(database, mailer, clock.now()) == 0
        clock.move(hours=20)
        assert _night(database, clock) == 0
        sink.rcpt_answer = ""
        assert drain_mail_jobs(database, mailer, clock.now()) == 2
        clock.move(hours=20)
        assert drain_mail_jobs(database, mailer, clock.now()) == 0
        assert len(sink.messages) == 2


def test_a_yes_is_logged_and_ends_the_question_for_a_year(
    database: Database, clock: FixedClock
) -> None:
    """The colleague's link is done with too; the editors' question goes away."""
    company_id = owned_company(database, clock)
    for days in (365, 30, 30):
        clock.move(days=days)
        _night(database, clock)
    assert _questions(database) == 1
    one, other = (_token(letter) for letter in _letters(database, clock)[2:])
    assert find_asked(database, one, clock.now()) == company_id
    assert confirm_listing(database, one, clock.now()) == company_id
    assert confirm_listing(database, one, clock.now()) is None
    assert confirm_listing(database, other, clock.now()) is None
    assert _questions(database) == 0
    with database.reading() as work:
        actions = [line.action for line in audit.of_object(work, "company", str(company_id))]
    assert actions.count("listing.confirmed") == 1
    clock.move(days=364)
    assert _night(database, clock) == 0
    clock.move(days=1)
    assert _night(database, clock) == 2


def test_an_edit_counts_as_an_answer(database: Database, clock: FixedClock) -> None:
    """Also when it still waits for an editor; the editors' question goes away the next night."""
    company_id = owned_company(database, clock)
    for days in (365, 30, 30):
        clock.move(days=days)
        _night(database, clock)
    with database.reading() as work:
        account = accounts.find_by_mail(work, "chef@b.example")
        seen = fingerprints(current_values(work, company_id))
    assert account is not None
    clock.move(days=1)
    wanted = {Field.DESCRIPTION: "Vi støber betonflamingoer."}
    propose_edit(database, account, company_id, wanted, seen, POLICY, clock.now())
    assert (_night(database, clock), _questions(database)) == (0, 0)
    clock.move(days=364)
    assert _night(database, clock) == 0


def test_who_left_cannot_answer_and_gets_no_more_letters(
    database: Database, clock: FixedClock
) -> None:
    """A link is only worth as much as its reader's place in the company."""
    company_id = owned_company(database, clock)
    clock.move(days=365)
    _night(database, clock)
    mine = next(one for one in _letters(database, clock) if one["to"] == "chef@b.example")
    with database.writing() as work:
        account = accounts.find_by_mail(work, "chef@b.example")
        assert account is not None
        accounts.leave(work, account.id, company_id)
        work.commit()
    assert find_asked(database, _token(mine), clock.now()) is None
    assert confirm_listing(database, _token(mine), clock.now()) is None
    clock.move(days=30)
    assert _night(database, clock) == 1


@pytest.mark.parametrize(
    "said", [{Field.EXCLUDED: True}, {Field.ADVERTISING_PROTECTED: True}, {Field.STATUS: "ceased"}]
)
def test_nobody_is_asked_about_what_is_not_shown_or_is_over(
    database: Database, clock: FixedClock, said: dict[Field, Any]
) -> None:
    """Kept out, protected, or out of business."""
    owned_company(database, clock, said=said)
    clock.move(days=365)
    assert _night(database, clock) == 0


def test_an_editor_can_answer_instead(database: Database, clock: FixedClock) -> None:
    """Yes begins the year anew; the answer has a name."""
    company_id = owned_company(database, clock)
    for days in (365, 30, 30):
        clock.move(days=days)
        _night(database, clock)
    with database.reading() as work:
        (task,) = tasks.open_tasks(work, TaskKind.UNANSWERED)
    assert task.id is not None
    editor = Editor(actor="account:9", policy=POLICY, now=clock.now())
    answer_task(database, task.id, TaskOutcome.ACCEPTED, "Set på hjemmesiden.", editor)
    with database.reading() as work:
        lines = audit.of_object(work, "company", str(company_id))
    assert [line.actor for line in lines if line.action == "listing.confirmed"] == ["account:9"]
    clock.move(days=364)
    assert _night(database, clock) == 0
