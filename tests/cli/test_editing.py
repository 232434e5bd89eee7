"""guide editor: the queue and the decisions, as a process of its own."""

import json
import shutil
from pathlib import Path

import pytest

from guide.bootstrap import build
from guide.domain.submissions import Proposal
from guide.usecases import sign_up
from tests.cli.test_commands import run
from tests.conftest import NOW, demo_settings

PROPOSAL = Proposal(
    cvr="98000003",
    name="Opdigtet Data ApS",
    description="Vi bygger kvantegrammofoner.",
    categories=("erp",),
    contact_mail="hej@opdigtet.example",
)


@pytest.fixture
def home(seeded_home: Path, tmp_path: Path) -> Path:
    """A home with one sign-up waiting."""
    copy = tmp_path / "home"
    shutil.copytree(seeded_home, copy, symlinks=True)
    guide = build(demo_settings(copy))
    sign_up.submit(
        guide.database, PROPOSAL, locale="da", consent_text="Ja", site_url="http://x", now=NOW
    )
    guide.close()
    return copy


def test_an_approved_sign_up_leaves_the_queue_and_is_found(home: Path) -> None:
    """Queue, approve, worker, search."""
    (waiting,) = json.loads(run(home, "editor", "queue", "--json").stdout)
    assert (waiting["id"], waiting["cvr"], waiting["confirmed"]) == (1, "98000003", False)
    done = json.loads(run(home, "editor", "approve", "1", "--json").stdout)
    assert done["slug"] == "opdigtet-data"
    run(home, "worker", "--once")
    found = json.loads(run(home, "search", "kvantegrammofoner", "--json").stdout)
    assert [hit["cvr"] for hit in found["hits"]] == ["98000003"]
    assert json.loads(run(home, "editor", "queue", "--json").stdout) == []
    again = run(home, "editor", "approve", "1")
    assert again.returncode == 1
    assert "allerede afgjort" in again.stderr


def test_a_refusal_tells_its_reason(home: Path) -> None:
    """And needs one."""
    assert run(home, "editor", "refuse", "1").returncode == 2
    done = run(home, "editor", "refuse", "1", "--reason", "Ikke it.", "--json")
    assert json.loads(done.stdout) == {"id": 1, "state": "refused", "reason": "Ikke it."}
    assert "Intet venter" in run(home, "editor", "queue").stdout


def test_an_invitation_prints_a_link_that_works_once(home: Path) -> None:
    """An address that is none is told."""
    done = json.loads(run(home, "editor", "invite", "r@b.example", "--json").stdout)
    assert done["role"] == "editor"
    assert "/log-ind/redaktion/" in done["link"]
    assert run(home, "editor", "invite", "ingen").returncode == 2
