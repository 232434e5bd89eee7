"""What a test needs of the machine: without it a test is skipped, or fails when it is required.

``GUIDE_REQUIRE=postgres,browser`` turns the printed skips into failures; CI sets it.
"""

import os

import pytest


def lacking(what: str, reason: str) -> None:
    """Skip the test, or fail it when ``GUIDE_REQUIRE`` names what is lacking."""
    required = {name.strip() for name in os.environ.get("GUIDE_REQUIRE", "").split(",")}
    if what in required:
        pytest.fail(f"{what} is required: {reason}")
    pytest.skip(f"{what}: {reason}")
