"""Ask a browser for a passkey and verify what it answers (WebAuthn level 2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

_VERIFIED = UserVerificationRequirement.REQUIRED


class PasskeyError(Exception):
    """The answer does not prove a passkey of this site for this question."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What the browser is asked: the challenge to keep, the options to send as JSON."""

    challenge: bytes
    options: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NewKey:
    """What an authenticator made."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


def _host(site_url: str) -> str:
    return urlsplit(site_url).hostname or ""


def _origin(site_url: str) -> str:
    parts = urlsplit(site_url)
    return f"{parts.scheme}://{parts.netloc}"


def _described(keys: Sequence[bytes]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=key) for key in keys]


def ask_for_new(
    site_url: str, site_name: str, handle: bytes, mail: str, known: Sequence[bytes]
) -> Question:
    """Ask for a new passkey on an authenticator that holds none of the known ones."""
    options = generate_registration_options(
        rp_id=_host(site_url),
        rp_name=site_name,
        user_id=handle,
        user_name=mail,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=_VERIFIED
        ),
        exclude_credentials=_described(known),
    )
    return Question(challenge=options.challenge, options=options_to_json(options))


def read_new(site_url: str, answer: str, challenge: bytes) -> NewKey:
    """Return the new key of a registration; raise ``PasskeyError`` when anything is wrong."""
    try:
        found = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=_host(site_url),
            expected_origin=_origin(site_url),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise PasskeyError(str(error)) from error
    return NewKey(
        credential_id=found.credential_id,
        public_key=found.credential_public_key,
        sign_count=found.sign_count,
    )


def ask_for_known(site_url: str, known: Sequence[bytes]) -> Question:
    """Ask for one of the known passkeys."""
    options = generate_authentication_options(
        rp_id=_host(site_url), allow_credentials=_described(known), user_verification=_VERIFIED
    )
    return Question(challenge=options.challenge, options=options_to_json(options))


def credential_of(answer: str) -> bytes:
    """Return which credential an answer says it comes from; nothing is verified yet."""
    try:
        return bytes(parse_authentication_credential_json(answer).raw_id)
    except (WebAuthnException, ValueError) as error:
        raise PasskeyError(str(error)) from error


def check_known(
    site_url: str, answer: str, challenge: bytes, public_key: bytes, sign_count: int
) -> int:
    """Verify the use of a passkey and return its new count; a count that fell is refused."""
    try:
        found = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=_host(site_url),
            expected_origin=_origin(site_url),
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise PasskeyError(str(error)) from error
    return int(found.new_sign_count)
