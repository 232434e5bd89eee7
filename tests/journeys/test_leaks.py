"""Plant companies that must not be seen, and look for them in every channel that there is.

Channels are found by walking the site's own map of addresses, so that a new one is looked into
without a word here; a visible company planted beside them proves that the walk can see.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from itertools import product
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from limits import RateLimitItemPerSecond
from sqlalchemy import update

from guide.bootstrap import Guide
from guide.catalogue import companies, facts
from guide.catalogue.tables.companies import CompanyRow
from guide.domain.company import CompanyId
from guide.domain.facts import Fact, FactValue, Field, Layer
from guide.usecases.index_companies import rebuild_index
from guide.usecases.refresh_company import refresh_company
from guide.web import create_app
from tests.conftest import NOW

LATER = NOW + timedelta(hours=1)
WORD = "kvantefjernlager"
"""Stands in the description of every planted company and nowhere else: what is searched for."""

SEEN, PROTECTED, ERASED, EXCLUDED = "98000003", "98000011", "98000038", "98000046"
NAMES = {
    SEEN: "Zyxsynlig ApS",
    PROTECTED: "Zyxbeskyttet ApS",
    ERASED: "Zyxslettet ApS",
    EXCLUDED: "Zyxudeladt ApS",
}
PHONE = "+4570998877"
SECRETS = ("zyxbeskyttet", "zyxslettet", "zyxudeladt", "70998877", "70 99 88 77", "skjult@zyx")
STUBS = {"public.by_number", "signup.start", "signup.duplicates", "signup.duplicates_json"}
"""Where the name of a company whose number was typed may stand. Phone and mail may not."""

ARGUMENTS = (
    "forbrugsstoffer",
    "ballerup",
    "z",
    "1",
    "ikke-oplyst",
    "under-10",
    "zyxsynlig",
    *NAMES,
)
HIDDEN_SLUGS = ("zyxbeskyttet", "zyxslettet", "zyxudeladt")
QUERIES = (
    "",
    f"q={WORD}",
    "q=zyx",
    f"q={PROTECTED}",
    f"q={ERASED}",
    "q=70998877",
    "category=forbrugsstoffer&limit=100",
    "kategori=forbrugsstoffer",
    f"kategori=forbrugsstoffer&q={WORD}",
    "sort=name&limit=100&category=forbrugsstoffer&facets=category",
    "since=2026-11-25T12:30:00Z&limit=100",
    f"navn=zyx&cvr={PROTECTED}",
    f"cvr={ERASED}",
    "side=1",
)


def plant(guide: Guide, cvr: str, more: dict[Field, FactValue]) -> CompanyId:
    """Add an invented company whose every field would be found."""
    with guide.database.writing() as work:
        company_id = companies.create(work, name=NAMES[cvr], now=LATER, cvr=cvr)
        said: dict[Field, FactValue] = {
            Field.NAME: NAMES[cvr],
            Field.DESCRIPTION: f"Bygger {WORD}",
            Field.PRODUCTS: [WORD],
            Field.CATEGORIES: ["forbrugsstoffer"],
            Field.INCLUDED: True,
            Field.MUNICIPALITY: "0151",
            Field.TOWN: "Ballerup",
            Field.EMPLOYEES: 40,
            Field.PHONE: PHONE,
            Field.EMAIL: "skjult@zyx.example",
            Field.STATUS: "active",
            **more,
        }
        facts.record(work, company_id, [_fact(field, value) for field, value in said.items()])
        refresh_company(work, company_id, guide.policy, LATER)
        work.commit()
    return company_id


def _fact(field: Field, value: FactValue) -> Fact:
    return Fact(field=field, layer=Layer.REGISTER, value=value, source="seed", recorded_at=LATER)


@pytest.fixture(autouse=True)
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lift the limits of the site: the walk asks more than any reader may."""
    monkeypatch.setattr("guide.web.limits._hit", lambda *_: None)


@pytest.fixture
def planted(guide: Guide) -> Guide:
    """The seed with a visible, a protected, an erased and an excluded company, indexed."""
    plant(guide, SEEN, {})
    plant(guide, PROTECTED, {Field.ADVERTISING_PROTECTED: True})
    erased = plant(guide, ERASED, {})
    plant(guide, EXCLUDED, {Field.EXCLUDED: True})
    with guide.database.writing() as work:
        work.session.execute(
            update(CompanyRow).where(CompanyRow.id == erased).values(erased_at=LATER)
        )
        refresh_company(work, erased, guide.policy, LATER)
        work.commit()
    rebuild_index(guide.database, guide.open_writer(), guide.policy, LATER)
    guide.reader.open_newest()
    return guide


