"""A company changes its profile: the live one stays until a change is accepted."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import accounts, claims, facts, revisions
from guide.domain.category_changes import TreeAct, TreeChange
from guide.domain.claims import Method
from guide.domain.facts import Fact, Field, Layer
from guide.domain.revisions import IllegalDecisionError, StaleFieldError
from guide.usecases.change_categories import change_category, preview_change
from guide.usecases.edit_company import Editor
from guide.usecases.propose_edits import decide, restore
from guide.usecases.refresh_company import refresh_company
from tests.conftest import FixedClock
from tests.small import SLUG, company_id_of, session_for
from tests.web.sending import hidden_fields, send

SITE = "http://localhost:8000"
PATH = f"/konto/virksomhed/{SLUG}/ret"
FORM = {
    "name": "Opdigtet Data ApS",
    "description": "Vi bygger regnemaskiner.",
    "category": "erp",
    "website": "https://www.opdigtet.example",
    "action": "send",
}


@pytest.fixture
def owner(client: FlaskClient, guide: Guide, clock: FixedClock) -> FlaskClient:
    """A browser of somebody who proved to own the company."""
    client.set_cookie("guide", session_for(guide, "a@b.example"))
    with guide.database.writing() as work:
        account = accounts.find_by_mail(work, "a@b.example")
        assert account is not None
        company = company_id_of(guide)
        claim = claims.start(work, company, account.id, Method.MAIL, "x", clock.now())
        claims.prove(work, claim.id, clock.now())
        accounts.join(work, account.id, company, clock.now())
        work.commit()
    return client


def _profile(client: FlaskClient) -> str:
    return client.get(f"/virksomhed/{SLUG}").text


def test_what_needs_eyes_waits_and_the_rest_is_live(
    owner: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """Phone at once; a new text when an editor accepted it; a refusal with its reason."""
    data = {**FORM, "description": "Vi sælger fliser.", "name": "Fliser ApS", "phone": "12345678"}
    assert send(owner, clock, PATH, data).location.endswith("gemt=venter")
    assert "Vi bygger regnemaskiner." in _profile(owner)
    assert "+4512345678" in _profile(owner)
    with guide.database.reading() as work:
        (waiting,) = revisions.pending(work)
    assert set(waiting.waiting) == {Field.DESCRIPTION, Field.NAME}
    now, policy = clock.now(), guide.policy
    decide(
        guide.database,
        waiting.id,
        Field.DESCRIPTION,
        accept=True,
        actor="r",
        policy=policy,
        site_url=SITE,
        now=now,
    )
    assert "Vi sælger fliser." in _profile(owner)
    done, _undo = decide(
        guide.database,
        waiting.id,
        Field.NAME,
        accept=False,
        reason="Navnet står i registret.",
        actor="r",
        policy=policy,
        site_url=SITE,
        now=now,
    )
    assert done.waiting == ()
    assert "Navnet står i registret." in owner.get(PATH).text
    with pytest.raises(IllegalDecisionError):
        decide(
            guide.database,
            waiting.id,
            Field.NAME,
            accept=True,
            actor="r",
            policy=policy,
            site_url=SITE,
            now=now,
        )


def test_the_effect_is_shown_before_anything_is_sent(
    owner: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """Before, after and how complete the profile becomes."""
    data = {**FORM, "products": "Brødregner", "action": "preview"}
    page = send(owner, clock, PATH, data).text
    assert "Brødregner" in page
    assert "Fyldt ud: 47 % før, 57 % efter." in page
    with guide.database.reading() as work:
        assert revisions.of_company(work, company_id_of(guide)) == []


def test_a_field_changed_meanwhile_is_shown_side_by_side(
    owner: FlaskClient, clock: FixedClock
) -> None:
    """409; the text stays in the field; sending again from that page counts."""
    mine = hidden_fields(owner.get(PATH).text)
    send(owner, clock, PATH, {**FORM, "phone": "12345678"})
    answer = owner.post(PATH, data={**FORM, **mine, "phone": "87654321"})
    assert answer.status_code == 409
    assert "87654321" in answer.text
    assert "+4512345678" in answer.text
    again = {**FORM, **hidden_fields(answer.text), "phone": "87654321"}
    assert owner.post(PATH, data=again).status_code == 303
    assert "+4587654321" in _profile(owner)


def test_an_acceptance_after_another_change_is_a_conflict(
    owner: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """Two proposals for one field may wait; the second is not laid over the first unseen."""
    for text in ("Den ene udgave.", "Den anden udgave."):
        send(owner, clock, PATH, {**FORM, "description": text})
    with guide.database.reading() as work:
        first, second = revisions.pending(work)
    for revision in (first, second):
        arguments = {
            "accept": True,
            "actor": "r",
            "policy": guide.policy,
            "site_url": SITE,
            "now": clock.now(),
        }
        if revision is second:
            with pytest.raises(StaleFieldError):
                decide(guide.database, revision.id, Field.DESCRIPTION, **arguments)  # type: ignore[arg-type]
        else:
            decide(guide.database, revision.id, Field.DESCRIPTION, **arguments)  # type: ignore[arg-type]
    assert "Den ene udgave." in _profile(owner)


def test_an_earlier_version_is_restored(
    owner: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """As a revision of its own; nothing is erased."""
    send(owner, clock, PATH, {**FORM, "phone": "12345678"})
    send(owner, clock, PATH, {**FORM, "phone": "87654321"})
    with guide.database.reading() as work:
        newest = revisions.of_company(work, company_id_of(guide))[0]
    restore(
        guide.database, newest.id, actor="r", reason="fejl", policy=guide.policy, now=clock.now()
    )
    assert "+4512345678" in _profile(owner)


def test_of_a_hundred_who_change_one_field_at_once_one_wins(
    owner: FlaskClient, app: Flask, clock: FixedClock
) -> None:
    """The others get a 409 with their own text in the field."""
    form = hidden_fields(owner.get(PATH).text)
    cookies = {name: owner.get_cookie(name) for name in ("guide", "guide-form")}
    clock.move(seconds=5)

    def change(number: int) -> tuple[int, bool]:
        person = app.test_client()
        for name, cookie in cookies.items():
            assert cookie is not None
            person.set_cookie(name, cookie.value)
        data = {**FORM, **form, "phone": f"123456{number:02}"}
        answer = person.post(PATH, data=data)
        return answer.status_code, f"123456{number:02}" in answer.text

    app.view_functions["accounts.edit"].rate_rules = []  # type: ignore[attr-defined]
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(change, range(100)))
    assert sorted(status for status, _kept in answers) == [303] + [409] * 99
    assert all(kept for status, kept in answers if status == 409)


def test_only_who_acts_for_the_company_changes_it(
    client: FlaskClient, guide: Guide, clock: FixedClock
) -> None:
    """Another company's account is refused, a stranger is led to sign in."""
    assert client.get(PATH).location.startswith("/log-ind")
    client.set_cookie("guide", session_for(guide, "other@b.example"))
    assert client.get(PATH).status_code == 403
    assert send(client, clock, "/konto", FORM, to=PATH).status_code == 403


