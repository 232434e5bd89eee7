"""Count readers of profiles and appearances in searches as requests are answered.

Nothing of who asks is kept or looked at beyond whether the program says that it is a robot.
"""

from collections.abc import Iterable

from flask import Flask, Response, request

from guide.domain.company import CompanyId
from guide.domain.robots import is_robot
from guide.web.context import the_guide, today

_PROFILE = "public.profile"


def is_reader() -> bool:
    """Tell whether the request is a person's reading, as far as a program says what it is."""
    return (
        request.method == "GET"
        and "prefetch" not in request.headers.get("Sec-Purpose", "")
        and not is_robot(request.headers.get("User-Agent", ""))
    )


def count_search(text: str, shown: Iterable[CompanyId]) -> None:
    """Count the companies that a search shows on its first page."""
    if is_reader():
        the_guide().visits.appear(shown, text, today())


def setup_visits(app: Flask) -> None:
    """Count each profile that is handed out, or that a browser is told to show once more."""

    @app.after_request
    def count_view(response: Response) -> Response:
        if request.endpoint == _PROFILE and response.status_code in (200, 304) and is_reader():
            slug = (request.view_args or {}).get("slug", "")
            the_guide().visits.view(str(slug), today())
        return response
