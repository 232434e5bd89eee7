"""Send forms as a browser does: with the page's own token, after having looked at it."""

import re
from collections.abc import Mapping

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import FixedClock

_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def hidden_fields(page: str) -> dict[str, str]:
    """Return the hidden fields of a page."""
    return dict(_HIDDEN.findall(page))


def send(
    client: FlaskClient,
    clock: FixedClock,
    path: str,
    data: Mapping[str, object],
    *,
    to: str = "",
    seconds: float = 5,
) -> TestResponse:
    """Open a page, look at it for a while and send its form; ``to`` is another address."""
    page = client.get(path)
    clock.move(seconds=seconds)
    return client.post(to or path, data={**hidden_fields(page.text), **data})
