"""What a view may ask for: the guide behind the site and the day it is."""

from datetime import date
from typing import cast

from flask import current_app

from guide.bootstrap import Guide
from guide.domain.danish_time import danish_day

EXTENSION = "brancheguide"


def the_guide() -> Guide:
    """Return the guide that this site shows."""
    return cast(Guide, current_app.extensions[EXTENSION])


def today() -> date:
    """Return the day in Denmark."""
    return danish_day(the_guide().clock.now())