RENAME = TreeChange(act=TreeAct.RENAME, category="erp", target="Økonomistyring", name_en="Finance")
MERGE = TreeChange(act=TreeAct.MERGE, category="erp", target="crm")


def _change_tree(guide: Guide, wanted: TreeChange) -> None:
    editor = Editor(actor="account:1", policy=guide.policy, now=guide.clock.now())
    mark = preview_change(guide.database, wanted).mark
    change_category(guide.database, wanted, mark, "Bedre ord.", editor)


@pytest.mark.parametrize(
    ("change", "slug"), [(RENAME, "oekonomistyring"), (MERGE, "crm")], ids=["rename", "merge"]
)
def test_the_form_chooses_a_category_by_what_it_is_called_now(
    owner: FlaskClient, guide: Guide, clock: FixedClock, change: TreeChange, slug: str
) -> None:
    """Sending the form as it stands changes nothing; what waited is accepted without a conflict."""
    send(owner, clock, PATH, {**FORM, "category_2": "crm"})
    _change_tree(guide, change)
    page = owner.get(PATH).text
    assert f'<option selected value="{slug}">' in page
    with guide.database.reading() as work:
        (waiting,) = revisions.pending(work)
    decide(
        guide.database,
        waiting.id,
        Field.CATEGORIES,
        accept=True,
        actor="r",
        policy=guide.policy,
        site_url=SITE,
        now=clock.now(),
    )
    assert send(owner, clock, PATH, {**FORM, "category": slug}).status_code == 303
    with guide.database.reading() as work:
        left = revisions.pending(work)
    assert [one.after for one in left] == ([] if slug == "crm" else [{Field.CATEGORIES: [slug]}])


@pytest.mark.parametrize(
    ("protected", "typed", "told"),
    [
        (None, {"phone": "12345678"}, "skjult"),
        (None, {"products": "Flamingo"}, "live"),
        (None, {"products": "Flamingo", "phone": "12345678"}, "skjult"),
        (False, {"phone": "12345678"}, "live"),
        (True, {"products": "Flamingo"}, "skjult"),
    ],
)
def test_a_change_is_only_said_to_be_seen_when_readers_see_it(
    owner: FlaskClient,
    guide: Guide,
    clock: FixedClock,
    protected: bool | None,
    typed: dict[str, str],
    told: str,
) -> None:
    """Telephone and mail are hidden while protection is unknown, a protected company's all."""
    with guide.database.writing() as work:
        company = company_id_of(guide)
        facts.withdraw(work, company, Field.ADVERTISING_PROTECTED, Layer.SEED, clock.now())
        if protected is not None:
            fact = Fact(
                field=Field.ADVERTISING_PROTECTED,
                layer=Layer.REGISTER,
                value=protected,
                recorded_at=clock.now(),
                source="seed",
            )
            facts.record(work, company, [fact])
        refresh_company(work, company, guide.policy, clock.now())
        work.commit()
    answer = send(owner, clock, PATH, {**FORM, **typed})
    assert answer.location.endswith(f"gemt={told}")
    page = owner.get(answer.location).text
    assert ("kan ses nu" in page) == (told == "live")
    for value in ("+4512345678", "Flamingo"):
        if value in page and told == "live":
            assert value in _profile(owner)