def client_of(guide: Guide) -> FlaskClient:
    """A client that is not held up by limits."""
    app = create_app(guide)
    app.config["API_RATE"] = RateLimitItemPerSecond(1_000_000, namespace="api")
    return app.test_client()


def answers(client: FlaskClient) -> Iterator[tuple[str, str, str]]:
    """Ask every address of the site; yield its endpoint, what was asked, and what was answered."""
    rules = client.application.url_map.iter_rules()
    for rule in rules:
        if "GET" not in (rule.methods or ()):
            continue
        for path in _paths(rule.rule, sorted(rule.arguments)):
            for query in QUERIES if not rule.arguments else ("",):
                address = f"{path}?{query}" if query else path
                answer = client.get(address)
                if answer.status_code == 200:
                    yield rule.endpoint, address, _text(answer.data)


def _paths(rule: str, names: list[str]) -> Iterator[str]:
    slots = rule.replace(">", "<").split("<")[1::2]
    assert len(slots) == len(names)
    for chosen in product((*ARGUMENTS, *HIDDEN_SLUGS), repeat=len(slots)):
        path = rule
        for slot, value in zip(slots, chosen, strict=True):
            path = path.replace(f"<{slot}>", value)
        yield path


def _text(data: bytes) -> str:
    """Read an answer, the parts of a zipped one one after the other."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8", "replace").casefold()
    with ZipFile(BytesIO(data)) as book:
        return " ".join(book.read(name).decode("utf-8") for name in book.namelist()).casefold()


def test_no_channel_tells_what_must_not_be_seen(planted: Guide) -> None:
    """Neither a protected, an erased nor an excluded company, nor a hidden phone or mail."""
    told: dict[str, set[str]] = {}
    for endpoint, address, text in answers(client_of(planted)):
        secrets = SECRETS[3:] if endpoint in STUBS and PROTECTED in address else SECRETS
        for secret in secrets:
            if secret in address.casefold():
                continue
            assert secret not in text, f"{address} tells {secret!r}"
        if "zyxsynlig" in text:
            told.setdefault(endpoint, set()).add(address)
    seen_in = {
        "api.changes",
        "api.company",
        "api.search",
        "api.suggest",
        "public.category",
        "public.letter",
        "public.municipality",
        "public.profile",
        "public.search",
        "public.search_csv",
        "public.search_jsonl",
        "public.search_xlsx",
        "public.sitemap_companies",
        "public.suggestions",
    }
    assert seen_in <= told.keys()


def test_counts_and_facets_leave_out_what_must_not_be_seen(planted: Guide) -> None:
    """Of four planted companies one is counted, whatever is asked."""
    client = client_of(planted)
    answer = client.get(f"/api/v1/search?q={WORD}&facets=municipality&facets=form").json
    assert answer["total"] == 1
    assert answer["facets"]["municipality"] == {"0151": 1}
    assert client.get(f"/api/v1/search?q={PROTECTED}").json["total"] == 0
    assert client.get("/api/v1/suggest?q=zyxb").json["suggestions"] == []


@pytest.mark.parametrize("company", [PROTECTED, "zyxbeskyttet", EXCLUDED, "zyxudeladt"])
def test_a_hidden_company_is_absent_from_the_api(planted: Guide, company: str) -> None:
    """Number and slug answer as if there never was one."""
    client = client_of(planted)
    hidden, unknown = (client.get(f"/api/v1/companies/{one}").json for one in (company, "98000054"))
    hidden["request_id"] = unknown["request_id"] = ""
    assert hidden == unknown


def test_an_article_never_names_a_hidden_company(planted: Guide) -> None:
    """Match passes over what the guide may not tell."""
    text = " og ".join(NAMES.values())
    answer = client_of(planted).post("/api/v1/match", json={"text": f"Vi mødte {text} i dag."})
    assert {one["slug"] for one in answer.json["mentions"]} <= {"zyxsynlig"}


def test_the_index_on_disk_holds_no_hidden_company(planted: Guide) -> None:
    """No file of the present generation holds a secret, while the visible company is there."""
    content = b"".join(_files(planted.settings.index / "current")).lower()
    assert b"zyxsynlig" in content
    for secret in SECRETS:
        assert secret.encode() not in content


def _files(folder: Path) -> Iterator[bytes]:
    for path in sorted(folder.resolve().iterdir()):
        yield path.read_bytes()


def test_the_moment_of_planting_is_after_the_seed() -> None:
    """The walk asks for changes since a moment between the two."""
    assert NOW < datetime.fromisoformat("2026-11-25T12:30:00+00:00") < LATER
