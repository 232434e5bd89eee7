"""guide editor: what waits for a decision, and deciding it."""

import getpass
from dataclasses import asdict
from typing import Any

import click

from guide.catalogue import companies, submissions
from guide.catalogue.submissions import Submission
from guide.cli.running import json_option, print_json, running_guide
from guide.domain.accounts import Role
from guide.domain.contacts import normalise_email
from guide.domain.cvr_number import parse_cvr
from guide.domain.submissions import IllegalMoveError, SubmissionId
from guide.usecases import decide_submissions
from guide.usecases.decide_submissions import DecisionError
from guide.usecases.erase_company import ErasureError, erase_company
from guide.usecases.sign_in import invite_editor


@click.group()
def editor() -> None:
    """Redaktionens afgørelser."""


def submission_json(submission: Submission) -> dict[str, Any]:
    """Return a sign-up in the shape that ``guide editor queue --json`` promises."""
    proposal = submission.proposal
    return {
        "id": submission.id,
        "state": submission.state.value,
        "confirmed": submission.confirmed_at is not None,
        "cvr": proposal.cvr,
        "name": proposal.name,
        "description": proposal.description,
        "long_description": proposal.long_description,
        "categories": list(proposal.categories),
        "website": proposal.website,
        "products": list(proposal.products),
        "postcode": proposal.postcode,
        "contact_mail": submission.contact_mail,
        "created_at": submission.created_at.isoformat(),
    }


@editor.command()
@json_option
def queue(as_json: bool) -> None:
    """Vis de tilmeldinger, der venter på en afgørelse."""
    with running_guide() as guide, guide.database.reading() as work:
        waiting = submissions.queue(work)
    if as_json:
        print_json([submission_json(one) for one in waiting])
        return
    click.echo(f"{len(waiting)} venter." if waiting else "Intet venter.")
    for one in waiting:
        note = "" if one.confirmed_at else "  (ikke bekræftet på mail endnu)"
        click.echo(f"{one.id}  {one.proposal.cvr}  {one.proposal.name}{note}")


def _actor() -> str:
    return f"cli:{getpass.getuser()}"


@editor.command()
@click.argument("number", type=click.IntRange(1))
@json_option
def approve(number: int, as_json: bool) -> None:
    """Optag tilmelding NUMBER i guiden; den findes ved søgning, når guide worker har kørt."""
    with running_guide() as guide:
        try:
            company_id = decide_submissions.approve(
                guide.database,
                SubmissionId(number),
                _actor(),
                guide.policy,
                guide.settings.site_url,
                guide.clock.now(),
            )
        except (DecisionError, IllegalMoveError) as error:
            raise click.ClickException(_told(number, error)) from error
        with guide.database.reading() as work:
            company = companies.get(work, company_id)
    if as_json:
        print_json({"id": number, "state": "approved", "slug": company.slug, "cvr": company.cvr})
    else:
        click.echo(f"{company.name} er optaget: /virksomhed/{company.slug}")


@editor.command()
@click.argument("number", type=click.IntRange(1))
@click.option("--reason", required=True, help="Grunden, som indsenderen læser.")
@json_option
def refuse(number: int, reason: str, as_json: bool) -> None:
    """Afvis tilmelding NUMBER med en grund."""
    with running_guide() as guide:
        try:
            decide_submissions.refuse(
                guide.database,
                SubmissionId(number),
                _actor(),
                reason,
                guide.settings.site_url,
                guide.clock.now(),
            )
        except (DecisionError, IllegalMoveError) as error:
            raise click.ClickException(_told(number, error)) from error
    if as_json:
        print_json({"id": number, "state": "refused", "reason": reason})
    else:
        click.echo(f"Tilmelding {number} er afvist.")


@editor.command()
@click.argument("mail")
@click.option(
    "--role",
    type=click.Choice([Role.EDITOR.value, Role.ADMIN.value]),
    default=Role.EDITOR.value,
    help="Hvad den inviterede må.",
)
@json_option
def invite(mail: str, role: str, as_json: bool) -> None:
    """Lav et link, der gør MAIL til redaktør; det virker én gang og i 7 dage."""
    address = normalise_email(mail)
    if address is None:
        message = f"{mail!r} er ikke en mailadresse"
        raise click.UsageError(message)
    with running_guide() as guide:
        link = invite_editor(
            guide.database,
            address,
            Role(role),
            _actor(),
            guide.settings.site_url,
            guide.clock.now(),
        )
    if as_json:
        print_json({"mail": address, "role": role, "link": link})
    else:
        click.echo(link)


@editor.command()
@click.argument("company")
@click.option("--reason", required=True, help="Grunden; den står i loggen.")
@json_option
def erase(company: str, reason: str, as_json: bool) -> None:
    """Slet alt om COMPANY (CVR-nummer eller slug), og hold den ude af senere importer."""
    with running_guide() as guide:
        try:
            done = erase_company(
                guide.database,
                guide.logos,
                parse_cvr(company) or company,
                _actor(),
                reason,
                guide.clock.now(),
            )
        except ErasureError as error:
            raise click.ClickException(str(error)) from error
    if as_json:
        print_json(asdict(done))
        return
    click.echo("Slettet. Dette blev gennemsøgt:")
    for place, count in done.searched.items():
        click.echo(f"  {place}: {count}")


def _told(number: int, error: Exception) -> str:
    if isinstance(error, IllegalMoveError):
        return f"tilmelding {number} er allerede afgjort ({error.before}); se: guide editor queue"
    return str(error)
